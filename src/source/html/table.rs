//! Tells data tables from layout tables and lays out their cells with row and column spans.

use super::render::text_of;
use crate::document::builder::Slot;
use crate::location::Origin;
use crate::source::cell_name;
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

/// Most columns a cell is taken to span (HTML 4.9.11 clamps at 1000).
const MAX_SPAN: usize = 100;
/// Most slots a table is laid out to.
const MAX_SLOTS: usize = 500_000;

/// Whether the table holds data: several columns and rows, no table inside.
pub(super) fn is_data(table: NodeRef<'_, Node>) -> bool {
    let (mut rows, mut widest, mut cells) = (0, 0, 0);
    for node in table.descendants().skip(1) {
        match node.value().as_element().map(Element::name) {
            Some("table") => return false,
            Some("tr") => {
                rows += 1;
                cells = 0;
            }
            Some("td" | "th") => {
                cells += 1;
                widest = widest.max(cells);
            }
            _ => {}
        }
    }
    rows > 1 && widest > 1
}

/// The slots of a data table, the `number`-th of its page.
pub(super) fn grid(table: NodeRef<'_, Node>, number: u32) -> Vec<Vec<Slot>> {
    let mut grid: Vec<Vec<Option<Slot>>> = Vec::new();
    let (mut row, mut slots) = (0, 0);
    for edge in table.traverse() {
        let Edge::Open(node) = edge else { continue };
        match node.value().as_element().map(Element::name) {
            Some("tr") => {
                row += 1;
                reach(&mut grid, row);
            }
            Some("td" | "th") if row > 0 => {
                slots += place(&mut grid, row - 1, node, number);
                if slots > MAX_SLOTS {
                    break;
                }
            }
            _ => {}
        }
    }
    grid.truncate(row);
    let fill = |row: Vec<Option<Slot>>| {
        row.into_iter()
            .map(|slot| slot.unwrap_or_else(Slot::empty))
            .collect()
    };
    grid.into_iter().map(fill).collect()
}

fn reach(grid: &mut Vec<Vec<Option<Slot>>>, rows: usize) {
    if grid.len() < rows {
        grid.resize_with(rows, Vec::new);
    }
}

fn place(
    grid: &mut Vec<Vec<Option<Slot>>>,
    row: usize,
    cell: NodeRef<'_, Node>,
    number: u32,
) -> usize {
    let column = grid[row]
        .iter()
        .position(Option::is_none)
        .unwrap_or(grid[row].len());
    let span = |name| {
        let value = cell.value().as_element().and_then(|e| e.attr(name));
        value
            .and_then(|v| v.trim().parse::<usize>().ok())
            .unwrap_or(1)
            .clamp(1, MAX_SPAN)
    };
    let (across, down) = (span("colspan"), span("rowspan"));
    let origin = Origin::Cell {
        table: format!("表{number}"),
        cell: cell_name(column, row + 1),
    };
    reach(grid, row + down);
    for (below, line) in grid[row..row + down].iter_mut().enumerate() {
        if line.len() < column + across {
            line.resize(column + across, None);
        }
        let mut own = Some(Slot::Own(String::new(), None));
        if below == 0 {
            own = Some(Slot::Own(text_of(cell), Some(origin.clone())));
        }
        for (right, slot) in line[column..column + across].iter_mut().enumerate() {
            *slot = match (below, right) {
                (_, 1..) => Some(Slot::Left),
                (0, 0) => own.take(),
                (1.., 0) => Some(Slot::Above),
            };
        }
    }
    across * down
}
