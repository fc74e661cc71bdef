//! Holds the word lists the extractors read by: built-in ones from `rules/lexicon/`, and what users add.
//!
//! A list is named `FILE.KEY`: the key `green` in `rules/lexicon/status.yaml` is `status.green`.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::any::{Any, TypeId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

mod built_in {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// Word lists and word-to-value tables by name.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: HashMap<String, Vec<String>>,
    pairs: HashMap<String, Vec<(String, String)>>,
    compiled: Compiled,
}

/// Matchers built from a lexicon, by type. A clone starts empty, since its lists may be changed.
#[derive(Debug, Default)]
struct Compiled(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Clone for Compiled {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Lexicon {
    /// The lists that come with the program.
    pub fn built_in() -> Self {
        let words = built_in::WORDS.iter().map(|(name, text)| {
            let words = text.lines().map(str::to_owned);
            ((*name).to_owned(), words.collect())
        });
        let pairs = built_in::PAIRS.iter().map(|(name, text)| {
            let pair = |line: &str| {
                let (word, value) = line.split_once('\t').unwrap_or((line, ""));
                (word.to_owned(), value.to_owned())
            };
            ((*name).to_owned(), text.lines().map(pair).collect())
        });
        Self {
            words: words.collect(),
            pairs: pairs.collect(),
            compiled: Compiled::default(),
        }
    }

    /// Adds the words that are new to the list `name`, or makes it. Matchers built before are built anew.
    pub fn add_words(&mut self, name: String, words: Vec<String>) {
        let list = self.words.entry(name).or_default();
        let known: HashSet<String> = list.iter().cloned().collect();
        list.extend(words.into_iter().filter(|word| !known.contains(word)));
        self.compiled = Compiled::default();
    }

    /// Adds pairs to the table `name`, or makes it; a later pair wins. Matchers built before are built anew.
    pub fn add_pairs(&mut self, name: String, pairs: Vec<(String, String)>) {
        let table = self.pairs.entry(name).or_default();
        table.retain(|(word, _)| !pairs.iter().any(|(new, _)| new == word));
        table.extend(pairs);
        self.compiled = Compiled::default();
    }

    /// The matcher `T` of this lexicon, built with `build` on first use and kept; one per type.
    pub fn compiled<T: Any + Send + Sync>(&self, build: impl FnOnce(&Self) -> T) -> Arc<T> {
        let kept = |map: &HashMap<TypeId, Arc<dyn Any + Send + Sync>>| {
            map.get(&TypeId::of::<T>())
                .cloned()
                .and_then(|any| any.downcast().ok())
        };
        let lock = || {
            self.compiled
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(found) = kept(&lock()) {
            return found;
        }
        let built = Arc::new(build(self));
        lock().insert(
            TypeId::of::<T>(),
            Arc::clone(&built) as Arc<dyn Any + Send + Sync>,
        );
        built
    }

    /// The words of list `name`; empty for an unknown name.
    pub fn words(&self, name: &str) -> &[String] {
        self.words.get(name).map_or(&[], Vec::as_slice)
    }

    /// Finds the words of list `name`, of words that begin together the longest.
    ///
    /// # Panics
    /// Never for lists of less than millions of words.
    pub fn finder(&self, name: &str) -> AhoCorasick {
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(self.words(name))
            .expect("a word list of ordinary size")
    }

    /// The word-to-value pairs of table `name`; empty for an unknown name.
    pub fn pairs(&self, name: &str) -> &[(String, String)] {
        self.pairs.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether there is a list or table `name`.
    pub fn has(&self, name: &str) -> bool {
        self.words.contains_key(name) || self.pairs.contains_key(name)
    }

    /// The names of all lists and tables, in order.
    pub fn names(&self) -> Vec<&str> {
        let names = self.words.keys().chain(self.pairs.keys());
        let mut names: Vec<&str> = names.map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// blake3 over every list, lower-case hexadecimal: two runs with the same value read by the same words.
    pub fn blake3(&self) -> String {
        let mut all = Vec::new();
        let mut put = |text: &str| {
            all.extend_from_slice(text.as_bytes());
            all.push(0);
        };
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_unstable_by_key(|(name, _)| *name);
        for (name, list) in words {
            put(name);
            list.iter().for_each(|word| put(word));
        }
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_unstable_by_key(|(name, _)| *name);
        for (name, list) in pairs {
            put(name);
            list.iter()
                .flat_map(|(k, v)| [k, v])
                .for_each(|word| put(word));
        }
        blake3::hash(&all).to_hex().to_string()
    }
}
