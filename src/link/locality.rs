//! Knows how telling a run of characters is between two documents: what half of their clauses say tells little there,
//! however rare it is elsewhere (the name of the city itself).

use super::runs::Run;
use super::wording::Wording;

/// Slots of the table: a power of two above the distinct runs of two long reports.
const SLOTS: usize = 1 << 17;

/// Two documents count as having so many clauses at least: what an excerpt says twice is not common in reports.
const SHORTEST: u16 = 200;

/// How many clauses have which runs.
#[derive(Debug)]
pub(super) struct Counts {
    /// Clauses per slot of the run's hash; what more have than can be counted tells nothing anyway.
    clauses: Vec<u8>,
    all: u16,
}

/// How telling the runs of the clauses of two documents are.
#[derive(Debug)]
pub(super) struct Locality<'c> {
    counts: [&'c Counts; 2],
    /// What is left of a run's weight, by number of clauses that have it.
    left: Vec<f32>,
}

/// What two clauses share, weighed by how few clauses of the two documents have it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Shared {
    /// Summed weight of the shared runs.
    pub(super) weight: f32,
    /// The heaviest shared run.
    pub(super) rarest: f32,
    /// Share of the first clause's weight that is shared.
    pub(super) cover: f32,
}

impl Shared {
    /// Adds a shared run of `weight`.
    pub(super) fn add(&mut self, weight: f32) {
        self.weight += weight;
        self.rarest = self.rarest.max(weight);
    }
}

impl Counts {
    /// Counts the runs of the clauses of one document.
    pub(super) fn new<'w>(wordings: impl Iterator<Item = &'w Wording>) -> Self {
        let mut clauses = vec![0u8; SLOTS];
        let mut all = 0u16;
        for wording in wordings {
            all = all.saturating_add(1);
            for run in &wording.runs {
                let count = &mut clauses[slot(run.hash)];
                *count = count.saturating_add(1);
            }
        }
        Self { clauses, all }
    }
}

impl<'c> Locality<'c> {
    /// Of the clauses counted in `one` and in the `other`.
    pub(super) fn new(one: &'c Counts, other: &'c Counts) -> Self {
        let all = one.all.saturating_add(other.all);
        let whole = (f32::from(all.max(SHORTEST)) + 1.0).ln();
        let left = |n: u16| 1.0 - (f32::from(n) + 0.5).ln() / whole;
        let most = 2 * u16::from(u8::MAX);
        let left = (0..=most.min(all)).map(|n| left(n).clamp(0.0, 1.0).powi(2));
        Self {
            left: left.collect(),
            counts: [one, other],
        }
    }

    /// Weights of the runs of `wording`, in their order.
    pub(super) fn weights(&self, wording: &Wording) -> Vec<f32> {
        wording.runs.iter().map(|run| self.weight(run)).collect()
    }

    fn weight(&self, run: &Run) -> f32 {
        let slot = slot(run.hash);
        let [one, other] = self.counts.map(|c| usize::from(c.clauses[slot]));
        let clauses = one + other;
        run.weight * self.left.get(clauses).copied().unwrap_or(0.0)
    }
}

fn slot(hash: u32) -> usize {
    hash as usize & (SLOTS - 1)
}
