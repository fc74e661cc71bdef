//! Cuts a document into the stretches checks read: sentences, with hard wraps inside a paragraph read over.

use crate::document::{BlockKind, Document};
use std::ops::Range;

/// A character and the byte where it stands in the file's text.
pub type Glyph = (usize, char);

/// Sentences of all paragraphs and table cells of `document` in order of place. Bytes in the file's text.
///
/// A line end inside a paragraph block is a hard wrap, not a sentence end; inside a cell it ends the sentence.
pub fn sentences(document: &Document) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let text = &document.file.text;
    for block in &document.blocks {
        if block.kind != BlockKind::Furniture {
            cut(text, block.range.clone(), false, &mut out);
        }
    }
    let mut cells: Vec<Range<usize>> = document
        .tables
        .iter()
        .flat_map(|t| &t.rows)
        .flat_map(|r| &r.cells)
        .map(|c| c.range.clone())
        .collect();
    cells.sort_by_key(|c| c.start);
    cells.dedup();
    for cell in cells {
        cut(text, cell, true, &mut out);
    }
    out.sort_by_key(|r| r.start);
    out
}

fn cut(text: &str, range: Range<usize>, at_lines: bool, out: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        let end =
            matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?') || (at_lines && c == '\n');
        if end {
            push(text, start..at, out);
            start = at + c.len_utf8();
        }
    }
    push(text, start..range.end, out);
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
