//! Knows how common a short run of characters is in government reports, from a table learned beforehand.
//!
//! The table is written by `tests/bench/background.rs`: for the runs of two to four characters that most issuers use, and for
//! pairs of characters, how many issuers use them. A run that is not in it is rare. It is looked up where it lies; nothing is read at start-up.
//! Its two numbers are the issuers and the threshold; an entry ends in the number of issuers.

use super::hashed::{HASH_BITS, Table};
use std::sync::OnceLock;

/// Runs of two to four characters, the most used ones.
static RUNS: Users = Users::new(include_bytes!("background.bin"));

/// Pairs of characters, down to those few issuers use.
static PAIRS: Users = Users::new(include_bytes!("pairs.bin"));

/// Whether runs are made of `c`: a letter or a digit. Chinese characters and marks are told without a look into a table.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Hash of a run of characters; the same in the table's generator.
#[inline]
pub fn hash(run: &[char]) -> u32 {
    run.iter().fold(Hash::default(), |h, &c| h.with(c)).value()
}

/// The hash of a run of characters, from which that of a longer run goes on.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Hash {
    /// The hash of the run that goes on with `c`.
    #[inline]
    #[must_use]
    pub fn with(self, c: char) -> Self {
        let h = (self.0 ^ c as u32).wrapping_mul(0x0100_0193);
        Self(h ^ (h >> 15))
    }

    /// The same as [`hash`] of the run.
    #[inline]
    pub fn value(self) -> u32 {
        self.0.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)
    }
}

/// How much a run tells, in nats: the logarithm of one over the share of issuers who use it.
#[inline]
pub fn rarity(hash: u32) -> f32 {
    RUNS.rarity(hash)
}

/// How much the pair of characters with `hash` tells, in nats; unlike [`rarity`] it tells rare from very rare.
#[inline]
pub fn pair_rarity(hash: u32) -> f32 {
    PAIRS.rarity(hash)
}

/// How many issuers use each run.
struct Users {
    table: Table<3>,
    rarities: OnceLock<Rarities>,
}

/// Rarity by number of issuers, and of what the table does not hold.
struct Rarities {
    by_users: [f32; 256],
    unseen: f32,
}

impl Users {
    const fn new(bytes: &'static [u8]) -> Self {
        let rarities = OnceLock::new();
        let table = Table::new(bytes);
        Self { table, rarities }
    }

    #[inline]
    fn rarity(&self, hash: u32) -> f32 {
        let rarities = self.rarities.get_or_init(|| self.rarities());
        let entry = self.table.entry(hash);
        entry.map_or(rarities.unseen, |e| rarities.by_users[usize::from(e[2])])
    }

    fn rarities(&self) -> Rarities {
        let [all, threshold] = self.table.numbers().map(f32::from);
        let unseen = threshold / 2.0;
        let of = |users: f32| ((all + 1.0) / (users + 0.5)).ln().max(0.0);
        Rarities {
            by_users: std::array::from_fn(|users| of(users as f32)),
            unseen: of(unseen),
        }
    }
}
