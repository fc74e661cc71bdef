//! Fills a ruled grid with the text that stands in its cells, and puts tables that go on over a page together.

use super::grid::Grid;
use super::line::Line;
use super::paragraph::{begins_item, ends, glue};
use crate::document::builder::Slot;
use crate::location::Origin;

/// How far, in font sizes, a full line of a cell may end before the cell's edge.
const RAGGED: f32 = 1.9;
/// What a line end may be short of, in font sizes: the blank a setter puts between Latin and Chinese.
const SLACK: f32 = 0.3;
/// Most slots a grid is laid out to.
const MAX_SLOTS: usize = 20_000;

#[derive(Debug, Clone)]
enum Place {
    Own {
        text: String,
        /// Whether the last line reaches the cell's edge.
        open: bool,
        page: u32,
    },
    Above,
    Left,
}

/// A table rebuilt from its rules.
#[derive(Debug)]
pub(super) struct Ruled {
    xs: Vec<f32>,
    rows: Vec<Vec<Place>>,
}

impl Ruled {
    /// Fills `grid` with the glyphs of `lines`.
    pub(super) fn new(grid: &Grid, lines: &[Line], page: u32) -> Self {
        let (rows, columns) = (grid.ys.len() - 1, grid.xs.len() - 1);
        let owners = owners(grid, rows, columns);
        let mut cells: Vec<Vec<Line>> = vec![Vec::new(); owners.len()];
        for line in lines {
            let mut last = None;
            for glyph in &line.glyphs {
                let row = index(&grid.ys, glyph.y - 0.3 * glyph.size);
                let column = index(&grid.xs, glyph.x + 0.5 * glyph.width);
                let Some(&owner) = owners.get(row * columns + column) else {
                    continue;
                };
                match cells[owner].last_mut().filter(|_| last == Some(owner)) {
                    Some(line) => line.push(glyph),
                    None => cells[owner].push(Line::new(glyph)),
                }
                last = Some(owner);
            }
        }
        let place = |row: usize, column: usize| {
            let slot = row * columns + column;
            match owners.get(slot) {
                Some(&owner) if owner == slot => {
                    fill(std::mem::take(&mut cells[slot]), grid, &owners, slot, page)
                }
                Some(&owner) if owner % columns < column => Place::Left,
                _ => Place::Above,
            }
        };
        let mut place = place;
        let rows = if owners.is_empty() { 0 } else { rows };
        let rows = (0..rows)
            .map(|r| (0..columns).map(|c| place(r, c)).collect())
            .collect();
        Self {
            xs: grid.xs.clone(),
            rows,
        }
    }

    /// Takes in the table at the top of the next page if it is the same one going on; gives it back if not.
    pub(super) fn absorb(&mut self, mut next: Self) -> Option<Self> {
        let same = self.xs.len() == next.xs.len()
            && self
                .xs
                .iter()
                .zip(&next.xs)
                .all(|(a, b)| (a - b).abs() < 6.0);
        if !same {
            return Some(next);
        }
        if self.rows.first().is_some_and(|head| {
            next.rows
                .first()
                .is_some_and(|row| texts(head) == texts(row))
        }) {
            next.rows.remove(0);
        }
        let mut rows = next.rows.into_iter();
        if let Some(first) = rows.next() {
            match self.rows.last_mut() {
                Some(last) if is_rest(last, &first) => go_on(last, first),
                _ => self.rows.push(first),
            }
        }
        self.rows.extend(rows);
        None
    }

    /// The table as slots.
    pub(super) fn slots(self) -> Vec<Vec<Slot>> {
        let slot = |place: Place| match place {
            Place::Own { text, page, .. } => Slot::Own(text, Some(Origin::Page(page))),
            Place::Above => Slot::Above,
            Place::Left => Slot::Left,
        };
        self.rows
            .into_iter()
            .map(|row| row.into_iter().map(slot).collect())
            .collect()
    }
}

/// For each slot, row by row, the slot whose cell covers it.
fn owners(grid: &Grid, rows: usize, columns: usize) -> Vec<usize> {
    if rows.saturating_mul(columns) > MAX_SLOTS {
        return Vec::new();
    }
    let mut owners = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let slot = row * columns + column;
            let owner = if column > 0 && !grid.has_left(row, column) {
                owners[slot - 1]
            } else if row > 0 && !grid.has_top(row, column) {
                owners[slot - columns]
            } else {
                slot
            };
            owners.push(owner);
        }
    }
    owners
}

fn index(bounds: &[f32], at: f32) -> usize {
    bounds
        .partition_point(|&b| b <= at)
        .saturating_sub(1)
        .min(bounds.len() - 2)
}

/// The text of a cell from its lines: wrapped ones joined, paragraphs kept. A line is wrapped when what the next one begins with had no room on it.
fn fill(lines: Vec<Line>, grid: &Grid, owners: &[usize], slot: usize, page: u32) -> Place {
    let columns = grid.xs.len() - 1;
    let row = slot / columns * columns;
    let last = (slot..row + columns)
        .take_while(|&s| owners[s] == slot)
        .last()
        .unwrap_or(slot);
    let edge = grid.xs[last % columns + 1];
    let inset = lines.iter().map(|l| l.x).fold(f32::MAX, f32::min) - grid.xs[slot % columns];
    let (mut text, mut open, mut room) = (String::new(), false, 0.0);
    for line in lines {
        let wrapped = open || line.opening() + SLACK * line.size > room;
        if text.is_empty() {
            text.push_str(&line.text);
        } else if wrapped && !(ends(&text) && begins_item(&line.text)) {
            glue(&mut text, &line.text);
        } else {
            text.push('\n');
            text.push_str(&line.text);
        }
        room = edge - inset.clamp(0.0, 8.0) - line.right;
        open = room < RAGGED * line.size;
    }
    Place::Own { text, open, page }
}

fn texts(row: &[Place]) -> Vec<&str> {
    row.iter()
        .map(|place| match place {
            Place::Own { text, .. } => text.as_str(),
            Place::Above | Place::Left => "",
        })
        .collect()
}

/// Whether `next` is the rest of the row `last` that a page end cut.
fn is_rest(last: &[Place], next: &[Place]) -> bool {
    let (last, next) = (texts(last), texts(next));
    let missing = last
        .iter()
        .zip(&next)
        .filter(|(l, n)| !l.is_empty() && n.is_empty())
        .count();
    next.first().is_some_and(|t| t.is_empty())
        && last.first().is_some_and(|t| !t.is_empty())
        && missing > 1
}

fn go_on(last: &mut [Place], next: Vec<Place>) {
    for (above, below) in last.iter_mut().zip(next) {
        let (
            Place::Own { text, open, .. },
            Place::Own {
                text: rest,
                open: rest_open,
                ..
            },
        ) = (above, below)
        else {
            continue;
        };
        if rest.is_empty() {
            continue;
        }
        if *open {
            glue(text, &rest);
        } else {
            text.push('\n');
            text.push_str(&rest);
        }
        *open = rest_open;
    }
}
