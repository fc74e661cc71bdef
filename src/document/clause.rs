//! Cuts text into sentences and clauses, as byte ranges.

use std::ops::Range;

/// Sentences of `text[range]`: cut after `。！？；` and at line ends, without surrounding white space. Byte ranges in `text`.
pub fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    cut(text, range, |c| {
        matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?' | '\n' | '\r')
    })
}

/// Clauses of `text[range]`: like [`sentences`], and also cut after `，` and `,` that does not stand between digits. Byte ranges in `text`.
pub fn clauses(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    cut_at(text, range, |i, c| match c {
        '。' | '！' | '？' | '；' | ';' | '!' | '?' | '\n' | '\r' | '，' => true,
        ',' => !(i > 0 && digit(i - 1) && digit(i + 1)),
        _ => false,
    })
}

fn cut(text: &str, range: Range<usize>, ends: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    cut_at(text, range, |_, c| ends(c))
}

fn cut_at(
    text: &str,
    range: Range<usize>,
    ends: impl Fn(usize, char) -> bool,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        if ends(at, c) {
            pieces.push(start..at);
            start = at + c.len_utf8();
        }
    }
    pieces.push(start..range.end);
    pieces
        .into_iter()
        .map(|r| trim(text, r))
        .filter(|r| !r.is_empty())
        .collect()
}

/// `range` without the white space at both ends.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..(start + inner.trim().len())
}
