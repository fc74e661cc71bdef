//! Cuts a document into the stretches checks read: sentences, with hard wraps inside a paragraph read over.

use crate::document::{BlockKind, Document};
use crate::extract::quantity::Quantity;
use std::ops::Range;
use std::sync::OnceLock;

/// A character and the byte where it stands in the file's text.
pub type Glyph = (usize, char);

/// The sentences of one document, cut when a check first asks for them.
#[derive(Debug, Clone, Default)]
pub struct Cuts {
    sentences: OnceLock<Vec<Range<usize>>>,
    full_sentences: OnceLock<Vec<Range<usize>>>,
}

impl Cuts {
    /// Sentences of all paragraphs and table cells of `document` in order of place. Bytes in the file's text.
    ///
    /// A line end inside a paragraph block is a hard wrap, not a sentence end; inside a cell it ends the sentence.
    pub fn sentences(&self, document: &Document) -> &[Range<usize>] {
        let ends = |c| matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?');
        self.sentences.get_or_init(|| stretches(document, ends))
    }

    /// The same, but a `；` does not end one.
    pub fn full_sentences(&self, document: &Document) -> &[Range<usize>] {
        let ends = |c| matches!(c, '。' | '！' | '？' | '!' | '?');
        self.full_sentences
            .get_or_init(|| stretches(document, ends))
    }
}

/// Whole paragraphs and table cells, for what spans sentences.
pub fn paragraphs(document: &Document) -> Vec<Range<usize>> {
    let blocks = document
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Furniture);
    let mut out: Vec<Range<usize>> = blocks
        .map(|b| b.range.clone())
        .chain(cells(document))
        .collect();
    out.sort_by_key(|r| r.start);
    out
}

fn stretches(document: &Document, ends: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let text = &document.file.text;
    for block in &document.blocks {
        if block.kind != BlockKind::Furniture {
            cut(text, block.range.clone(), ends, &mut out);
        }
    }
    for cell in cells(document) {
        cut(text, cell, |c| ends(c) || c == '\n', &mut out);
    }
    out.sort_by_key(|r| r.start);
    out
}

/// The table cells of `document`, each once, in order of place.
fn cells(document: &Document) -> Vec<Range<usize>> {
    let rows = document.tables.iter().flat_map(|t| &t.rows);
    let mut cells: Vec<Range<usize>> = rows
        .flat_map(|r| &r.cells)
        .map(|c| c.range.clone())
        .collect();
    cells.sort_by_key(|c| c.start);
    cells.dedup();
    cells
}

fn cut(text: &str, range: Range<usize>, ends: impl Fn(char) -> bool, out: &mut Vec<Range<usize>>) {
    let (mut start, mut at) = (range.start, range.start);
    let bytes = text.as_bytes();
    while at < range.end {
        let width = match bytes[at] {
            0xE4..0xEF => 3, // Chinese characters, most of the text
            b'\n' | b'!' | b';' | b'?' | 0xE0..0xE4 | 0xEF => {
                let c = text[at..].chars().next().unwrap_or_default();
                if ends(c) {
                    push(text, start..at, out);
                    start = at + c.len_utf8();
                }
                c.len_utf8()
            }
            0..0x80 => 1, // no other sign of ASCII ends anything
            0x80..0xE0 => 2,
            0xF0.. => 4,
        };
        at += width;
    }
    push(text, start..range.end, out);
}

/// Runs of at least three quantities of one unit that each fill a bracket of their own, `（10项）`, within one block.
pub fn bracketed_tallies(document: &Document, quantities: &[Quantity]) -> Vec<Vec<usize>> {
    let text = &document.file.text;
    let alone = |q: &Quantity| {
        text[..q.span.start].ends_with(['（', '(']) && text[q.span.end..].starts_with(['）', ')'])
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (i, q) in quantities.iter().enumerate().filter(|(_, q)| alone(q)) {
        let joins = groups.last().and_then(|g| g.last()).is_some_and(|&last| {
            let before = &quantities[last];
            before.base_unit == q.base_unit && q.span.start - before.span.end < 4000
        });
        match groups.last_mut().filter(|_| joins) {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    groups.retain(|g| g.len() >= 3);
    groups
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let range = crate::document::clause::trim(text, range);
    if !range.is_empty() {
        out.push(range);
    }
}

/// The characters of `text[range]` with their places, white space left out.
pub fn glyphs(text: &str, range: Range<usize>) -> Vec<Glyph> {
    text[range.clone()]
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(i, c)| (range.start + i, c))
        .collect()
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Byte range of `glyphs[range]`.
pub fn span_of(glyphs: &[Glyph], range: Range<usize>) -> Range<usize> {
    let last = glyphs[range.end - 1];
    glyphs[range.start].0..last.0 + last.1.len_utf8()
}
