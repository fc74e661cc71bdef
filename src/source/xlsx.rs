//! Turns an Excel workbook (.xlsx, .xlsm, .et saved as zip) into a layout: every sheet, cached values, as displayed.

use super::sheet::number::Format;
use super::sheet::{self, Merge, Sheet};
use super::{Failure, Rendering};
use crate::document::builder::Builder;
use crate::ooxml::{Node, Package, PackageError, Tag, Walk};
use std::collections::HashMap;

/// Most cells read of one workbook.
const MAX_CELLS: usize = 3_000_000;

/// Reads the bytes of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let (mut sheets, mut unread, mut cells) = (Vec::new(), Vec::new(), 0);
    for (name, hidden, part) in &book.sheets {
        let mut sheet = Sheet {
            name: name.clone(),
            hidden: *hidden,
            ..Sheet::default()
        };
        let outcome = match package.text(part) {
            Ok(Some(xml)) => book.fill(&mut sheet, &xml, &mut cells),
            Ok(None) => Ok(()),
            Err(e) => Err(e),
        };
        unread.extend(
            outcome
                .err()
                .map(|e| (format!("工作表“{name}”"), e.to_string())),
        );
        sheets.push(sheet);
    }
    let mut builder = Builder::default();
    unread.extend(sheet::lay_out(&sheets, &mut builder));
    let mut rendering = Rendering::new("xlsx", builder.finish());
    rendering.unread = unread;
    rendering.note = sheet::hidden_note(&sheets);
    Ok(rendering)
}

#[derive(Default)]
struct Book {
    /// Name, hidden, part name.
    sheets: Vec<(String, bool, String)>,
    strings: Vec<String>,
    formats: Vec<Format>,
    from_1904: bool,
}

impl Book {
    fn read(package: &mut Package<'_>) -> Result<Self, PackageError> {
        let mut book = Self::default();
        let workbook = package
            .text("xl/workbook.xml")?
            .ok_or(PackageError::Broken)?;
        let relations = package
            .text("xl/_rels/workbook.xml.rels")?
            .unwrap_or_default();
        book.list(&workbook, &targets(&relations)?)?;
        if let Some(xml) = package.text("xl/sharedStrings.xml")? {
            book.strings = strings(&xml)?;
        }
        if let Some(xml) = package.text("xl/styles.xml")? {
            book.formats = formats(&xml).unwrap_or_default();
        }
        Ok(book)
    }

