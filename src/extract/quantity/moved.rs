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
        let comma = char_before(field.text, start).filter(|c| matches!(c, '，' | ','))?;
        let clause = start.checked_sub(comma.len_utf8())?;
        let (length, ()) = self.moves.match_before(field.text, clause)?;
        let predicate = clause - length;
        let manner = self.manner.match_before(field.text, predicate);
        let end = predicate - manner.map_or(0, |(length, ())| length);
        (end > field.floor)
            .then(|| measures.before(field, end))
            .filter(|noun| field.text[noun.clone()].chars().count() >= LEAST)
    }
}
