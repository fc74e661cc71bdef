//! Finds the words of a list in a text, longest first.

use crate::extract::Lexicon;
use crate::extract::beginnings::Beginnings;
use crate::extract::words::WordTable;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;
use std::sync::OnceLock;

/// Most words of one list.
const MOST_WORDS: usize = 100_000;

/// Most words that are looked up by their first characters: a table is built at a tenth of a matcher's price, and clauses are
/// short.
const MOST_IN_TABLE: usize = 2_000;

/// A word list, compiled when it is first looked for.
#[derive(Debug)]
pub struct WordList {
    words: Vec<String>,
    matcher: OnceLock<Matcher>,
}

#[derive(Debug)]
enum Matcher {
    Table(WordTable<()>),
    Automaton(Box<AhoCorasick>),
}

impl WordList {
    /// A list of `words`; empty ones are left out.
    ///
    /// # Errors
    /// When there are no words, or too many.
    pub fn new(words: &[String]) -> Result<Self, String> {
        let words: Vec<String> = words.iter().filter(|w| !w.is_empty()).cloned().collect();
        if words.is_empty() {
            return Err("词表里没有词".to_owned());
        }
        if words.len() > MOST_WORDS {
            return Err(format!("词表太大：{}个词，最多{MOST_WORDS}个", words.len()));
        }
        Ok(Self {
            words,
            matcher: OnceLock::new(),
        })
    }

    fn matcher(&self) -> &Matcher {
        self.matcher.get_or_init(|| {
            if self.words.len() <= MOST_IN_TABLE {
                let words = self.words.iter().map(|word| (word, ()));
                return Matcher::Table(WordTable::new(words));
            }
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::ContiguousNFA)) // half the speed of a DFA, a quarter of its price
                .build(&self.words)
                .expect("a list of at most MOST_WORDS words");
            Matcher::Automaton(Box::new(automaton))
        })
    }

    /// Byte ranges of the words in `text`, left to right; of words that begin together the longest.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let (table, automaton) = match self.matcher() {
            Matcher::Table(table) => (Some(table.find(text)), None),
            Matcher::Automaton(automaton) => (None, Some(automaton.find_iter(text))),
        };
        let (table, automaton) = (table.into_iter(), automaton.into_iter());
        table
            .flatten()
            .chain(automaton.flatten().map(|m| m.range()))
    }

    /// Stretches of `text` of which every word that stands in it meets one.
    pub fn traces(&self, text: &Beginnings<'_>) -> Vec<Range<usize>> {
        match self.matcher() {
            Matcher::Table(table) => table.openings_among(text),
            Matcher::Automaton(_) => self.find(text.text()).collect(),
        }
    }

    /// Whether any word stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        match self.matcher() {
            Matcher::Table(table) => table.find(text).next().is_some(),
            Matcher::Automaton(automaton) => automaton.is_match(text),
        }
    }
}

/// The words meant by `names`: a name with a dot (`hedges.aspiring`) is a list, anything else a word.
///
/// # Errors
/// A list name that does not exist, with the nearest one.
pub fn words_of(names: &[String], lexicon: &Lexicon) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    for name in names {
        let is_list = name.is_ascii() && name.contains('.');
        if !is_list {
            words.push(name.clone());
        } else if lexicon.has(name) {
            words.extend(lexicon.words(name).iter().cloned());
            words.extend(lexicon.pairs(name).iter().map(|(word, _)| word.clone()));
        } else {
            let known = lexicon.names();
            let hint = crate::yaml::suggestion(name, &known);
            return Err(format!("没有词表“{name}”。{hint}"));
        }
    }
    Ok(words)
}
