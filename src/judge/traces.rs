//! Tells, from one look over a document, for which of its texts a rule cannot hold.

use crate::document::Document;
use crate::location::{DocId, Span};
use crate::rule::Rule;
use crate::rule::survey::Survey;
use std::cell::Cell;
use std::ops::Range;

/// The stretches of a document of which every text that a rule holds for meets one.
#[derive(Debug)]
pub(super) struct Traces {
    doc: DocId,
    /// In order, none meeting another; none where the rule may hold for any text.
    stretches: Option<Vec<Range<usize>>>,
    /// How many of them end before the text that was asked for last; texts are mostly asked for in order.
    passed: Cell<usize>,
}

impl Traces {
    /// Where `rule` leaves traces in `document`, surveyed.
    pub(super) fn of(rule: &Rule, document: &Document, survey: &Survey<'_>) -> Self {
        let start = document.range.start;
        let found = rule.when.traces(survey);
        let placed = found.map(|found| {
            let placed = found.into_iter();
            joined(placed.map(|r| start + r.start..start + r.end).collect())
        });
        Self {
            doc: document.id,
            stretches: placed,
            passed: Cell::new(0),
        }
    }

    /// Whether the rule holds for no text of the document.
    pub(super) fn are_none(&self) -> bool {
        self.stretches.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether the rule may hold for the text at `span`.
    pub(super) fn may_hold(&self, span: Span) -> bool {
        let Some(stretches) = self.stretches.as_ref().filter(|_| span.doc == self.doc) else {
            return true;
        };
        let is_before = |s: &Range<usize>| s.end <= span.start;
        let passed = self.passed.get();
        let next = if stretches[..passed].last().is_none_or(is_before) {
            let more = stretches[passed..].iter().take_while(|s| is_before(s));
            passed + more.count()
        } else {
            stretches.partition_point(is_before)
        };
        self.passed.set(next);
        stretches.get(next).is_some_and(|s| s.start < span.end)
    }
}

/// `stretches` in order, those that meet as one.
fn joined(mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    stretches.sort_unstable_by_key(|s| (s.start, s.end));
    stretches.dedup_by(|next, last| {
        let meets = next.start < last.end;
        if meets {
            last.end = last.end.max(next.end);
        }
        meets
    });
    stretches
}
