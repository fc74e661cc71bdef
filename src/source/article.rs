//! Splits a file that holds several articles, each under its own title line.

use std::ops::Range;

/// Longest title line, in bytes.
const TITLE_LIMIT: usize = 240;
/// Shortest body, in bytes, that makes a title line the head of an article.
const BODY: usize = 300;

/// Byte ranges of the articles of `text`; the whole text when it is one.
///
/// A scraped site gives its articles title lines of one make: `【栏目】标题`.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let heads = heads(text);
    if heads.len() < 2 {
        return std::iter::once(0..text.len()).collect();
    }
    let ends = heads.iter().skip(1).copied().chain([text.len()]);
    heads
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

fn heads(text: &str) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = start + line.len();
        if is_title(line.trim()) && has_body(&text[body..]) {
            heads.push(start);
        }
        start = body;
    }
    heads
}

fn is_title(line: &str) -> bool {
    let named = line
        .strip_prefix('【')
        .and_then(|rest| rest.split_once('】'));
    line.len() <= TITLE_LIMIT
        && named.is_some_and(|(column, title)| {
            !column.is_empty() && title.len() > 9 && !title.ends_with('。')
        })
}

/// Whether enough text follows before the next title line.
fn has_body(rest: &str) -> bool {
    let lines = rest
        .split('\n')
        .map(str::trim)
        .take_while(|line| !is_title(line));
    lines
        .map(str::len)
        .scan(0, |sum, len| {
            *sum += len;
            Some(*sum)
        })
        .any(|sum| sum >= BODY)
}
