//! Cuts characters into runs of two to four, each with what it tells.

use crate::extract::background::{Hash, hash, pair_rarity};

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

/// A bit for every run of a wording, by the lower bits of its hash: most questions for a run end here.
#[derive(Clone)]
pub(super) struct Sieve([u64; SIEVE_BITS as usize / 64]);

impl Sieve {
    pub(super) fn new(runs: &[Run]) -> Self {
        let mut sieve = Self::default();
        for run in runs {
            let bit = run.hash % SIEVE_BITS;
            sieve.0[bit as usize / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    #[inline]
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let bit = hash % SIEVE_BITS;
        self.0[bit as usize / 64] >> (bit % 64) & 1 == 1
    }
}

impl Default for Sieve {
    fn default() -> Self {
        Self([0; SIEVE_BITS as usize / 64])
    }
}

impl std::fmt::Debug for Sieve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sieve")
    }
}

/// Each pair of neighbouring characters, and every run of two to four characters, the shorter first. What a run tells is the
/// mean of its pairs.
pub(super) fn pairs_and_runs(chars: &[char]) -> (Vec<Pair>, Vec<Run>) {
    let rooms = rooms(chars);
    let wide = |width: usize| rooms.iter().filter(|&&room| room >= width).count();
    let (twos, threes, fours) = (wide(2), wide(3), wide(4));
    let mut pairs = vec![Pair::default(); chars.len().saturating_sub(1)];
    for (at, pair) in pairs
        .iter_mut()
        .enumerate()
        .filter(|(at, _)| rooms[*at] > 1)
    {
        let hash = hash(&chars[at..at + 2]);
        let rarity = pair_rarity(hash);
        *pair = Pair { hash, rarity };
    }
    let mut runs = vec![Run::default(); twos + threes + fours];
    let mut next = [0, 0, twos, twos + threes];
    for (at, &room) in rooms.iter().enumerate() {
        let mut hash = Hash::default().with(chars[at]);
        let mut sum = 0.0;
        for i in 1..room {
            hash = hash.with(chars[at + i]);
            sum += pairs[at + i - 1].rarity;
            runs[next[i]] = Run {
                hash: hash.value(),
                weight: sum / i as f32 + ALWAYS,
            };
            next[i] += 1;
        }
    }
    (pairs, runs)
}

/// How many characters the longest run has that begins at each place, four at most; 0 for a break.
fn rooms(chars: &[char]) -> Vec<usize> {
    let mut rooms = vec![0; chars.len()];
    let mut room = 0;
    for (here, &c) in rooms.iter_mut().zip(chars).rev() {
        room = if c == BREAK { 0 } else { room + 1 };
        *here = room.min(4);
    }
    rooms
}

/// The runs of both, sorted by hash, each once.
pub(super) fn merged(one: &[Run], other: &[Run]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(one.len() + other.len());
    let mut rest = other;
    for run in one {
        let before = rest.iter().take_while(|r| r.hash < run.hash).count();
        runs.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        if rest.first().is_some_and(|r| r.hash == run.hash) {
            rest = &rest[1..];
        }
        runs.push(*run);
    }
    runs.extend_from_slice(rest);
    runs
}
