//! Finds the words of a list in a text, longest first.

use crate::extract::Lexicon;
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// A compiled word list.
#[derive(Debug)]
pub struct WordList {
    matcher: AhoCorasick,
}

impl WordList {
    /// Compiles `words`.
    ///
    /// # Errors
    /// When there are no words, or too many.
    pub fn new(words: &[String]) -> Result<Self, String> {
        if words.iter().all(String::is_empty) {
            return Err("词表里没有词".to_owned());
        }
        let words = words.iter().filter(|w| !w.is_empty());
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .map_err(|e| format!("词表太大：{e}"))?;
        Ok(Self { matcher })
    }

    /// Byte ranges of the words in `text`, left to right; of words that begin together the longest.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.matcher.find_iter(text).map(|m| m.range())
    }

    /// Whether any word stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        self.matcher.is_match(text)
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
