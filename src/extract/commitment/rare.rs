//! Measures how much of a phrase is found in few issuers' reports: names are rare, common nouns are not.

use crate::extract::background::{hash, is_letter, rarity};

/// Rarity in nats above which a run of characters belongs to few issuers.
const RARE: f32 = 2.0;

/// How much of a phrase is found in few issuers' reports: shares of its runs of two, three and four characters.
pub(crate) struct Rare {
    pub(crate) pairs: f32,
    pub(crate) triples: f32,
    pub(crate) fours: f32,
    /// Rare triples in a row, at most.
    pub(crate) run: usize,
    /// Mean rarity of the triples, in nats.
    pub(crate) mean: f32,
}

impl Rare {
    /// Of a phrase.
    pub(crate) fn of(phrase: &str) -> Self {
        let chars: Vec<char> = phrase.chars().collect();
        let (triples, run, mean) = runs(&chars, 3);
        Self {
            pairs: runs(&chars, 2).0,
            triples,
            fours: runs(&chars, 4).0,
            run,
            mean,
        }
    }
}

/// The share of rare pairs of a phrase.
pub(crate) fn pairs(phrase: &str) -> f32 {
    let chars: Vec<char> = phrase.chars().collect();
    runs(&chars, 2).0
}

/// The share of rare pairs in the opening of a phrase, its first two characters.
pub(crate) fn opening(phrase: &str) -> f32 {
    let mut chars = phrase.chars();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) => runs(&[a, b], 2).0,
        (_, _) => 0.0,
    }
}

/// Of the runs of `width` letters or digits: the share of rare ones, how many of them follow each other, their mean rarity.
fn runs(chars: &[char], width: usize) -> (f32, usize, f32) {
    let (mut all, mut rare, mut sum) = (0.0f32, 0.0f32, 0.0f32);
    let (mut row, mut longest) = (0usize, 0usize);
    for run in chars
        .windows(width)
        .filter(|r| r.iter().all(|&c| is_letter(c)))
    {
        let value = rarity(hash(run));
        all += 1.0;
        sum += value;
        row = if value > RARE { row + 1 } else { 0 };
        rare += if value > RARE { 1.0 } else { 0.0 };
        longest = longest.max(row);
    }
    let all = all.max(1.0);
    (rare / all, longest, sum / all)
}
