//! Decides how much silence about a commitment weighs, and how firmly it is promised.

use super::{Firmness, Kind, Weight};
use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// The words of `rules/lexicon/weighing.yaml`, compiled.
#[derive(Debug)]
pub(crate) struct Weights {
    headline: WordTable<()>,
    livelihood: WordTable<()>,
    aspiring: WordTable<()>,
}

/// A paragraph, and where in it the words that lend weight are first complete; read once for all its commitments.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// Bytes of the document.
    pub(crate) range: Range<usize>,
    headline: Option<usize>,
    livelihood: Option<usize>,
    star: Option<usize>,
}

impl Paragraph {
    /// Whether `word` is complete before byte `at` of the document.
    fn has(&self, word: Option<usize>, at: usize) -> bool {
        word.is_some_and(|end| self.range.start + end <= at)
    }
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

    /// Reads the paragraph of `text` that holds byte `at`.
    pub(crate) fn paragraph(&self, text: &str, at: usize) -> Paragraph {
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let length = text[at..].find('\n').unwrap_or(text.len() - at);
        let line = &text[start..at + length];
        let star = line.len() - line.trim_start().len() + '★'.len_utf8();
        Paragraph {
            range: start..start + line.len(),
            headline: self.headline.first_end(line),
            livelihood: self.livelihood.first_end(line),
            star: line.trim_start().starts_with('★').then_some(star),
        }
    }

    /// How much silence about a commitment of `kind` weighs that begins at byte `at` of `paragraph`, under `heading`.
    pub(crate) fn weight(
        &self,
        kind: Kind,
        heading: &str,
        (paragraph, at): (&Paragraph, usize),
    ) -> Weight {
        if kind == Kind::Quantified && paragraph.has(paragraph.headline, at) {
            Weight::Headline
        } else if paragraph.has(paragraph.livelihood, at) || holds(&self.livelihood, heading) {
            Weight::Livelihood
        } else if paragraph.has(paragraph.star, at) {
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
    words.any(text)
}
