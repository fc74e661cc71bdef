//! Prepares the clauses of a document once for everything they are compared with.

use super::passage::{Passage, Reader, Source, Subject, passages, subject};
use crate::extract::commitment::Kind;
use crate::extract::part::{Part, PartRole};

/// A document whose clauses are ready to be compared.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// The document.
    pub source: Source<'a>,
    /// Its checkable commitments, in order.
    pub subjects: Vec<Subject<'a>>,
    /// What it reports: first the clauses of its review parts, then those of its tables.
    pub passages: Vec<Passage<'a>>,
    /// How many of `passages` stand in review parts.
    pub reviewed: usize,
}

impl<'a> Prepared<'a> {
    /// Prepares `source`.
    pub fn new(source: Source<'a>, reader: &Reader) -> Self {
        let checkable = source.facts.commitments.members();
        let checkable = checkable.filter(|c| c.kind != Kind::Qualitative);
        let of = |role: PartRole| {
            let parts = source.facts.profile.parts.iter();
            let parts = parts.filter(move |p: &&Part| p.role == role);
            parts.flat_map(|p| passages(source, p, reader))
        };
        let mut reported: Vec<Passage> = of(PartRole::Review).collect();
        let reviewed = reported.len();
        reported.extend(of(PartRole::Table));
        Self {
            source,
            subjects: checkable.map(|c| subject(source, c, reader)).collect(),
            passages: reported,
            reviewed,
        }
    }

    /// The clauses of the review parts.
    pub fn review(&self) -> &[Passage<'a>] {
        &self.passages[..self.reviewed]
    }
}
