//! Turns spans into places a reader can look up: file, line, column in characters, original position, quote.

use super::Report;
use super::redact::redact_within;
use crate::document::{Document, SourceFile};
use crate::location::{Origin, Span};
use jiff::civil::Date;
use std::borrow::Cow;

/// A span as a reader looks it up. Lines and columns are 1-based; columns and offsets count characters (code points).
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// The file it is in.
    pub file: &'a SourceFile,
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Byte of the file one past the last character.
    end: usize,
    /// Position in the original, where that is more than the line (`段落 12`, `表1 B7`).
    pub origin: Origin,
    /// The text itself, personal data masked at equal length.
    pub quote: Cow<'a, str>,
}

impl Place<'_> {
    /// Line of the end, and column one past the last character.
    pub fn end(&self) -> (usize, usize) {
        self.file.line_column(self.end)
    }

    /// `文件:行:列`.
    pub fn header(&self) -> String {
        format!("{}:{}:{}", self.file.path, self.line, self.column)
    }

    /// The position in an original that has no lines (`段落 12`, `表1 B7`, `第3页`); none for text files.
    pub fn logical(&self) -> Option<String> {
        match &self.origin {
            Origin::Line(_) => None,
            other @ (Origin::Paragraph(_) | Origin::Cell { .. } | Origin::Page(_)) => {
                Some(other.to_string())
            }
        }
    }
}

impl Report {
    /// The document `span` belongs to.
    pub fn document(&self, span: Span) -> &Document {
        &self.documents[span.doc.0 as usize]
    }

    /// Where `span` is.
    pub fn place(&self, span: Span) -> Place<'_> {
        let file = &*self.document(span).file;
        let (line, column) = file.line_column(span.start);
        Place {
            file,
            line,
            column,
            end: span.end,
            origin: file.origin(span.start),
            quote: redact_within(&file.text, span.range()),
        }
    }

    /// The day the figures of the document of `span` run to.
    pub fn as_of(&self, span: Span) -> Option<Date> {
        let facts = self.facts.get(span.doc.0 as usize)?;
        facts.profile.as_of
    }

    /// First and one-past-last character of `span` in its file, in code points.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        let file = &self.document(span).file;
        (file.char_offset(span.start), file.char_offset(span.end))
    }
}
