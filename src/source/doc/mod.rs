//! Turns a binary Word file (.doc, .wps, Word 97–2003) into a layout: pieces, tables, numbering, tracked deletions left out.

mod fib;
mod list;
mod property;
mod table;
mod text;

use super::story::{Emitter, Item, Paragraph};
use super::{Failure, Rendering};
use fib::Fib;
use property::Properties;
use std::io::{Cursor, Read};
use table::Tables;

/// The streams of a compound file that hold a document.
struct Streams {
    document: Vec<u8>,
    table: Vec<u8>,
}

/// Reads the bytes of a compound file with a `WordDocument` stream.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let (streams, fib) = open(bytes)?;
    let properties = Properties::read(&streams.document, &streams.table, &fib);
    let mut lists = list::read(&streams.table, &fib);
    let marks = text::paragraphs(&streams, &fib, &properties);
    let mut tables = Tables::default();
    let mut number = 0;
    for mark in marks {
        let inside = mark.look.in_table;
        number += u32::from(!inside);
        let mut paragraph = Paragraph::default();
        if !mark.text.trim().is_empty() {
            if mark.look.list > 0 {
                paragraph.text = lists.next(mark.look.list, mark.look.depth);
            }
            paragraph.text.push_str(&mark.text);
            paragraph.number = (!inside && mark.main).then_some(number);
        }
        tables.take(paragraph, &mark);
    }
    let mut emitter = Emitter::default();
    let items: Vec<Item> = tables.finish();
    emitter.items(&items);
    Ok(Rendering::new("doc", emitter.builder.finish()))
}

fn open(bytes: &[u8]) -> Result<(Streams, Fib), Failure> {
    let damaged = || Failure("Word 文件不完整或已损坏，请重新获取原文件".to_owned());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut content = Vec::new();
        let stream = file.open_stream(name).ok()?;
        stream
            .take(bytes.len() as u64)
            .read_to_end(&mut content)
            .ok()?;
        Some(content)
    };
    let document = stream("WordDocument").ok_or_else(damaged)?;
    let fib = Fib::read(&document)?;
    let table = stream(fib.table).ok_or_else(damaged)?;
    Ok((Streams { document, table }, fib))
}

/// A little-endian number at `at`, `None` beyond the end.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let piece = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([piece[0], piece[1]]))
}

/// A little-endian number at `at`, `None` beyond the end.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let piece = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([piece[0], piece[1], piece[2], piece[3]]))
}

/// A 32-bit offset or length as an index.
fn index_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).and_then(|n| usize::try_from(n).ok())
}
