//! Turns a file into its documents and their facts, from the cache where the same file was read before.

use crate::cache::{Cache, Key};
use crate::document::{Block, Document, SourceFile, Table};
use crate::extract::{Facts, Lexicon, Told, extract_as, issuer_of};
use crate::location::{DocId, Origin};
use crate::source::{self, Reading, Unread};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A file that was opened: its documents, and their facts where they are known.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// The documents, still without numbers.
    pub(super) documents: Vec<Document>,
    /// What could not be read.
    pub(super) unread: Vec<Unread>,
    /// What to know about how it was read.
    pub(super) notes: Vec<(String, String)>,
    /// The name of what this file gives; none where something was not read, since that may go better another time.
    pub(super) key: Option<Key>,
    /// The entry of the file, and where in it the outlines of the facts of all documents begin.
    outlines: Option<(Vec<u8>, usize)>,
    /// What the entry says of each document, once read.
    known: Option<Vec<Grasp>>,
}

/// How much is known of a document.
#[derive(Debug, Default)]
pub(super) struct Grasp {
    /// Its facts, in outline until somebody needs the whole.
    pub(super) facts: Facts,
    /// Quantities understood in it.
    pub(super) quantities: usize,
    /// Whether `facts` is the whole.
    pub(super) is_whole: bool,
}

impl Grasp {
    fn whole(facts: Facts) -> Self {
        Self {
            quantities: facts.quantities.len(),
            facts,
            is_whole: true,
        }
    }
}

/// The whole facts of `document`, as they were kept under `key`, or else read anew.
pub(super) fn whole_facts(
    document: &Document,
    key: Option<&Key>,
    (lexicon, told, cache): (&Lexicon, &Told, &Cache),
) -> Facts {
    let kept = key.and_then(|key| {
        let bytes = cache.load(key)?;
        let read = document.id.reading(|| postcard::from_bytes(&bytes));
        read.inspect_err(|_| cache.distrust(key)).ok()
    });
    kept.unwrap_or_else(|| {
        let facts = extract_as(document, lexicon, told);
        let written = document.id.reading(|| postcard::to_stdvec(&facts));
        if let (Some(key), Ok(bytes)) = (key, written) {
            cache.save(key, bytes);
        }
        facts
    })
}

/// What is kept of a file before the outlines of its facts.
#[derive(Serialize, Deserialize)]
struct Kept {
    encoding: String,
    /// The decoded text; none where it is the file itself.
    text: Option<String>,
    origins: Vec<(usize, Origin)>,
    notes: Vec<String>,
    documents: Vec<KeptDocument>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct KeptDocument {
    range: Range<usize>,
    title: Option<Range<usize>>,
    blocks: Vec<Block>,
    tables: Vec<Table>,
}

impl From<Reading> for Opened {
    fn from(reading: Reading) -> Self {
        Self {
            documents: reading.documents,
            unread: reading.unread,
            notes: reading.notes,
            ..Self::default()
        }
    }
}

impl Opened {
    /// Opens the file at `path`, shown to people as `shown`. `circumstances` are what its facts depend on besides.
    pub(super) fn new(path: &Path, shown: &str, (cache, circumstances): (&Cache, &[u8])) -> Self {
        let bytes = match source::open(path, shown) {
            Ok(bytes) => bytes,
            Err(unread) => return unread.into(),
        };
        if !cache.is_on() {
            return source::read_bytes(&bytes, shown).into();
        }
        let hash = blake3::hash(&bytes);
        let parts = [hash.as_bytes(), shown.as_bytes(), circumstances];
        let key = Key::of("facts", &parts);
        let read = |bytes: &[u8]| {
            let read = Self::from(source::read_bytes(bytes, shown));
            let key = read.unread.is_empty().then_some(key);
            Self { key, ..read }
        };
        let Some(entry) = cache.load(&key) else {
            return read(&bytes);
        };
        match postcard::take_from_bytes::<Kept>(&entry) {
            Ok((kept, outlines)) => {
                let start = entry.len() - outlines.len();
                let text = || String::from_utf8(bytes).unwrap_or_default();
                Self {
                    key: Some(key),
                    outlines: Some((entry, start)),
                    ..kept.restore(shown, hash.to_hex().to_string(), text)
                }
            }
            Err(_) => {
                cache.distrust(&key);
                read(&bytes)
            }
        }
    }

    /// The name of what is made of the `nth` document.
    pub(super) fn key_of(&self, nth: usize) -> Option<Key> {
        let file = self.key?;
        Some(Key::of("document", &[file.as_bytes(), &nth.to_le_bytes()]))
    }

