//! Finds Word tables flattened into tab-led lines: a blank line before each row, a tab before each cell.
//!
//! A cell goes on over blank lines until the next tab-led line; a merged cell of the first column stands only in its first row.

use crate::document::clause::trim;
use crate::document::{Cell, Row, Table};
use std::ops::Range;

/// Fewest rows, header included, that make a table.
const FEWEST_ROWS: usize = 2;
/// Fewest cells of the usual row.
const FEWEST_COLUMNS: usize = 3;
/// Longest header cell, in characters.
const HEADER_CELL: usize = 15;

/// The flattened tables of `text[range]`.
pub(super) fn find(text: &str, range: &Range<usize>) -> Vec<Table> {
    if !text[range.clone()].contains("\n\t") {
        return Vec::new();
    }
    let mut tables = Vec::new();
    let mut lines = lines(text, range).into_iter().peekable();
    while let Some(first) = lines.find(|l| l.led) {
        let mut rows = vec![vec![first.range]];
        let mut blanks = 0;
        while let Some(line) =
            lines.next_if(|l| l.led || l.blank || blanks < 2 || more_cells(text, l, range))
        {
            if line.blank {
                blanks += 1;
                continue;
            }
            add(&mut rows, &line, blanks);
            blanks = 0;
        }
        tables.extend(table(text, rows));
    }
    tables
}

struct Line {
    range: Range<usize>,
    led: bool,
    blank: bool,
}

fn lines(text: &str, range: &Range<usize>) -> Vec<Line> {
    let mut start = range.start;
    let each = text[range.clone()].split_inclusive('\n').map(|line| {
        let place = start..start + line.len();
        start = place.end;
        let led = line.starts_with('\t');
        Line {
            range: place,
            led,
            blank: !led && line.trim().is_empty(),
        }
    });
    each.collect()
}

/// Whether another row comes soon after `line`, so that it still belongs to a cell.
fn more_cells(text: &str, line: &Line, range: &Range<usize>) -> bool {
    let rest = &text[line.range.start..range.end];
    rest.split('\n').take(12).any(|l| l.starts_with('\t'))
}

/// A tab-led line opens a cell, after a blank line a row; any other goes on with the cell.
fn add(rows: &mut Vec<Vec<Range<usize>>>, line: &Line, blanks: usize) {
    let row = rows.last_mut().expect("begun with one row");
    match (line.led, blanks > 0) {
        (true, true) => rows.push(vec![line.range.clone()]),
        (true, false) => row.push(line.range.clone()),
        (false, _) => row.last_mut().expect("a row has a cell").end = line.range.end,
    }
}

fn table(text: &str, rows: Vec<Vec<Range<usize>>>) -> Option<Table> {
    let start = rows.first()?.first()?.start;
    let end = rows.last()?.last()?.end;
    let columns = usual_len(&rows);
    let rows = whole_rows(rows, columns);
    if rows.len() < FEWEST_ROWS || columns < FEWEST_COLUMNS {
        return None;
    }
    let mut cells: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .map(|r| Cell {
                    range: trim(text, r),
                })
                .collect()
        })
        .collect();
    let is_header = cells[0]
        .iter()
        .all(|c| is_header_cell(&text[c.range.clone()]));
    let header = if is_header {
        cells.remove(0)
    } else {
        Vec::new()
    };
    repeat_merged(&mut cells);
    let rows = cells.into_iter().map(|cells| Row { cells }).collect();
    Some(Table {
        range: start..end,
        header,
        rows,
    })
}

/// The row length that occurs most.
fn usual_len(rows: &[Vec<Range<usize>>]) -> usize {
    let count = |len: usize| rows.iter().filter(|r| r.len() == len).count();
    rows.iter()
        .map(Vec::len)
        .max_by_key(|&len| (count(len), len))
        .unwrap_or(0)
}

/// Puts together rows that a blank line inside a cell tore apart.
fn whole_rows(rows: Vec<Vec<Range<usize>>>, columns: usize) -> Vec<Vec<Range<usize>>> {
    let mut whole: Vec<Vec<Range<usize>>> = Vec::new();
    for row in rows {
        match whole.last_mut() {
            Some(last) if last.len() < columns && last.len() + row.len() <= columns => {
                last.extend(row)
            }
            Some(_) | None => whole.push(row),
        }
    }
    whole
}

fn is_header_cell(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| !c.is_whitespace());
    let count = letters.clone().count();
    (1..=HEADER_CELL).contains(&count) && !letters.clone().all(|c| c.is_ascii_digit())
}

/// Gives the empty leading cells of a row the range of the merged cell above.
fn repeat_merged(rows: &mut [Vec<Cell>]) {
    for at in 1..rows.len() {
        let (above, below) = rows.split_at_mut(at);
        let leading = below[0].iter_mut().zip(&above[at - 1]);
        for (cell, upper) in leading.take_while(|(cell, _)| cell.range.is_empty()) {
            cell.range = upper.range.clone();
        }
    }
}
