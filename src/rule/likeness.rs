//! Measures how alike two texts are, ignoring punctuation, spaces and width.

use crate::extract::background::is_letter;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Longest text compared, in characters; more says nothing new and costs quadratic time.
const MOST_CHARS: usize = 2000;

/// The characters that count: letters and digits, full-width forms made half-width, lower case.
pub fn essence(text: &str) -> Vec<char> {
    text.chars()
        .map(half_width)
        .filter(|&c| is_letter(c))
        .flat_map(char::to_lowercase)
        .take(MOST_CHARS)
        .collect()
}

fn half_width(c: char) -> char {
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

/// Share of `a` that stands in `b` in the same order, 0 to 1.
pub fn contained(a: &[char], b: &[char]) -> f64 {
    if a.is_empty() {
        return 0.0;
    }
    common(a, b) as f64 / a.len() as f64
}
