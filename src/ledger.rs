//! Reads back what people filled in a 台账: remedies, conclusions, closings, by fingerprint.
//!
//! A row is known by its hidden fingerprint column, never by its position, so people may sort and filter as they like.

use crate::error::{RequestError, refusal};
use crate::finding::{Conclusion, Finding, Statement};
use calamine::{Data, DataRef, Reader as _, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// Names of the sheets that hold findings: open ones, and those that no longer fire.
pub const SHEETS: [&str; 2] = ["问题清单", "已消除"];
/// Header of the column a row is known by.
pub const FINGERPRINT: &str = "指纹";
/// Header of the column that holds rule and matter, the same from period to period.
pub const MATTER: &str = "事项标识";
/// Largest ledger read, in bytes.
const LARGEST: u64 = 64 << 20;
/// Rows read of one sheet.
const ROWS: u32 = 200_000;

/// What people wrote about findings, by fingerprint.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// Rows in order of fingerprint.
    pub entries: BTreeMap<String, Entry>,
}

/// One row of a ledger: every column by its header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Cell texts by column header; empty cells are left out.
    pub cells: BTreeMap<String, String>,
    /// Whether the finding was open when the ledger was written.
    pub was_open: bool,
}

impl Entry {
    /// 连续出现次数; 0 where it is not there.
    pub fn times(&self) -> usize {
        self.cell("连续出现次数").parse().unwrap_or(0)
    }

    /// The cell under `header`, or an empty string.
    pub fn cell(&self, header: &str) -> &str {
        self.cells.get(header).map_or("", String::as_str)
    }
}

impl Ledger {
    /// Reads the ledger at `path`; a missing file is an empty ledger, so that the first run needs none.
    ///
    /// # Errors
    /// When the file cannot be opened, is too large or is no workbook.
    pub fn read(path: &Path) -> Result<Self, RequestError> {
        match std::fs::metadata(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Ok(found) if found.len() > LARGEST => {
                return Err(refused(
                    path,
                    "文件过大",
                    "台账不应超过 64 MB，请核对是否选错文件",
                ));
            }
            Ok(_) | Err(_) => {}
        }
        let help = "请核对路径和权限，或先关闭正在打开它的程序";
        let bytes = std::fs::read(path)
            .map_err(|e| refused(path, &format!("打不开：{}", refusal(&e)), help))?;
        let help = "请使用 duban 写出的 .xlsx 台账";
        Self::parse(&bytes).map_err(|e| refused(path, damage(&e), help))
    }

    /// Reads a workbook's bytes; sheets that are not there are empty.
    ///
    /// # Errors
    /// When the bytes are no workbook.
    pub fn parse(bytes: &[u8]) -> Result<Self, XlsxError> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
        let mut ledger = Self::default();
        let names = book.sheet_names();
        for (sheet, was_open) in SHEETS.iter().zip([true, false]) {
            if names.iter().any(|n| n == sheet) {
                ledger.extend(rows(&mut book, sheet)?, was_open);
            }
        }
        Ok(ledger)
    }

    /// The open row of another period about the same rule and matter, the one that came last.
    pub fn predecessor(&self, matter: &str, period: &str) -> Option<&Entry> {
        let same =
            |e: &&Entry| e.was_open && e.cell(MATTER) == matter && e.cell("最近期次") != period;
        let times = |e: &&Entry| e.times();
        self.entries.values().filter(same).max_by_key(times)
    }

    fn extend(&mut self, rows: Vec<BTreeMap<String, String>>, was_open: bool) {
        for cells in rows {
            let Some(fingerprint) = cells.get(FINGERPRINT).cloned() else {
                continue;
            };
            let entry = Entry { cells, was_open };
            self.entries.entry(fingerprint).or_insert(entry);
        }
    }

    /// Attaches conclusions and statements to `findings`; what a waiver file said stays.
    pub fn attach(&self, findings: &mut [Finding]) {
        for finding in findings.iter_mut().filter(|f| f.statement.is_none()) {
            if let Some(entry) = self.entries.get(&finding.fingerprint) {
                finding.statement = entry.statement().map(Box::new);
            }
        }
    }
}

impl Entry {
    /// 复核结论 and 说明 as a statement; a 说明 without a conclusion awaits review.
    fn statement(&self) -> Option<Statement> {
        let text = self.cell("说明").to_owned();
        let conclusion = match self.cell("复核结论").trim() {
            "误报" => Conclusion::FalseAlarm,
            "属实" => Conclusion::Confirmed,
            "已说明" => Conclusion::Explained,
            _ if text.is_empty() => return None,
            _ => Conclusion::Explained,
        };
        Some(Statement {
            conclusion,
            by: String::new(),
            text,
        })
    }
}

/// The rows of a sheet under their headers. Cells are read one by one: a range's size is whatever the file claims.
fn rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<Vec<BTreeMap<String, String>>, XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut headers: BTreeMap<u32, String> = BTreeMap::new();
    let mut rows: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        match row {
            0 => {
                headers.insert(column, text);
            }
            _ if row > ROWS => break,
            _ if text.is_empty() => {}
            _ => {
                if let Some(header) = headers.get(&column) {
                    rows.entry(row).or_default().insert(header.clone(), text);
                }
            }
        }
    }
    Ok(rows.into_values().collect())
}

/// A cell as text; a date as ISO 8601, however Excel shows it.
fn text(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string().trim().to_owned(),
    }
}

/// Why a workbook cannot be read, in Chinese.
fn damage(error: &XlsxError) -> &'static str {
    match error {
        XlsxError::Password => "台账设了打开密码",
        _ => "不是可读的工作簿",
    }
}

fn refused(path: &Path, reason: &str, help: &str) -> RequestError {
    RequestError::File {
        path: path.display().to_string(),
        reason: reason.to_owned(),
        help: help.to_owned(),
    }
}
