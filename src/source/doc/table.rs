//! Gathers the paragraphs of a binary Word file into tables; column bounds tell how many columns a cell spans.

use super::text::Mark;
use crate::source::story::{Draft, Item, Paragraph, Place};

/// Distance, in twips, within which two column bounds are one.
const NEAR: i16 = 60;

struct Line {
    places: Vec<Place>,
    edges: Vec<i16>,
}

/// Paragraphs and tables gathered so far.
#[derive(Default)]
pub(super) struct Tables {
    items: Vec<Item>,
    rows: Vec<Line>,
    places: Vec<Place>,
    cell: Vec<Item>,
}

impl Tables {
    /// Takes the next paragraph with the mark that ends it.
    pub(super) fn take(&mut self, paragraph: Paragraph, mark: &Mark) {
        if !mark.look.in_table {
            self.end_table();
            self.items.push(Item::Paragraph(paragraph));
            return;
        }
        if !mark.look.ends_row || mark.look.nested {
            self.cell.push(Item::Paragraph(paragraph));
        }
        if mark.look.nested {
            return;
        }
        if mark.look.ends_row {
            self.end_row(mark);
        } else if mark.ends_cell {
            let items = std::mem::take(&mut self.cell);
            self.places.push(Place {
                items,
                span: 1,
                continues: false,
            });
        }
    }

    /// Everything gathered.
    pub(super) fn finish(mut self) -> Vec<Item> {
        self.end_table();
        self.items
    }

    fn end_row(&mut self, mark: &Mark) {
        let mut places = std::mem::take(&mut self.places);
        self.cell.clear();
        let defined = mark.look.edges.len() == places.len() + 1;
        for (place, &merged) in places.iter_mut().zip(&mark.look.merged) {
            place.continues = defined && merged;
        }
        let edges = if defined {
            mark.look.edges.clone()
        } else {
            Vec::new()
        };
        self.rows.push(Line { places, edges });
    }

    fn end_table(&mut self) {
        let left = std::mem::take(&mut self.cell);
        let places = std::mem::take(&mut self.places);
        if !places.is_empty() {
            self.rows.push(Line {
                places,
                edges: Vec::new(),
            });
        }
        if !self.rows.is_empty() {
            let rows = spanned(std::mem::take(&mut self.rows));
            self.items.push(Item::Table(Draft { rows }));
        }
        self.items.extend(left);
    }
}

/// The rows with each cell's span over the columns that the bounds of all rows make.
fn spanned(rows: Vec<Line>) -> Vec<Vec<Place>> {
    let mut bounds: Vec<i16> = rows
        .iter()
        .flat_map(|row| row.edges.iter().copied())
        .collect();
    bounds.sort_unstable();
    bounds.dedup_by(|b, a| b.saturating_sub(*a) < NEAR);
    let column = |edge: i16| bounds.partition_point(|&b| b.saturating_add(NEAR / 2) <= edge);
    let span = |row: Line| {
        let edges = row.edges;
        let mut places = row.places;
        for (place, pair) in places.iter_mut().zip(edges.windows(2)) {
            place.span = column(pair[1]).saturating_sub(column(pair[0])).clamp(1, 63);
        }
        places
    };
    rows.into_iter().map(span).collect()
}
