//! Turns paths and options into a `Report`: find, read, extract, link, judge.

mod again;
mod files;
mod opened;
mod part;
mod ready;
mod settle;
mod shard;
mod sharded;
mod skim;
mod unit;

pub use shard::Shard;
pub use sharded::{Merged, merge, work_on_shard};

use crate::cache::Cache;
use crate::config::Config;
use crate::document::Document;
use crate::error::RequestError;
use crate::extract::{Facts, Lexicon};
use crate::finding::Finding;
use crate::judge::Cost;
use crate::link;
use crate::link::pair::pairs;
use crate::link::strand::join;
use crate::report::{Report, Stages};
use crate::rule::{RuleSet, load};
use crate::source::Unread;
use jiff::civil::Date;
use rayon::prelude::*;
use settle::{Office, Outcome, Settled, Unit};
use skim::{Shelf, Skimmed, skim};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use unit::units;

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
    /// How much is kept of what was understood.
    pub extent: Extent,
}

/// How much of what was understood and found is kept to the end; of matters at least what counts and groups need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Extent {
    /// Findings that need a reply, and advice where it may come to that: in files that hold exemptions and in progress
    /// tables, where what stood in the one before is raised. Other advice is only counted.
    Gravest,
    /// All findings.
    Findings,
    /// Also what became of every commitment.
    #[default]
    Ledger,
    /// Also all facts, and the structure of the documents.
    Facts,
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
    let (tools, skimmed, outcomes) = work(request, false)?;
    let report = report(skimmed, outcomes, &tools);
    rayon::spawn(|| drop(tools)); // taking it apart need not be waited for
    Ok(report)
}

/// Reads what `request` asks for, and meanwhile the rules; settles one unit after the other. `writes` asks for links and
/// findings as bytes as well.
fn work(
    request: &Request<'_>,
    writes: bool,
) -> Result<(Tools, Skimmed, Vec<Outcome>), RequestError> {
    let lexicon = lexicon(request.config)?;
    let nothing = Cache::default();
    let office = office(request, (&lexicon, &nothing), writes);
    let loaded: OnceLock<Result<RuleSet, RequestError>> = OnceLock::new();
    let load = || {
        loaded
            .get_or_init(|| rules(request.config, &lexicon))
            .as_ref()
    };
    let settle = |files| settle::settle(files, || load().ok(), &office);
    let (_, settled) = rayon::join(
        || {
            lexicon.compiled(link::follow::Tools::new);
            load()
        },
        || {
            let mut skimmed = skim(request, &office)?;
            let units = units(std::mem::take(&mut skimmed.opened), &office);
            let all = units.len();
            let outcomes = units.into_par_iter().with_max_len(1).map(settle);
            let outcomes = outcomes.map(|outcome| outcome.among_workers(all));
            Ok((skimmed, outcomes.collect()))
        },
    );
    let loaded = loaded.into_inner().expect("rules were asked for above");
    let rules = loaded?;
    let (skimmed, outcomes) = settled?;
    Ok((Tools { lexicon, rules }, skimmed, outcomes))
}

/// What the units of `request` are settled with.
fn office<'a>(
    request: &Request<'a>,
    (lexicon, nothing): (&'a Lexicon, &'a Cache),
    writes: bool,
) -> Office<'a> {
    Office {
        config: request.config,
        lexicon,
        today: request.today,
        cache: request.cache.unwrap_or(nothing),
        extent: request.extent,
        writes,
    }
}

/// Reads every document of `request` and its facts.
///
/// # Errors
/// When a path of the request is not there.
pub fn understand(request: &Request<'_>, lexicon: &Lexicon) -> Result<Understood, RequestError> {
    let nothing = Cache::default();
    let office = office(request, (lexicon, &nothing), false);
    let mut skimmed = skim(request, &office)?;
    let mut unit = Unit::read(std::mem::take(&mut skimmed.opened), &office);
    unit.complete(&office, |_| true);
    Ok(Understood {
        documents: unit.documents,
        facts: unit.facts,
        unread: skimmed.unread,
        passed_over: skimmed.passed_over,
        notes: skimmed.notes,
        stages: skimmed.stages,
    })
}

/// Links what was understood, puts the rules to it and reports; keeps as much as `extent` says.
pub fn conclude(
    understood: Understood,
    tools: &Tools,
    (today, extent): (Option<Date>, Extent),
) -> Report {
    let request = Request {
        today,
        extent,
        ..Request::default()
    };
    let nothing = Cache::default();
    let office = office(&request, (&tools.lexicon, &nothing), false);
    let unit = Unit {
        quantities: understood
            .facts
            .iter()
            .map(|f| f.quantities.len())
            .collect(),
        shelf: Shelf {
            keys: vec![None; understood.documents.len()],
            is_whole: vec![true; understood.documents.len()],
        },
        documents: understood.documents,
        facts: understood.facts,
        known: Vec::new(),
    };
    let skimmed = Skimmed {
        unread: understood.unread,
        passed_over: understood.passed_over,
        notes: understood.notes,
        stages: understood.stages,
        ..Skimmed::default()
    };
    report(skimmed, settle_apart(unit, tools, &office), tools)
}

/// What comes of the documents in `unit`, issuer by issuer.
fn settle_apart(unit: Unit, tools: &Tools, office: &Office<'_>) -> Vec<Outcome> {
    let units = unit.apart();
    let all = units.len();
    let outcomes = units.into_par_iter().with_max_len(1);
    outcomes
        .map(|unit| unit.settle(&tools.rules, office).among_workers(all))
        .collect()
}

/// The report of what was settled.
fn report(skimmed: Skimmed, outcomes: Vec<Outcome>, tools: &Tools) -> Report {
    let mut report = Report {
        rules: tools.rules.infos(),
        unread: skimmed.unread,
        passed_over: skimmed.passed_over,
        notes: skimmed.notes,
        lexicon: tools.lexicon.blake3().to_owned(),
        ..Report::default()
    };
    let mut settled: Vec<Settled> = Vec::new();
    let mut stages = vec![skimmed.stages];
    for outcome in outcomes {
        settled.extend(outcome.settled);
        stages.push(outcome.stages);
        report.costs = add(report.costs, outcome.costs);
    }
    settled.sort_unstable_by_key(|s| s.document.id);
    let mut strands = Vec::with_capacity(settled.len());
    let mut found = Vec::with_capacity(settled.len());
    for document in settled {
        report.quantities += document.quantities;
        report.advice += document.advice;
        report.documents.push(document.document);
        report.facts.push(document.facts);
        report.briefs.extend(document.briefs);
        found.push(document.findings);
        strands.push(document.strand);
    }
    let (_, pairings) = pairs(&report.documents, &report.facts);
    (report.findings, report.linked) = rayon::join(|| in_one(found), || join(strands, pairings));
    report.stages = Stages::sum(stages);
    report
}

/// The findings of all documents, in their order.
fn in_one(found: Vec<Vec<Finding>>) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|own| findings.extend(own));
    findings
}

/// The costs of rules in two units.
fn add(mut costs: Vec<Cost>, more: Vec<Cost>) -> Vec<Cost> {
    if costs.is_empty() {
        return more;
    }
    for (cost, more) in costs.iter_mut().zip(more) {
        cost.findings += more.findings;
        cost.time += more.time;
    }
    costs
}
