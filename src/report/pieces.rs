//! Writes a JSON object as pieces of indented text, member by member: a large one is never held as a whole, and the rows of
//! a list are written on all processors.

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Rows written before they are handed on.
const AT_ONCE: usize = 1024;

/// Rows one processor writes before another may take some.
const IN_TURN: usize = 64;

/// Bytes of a row, rather many.
const ROW: usize = 2048;

/// What is said of writing into memory and of rows, whose keys are strings.
const NEVER_FAILS: &str = "memory takes everything, and rows have string keys";

/// An object on its way to `show`, which gets its text in order.
pub(super) struct Pieces<F: FnMut(Vec<u8>)> {
    show: F,
    is_first: bool,
}

impl<F: FnMut(Vec<u8>)> Pieces<F> {
    /// An object without members so far.
    pub(super) fn new(show: F) -> Self {
        Self {
            show,
            is_first: true,
        }
    }

    /// Adds the member `key`.
    pub(super) fn member(&mut self, key: &str, value: &impl Serialize) {
        let mut text = self.key(key);
        put(&mut text, value, 1);
        (self.show)(text);
    }

    /// Adds the member `key`: a list of the row of each of `all`.
    pub(super) fn list<'a, T: Sync, R: Serialize>(
        &mut self,
        key: &str,
        all: &'a [T],
        row: impl Fn(&'a T) -> R + Sync,
    ) {
        let mut text = self.key(key);
        text.push(b'[');
        (self.show)(text);
        let mut is_first = true;
        for some in all.chunks(AT_ONCE) {
            let written = some.par_chunks(IN_TURN).map(|some| rows(some, &row));
            for mut text in written.collect::<Vec<_>>() {
                if std::mem::take(&mut is_first) {
                    text.remove(0);
                }
                (self.show)(text);
            }
        }
        let end: &[u8] = if is_first { b"]" } else { b"\n  ]" };
        (self.show)(end.to_vec());
    }

    /// Ends the object, and with it the line.
    pub(super) fn end(mut self) {
        (self.show)(b"\n}\n".to_vec());
    }

    /// What stands before the value of the next member.
    fn key(&mut self, key: &str) -> Vec<u8> {
        let open = if std::mem::take(&mut self.is_first) {
            "{"
        } else {
            ","
        };
        let mut text = Vec::new();
        write!(text, "{open}\n  \"{key}\": ").expect(NEVER_FAILS);
        text
    }
}

/// The rows of some of a list, with a comma before each.
fn rows<'a, T, R: Serialize>(some: &'a [T], row: impl Fn(&'a T) -> R) -> Vec<u8> {
    let mut text = Vec::with_capacity(ROW * some.len());
    for item in some {
        text.extend(b",\n    ");
        put(&mut text, &row(item), 2);
    }
    text
}

/// Adds `value` as it stands `depth` brackets deep.
fn put(text: &mut Vec<u8>, value: &impl Serialize, depth: usize) {
    let indented = Indented {
        depth,
        has_value: false,
    };
    let mut serializer = Serializer::with_formatter(text, indented);
    value.serialize(&mut serializer).expect(NEVER_FAILS);
}

/// Lays JSON out as [`serde_json::ser::PrettyFormatter`] does, with one write for each line's beginning instead of one for each
/// step it is indented by.
struct Indented {
    depth: usize,
    has_value: bool,
}

/// A comma, the end of a line, and the beginning of the next one as deep as most are.
const NEXT: &[u8] = b",\n                                ";

impl Indented {
    /// Begins a line, behind a comma unless it is the `first`.
    fn line<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        let (start, end) = (usize::from(first), 2 + 2 * self.depth);
        writer.write_all(&NEXT[start..end.min(NEXT.len())])?;
        (NEXT.len()..end).try_for_each(|_| writer.write_all(b" "))
    }

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.line(writer, true)?;
        }
        writer.write_all(bracket)
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}
