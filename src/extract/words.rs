//! Compiles word lists into tables that find the longest word beginning or ending at a place.

use super::beginnings::{BUCKETS, Beginnings, Firsts, first_bucket, width};
use std::ops::Range;
use std::sync::OnceLock;

/// Words with a value each, found by their first or their last character.
#[derive(Debug)]
pub(crate) struct WordTable<V> {
    /// By bucket of the first character, longest first.
    words: Vec<Word<V>>,
    /// The words one after the other, in the order they were given.
    texts: Box<str>,
    starts: Starts,
    firsts: Firsts,
    /// Most tables are never asked for words that end somewhere.
    endings: OnceLock<Endings>,
}

/// The words of a table by their ends.
#[derive(Debug)]
struct Endings {
    /// Indices of words by bucket of the last character, longest first.
    words: Vec<u16>,
    starts: Starts,
}

/// Where each bucket begins in a list sorted by bucket; one entry more than buckets. None for a list so short that all of it is
/// looked through.
#[derive(Debug)]
struct Starts(Option<Box<[u16; BUCKETS + 1]>>);

/// Most words of which all are looked through: most tables have no more.
const FEW: usize = 12;

impl Starts {
    /// Of a list of so many, whose buckets are `sorted`.
    fn of(length: usize, sorted: impl Iterator<Item = usize>) -> Self {
        if length <= FEW {
            return Self(None);
        }
        let mut counts = Box::new([0u16; BUCKETS + 1]);
        sorted.for_each(|bucket| counts[bucket + 1] += 1);
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        Self(Some(counts))
    }

    /// Those of `list` that are in `bucket`, and maybe others.
    #[inline]
    fn near<'l, T>(&self, list: &'l [T], bucket: usize) -> &'l [T] {
        let Some(starts) = &self.0 else {
            return list;
        };
        &list[usize::from(starts[bucket])..usize::from(starts[bucket + 1])]
    }
}

impl Endings {
    fn of<V>(words: &[Word<V>], texts: &str) -> Self {
        let all = (0..words.len()).filter_map(|i| u16::try_from(i).ok());
        let mut by_end: Vec<u16> = all.collect();
        let end_key = |i: &u16| {
            let word = words[usize::from(*i)].text(texts).as_bytes();
            (last_bucket(word), usize::MAX - word.len())
        };
        by_end.sort_by_cached_key(end_key);
        let starts = Starts::of(by_end.len(), by_end.iter().map(|i| end_key(i).0));
        Self {
            words: by_end,
            starts,
        }
    }
}

/// A word with its first bytes apart: most words that are not the one are told by these.
#[derive(Debug)]
struct Word<V> {
    head: Head,
    tail: Tail,
    /// Which bits of a head or a tail the word fills.
    mask: u64,
    /// Where it stands among the texts.
    start: u32,
    length: u32,
    value: V,
}

/// The first eight bytes of a text; zero behind its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head(u64);

impl Head {
    #[inline]
    fn of(bytes: &[u8]) -> Self {
        if let Some(head) = bytes.first_chunk() {
            return Self(u64::from_le_bytes(*head));
        }
        let shifted = bytes.iter().rev();
        Self(shifted.fold(0, |head, &byte| (head << 8) | u64::from(byte)))
    }
}

/// The last eight bytes of a text; zero before its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tail(u64);

impl Tail {
    #[inline]
    fn of(bytes: &[u8]) -> Self {
        if let Some(tail) = bytes.last_chunk() {
            return Self(u64::from_be_bytes(*tail));
        }
        let shifted = bytes.iter();
        Self(shifted.fold(0, |tail, &byte| (tail << 8) | u64::from(byte)))
    }
}

impl<V> Word<V> {
    /// The word `text`, which is added to `texts`.
    fn new(text: &str, value: V, texts: &mut String) -> Self {
        let bytes = text.as_bytes();
        let start = texts.len() as u32;
        texts.push_str(text);
        Self {
            head: Head::of(bytes),
            tail: Tail::of(bytes),
            mask: u64::MAX >> (64 - 8 * bytes.len().clamp(1, 8)),
            start,
            length: bytes.len() as u32,
            value,
        }
    }

    #[inline]
    fn len(&self) -> usize {
        self.length as usize
    }

    #[inline]
    fn text<'t>(&self, texts: &'t str) -> &'t str {
        &texts[self.start as usize..][..self.len()]
    }

    /// Whether `rest`, which begins with `head`, begins with the word.
    #[inline]
    fn begins(&self, rest: &[u8], head: Head, texts: &str) -> bool {
        head.0 & self.mask == self.head.0
            && (self.len() <= 8 && self.len() <= rest.len()
                || rest.starts_with(self.text(texts).as_bytes()))
    }

    /// Whether `rest`, which ends with `tail`, ends with the word.
    #[inline]
    fn ends(&self, rest: &[u8], tail: Tail, texts: &str) -> bool {
        tail.0 & self.mask == self.tail.0
            && (self.len() <= 8 && self.len() <= rest.len()
                || rest.ends_with(self.text(texts).as_bytes()))
    }
}

impl<V: Copy> WordTable<V> {
    /// A table of `words`; empty words are left out.
    pub(crate) fn new<S: AsRef<str>>(words: impl IntoIterator<Item = (S, V)>) -> Self {
        let mut texts = String::new();
        let mut words: Vec<Word<V>> = words
            .into_iter()
            .filter(|(w, _)| !w.as_ref().is_empty())
            .map(|(w, v)| Word::new(w.as_ref(), v, &mut texts))
            .collect();
        let bucket = |w: &Word<V>| first_bucket(w.text(&texts).as_bytes());
        words.sort_by_cached_key(|w| (bucket(w), usize::MAX - w.len()));
        let starts = Starts::of(words.len(), words.iter().map(bucket));
        Self {
            firsts: Firsts::of(words.iter().map(|w| w.text(&texts))),
            words,
            texts: texts.into(),
            starts,
            endings: OnceLock::new(),
        }
    }

