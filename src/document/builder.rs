//! Assembles the text of a file from the lines and tables a reader found, keeping where each came from.
//!
//! Every reader, whatever its format, hands over paragraphs and grids here, so that the same content gives the same
//! text: one paragraph a line, one table row a line with its cells separated by tabs, lines inside a cell kept.
//! What a line *is* (heading, body, furniture) is decided afterwards from the text, the same for all formats.

use super::{Cell, Row, Table};
use crate::location::Origin;
use std::borrow::Cow;
use std::ops::Range;

/// What a reader made of a file: its text, the way back, and the pieces in order.
#[derive(Debug, Default)]
pub struct Layout {
    /// The linear rendering; becomes `SourceFile::text`.
    pub text: String,
    /// Becomes `SourceFile::origins`.
    pub origins: Vec<(usize, Origin)>,
    /// Lines, tables and article boundaries in order of the text.
    pub pieces: Vec<Piece>,
}

/// A piece of a laid-out file.
#[derive(Debug, Clone)]
pub enum Piece {
    /// One paragraph on one line: never hard-wrapped, never part of a table.
    Line {
        /// Byte range in the text, trimmed, not empty.
        range: Range<usize>,
        /// The level the original marks it with: 0 for a title, 1–9 for headings. A hint only.
        level: Option<u8>,
    },
    /// A table, its header recognised.
    Table(Table),
    /// Another article, sheet or saved page begins here (byte offset).
    Boundary(usize),
}

/// One place of a grid.
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// A cell of its own, with its place in the original.
    Own(String, Option<Origin>),
    /// Covered by the cell above (merged downwards).
    Above,
    /// Covered by the cell to the left (merged sideways).
    Left,
}

impl Slot {
    /// An empty cell.
    pub fn empty() -> Self {
        Self::Own(String::new(), None)
    }

    fn text(&self) -> &str {
        match self {
            Self::Own(text, _) => text.trim(),
            Self::Above | Self::Left => "",
        }
    }
}

/// Collects lines and tables.
#[derive(Debug, Default)]
pub struct Builder {
    layout: Layout,
}

impl Builder {
    /// Adds a paragraph; line breaks inside make several lines of the same origin. Returns where the trimmed text went.
    pub fn line(&mut self, text: &str, level: Option<u8>, origin: Option<Origin>) -> Range<usize> {
        let all = self.layout.text.len();
        for part in text.split(['\n', '\r', '\u{2028}', '\u{b}', '\u{c}']) {
            let part = part.trim();
            if !part.is_empty() {
                let range = self.place(part, origin.clone());
                self.layout.text.push('\n');
                self.layout.pieces.push(Piece::Line { range, level });
            }
        }
        all..self.layout.text.len()
    }

    /// Adds a table given as rows of slots. Rows above the header and below the body that hold a single cell become lines; rows and columns without any text go.
    pub fn table(&mut self, mut grid: Vec<Vec<Slot>>) {
        drop_empty_columns(&mut grid);
        let columns = grid.first().map_or(0, Vec::len);
        let filled = |row: &Vec<Slot>| row.iter().filter(|s| !s.text().is_empty()).count();
        let first = grid.iter().position(|r| filled(r) > 1);
        let Some(first) = first.filter(|_| columns > 1) else {
            return grid.iter().for_each(|row| self.loose(row));
        };
        let last = grid.iter().rposition(|r| filled(r) > 1).unwrap_or(first);
        let last = if columns > 2 { last } else { grid.len() - 1 };
        grid[..first].iter().for_each(|row| self.loose(row));
        let start = self.layout.text.len();
        let mut rows: Vec<Row> = Vec::new();
        for row in &mut grid[first..=last] {
            let row = self.row(row, rows.last());
            rows.push(row);
        }
        let range = start..self.layout.text.trim_end().len().max(start);
        self.push_table(range, &grid[first..=last], rows);
        grid[last + 1..].iter().for_each(|row| self.loose(row));
    }

    /// Marks the beginning of another article, sheet or saved page.
    pub fn boundary(&mut self) {
        let at = self.layout.text.len();
        if at > 0 && !matches!(self.layout.pieces.last(), Some(Piece::Boundary(_))) {
            self.layout.pieces.push(Piece::Boundary(at));
        }
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.layout.text.len()
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.layout.text.is_empty()
    }

