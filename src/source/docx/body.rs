//! Walks a Word story (body or notes) and turns it into paragraphs and tables.

mod properties;

use super::style::{Outline, Styles};
use crate::ooxml::{Node, PackageError, Tag, Walk};
use crate::source::numbering::Numbering;
use crate::source::story::{Draft, Item, Paragraph, Place};
use std::ops::Range;

/// What an open element means to the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    Run,
    Text,
    Code,
    Table,
    Row,
    Cell,
    Container,
    Other,
}

/// A field between its begin and end marks (ECMA-376 17.16.18).
#[derive(Debug, Default)]
struct Field {
    code: String,
    result: bool,
}

/// The walk over one story.
pub(super) struct Body<'a> {
    walk: Walk<'a>,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    open: Vec<Open>,
    paragraphs: Vec<Paragraph>,
    outlines: Vec<(Outline, bool)>,
    containers: Vec<Vec<Item>>,
    tables: Vec<Draft>,
    fields: Vec<Field>,
    hidden: bool,
    row_deleted: bool,
    carried: Option<Paragraph>,
    count: u32,
    /// Ids of the notes referred to, in order: footnote or endnote.
    pub(super) notes: Vec<(bool, String)>,
}

impl<'a> Body<'a> {
    /// Prepares to walk `xml`.
    pub(super) fn new(xml: &'a str, styles: &'a Styles, numbering: &'a mut Numbering) -> Self {
        Self {
            walk: Walk::new(xml),
            styles,
            numbering,
            open: Vec::new(),
            paragraphs: Vec::new(),
            outlines: Vec::new(),
            containers: vec![Vec::new()],
            tables: Vec::new(),
            fields: Vec::new(),
            hidden: false,
            row_deleted: false,
            carried: None,
            count: 0,
            notes: Vec::new(),
        }
    }

    /// Walks to the end, or to the damage: what stands before it is returned in any case.
    pub(super) fn read(&mut self) -> (Vec<Item>, Option<PackageError>) {
        let trouble = loop {
            match self.step() {
                Ok(true) => {}
                Ok(false) => break None,
                Err(e) => break Some(e),
            }
        };
        while let Some(open) = self.open.pop() {
            self.close(open);
        }
        (self.containers.pop().unwrap_or_default(), trouble)
    }

    fn step(&mut self) -> Result<bool, PackageError> {
        match self.walk.step()? {
            None => return Ok(false),
            Some((Node::Open(tag), _)) => self.enter(&tag)?,
            Some((Node::Text(text), xml)) => self.text(&text, xml),
            Some((Node::Close, _)) => {
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
            }
        }
        Ok(true)
    }

    fn enter(&mut self, tag: &Tag<'_>) -> Result<(), PackageError> {
        let open = match tag.name() {
            "del" | "moveFrom" | "Fallback" | "rt" | "sectPr" | "tblPr" | "tblGrid" | "sdtPr"
            | "delText" => {
                return self.walk.skip();
            }
            "pPr" => return self.paragraph_properties(),
            "rPr" => return self.run_properties(),
            "trPr" => return self.row_properties(),
            "tcPr" => return self.cell_properties(),
            "p" => self.begin_paragraph(),
            "r" => {
                self.hidden = false;
                Open::Run
            }
            "t" => Open::Text,
            "instrText" => Open::Code,
            "tbl" => {
                self.tables.push(Draft::default());
                Open::Table
            }
            "tr" => {
                self.row_deleted = false;
                self.last_rows(|rows| rows.push(Vec::new()));
                Open::Row
            }
            "tc" => {
                self.containers.push(Vec::new());
                self.last_rows(|rows| {
                    if let Some(row) = rows.last_mut() {
                        row.push(Place {
                            span: 1,
                            ..Place::default()
                        });
                    }
                });
                Open::Cell
            }
            "txbxContent" => {
                self.containers.push(Vec::new());
                Open::Container
            }
            _ => {
                self.mark(tag);
                Open::Other
            }
        };
        self.open.push(open);
        Ok(())
    }

