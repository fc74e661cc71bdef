//! Turns a document and its facts into slips: places where its own figures, lists or words do not agree.
//!
//! Every check is a pure function of a document, its facts and the word lists it was built from. A slip carries its arithmetic.

pub mod conflict;
pub mod contribution;
pub mod growth;
pub mod growth_across;
mod growth_base;
pub mod integrity;
pub mod interval;
pub mod line;
pub mod list_count;
pub mod names;
pub mod parts;
pub mod percent_point;
pub mod personal;
mod rest;
pub mod row_goal;
pub mod share;
pub mod shortfall;
pub mod standing;
pub mod structure;
pub mod task_share;
pub mod text;
pub mod typo;
mod years;

use std::ops::Range;

/// A place where a document does not agree with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Which shape of the problem it is; rules grade by it.
    pub kind: Kind,
    /// The place, in bytes of the file's text.
    pub at: Range<usize>,
    /// Other places that take part, each with what it is, in Chinese.
    pub related: Vec<(Range<usize>, &'static str)>,
    /// The arithmetic or reason in one line, in Chinese.
    pub because: String,
}

/// The shapes of slips, from certain to advisory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The text contradicts itself whatever its author meant.
    Certain,
    /// The text contradicts itself unless a definition differs that it does not mention.
    Likely,
    /// Nothing is wrong, but a reader will stumble.
    Advice,
}

impl Kind {
    /// The name a rule's `grade` asks for with `mark`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Advice => "advice",
        }
    }
}

impl Slip {
    /// A slip at `at` that names no other place.
    pub fn new(kind: Kind, at: Range<usize>, because: String) -> Self {
        Self {
            kind,
            at,
            related: Vec::new(),
            because,
        }
    }

    /// The same slip with one more place.
    pub fn with(mut self, place: Range<usize>, label: &'static str) -> Self {
        self.related.push((place, label));
        self
    }
}
