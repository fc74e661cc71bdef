//! Turns an Excel workbook (.xlsx, .xlsm, .et saved as zip) into a layout: every sheet, cached values, as displayed.

use super::sheet::number::Format;
use super::sheet::{self, Budget, Merge, Sheet};
use super::{Failure, Rendering};
use crate::document::builder::Builder;
use crate::ooxml::{Node, Package, PackageError, Walk};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Last row of a sheet, 0-based.
const MAX_ROW: u32 = 1_048_575;
/// Last column of a sheet, 0-based.
const MAX_COLUMN: u32 = 16_383;

/// Reads the bytes of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let (mut sheets, mut unread, mut budget) = (Vec::new(), Vec::new(), Budget::default());
    for (name, hidden, part) in &book.sheets {
        let mut sheet = Sheet {
            name: name.clone(),
            hidden: *hidden,
            ..Sheet::default()
        };
        let outcome = match package.text(part) {
            Ok(Some(xml)) => book.fill(&mut sheet, &xml, &mut budget),
            Ok(None) => Ok(()),
            Err(e) => Err(Failure::from(e)),
        };
        unread.extend(
            outcome
                .err()
                .map(|Failure(why)| (format!("工作表“{name}”"), why)),
        );
        sheets.push(sheet);
    }
    let mut builder = Builder::default();
    let note = sheet::hidden_note(&sheets);
    unread.extend(sheet::lay_out(sheets, &mut builder));
    let mut rendering = Rendering::new("xlsx", builder.finish());
    rendering.unread = unread;
    rendering.note = note;
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

    fn fill(&self, sheet: &mut Sheet, xml: &str, budget: &mut Budget) -> Result<(), Failure> {
        let mut walk = Walk::new(xml);
        let (mut row, mut column) = (0, 0);
        let mut hidden = BTreeSet::new();
        while let Some((node, _)) = walk.step()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "row" => {
                    let named = tag.attribute("r").and_then(|r| position(&format!("A{r}")));
                    row = named.map_or(row, |(row, _)| row);
                    column = 0;
                    if matches!(tag.attribute("hidden").as_deref(), Some("1" | "true")) {
                        hidden.insert(row);
                    }
                }
                "c" => {
                    let (mut kind, mut style) = ("", 0);
                    for (name, value) in tag.attributes() {
                        match name {
                            "r" => (row, column) = position(value).unwrap_or((row, column)),
                            "t" => kind = value,
                            "s" => style = value.trim().parse().unwrap_or(0),
                            _ => {}
                        }
                    }
                    let text = self.display(kind, text(&mut walk)?, style);
                    let spent = || Failure(Budget::SPENT.to_owned());
                    sheet.put((row, column), text, budget).ok_or_else(spent)?;
                    column = (column + 1).min(MAX_COLUMN);
                }
                "mergeCell" => {
                    let range = tag.attribute("ref").and_then(|r| merge(&r));
                    sheet.merges.extend(range);
                }
                _ => {}
            }
        }
        sheet.hide(&hidden);
        Ok(())
    }

    /// What a cell of this type and style shows of its `value`.
    fn display(&self, kind: &str, value: Cow<'_, str>, style: usize) -> String {
        match kind {
            "s" => value
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|i| self.strings.get(i).cloned())
                .unwrap_or_default(),
            "str" | "inlineStr" | "e" | "d" => value.into_owned(),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            _ => match (value.trim().parse::<f64>(), self.formats.get(style)) {
                (Ok(number), Some(format)) => format.show(number, self.from_1904),
                (Ok(number), None) => Format::General.show(number, self.from_1904),
                (Err(_), _) => value.into_owned(),
            },
        }
    }
}

/// What stands in the cell just opened, its formula left out; the walk ends after it.
fn text<'a>(walk: &mut Walk<'a>) -> Result<Cow<'a, str>, PackageError> {
    let (mut value, mut wanted) = (Cow::Borrowed(""), false);
    let inside = walk.depth();
    while walk.depth() >= inside {
        match walk.step()? {
            Some((Node::Open(tag), _)) => match tag.name() {
                "v" | "t" => wanted = true,
                "f" | "rPh" => walk.skip()?,
                _ => {}
            },
            Some((Node::Close, _)) => wanted = false,
            Some((Node::Text(text), _)) if wanted && value.is_empty() => value = text,
            Some((Node::Text(text), _)) if wanted => value.to_mut().push_str(&text),
            Some((Node::Text(_), _)) => {}
            None => break,
        }
    }
    Ok(value)
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
                    match text.contains('_') {
                        true => last.push_str(&text.replace("_x000D_", "")),
                        false => last.push_str(&text),
                    }
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

/// 0-based row and column of `B7`, within the limits of Excel.
fn position(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let digit = |n: u32, b: u8| n.checked_mul(26)?.checked_add(u32::from(b - b'A') + 1);
    let column = name[..letters].bytes().try_fold(0, digit)?.checked_sub(1)?;
    let row: u32 = name[letters..].parse().ok()?;
    let row = row.checked_sub(1)?;
    (row <= MAX_ROW && column <= MAX_COLUMN).then_some((row, column))
}

fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    Some(Merge {
        from: position(from)?,
        to: position(to)?,
    })
}
