//! Turns paths and options into a `Report`: find, read, extract, link, judge.

mod again;
mod files;
mod opened;
mod part;
mod shard;
mod sharded;
mod skim;

pub use shard::Shard;
pub use sharded::{Merged, merge, work_on_shard};

use crate::cache::Cache;
use crate::config::Config;
use crate::document::Document;
use crate::error::RequestError;
use crate::extract::{Facts, Lexicon};
use crate::judge;
use crate::link;
use crate::report::{Report, Stages};
use crate::rule::{RuleSet, load};
use crate::source::Unread;
use again::{Concluded, Desk};
use jiff::civil::Date;
use skim::{Shelf, Skimmed, skim};
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;

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
    /// What was found before; none to find everything anew.
    pub cache: Option<&'a Cache>,
    /// Only the documents that fall into this shard.
    pub shard: Option<Shard>,
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
    let (tools, skimmed) = begin(request)?;
    Ok(conclude_skimmed(skimmed, &tools, request))
}

/// Reads what `request` asks for, and meanwhile what reading and judging work with.
fn begin(request: &Request<'_>) -> Result<(Tools, Skimmed), RequestError> {
    let lexicon = lexicon(request.config)?;
    let (rules, skimmed) = rayon::join(
        || {
            lexicon.compiled(link::follow::Tools::new);
            rules(request.config, &lexicon)
        },
        || skim(request, &lexicon),
    );
    let tools = Tools {
        rules: rules?,
        lexicon,
    };
    Ok((tools, skimmed?))
}

/// Reads every document of `request` and its facts.
///
/// # Errors
/// When a path of the request is not there.
pub fn understand(request: &Request<'_>, lexicon: &Lexicon) -> Result<Understood, RequestError> {
    let mut skimmed = skim(request, lexicon)?;
    let Understood {
        documents, facts, ..
    } = &mut skimmed.understood;
    let shelf = &skimmed.shelf;
    shelf.complete(documents, facts, (request, lexicon), |_| true);
    Ok(skimmed.understood)
}

/// Links what was understood, puts the rules to it and reports.
pub fn conclude(understood: Understood, tools: &Tools, today: Option<Date>) -> Report {
    let skimmed = Skimmed {
        shelf: Shelf {
            keys: vec![None; understood.documents.len()],
            is_whole: vec![true; understood.documents.len()],
        },
        quantities: understood
            .facts
            .iter()
            .map(|f| f.quantities.len())
            .collect(),
        understood,
        ..Skimmed::default()
    };
    let request = Request {
        today,
        ..Request::default()
    };
    conclude_skimmed(skimmed, tools, &request)
}

fn conclude_skimmed(mut skimmed: Skimmed, tools: &Tools, request: &Request<'_>) -> Report {
    let concluded = work(&mut skimmed, tools, request, false);
    let quantities = skimmed.quantities.iter().sum();
    report(skimmed.understood, quantities, concluded, tools)
}

/// What is concluded of the documents read; `writes` asks for it as bytes as well.
fn work(skimmed: &mut Skimmed, tools: &Tools, request: &Request<'_>, writes: bool) -> Concluded {
    let nothing = Cache::default();
    let Understood {
        documents,
        facts,
        stages,
        ..
    } = &mut skimmed.understood;
    let shelf = &skimmed.shelf;
    let desk = Desk {
        documents,
        keys: &shelf.keys,
        tools,
        today: request.today,
        cache: request.cache.unwrap_or(&nothing),
        known: &[],
        writes,
    };
    desk.conclude(facts, stages, |needed, facts| {
        shelf.complete(documents, facts, (request, &tools.lexicon), |i| needed[i]);
    })
}

/// The report of what was concluded of all documents.
fn report(
    understood: Understood,
    quantities: usize,
    concluded: Concluded,
    tools: &Tools,
) -> Report {
    let judgement = judge::join(&understood.facts, &tools.rules.rules, concluded.judged);
    Report {
        quantities,
        linked: concluded.linked,
        findings: judgement.findings,
        costs: judgement.costs,
        stages: understood.stages,
        way_back: String::new(),
        rules: tools.rules.infos(),
        unread: understood.unread,
        stale: Vec::new(),
        passed_over: understood.passed_over,
        notes: understood.notes,
        ledger: crate::ledger::Ledger::default(),
        lexicon: tools.lexicon.blake3(),
        documents: understood.documents,
        facts: understood.facts,
    }
}
