//! Decides how much silence about a commitment weighs, and how firmly it is promised.

use super::{Firmness, Kind, Weight};
use crate::extract::lexicon::Lexicon;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use std::ops::Range;

/// The words of `rules/lexicon/weighing.yaml`, compiled.
#[derive(Debug)]
pub(crate) struct Weights {
    headline: WordTable<()>,
    livelihood: WordTable<()>,
    tentative: WordTable<()>,
    counted: WordTable<()>,
    aspiring: WordTable<()>,
}

/// Characters beside a hope and its figure (力争达到7%以上).
const AROUND_HOPE: usize = 2;

/// Characters of a heading that says no more than that the list follows.
const SHORT_HEADING: usize = 8;

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
            tentative: table("tentative"),
            counted: table("counted"),
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
            livelihood: self.list_of_livelihood(line),
            star: line.trim_start().starts_with('★').then_some(star),
        }
    }

    /// How much silence about a commitment of `kind` weighs that begins at byte `at` of `paragraph`, under `headings`.
    pub(crate) fn weight<'t>(
        &self,
        kind: Kind,
        mut headings: impl Iterator<Item = &'t str>,
        (paragraph, at): (&Paragraph, usize),
    ) -> Weight {
        if kind == Kind::Quantified && paragraph.has(paragraph.headline, at) {
            Weight::Headline
        } else if paragraph.has(paragraph.livelihood, at) || headings.any(|h| self.heads_list(h)) {
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
        let inherits = figure
            .measure
            .as_ref()
            .is_some_and(|m| m.span.end <= range.start);
        let hope = self.aspiring.match_at(text, range.start);
        let few = |part: &str| part.chars().count() <= AROUND_HOPE;
        inherits
            && hope.is_some_and(|(length, ())| {
                let from = (range.start + length).min(figure.span.start);
                few(&text[from..figure.span.start]) && few(&text[figure.span.end..range.end])
            })
    }

    /// Where in `line` a list of 民生实事 begins: behind the words that announce it. A sentence that only speaks of doing them
    /// well, and candidates that are still to be voted on, announce none.
    fn list_of_livelihood(&self, line: &str) -> Option<usize> {
        let mut start = 0;
        for sentence in line.split_inclusive('。') {
            let whole = sentence.strip_suffix('。').unwrap_or(sentence);
            let last_colon = whole.rfind(['：', ':']);
            let counted = self.counted.first_end(whole);
            let tentative = self.tentative.first_end(whole);
            let announces = |word: &Range<usize>| {
                let up_to = |end: Option<usize>| end.is_some_and(|end| end <= word.end);
                let opens = last_colon.is_some_and(|at| word.end <= at);
                opens || up_to(counted) && !up_to(tentative)
            };
            if let Some(word) = self.livelihood.find(whole).find(announces) {
                return tentative.is_none().then_some(start + word.end);
            }
            start += sentence.len();
        }
        None
    }

    /// Whether `heading` stands over a list of 民生实事: it counts them, or says little else (`（三）办好民生实事`).
    fn heads_list(&self, heading: &str) -> bool {
        let title = heading
            .rsplit(['）', ')', '、', '.'])
            .next()
            .unwrap_or(heading);
        let short = title.chars().count() <= SHORT_HEADING;
        self.is_list(heading) || (short && holds(&self.livelihood, title))
    }

    /// Whether `words` name a list of 民生实事 and not only the aim: they count its items or call it a list.
    fn is_list(&self, words: &str) -> bool {
        holds(&self.livelihood, words)
            && holds(&self.counted, words)
            && !holds(&self.tentative, words)
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
