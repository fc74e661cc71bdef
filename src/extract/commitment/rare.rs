//! Measures how much of a phrase is found in few issuers' reports: names are rare, common nouns are not.

use crate::extract::background::{Hash, is_letter, rarity};

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
        let [pairs, triples, fours] = runs(&chars);
        Self {
            pairs: pairs.share(),
            triples: triples.share(),
            fours: fours.share(),
            run: triples.longest,
            mean: triples.sum / triples.all.max(1.0),
        }
    }
}

/// The share of rare pairs of a phrase.
pub(crate) fn pairs(phrase: &str) -> f32 {
    let chars: Vec<char> = phrase.chars().collect();
    let [pairs] = runs(&chars);
    pairs.share()
}

/// The share of rare pairs in the opening of a phrase, its first two characters.
pub(crate) fn opening(phrase: &str) -> f32 {
    let mut chars = phrase.chars();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) => {
            let [pair] = runs(&[a, b]);
            pair.share()
        }
        (_, _) => 0.0,
    }
}

/// What was seen of the runs of one width.
#[derive(Clone, Copy, Default)]
struct Runs {
    all: f32,
    rare: f32,
    /// Of their rarities.
    sum: f32,
    /// Rare ones that follow each other, here and at most.
    row: usize,
    longest: usize,
}

impl Runs {
    fn add(&mut self, value: f32) {
        let is_rare = value > RARE;
        self.all += 1.0;
        self.sum += value;
        self.row = if is_rare { self.row + 1 } else { 0 };
        self.rare += if is_rare { 1.0 } else { 0.0 };
        self.longest = self.longest.max(self.row);
    }

    /// The share of rare ones.
    fn share(&self) -> f32 {
        self.rare / self.all.max(1.0)
    }
}

/// The runs of letters or digits: of two, of three and so on, as many widths as are wanted.
fn runs<const WIDTHS: usize>(chars: &[char]) -> [Runs; WIDTHS] {
    let mut seen = [Runs::default(); WIDTHS];
    for at in 0..chars.len() {
        let mut run = chars[at..].iter().take_while(|&&c| is_letter(c));
        let Some(&first) = run.next() else { continue };
        let mut hash = Hash::default().with(first);
        for (&c, seen) in run.zip(&mut seen) {
            hash = hash.with(c);
            seen.add(rarity(hash.value()));
        }
    }
    seen
}
