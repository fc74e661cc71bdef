//! Knows how common a short run of characters is in government reports, from a table learned beforehand.
//!
//! The table is written by `tests/bench/background.rs`: for the runs of two to four characters that most issuers use, and for
//! pairs of characters, how many issuers use them. A run that is not in it is rare. It is looked up where it lies; nothing is read at start-up.
//!
//! Layout, little endian: issuers (u16), threshold (u16), `BUCKETS + 1` entry offsets (u32), then entries of three bytes:
//! the hash's low 16 bits and the number of issuers, sorted within a bucket.

use std::sync::OnceLock;

/// Runs of two to four characters, the most used ones.
static RUNS: Table = Table::new(include_bytes!("background.bin"));

/// Pairs of characters, down to those few issuers use.
static PAIRS: Table = Table::new(include_bytes!("pairs.bin"));

/// Buckets of the table; the upper bits of a hash choose one.
pub const BUCKETS: usize = 4096;

/// Bytes before the entries.
pub const HEADER: usize = 4 + 4 * (BUCKETS + 1);

/// Bits of a hash that are used.
pub const HASH_BITS: u32 = 28;

/// Whether runs are made of `c`: a letter or a digit. Chinese characters are told without a look into a table.
#[inline]
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// Hash of a run of characters; the same in the table's generator.
#[inline]
pub fn hash(run: &[char]) -> u32 {
    let mut h: u32 = 0x811c_9dc5;
    for &c in run {
        h = (h ^ c as u32).wrapping_mul(0x0100_0193);
        h ^= h >> 15;
    }
    h.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)
}

/// How much a run tells, in nats: the logarithm of one over the share of issuers who use it.
#[inline]
pub fn rarity(hash: u32) -> f32 {
    RUNS.rarity(hash)
}

/// How much a pair of characters tells, in nats; unlike [`rarity`] it tells rare from very rare.
#[inline]
pub fn pair_rarity(pair: &[char; 2]) -> f32 {
    PAIRS.rarity(hash(pair))
}

struct Table {
    bytes: &'static [u8],
    rarities: OnceLock<Rarities>,
}

/// Rarity by number of issuers, and of what the table does not hold.
struct Rarities {
    by_users: [f32; 256],
    unseen: f32,
}

impl Table {
    const fn new(bytes: &'static [u8]) -> Self {
        let rarities = OnceLock::new();
        Self { bytes, rarities }
    }

    #[inline]
    fn rarity(&self, hash: u32) -> f32 {
        let rarities = self.rarities.get_or_init(|| self.rarities());
        let users = self.users(hash).map(usize::from);
        users.map_or(rarities.unseen, |users| rarities.by_users[users])
    }

    fn rarities(&self) -> Rarities {
        let all = f32::from(self.short(0));
        let unseen = f32::from(self.short(2)) / 2.0;
        let of = |users: f32| ((all + 1.0) / (users + 0.5)).ln().max(0.0);
        Rarities {
            by_users: std::array::from_fn(|users| of(users as f32)),
            unseen: of(unseen),
        }
    }

    /// Hashes are spread evenly, so that an entry lies near where its hash lies among all of its bucket.
    #[inline]
    fn users(&self, hash: u32) -> Option<u8> {
        let bucket = (hash >> (HASH_BITS - BUCKETS.trailing_zeros())) as usize;
        let low = (hash & 0xffff) as u16;
        let (from, to) = (self.offset(bucket), self.offset(bucket + 1));
        let entries = self.bytes[HEADER + 3 * from..HEADER + 3 * to].as_chunks().0;
        let low_of = |&[a, b, _]: &[u8; 3]| u16::from_le_bytes([a, b]);
        let mut at = (entries.len() * usize::from(low)) >> 16;
        while at > 0 && low_of(&entries[at]) > low {
            at -= 1;
        }
        while at < entries.len() && low_of(&entries[at]) < low {
            at += 1;
        }
        let entry = entries.get(at).filter(|entry| low_of(entry) == low)?;
        Some(entry[2])
    }

    #[inline]
    fn short(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }

    #[inline]
    fn offset(&self, bucket: usize) -> usize {
        let at = 4 + 4 * bucket;
        let bytes = [
            self.bytes[at],
            self.bytes[at + 1],
            self.bytes[at + 2],
            self.bytes[at + 3],
        ];
        u32::from_le_bytes(bytes) as usize
    }
}