    /// Elements that stand for a character or a reference.
    fn mark(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "tab" | "ptab" => self.character('\t'),
            "br" | "cr" => self.character('\n'),
            "noBreakHyphen" => self.character('-'),
            "footnoteReference" | "endnoteReference" => {
                let footnote = tag.name() == "footnoteReference";
                self.notes
                    .extend(tag.attribute("id").map(|id| (footnote, id)));
            }
            "sym" => {
                let code = tag
                    .attribute("char")
                    .and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(c) = code
                    .filter(|c| !(0xE000..=0xF8FF).contains(c))
                    .and_then(char::from_u32)
                {
                    self.character(c);
                }
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(Field::default()),
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        field.result = true;
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn shown(&self) -> bool {
        let table_of_contents = |f: &Field| f.code.trim_start().starts_with("TOC");
        !self.hidden
            && self
                .fields
                .iter()
                .all(|f| f.result && !table_of_contents(f))
    }

    fn character(&mut self, c: char) {
        if self.shown()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text.push(c);
        }
    }

    fn text(&mut self, text: &str, xml: Range<usize>) {
        match self.open.last() {
            Some(Open::Text) if self.shown() => {
                let Some(paragraph) = self.paragraphs.last_mut() else {
                    return;
                };
                if text.contains('\u{ad}') {
                    paragraph.push(&text.replace('\u{ad}', ""), xml);
                } else {
                    paragraph.push(text, xml);
                }
            }
            Some(Open::Code) => {
                if let Some(field) = self.fields.last_mut().filter(|f| f.code.len() < 64) {
                    field.code.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) -> Open {
        let mut paragraph = self.carried.take().unwrap_or_default();
        if self.tables.is_empty() && self.paragraphs.is_empty() && paragraph.number.is_none() {
            self.count += 1;
            paragraph.number = Some(self.count);
        } else if self.tables.is_empty() {
            paragraph.number = paragraph.number.or(Some(self.count));
        }
        self.paragraphs.push(paragraph);
        self.outlines.push((Outline::default(), false));
        Open::Paragraph
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Paragraph => self.end_paragraph(),
            Open::Run => self.hidden = false,
            Open::Table => {
                if let Some(draft) = self.tables.pop() {
                    self.push(Item::Table(draft));
                }
            }
            Open::Row if self.row_deleted => {
                self.row_deleted = false;
                self.last_rows(|rows| drop(rows.pop()));
            }
            Open::Cell => {
                let items = self.containers.pop().unwrap_or_default();
                self.last_rows(|rows| {
                    if let Some(place) = rows.last_mut().and_then(|row| row.last_mut()) {
                        place.items = items;
                    }
                });
            }
            Open::Container => {
                let items = self.containers.pop().unwrap_or_default();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.after.extend(items),
                    None => items.into_iter().for_each(|item| self.push(item)),
                }
            }
            Open::Row | Open::Text | Open::Code | Open::Other => {}
        }
    }

    fn end_paragraph(&mut self) {
        let (Some(mut paragraph), Some((outline, joined))) =
            (self.paragraphs.pop(), self.outlines.pop())
        else {
            return;
        };
        let after = std::mem::take(&mut paragraph.after);
        if joined {
            self.carried = Some(paragraph);
        } else if !paragraph.text.trim().is_empty() {
            paragraph.level = outline.level;
            self.number(&mut paragraph, &outline);
            self.push(Item::Paragraph(paragraph));
        }
        after.into_iter().for_each(|item| self.push(item));
    }

    fn number(&mut self, paragraph: &mut Paragraph, outline: &Outline) {
        let Some(list) = outline.list.filter(|&list| list != 0) else {
            return;
        };
        let label = self.numbering.next(list, outline.depth.unwrap_or(0));
        paragraph.text.insert_str(0, &label);
        for (range, _) in &mut paragraph.pieces {
            *range = range.start + label.len()..range.end + label.len();
        }
    }

    fn push(&mut self, item: Item) {
        if let Some(container) = self.containers.last_mut() {
            container.push(item);
        }
    }

    fn last_rows(&mut self, change: impl FnOnce(&mut Vec<Vec<Place>>)) {
        if let Some(draft) = self.tables.last_mut() {
            change(&mut draft.rows);
        }
    }
}
