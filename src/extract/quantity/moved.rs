//! Finds what a figure measures in the clause before it, where that clause says how it moved: `市场主体数量快速增长，突破150万户`.

use super::measure::{Field, MeasureWords};
use crate::extract::glyph::char_before;
use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Letters a measure told like this has at least.
const LEAST: usize = 4;

/// Words that say how something moved.
#[derive(Debug)]
pub(crate) struct Moved {
    moves: WordTable<()>,
    manner: WordTable<()>,
}

impl Moved {
    /// Reads `measures.moves` and `measures.moved_how`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            moves: lexicon.finder("measures.moves"),
            manner: lexicon.finder("measures.moved_how"),
        }
    }

    /// What moved in the clause that ends where the one at byte `start` begins.
    pub(super) fn before(
        &self,
        measures: &MeasureWords,
        field: &Field<'_>,
        start: usize,
    ) -> Option<Range<usize>> {
        let clause = clause_before(field, start)?;
        let (length, ()) = self.moves.match_before(field.text, clause)?;
        let predicate = clause - length;
        let manner = self.manner.match_before(field.text, predicate);
        let end = predicate - manner.map_or(0, |(length, ())| length);
        noun_before(measures, field, end)
    }

    /// What the clause speaks of that ends where the one at byte `start` begins (`提高城乡低保标准，从每月503元…`).
    pub(super) fn topic(
        measures: &MeasureWords,
        field: &Field<'_>,
        start: usize,
    ) -> Option<Range<usize>> {
        noun_before(measures, field, clause_before(field, start)?)
    }
}

/// Where the clause ends that a comma divides from the one at byte `start`.
fn clause_before(field: &Field<'_>, start: usize) -> Option<usize> {
    let comma = char_before(field.text, start).filter(|c| matches!(c, '，' | ','))?;
    start.checked_sub(comma.len_utf8())
}

/// The noun that ends at byte `end`, if it is long enough for what a figure is of.
fn noun_before(measures: &MeasureWords, field: &Field<'_>, end: usize) -> Option<Range<usize>> {
    (end > field.floor)
        .then(|| measures.before(field, end))
        .filter(|noun| field.text[noun.clone()].chars().count() >= LEAST)
}
