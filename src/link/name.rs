//! Reduces what a clause names to its core – without filler words – and tells what kind of thing and of act it is.

use super::contrast::{Contrast, Qualifiers};
use super::runs::BREAK;
use super::wording::Wording;
use crate::extract::Lexicon;
use crate::extract::commitment::nouns::CLASSES;
use crate::extract::letters::Letters;
use crate::extract::words::WordTable;

/// Lists of `rules/lexicon/fillers.yaml` whose words are left out.
const FILLERS: [&str; 5] = ["time", "area", "aim", "act", "amount"];

/// How many of [`CLASSES`] are told apart: things that can be built, held or issued.
const KINDS: usize = 8;

/// Kinds of measures, lists of `rules/lexicon/measured.yaml`.
const MEASURES: [&str; 8] = [
    "output",
    "use",
    "income",
    "investment",
    "trade",
    "balance",
    "people",
    "price",
];

/// Which of [`MEASURES`] is what is used up.
const USE: usize = 1;

/// Kinds of acts, lists of `rules/lexicon/acts.yaml`.
const ACTS: [&str; 7] = [
    "finish", "start", "issue", "hold", "award", "found", "bring",
];

/// Characters of a core that are compared.
pub(super) const LONGEST: usize = 40;

/// Reads names.
#[derive(Debug)]
pub struct Namer {
    /// Filler words (`true`) and words that only look like them.
    fillers: WordTable<bool>,
    heads: WordTable<u8>,
    acts: WordTable<u8>,
}

/// What is named: its core, kind and qualifiers.
#[derive(Debug, Clone, Default)]
pub struct Name {
    /// The characters that are left without filler words and marks.
    pub core: Vec<char>,
    /// Which characters those may be.
    letters: Letters,
    /// Bit of the kind of its last head word, a thing or a measure; 0 for none.
    pub kind: u16,
    /// What excludes other names.
    pub qualifiers: Qualifiers,
}

/// How two cores fit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Fit {
    /// They are the same.
    pub equal: bool,
    /// Share of the first that stands in the second, in order.
    pub kept: f32,
    /// Share of the second that stands in the first, in order.
    pub back: f32,
    /// Share of the first that opens both.
    pub opening: f32,
    /// Share of the first that ends both.
    pub ending: f32,
}

impl Namer {
    /// Reads `fillers.*`, `heads.*` and `acts.*`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |file: &str, lists: &[&str]| -> Vec<(String, u8)> {
            let numbered = lists.iter().zip(0u8..);
            let of = |(list, n): (&&str, u8)| {
                let words = lexicon.words(&format!("{file}.{list}")).iter();
                words.map(|w| (w.clone(), n)).collect::<Vec<_>>()
            };
            numbered.flat_map(of).collect()
        };
        let measures = words("measured", &MEASURES).into_iter();
        let measures = measures.map(|(w, n)| (w, n + KINDS as u8));
        let left_out = words("fillers", &FILLERS).into_iter();
        let kept = words("fillers", &["kept"]).into_iter();
        let fillers = left_out.map(|(w, _)| (w, true));
        Self {
            fillers: WordTable::new(fillers.chain(kept.map(|(w, _)| (w, false)))),
            heads: WordTable::new(
                words("heads", &CLASSES[..KINDS])
                    .into_iter()
                    .chain(measures),
            ),
            acts: WordTable::new(words("acts", &ACTS)),
        }
    }

    /// The name that `chars` spell.
    pub fn name(&self, chars: &[char], contrast: &Contrast) -> Name {
        self.spelled(&text_of(chars.iter().filter(|&&c| c != BREAK)), contrast)
    }

    /// The name that `text` spells.
    fn spelled(&self, text: &str, contrast: &Contrast) -> Name {
        let core = self.core(text);
        let heads = self.heads.find_values(text);
        Name {
            letters: Letters::of(core.iter().copied()),
            core,
            // The last head word decides: `米粉产业园` is a plant, `米粉产业园规划` a document.
            kind: heads.last().map_or(0, |(_, kind)| 1 << kind),
            qualifiers: contrast.qualifiers(text),
        }
    }

    /// The names of a clause: what stands between its marks and figures. Pieces of filler words only are left out.
    pub fn names(&self, words: &Wording, contrast: &Contrast) -> Vec<Name> {
        let text = text_of(&words.chars);
        let pieces = text.split([BREAK, '等']);
        let named = pieces
            .filter(|p| !p.is_empty())
            .map(|p| self.spelled(p, contrast));
        named.filter(|n| !n.core.is_empty()).collect()
    }

    /// Whether `chars` name nothing: only filler words and perhaps one character.
    pub(super) fn is_bare(&self, chars: &[char]) -> bool {
        let text = text_of(chars.iter().filter(|&&c| c != BREAK));
        self.core(&text).len() < 2
    }

    /// Bits of the acts `words` speak of.
    pub fn acts(&self, words: &Wording) -> u16 {
        let text = text_of(&words.chars);
        let acts = self.acts.find_values(&text);
        acts.fold(0, |found, (_, act)| found | 1 << act)
    }

    fn core(&self, text: &str) -> Vec<char> {
        let mut core = Vec::with_capacity(LONGEST.min(text.len() / 3 + 1));
        let mut at = 0;
        while at < text.len() && core.len() < LONGEST {
            let plain = at..at + self.fillers.barren(text, at);
            core.extend(text[plain.clone()].chars());
            at = plain.end;
            match self.fillers.match_at(text, at) {
                Some((length, true)) => at += length,
                Some((length, false)) => {
                    core.extend(text[at..at + length].chars());
                    at += length;
                }
                None => {
                    let own = text[at..].chars().next();
                    core.extend(own);
                    at += own.map_or(1, char::len_utf8);
                }
            }
        }
        core.truncate(LONGEST);
        core
    }
}

