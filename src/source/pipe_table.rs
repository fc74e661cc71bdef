//! Finds Markdown tables: lines of cells between `|`.

use crate::document::clause::trim;
use crate::document::{Cell, Row, Table};
use std::ops::Range;

/// `text` with each `<br>` of a table's lines turned into a carriage return and blanks of the same length, so that a cell has lines and every place stays.
pub(super) fn with_breaks(text: String) -> String {
    if !text.contains("<br") && !text.contains("<BR") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some((at, length)) = next_break(rest).filter(|_| is_row(line)) {
            out.push_str(&rest[..at]);
            out.push('\r');
            out.extend(std::iter::repeat_n(' ', length - 1));
            rest = &rest[at + length..];
        }
        out.push_str(rest);
    }
    out
}

/// Where the next `<br>`, `<br/>` or `<br />` of `text` is, and its length in bytes.
fn next_break(text: &str) -> Option<(usize, usize)> {
    let tags = ["<br>", "<br/>", "<br />", "<BR>", "<BR/>", "<BR />"];
    let found = tags
        .iter()
        .filter_map(|tag| Some((text.find(tag)?, tag.len())));
    found.min()
}

fn is_row(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

/// The `|` tables of `text[range]`: a header, a line of dashes, rows.
pub(super) fn find(text: &str, range: &Range<usize>) -> Vec<Table> {
    if !text[range.clone()].contains('|') {
        return Vec::new();
    }
    let mut tables = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        if is_row(line) {
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
