//! Knows how common a short run of characters is in government reports, from a table learned beforehand.
//!
//! The table is written by `tests/bench/background.rs`: for the runs of two to four characters that most issuers use, how
//! many issuers use them. A run that is not in it is rare. It is looked up where it lies; nothing is read at start-up.
//!
//! Layout, little endian: issuers (u16), threshold (u16), `BUCKETS + 1` entry offsets (u32), then entries of three bytes:
//! the hash's low 16 bits and the number of issuers, sorted within a bucket.

static TABLE: &[u8] = include_bytes!("background.bin");

/// Buckets of the table; the upper bits of a hash choose one.
pub const BUCKETS: usize = 4096;

/// Bytes before the entries.
pub const HEADER: usize = 4 + 4 * (BUCKETS + 1);

/// Bits of a hash that are used.
pub const HASH_BITS: u32 = 28;

/// Hash of a run of characters; the same in the table's generator.
pub fn hash(run: &[char]) -> u32 {
    let mut h: u32 = 0x811c_9dc5;
    for &c in run {
        h = (h ^ c as u32).wrapping_mul(0x0100_0193);
        h ^= h >> 15;
    }
    h.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)
}

/// How much a run tells, in nats: the logarithm of one over the share of issuers who use it.
pub fn rarity(hash: u32) -> f32 {
    let all = f32::from(u16::from_le_bytes([TABLE[0], TABLE[1]]));
    let unseen = f32::from(u16::from_le_bytes([TABLE[2], TABLE[3]])) / 2.0;
    let users = users(hash).map_or(unseen, f32::from);
    ((all + 1.0) / (users + 0.5)).ln().max(0.0)
}

fn users(hash: u32) -> Option<u8> {
    let bucket = (hash >> (HASH_BITS - BUCKETS.trailing_zeros())) as usize;
    let low = (hash & 0xffff) as u16;
    let (first, last) = (offset(bucket), offset(bucket + 1));
    let entry = |i: usize| {
        let at = HEADER + 3 * i;
        (
            u16::from_le_bytes([TABLE[at], TABLE[at + 1]]),
            TABLE[at + 2],
        )
    };
    let (mut from, mut to) = (first, last);
    while from < to {
        let middle = from + (to - from) / 2;
        let (key, users) = entry(middle);
        match key.cmp(&low) {
            std::cmp::Ordering::Equal => return Some(users),
            std::cmp::Ordering::Less => from = middle + 1,
            std::cmp::Ordering::Greater => to = middle,
        }
    }
    None
}

fn offset(bucket: usize) -> usize {
    let at = 4 + 4 * bucket;
    u32::from_le_bytes([TABLE[at], TABLE[at + 1], TABLE[at + 2], TABLE[at + 3]]) as usize
}
