//! Finds the clause by which a report says of a whole list of 实事 that it was done, without naming what.

use super::prepared::Prepared;
use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use crate::location::Span;

/// The words of `rules/lexicon/summary.yaml`; a clause with one of each speaks for the list.
#[derive(Debug)]
pub struct Summaries {
    lists: WordTable<()>,
    whole: WordTable<()>,
    done: WordTable<()>,
}

impl Summaries {
    /// Compiles `summary.*`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            lists: lexicon.finder("summary.lists"),
            whole: lexicon.finder("summary.whole"),
            done: lexicon.finder("summary.done"),
        }
    }

    /// The first clause of `report` that speaks for the whole list.
    pub(super) fn find(&self, report: &Prepared) -> Option<Span> {
        let document = report.source.document;
        let speaks = |clause: &str| {
            [&self.lists, &self.whole, &self.done]
                .iter()
                .all(|words| words.any(clause))
        };
        let spans = report.passages.iter().map(|p| p.span);
        spans
            .into_iter()
            .find(|span| speaks(document.slice(span.range())))
    }
}
