//! Tells whether a row says why it is not as it was.

use crate::document::{Document, clause};
use crate::extract::Lexicon;
use crate::extract::progress::ProgressRow;
use crate::extract::words::WordTable;
use crate::rule::series::remarks;

/// The words by which a row says so.
#[derive(Debug)]
pub(in crate::rule::question) struct Reasons {
    changed: WordTable<()>,
    handed: WordTable<()>,
    approved: WordTable<()>,
    because: WordTable<()>,
    because_not: WordTable<()>,
    corrected: WordTable<()>,
    recounted: WordTable<()>,
}

impl Reasons {
    pub(in crate::rule::question) fn new(lexicon: &Lexicon) -> Self {
        Self {
            changed: lexicon.finder("reasons.changed"),
            handed: lexicon.finder("reasons.handed"),
            approved: lexicon.finder("reasons.approved"),
            because: lexicon.finder("reasons.because"),
            because_not: lexicon.finder("reasons.because_not"),
            corrected: lexicon.finder("reasons.corrected"),
            recounted: lexicon.finder("reasons.recounted"),
        }
    }

    /// Whether `row` says what was changed, who agreed or, in its remarks, why. Its progress tells of many things that were
    /// approved: there it must say what was changed.
    pub(in crate::rule::question) fn given(&self, document: &Document, row: &ProgressRow) -> bool {
        let cells = [row.matter, row.annual, row.target, row.due, row.owner_cell];
        let mut cells = cells
            .iter()
            .flatten()
            .map(|span| document.slice(span.range()));
        let progress = row.progress.map_or("", |span| document.slice(span.range()));
        let words = [&self.changed, &self.handed, &self.approved];
        let says = |text: &str| words.iter().any(|list| list.any(text));
        cells.any(says)
            || self.changed.any(progress)
            || remarks(document, row).any(|remark| says(remark) || self.is_cause(remark))
    }

    /// Whether `row` or the text around the tables says that figures were corrected or are counted another way.
    pub(in crate::rule::question) fn corrected(
        &self,
        document: &Document,
        row: &ProgressRow,
    ) -> bool {
        let progress = row.progress.map_or("", |span| document.slice(span.range()));
        let around = document.around_tables();
        self.corrected.any(progress)
            || self.changed.any(progress)
            || self.is_cause(progress)
            || remarks(document, row).any(|remark| self.corrected.any(remark))
            || around
                .into_iter()
                .any(|range| self.recounted.any(document.slice(range)))
    }

    /// Whether a clause of `text` begins as reasons do.
    fn is_cause(&self, text: &str) -> bool {
        let mut clauses = clause::clauses(text, 0..text.len()).into_iter();
        clauses.any(|clause| {
            let begins = |words: &WordTable<()>| words.match_at(text, clause.start).is_some();
            begins(&self.because) && !begins(&self.because_not)
        })
    }
}
