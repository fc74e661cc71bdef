//! Holds a table as rows of cells, each with its place in the text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A table: a header row and the rows below it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Table {
    /// Byte range of the whole table in the file's text.
    pub range: Range<usize>,
    /// Header cells, one per column; empty when no header row was recognised.
    pub header: Vec<Cell>,
    /// Body rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Row {
    /// Cells by column. A cell covered by a merged one above repeats that cell's range.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Byte range in the file's text, without surrounding white space; may span blank lines; empty for an empty cell.
    pub range: Range<usize>,
}

impl Row {
    /// Byte range from the first to the last non-empty cell.
    pub fn range(&self) -> Range<usize> {
        let filled = || {
            self.cells
                .iter()
                .map(|c| &c.range)
                .filter(|r| !r.is_empty())
        };
        let start = filled().map(|r| r.start).min().unwrap_or(0);
        start..filled().map(|r| r.end).max().unwrap_or(start)
    }
}
