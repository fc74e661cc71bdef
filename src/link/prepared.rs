//! Prepares the clauses of a document once for everything they are compared with.

use super::neighbours::Paragraphs;
use super::passage::{Passage, Reader, Source, passages};
use super::subject::{Subject, subjects};
use super::surroundings::Ground;
use crate::extract::commitment::{Commitment, Kind};
use crate::extract::part::{Part, PartRole};
use std::sync::OnceLock;

/// Directions with less margin are never taken for commitments.
const NEARLY: f32 = -1.0;

/// A document whose clauses are ready to be compared.
#[derive(Debug)]
pub struct Prepared<'a> {
    /// The document.
    pub source: Source<'a>,
    /// Its checkable commitments, in order.
    pub subjects: Vec<Subject<'a>>,
    /// Directions that come near to being checkable, in order: a report in their very words makes them so.
    pub directions: Vec<Subject<'a>>,
    /// What it reports: first the clauses of its review parts, then those of its tables.
    pub passages: Vec<Passage<'a>>,
    /// How many of `passages` stand in review parts.
    pub reviewed: usize,
    /// Its paragraphs, for commitments that are prepared later.
    pub(super) paragraphs: Paragraphs,
    ground: OnceLock<Ground>,
    /// Of the clauses of the review parts alone, where there are others.
    review_ground: OnceLock<Ground>,
}

/// What of a document is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Its commitments and directions.
    pub(super) plans: bool,
    /// What it reports in running text.
    pub(super) reviews: bool,
    /// What it reports in tables.
    pub(super) tables: bool,
}

impl<'a> Prepared<'a> {
    /// Prepares `source`.
    pub fn new(source: Source<'a>, reader: &Reader) -> Self {
        let all = Wanted {
            plans: true,
            reviews: true,
            tables: true,
        };
        Self::of(source, reader, all)
    }

    /// Prepares of `source` what is compared.
    pub(super) fn of(source: Source<'a>, reader: &Reader, wanted: Wanted) -> Self {
        let is_direction = |c: &Commitment| c.kind == Kind::Qualitative;
        let paragraphs = Paragraphs::of(source.document);
        let planned = |is_meant: &dyn Fn(&Commitment) -> bool| {
            let all = source.facts.commitments.members();
            let meant = all.filter(|c| wanted.plans && is_meant(c));
            subjects(source, meant, (&paragraphs, reader))
        };
        let mut reported: Vec<Passage> = Vec::new();
        let mut add = |role: PartRole, is_wanted: bool| {
            let parts = source.facts.profile.parts.iter();
            for part in parts.filter(|p: &&Part| is_wanted && p.role == role) {
                let passages = passages(source, part, reader);
                if reported.is_empty() {
                    reported = passages;
                } else {
                    reported.extend(passages);
                }
            }
            reported.len()
        };
        let reviewed = add(PartRole::Review, wanted.reviews);
        add(PartRole::Table, wanted.tables);
        Self {
            source,
            subjects: planned(&|c| !is_direction(c)),
            directions: planned(&|c| is_direction(c) && c.margin > NEARLY),
            passages: reported,
            reviewed,
            paragraphs,
            ground: OnceLock::new(),
            review_ground: OnceLock::new(),
        }
    }

    /// What all `passages` hold; read when it is first asked for.
    pub(super) fn ground(&self) -> &Ground {
        self.ground.get_or_init(|| Ground::new(&self.passages))
    }

    /// What the clauses of the review parts hold.
    pub(super) fn review_ground(&self) -> &Ground {
        if self.reviewed == self.passages.len() {
            return self.ground();
        }
        self.review_ground
            .get_or_init(|| Ground::new(self.review()))
    }

    /// The clauses of the review parts.
    pub fn review(&self) -> &[Passage<'a>] {
        &self.passages[..self.reviewed]
    }
}
