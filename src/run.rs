//! Turns paths and options into a `Report`: find, read, extract, link, judge.

mod files;

use crate::config::{Config, WrittenKind};
use crate::document::Document;
use crate::error::RequestError;
use crate::extract::part::PartRole;
use crate::extract::{Facts, Lexicon, Told, extract_as};
use crate::judge::judge;
use crate::link;
use crate::location::DocId;
use crate::report::{Report, Stage, Stages};
use crate::rule::case::Papers;
use crate::rule::{RuleSet, load};
use crate::source::{self, Unread};
use files::Found;
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run is asked to do.
#[derive(Debug, Default)]
pub struct Request<'a> {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// A document from standard input: its name and its bytes.
    pub input: Option<(String, Vec<u8>)>,
    /// The day the run takes for today; only overdue findings depend on it.
    pub today: Option<Date>,
    /// Settings; none for the built-in defaults.
    pub config: Option<&'a Config>,
    /// Told how far reading has come, for whoever waits.
    pub progress: Option<&'a Progress>,
}

/// How far a run has come; counted while it goes on.
#[derive(Debug, Default)]
pub struct Progress {
    /// Files to be read.
    pub found: AtomicUsize,
    /// Files read so far.
    pub read: AtomicUsize,
}

/// What was read and understood, before anything is compared.
#[derive(Debug, Default)]
pub struct Understood {
    /// The documents, in order; `DocId` is the index.
    pub documents: Vec<Document>,
    /// Their facts, same order.
    pub facts: Vec<Facts>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Files passed over, with the reason in Chinese.
    pub passed_over: Vec<(String, String)>,
    /// What to know about how a file was read, as file and what, in Chinese.
    pub notes: Vec<(String, String)>,
    /// What finding, reading and understanding took.
    pub stages: Stages,
}

/// What reading and judging work with.
#[derive(Debug)]
pub struct Tools {
    /// Word lists.
    pub lexicon: Lexicon,
    /// Rules.
    pub rules: RuleSet,
}

impl Tools {
    /// As `config` says, or what comes with the program.
    ///
    /// # Errors
    /// A word list or rule file that is not there or not valid.
    pub fn new(config: Option<&Config>) -> Result<Self, RequestError> {
        let lexicon = lexicon(config)?;
        Ok(Self {
            rules: rules(config, &lexicon)?,
            lexicon,
        })
    }
}

/// The word lists `config` names, over those that come with the program.
///
/// # Errors
/// A word list that is not there or not valid.
pub fn lexicon(config: Option<&Config>) -> Result<Lexicon, RequestError> {
    config.map_or_else(|| Ok(Lexicon::built_in()), Config::lexicon)
}

fn rules(config: Option<&Config>, lexicon: &Lexicon) -> Result<RuleSet, RequestError> {
    config.map_or_else(
        || Ok(RuleSet::built_in(lexicon)),
        |config| load::with_folders(&config.rule_folders, lexicon),
    )
}

/// Carries out `request`.
///
/// # Errors
/// Only when the request itself is wrong; what cannot be read is part of the report.
pub fn run(request: &Request<'_>) -> Result<Report, RequestError> {
    let lexicon = lexicon(request.config)?;
    let (rules, understood) = rayon::join(
        || {
            lexicon.compiled(link::follow::Tools::new);
            rules(request.config, &lexicon)
        },
        || understand(request, &lexicon),
    );
    let tools = Tools {
        rules: rules?,
        lexicon,
    };
    Ok(conclude(understood?, &tools, request.today))
}

/// Reads every document of `request` and its facts.
///
/// # Errors
/// When a path of the request is not there.
pub fn understand(request: &Request<'_>, lexicon: &Lexicon) -> Result<Understood, RequestError> {
    let mut stages = Stages::default();
    let found = stages.time(Stage::Find, || files::find(&request.paths))?;
    let (documents, unread, notes) = stages.time(Stage::Read, || read(&found, request));
    let facts = stages.time(Stage::Extract, || {
        let facts = documents.par_iter();
        facts
            .map(|d| extract_as(d, lexicon, &told(request.config, d)))
            .collect()
    });
    Ok(Understood {
        documents,
        facts,
        unread,
        passed_over: found.passed_over,
        notes,
        stages,
    })
}

/// Links what was understood, puts the rules to it and reports.
pub fn conclude(understood: Understood, tools: &Tools, today: Option<Date>) -> Report {
    let Understood {
        documents,
        facts,
        unread,
        passed_over,
        notes,
        mut stages,
    } = understood;
    let linked = stages.time(Stage::Link, || {
        link::link(&documents, &facts, &tools.lexicon)
    });
    let papers = Papers {
        documents: &documents,
        facts: &facts,
        linked: &linked,
        lexicon: &tools.lexicon,
        today,
    };
    let judgement = stages.time(Stage::Judge, || judge(&papers, &tools.rules.rules));
    Report {
        documents,
        facts,
        linked,
        findings: judgement.findings,
        costs: judgement.costs,
        stages,
        rules: tools.rules.infos(),
        unread,
        stale: Vec::new(),
        passed_over,
        notes,
        ledger: crate::ledger::Ledger::default(),
        lexicon: tools.lexicon.blake3(),
        way_back: String::new(),
    }
}

/// Every document of the files found and of standard input, numbered in order, what could not be read, and what to say about how files were read.
fn read(
    found: &Found,
    request: &Request<'_>,
) -> (Vec<Document>, Vec<Unread>, Vec<(String, String)>) {
    let unheard = Progress::default();
    let progress = request.progress.unwrap_or(&unheard);
    progress.found.store(found.files.len(), Ordering::Relaxed);
    let mut readings: Vec<source::Reading> = found
        .files
        .par_iter()
        .map(|path| {
            let reading = source::read(path, &files::shown(path));
            progress.read.fetch_add(1, Ordering::Relaxed);
            reading
        })
        .collect();
    let input = request.input.as_ref();
    readings.extend(input.map(|(name, bytes)| source::read_bytes(bytes, name)));
    let (mut documents, mut unread, mut notes) = (Vec::new(), found.unread.clone(), Vec::new());
    for reading in readings {
        notes.extend(reading.notes);
        documents.extend(reading.documents);
        unread.extend(reading.unread);
    }
    for (id, document) in (0u32..).zip(&mut documents) {
        document.id = DocId(id);
    }
    (documents, unread, notes)
}

/// What the settings say about `document`.
fn told(config: Option<&Config>, document: &Document) -> Told {
    let setting = config.and_then(|c| c.document(&document.file.path));
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
