//! Turns the characters of a stretch of text into the set of runs it can be recognised by.

use super::runs::{Pair, Run, Sieve, merged, pairs_and_runs};
use super::stretch::{Places, longest};
use crate::extract::letters::Letters;
use std::ops::Range;
use std::sync::OnceLock;

/// A stretch of text as the set of its runs of two to four characters.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Folded characters, with breaks.
    pub chars: Vec<char>,
    /// Runs, sorted by hash, each once.
    pub runs: Vec<Run>,
    /// Sum of the runs' rarities.
    pub total: f32,
    /// Each pair of neighbouring characters.
    pub(super) pairs: Vec<Pair>,
    /// Sum of the pairs' rarities.
    pub(super) rarity: f32,
    /// Which characters may be among `chars`.
    pub(super) letters: Letters,
    /// Which runs may be among `runs`.
    sieve: Sieve,
    places: OnceLock<Box<Places>>,
}

impl Wording {
    /// The wording of folded characters.
    pub fn new(chars: Vec<char>) -> Self {
        let (pairs, (runs, sieve)) = pairs_and_runs(&chars);
        Self {
            total: runs.iter().map(|r| r.weight).sum(),
            sieve,
            letters: Letters::of(chars.iter().copied()),
            rarity: pairs.iter().map(|p| p.rarity).sum(),
            chars,
            runs,
            pairs,
            places: OnceLock::new(),
        }
    }

    /// Both wordings as one.
    pub fn joined(&self, other: &Self) -> Self {
        let runs = merged(&self.runs, &other.runs);
        Self {
            total: runs.iter().map(|r| r.weight).sum(),
            sieve: Sieve::new(&runs),
            runs,
            ..Self::default()
        }
    }

    /// Whether the run with `hash` is among them.
    #[inline]
    pub fn has(&self, hash: u32) -> bool {
        self.position(hash).is_some()
    }

    /// Where the run with `hash` is among them.
    #[inline]
    pub(super) fn position(&self, hash: u32) -> Option<usize> {
        let near = self.sieve.near(hash)?;
        let first = near.start;
        let found = self.runs[near].iter().position(|r| r.hash == hash)?;
        Some(first + found)
    }

    /// What the two have in common: summed rarity, and the rarest single run.
    pub fn common(&self, other: &Self) -> Common {
        let mut common = Common::default();
        self.meet(other, |_, run| common.add(run.weight));
        common
    }

    /// Calls `each` with the place of every run both have, and with the run as it stands in `other`, in order of their hashes.
    #[inline]
    pub(super) fn meet(&self, other: &Self, mut each: impl FnMut(usize, &Run)) {
        if self.runs.len() < other.runs.len() {
            for (place, run) in self.runs.iter().enumerate() {
                if let Some(there) = other.position(run.hash) {
                    each(place, &other.runs[there]);
                }
            }
        } else {
            for run in &other.runs {
                if let Some(place) = self.position(run.hash) {
                    each(place, run);
                }
            }
        }
    }

    /// Whether all of `chars` may be among the characters.
    #[inline]
    pub(super) fn may_hold(&self, chars: &[char]) -> bool {
        chars.iter().all(|&c| self.letters.may_hold(c))
    }

    /// Whether `chars` stand in it in one piece.
    pub(super) fn holds(&self, chars: &[char]) -> bool {
        let Some(first) = chars.first() else {
            return true;
        };
        let begins = |rest: &[char]| rest.first() == Some(first) && rest == chars;
        self.may_hold(chars) && self.chars.windows(chars.len()).any(begins)
    }

    /// Where each of `chars` stands; found when it is first asked for.
    pub(super) fn places(&self) -> &Places {
        self.places
            .get_or_init(|| Box::new(Places::of(&self.chars)))
    }

    /// The longest stretch of characters both have, as a range of `self.chars`.
    pub fn longest_common(&self, other: &Self) -> Range<usize> {
        longest(&self.chars, (other, 0..other.chars.len())).0
    }
}

/// What two wordings share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Common {
    /// Summed rarity of the shared runs.
    pub weight: f32,
    /// Rarity of the rarest shared run.
    pub rarest: f32,
}

impl Common {
    /// Adds a shared run of `weight`.
    pub(super) fn add(&mut self, weight: f32) {
        self.weight += weight;
        self.rarest = self.rarest.max(weight);
    }
}
