//! Turns two wordings into pieces, each marked as shared or changed.

use similar::{DiffOp, DiffTag, TextDiff};

/// Least share of the shorter wording, in characters, that the longer one must have as well; below, marks would say nothing.
const SHARED: f64 = 0.5;
/// Shortest stretch, in tokens, that counts as shared when something else is there to share.
const STRETCH: usize = 2;

/// A stretch of one wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other wording lacks them.
    pub changed: bool,
}

/// The pieces of `old` and of `new`, compared character by character, numbers and Latin words as wholes.
/// Single shared characters between changes count as changed; wordings that share too little are left unmarked.
pub fn marked(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (olds, news) = (tokens(old), tokens(new));
    let diff = TextDiff::from_slices(&olds, &news);
    let is_shared = |op: &DiffOp| op.tag() == DiffTag::Equal && !is_stray(op, &olds, &news);
    let chars = |tokens: &[&str]| tokens.iter().map(|t| t.chars().count()).sum::<usize>();
    let shared: usize = diff
        .ops()
        .iter()
        .filter(|op| is_shared(op))
        .map(|op| chars(&olds[op.old_range()]))
        .sum();
    let shorter = chars(&olds).min(chars(&news));
    if (shared as f64) < SHARED * shorter as f64 {
        return (whole(old), whole(new));
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for op in diff.ops() {
        let changed = !is_shared(op);
        push(&mut left, olds[op.old_range()].concat(), changed);
        push(&mut right, news[op.new_range()].concat(), changed);
    }
    (left, right)
}

/// One wording as a single piece without marks.
pub fn whole(text: &str) -> Vec<Piece> {
    vec![Piece {
        text: text.to_owned(),
        changed: false,
    }]
}

/// Numbers with point and percent sign, Latin words, and single characters.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let goes_on = |c: char| match first {
            '0'..='9' => c.is_ascii_digit() || matches!(c, '.' | '%'),
            'a'..='z' | 'A'..='Z' => c.is_ascii_alphanumeric(),
            _ => false,
        };
        let end = rest[first.len_utf8()..]
            .find(|c| !goes_on(c))
            .map_or(rest.len(), |n| first.len_utf8() + n);
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Whether a shared stretch is too short to mean anything: one character with changes on both sides of it.
fn is_stray(op: &DiffOp, olds: &[&str], news: &[&str]) -> bool {
    let (old, new) = (op.old_range(), op.new_range());
    let is_number = olds[old.clone()]
        .iter()
        .any(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    let begins = old.start == 0 && new.start == 0;
    let ends = old.end == olds.len() && new.end == news.len();
    old.len() < STRETCH && !is_number && !begins && !ends
}

fn push(pieces: &mut Vec<Piece>, text: String, changed: bool) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(&text),
        _ => pieces.push(Piece { text, changed }),
    }
}
