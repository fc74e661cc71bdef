//! Holds the paragraphs and tables of a Word story before they become text, with the XML each stretch came from.

use crate::document::builder::{Builder, Slot};
use crate::location::Origin;
use std::ops::Range;

/// Most columns a single cell is taken to span.
const MAX_SPAN: usize = 64;
/// Most slots (rows × columns) a table is laid out to.
const MAX_SLOTS: usize = 2_000_000;

/// Text and the bytes of the part it was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Characters without white space before this stretch, in the order of the file's text.
    pub before: usize,
    /// Its own characters without white space.
    pub count: usize,
    /// Byte range of the character data in the part's XML; `None` for automatic numbers and notes.
    pub xml: Option<Range<usize>>,
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) level: Option<u8>,
    /// 1-based number among the paragraphs outside tables; `None` inside tables.
    pub(super) number: Option<u32>,
    /// Byte range in `text` and XML range of each piece of character data.
    pub(super) pieces: Vec<(Range<usize>, Range<usize>)>,
    /// Text boxes anchored here.
    pub(super) after: Vec<Item>,
}

impl Paragraph {
    /// Appends text written as `xml`.
    pub(super) fn push(&mut self, text: &str, xml: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push((start..self.text.len(), xml));
    }
}

#[derive(Debug)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Draft),
}

#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) items: Vec<Item>,
    pub(super) span: usize,
    pub(super) continues: bool,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) rows: Vec<Vec<Place>>,
}

/// Turns items into text, counting tables and stretches.
#[derive(Debug, Default)]
pub(super) struct Emitter {
    pub(super) builder: Builder,
    /// Where the text came from, when asked for.
    pub(super) stretches: Option<Vec<Stretch>>,
    tables: u32,
    counted: usize,
}

impl Emitter {
    /// An emitter that notes where the text came from.
    pub(super) fn tracing() -> Self {
        Self {
            stretches: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Emits `items` in order.
    pub(super) fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Paragraph(paragraph) => self.paragraph(paragraph),
                Item::Table(draft) => self.table(draft),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let origin = paragraph.number.map(Origin::Paragraph);
        self.builder.line(&paragraph.text, paragraph.level, origin);
        self.trace(paragraph);
    }

    fn table(&mut self, draft: &Draft) {
        if let [row] = &draft.rows[..]
            && let [only] = &row[..]
        {
            return self.items(&only.items);
        }
        self.tables += 1;
        let name = format!("表{}", self.tables);
        let widest = draft
            .rows
            .iter()
            .map(|r| r.iter().map(|p| p.span).sum::<usize>())
            .max();
        if widest.unwrap_or(0).saturating_mul(draft.rows.len()) > MAX_SLOTS {
            return draft
                .rows
                .iter()
                .flatten()
                .for_each(|place| self.items(&place.items));
        }
        let grid = draft
            .rows
            .iter()
            .zip(1..)
            .map(|(row, number)| self.row(row, &name, number));
        let grid = grid.collect();
        self.builder.table(grid);
    }

    fn row(&mut self, places: &[Place], table: &str, number: usize) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(places.len());
        for place in places {
            let origin = Origin::Cell {
                table: table.to_owned(),
                cell: crate::source::cell_name(slots.len(), number),
            };
            if place.continues {
                slots.push(Slot::Above);
            } else {
                let mut text = String::new();
                self.cell(&place.items, &mut text);
                slots.push(Slot::Own(text, Some(origin)));
            }
            slots.extend((1..place.span.clamp(1, MAX_SPAN)).map(|_| Slot::Left));
        }
        slots
    }

    fn cell(&mut self, items: &[Item], text: &mut String) {
        for item in items {
            match item {
                Item::Paragraph(paragraph) => {
                    text.push_str(&paragraph.text);
                    text.push('\n');
                    self.trace(paragraph);
                }
                Item::Table(nested) => {
                    for row in &nested.rows {
                        for place in row.iter().filter(|p| !p.continues) {
                            let start = text.len();
                            self.cell(&place.items, text);
                            let inner = text[start..].trim().replace('\n', " ");
                            text.truncate(start);
                            text.push_str(&inner);
                            text.push('\t');
                        }
                        text.push('\n');
                    }
                }
            }
        }
    }

    fn trace(&mut self, paragraph: &Paragraph) {
        let Some(stretches) = &mut self.stretches else {
            return;
        };
        let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let mut at = 0;
        for (range, xml) in &paragraph.pieces {
            self.counted += dense(&paragraph.text[at..range.start]);
            let count = dense(&paragraph.text[range.clone()]);
            stretches.push(Stretch {
                before: self.counted,
                count,
                xml: Some(xml.clone()),
            });
            self.counted += count;
            at = range.end;
        }
        self.counted += dense(&paragraph.text[at..]);
    }
}
