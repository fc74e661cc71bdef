//! Notices qualifiers that exclude each other (国家级 / 省级, 一期 / 二期), and spans of several years.

use crate::extract::Lexicon;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Groups of `rules/lexicon/contrast.yaml`.
const GROUPS: [&str; 13] = [
    "level",
    "residents",
    "trade",
    "phase",
    "ordinal",
    "side",
    "side_short",
    "industry",
    "unemployment",
    "school",
    "size",
    "insurance",
    "documents",
];

/// Which qualifiers a text has: bit sets by group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Qualifiers {
    groups: [u16; GROUPS.len()],
    /// Whether the text speaks of several years.
    pub several_years: bool,
    /// Whether what is counted is added within the year, or a stock.
    pub flow: Flow,
}

/// What kind of count a text speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Flow {
    /// Nothing said.
    #[default]
    Unsaid,
    /// 新增, 新建.
    Added,
    /// 达到, 总数, 累计.
    Stock,
}

/// Finds qualifiers.
#[derive(Debug)]
pub struct Contrast {
    words: AhoCorasick,
    /// Group and bit of each word.
    meaning: Vec<(usize, u16)>,
    several: AhoCorasick,
    added: AhoCorasick,
    stock: AhoCorasick,
}

impl Contrast {
    /// Reads `contrast.*`, `qualifiers.same` and `years.several`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut words = Vec::new();
        let mut meaning = Vec::new();
        for (group, name) in GROUPS.iter().enumerate() {
            let list = lexicon.words(&format!("contrast.{name}"));
            let mut values: Vec<&str> = Vec::new();
            for word in list {
                let value = meant(lexicon, word);
                let known = values.iter().position(|v| *v == value);
                let bit = known.unwrap_or(values.len());
                if known.is_none() {
                    values.push(value);
                }
                if bit < u16::BITS as usize {
                    words.push(word.as_str());
                    meaning.push((group, 1 << bit));
                }
            }
        }
        let matcher = |words: &[&str]| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(words)
                .expect("a word list of ordinary size")
        };
        let list =
            |name: &str| -> Vec<&str> { lexicon.words(name).iter().map(String::as_str).collect() };
        let several = list("years.several");
        Self {
            words: matcher(&words),
            meaning,
            several: matcher(&several),
            added: matcher(&list("flow.flow")),
            stock: matcher(&list("flow.stock")),
        }
    }

    /// What kind of count `text` speaks of.
    pub fn flow(&self, text: &str) -> Flow {
        match (self.added.is_match(text), self.stock.is_match(text)) {
            (true, _) => Flow::Added,
            (false, true) => Flow::Stock,
            (false, false) => Flow::Unsaid,
        }
    }

    /// The qualifiers of `text`.
    pub fn qualifiers(&self, text: &str) -> Qualifiers {
        let mut found = Qualifiers {
            several_years: self.several.is_match(text),
            flow: self.flow(text),
            ..Qualifiers::default()
        };
        for word in self.words.find_iter(text) {
            let (group, bit) = self.meaning[word.pattern().as_usize()];
            found.groups[group] |= bit;
        }
        found
    }
}

/// The qualifier that `word` is another way of writing, or the word itself.
fn meant<'l>(lexicon: &'l Lexicon, word: &'l str) -> &'l str {
    let same = lexicon.pairs("qualifiers.same");
    let other = same.iter().find(|(written, _)| written == word);
    other.map_or(word, |(_, value)| value)
}

impl Qualifiers {
    /// How many groups of qualifiers contradict each other: both sides have one, none in common.
    pub fn conflicts(&self, other: &Self) -> usize {
        let pairs = self.groups.iter().zip(&other.groups);
        pairs
            .filter(|&(&a, &b)| a != 0 && b != 0 && a & b == 0)
            .count()
    }
}
