//! Decides how much silence about a commitment weighs, and how firmly it is promised.

use super::{Firmness, Kind, Weight};
use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;

/// The words of `rules/lexicon/weighing.yaml`, compiled.
#[derive(Debug)]
pub(crate) struct Weights {
    headline: WordTable<()>,
    livelihood: WordTable<()>,
    aspiring: WordTable<()>,
}

/// What is known of the surroundings of a commitment.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Surroundings<'a> {
    /// The text of its paragraph before it.
    pub(crate) before: &'a str,
    /// The heading it stands under.
    pub(crate) heading: &'a str,
}

impl Weights {
    /// Compiles `weighing.*`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let table = |key: &str| {
            let list = lexicon.words(&format!("weighing.{key}"));
            WordTable::new(list.iter().map(|w| (w, ())))
        };
        Self {
            headline: table("headline"),
            livelihood: table("livelihood"),
            aspiring: table("aspiring"),
        }
    }

    /// How much silence about a commitment of `kind` weighs.
    pub(crate) fn weight(&self, kind: Kind, around: Surroundings<'_>) -> Weight {
        if kind == Kind::Quantified && holds(&self.headline, around.before) {
            Weight::Headline
        } else if holds(&self.livelihood, around.heading) || holds(&self.livelihood, around.before)
        {
            Weight::Livelihood
        } else if around.before.trim_start().starts_with('★') {
            Weight::Starred
        } else {
            match kind {
                Kind::Quantified => Weight::Quantified,
                Kind::Named | Kind::Qualitative => Weight::Ordinary,
            }
        }
    }

    /// Whether `measure` is promised firmly.
    pub(crate) fn firmness(&self, measure: &str) -> Firmness {
        if holds(&self.aspiring, measure) {
            Firmness::Aspiring
        } else {
            Firmness::Firm
        }
    }
}

fn holds(words: &WordTable<()>, text: &str) -> bool {
    text.char_indices()
        .any(|(i, _)| words.match_at(text, i).is_some())
}
