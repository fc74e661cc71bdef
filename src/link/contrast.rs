//! Notices qualifiers that exclude each other (国家级 / 省级, 一期 / 二期), and spans of several years.

use crate::extract::Lexicon;
use crate::extract::words::WordTable;

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
    /// Each word with its group and bit.
    words: WordTable<(usize, u16)>,
    several: WordTable<()>,
    added: WordTable<()>,
    stock: WordTable<()>,
}

impl Contrast {
    /// Reads `contrast.*`, `qualifiers.same` and `years.several`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut words = Vec::new();
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
                    words.push((word.as_str(), (group, 1 << bit)));
                }
            }
        }
        let list = |name: &str| WordTable::new(lexicon.words(name).iter().map(|w| (w, ())));
        Self {
            words: WordTable::new(words),
            several: list("years.several"),
            added: list("flow.flow"),
            stock: list("flow.stock"),
        }
    }

    /// What kind of count `text` speaks of.
    pub fn flow(&self, text: &str) -> Flow {
        match (self.added.any(text), self.stock.any(text)) {
            (true, _) => Flow::Added,
            (false, true) => Flow::Stock,
            (false, false) => Flow::Unsaid,
        }
    }

    /// The qualifiers of `text`.
    pub fn qualifiers(&self, text: &str) -> Qualifiers {
        let mut found = Qualifiers {
            several_years: self.several.any(text),
            flow: self.flow(text),
            ..Qualifiers::default()
        };
        for (_, (group, bit)) in self.words.find_values(text) {
            found.groups[group] |= bit;
        }
        found
    }
}

/// The qualifier that `word` is another way of writing, or the word itself.
pub(super) fn meant<'l>(lexicon: &'l Lexicon, word: &'l str) -> &'l str {
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
