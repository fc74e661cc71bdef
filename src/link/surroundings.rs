//! Looks at two clauses from the documents they stand in: what is common there, and what stands beside them.

use super::candidate::Index;
use super::features::Here;
use super::locality::{Counts, Locality, Shared};
use super::neighbours::Neighbours;
use super::passage::Passage;
use super::subject::Subject;
use super::wording::Common;
use rayon::prelude::*;
use std::borrow::{Borrow, Cow};
use std::sync::Arc;

/// Pairs of a paragraph and a clause that are kept, at most; a report has some 20,000.
const MOST_KEPT: usize = 4_000_000;

/// Paragraphs looked at by one thread before another may take some.
const AT_ONCE: usize = 8;

/// What some clauses hold as a whole; the same for everything that is looked for among them.
#[derive(Debug)]
pub(super) struct Ground {
    /// Finds clauses by what they hold.
    pub(super) index: Index,
    neighbours: Neighbours,
    counts: Counts,
}

impl Ground {
    /// Reads all clauses once.
    pub(super) fn new<'a, P: Borrow<Passage<'a>>>(passages: &[P]) -> Self {
        Self {
            index: Index::new(passages),
            neighbours: Neighbours::new(passages),
            counts: Counts::new(passages.iter().map(|p| &*p.borrow().words)),
        }
    }
}

/// What two documents tell about some commitments and all clauses.
#[derive(Debug)]
pub(super) struct Surroundings<'g> {
    locality: Locality<'g>,
    neighbours: &'g Neighbours,
    /// Nearness of each passage, by paragraph of the commitments; nothing where that would be too many.
    nearness: Vec<Vec<f32>>,
    /// Which paragraph each commitment stands in.
    paragraphs: Vec<usize>,
}

/// The surroundings of one commitment.
#[derive(Debug)]
pub(super) struct View<'v> {
    subject: &'v Subject<'v>,
    weights: Vec<f32>,
    /// Sum of the weights.
    all: f32,
    nearness: Cow<'v, [f32]>,
}

impl<'g> Surroundings<'g> {
    /// Reads all commitments once; `counts` are those of their runs.
    pub(super) fn new<'s, S: Borrow<Subject<'s>>>(
        subjects: &[S],
        counts: &'g Counts,
        ground: &'g Ground,
    ) -> Self {
        let mut texts: Vec<&Arc<[u32]>> = Vec::new();
        let mut paragraphs = Vec::with_capacity(subjects.len());
        for subject in subjects.iter().map(S::borrow) {
            let here = &subject.paragraph;
            if texts.last().is_none_or(|last| !Arc::ptr_eq(last, here)) {
                texts.push(here);
            }
            paragraphs.push(texts.len() - 1);
        }
        let near = |text: &&Arc<[u32]>| ground.neighbours.nearness(text);
        if texts.len().saturating_mul(ground.neighbours.passages()) > MOST_KEPT {
            texts.clear();
        }
        Self {
            locality: Locality::new(counts, &ground.counts),
            neighbours: &ground.neighbours,
            nearness: texts.par_iter().with_min_len(AT_ONCE).map(near).collect(),
            paragraphs,
        }
    }

    /// The surroundings of `subject`, the commitment with number `at`.
    pub(super) fn of<'v>(&'v self, at: usize, subject: &'v Subject<'_>) -> View<'v> {
        let weights = self.locality.weights(&subject.words);
        let known = self.nearness.get(self.paragraphs[at]);
        let found = || self.neighbours.nearness(&subject.paragraph);
        View {
            subject,
            all: weights.iter().sum(),
            weights,
            nearness: known.map_or_else(|| Cow::Owned(found()), |near| Cow::Borrowed(&**near)),
        }
    }
}

impl View<'_> {
    /// What the commitment and the clause with number `at` share, by itself and going by the documents.
    pub(super) fn here(&self, at: usize, clause: &Passage) -> Here {
        let mut own = Common::default();
        let mut shared = Shared::default();
        self.subject.words.meet(&clause.words, |place, run| {
            own.add(run.weight);
            shared.add(self.weights[place]);
        });
        if self.all > 0.0 {
            shared.cover = shared.weight / self.all;
        }
        Here {
            own,
            shared,
            near: self.nearness.get(at).copied().unwrap_or(0.0),
        }
    }
}
