//! Recognises a document: issuer, year, kind, and its review and plan parts.

use crate::document::Document;
use crate::extract::Told;
use crate::extract::issuer::{Evidence, Level};
use crate::extract::period::Period;
use crate::location::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a part of a document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartRole {
    /// Looks back: what was done.
    Review,
    /// Looks ahead: what will be done.
    Plan,
    /// A table of commitments, targets and progress.
    Table,
    /// Anything else: greetings, glossary, five-year outlook, closing.
    Other,
}

/// A section of a part: the stretch under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading, in bytes.
    pub heading: Range<usize>,
    /// From the heading to the next one of the same or a higher level, in bytes.
    pub range: Range<usize>,
    /// Level of the heading, 1 highest.
    pub level: u8,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it does.
    pub role: PartRole,
    /// Where it is.
    pub span: Span,
    /// What it speaks about: the year reviewed, the year planned, the months covered.
    pub period: Option<Period>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// Who speaks, when, and about what.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Issuing body, normalised (`青岛市`, `青岛市崂山区`, `市南区科技局`); empty when unknown.
    pub issuer: String,
    /// The level of government it belongs to.
    pub level: Level,
    /// What the issuer was recognised from.
    pub issuer_from: Evidence,
    /// Year of the plan part, or of the table.
    pub year: Option<i16>,
    /// Day the report's figures run up to, where said (截至3月底) or implied (a January report: 31 December before).
    pub as_of: Option<jiff::civil::Date>,
    /// Parts in order.
    pub parts: Vec<Part>,
}

impl Profile {
    /// The profile with one part of the kind the user says in place of the parts recognised.
    #[must_use]
    pub(super) fn as_told(mut self, told: &Told, document: &Document) -> Self {
        if let Some(role) = told.role {
            let sections = self.parts.drain(..).flat_map(|p| p.sections).collect();
            let looks_back = i16::from(role == PartRole::Review);
            self.parts = vec![Part {
                role,
                span: document.span(document.range.clone()),
                period: self.year.map(|y| Period::year(y - looks_back)),
                sections,
            }];
        }
        self
    }
}
