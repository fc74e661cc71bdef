//! Puts the pieces of a binary Word file together to paragraphs (MS-DOC 2.4.1).

use super::fib::Fib;
use super::property::{Look, Properties};
use super::{Streams, index_at, u16_at, u32_at};
use std::ops::Range;

/// A paragraph and the mark that ends it.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its visible text.
    pub(super) text: String,
    /// Whether it ends a table cell or row.
    pub(super) ends_cell: bool,
    /// Its properties.
    pub(super) look: Look,
    /// Whether it stands in the body, not in a note or text box.
    pub(super) main: bool,
}

/// A piece: character positions, where its text begins in the document stream, and whether a character is one byte.
struct Piece {
    positions: Range<usize>,
    start: usize,
    narrow: bool,
}

/// The paragraphs of all stories that are read.
pub(super) fn paragraphs(streams: &Streams, fib: &Fib, properties: &Properties) -> Vec<Mark> {
    let pieces = pieces(streams.table.get(fib.pieces.clone()).unwrap_or_default());
    let mut reader = Reader {
        properties,
        marks: Vec::new(),
        text: String::new(),
        fields: Vec::new(),
        main: true,
        high: None,
    };
    for (number, story) in fib.stories.iter().enumerate() {
        reader.main = number == 0;
        for piece in &pieces {
            let from = piece.positions.start.max(story.start);
            let to = piece.positions.end.min(story.end);
            let width = if piece.narrow { 1 } else { 2 };
            for position in from..to {
                let at = piece.start + (position - piece.positions.start) * width;
                let unit = match piece.narrow {
                    true => streams.document.get(at).map(|&b| narrow(b)),
                    false => u16_at(&streams.document, at),
                };
                let Some(unit) = unit else { break };
                reader.unit(unit, at);
            }
        }
        reader.end(false, usize::MAX);
        reader.fields.clear();
    }
    reader.marks
}

/// The piece table inside the `Clx` (MS-DOC 2.9.38).
fn pieces(clx: &[u8]) -> Vec<Piece> {
    let mut at = 0;
    while clx.get(at) == Some(&1) {
        at += 3 + usize::from(u16_at(clx, at + 1).unwrap_or(0));
    }
    let length = index_at(clx, at + 1).unwrap_or(0);
    let table = clx
        .get(at + 5..(at + 5).saturating_add(length).min(clx.len()))
        .unwrap_or_default();
    let count = table.len().saturating_sub(4) / 12;
    let piece = |i: usize| {
        let positions = index_at(table, i * 4)?..index_at(table, i * 4 + 4)?;
        let offset = u32_at(table, (count + 1) * 4 + i * 8 + 2)?;
        let narrow = offset & 0x4000_0000 != 0;
        let start = usize::try_from(offset & 0x3FFF_FFFF).ok()?;
        Some(Piece {
            positions,
            start: if narrow { start / 2 } else { start },
            narrow,
        })
    };
    let mut end = 0;
    let mut in_order = |p: &Piece| {
        let follows = p.positions.start >= end && p.positions.start < p.positions.end;
        end = if follows { p.positions.end } else { end };
        follows
    };
    (0..count)
        .filter_map(piece)
        .filter(|p| in_order(p))
        .collect()
}

/// A one-byte character: Windows-1252.
fn narrow(byte: u8) -> u16 {
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(std::slice::from_ref(&byte));
    let first = if byte < 0x80 {
        None
    } else {
        text.chars().next()
    };
    first.map_or(u16::from(byte), |c| {
        u16::try_from(u32::from(c)).unwrap_or(u16::from(byte))
    })
}

struct Reader<'a> {
    properties: &'a Properties,
    marks: Vec<Mark>,
    text: String,
    /// Open fields: the code as far as kept, and whether the result has begun.
    fields: Vec<(String, bool)>,
    main: bool,
    high: Option<u16>,
}

impl Reader<'_> {
    fn unit(&mut self, unit: u16, at: usize) {
        match unit {
            0x07 => self.end(true, at),
            0x0D | 0x0C => self.end(false, at),
            0x13 => self.fields.push((String::new(), false)),
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    field.1 = true;
                }
            }
            0x15 => drop(self.fields.pop()),
            0x0B => self.character('\n', at),
            0x1E => self.character('-', at),
            0x09 => self.character('\t', at),
            0xA0 => self.character(' ', at),
            0x00..=0x1F | 0xAD => {}
            0xD800..=0xDBFF => self.high = Some(unit),
            _ => {
                let pair = [self.high.take().unwrap_or(unit), unit];
                let units = if pair[0] == unit {
                    &pair[1..]
                } else {
                    &pair[..]
                };
                if let Some(Ok(c)) = char::decode_utf16(units.iter().copied()).next() {
                    self.character(c, at);
                }
            }
        }
    }

    fn character(&mut self, c: char, at: usize) {
        if let Some((code, false)) = self.fields.last_mut().map(|f| (&mut f.0, f.1)) {
            if code.len() < 32 {
                code.push(c);
            }
            return;
        }
        let contents = self
            .fields
            .iter()
            .any(|(code, result)| !result || code.trim_start().starts_with("TOC"));
        if !contents && !self.properties.is_silent(at) {
            self.text.push(c);
        }
    }

    fn end(&mut self, ends_cell: bool, at: usize) {
        let look = self.properties.look(at);
        let text = std::mem::take(&mut self.text);
        if at != usize::MAX || !text.is_empty() {
            self.marks.push(Mark {
                text,
                ends_cell,
                look,
                main: self.main,
            });
        }
    }
}
