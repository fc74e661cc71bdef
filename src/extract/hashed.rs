//! Finds what is known of a hash in a table learned beforehand, where it lies in the program.
//!
//! Layout, little endian: two numbers (u16), `BUCKETS + 1` entry offsets (u32), then entries of `WIDTH` bytes: the hash's low
//! 16 bits and what is known, sorted within a bucket.

use std::cmp::Ordering;

/// Buckets of a table; the upper bits of a hash choose one.
pub const BUCKETS: usize = 4096;

/// Bytes before the entries.
pub const HEADER: usize = 4 + 4 * (BUCKETS + 1);

/// Bits of a hash that are used.
pub const HASH_BITS: u32 = 28;

/// A table whose entries are of `WIDTH` bytes.
pub(super) struct Table<const WIDTH: usize> {
    bytes: &'static [u8],
}

impl<const WIDTH: usize> Table<WIDTH> {
    /// The table laid out in `bytes`.
    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    /// The two numbers it begins with.
    pub(super) fn numbers(&self) -> [u16; 2] {
        let short = |at: usize| u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]);
        [short(0), short(2)]
    }

    /// The entry of `hash`. Hashes are spread evenly, so that one lies near where its hash lies among all of its bucket.
    #[inline]
    pub(super) fn entry(&self, hash: u32) -> Option<&'static [u8; WIDTH]> {
        let bucket = (hash >> (HASH_BITS - BUCKETS.trailing_zeros())) as usize;
        let low = (hash & 0xffff) as u16;
        let [from, to] = self.offsets(bucket);
        let entries = &self.bytes[HEADER + WIDTH * from..HEADER + WIDTH * to];
        let entries = entries.as_chunks().0;
        let low_of = |entry: &[u8; WIDTH]| u16::from_le_bytes([entry[0], entry[1]]);
        let (before, after) = entries.split_at((entries.len() * usize::from(low)) >> 16);
        let found = match after.first().map(|entry| low_of(entry).cmp(&low)) {
            Some(Ordering::Equal) => after.first(),
            Some(Ordering::Less) => after.iter().find(|entry| low_of(entry) >= low),
            Some(Ordering::Greater) | None => {
                before.iter().rev().find(|entry| low_of(entry) <= low)
            }
        };
        found.filter(|entry| low_of(entry) == low)
    }

    /// Where the entries of a bucket begin, and where those of the next one do.
    #[inline]
    fn offsets(&self, bucket: usize) -> [usize; 2] {
        let both = self.bytes[4 + 4 * bucket..].first_chunk();
        let both = both.map_or(0, |bytes| u64::from_le_bytes(*bytes));
        [(both & 0xffff_ffff) as usize, (both >> 32) as usize]
    }
}
