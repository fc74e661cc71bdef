//! Turns chunks of text into blocks: title, headings, paragraphs, captions, furniture.

use crate::document::heading::{self, Style};
use crate::document::inline;
use crate::document::lines::Chunk;
use crate::document::wrap::ends_sentence;
use crate::document::{Block, BlockKind, furniture};
use std::ops::Range;

/// Longest heading, in characters.
const HEADING_LIMIT: usize = 60;
/// Longest unmarked heading, in characters.
const BARE_HEADING_LIMIT: usize = 40;
/// Shortest text, in characters, that is taken for a paragraph whatever it ends with.
const BODY: usize = 45;

/// What was recognised.
#[derive(Debug, Default)]
pub struct Outline {
    /// Byte range of the title.
    pub title: Option<Range<usize>>,
    /// Blocks in order.
    pub blocks: Vec<Block>,
}

/// Recognises what each of `chunks` of `text` is.
pub fn outline(text: &str, chunks: Vec<Chunk>) -> Outline {
    let chunks = inline::split(text, chunks);
    let mut kinds = vec![None; chunks.len()];
    furniture::mark(text, &chunks, &mut kinds);
    let body = masthead_end(text, &chunks);
    let title = find_title(text, &chunks[..body], &mut kinds);
    mark_headings(text, &chunks, body, &mut kinds);
    set_bare_levels(text, &chunks, &mut kinds);
    mark_captions(text, &chunks, body, &mut kinds);
    let mut blocks = Vec::with_capacity(chunks.len());
    for (chunk, kind) in chunks.iter().zip(kinds) {
        match kind {
            None => push_paragraph(text, chunk, &mut blocks),
            Some(kind) => blocks.push(Block {
                kind,
                range: chunk.range.clone(),
            }),
        }
    }
    Outline { title, blocks }
}

fn chars(text: &str, chunk: &Chunk) -> usize {
    text[chunk.range.clone()].chars().count()
}

/// Chunks before the first heading or long paragraph: title, date, speaker.
fn masthead_end(text: &str, chunks: &[Chunk]) -> usize {
    let is_body = |c: &Chunk| {
        let line = &text[c.range.clone()];
        line.starts_with("各位")
            || heading::mark(line).is_some_and(|m| !m.style.is_list())
            || (line.chars().nth(BODY).is_some() && ends_sentence(line))
    };
    chunks.iter().position(is_body).unwrap_or(chunks.len())
}

/// The first line that is neither furniture nor date, place or opening.
fn find_title(
    text: &str,
    masthead: &[Chunk],
    kinds: &mut [Option<BlockKind>],
) -> Option<Range<usize>> {
    let open = |&i: &usize| kinds[i].is_none();
    let styled = (0..masthead.len()).find(|&i| masthead[i].level == Some(0));
    let at = styled.or_else(|| (0..masthead.len()).find(open))?;
    let line = &text[masthead[at].range.clone()];
    let is_place = line.starts_with(['—', '―', '-', '（', '(', '─']) || line.ends_with("会议上");
    if is_place || ends_sentence(line) || line.chars().nth(HEADING_LIMIT).is_some() {
        return None;
    }
    kinds[at] = Some(BlockKind::Title);
    for (chunk, kind) in masthead.iter().zip(kinds.iter_mut()).skip(at + 1) {
        if text[chunk.range.clone()] == *line {
            *kind = Some(BlockKind::Furniture);
        }
    }
    Some(masthead[at].range.clone())
}

fn mark_headings(text: &str, chunks: &[Chunk], body: usize, kinds: &mut [Option<BlockKind>]) {
    let first = match body.checked_sub(1) {
        Some(last) if kinds[last].is_none() && !is_speaker(&text[chunks[last].range.clone()]) => {
            last
        }
        Some(_) | None => body,
    };
    for at in first..chunks.len() {
        if kinds[at].is_none() {
            let next = (at + 1..chunks.len()).find(|&i| kinds[i].is_none());
            let level = heading_level(text, &chunks[at], next.map(|i| &chunks[i]));
            kinds[at] = level.map(BlockKind::Heading);
        }
    }
}

/// `市长 张三`, a place or a date: what a masthead ends with when no heading does.
fn is_speaker(line: &str) -> bool {
    line.contains([' ', '\u{3000}', '（']) || line.ends_with("会议上") || line.ends_with('日')
}

