//! Holds the word lists the extractors read by: built-in ones from `rules/lexicon/`, and what users add.
//!
//! A list is named `FILE.KEY`: the key `green` in `rules/lexicon/status.yaml` is `status.green`.

use std::collections::HashMap;

mod built_in {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// Word lists and word-to-value tables by name.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: HashMap<String, Vec<String>>,
    pairs: HashMap<String, Vec<(String, String)>>,
}

impl Lexicon {
    /// The lists that come with the program.
    pub fn built_in() -> Self {
        let owned = |s: &&str| (*s).to_owned();
        Self {
            words: built_in::WORDS
                .iter()
                .map(|(name, list)| (owned(name), list.iter().map(owned).collect()))
                .collect(),
            pairs: built_in::PAIRS
                .iter()
                .map(|(name, list)| {
                    (
                        owned(name),
                        list.iter().map(|(k, v)| (owned(k), owned(v))).collect(),
                    )
                })
                .collect(),
        }
    }

    /// The words of list `name`; empty for an unknown name.
    pub fn words(&self, name: &str) -> &[String] {
        self.words.get(name).map_or(&[], Vec::as_slice)
    }

    /// The word-to-value pairs of table `name`; empty for an unknown name.
    pub fn pairs(&self, name: &str) -> &[(String, String)] {
        self.pairs.get(name).map_or(&[], Vec::as_slice)
    }
}
