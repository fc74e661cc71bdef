//! Masks phone and identity numbers character by character, so that offsets and columns stay true.

use crate::personal::personal_numbers;
use std::borrow::Cow;

/// `text` with the numbers of [`personal_numbers`] masked at equal length (bytes and characters).
pub fn redact(text: &str) -> Cow<'_, str> {
    let found = personal_numbers(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = text.as_bytes().to_vec();
    for b in found.into_iter().flat_map(|(_, at)| at) {
        if masked[b].is_ascii_alphanumeric() {
            masked[b] = b'*';
        }
    }
    String::from_utf8(masked).map_or(Cow::Borrowed(text), Cow::Owned)
}
