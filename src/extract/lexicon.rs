//! Holds the word lists the extractors read by: built-in ones from `rules/lexicon/`, and what users add.
//!
//! A list is named `FILE.KEY`: the key `green` in `rules/lexicon/status.yaml` is `status.green`.

use super::words::WordTable;
use std::any::{Any, TypeId};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

mod built_in {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// Word lists and word-to-value tables by name.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: HashMap<String, List<String>>,
    pairs: HashMap<String, List<(String, String)>>,
    compiled: Compiled,
    /// Hash over every list, once it was asked for.
    blake3: OnceLock<Cow<'static, str>>,
}

/// A list, taken apart when somebody first asks for it: of those that come with the program many are asked for at once, from
/// several threads.
#[derive(Debug, Clone, Default)]
struct List<T> {
    /// One entry a line.
    text: &'static str,
    entries: OnceLock<Vec<T>>,
}

/// What a line of a list says.
trait Entry: Sized {
    fn of(line: &str) -> Self;

    /// Adds what is hashed of it.
    fn put(&self, all: &mut Vec<u8>);
}

impl Entry for String {
    fn of(line: &str) -> Self {
        line.to_owned()
    }

    fn put(&self, all: &mut Vec<u8>) {
        put(self, all);
    }
}

impl Entry for (String, String) {
    fn of(line: &str) -> Self {
        let (word, value) = line.split_once('\t').unwrap_or((line, ""));
        (word.to_owned(), value.to_owned())
    }

    fn put(&self, all: &mut Vec<u8>) {
        put(&self.0, all);
        put(&self.1, all);
    }
}

impl<T: Entry> List<T> {
    fn of(text: &'static str) -> Self {
        Self {
            text,
            entries: OnceLock::new(),
        }
    }

    fn entries(&self) -> &[T] {
        let read = || self.text.lines().map(T::of).collect();
        self.entries.get_or_init(read)
    }

    /// Adds its entries to what is hashed.
    fn put_to(&self, all: &mut Vec<u8>) {
        self.entries().iter().for_each(|entry| entry.put(all));
    }

    fn entries_mut(&mut self) -> &mut Vec<T> {
        self.entries();
        self.entries.get_mut().expect("they were just taken apart")
    }
}

/// Adds `text` to `all`, with a zero behind it.
fn put(text: &str, all: &mut Vec<u8>) {
    all.extend_from_slice(text.as_bytes());
    all.push(0);
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
        let words = built_in::WORDS.iter();
        let words = words.map(|&(name, text)| (name.to_owned(), List::of(text)));
        let pairs = built_in::PAIRS.iter();
        let pairs = pairs.map(|&(name, text)| (name.to_owned(), List::of(text)));
        Self {
            words: words.collect(),
            pairs: pairs.collect(),
            compiled: Compiled::default(),
            blake3: OnceLock::from(Cow::Borrowed(built_in::BLAKE3)),
        }
    }

    /// Adds the words that are new to the list `name`, or makes it. Matchers built before are built anew.
    pub fn add_words(&mut self, name: String, words: Vec<String>) {
        let list = self.words.entry(name).or_default().entries_mut();
        let known: HashSet<String> = list.iter().cloned().collect();
        list.extend(words.into_iter().filter(|word| !known.contains(word)));
        self.forget();
    }

    /// Adds pairs to the table `name`, or makes it; a later pair wins. Matchers built before are built anew.
    pub fn add_pairs(&mut self, name: String, pairs: Vec<(String, String)>) {
        let table = self.pairs.entry(name).or_default().entries_mut();
        table.retain(|(word, _)| !pairs.iter().any(|(new, _)| new == word));
        table.extend(pairs);
        self.forget();
    }

    /// Forgets what was made of the lists before they changed.
    fn forget(&mut self) {
        self.compiled = Compiled::default();
        self.blake3 = OnceLock::new();
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
        self.words.get(name).map_or(&[], List::entries)
    }

    /// Finds the words of list `name`, of words that begin together the longest.
    pub(crate) fn finder(&self, name: &str) -> WordTable<()> {
        WordTable::new(self.words(name).iter().map(|word| (word, ())))
    }

    /// The word-to-value pairs of table `name`; empty for an unknown name.
    pub fn pairs(&self, name: &str) -> &[(String, String)] {
        self.pairs.get(name).map_or(&[], List::entries)
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
    pub fn blake3(&self) -> &str {
        self.blake3.get_or_init(|| self.hash().into())
    }

    fn hash(&self) -> String {
        let mut all = Vec::new();
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_unstable_by_key(|(name, _)| *name);
        for (name, list) in words {
            put(name, &mut all);
            list.put_to(&mut all);
        }
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_unstable_by_key(|(name, _)| *name);
        for (name, list) in pairs {
            put(name, &mut all);
            list.put_to(&mut all);
        }
        blake3::hash(&all).to_hex().to_string()
    }
}
