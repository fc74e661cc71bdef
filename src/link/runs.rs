//! Cuts characters into runs of two to four, each with what it tells.

use crate::extract::background::{Hash, hash, pair_rarity};
use crate::extract::hashed::HASH_BITS;
use std::ops::Range;

/// Stands between characters that do not belong to one run.
pub(super) const BREAK: char = '\0';

/// What a run tells at least, in nats: a common word found again is still a word found again.
const ALWAYS: f32 = 0.3;

/// A run of characters and how much it tells.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Run {
    /// Its hash.
    pub hash: u32,
    /// Its rarity in nats.
    pub weight: f32,
}

/// Two neighbouring characters; nothing across a break.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pair {
    pub(super) hash: u32,
    /// Its rarity in nats.
    pub(super) rarity: f32,
}

/// Bits of a sieve.
const SIEVE_BITS: u32 = 2048;

/// Groups of runs: one for each word of a sieve.
const GROUPS: usize = SIEVE_BITS as usize / 64;

/// A bit for every run of a wording, by the upper bits of its hash: most questions for a run end here. Runs that are sorted
/// stand in the order of their bits.
#[derive(Clone)]
pub(super) struct Sieve {
    bits: [u64; GROUPS],
    /// Where the runs of each group begin; one entry more than groups.
    starts: [u16; GROUPS + 1],
}

impl Sieve {
    /// Of `runs`, sorted by hash.
    pub(super) fn new(runs: &[Run]) -> Self {
        let mut sieve = Self::default();
        for run in runs {
            let (group, bit) = place(run.hash);
            sieve.bits[group] |= bit;
            sieve.starts[group + 1] += 1;
        }
        for group in 0..GROUPS {
            sieve.starts[group + 1] += sieve.starts[group];
        }
        sieve
    }

    /// Where a run with `hash` can stand; nowhere for most that are not among the runs.
    #[inline]
    pub(super) fn near(&self, hash: u32) -> Option<Range<usize>> {
        let (group, bit) = place(hash);
        let starts = &self.starts[group..=group + 1];
        let near = usize::from(starts[0])..usize::from(starts[1]);
        (self.bits[group] & bit != 0).then_some(near)
    }
}

/// Which group and which bit of it.
#[inline]
fn place(hash: u32) -> (usize, u64) {
    let bit = hash >> (HASH_BITS - SIEVE_BITS.trailing_zeros());
    (bit as usize / 64 % GROUPS, 1 << (bit % 64))
}

impl Default for Sieve {
    fn default() -> Self {
        Self {
            bits: [0; GROUPS],
            starts: [0; GROUPS + 1],
        }
    }
}

impl std::fmt::Debug for Sieve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sieve")
    }
}

/// Each pair of neighbouring characters, and every run of two to four characters, sorted by hash, each once, with its sieve.
/// What a run tells is the mean of its pairs.
pub(super) fn pairs_and_runs(chars: &[char]) -> (Vec<Pair>, (Vec<Run>, Sieve)) {
    let mut pairs = vec![Pair::default(); chars.len().saturating_sub(1)];
    let mut runs = Vec::with_capacity(3 * pairs.len());
    let mut counts = [0u16; GROUPS];
    let mut start = 0;
    for piece in chars.split(|&c| c == BREAK) {
        let pairs = pairs.get_mut(start..start + piece.len().saturating_sub(1));
        let pairs = pairs.unwrap_or_default();
        for (at, pair) in pairs.iter_mut().enumerate() {
            let hash = hash(&piece[at..at + 2]);
            let rarity = pair_rarity(hash);
            *pair = Pair { hash, rarity };
        }
        for at in 0..pairs.len() {
            let mut hash = Hash::default().with(piece[at]);
            let mut sum = 0.0;
            for i in 1..(piece.len() - at).min(4) {
                hash = hash.with(piece[at + i]);
                sum += pairs[at + i - 1].rarity;
                let hash = hash.value();
                counts[place(hash).0] += 1;
                let weight = sum / i as f32 + ALWAYS;
                runs.push(Run { hash, weight });
            }
        }
        start += piece.len() + 1;
    }
    (pairs, sorted(&runs, counts))
}

/// `runs` sorted by hash, each once, with their sieve; `counts` tells how many there are in each group.
fn sorted(runs: &[Run], counts: [u16; GROUPS]) -> (Vec<Run>, Sieve) {
    let mut sieve = Sieve::default();
    for (group, count) in counts.into_iter().enumerate() {
        sieve.starts[group + 1] = sieve.starts[group] + count;
    }
    let mut next = sieve.starts;
    let mut grouped = vec![Run::default(); runs.len()];
    for &run in runs {
        let (group, bit) = place(run.hash);
        grouped[usize::from(next[group])] = run;
        next[group] += 1;
        sieve.bits[group] |= bit;
    }
    for at in 1..grouped.len() {
        let run = grouped[at];
        let mut to = at;
        while to > 0 && grouped[to - 1].hash > run.hash {
            grouped[to] = grouped[to - 1];
            to -= 1;
        }
        grouped[to] = run;
    }
    grouped.dedup_by_key(|r| r.hash);
    if grouped.len() < runs.len() {
        sieve = Sieve::new(&grouped);
    }
    (grouped, sieve)
}

/// The runs of both, sorted by hash, each once.
pub(super) fn merged(one: &[Run], other: &[Run]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(one.len() + other.len());
    let mut rest = other.iter().peekable();
    for run in one {
        while let Some(before) = rest.next_if(|r| r.hash < run.hash) {
            runs.push(*before);
        }
        rest.next_if(|r| r.hash == run.hash);
        runs.push(*run);
    }
    runs.extend(rest);
    runs
}
