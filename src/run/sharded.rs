//! Does the work of one shard, and makes the report of a run out of the work of all.

use super::part::{self, Label, Sheet, Whole, gather};
use super::settle::{Settled, Unit};
use super::skim::{Shelf, Skimmed};
use super::{Extent, Request, Tools, office, report, settle_apart, work};
use crate::cache::Cache;
use crate::error::RequestError;
use crate::report::Report;
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads, links and judges the documents of the shard `request` names; the result as a file for [`merge`].
///
/// # Errors
/// When the request is wrong.
pub fn work_on_shard(request: &Request<'_>) -> Result<Vec<u8>, RequestError> {
    let (tools, skimmed, outcomes) = work(request, true)?;
    let mut settled: Vec<Settled> = outcomes.into_iter().flat_map(|o| o.settled).collect();
    settled.sort_unstable_by_key(|s| s.document.id);
    let label = label(&skimmed, &tools, request);
    let sheets = settled.into_iter().zip(skimmed.orders);
    let sheets = sheets.map(|(settled, order)| {
        let document = settled.document;
        let outline = (settled.facts.outline(), settled.quantities);
        let outline = document.id.reading(|| postcard::to_stdvec(&outline));
        Sheet {
            outline: outline.unwrap_or_default(),
            order,
            document,
            known: settled.written,
        }
    });
    let sheets: Vec<Sheet> = sheets.collect();
    Ok(part::write(&label, &sheets))
}

fn label(skimmed: &Skimmed, tools: &Tools, request: &Request<'_>) -> Label {
    let (number, of) = request.shard.map_or((1, 1), |s| (s.number, s.of));
    let shown = |path: &PathBuf| path.to_string_lossy().into_owned();
    Label {
        build: env!("DUBAN_BUILD").to_owned(),
        tools: names(tools),
        files: skimmed.files.clone(),
        today: request.today,
        paths: request.paths.iter().map(shown).collect(),
        documents: skimmed.all,
        unread: skimmed.unread.clone(),
        passed_over: skimmed.passed_over.clone(),
        notes: skimmed.notes.clone(),
        number,
        of,
    }
}

/// The word lists and the user's rules, by their hashes.
fn names(tools: &Tools) -> String {
    format!("{} {}", tools.lexicon.blake3(), tools.rules.written)
}

/// The parts of all shards, before it is known with which settings they are to be merged.
pub struct Merged {
    whole: Whole,
}

/// Puts the parts in the named `files` together.
///
/// # Errors
/// A file that is no part, parts that do not belong together, a part that is missing or there twice.
pub fn merge(files: &[(String, Vec<u8>)]) -> Result<Merged, RequestError> {
    gather(files).map(|whole| Merged { whole })
}

impl Merged {
    /// The paths that were checked.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.whole.label.paths.iter().map(PathBuf::from).collect()
    }

    /// The day the shards took for today.
    pub fn today(&self) -> Option<Date> {
        self.whole.label.today
    }

    /// The report a single run over all documents gives.
    ///
    /// # Errors
    /// When the shards were worked on by another program, other word lists or rules.
    pub fn report(self, tools: &Tools, extent: Extent) -> Result<Report, RequestError> {
        let Whole {
            label,
            documents,
            facts,
            quantities,
            known,
        } = self.whole;
        if label.build != env!("DUBAN_BUILD") || label.tools != names(tools) {
            return Err(RequestError::Argument {
                reason: "各份核对时所用的程序、词表或规则与现在不同".to_owned(),
                help: "请在同一目录、用同一版本的程序合并，或重新核对各份".to_owned(),
            });
        }
        let nothing = Cache::default();
        let request = Request {
            today: label.today,
            extent,
            ..Request::default()
        };
        let office = office(&request, (&tools.lexicon, &nothing), false);
        let unit = Unit {
            shelf: Shelf {
                keys: vec![None; documents.len()],
                is_whole: vec![true; documents.len()],
            },
            quantities,
            documents,
            facts,
            known,
        };
        let outcomes = settle_apart(unit, tools, &office);
        if outcomes.iter().any(|outcome| outcome.is_anew) {
            return Err(part::not_a_part("合并的文件中有一个"));
        }
        let skimmed = Skimmed {
            unread: label.unread,
            passed_over: label.passed_over,
            notes: label.notes,
            ..Skimmed::default()
        };
        Ok(report(skimmed, outcomes, tools))
    }
}
