//! Holds text with its structure and the way back to the original file.

pub mod builder;
pub mod clause;
mod furniture;
pub mod heading;
mod inline;
pub mod lines;
pub mod outline;
pub mod table;
pub mod wrap;

pub use table::{Cell, Row, Table};

use crate::location::{DocId, Origin, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Distance in bytes between two character counts kept by [`SourceFile::char_offset`].
const MARK_EVERY: usize = 256;

/// A file as it was decoded: one text, shared by every document found in it.
#[derive(Debug)]
pub struct SourceFile {
    /// Path as the user gave it, with `/` between names; never absolute unless given so.
    pub path: String,
    /// Decoded text: BOM removed, line ends kept, `<br>` in a Markdown table a carriage return and blanks. For office formats the linear rendering of the reader.
    pub text: String,
    /// Name of the encoding or format the text was read from (`utf-8`, `gb18030`, `docx` …).
    pub encoding: String,
    /// blake3 of the file's bytes, lower-case hexadecimal.
    pub blake3: String,
    /// Start of each piece of text that has an origin of its own, sorted by byte offset. Empty for plain text, where the line is the origin.
    pub origins: Vec<(usize, Origin)>,
    /// First byte of every line, found on first use.
    line_starts: OnceLock<Vec<usize>>,
    /// Characters before every [`MARK_EVERY`] bytes, counted on first use.
    marks: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Wraps decoded text.
    pub fn new(
        path: String,
        text: String,
        encoding: String,
        blake3: String,
        origins: Vec<(usize, Origin)>,
    ) -> Self {
        Self {
            path,
            text,
            encoding,
            blake3,
            origins,
            line_starts: OnceLock::new(),
            marks: OnceLock::new(),
        }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            std::iter::once(0).chain(ends.map(|(i, _)| i + 1)).collect()
        })
    }

    /// 1-based line and 1-based column **in characters** of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line_starts = self.line_starts();
        let line = line_starts.partition_point(|&s| s <= offset);
        let start = line_starts[line - 1];
        let before = match offset - start <= MARK_EVERY {
            true => count_chars(&self.text.as_bytes()[start..offset]),
            false => self.char_offset(offset) - self.char_offset(start),
        };
        (line, before + 1)
    }

    /// Unicode code points before byte `offset`.
    pub fn char_offset(&self, offset: usize) -> usize {
        let marks = self.marks.get_or_init(|| {
            let mut total = 0;
            let chunk = |piece: &[u8]| {
                let before = total;
                total += count_chars(piece);
                before
            };
            self.text.as_bytes().chunks(MARK_EVERY).map(chunk).collect()
        });
        let mark = (offset / MARK_EVERY).min(marks.len().saturating_sub(1));
        let before = marks.get(mark).copied().unwrap_or(0);
        before + count_chars(&self.text.as_bytes()[mark * MARK_EVERY..offset])
    }

    /// Byte range of the 1-based `line` without its line end.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let line_starts = self.line_starts();
        let start = line_starts[line - 1];
        let end = line_starts
            .get(line)
            .map_or(self.text.len(), |&next| next - 1);
        start..end
    }

    /// Where `offset` is in the original, as a person would look it up.
    pub fn origin(&self, offset: usize) -> Origin {
        match self.origins.partition_point(|(start, _)| *start <= offset) {
            0 => Origin::Line(u32::try_from(self.line_column(offset).0).unwrap_or(u32::MAX)),
            n => self.origins[n - 1].1.clone(),
        }
    }
}

/// Characters that begin in `bytes`; counted in pieces whose count fits a byte, so that many bytes are looked at at once.
fn count_chars(bytes: &[u8]) -> usize {
    let begins = |b: &u8| u8::from(b & 0xC0 != 0x80);
    let piece = |piece: &[u8]| usize::from(piece.iter().map(begins).sum::<u8>());
    bytes.chunks(usize::from(u8::MAX)).map(piece).sum()
}

/// What a block of text is in the layout of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The document's title line.
    Title,
    /// A heading; 1 for `一、`, 2 for `（一）`, 3 for `1.` or `一是`-like run-in heads that stand alone.
    Heading(u8),
    /// Running text. A paragraph that was hard-wrapped is one block that spans the wraps.
    Paragraph,
    /// A picture caption.
    Caption,
    /// Web-page or print leftovers: navigation, link lists, page numbers. Not content.
    Furniture,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Its role in the layout.
    pub kind: BlockKind,
    /// Byte range in the file's text, without the surrounding white space.
    pub range: Range<usize>,
}

/// One document: a report, a plan, a table. Several may share a file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its number in this run.
    pub id: DocId,
    /// The file it was found in.
    pub file: Arc<SourceFile>,
    /// The part of the file's text that is this document, in bytes.
    pub range: Range<usize>,
    /// Byte range of the title, where one was recognised.
    pub title: Option<Range<usize>>,
    /// Blocks outside tables, in order.
    pub blocks: Vec<Block>,
    /// Tables, in order.
    pub tables: Vec<Table>,
}

impl Document {
    /// The text at `range` (bytes in the file's text).
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.file.text[range]
    }

    /// A span of this document.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    /// The document's own text.
    pub fn text(&self) -> &str {
        &self.file.text[self.range.clone()]
    }

    /// The title as text, or an empty string.
    pub fn title_text(&self) -> &str {
        self.title.clone().map_or("", |r| self.slice(r))
    }

    /// Whether most of the document is table.
    pub fn is_tabular(&self) -> bool {
        let tables: usize = self.tables.iter().map(|t| t.range.len()).sum();
        let blocks: usize = self.blocks.iter().map(|b| b.range.len()).sum();
        tables > blocks
    }

    /// The blocks that lie, wholly or in part, in bytes `range`, in order.
    pub fn blocks_in(&self, range: Range<usize>) -> impl Iterator<Item = &Block> {
        let first = self.blocks.partition_point(|b| b.range.end <= range.start);
        let blocks = self.blocks[first..].iter();
        blocks.take_while(move |b| b.range.start < range.end)
    }

    /// What stands before the first table and after the last: all of a document without tables.
    pub fn around_tables(&self) -> [Range<usize>; 2] {
        let Range { start, end } = self.range;
        let first = self.tables.first().map_or(end, |t| t.range.start);
        let last = self.tables.last().map_or(end, |t| t.range.end);
        let first = first.clamp(start, end);
        [start..first, last.clamp(first, end)..end]
    }
}
