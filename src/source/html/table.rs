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

/// Columns and rows from which a table with tables inside is taken for one of data: pages are laid out by fewer.
const REGULAR: usize = 3;

/// Whether the table holds data: several columns and rows; with a table inside, as many columns in every row.
pub(super) fn is_data(table: NodeRef<'_, Node>) -> bool {
    let mut rows: Vec<usize> = Vec::new();
    let mut has_inner = false;
    for node in own(table) {
        match node.value().as_element() {
            Some(e) if e.name() == "table" => has_inner = true,
            Some(e) if e.name() == "tr" => rows.push(0),
            Some(e) if matches!(e.name(), "td" | "th") => {
                rows.iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|r| *r += 1);
            }
            Some(_) | None => {}
        }
    }
    let widest = rows.iter().copied().max().unwrap_or(0);
    if has_inner {
        let full = rows.iter().filter(|cells| **cells == widest).count();
        return full >= REGULAR && widest >= REGULAR && full * 2 > rows.len();
    }
    rows.len() > 1 && widest > 1
}

/// The nodes of a table, of tables inside it only the first node each.
fn own(table: NodeRef<'_, Node>) -> impl Iterator<Item = NodeRef<'_, Node>> {
    let mut edges = table.traverse();
    edges.next();
    std::iter::from_fn(move || {
        loop {
            let Edge::Open(node) = edges.next()? else {
                continue;
            };
            if node
                .value()
                .as_element()
                .is_some_and(|e| e.name() == "table")
            {
                edges.find(|edge| matches!(edge, Edge::Close(n) if n.id() == node.id()));
            }
            return Some(node);
        }
    })
}

/// What `name` says of how many slots a cell spans.
fn span(cell: &Element, name: &str) -> usize {
    let value = cell.attr(name).and_then(|v| v.trim().parse().ok());
    value.unwrap_or(1).clamp(1, MAX_SPAN)
}

/// The slots of a data table, the `number`-th of its page.
pub(super) fn grid(table: NodeRef<'_, Node>, number: u32) -> Vec<Vec<Slot>> {
    let mut grid: Vec<Vec<Option<Slot>>> = Vec::new();
    let (mut row, mut slots) = (0, 0);
    for node in own(table) {
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
    let of_cell = |name| cell.value().as_element().map_or(1, |e| span(e, name));
    let (across, down) = (of_cell("colspan"), of_cell("rowspan"));
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
