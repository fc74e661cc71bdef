//! Opens the files of a request, and takes the whole facts of their documents where somebody asks.

use super::files::{self, Found};
use super::opened::{Opened, whole_facts};
use super::settle::Office;
use super::{Progress, Request};
use crate::cache::{Cache, Key};
use crate::config::{Config, WrittenKind};
use crate::document::Document;
use crate::error::RequestError;
use crate::extract::part::PartRole;
use crate::extract::{Facts, Lexicon, Told, issuer_of};
use crate::location::DocId;
use crate::report::{Stage, Stages};
use crate::source::{self, Unread};
use rayon::prelude::*;
use std::sync::atomic::Ordering;

/// Files that were opened, with what there is to say of them before anything is understood.
#[derive(Default)]
pub(super) struct Skimmed {
    pub(super) opened: Vec<Opened>,
    pub(super) unread: Vec<Unread>,
    pub(super) passed_over: Vec<(String, String)>,
    pub(super) notes: Vec<(String, String)>,
    pub(super) stages: Stages,
    /// The places of the documents among those of all shards, and how many those are.
    pub(super) orders: Vec<usize>,
    pub(super) all: usize,
    /// Hash of the names and contents of all files.
    pub(super) files: String,
}

/// Where the whole facts of documents are found.
#[derive(Default)]
pub(super) struct Shelf {
    /// The names of the documents' facts, in order; none where nothing is kept.
    pub(super) keys: Vec<Option<Key>>,
    /// Whether the facts are the whole.
    pub(super) is_whole: Vec<bool>,
}

impl Shelf {
    /// Takes the whole facts of the `needed` documents.
    pub(super) fn complete(
        &self,
        documents: &[Document],
        facts: &mut [Facts],
        office: &Office<'_>,
        needed: impl Fn(usize) -> bool + Sync,
    ) {
        let outlines = facts.par_iter_mut().zip(documents).enumerate();
        outlines
            .filter(|(i, _)| needed(*i) && !self.is_whole[*i])
            .for_each(|(i, (facts, document))| {
                let told = told_of(office.config, &document.file.path);
                let key = self.keys[i].as_ref();
                *facts = whole_facts(document, key, (office.lexicon, &told, office.cache));
            });
    }
}

/// Opens every file of `request`.
pub(super) fn skim(request: &Request<'_>, office: &Office<'_>) -> Result<Skimmed, RequestError> {
    let mut stages = Stages::default();
    let found = stages.time(Stage::Find, || files::find(&request.paths))?;
    let nothing = Cache::default();
    let is_worth = office.cache.serves(found.bytes());
    let cache = if is_worth { office.cache } else { &nothing };
    let mut opened = stages.time(Stage::Read, || {
        open(&found, request, (cache, office.lexicon))
    });
    let (all, files) = (
        opened.iter().map(|f| f.documents.len()).sum(),
        contents(&opened),
    );
    let orders = retain(&mut opened, request, office.lexicon);
    number(&mut opened);
    opened.par_iter_mut().for_each(|file| file.recall(cache));
    let mut skimmed = Skimmed {
        passed_over: found.passed_over,
        unread: found.unread,
        stages,
        orders,
        all,
        files,
        ..Skimmed::default()
    };
    for file in &mut opened {
        skimmed.unread.append(&mut file.unread);
        skimmed.notes.extend(file.notes.clone());
    }
    skimmed.opened = opened;
    Ok(skimmed)
}

/// The files found and standard input, opened, in order.
fn open(found: &Found, request: &Request<'_>, (cache, lexicon): (&Cache, &Lexicon)) -> Vec<Opened> {
    let unheard = Progress::default();
    let progress = request.progress.unwrap_or(&unheard);
    progress.found.store(found.files.len(), Ordering::Relaxed);
    let words = lexicon.blake3();
    let files = found.files.par_iter();
    let mut opened: Vec<Opened> = files
        .map(|path| {
            let shown = files::shown(path);
            let told = told_of(request.config, &shown);
            let circumstances = format!("{words}{told:?}");
            let opened = Opened::new(path, &shown, (cache, circumstances.as_bytes()));
            progress.read.fetch_add(1, Ordering::Relaxed);
            opened
        })
        .collect();
    let input = request.input.as_ref();
    opened.extend(input.map(|(name, bytes)| source::read_bytes(bytes, name).into()));
    opened
}

/// The hash of the names and contents of all files that could be read.
fn contents(opened: &[Opened]) -> String {
    let mut hasher = blake3::Hasher::new();
    for document in opened.iter().flat_map(|file| &file.documents) {
        let file = &document.file;
        hasher.update(format!("{}\n{}\n", file.path, file.blake3).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// Drops the documents that do not fall into the shard asked for; the places of the others among all.
fn retain(opened: &mut [Opened], request: &Request<'_>, lexicon: &Lexicon) -> Vec<usize> {
    let Some(shard) = request.shard else {
        return Vec::new();
    };
    let falls = |document: &Document| {
        let told = told_of(request.config, &document.file.path);
        shard.holds(document, &issuer_of(document, lexicon, &told))
    };
    let documents = opened.par_iter().flat_map(|file| &file.documents);
    let falls: Vec<bool> = documents.map(falls).collect();
    let mut next = falls.iter();
    for file in opened {
        file.retain(|_| next.next() == Some(&true));
    }
    (0..falls.len()).filter(|&i| falls[i]).collect()
}

/// Numbers the documents of all files in order.
fn number(opened: &mut [Opened]) {
    let documents = opened.iter_mut().flat_map(|file| &mut file.documents);
    for (id, document) in (0u32..).zip(documents) {
        document.id = DocId(id);
    }
}

/// What the settings say about the documents of the file shown as `path`.
pub(super) fn told_of(config: Option<&Config>, path: &str) -> Told {
    let setting = config.and_then(|c| c.document(path));
    setting.map_or_else(Told::default, |s| Told {
        issuer: s.issuer.clone(),
        year: s.year,
        role: s.kind.map(|kind| match kind {
            WrittenKind::Plan => PartRole::Plan,
            WrittenKind::Review => PartRole::Review,
            WrittenKind::Table => PartRole::Table,
            WrittenKind::Other => PartRole::Other,
        }),
    })
}
