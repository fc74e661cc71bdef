//! Decides how much silence about a commitment weighs, and how firmly it is promised.

use super::livelihood::Livelihood;
use super::{Firmness, Kind, Weight};
use crate::document::Document;
use crate::extract::lexicon::Lexicon;
use crate::extract::part::Part;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use std::ops::Range;

/// The words of `rules/lexicon/weighing.yaml`, compiled.
#[derive(Debug)]
pub(crate) struct Weights {
    headline: WordTable<()>,
    livelihood: Livelihood,
    aspiring: WordTable<()>,
}

/// Characters beside a hope and its figure (力争达到7%以上).
const AROUND_HOPE: usize = 2;

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

    /// Whether the headline goals may still be listed at byte `at`.
    fn lists_goals(&self, at: usize) -> bool {
        let near = |end: usize| at - (self.range.start + end) <= MOST_GOALS;
        self.has(self.headline, at) && self.headline.is_some_and(near)
    }
}

/// Bytes over which headline goals are listed at most: a text of one line goes on with other things. The longest list in 620
/// reports has 1,300.
const MOST_GOALS: usize = 1600;

impl Weights {
    /// Compiles `weighing.*`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let table = |key: &str| {
            let list = lexicon.words(&format!("weighing.{key}"));
            WordTable::new(list.iter().map(|w| (w, ())))
        };
        Self {
            headline: table("headline"),
            livelihood: Livelihood::new(lexicon),
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
            livelihood: self.livelihood.begins_in(line),
            star: line.trim_start().starts_with('★').then_some(star),
        }
    }

    /// The stretches of `part` that list 民生实事: what stands under a heading that says so, and item by item.
    pub(crate) fn lists(&self, document: &Document, part: &Part) -> Vec<Range<usize>> {
        let mut lists = self.livelihood.lists(document, part);
        let sections = part.sections.iter();
        let headed = sections.filter(|s| {
            let heading = document.slice(s.heading.clone());
            self.livelihood.is_heading(heading)
        });
        lists.extend(headed.map(|s| s.range.clone()));
        lists
    }

    /// How much silence about a commitment of `kind` weighs that begins at byte `at` of `paragraph`; `lists` are the
    /// [`lists`](Self::lists) of its part.
    pub(crate) fn weight(
        &self,
        kind: Kind,
        (paragraph, at): (&Paragraph, usize),
        lists: &[Range<usize>],
    ) -> Weight {
        let is_listed = || {
            paragraph.has(paragraph.livelihood, at) || lists.iter().any(|list| list.contains(&at))
        };
        if kind == Kind::Quantified && paragraph.lists_goals(at) {
            Weight::Headline
        } else if is_listed() {
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

    /// Whether `range` of `text` only hopes for a better `figure` than the measure before it was given: 增长6%，力争6.5%.
    pub(crate) fn only_hopes(&self, text: &str, range: &Range<usize>, figure: &Quantity) -> bool {
        let inherits = figure.measure.as_ref().is_some_and(|m| {
            let given = text.get(m.span.end..range.start);
            given.is_some_and(|given| given.contains(|c: char| c.is_ascii_digit()))
        });
        let hope = self.aspiring.match_at(text, range.start);
        let few = |part: &str| part.chars().count() <= AROUND_HOPE;
        inherits
            && hope.is_some_and(|(length, ())| {
                let from = (range.start + length).min(figure.span.start);
                few(&text[from..figure.span.start]) && few(&text[figure.span.end..range.end])
            })
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
