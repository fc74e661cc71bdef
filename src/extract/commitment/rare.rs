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
        let [pairs, triples, fours] = runs(phrase.chars());
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
    let [pairs] = runs(phrase.chars());
    pairs.share()
}

/// The share of rare pairs in the opening of a phrase, its first two characters.
pub(crate) fn opening(phrase: &str) -> f32 {
    let [pair] = runs(phrase.chars().take(2));
    pair.share()
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

/// The runs of letters or digits in `phrase`: of two, of three and so on, as many widths as are wanted.
fn runs<const WIDTHS: usize>(phrase: impl Iterator<Item = char>) -> [Runs; WIDTHS] {
    let mut seen = [Runs::default(); WIDTHS];
    // What goes on: the run of one character that ends here, that of two, and so on, as far as there are letters.
    let mut open = [Hash::default(); WIDTHS];
    let mut letters = 0;
    for c in phrase {
        if !is_letter(c) {
            letters = 0;
            continue;
        }
        for width in (0..WIDTHS.min(letters)).rev() {
            let hash = open[width].with(c);
            seen[width].add(rarity(hash.value()));
            if let Some(longer) = open.get_mut(width + 1) {
                *longer = hash;
            }
        }
        open[0] = Hash::default().with(c);
        letters += 1;
    }
    seen
}
