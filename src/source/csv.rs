//! Turns comma-, tab- or semicolon-separated values into one table.

use super::{Rendering, cell_name};
use crate::document::builder::{Builder, Slot};
use crate::location::Origin;

/// Most fields read of one record.
const MAX_FIELDS: usize = 500;

/// Reads decoded text.
pub(super) fn read(text: &str) -> Rendering {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut grid = Vec::new();
    for (record, number) in reader.records().flatten().zip(1..) {
        let slot = |(column, field): (usize, &str)| {
            let origin = Origin::Cell {
                table: "表1".to_owned(),
                cell: cell_name(column, number),
            };
            Slot::Own(field.to_owned(), Some(origin))
        };
        grid.push(
            record
                .iter()
                .take(MAX_FIELDS)
                .enumerate()
                .map(slot)
                .collect(),
        );
    }
    let mut builder = Builder::default();
    builder.table(grid);
    Rendering::new("csv", builder.finish())
}

/// The separator that stands most often in the first lines; a comma when none does.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(20).collect::<Vec<_>>().join("\n");
    let count = |c: &u8| head.bytes().filter(|b| b == c).count();
    let mut best = b',';
    for candidate in [b'\t', b';'] {
        if count(&candidate) > count(&best) {
            best = candidate;
        }
    }
    best
}
