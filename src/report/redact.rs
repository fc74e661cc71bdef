//! Masks phone and identity numbers character by character, so that offsets and columns stay true.

use crate::personal::masked;
use std::borrow::Cow;
use std::ops::Range;

/// How far around a place words like 电话 and the rest of a number are looked for, in bytes.
const REACH: usize = 64;

/// `text` with the personal numbers in it masked at equal length (bytes and characters).
pub fn redact(text: &str) -> Cow<'_, str> {
    masked(text)
}

/// `text[range]` masked as [`redact`] would mask it within `text`: a bare number is judged by the words before it.
pub fn redact_within(text: &str, range: Range<usize>) -> Cow<'_, str> {
    let start = text.floor_char_boundary(range.start.saturating_sub(REACH));
    let end = text.ceil_char_boundary((range.end + REACH).min(text.len()));
    match redact(&text[start..end]) {
        Cow::Borrowed(_) => Cow::Borrowed(&text[range]),
        Cow::Owned(masked) => Cow::Owned(masked[range.start - start..range.end - start].to_owned()),
    }
}
