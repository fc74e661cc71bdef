//! Looks at two clauses from the documents they stand in: what is common there, and what stands beside them.

use super::locality::{Locality, shared};
use super::neighbours::Neighbours;
use super::passage::{Passage, Subject};
use super::score::Here;
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// What the two documents tell about all their clauses.
#[derive(Debug)]
pub(super) struct Surroundings<'s> {
    locality: Locality,
    /// Nearness of each passage, by paragraph of the commitments.
    nearness: BTreeMap<&'s str, Vec<f32>>,
}

/// The surroundings of one commitment.
#[derive(Debug)]
pub(super) struct View<'v> {
    subject: &'v Subject<'v>,
    weights: Vec<f32>,
    nearness: &'v [f32],
}

impl<'s> Surroundings<'s> {
    /// Reads all commitments and all clauses once.
    pub(super) fn new<'a, P: Borrow<Passage<'a>>>(subjects: &'s [Subject], passages: &[P]) -> Self {
        let reported = passages.iter().map(|p| &*p.borrow().words);
        let promised = subjects.iter().map(|s| &*s.words);
        let neighbours = Neighbours::new(passages);
        let mut nearness = BTreeMap::new();
        for subject in subjects {
            nearness
                .entry(subject.paragraph)
                .or_insert_with(|| neighbours.nearness(subject.paragraph));
        }
        Self {
            locality: Locality::new(reported.chain(promised)),
            nearness,
        }
    }

    /// The surroundings of `subject`.
    pub(super) fn of<'v>(&'v self, subject: &'v Subject<'v>) -> View<'v> {
        View {
            subject,
            weights: self.locality.weights(&subject.words),
            nearness: self
                .nearness
                .get(subject.paragraph)
                .map_or(&[], Vec::as_slice),
        }
    }
}

impl View<'_> {
    /// What the documents tell about the commitment and the clause with number `at`.
    pub(super) fn here(&self, at: usize, clause: &Passage) -> Here {
        Here {
            shared: shared(&self.subject.words, &self.weights, &clause.words),
            near: self.nearness.get(at).copied().unwrap_or(0.0),
        }
    }
}
