//! Lays the rows of a progress table beside those of the table of the period before, and the tables of a year beside their plan.

mod about;
mod align;
mod course;
mod notes;
mod pairs;

pub use course::Course;
pub use notes::remarks;

use crate::document::Document;
use crate::extract::progress::ProgressRow;
use crate::extract::{Facts, Lexicon};
use crate::link::pair::predecessor;
use about::AboutReader;
use align::align;
use notes::Notes;
use std::sync::OnceLock;

/// Least share of the rows before that must be found again in what goes on with their table.
const SAME_TABLE: f64 = 0.5;

/// How the rows of one table go on with those of the table of the period before.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// Where the table before stands among the papers.
    before: Option<usize>,
    /// For each row, the one before that it goes on with alone.
    then: Vec<Option<usize>>,
    /// Whether the text around the table says something of the row: that it was changed, merged, corrected.
    noted: Vec<bool>,
    /// The rows before that are found nowhere in the table, and of which nothing says why.
    gone: Vec<usize>,
    /// Whether most rows changed hands, once it was asked for.
    lists_otherwise: OnceLock<bool>,
}

impl Series {
    /// Of the document at `place` among `documents`, whose facts are in the same order.
    pub fn of(
        (documents, facts): (&[Document], &[Facts]),
        place: usize,
        lexicon: &Lexicon,
    ) -> Self {
        let Some(before) = predecessor(facts, place) else {
            return Self::default();
        };
        let reader = lexicon.compiled(AboutReader::new);
        let now = reader.rows(&documents[place], &facts[place]);
        let then = reader.rows(&documents[before], &facts[before]);
        let alignment = align(&now, &then);
        let notes = Notes::new((&documents[place], &facts[place]), lexicon, &reader);
        let missing = (0..then.len()).filter(|&row| !alignment.kept[row]);
        let missing: Vec<usize> = missing.collect();
        let is_series = missing.len() as f64 <= then.len() as f64 * (1.0 - SAME_TABLE);
        let rows = &facts[before].rows;
        let unexplained = |row: &usize| {
            !notes.tell_of_leaving(&then[*row]) && !notes.is_left(&documents[before], &rows[*row])
        };
        let gone = missing
            .into_iter()
            .filter(|row| is_series && unexplained(row));
        Self {
            before: Some(before),
            gone: gone.collect(),
            noted: now.iter().map(|about| notes.speak_of(about)).collect(),
            then: alignment.then,
            lists_otherwise: OnceLock::new(),
        }
    }

    /// Where the table before stands among the papers.
    pub fn before(&self) -> Option<usize> {
        self.before
    }

    /// The row before that the one numbered `row` goes on with.
    pub fn then(&self, row: usize) -> Option<usize> {
        self.then.get(row).copied().flatten()
    }

    /// The pairs of rows, now and then.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let rows = self.then.iter().enumerate();
        rows.filter_map(|(now, then)| Some((now, (*then)?)))
    }

    /// Whether the text around the table says something of the row numbered `row`.
    pub fn is_noted(&self, row: usize) -> bool {
        self.noted.get(row).copied().unwrap_or_default()
    }

    /// Whether the table lists those responsible another way than the one before, as `tell` tells.
    pub fn lists_otherwise(&self, tell: impl FnOnce() -> bool) -> bool {
        *self.lists_otherwise.get_or_init(tell)
    }

    /// The rows before that are found nowhere.
    pub fn gone(&self) -> &[usize] {
        &self.gone
    }
}

/// The number of `row` among `rows`, sorted.
pub fn number_of(rows: &[ProgressRow], row: &ProgressRow) -> Option<usize> {
    let first = rows.partition_point(|r| r.span < row.span);
    let equal = rows[first..].iter().take_while(|r| r.span == row.span);
    let found = equal.enumerate().find(|(_, r)| r.matter == row.matter);
    found.map(|(i, _)| first + i)
}
