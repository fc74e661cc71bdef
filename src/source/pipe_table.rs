//! Finds Markdown tables: lines of cells between `|`.

use crate::document::clause::trim;
use crate::document::{Cell, Row, Table};
use std::ops::Range;

/// The `|` tables of `text[range]`: a header, a line of dashes, rows.
pub(super) fn find(text: &str, range: &Range<usize>) -> Vec<Table> {
    if !text[range.clone()].contains('|') {
        return Vec::new();
    }
    let mut tables = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        if line.trim_start().starts_with('|') {
            run.push(start..start + line.len());
        } else if !run.is_empty() {
            tables.extend(table(text, &std::mem::take(&mut run)));
        }
        start += line.len();
    }
    tables.extend(table(text, &run));
    tables
}

fn table(text: &str, lines: &[Range<usize>]) -> Option<Table> {
    let (first, last) = (lines.first()?, lines.last()?);
    if lines.len() < 2 {
        return None;
    }
    let ruled = is_rule(&text[lines[1].clone()]);
    let header = if ruled {
        cells(text, &lines[0])
    } else {
        Vec::new()
    };
    let body = if ruled { &lines[2..] } else { lines };
    let rows = body
        .iter()
        .filter(|l| !is_rule(&text[(*l).clone()]))
        .map(|l| Row {
            cells: cells(text, l),
        });
    Some(Table {
        range: first.start..last.end,
        header,
        rows: rows.collect(),
    })
}

fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line
            .trim()
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn cells(text: &str, line: &Range<usize>) -> Vec<Cell> {
    let inner = trim(text, line.clone());
    let row = &text[inner.clone()];
    let row = row.strip_prefix('|').unwrap_or(row);
    let start = inner.end - row.len();
    let row = row.strip_suffix('|').unwrap_or(row);
    let mut at = start;
    row.split('|')
        .map(|cell| {
            let range = at..at + cell.len();
            at = range.end + 1;
            Cell {
                range: trim(text, range),
            }
        })
        .collect()
}
