//! Knows how telling a run of characters is between two documents: what half of their clauses say tells little there,
//! however rare it is elsewhere (the name of the city itself).

use super::wording::{Run, Wording};

/// Slots of the table: a power of two above the distinct runs of two long reports.
const SLOTS: usize = 1 << 17;

/// Two documents count as having so many clauses at least: what an excerpt says twice is not common in reports.
const SHORTEST: u16 = 200;

/// How many clauses of two documents have which runs.
#[derive(Debug)]
pub(super) struct Locality {
    /// Clauses per slot of the run's hash.
    clauses: Vec<u16>,
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

impl Locality {
    /// Counts the runs of all clauses of the two documents.
    pub(super) fn new<'w>(wordings: impl Iterator<Item = &'w Wording>) -> Self {
        let mut clauses = vec![0u16; SLOTS];
        let mut all = 0u16;
        for wording in wordings {
            all = all.saturating_add(1);
            for run in &wording.runs {
                let count = &mut clauses[slot(run.hash)];
                *count = count.saturating_add(1);
            }
        }
        let whole = (f32::from(all.max(SHORTEST)) + 1.0).ln();
        let left = |n: u16| 1.0 - (f32::from(n) + 0.5).ln() / whole;
        let left = (0..=all).map(|n| left(n).clamp(0.0, 1.0).powi(2)).collect();
        Self { clauses, left }
    }

    /// Weights of the runs of `wording`, in their order.
    pub(super) fn weights(&self, wording: &Wording) -> Vec<f32> {
        wording.runs.iter().map(|run| self.weight(run)).collect()
    }

    fn weight(&self, run: &Run) -> f32 {
        let clauses = usize::from(self.clauses[slot(run.hash)]);
        run.weight * self.left.get(clauses).copied().unwrap_or(0.0)
    }
}

/// What `own`, its runs weighing `weights`, shares with `other`.
pub(super) fn shared(own: &Wording, weights: &[f32], other: &Wording) -> Shared {
    let mut shared = Shared::default();
    for (run, weight) in own.runs.iter().zip(weights) {
        if other.has(run.hash) {
            shared.weight += weight;
            shared.rarest = shared.rarest.max(*weight);
        }
    }
    let all: f32 = weights.iter().sum();
    shared.cover = if all > 0.0 { shared.weight / all } else { 0.0 };
    shared
}

fn slot(hash: u32) -> usize {
    hash as usize & (SLOTS - 1)
}
