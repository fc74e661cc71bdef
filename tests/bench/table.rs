//! Lays out what was learned of hashes as a table the program reads where it lies.

use duban::extract::hashed::{BUCKETS, HASH_BITS, HEADER};

/// The bytes of a table of `entries`, sorted by hash, that begins with `numbers`.
pub(crate) fn layout<const N: usize>(numbers: [u16; 2], entries: &[(u32, [u8; N])]) -> Vec<u8> {
    let bucket = |hash: u32| (hash >> (HASH_BITS - BUCKETS.trailing_zeros())) as usize;
    let mut bytes = Vec::with_capacity(HEADER + (2 + N) * entries.len());
    bytes.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
    for b in 0..=BUCKETS {
        let first = entries.partition_point(|&(h, _)| bucket(h) < b);
        bytes.extend(u32::try_from(first).expect("few entries").to_le_bytes());
    }
    for (hash, known) in entries {
        bytes.extend(((hash & 0xffff) as u16).to_le_bytes());
        bytes.extend(known);
    }
    bytes
}
