//! Finds headings inside running text: sections run together in one line, and headings that open a paragraph.

use crate::document::clause;
use crate::document::heading::{self, Mark, Style};
use crate::document::lines::Chunk;
use std::ops::Range;

/// Shortest line, in bytes, in which sections are looked for.
const LONG_LINE: usize = 1500;
/// Longest heading inside a text, in characters.
const LIMIT: usize = 45;

/// Splits chunks that hold several sections in one line before each heading.
pub(super) fn split(text: &str, chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut pieces = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        if chunk.range.len() < LONG_LINE {
            pieces.push(chunk);
            continue;
        }
        let mut start = chunk.range.start;
        let ends = section_starts(text, &chunk.range)
            .into_iter()
            .chain([chunk.range.end]);
        for end in ends {
            let range = clause::trim(text, start..end);
            if !range.is_empty() {
                pieces.push(Chunk {
                    range,
                    cut: true,
                    ..chunk.clone()
                });
            }
            start = end;
        }
    }
    pieces
}

/// Where sections begin: marks after a sentence's end that count up, and salutations.
fn section_starts(text: &str, range: &Range<usize>) -> Vec<usize> {
    let marks: Vec<(usize, Option<Mark>)> = candidates(text, range);
    let counts = |style: Style| {
        marks
            .iter()
            .filter(|(_, m)| m.is_some_and(|m| m.style == style))
            .count()
    };
    let several = [Style::Chinese, Style::ParenChinese].map(|s| (s, counts(s) > 1));
    let mut last = [(Style::Chinese, 0), (Style::ParenChinese, 0)];
    let mut starts = Vec::new();
    for &(at, mark) in &marks {
        let Some(mark) = mark else {
            starts.push(at);
            continue;
        };
        let next_in_order = last
            .iter_mut()
            .find(|(s, _)| *s == mark.style)
            .filter(|(_, n)| mark.number == *n + 1 || mark.number == 1);
        if let Some(last) = next_in_order.filter(|_| several.contains(&(mark.style, true))) {
            last.1 = mark.number;
            starts.push(at);
        }
    }
    starts
}

fn candidates(text: &str, range: &Range<usize>) -> Vec<(usize, Option<Mark>)> {
    let mut found = Vec::new();
    let mut after_end = true;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        if after_end && ("（(各".contains(c) || heading::chinese_digit(c).is_some()) {
            let rest = &text[at..range.end];
            if rest.starts_with("各位代表") {
                found.push((at, None));
            } else if let Some(mark) = heading::mark(rest).filter(|m| !m.style.is_list()) {
                found.push((at, Some(mark)));
            }
        }
        after_end = matches!(c, '。' | '！' | '!' | '：' | ':' | ';' | '；')
            || (after_end && (c.is_whitespace() || c == '*'));
    }
    found
}

/// The heading a paragraph opens with: its level, its range, and the range of the rest.
///
/// A heading is the marked text up to where the body visibly begins: a space, a salutation, the heading's year named again,
/// or the end of a short first sentence without a figure; in a section cut out of a longer line, its first comma at the latest.
pub(super) fn run_in_heading(
    text: &str,
    chunk: &Chunk,
) -> Option<(u8, Range<usize>, Range<usize>)> {
    let range = &chunk.range;
    let paragraph = &text[range.clone()];
    let mark = heading::mark(paragraph).filter(|m| !m.style.is_list())?;
    let end = body_start(paragraph, mark.len, chunk.cut)?;
    let heading = clause::trim(text, range.start..range.start + end);
    let rest = clause::trim(text, range.start + end..range.end);
    (!rest.is_empty()).then(|| (mark.style.level(), heading, rest))
}

fn body_start(paragraph: &str, mark: usize, cut: bool) -> Option<usize> {
    let limit = paragraph
        .char_indices()
        .nth(LIMIT)
        .map_or(paragraph.len(), |(i, _)| i);
    let head = &paragraph[mark..limit];
    let lead = head.len() - head.trim_start().len();
    let space = head[lead..]
        .find([' ', '\u{3000}'])
        .map(|i| mark + lead + i);
    let salutation = head.find("各位代表").map(|i| mark + i);
    if let Some(end) = space
        .into_iter()
        .chain(salutation)
        .chain(year_again(paragraph, mark, limit))
        .min()
    {
        return Some(end);
    }
    let end = match head.find('。') {
        Some(i) => mark + i + '。'.len_utf8(),
        None if cut => mark + head.find([',', '，'])?,
        None => return None,
    };
    let plain = !paragraph[mark..end].bytes().any(|b| b.is_ascii_digit());
    plain.then_some(end)
}

/// Where a year stands for the second time: `2018年工作回顾2018年,是…`.
fn year_again(paragraph: &str, mark: usize, limit: usize) -> Option<usize> {
    let head = &paragraph[mark..limit];
    let years: Vec<usize> = head
        .match_indices('年')
        .map(|(i, _)| i)
        .filter(|&i| i >= 4 && head.as_bytes()[i - 4..i].iter().all(u8::is_ascii_digit))
        .collect();
    let second = *years.get(1)?;
    (years[0] + '年'.len_utf8() < second - 4).then_some(mark + second - 4)
}