    fn list(
        &mut self,
        workbook: &str,
        targets: &HashMap<String, String>,
    ) -> Result<(), PackageError> {
        let mut walk = Walk::new(workbook);
        while let Some((node, _)) = walk.step()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "workbookPr" => {
                    self.from_1904 =
                        matches!(tag.attribute("date1904").as_deref(), Some("1" | "true"))
                }
                "sheet" => {
                    let part = tag.attribute("id").and_then(|id| targets.get(&id).cloned());
                    let hidden = tag.attribute("state").is_some_and(|s| s != "visible");
                    let name = tag.attribute("name").unwrap_or_default();
                    self.sheets.extend(part.map(|part| (name, hidden, part)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn fill(&self, sheet: &mut Sheet, xml: &str, cells: &mut usize) -> Result<(), PackageError> {
        let mut walk = Walk::new(xml);
        let (mut row, mut column, mut hidden) = (0, 0, false);
        while let Some((node, _)) = walk.step()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "row" => {
                    row = tag
                        .number("r")
                        .and_then(|r| u32::try_from(r - 1).ok())
                        .unwrap_or(row);
                    hidden = matches!(tag.attribute("hidden").as_deref(), Some("1" | "true"));
                    column = 0;
                }
                "c" => {
                    if let Some((r, c)) = tag.attribute("r").and_then(|name| position(&name)) {
                        (row, column) = (r, c);
                    }
                    let text = self.cell(&tag, &mut walk)?;
                    if !text.trim().is_empty() {
                        *cells += 1;
                        if hidden {
                            sheet.hidden_rows.insert(row);
                        }
                        sheet.cells.insert((row, column), text);
                    }
                    column += 1;
                    if *cells > MAX_CELLS {
                        return Err(PackageError::TooLarge);
                    }
                }
                "mergeCell" => sheet
                    .merges
                    .extend(tag.attribute("ref").and_then(|r| merge(&r))),
                _ => {}
            }
        }
        Ok(())
    }

    /// The displayed text of the cell just opened; the walk ends after it.
    fn cell(&self, tag: &Tag<'_>, walk: &mut Walk<'_>) -> Result<String, PackageError> {
        let kind = tag.attribute("t").unwrap_or_default();
        let style = tag
            .number("s")
            .and_then(|s| usize::try_from(s).ok())
            .unwrap_or(0);
        let (mut value, mut wanted) = (String::new(), false);
        let inside = walk.depth();
        while walk.depth() >= inside {
            match walk.step()? {
                Some((Node::Open(tag), _)) => match tag.name() {
                    "v" | "t" => wanted = true,
                    "f" | "rPh" => walk.skip()?,
                    _ => {}
                },
                Some((Node::Close, _)) => wanted = false,
                Some((Node::Text(text), _)) if wanted => value.push_str(&text),
                Some((Node::Text(_), _)) => {}
                None => break,
            }
        }
        Ok(self.display(&kind, value, style))
    }

    fn display(&self, kind: &str, value: String, style: usize) -> String {
        match kind {
            "s" => value
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|i| self.strings.get(i).cloned())
                .unwrap_or_default(),
            "str" | "inlineStr" | "e" | "d" => value,
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            _ => match (value.trim().parse::<f64>(), self.formats.get(style)) {
                (Ok(number), Some(format)) => format.show(number, self.from_1904),
                (Ok(number), None) => Format::General.show(number, self.from_1904),
                (Err(_), _) => value,
            },
        }
    }
}

/// Relationship id → part name.
fn targets(xml: &str) -> Result<HashMap<String, String>, PackageError> {
    let mut targets = HashMap::new();
    let mut walk = Walk::new(xml);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        if let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) {
            let part = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part);
        }
    }
    Ok(targets)
}

/// The shared strings, runs joined, phonetic guides left out.
fn strings(xml: &str) -> Result<Vec<String>, PackageError> {
    let mut strings: Vec<String> = Vec::new();
    let mut walk = Walk::new(xml);
    let mut wanted = false;
    while let Some((node, _)) = walk.step()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "si" => strings.push(String::new()),
                "t" => wanted = true,
                "rPh" => walk.skip()?,
                _ => {}
            },
            Node::Close => wanted = false,
            Node::Text(text) => {
                if let Some(last) = strings.last_mut().filter(|_| wanted) {
                    last.push_str(&text.replace("_x000D_", ""));
                }
            }
        }
    }
    Ok(strings)
}

/// The number format of each cell style.
fn formats(xml: &str) -> Result<Vec<Format>, PackageError> {
    let (mut own, mut formats) = (HashMap::new(), Vec::new());
    let mut walk = Walk::new(xml);
    let mut in_cells = false;
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "numFmt" => {
                let code = tag.attribute("formatCode").unwrap_or_default();
                own.insert(tag.number("numFmtId").unwrap_or(0), Format::parse(&code));
            }
            "cellXfs" => in_cells = true,
            "cellStyles" | "dxfs" => in_cells = false,
            "xf" if in_cells => {
                let id = tag.number("numFmtId").unwrap_or(0);
                let built_in = || Format::built_in(u32::try_from(id).unwrap_or(0));
                formats.push(own.get(&id).cloned().unwrap_or_else(built_in));
            }
            _ => {}
        }
    }
    Ok(formats)
}

/// 0-based row and column of `B7`.
fn position(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = name[..letters].bytes().try_fold(0u32, |n, b| {
        n.checked_mul(26)?.checked_add(u32::from(b - b'A') + 1)
    });
    let row: u32 = name[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column?.checked_sub(1)?))
}

fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    Some(Merge {
        from: position(from)?,
        to: position(to)?,
    })
}
