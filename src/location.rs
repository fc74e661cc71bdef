//! Names places: which document, which bytes, and where that is in the original file.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use std::cell::RefCell;
use std::ops::Range;

/// A document's number within one run, in reading order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DocId(pub u32);

thread_local! {
    /// The documents that stored numbers stand for, while facts are written or read.
    static AMONG: RefCell<Vec<DocId>> = const { RefCell::new(Vec::new()) };
}

impl DocId {
    /// Runs `read`, in which every [`Span`] read from stored facts belongs to this document.
    ///
    /// Stored spans are offsets only: the number a document has in one run means nothing in the next.
    pub fn reading<T>(self, read: impl FnOnce() -> T) -> T {
        Self::among(&[self], read)
    }

    /// Runs `work`, in which every [`Span`] written or read in a binary encoding names its document by its place in `documents`.
    pub fn among<T>(documents: &[Self], work: impl FnOnce() -> T) -> T {
        let before = AMONG.replace(documents.to_vec());
        let value = work();
        AMONG.set(before);
        value
    }

    /// The document of the innermost [`DocId::reading`].
    pub fn current() -> Self {
        Self::stored_as(0).unwrap_or_default()
    }

    fn stored_as(place: usize) -> Option<Self> {
        AMONG.with_borrow(|documents| documents.get(place).copied())
    }

    fn place(self) -> Option<usize> {
        AMONG.with_borrow(|documents| documents.iter().position(|d| *d == self))
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return (self.start, self.end).serialize(serializer);
        }
        let place = self.doc.place();
        let place = place.ok_or_else(|| ser::Error::custom("a span of another document"))?;
        (place, self.start, self.end).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let (start, end) = <(usize, usize)>::deserialize(deserializer)?;
            let doc = DocId::current();
            return Ok(Self { doc, start, end });
        }
        let (place, start, end) = <(usize, usize, usize)>::deserialize(deserializer)?;
        let doc = DocId::stored_as(place);
        let doc = doc.ok_or_else(|| de::Error::custom("a span of another document"))?;
        Ok(Self { doc, start, end })
    }
}

/// A stretch of a document's text.
///
/// `start` and `end` are byte offsets into the decoded text of the *file* (BOM removed, line ends kept), also when
/// one file holds several documents. Both lie on character boundaries; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The document the text belongs to.
    pub doc: DocId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span over `range` in `doc`.
    pub fn new(doc: DocId, range: Range<usize>) -> Self {
        Self {
            doc,
            start: range.start,
            end: range.end,
        }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether both spans share at least one byte of the same document.
    pub fn overlaps(self, other: Self) -> bool {
        self.doc == other.doc && self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.doc == other.doc && self.start <= other.start && other.end <= self.end
    }
}

/// A value together with the place it was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties `value` to `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Where a place is in the original file, as a person would look it up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A line of a text file, 1-based.
    Line(u32),
    /// A paragraph of a word-processor file, 1-based.
    Paragraph(u32),
    /// A cell of the n-th table or a sheet: `表2 B7`, `Sheet1!B7`.
    Cell {
        /// Table number or sheet name as shown to a person.
        table: String,
        /// Column letters and row number.
        cell: String,
    },
    /// A page, 1-based.
    Page(u32),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line(n) => write!(f, "第{n}行"),
            Self::Paragraph(n) => write!(f, "段落 {n}"),
            Self::Cell { table, cell } => write!(f, "{table} {cell}"),
            Self::Page(n) => write!(f, "第{n}页"),
        }
    }
}
