//! Strings matters together over the years: a promise, its report, the promise made again, its report.

use super::{Linked, Matter};
use crate::location::Span;
use std::collections::BTreeMap;

/// The matters of `linked` in threads, as indexes: each thread in order of time, threads in order of their first matter.
///
/// A matter joins the thread of the first matter that is promised again in its words.
pub fn threads(linked: &Linked) -> Vec<Vec<usize>> {
    let by_promise: BTreeMap<Span, usize> = linked
        .matters
        .iter()
        .enumerate()
        .map(|(i, m)| (m.commitment.span, i))
        .collect();
    let mut next: Vec<Option<usize>> = vec![None; linked.matters.len()];
    let mut follows = vec![false; linked.matters.len()];
    for (i, matter) in linked.matters.iter().enumerate() {
        let again = |m: &Matter| {
            m.restatements
                .first()
                .and_then(|s| by_promise.get(s))
                .copied()
        };
        if let Some(later) = again(matter).filter(|&later| later != i && !follows[later]) {
            follows[later] = true;
            next[i] = Some(later);
        }
    }
    let first = (0..linked.matters.len()).filter(|&i| !follows[i]);
    first
        .map(|i| std::iter::successors(Some(i), |&at| next[at]).collect())
        .collect()
}