    /// Drops the documents that do not fall into a shard; what is left of a file is not kept.
    pub(super) fn retain(&mut self, mut falls: impl FnMut(&Document) -> bool) {
        let before = self.documents.len();
        self.documents.retain(|document| falls(document));
        if self.documents.len() < before {
            self.key = None;
            self.outlines = None;
        }
    }

    /// Reads what its entry says of the documents, which have their numbers.
    pub(super) fn recall(&mut self, cache: &Cache) {
        if let Some((entry, start)) = self.outlines.take() {
            self.known = self.known(&entry[start..]);
            if self.known.is_none() {
                self.key.iter().for_each(|key| cache.distrust(key));
            }
        }
    }

    /// Who issued each document.
    pub(super) fn issuers(&self, lexicon: &Lexicon, told: &Told) -> Vec<String> {
        match &self.known {
            Some(known) => known
                .iter()
                .map(|grasp| grasp.facts.profile.issuer.clone())
                .collect(),
            None => self
                .documents
                .iter()
                .map(|document| issuer_of(document, lexicon, told))
                .collect(),
        }
    }

    /// The facts of all documents, at least in outline; keeps them where they were not known.
    pub(super) fn facts(&mut self, lexicon: &Lexicon, told: &Told, cache: &Cache) -> Vec<Grasp> {
        if let Some(known) = self.known.take() {
            return known;
        }
        let documents = self.documents.par_iter();
        let facts: Vec<Facts> = documents.map(|d| extract_as(d, lexicon, told)).collect();
        self.keep(&facts, cache);
        facts.into_iter().map(Grasp::whole).collect()
    }

    fn known(&self, mut bytes: &[u8]) -> Option<Vec<Grasp>> {
        let read = |document: &Document| {
            let read = || postcard::take_from_bytes(bytes);
            let ((facts, quantities), rest) = document.id.reading(read).ok()?;
            bytes = rest;
            Some(Grasp {
                facts,
                quantities,
                is_whole: false,
            })
        };
        self.documents.iter().map(read).collect()
    }

    /// Keeps the documents with the outlines of their facts under the file's name, the facts under each document's.
    fn keep(&self, facts: &[Facts], cache: &Cache) {
        let (Some(key), Some(mut entry)) = (&self.key, self.entry()) else {
            return;
        };
        for (nth, (document, facts)) in self.documents.iter().zip(facts).enumerate() {
            let outline = (facts.outline(), facts.quantities.len());
            let write = || {
                Some((
                    postcard::to_stdvec(&outline).ok()?,
                    postcard::to_stdvec(facts).ok()?,
                ))
            };
            let (Some((outline, whole)), Some(key)) =
                (document.id.reading(write), self.key_of(nth))
            else {
                return;
            };
            entry.extend(outline);
            cache.save(&key, whole);
        }
        cache.save(key, entry);
    }

    /// What to keep of the documents.
    fn entry(&self) -> Option<Vec<u8>> {
        let file = &self.documents.first()?.file;
        let same = |d: &Document| Arc::ptr_eq(&d.file, file);
        if !self.documents.iter().all(same) {
            return None;
        }
        let is_file = blake3::hash(file.text.as_bytes()).to_hex().as_str() == file.blake3;
        let kept = Kept {
            encoding: file.encoding.clone(),
            text: (!is_file).then(|| file.text.clone()),
            origins: file.origins.clone(),
            notes: self.notes.iter().map(|(_, what)| what.clone()).collect(),
            documents: self.documents.iter().map(KeptDocument::of).collect(),
        };
        postcard::to_stdvec(&kept).ok()
    }
}

impl Kept {
    fn restore(self, shown: &str, blake3: String, text: impl FnOnce() -> String) -> Opened {
        let text = self.text.unwrap_or_else(text);
        let path = shown.to_owned();
        let file = SourceFile::new(path, text, self.encoding, blake3, self.origins);
        let file = Arc::new(file);
        let documents = self.documents.into_iter();
        let notes = self.notes.into_iter();
        Opened {
            documents: documents.map(|d| d.restore(&file)).collect(),
            notes: notes.map(|what| (shown.to_owned(), what)).collect(),
            ..Opened::default()
        }
    }
}

impl KeptDocument {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            range: document.range.clone(),
            title: document.title.clone(),
            blocks: document.blocks.clone(),
            tables: document.tables.clone(),
        }
    }

    pub(super) fn restore(self, file: &Arc<SourceFile>) -> Document {
        Document {
            id: DocId::default(),
            file: Arc::clone(file),
            range: self.range,
            title: self.title,
            blocks: self.blocks,
            tables: self.tables,
        }
    }
}
