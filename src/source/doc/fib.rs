//! Reads the file information block: where the parts of a binary Word file are (MS-DOC 2.5).

use super::{Failure, index_at, u16_at};
use std::ops::Range;

/// Where the array of offset–length pairs begins (MS-DOC 2.5.1).
const PAIRS: usize = 0x9A;
/// First version of the format that is read: Word 97.
const WORD_97: u16 = 101;

/// What is used of the file information block. Ranges are bytes in the table stream.
#[derive(Debug, Clone)]
pub(super) struct Fib {
    /// Name of the table stream.
    pub(super) table: &'static str,
    /// Pages of character properties.
    pub(super) characters: Range<usize>,
    /// Pages of paragraph properties.
    pub(super) paragraphs: Range<usize>,
    /// The piece table.
    pub(super) pieces: Range<usize>,
    /// List definitions; their levels follow the range.
    pub(super) lists: Range<usize>,
    /// List instances.
    pub(super) instances: Range<usize>,
    /// Character positions that are read: body, text boxes, footnotes, endnotes.
    pub(super) stories: Vec<Range<usize>>,
}

impl Fib {
    /// Reads the block at the start of the `WordDocument` stream.
    pub(super) fn read(document: &[u8]) -> Result<Self, Failure> {
        let word = |at| u16_at(document, at).unwrap_or(0);
        if word(0) != 0xA5EC || word(2) < WORD_97 {
            return Err(Failure(
                "这是 Word 95 或更早的格式，请另存为 .docx 后再查".to_owned(),
            ));
        }
        let flags = word(0x0A);
        if flags & 0x0100 != 0 {
            return Err(Failure("文件有密码保护，请去掉密码后再查".to_owned()));
        }
        let pair = |index: usize| {
            let at = PAIRS + index * 8;
            let start = index_at(document, at).unwrap_or(0);
            start..start.saturating_add(index_at(document, at + 4).unwrap_or(0))
        };
        Ok(Self {
            table: if flags & 0x0200 != 0 {
                "1Table"
            } else {
                "0Table"
            },
            characters: pair(12),
            paragraphs: pair(13),
            pieces: pair(33),
            lists: pair(73),
            instances: pair(74),
            stories: stories(document),
        })
    }
}

/// The stories in the order in which they are read; headers and comments are left out.
fn stories(document: &[u8]) -> Vec<Range<usize>> {
    let count = |at| index_at(document, at).unwrap_or(0).min(document.len());
    let counts = [0x4C, 0x50, 0x54, 0x5C, 0x60, 0x64].map(count);
    let mut start = 0;
    let ranges = counts.map(|n| {
        let range = start..start + n;
        start = range.end;
        range
    });
    let [body, footnotes, _, _, endnotes, boxes] = ranges;
    vec![body, boxes, footnotes, endnotes]
}
