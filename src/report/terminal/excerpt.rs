//! Cuts the words around a place to one line that fits the terminal, and says where the place is in it.

use crate::document::SourceFile;
use crate::location::Span;
use crate::report::plain;
use crate::report::redact::redact;
use std::ops::Range;

/// How many bytes on either side of a place are looked at; far more than a terminal is wide.
const REACH: usize = 1024;

/// One line of text with a marked stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, safe to print.
    pub text: String,
    /// The marked bytes of `text`.
    pub mark: Range<usize>,
}

/// The words at `span` with what stands before and after on the same line, in at most `width` columns.
///
/// Line ends and runs of white space inside become one space; a place wider than the line keeps its beginning and end.
pub fn excerpt(file: &SourceFile, span: Span, width: usize) -> Excerpt {
    let window = window(&file.text, span.range());
    let text = redact(&file.text[window.clone()]);
    let (start, end) = (span.start - window.start, span.end - window.start);
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |i| end + i);
    let marked = squeeze(&plain::line(&text[start..end]), width.saturating_sub(2));
    let room = width.saturating_sub(plain::columns(&marked));
    let before = last_of(&text[line_start..start], room);
    let after = first_of(&text[end..line_end], room);
    let right = plain::columns(&plain::line(after)).min(room);
    let left = fit_end(before, (room / 3).max(room - right));
    let right = fit_start(after, room.saturating_sub(plain::columns(&left)));
    let mark = left.len()..left.len() + marked.len();
    Excerpt {
        text: left + &marked + &right,
        mark,
    }
}

/// `range` with [`REACH`] bytes on either side, on character boundaries.
fn window(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.saturating_sub(REACH));
    start..text.ceil_char_boundary((range.end + REACH).min(text.len()))
}

/// `text` in at most `width` columns: two thirds from its beginning, the rest from its end.
fn squeeze(text: &str, width: usize) -> String {
    match plain::columns(text) {
        0 => " ".to_owned(),
        n if n <= width => text.to_owned(),
        _ => {
            let head = plain::clip(text, width * 2 / 3);
            let tail = plain::clip_start(text, width - plain::columns(&head) + 1);
            head + tail.trim_start_matches('…')
        }
    }
}

/// As much of the beginning of `text` as decides what is shown of it in `room` columns.
fn first_of(text: &str, room: usize) -> &str {
    let end = text.char_indices().nth(enough(room)).map(|(i, _)| i);
    let near = &text[..end.unwrap_or(text.len())];
    if is_wider(near, room) { near } else { text }
}

/// As much of the end of `text` as decides what is shown of it in `room` columns.
fn last_of(text: &str, room: usize) -> &str {
    let all = text.char_indices().rev();
    let start = all.take(enough(room)).last().map_or(0, |(i, _)| i);
    let near = &text[start..];
    if is_wider(near, room) { near } else { text }
}

/// Characters that fill `room` columns and more, unless most of them are not shown.
fn enough(room: usize) -> usize {
    room + 16
}

fn is_wider(text: &str, room: usize) -> bool {
    plain::columns(&plain::line(text)) > room.max(1)
}

fn fit_end(before: &str, width: usize) -> String {
    plain::clip_start(plain::spaced(before).trim_start(), width.max(1))
}

fn fit_start(after: &str, width: usize) -> String {
    plain::clip(plain::spaced(after).trim_end(), width.max(1))
}
