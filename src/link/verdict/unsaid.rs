//! Tells when a clause speaks of what a figure was promised for, but answers another question: the level and not the growth, what
//! is used up and not what is made.

use super::with_what_follows;
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity, QuantityRole};
use crate::extract::words::WordTable;
use crate::link::compare::{Family, compare, family};
use crate::link::passage::Passage;
use crate::link::subject::Subject;

/// Finds what is said of a change.
#[derive(Debug)]
pub(super) struct Unsaid {
    changes: WordTable<()>,
}

impl Unsaid {
    /// Reads `verdict.reported_change`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            changes: lexicon.finder("verdict.reported_change"),
        }
    }

    /// Whether `passage` leaves unsaid what was promised of `subject`.
    pub(super) fn leaves(
        &self,
        subject: &Subject,
        (review, passage): (&Document, &Passage),
    ) -> bool {
        let told = || with_what_follows(review, passage);
        subject.target().is_some_and(|target| {
            is_of_other_measure(subject, target, passage)
                || is_growth(target) && is_level(passage) && !self.changes.any(told())
        })
    }
}

/// Whether growth by a rate is the target.
fn is_growth(target: &Quantity) -> bool {
    target.basis == Basis::Growth && family(target) == Family::Percent
}

/// Whether the clause has figures, and none of them is a rate.
fn is_level(passage: &Passage) -> bool {
    let figures = passage.items.iter().map(|i| i.quantity);
    let mut figures = figures
        .filter(|q| q.role != QuantityRole::Baseline)
        .peekable();
    figures.peek().is_some() && figures.all(|q| family(q) != Family::Percent)
}

/// Whether one of the two measures what is used up (万元工业增加值能耗), and the other what is made (工业增加值).
fn is_of_other_measure(subject: &Subject, target: &Quantity, passage: &Passage) -> bool {
    let told = compare(subject, passage).filter(|_| family(target) == Family::Percent);
    let own = subject.names.first().filter(|_| subject.measure.is_some());
    match (own, told) {
        (Some(own), Some(told)) => {
            let other = &told.item.name;
            own.kind != 0 && other.kind != 0 && own.is_of_use() != other.is_of_use()
        }
        (None, _) | (_, None) => false,
    }
}