    /// The finished layout.
    pub fn finish(self) -> Layout {
        self.layout
    }

    fn place(&mut self, text: &str, origin: Option<Origin>) -> Range<usize> {
        let start = self.layout.text.len();
        if let Some(origin) = origin {
            self.layout.origins.push((start, origin));
        }
        self.layout.text.push_str(text);
        start..self.layout.text.len()
    }

    fn loose(&mut self, row: &[Slot]) {
        for slot in row {
            if let Slot::Own(text, origin) = slot {
                self.line(text, None, origin.clone());
            }
        }
    }

    /// Places the texts of a row; their origins are taken out of the slots.
    fn row(&mut self, slots: &mut [Slot], above: Option<&Row>) -> Row {
        let mut cells: Vec<Cell> = Vec::with_capacity(slots.len());
        for (column, slot) in slots.iter_mut().enumerate() {
            if column > 0 {
                self.layout.text.push('\t');
            }
            let range = match slot {
                Slot::Own(text, origin) => self.place(&without_blank_lines(text), origin.take()),
                Slot::Above => above
                    .and_then(|row| row.cells.get(column))
                    .map_or(0..0, |cell| cell.range.clone()),
                Slot::Left => self.layout.text.len()..self.layout.text.len(),
            };
            cells.push(Cell { range });
        }
        self.layout.text.push('\n');
        Row { cells }
    }

    fn push_table(&mut self, range: Range<usize>, grid: &[Vec<Slot>], mut rows: Vec<Row>) {
        let heads = header_rows(grid);
        let mut header = Vec::new();
        if heads > 0 {
            for (row, slots) in rows.iter_mut().zip(grid).take(heads) {
                spread(row, slots);
            }
            header = rows[0].cells.clone();
            for row in &rows[1..heads] {
                for (head, cell) in header.iter_mut().zip(&row.cells) {
                    if !cell.range.is_empty() {
                        head.range = cell.range.clone();
                    }
                }
            }
            rows.drain(..heads);
        }
        rows.retain(|row| row.cells.iter().any(|cell| !cell.range.is_empty()));
        self.layout.pieces.push(Piece::Table(Table {
            range,
            header,
            rows,
        }));
    }
}

fn without_blank_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text.trim());
    }
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// Makes `grid` rectangular and takes out the columns in which no cell begins that has text.
fn drop_empty_columns(grid: &mut [Vec<Slot>]) {
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    let mut used = vec![false; columns];
    for row in grid.iter() {
        for (used, slot) in used.iter_mut().zip(row) {
            *used |= !slot.text().is_empty();
        }
    }
    for row in grid {
        row.resize(columns, Slot::empty());
        let mut keep = used.iter();
        row.retain(|_| keep.next().is_some_and(|&k| k));
    }
}

/// A header cell merged sideways heads every column it covers.
fn spread(row: &mut Row, slots: &[Slot]) {
    let mut above = None;
    for (cell, slot) in row.cells.iter_mut().zip(slots) {
        if let (Slot::Left, Some(range)) = (slot, above) {
            cell.range = range;
        }
        above = Some(cell.range.clone());
    }
}

/// Longest head of a column, in characters without white space.
const LONGEST_HEAD: usize = 30;

/// How many of the first rows are a header: 0 when the first row already reads like content.
fn header_rows(grid: &[Vec<Slot>]) -> usize {
    let Some(first) = grid.first().filter(|row| row.iter().all(reads_like_head)) else {
        return 0;
    };
    if grid.len() < 2 {
        return 0;
    }
    let merged_sideways = first.contains(&Slot::Left);
    let goes_below = grid[1].contains(&Slot::Above) && grid[1].iter().any(|s| !s.text().is_empty());
    let second = merged_sideways && goes_below && grid[1].iter().all(reads_like_head);
    1 + usize::from(second && grid.len() > 2)
}

fn reads_like_head(slot: &Slot) -> bool {
    let text = slot.text();
    let chars = text.chars().filter(|c| !c.is_whitespace());
    chars.count() <= LONGEST_HEAD
        && !text.contains(['。', '；', '！'])
        && (text.is_empty()
            || !text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-')))
}
