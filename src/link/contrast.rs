//! Notices qualifiers that exclude each other (国家级 / 省级, 一期 / 二期), and spans of several years.

use crate::extract::Lexicon;
use crate::extract::beginnings::Opened;
use crate::extract::words::WordTable;

/// Groups of `rules/lexicon/contrast.yaml`.
const GROUPS: [&str; 15] = [
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
    "line",
    "carriage",
];

/// Groups there is room for; the last ones are empty, so that a machine compares all of them at once.
const ROOM: usize = 16;

/// Which qualifiers a text has: bit sets by group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Qualifiers {
    groups: [u16; ROOM],
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
    opened: Opened,
}

/// Bits of the tables of a [`Contrast`].
const WORDS: u8 = 1;
const SEVERAL: u8 = 2;
const ADDED: u8 = 4;
const STOCK: u8 = 8;

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
        let words = WordTable::new(words);
        let several = lexicon.finder("years.several");
        let added = lexicon.finder("flow.flow");
        let stock = lexicon.finder("flow.stock");
        let opened = Opened::new().and(&words, WORDS).and(&several, SEVERAL);
        Self {
            opened: opened.and(&added, ADDED).and(&stock, STOCK),
            words,
            several,
            added,
            stock,
        }
    }

    /// Whether `text` speaks of several years.
    pub(super) fn of_years(&self, text: &str) -> bool {
        self.opened.by(text) & SEVERAL != 0 && self.several.any(text)
    }

    /// Whether the first words of `text` say so, for all that follows.
    pub(super) fn opens_with_years(&self, text: &str) -> bool {
        self.several.match_at(text, 0).is_some()
    }

    /// What kind of count `text` speaks of.
    pub fn flow(&self, text: &str) -> Flow {
        self.flow_in(text, self.opened.by(text))
    }

    /// The same where only tables of `opened` can have words.
    fn flow_in(&self, text: &str, opened: u8) -> Flow {
        if opened & ADDED != 0 && self.added.any(text) {
            Flow::Added
        } else if opened & STOCK != 0 && (self.stock.any(text) || reaches(text)) {
            Flow::Stock
        } else {
            Flow::Unsaid
        }
    }

    /// The qualifiers of `text`.
    pub fn qualifiers(&self, text: &str) -> Qualifiers {
        let opened = self.opened.by(text);
        let mut found = Qualifiers {
            several_years: opened & SEVERAL != 0 && self.several.any(text),
            flow: self.flow_in(text, opened),
            ..Qualifiers::default()
        };
        if opened & WORDS != 0 {
            for (_, (group, bit)) in self.words.find_values(text) {
                found.groups[group] |= bit;
            }
        }
        found
    }
}

/// Whether `text` says of a figure that it is reached (企业达220家); words for a stock open with the same character (达到).
fn reaches(text: &str) -> bool {
    let behind = |(at, reached): (usize, &str)| text[at + reached.len()..].chars().next();
    let mut places = text.match_indices('达').map(behind);
    places.any(|next| next.is_some_and(|c| c.is_ascii_digit()))
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
        let conflict =
            |(&a, &b): (&u16, &u16)| u16::from(a != 0) & u16::from(b != 0) & u16::from(a & b == 0);
        usize::from(pairs.map(conflict).sum::<u16>())
    }
}