/// The level of a chunk that is a heading as a whole; 0 for one without a mark, whose level depends on what follows.
fn heading_level(text: &str, chunk: &Chunk, next: Option<&Chunk>) -> Option<u8> {
    let line = &text[chunk.range.clone()];
    let next_line = next.map(|n| &text[n.range.clone()]);
    let next_mark = next_line.and_then(heading::mark);
    if line.chars().nth(HEADING_LIMIT).is_some() {
        return None;
    }
    let one_sentence = !line[..line.len() - last_len(line)].contains(['。', '；', '：']);
    match heading::mark(line) {
        Some(m) if next_mark.is_some_and(|n| n.style == m.style) => None,
        Some(m) if m.style == Style::Ordinal => None,
        Some(m) if m.style.is_list() => {
            let heads = !ends_sentence(line) && next_line.is_some_and(|n| n.len() > line.len());
            heads.then(|| m.style.level())
        }
        Some(m) => (one_sentence && next.is_some()).then(|| m.style.level()),
        None => bare_heading(line, chunk, next_line).then_some(0),
    }
}

fn last_len(line: &str) -> usize {
    line.chars().next_back().map_or(0, char::len_utf8)
}

/// Whether a line without a mark heads what follows.
fn bare_heading(line: &str, chunk: &Chunk, next: Option<&str>) -> bool {
    let Some(next) = next else { return false };
    if line.starts_with(['—', '―', '-', '（', '(', '《', '>']) || line.starts_with("各位") {
        return false;
    }
    if chunk.level.is_some() {
        return true;
    }
    let before_body =
        next.chars().nth(BODY).is_some() || heading::mark(next).is_some_and(|m| m.number == 1);
    if chunk.emphasised && !line.contains(['：', ':']) {
        return before_body;
    }
    before_body
        && !ends_sentence(line)
        && !line.contains(['：', ':', '。', '；', '、'])
        && line.chars().nth(BARE_HEADING_LIMIT).is_none()
        && line.chars().nth(3).is_some()
}

/// A heading without a mark stands above the marked ones that begin to count below it.
fn set_bare_levels(text: &str, chunks: &[Chunk], kinds: &mut [Option<BlockKind>]) {
    let mut below = None;
    for at in (0..chunks.len()).rev() {
        match kinds[at] {
            Some(BlockKind::Heading(0)) => {
                kinds[at] = Some(BlockKind::Heading(below.take().unwrap_or(2)));
            }
            Some(BlockKind::Heading(level)) => {
                let mark = heading::mark(&text[chunks[at].range.clone()]);
                below = mark
                    .filter(|m| m.number == 1)
                    .map(|_| level.saturating_sub(1).max(1));
            }
            None | Some(BlockKind::Title | BlockKind::Paragraph) => {
                let mark = heading::mark(&text[chunks[at].range.clone()])
                    .filter(|m| !m.style.is_list() && m.number == 1);
                if let Some(mark) = mark {
                    below = Some(mark.style.level().saturating_sub(1).max(1));
                }
            }
            Some(BlockKind::Caption | BlockKind::Furniture) => {}
        }
    }
}

/// Short lines without an end, a colon or a figure that head nothing.
fn mark_captions(text: &str, chunks: &[Chunk], body: usize, kinds: &mut [Option<BlockKind>]) {
    for at in body..chunks.len() {
        let line = &text[chunks[at].range.clone()];
        let is_caption = kinds[at].is_none()
            && !ends_sentence(line)
            && heading::mark(line).is_none()
            && !line.contains(['：', ':', '、', '，', ','])
            && !line.bytes().any(|b| b.is_ascii_digit())
            && chars(text, &chunks[at]) <= BARE_HEADING_LIMIT;
        if is_caption {
            kinds[at] = Some(BlockKind::Caption);
        }
    }
}

/// A paragraph, with its first sentence as a heading where that has a heading's mark and promises no figure.
fn push_paragraph(text: &str, chunk: &Chunk, blocks: &mut Vec<Block>) {
    let mut range = chunk.range.clone();
    if let Some((level, heading, rest)) = inline::run_in_heading(text, chunk) {
        blocks.push(Block {
            kind: BlockKind::Heading(level),
            range: heading,
        });
        range = rest;
    }
    blocks.push(Block {
        kind: BlockKind::Paragraph,
        range,
    });
}
