//! Does the work of one shard, and makes the report of a run out of the work of all.

use super::again::Desk;
use super::part::{self, Label, Sheet, Whole, gather};
use super::skim::Skimmed;
use super::{Request, Tools, Understood, begin, report, work};
use crate::cache::Cache;
use crate::error::RequestError;
use crate::report::{Report, Stages};
use jiff::civil::Date;
use std::path::PathBuf;

/// Reads, links and judges the documents of the shard `request` names; the result as a file for [`merge`].
///
/// # Errors
/// When the request is wrong.
pub fn work_on_shard(request: &Request<'_>) -> Result<Vec<u8>, RequestError> {
    let (tools, mut skimmed) = begin(request)?;
    let concluded = work(&mut skimmed, &tools, request, true);
    let label = label(&skimmed, &tools, request);
    let Understood {
        documents, facts, ..
    } = skimmed.understood;
    let sheets = documents.into_iter().zip(&facts).zip(concluded.written);
    let sheets = sheets.zip(skimmed.orders).zip(skimmed.quantities);
    let sheets = sheets.map(|((((document, facts), known), order), quantities)| {
        let outline = (facts.outline(), quantities);
        let outline = document.id.reading(|| postcard::to_stdvec(&outline));
        Sheet {
            outline: outline.unwrap_or_default(),
            order,
            document,
            known,
        }
    });
    let sheets: Vec<Sheet> = sheets.collect();
    Ok(part::write(&label, &sheets))
}

fn label(skimmed: &Skimmed, tools: &Tools, request: &Request<'_>) -> Label {
    let understood = &skimmed.understood;
    let (number, of) = request.shard.map_or((1, 1), |s| (s.number, s.of));
    let shown = |path: &PathBuf| path.to_string_lossy().into_owned();
    Label {
        build: env!("DUBAN_BUILD").to_owned(),
        tools: names(tools),
        files: skimmed.files.clone(),
        today: request.today,
        paths: request.paths.iter().map(shown).collect(),
        documents: skimmed.all,
        unread: understood.unread.clone(),
        passed_over: understood.passed_over.clone(),
        notes: understood.notes.clone(),
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
    pub fn report(self, tools: &Tools) -> Result<Report, RequestError> {
        let Whole {
            label,
            documents,
            mut facts,
            quantities,
            known,
        } = self.whole;
        if label.build != env!("DUBAN_BUILD") || label.tools != names(tools) {
            return Err(RequestError::Argument {
                reason: "各份核对时所用的程序、词表或规则与现在不同".to_owned(),
                help: "请在同一目录、用同一版本的程序合并，或重新核对各份".to_owned(),
            });
        }
        let desk = Desk {
            documents: &documents,
            keys: &vec![None; documents.len()],
            tools,
            today: label.today,
            cache: &Cache::default(),
            known: &known,
            writes: false,
        };
        let mut is_whole = true;
        let mut stages = Stages::default();
        let concluded = desk.conclude(&mut facts, &mut stages, |needed, _| {
            is_whole = !needed.contains(&true);
        });
        if !is_whole {
            return Err(part::not_a_part("合并的文件中有一个"));
        }
        let understood = Understood {
            documents,
            facts,
            unread: label.unread,
            passed_over: label.passed_over,
            notes: label.notes,
            stages,
        };
        Ok(report(understood, quantities, concluded, tools))
    }
}
