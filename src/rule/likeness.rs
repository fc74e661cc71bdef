//! Measures how alike two texts are, ignoring punctuation, spaces and width.

use crate::extract::background::is_letter;
use crate::extract::letters::Letters;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Longest text compared, in characters; more says nothing new and costs quadratic time.
const MOST_CHARS: usize = 2000;

/// The characters that count: letters and digits, full-width forms made half-width, lower case.
pub fn essence(text: &str) -> Vec<char> {
    letters(text).collect()
}

/// The same, one by one.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(half_width)
        .filter(|&c| is_letter(c))
        .flat_map(char::to_lowercase)
        .take(MOST_CHARS)
}

/// `c` without the width of a Chinese character.
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Characters both have in the same order.
pub fn common(a: &[char], b: &[char]) -> usize {
    let ops = capture_diff_slices(Algorithm::Myers, a, b);
    let equal = |op: &DiffOp| match op {
        DiffOp::Equal { len, .. } => *len,
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => 0,
    };
    ops.iter().map(equal).sum()
}

/// The ratio of `a` and `b`, when it is at least `least`. Most texts that are unlike have too few of the same characters, in
/// whatever order, and are not compared.
pub fn ratio_of(a: &[char], b: &[char], least: f64) -> Option<f64> {
    let most = |common: usize| 2.0 * common as f64 / (a.len() + b.len()).max(1) as f64;
    if ceiling(a.len(), b.len()) < least || most(shared(a, b)) < least {
        return None;
    }
    Some(ratio(a, b)).filter(|ratio| *ratio >= least)
}

/// How many characters of `a` may stand in `b`, at most.
fn shared(a: &[char], b: &[char]) -> usize {
    let known = Letters::of(b.iter().copied());
    a.iter().filter(|c| known.may_hold(**c)).count()
}

/// Share of common characters in both, 0 to 1.
pub fn ratio(a: &[char], b: &[char]) -> f64 {
    if a.is_empty() || b.is_empty() || ceiling(a.len(), b.len()) == 0.0 {
        return 0.0;
    }
    2.0 * common(a, b) as f64 / (a.len() + b.len()) as f64
}

/// The highest ratio texts of these lengths can have.
pub fn ceiling(a: usize, b: usize) -> f64 {
    if a + b == 0 {
        return 0.0;
    }
    2.0 * a.min(b) as f64 / (a + b) as f64
}

/// Whether at least `least` of `a`, 0 to 1, stands in `b` in the same order.
pub fn is_contained(a: &[char], b: &[char], least: f64) -> bool {
    let share = |common: usize| common as f64 / a.len().max(1) as f64;
    share(shared(a, b)) >= least && share(common(a, b)) >= least
}
