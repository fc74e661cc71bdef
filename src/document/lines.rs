//! Turns text into chunks: lines, with hard-wrapped ones put together.

use crate::document::{clause, wrap};
use std::ops::Range;

/// A line, or several that are one sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chunk {
    /// Bytes without surrounding white space and Markdown marks.
    pub range: Range<usize>,
    /// The level the original marks it with: 0 for a title, 1–9 for headings. A hint only.
    pub level: Option<u8>,
    /// Whether all of it is bold (`**…**`).
    pub emphasised: bool,
    /// Whether it begins with a list bullet.
    pub bullet: bool,
    /// Whether it was cut out of a line that holds several sections.
    pub cut: bool,
}

/// The chunks of `text[range]` outside the ranges in `skip` (sorted).
pub fn chunks(text: &str, range: Range<usize>, skip: &[Range<usize>]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut start = range.start;
    let mut skip = skip.iter().peekable();
    let mut joinable = false;
    while start < range.end {
        if let Some(hidden) = skip.next_if(|s| s.start <= start) {
            start = start.max(hidden.end);
            joinable = false;
            continue;
        }
        let stop = skip.peek().map_or(range.end, |s| s.start.min(range.end));
        let end = text[start..stop].find('\n').map_or(stop, |i| start + i);
        if let Some(chunk) = chunk(text, start..end) {
            match chunks.last_mut() {
                Some(last) if joinable && joins(text, last, &chunk) => {
                    last.range.end = chunk.range.end;
                }
                Some(_) | None => chunks.push(chunk),
            }
            joinable = true;
        }
        start = if end < stop { end + 1 } else { stop };
    }
    chunks
}

fn chunk(text: &str, line: Range<usize>) -> Option<Chunk> {
    let raw = text[line.clone()].trim();
    let hashes = raw.bytes().take_while(|&b| b == b'#').count();
    let bullet = raw.starts_with(['•', '●', '·']) || raw.starts_with("- ") || raw == "-";
    let mut range = clause::trim(text, line);
    if hashes > 0 {
        range = clause::trim(text, range.start + hashes..range.end);
    }
    let emphasised = raw.len() > 4
        && raw.starts_with("**")
        && raw.ends_with("**")
        && !text[range.clone()].contains("**");
    (!range.is_empty()).then(|| Chunk {
        range,
        level: u8::try_from(hashes).ok().filter(|&h| h > 0),
        emphasised,
        bullet,
        cut: false,
    })
}

fn joins(text: &str, last: &Chunk, next: &Chunk) -> bool {
    if last.emphasised
        || last.level.is_some()
        || next.emphasised
        || next.level.is_some()
        || next.bullet
    {
        return false;
    }
    let line = &text[last.range.clone()];
    let line = line.rfind('\n').map_or(line, |i| &line[i + 1..]);
    wrap::continues(line.trim(), &text[next.range.clone()])
}