/// `chars` as a text.
fn text_of<'c>(chars: impl IntoIterator<Item = &'c char>) -> String {
    let chars = chars.into_iter();
    let mut text = String::with_capacity(3 * chars.size_hint().1.unwrap_or(0));
    text.extend(chars);
    text
}

impl Name {
    /// Whether it measures what is used up (能耗, 用水量).
    pub(super) fn is_of_use(&self) -> bool {
        self.kind == 1 << (KINDS + USE)
    }

    /// At most how strong a fit of this name and `other` is.
    pub(super) fn most(&self, other: &Self) -> f32 {
        let shared = self.core.iter().filter(|&&c| other.letters.may_hold(c));
        let shared = shared.count().min(other.core.len()) as f32;
        let (own, others) = (self.core.len() as f32, other.core.len() as f32);
        (shared / own) * (shared / others)
    }

    /// The share of this name that `other` has at most, in whatever order.
    pub(super) fn share_of(&self, other: &Self) -> f32 {
        self.share_in(&other.letters)
    }

    /// The share of this name that at most stands among characters with these `letters`.
    pub(super) fn share_in(&self, letters: &Letters) -> f32 {
        let shared = self.core.iter().filter(|&&c| letters.may_hold(c));
        shared.count() as f32 / self.core.len() as f32
    }

    /// How this name and `other` fit.
    pub fn fit(&self, other: &Self) -> Fit {
        let (a, b) = (&self.core, &other.core);
        if !self.letters.may_share(&other.letters) {
            return Fit::default();
        }
        let common = in_order(a, (b, &other.letters)) as f32;
        let opening = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let ending = a.iter().rev().zip(b.iter().rev());
        let ending = ending.take_while(|(x, y)| x == y).count();
        let (own, others) = (a.len() as f32, b.len() as f32);
        Fit {
            equal: a == b,
            kept: common / own,
            back: common / others,
            opening: opening as f32 / own,
            ending: ending as f32 / own,
        }
    }
}

impl Fit {
    /// How good the fit is as a whole.
    pub fn strength(self) -> f32 {
        self.kept * self.back
    }
}

/// How many characters both have in the same order; `letters` are those of `b`, which has at most [`LONGEST`].
///
/// The row of the longest common subsequences is kept as bits, one for each character of `b`: 0 where it grows by one there
/// (Hyyrö, “Bit-parallel LCS-length computation revisited”, 2004).
pub(super) fn in_order(a: &[char], (b, letters): (&[char], &Letters)) -> usize {
    let mut row = u64::MAX;
    for &x in a.iter().filter(|&&x| letters.may_hold(x)) {
        let places = b.iter().zip(0u32..);
        let places = places.fold(0, |bits, (&y, at)| bits | u64::from(x == y) << at);
        let met = row & places;
        row = row.wrapping_add(met) | (row - met);
    }
    let all = (1u64 << b.len()) - 1;
    (!row & all).count_ones() as usize
}
