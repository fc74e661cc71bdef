//! Turns the cells of a worksheet, of whatever file format, into lines and a table.

pub(super) mod number;

use super::cell_name;
use crate::document::builder::{Builder, Slot};
use crate::location::Origin;
use std::collections::{BTreeSet, HashMap};

/// Most columns with text a sheet is laid out to.
const MAX_COLUMNS: usize = 512;
/// Most slots (rows × columns with text) a sheet is laid out to.
const MAX_SLOTS: usize = 4_000_000;

/// A merged range, corners included, 0-based.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merge {
    /// First row and column.
    pub(super) from: (u32, u32),
    /// Last row and column.
    pub(super) to: (u32, u32),
}

/// One worksheet as read.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Name on the tab.
    pub(super) name: String,
    /// Whether the tab is hidden.
    pub(super) hidden: bool,
    /// The non-empty cells as they came: 0-based row and column, and the text as displayed. Of one put twice the later counts.
    pub(super) cells: Vec<((u32, u32), String)>,
    /// Merged ranges.
    pub(super) merges: Vec<Merge>,
    /// Rows set to be hidden, 0-based, that have text.
    pub(super) hidden_rows: BTreeSet<u32>,
}

/// What all sheets of a workbook may still hold; cells may share a string, so that a small file can ask for much.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            cells: 3_000_000,
            bytes: 128 << 20,
        }
    }
}

impl Budget {
    /// What to say when it is spent.
    pub(super) const SPENT: &str = "单元格或文字过多（上限 300 万格、128 MB），其后未读取";
}

impl Sheet {
    /// Puts the displayed `text` into the cell `at` (0-based row and column); `None` when the budget is spent.
    pub(super) fn put(&mut self, at: (u32, u32), text: String, budget: &mut Budget) -> Option<()> {
        if text.trim().is_empty() {
            return Some(());
        }
        budget.cells = budget.cells.checked_sub(1)?;
        budget.bytes = budget.bytes.checked_sub(text.len())?;
        self.cells.push((at, text));
        Some(())
    }

    /// Notes which of the rows with text are among the hidden `rows`.
    pub(super) fn hide(&mut self, rows: &BTreeSet<u32>) {
        let filled = self.cells.iter().map(|&((row, _), _)| row);
        self.hidden_rows = filled.filter(|row| rows.contains(row)).collect();
    }

    /// The cells in order, each once.
    fn take_cells(&mut self) -> Vec<((u32, u32), String)> {
        let mut cells = std::mem::take(&mut self.cells);
        if !cells.is_sorted_by(|a, b| a.0 < b.0) {
            cells.reverse();
            cells.sort_by_key(|cell| cell.0);
            cells.dedup_by_key(|cell| cell.0);
        }
        cells
    }
}

/// Adds the sheets to `builder`; returns what could not be laid out (what, why).
pub(super) fn lay_out(mut sheets: Vec<Sheet>, builder: &mut Builder) -> Vec<(String, String)> {
    let mut unread = Vec::new();
    sheets.retain(|s| !s.cells.is_empty());
    let several = sheets.len() > 1;
    for mut sheet in sheets {
        builder.boundary();
        if several && !is_default_name(&sheet.name) {
            builder.line(
                &sheet.name,
                None,
                Some(Origin::Cell {
                    table: sheet.name.clone(),
                    cell: "A1".to_owned(),
                }),
            );
        }
        let cells = sheet.take_cells();
        let why = one(&sheet, cells, builder);
        unread.extend(why.map(|why| (format!("工作表“{}”", sheet.name), why)));
    }
    unread
}

/// Names Excel and WPS give by themselves.
fn is_default_name(name: &str) -> bool {
    let rest = name
        .trim_start_matches("Sheet")
        .trim_start_matches("sheet")
        .trim_start_matches("工作表");
    rest.len() < name.len() && rest.chars().all(|c| c.is_ascii_digit())
}

fn one(sheet: &Sheet, cells: Vec<((u32, u32), String)>, builder: &mut Builder) -> Option<String> {
    let columns: BTreeSet<u32> = cells.iter().map(|&((_, c), _)| c).collect();
    let kept: Vec<u32> = columns.iter().copied().take(MAX_COLUMNS).collect();
    // Each row with how many texts it has.
    let rows = cells.chunk_by(|a, b| a.0.0 == b.0.0);
    let rows: Vec<(u32, usize)> = rows.map(|row| (row[0].0.0, row.len())).collect();
    let most = MAX_SLOTS / kept.len().max(1);
    let covered = covered(sheet, &kept, &rows);
    let mut cells = cells.into_iter().peekable();
    let (mut grid, mut last) = (Vec::new(), None);
    for &(row, texts) in rows.iter().take(most) {
        // After an empty row, a row with a single text begins another table (its title).
        if last.is_some_and(|l| row > l + 1) && texts == 1 {
            builder.table(std::mem::take(&mut grid));
        }
        let mut slots = Vec::with_capacity(kept.len());
        for &column in &kept {
            while cells.next_if(|(at, _)| *at < (row, column)).is_some() {}
            let text = cells.next_if(|(at, _)| *at == (row, column));
            let is_covered = !covered.is_empty();
            let slot = is_covered.then(|| covered.get(&(row, column)).cloned());
            let own = || own(sheet, row, column, text.map_or_else(String::new, |c| c.1));
            slots.push(slot.flatten().unwrap_or_else(own));
        }
        grid.push(slots);
        last = Some(row);
    }
    builder.table(grid);
    let cut = columns.len() > MAX_COLUMNS || rows.len() > most;
    cut.then(|| format!("超过 {MAX_COLUMNS} 列或 {most} 行，其后未读取"))
}

/// A cell with a text of its own.
fn own(sheet: &Sheet, row: u32, column: u32, text: String) -> Slot {
    let origin = Origin::Cell {
        table: sheet.name.clone(),
        cell: cell_name(column as usize, row as usize + 1),
    };
    Slot::Own(text, Some(origin))
}

/// The slots that merged ranges cover, among the rows and columns that are laid out.
fn covered(sheet: &Sheet, columns: &[u32], rows: &[(u32, usize)]) -> HashMap<(u32, u32), Slot> {
    let mut covered = HashMap::new();
    let mut steps = MAX_SLOTS;
    for merge in &sheet.merges {
        let (from, to) = (merge.from, merge.to);
        let columns: Vec<u32> = columns
            .iter()
            .copied()
            .filter(|c| (from.1..=to.1).contains(c))
            .collect();
        steps = steps.saturating_sub(1 + columns.len());
        let first = rows.partition_point(|&(row, _)| row < from.0);
        let inside = rows[first..]
            .iter()
            .take_while(|&&(row, _)| row <= to.0.max(from.0));
        for &(row, _) in inside {
            for &column in &columns {
                if column > from.1 {
                    covered.insert((row, column), Slot::Left);
                } else if row > from.0 {
                    covered.insert((row, column), Slot::Above);
                }
            }
            steps = steps.saturating_sub(1 + columns.len());
            if steps == 0 {
                return covered;
            }
        }
    }
    covered
}

/// What to say about rows and sheets that are hidden but were read; `None` when nothing is.
pub(super) fn hidden_note(sheets: &[Sheet]) -> Option<String> {
    let tabs = sheets
        .iter()
        .filter(|s| s.hidden && !s.cells.is_empty())
        .count();
    let rows: usize = sheets.iter().map(|s| s.hidden_rows.len()).sum();
    (tabs + rows > 0).then(|| format!("含隐藏工作表 {tabs} 个、隐藏行 {rows} 行，内容已一并读取"))
}
