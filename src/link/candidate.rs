//! Finds, for a commitment, the few clauses worth a closer look, through an index of rare character runs.

use super::passage::Passage;
use super::subject::Subject;
use super::wording::Wording;
use std::borrow::Borrow;
use std::ops::RangeInclusive;

/// Fewest and most slots of an index; a long report has about as many distinct runs as the most.
const SLOTS: RangeInclusive<usize> = 1 << 10..=1 << 15;

/// Runs that more than this many clauses share lead nowhere.
const MOST_CLAUSES: usize = 60;

/// Clauses that are looked at however little they share: enough to show what came nearest.
const ALWAYS: usize = 4;

/// Others must share at least this part of what the nearest one shares. At 0.3 one labelled link in eighty is left out.
const NEAR: f32 = 0.2;

/// What a run counts that stands only in the clause before the commitment's own.
const BESIDE: f32 = 0.4;

/// Which clauses hold which runs.
#[derive(Debug)]
pub struct Index {
    /// Start of each slot in `entries`.
    starts: Vec<u32>,
    /// Hash and clause, by slot.
    entries: Vec<(u32, u32)>,
    clauses: usize,
}

impl Index {
    /// Indexes the runs of `passages`.
    pub fn new<'a, P: Borrow<Passage<'a>>>(passages: &[P]) -> Self {
        let runs = || {
            passages
                .iter()
                .zip(0u32..)
                .flat_map(|(p, i)| p.borrow().words.runs.iter().map(move |r| (r.hash, i)))
        };
        let all: usize = passages.iter().map(|p| p.borrow().words.runs.len()).sum();
        let slots = all.next_power_of_two();
        let slots = slots.clamp(*SLOTS.start(), *SLOTS.end());
        let slot = |hash: u32| hash as usize & (slots - 1);
        let mut starts = vec![0u32; slots + 1];
        runs().for_each(|(hash, _)| starts[slot(hash)] += 1);
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut entries = vec![(0, 0); all];
        for run in runs() {
            let at = &mut starts[slot(run.0)];
            *at -= 1;
            entries[*at as usize] = run;
        }
        Self {
            starts,
            entries,
            clauses: passages.len(),
        }
    }

    /// The largest share of the telling runs of `wording` that one clause has.
    pub fn best_share(&self, wording: &Wording, tally: &mut Tally) -> f32 {
        for run in &wording.runs {
            for &(_, clause) in self.entries(run.hash) {
                tally.add(clause, run.weight);
            }
        }
        tally.take().map(|f| f.0).fold(0.0, f32::max) / wording.total.max(1.0)
    }

    /// The clauses that have the run with `hash`; none where too many have it.
    fn entries(&self, hash: u32) -> impl Iterator<Item = &(u32, u32)> {
        let place = hash as usize & (self.starts.len() - 2);
        let entries = &self.entries[self.starts[place] as usize..self.starts[place + 1] as usize];
        let known = if entries.len() > MOST_CLAUSES {
            &[]
        } else {
            entries
        };
        known.iter().filter(move |(own, _)| *own == hash)
    }

    /// The `most` clauses that share the most telling runs with `subject`, best first.
    pub fn nearest(&self, subject: &Subject, most: usize, tally: &mut Tally) -> Vec<usize> {
        let mut own = subject.words.runs.iter().peekable();
        for run in &subject.around.runs {
            let is_own = own.next_if(|own| own.hash == run.hash).is_some();
            let weight = run.weight * if is_own { 1.0 } else { BESIDE };
            for &(_, clause) in self.entries(run.hash) {
                tally.add(clause, weight);
            }
        }
        best(tally.take().collect(), most)
    }

    /// Nothing for every clause.
    pub fn tally(&self) -> Tally {
        Tally {
            shared: vec![0.0; self.clauses],
            touched: Vec::with_capacity(self.clauses),
        }
    }
}

/// How much of a commitment each clause has; used for one after the other.
#[derive(Debug)]
pub struct Tally {
    shared: Vec<f32>,
    /// The clauses that have any of it.
    touched: Vec<u32>,
}

impl Tally {
    fn add(&mut self, clause: u32, weight: f32) {
        let shared = &mut self.shared[clause as usize];
        if *shared == 0.0 {
            self.touched.push(clause);
        }
        *shared += weight;
    }

    /// The clauses with what they have; nothing is left.
    fn take(&mut self) -> impl Iterator<Item = (f32, u32)> {
        let shared = &mut self.shared;
        let take = |clause: u32| (std::mem::take(&mut shared[clause as usize]), clause);
        self.touched.drain(..).map(take)
    }
}

/// Of clauses and what they have, the `most` that have most, best first; those that are far from the best are left out.
fn best(mut found: Vec<(f32, u32)>, most: usize) -> Vec<usize> {
    let limit = found.iter().map(|f| f.0).fold(0.0, f32::max) * NEAR;
    if found.iter().filter(|f| f.0 >= limit).count() >= ALWAYS {
        found.retain(|f| f.0 >= limit);
    }
    let nearer = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if found.len() > most {
        found.select_nth_unstable_by(most, nearer);
        found.truncate(most);
    }
    found.sort_unstable_by(nearer);
    let far = found.iter().skip(ALWAYS).position(|f| f.0 < limit);
    found.truncate(far.map_or(most, |n| n + ALWAYS));
    found.iter().map(|f| f.1 as usize).collect()
}
