//! Puts the figure to be reached before those that only say of what: sizes (`10亿元以上项目100个`), counts of the subject
//! (`11个发展区实现营收2800亿元`), levels to start from.

use crate::extract::quantity::{Basis, Quantity, QuantityRole};
use std::ops::Range;

/// Marks behind a figure that make it a size of what follows.
const LIMITS: [&str; 5] = ["及以上", "及以下", "以上", "以下", "以内"];

/// Words that lead from a subject to what is to be reached of it.
const REACHING: [&str; 9] = [
    "达到", "达", "突破", "超过", "实现", "增长", "提高", "新增", "下降",
];

/// `own`, the figures of the clause `text[clause]` in order, with the one to be reached first; `verbless` where the clause opens
/// with the subject.
pub(super) fn first(
    text: &str,
    clause: Range<usize>,
    verbless: bool,
    own: Vec<Quantity>,
) -> Vec<Quantity> {
    let describes = |i: usize| {
        let Some(next) = own.get(i + 1) else {
            return false;
        };
        let between = &text[own[i].span.end.min(next.span.start)..next.span.start];
        let before = &text[clause.start..own[i].span.start];
        own[i].role == QuantityRole::Baseline
            || is_size(between)
            || (is_limited(text, &own[i]) && between.is_empty())
            || (i == 0 && verbless && is_subject(before, &own[i], between))
    };
    let Some(at) = (0..own.len()).find(|&i| !describes(i)) else {
        return own;
    };
    let mut own = own;
    own[..=at].rotate_right(1);
    own
}

/// Whether what stands between a figure and the next makes the first a size: `10亿元以上制造业项目100个`.
fn is_size(between: &str) -> bool {
    let noun = LIMITS.iter().find_map(|limit| between.strip_prefix(limit));
    noun.is_some_and(|noun| !noun.is_empty() && !noun.contains(['、', '，', '和', '及']))
}

/// Whether `quantity` says 超50亿元.
fn is_limited(text: &str, quantity: &Quantity) -> bool {
    text[..quantity.span.start].ends_with('超') || quantity.literal.start < quantity.span.start
}

/// Whether the first figure counts the subject of the clause: nothing is done to it, and what follows reaches another figure.
fn is_subject(before: &str, quantity: &Quantity, between: &str) -> bool {
    let counts = quantity.basis == Basis::Total && quantity.base_unit != "%";
    let bare = before.chars().count() <= 2;
    let joined = between.contains(['、', '，', '和']);
    counts && bare && !joined && REACHING.iter().any(|word| between.contains(word))
}
