//! Compiles word lists into tables that find the longest word beginning or ending at a place.

use std::ops::Range;

/// Number of buckets of each index; a power of two.
const BUCKETS: usize = 256;

/// Words with a value each, found by their first or their last character.
#[derive(Debug)]
pub(crate) struct WordTable<V> {
    /// By bucket of the first character, longest first.
    words: Vec<(Box<str>, V)>,
    starts: Vec<u16>,
    /// Indices into `words` by bucket of the last character, longest first.
    by_end: Vec<u16>,
    ends: Vec<u16>,
}

impl<V: Copy> WordTable<V> {
    /// A table of `words`; empty words are left out.
    pub(crate) fn new<S: AsRef<str>>(words: impl IntoIterator<Item = (S, V)>) -> Self {
        let mut words: Vec<(Box<str>, V)> = words
            .into_iter()
            .map(|(w, v)| (Box::from(w.as_ref()), v))
            .filter(|(w, _): &(Box<str>, V)| !w.is_empty())
            .collect();
        words.sort_by(|(a, _), (b, _)| {
            let key = |w: &str| (first_bucket(w.as_bytes()), usize::MAX - w.len());
            key(a).cmp(&key(b)).then_with(|| a.cmp(b))
        });
        let mut by_end: Vec<u16> = (0..words.len())
            .filter_map(|i| u16::try_from(i).ok())
            .collect();
        let end_key = |i: &u16| {
            let word = words[usize::from(*i)].0.as_bytes();
            (last_bucket(word), usize::MAX - word.len())
        };
        by_end.sort_by_key(end_key);
        let starts = offsets(words.iter().map(|(w, _)| first_bucket(w.as_bytes())));
        let ends = offsets(by_end.iter().map(|i| end_key(i).0));
        Self {
            words,
            starts,
            by_end,
            ends,
        }
    }

    /// The longest word that begins at byte `at`: its length in bytes and its value.
    #[inline]
    pub(crate) fn match_at(&self, text: &str, at: usize) -> Option<(usize, V)> {
        let rest = text.as_bytes().get(at..).filter(|r| !r.is_empty())?;
        let bucket = first_bucket(rest);
        let range = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
        self.words[range]
            .iter()
            .find(|(w, _)| rest.starts_with(w.as_bytes()))
            .map(|(w, v)| (w.len(), *v))
    }

    /// The words in `text`, left to right, none over another; of words that begin together the longest.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(&lead) = text.as_bytes().get(at) {
                let start = at;
                if let Some((length, _)) = self.match_at(text, at) {
                    at += length;
                    return Some(start..at);
                }
                at += width(lead);
            }
            None
        })
    }

    /// The longest word that ends at byte `end`: its length in bytes and its value.
    #[inline]
    pub(crate) fn match_before(&self, text: &str, end: usize) -> Option<(usize, V)> {
        let rest = text.as_bytes().get(..end).filter(|r| !r.is_empty())?;
        let bucket = last_bucket(rest);
        let range = usize::from(self.ends[bucket])..usize::from(self.ends[bucket + 1]);
        self.by_end[range]
            .iter()
            .map(|&i| &self.words[usize::from(i)])
            .find(|(w, _)| rest.ends_with(w.as_bytes()))
            .map(|(w, v)| (w.len(), *v))
    }

    /// The byte at which the first word of `text` to end does end.
    pub(crate) fn first_end(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut first: Option<usize> = None;
        for (at, _) in text.char_indices() {
            if first.is_some_and(|end| at >= end) {
                break;
            }
            let bucket = first_bucket(&bytes[at..]);
            let range = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
            let shortest = self.words[range]
                .iter()
                .rev()
                .find(|(w, _)| bytes[at..].starts_with(w.as_bytes()));
            let end = shortest.map(|(w, _)| at + w.len());
            first = first.into_iter().chain(end).min();
        }
        first
    }

    /// The words, in no meaningful order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(w, _)| &**w)
    }
}

/// Bytes of the character that begins with `lead` in UTF-8.
#[inline]
fn width(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

/// Where each bucket begins in a list sorted by bucket; one entry more than buckets.
fn offsets(sorted: impl Iterator<Item = usize>) -> Vec<u16> {
    let mut counts = vec![0u16; BUCKETS + 1];
    sorted.for_each(|bucket| counts[bucket + 1] += 1);
    for i in 1..counts.len() {
        counts[i] += counts[i - 1];
    }
    counts
}

/// Bucket of the first character: all its bytes but the lead byte carry the difference.
#[inline]
fn first_bucket(bytes: &[u8]) -> usize {
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    match at(0) {
        lead @ 0..0x80 => usize::from(lead),
        lead @ 0x80..0xE0 => usize::from(lead.wrapping_mul(31) ^ at(1)),
        lead => usize::from(lead.wrapping_mul(31) ^ at(1).wrapping_shl(3) ^ at(2)),
    }
}

/// Bucket of the last character, from its last two bytes.
#[inline]
fn last_bucket(bytes: &[u8]) -> usize {
    let at = |i: usize| bytes.len().checked_sub(i).map_or(0, |k| bytes[k]);
    match at(1) {
        last @ 0..0x80 => usize::from(last),
        last => usize::from(at(2).wrapping_shl(3) ^ last),
    }
}
