//! Tells which paragraphs of a report speak of the things a paragraph of a plan speaks of: a promise is mostly reported
//! among the same neighbours.

use super::passage::{Passage, paragraph, paragraph_text};
use super::runs::BREAK;
use crate::document::Document;
use crate::extract::background::hash;
use crate::extract::hashed::HASH_BITS;
use std::borrow::Borrow;
use std::sync::{Arc, OnceLock};

/// Buckets of the table of pairs; the upper bits of a hash choose one.
const BUCKETS: usize = 1 << 12;

/// The paragraphs of a report, by the pairs of characters they hold.
#[derive(Debug)]
pub(super) struct Neighbours {
    /// Paragraph of each passage.
    paragraph: Vec<u32>,
    /// Hash of a pair and a paragraph that holds it, sorted.
    pairs: Vec<(u32, u32)>,
    /// Start of each bucket in `pairs`.
    starts: Vec<u32>,
    /// Length of each paragraph as a vector.
    lengths: Vec<f32>,
    /// What a pair tells, by how many paragraphs hold it.
    weights: Vec<f32>,
}

impl Neighbours {
    /// The paragraphs that `passages` stand in.
    pub(super) fn new<'a, P: Borrow<Passage<'a>>>(passages: &[P]) -> Self {
        let mut paragraph = Vec::with_capacity(passages.len());
        let all = passages.iter().map(|p| p.borrow().words.chars.len());
        let mut pairs = Vec::with_capacity(all.sum());
        let mut last: Option<usize> = None;
        let mut number = 0;
        for passage in passages.iter().map(P::borrow) {
            if last.is_some_and(|p| p != passage.paragraph) {
                number += 1;
            }
            last = Some(passage.paragraph);
            paragraph.push(number);
            hashes(passage.words.chars.iter().copied(), |h| {
                pairs.push((h, number))
            });
        }
        let mut pairs = sorted(&pairs);
        pairs.dedup();
        let all = number as usize + 1;
        let mut neighbours = Self {
            paragraph,
            starts: starts(&pairs),
            pairs,
            lengths: vec![0.0; all],
            weights: (0..=all).map(|some| weight(some, all)).collect(),
        };
        neighbours.measure();
        neighbours
    }

    /// How many passages there are.
    pub(super) fn passages(&self) -> usize {
        self.paragraph.len()
    }

    fn measure(&mut self) {
        for group in self.pairs.chunk_by(|a, b| a.0 == b.0) {
            let weight = self.weights[group.len()];
            for &(_, paragraph) in group {
                self.lengths[paragraph as usize] += weight;
            }
        }
        for length in &mut self.lengths {
            *length = length.sqrt();
        }
    }

    /// How near each passage's paragraph is to the paragraph that holds the pairs `own`: 1 for the nearest.
    pub(super) fn nearness(&self, own: &[u32]) -> Vec<f32> {
        let mut sums = vec![0f32; self.lengths.len()];
        for &pair in own {
            let group = self.group(pair);
            let weight = self.weights[group.len()];
            for &(_, paragraph) in group {
                sums[paragraph as usize] += weight;
            }
        }
        for (sum, length) in sums.iter_mut().zip(&self.lengths) {
            *sum /= length.max(1.0);
        }
        let best = sums.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        self.paragraph
            .iter()
            .map(|&p| sums[p as usize] / best)
            .collect()
    }

    /// The paragraphs that hold `pair`.
    fn group(&self, pair: u32) -> &[(u32, u32)] {
        let bucket = bucket(pair);
        let near = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let near = &self.pairs[near];
        let before = near.iter().take_while(|p| p.0 < pair).count();
        let here = near[before..].iter().take_while(|p| p.0 == pair);
        &near[before..before + here.count()]
    }
}

/// The pairs of neighbouring letters in each paragraph of a document; read when they are first asked for.
#[derive(Debug)]
pub(super) struct Paragraphs(Vec<OnceLock<Arc<[u32]>>>);

impl Paragraphs {
    /// Of `document`, nothing read.
    pub(super) fn of(document: &Document) -> Self {
        let all = 0..=document.blocks.len();
        Self(all.map(|_| OnceLock::new()).collect())
    }

    /// The pairs in the paragraph that holds byte `at` of `document`, by their hashes, sorted, each once.
    pub(super) fn pairs(&self, document: &Document, at: usize) -> Arc<[u32]> {
        let read = || pairs_of(paragraph_text(document, at)).into();
        Arc::clone(self.0[paragraph(document, at)].get_or_init(read))
    }
}

/// The pairs of neighbouring letters in `text` by their hashes, sorted, each once.
fn pairs_of(text: &str) -> Vec<u32> {
    let mut pairs = Vec::with_capacity(text.len() / 3);
    hashes(text.chars(), |h| pairs.push(h));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn bucket(pair: u32) -> usize {
    (pair >> (HASH_BITS - BUCKETS.trailing_zeros())) as usize
}

/// The `pairs` sorted, bucket by bucket.
fn sorted(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let starts = starts(pairs);
    let mut next = starts.clone();
    let mut sorted = vec![(0, 0); pairs.len()];
    for &pair in pairs {
        let at = &mut next[bucket(pair.0)];
        sorted[*at as usize] = pair;
        *at += 1;
    }
    for ends in starts.windows(2) {
        sorted[ends[0] as usize..ends[1] as usize].sort_unstable();
    }
    sorted
}

/// Where each bucket begins in `pairs` when they are sorted; one entry more than buckets.
fn starts(pairs: &[(u32, u32)]) -> Vec<u32> {
    let mut starts = vec![0u32; BUCKETS + 1];
    for &(pair, _) in pairs {
        starts[bucket(pair) + 1] += 1;
    }
    for i in 0..BUCKETS {
        starts[i + 1] += starts[i];
    }
    starts
}

/// What a pair tells that `some` of `all` paragraphs hold, squared.
fn weight(some: usize, all: usize) -> f32 {
    ((all as f32 + 1.0) / (some as f32 + 0.5))
        .ln()
        .max(0.0)
        .powi(2)
}

/// Sends the hash of each pair of neighbouring letters to `sink`.
fn hashes(chars: impl Iterator<Item = char>, mut sink: impl FnMut(u32)) {
    let mut before = BREAK;
    for c in chars {
        let here = if is_letter(c) { c } else { BREAK };
        if before != BREAK && here != BREAK {
            sink(hash(&[before, here]));
        }
        before = here;
    }
}

/// Whether `c` is alphabetic. Chinese characters are told without a look into a table.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic()
}
