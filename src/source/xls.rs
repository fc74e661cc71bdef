//! Turns a binary Excel workbook (.xls, .et, Excel 5.0–2003) into a layout, record by record (MS-XLS), so that nothing is set aside for cells that are not there.

mod record;
mod strings;

use super::sheet::number::Format;
use super::sheet::{self, Budget, Merge, Sheet};
use super::{Failure, Rendering};
use crate::document::builder::Builder;
use record::{Record, records};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use strings::{Text, shared, text};

/// Reads the bytes of a compound file with a `Workbook` or `Book` stream.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let stream = stream(bytes)
        .ok_or_else(|| Failure("Excel 文件不完整或已损坏，请重新获取原文件".to_owned()))?;
    let book = Book::read(&stream)?;
    let (mut sheets, mut unread, mut budget) = (Vec::new(), Vec::new(), Budget::default());
    for (name, hidden, start) in &book.sheets {
        let mut sheet = Sheet {
            name: name.clone(),
            hidden: *hidden,
            ..Sheet::default()
        };
        if book
            .fill(&mut sheet, &stream, *start, &mut budget)
            .is_none()
        {
            unread.push((format!("工作表“{name}”"), Budget::SPENT.to_owned()));
        }
        sheets.push(sheet);
    }
    let mut builder = Builder::default();
    let note = sheet::hidden_note(&sheets);
    unread.extend(sheet::lay_out(sheets, &mut builder));
    let mut rendering = Rendering::new("xls", builder.finish());
    rendering.unread = unread;
    rendering.note = note;
    Ok(rendering)
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["Workbook", "Book"]
        .into_iter()
        .find(|name| file.is_stream(name))?;
    let mut content = Vec::new();
    let stream = file.open_stream(name).ok()?;
    stream
        .take(bytes.len() as u64)
        .read_to_end(&mut content)
        .ok()?;
    Some(content)
}

/// What the workbook's own records say.
#[derive(Default)]
struct Book {
    /// Name, hidden, byte offset of the first record.
    sheets: Vec<(String, bool, usize)>,
    strings: Vec<String>,
    /// Number format of each cell style.
    formats: Vec<Format>,
    from_1904: bool,
    coding: Text,
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, Failure> {
        let mut book = Self::default();
        let (mut own, mut styles) = (HashMap::new(), Vec::new());
        let mut records = records(stream, 0);
        while let Some(record) = records.next() {
            match record.kind {
                record::BEGIN => book.coding.wide = record.u16(0) == Some(0x0600),
                record::PASSWORD => {
                    return Err(Failure("文件有密码保护，请去掉密码后再查".to_owned()));
                }
                record::CODE_PAGE => book.coding.page = record.u16(0).unwrap_or(936),
                record::DATES => book.from_1904 = record.u16(0) == Some(1),
                record::FORMAT => {
                    let code = format_code(&record, book.coding);
                    own.insert(record.u16(0).unwrap_or(0), Format::parse(&code));
                }
                record::STYLE => styles.push(record.u16(2).unwrap_or(0)),
                record::SHEET => book.sheets.extend(sheet_entry(&record, book.coding)),
                record::STRINGS => book.strings = shared(&record, &mut records),
                record::END => break,
                _ => {}
            }
        }
        let format = |id: u16| {
            own.get(&id)
                .cloned()
                .unwrap_or_else(|| Format::built_in(u32::from(id)))
        };
        book.formats = styles.into_iter().map(format).collect();
        Ok(book)
    }

