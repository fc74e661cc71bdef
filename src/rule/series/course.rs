//! Finds for the promises of a plan the rows of the progress tables of its year, in order of the days these run to.

use super::about::{About, AboutReader};
use super::align::Index;
use crate::document::Document;
use crate::extract::commitment::Commitment;
use crate::extract::{Facts, Lexicon};
use crate::link::pair::tables_of_year;

/// Least likeness of a promise and the row that follows it up.
const FOLLOWS: f64 = 0.7;

/// The tables of a plan's year.
#[derive(Debug, Clone, Default)]
pub struct Course(Vec<Table>);

/// A table with what its rows are about.
#[derive(Debug, Clone)]
struct Table {
    /// Where it stands among the papers.
    place: usize,
    rows: Vec<About>,
    index: Index,
}

impl Course {
    /// Of the plan at `place` among `documents`, whose facts are in the same order.
    pub fn of(
        (documents, facts): (&[Document], &[Facts]),
        place: usize,
        lexicon: &Lexicon,
    ) -> Self {
        let reader = lexicon.compiled(AboutReader::new);
        let read = |place: usize| {
            let rows = reader.rows(&documents[place], &facts[place]);
            Table {
                place,
                index: Index::of(&rows),
                rows,
            }
        };
        Self(tables_of_year(facts, place).into_iter().map(read).collect())
    }

    /// In each table the row that is about `promise` of `plan`, first table first: where the table stands, and the row's number.
    pub fn rows(
        &self,
        promise: &Commitment,
        (plan, facts): (&Document, &Facts),
        lexicon: &Lexicon,
    ) -> Vec<(usize, usize)> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let reader = lexicon.compiled(AboutReader::new);
        let about = reader.promise(plan, facts, promise);
        let of_table = |table: &Table| {
            let near = table.index.near(&about.whole).into_iter();
            let likely = near.map(|row| (row, about.likeness(&table.rows[row])));
            let best = likely.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let (row, _) = best.filter(|(_, likeness)| *likeness >= FOLLOWS)?;
            Some((table.place, row))
        };
        self.0.iter().filter_map(of_table).collect()
    }
}