    /// The longest word that begins at byte `at`: its length in bytes and its value.
    #[inline]
    pub(crate) fn match_at(&self, text: &str, at: usize) -> Option<(usize, V)> {
        let rest = text.as_bytes().get(at..)?;
        let may_begin = self.firsts.may_begin(rest);
        may_begin.then(|| self.longest(rest, first_bucket(rest)))?
    }

    /// The longest word that begins `rest`, whose first character is in `bucket`.
    #[inline]
    fn longest(&self, rest: &[u8], bucket: usize) -> Option<(usize, V)> {
        let words = self.starts.near(&self.words, bucket);
        if words.is_empty() {
            return None;
        }
        let head = Head::of(rest);
        let mut words = words.iter();
        let found = words.find(|w| w.begins(rest, head, &self.texts))?;
        Some((found.len(), found.value))
    }

    /// The first place from byte `at` on where a word begins, the longest word there and its value.
    fn next_from(&self, bytes: &[u8], mut at: usize) -> Option<(Range<usize>, V)> {
        loop {
            at += self.firsts.barren(bytes.get(at..)?);
            let rest = &bytes[at..];
            let length = width(*rest.first()?);
            if self.firsts.may_begin(rest)
                && let Some((length, value)) = self.longest(rest, first_bucket(rest))
            {
                return Some((at..at + length, value));
            }
            at += length;
        }
    }

    /// Whether any word stands in `text`.
    pub(crate) fn any(&self, text: &str) -> bool {
        self.next_from(text.as_bytes(), 0).is_some()
    }

    /// The words in `text`, left to right, none over another; of words that begin together the longest.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.find_values(text).map(|(range, _)| range)
    }

    /// The same, each with its value.
    pub(crate) fn find_values<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, V)> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.next_from(text.as_bytes(), at)?;
            at = found.0.end;
            Some(found)
        })
    }

    /// Every place in `text` where a word begins, with the longest word there and its value; they may meet.
    pub(crate) fn openings<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, V)> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.next_from(text.as_bytes(), at)?;
            at = found.0.start + width(text.as_bytes()[found.0.start]);
            Some(found)
        })
    }

    /// The same for a text whose characters were sorted, in no meaningful order.
    pub(crate) fn openings_among(&self, text: &Beginnings<'_>) -> Vec<Range<usize>> {
        let bytes = text.text().as_bytes();
        let mut found = Vec::new();
        let mut last = None;
        for word in &self.words {
            let bucket = first_bucket(word.text(&self.texts).as_bytes());
            if last.replace(bucket) == Some(bucket) {
                continue;
            }
            found.extend(text.places(bucket).iter().filter_map(|&at| {
                let at = at as usize;
                let (length, _) = self.longest(&bytes[at..], bucket)?;
                Some(at..at + length)
            }));
        }
        found
    }

    /// The longest word that ends at byte `end`: its length in bytes and its value.
    #[inline]
    pub(crate) fn match_before(&self, text: &str, end: usize) -> Option<(usize, V)> {
        let rest = text.as_bytes().get(..end).filter(|r| !r.is_empty())?;
        let bucket = last_bucket(rest);
        let endings = || Endings::of(&self.words, &self.texts);
        let endings = self.endings.get_or_init(endings);
        let tail = Tail::of(rest);
        let near = endings.starts.near(&endings.words, bucket).iter();
        near.map(|&i| &self.words[usize::from(i)])
            .find(|w| w.ends(rest, tail, &self.texts))
            .map(|w| (w.len(), w.value))
    }

    /// The byte at which the first word of `text` to end does end.
    pub(crate) fn first_end(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut first: Option<usize> = None;
        let mut at = 0;
        loop {
            at += self.firsts.barren(&bytes[at..first.unwrap_or(bytes.len())]);
            let rest @ [lead, ..] = &bytes[at..first.unwrap_or(bytes.len())] else {
                return first;
            };
            if self.firsts.may_begin(rest) {
                let words = self.starts.near(&self.words, first_bucket(rest));
                let rest = &bytes[at..];
                let head = Head::of(rest);
                let is_here = |w: &&Word<V>| w.begins(rest, head, &self.texts);
                let end = words.iter().rev().find(is_here).map(|w| at + w.len());
                first = first.into_iter().chain(end).min();
            }
            at += width(*lead);
        }
    }

    /// How many of the bytes of `text` from byte `at` on are Chinese characters that begin no word, in one row.
    #[inline]
    pub(crate) fn barren(&self, text: &str, at: usize) -> usize {
        self.firsts.barren(&text.as_bytes()[at..])
    }

    /// The words, in no meaningful order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|w| w.text(&self.texts))
    }
}

/// Bucket of the last character, from its last two bytes.
#[inline]
fn last_bucket(bytes: &[u8]) -> usize {
    let at = |i: usize| {
        bytes
            .len()
            .checked_sub(i)
            .map_or(0, |k| usize::from(bytes[k]))
    };
    let bucket = match at(1) {
        last @ 0..0x80 => last,
        last => (at(2) << 4) ^ last,
    };
    bucket % BUCKETS
}