    /// Reads the cells from the sheet's first record on; `None` when the budget is spent.
    fn fill(
        &self,
        sheet: &mut Sheet,
        stream: &[u8],
        start: usize,
        budget: &mut Budget,
    ) -> Option<()> {
        let (mut depth, mut awaiting) = (0, None);
        let mut hidden = std::collections::BTreeSet::new();
        for record in records(stream, start) {
            match record.kind {
                record::BEGIN => depth += 1,
                record::END => depth -= 1,
                record::ROW if record.u16(12).is_some_and(|flags| flags & 0x20 != 0) => {
                    hidden.extend(record.u16(0).map(u32::from));
                }
                record::MERGES => merges(&record, sheet),
                record::FORMULA => awaiting = self.formula(&record, sheet, budget)?,
                record::STRING => {
                    if let Some(at) = awaiting.take() {
                        sheet.put(at, text(record.body, 0, 2, self.coding), budget)?;
                    }
                }
                _ if depth == 1 => self.cell(&record, sheet, budget)?,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        sheet.hide(&hidden);
        Some(())
    }

    fn cell(&self, record: &Record<'_>, sheet: &mut Sheet, budget: &mut Budget) -> Option<()> {
        let Some(at) = record.place() else {
            return Some(());
        };
        let style = record.u16(4);
        match record.kind {
            record::SHARED_LABEL => {
                let index = record.u32(6).and_then(|i| usize::try_from(i).ok());
                let text = index.and_then(|i| self.strings.get(i)).cloned();
                sheet.put(at, text.unwrap_or_default(), budget)
            }
            record::LABEL | record::RICH_LABEL => {
                sheet.put(at, text(record.body, 6, 2, self.coding), budget)
            }
            record::NUMBER => sheet.put(at, self.show(record.f64(6), style), budget),
            record::PACKED => sheet.put(at, self.show(record.packed(6), style), budget),
            record::PACKED_ROW => {
                let last = record.body.len().saturating_sub(2);
                for (column, from) in
                    (at.1..).zip((4..).step_by(6).take_while(|from| from + 6 <= last))
                {
                    let text = self.show(record.packed(from + 2), record.u16(from));
                    sheet.put((at.0, column), text, budget)?;
                }
                Some(())
            }
            record::BOOLEAN if record.body.get(7) == Some(&0) => {
                let value = if record.body.get(6) == Some(&1) {
                    "TRUE"
                } else {
                    "FALSE"
                };
                sheet.put(at, value.to_owned(), budget)
            }
            _ => Some(()),
        }
    }

    /// A formula's cached value; a text follows in a record of its own, whose place is given back.
    fn formula(
        &self,
        record: &Record<'_>,
        sheet: &mut Sheet,
        budget: &mut Budget,
    ) -> Option<Option<(u32, u32)>> {
        let Some(at) = record.place() else {
            return Some(None);
        };
        if record.u16(12) != Some(0xFFFF) {
            sheet.put(at, self.show(record.f64(6), record.u16(4)), budget)?;
            return Some(None);
        }
        let value = match (record.body.get(6), record.body.get(8)) {
            (Some(0), _) => return Some(Some(at)),
            (Some(1), Some(&on)) => {
                if on == 1 {
                    "TRUE"
                } else {
                    "FALSE"
                }
            }
            _ => "",
        };
        sheet.put(at, value.to_owned(), budget)?;
        Some(None)
    }

    fn show(&self, value: Option<f64>, style: Option<u16>) -> String {
        let format = style
            .and_then(|s| self.formats.get(usize::from(s)))
            .unwrap_or(&Format::General);
        value.map_or_else(String::new, |value| format.show(value, self.from_1904))
    }
}

fn format_code(record: &Record<'_>, coding: Text) -> String {
    text(record.body, 2, if coding.wide { 2 } else { 1 }, coding)
}

fn sheet_entry(record: &Record<'_>, coding: Text) -> Option<(String, bool, usize)> {
    let start = usize::try_from(record.u32(0)?).ok()?;
    let hidden = record.body.get(4)? & 3 != 0;
    let is_sheet = record.body.get(5)? & 0x0F == 0;
    is_sheet.then(|| (text(record.body, 6, 1, coding), hidden, start))
}

fn merges(record: &Record<'_>, sheet: &mut Sheet) {
    let count = usize::from(record.u16(0).unwrap_or(0));
    for at in (0..count).map(|i| 2 + i * 8) {
        let side = |offset| record.u16(at + offset).map(u32::from);
        if let (Some(top), Some(bottom), Some(left), Some(right)) =
            (side(0), side(2), side(4), side(6))
        {
            sheet.merges.push(Merge {
                from: (top, left),
                to: (bottom, right),
            });
        }
    }
}
