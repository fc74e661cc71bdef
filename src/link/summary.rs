//! Finds the clause by which a report says of a whole list of 实事 that it was done, without naming what.

use super::compare::{Family, family};
use super::passage::Passage;
use super::prepared::Prepared;
use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use crate::location::Span;

/// Ends the clause that says of what the next one counts off (`23个子项中，有22项全面完成`).
const OF_THESE: char = '中';

/// Counts a clause has that says how many of how many were done.
const SO_MANY_OF: usize = 2;

/// The words of `rules/lexicon/summary.yaml`; a clause with one of each speaks for the list. Two counts stand for the word that
/// says that all are meant (`26个项目完成24项`): what is missing is named.
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
        let text = |passage: &Passage| report.source.document.slice(passage.span.range());
        let mut of_these = false;
        for passage in &report.passages {
            let clause = text(passage);
            let lists = self.lists.any(clause);
            let is_whole = || {
                let counts = passage.items.iter().map(|i| family(i.quantity));
                let counts = counts.filter(|&family| family == Family::Counted);
                self.whole.any(clause) || counts.count() + usize::from(of_these) >= SO_MANY_OF
            };
            if (lists || of_these) && self.done.any(clause) && is_whole() {
                return Some(passage.span);
            }
            of_these = lists && clause.ends_with(OF_THESE);
        }
        None
    }
}
