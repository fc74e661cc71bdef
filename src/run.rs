//! Turns paths and options into a `Report`: find, read, extract, link, judge.

use crate::error::RequestError;
use crate::extract::{Facts, Lexicon, extract};
use crate::judge::judge;
use crate::link::link;
use crate::location::DocId;
use crate::report::Report;
use crate::rule::RuleSet;
use crate::rule::case::Papers;
use crate::source;
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::PathBuf;

/// What a run is asked to do.
#[derive(Debug, Default)]
pub struct Request {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// The day the run takes for today; only overdue findings depend on it.
    pub today: Option<Date>,
}

/// Carries out `request`.
///
/// # Errors
/// Only when the request itself is wrong; what cannot be read is part of the report.
pub fn run(request: &Request) -> Result<Report, RequestError> {
    let lexicon = Lexicon::built_in();
    let files = find_files(&request.paths)?;
    let readings: Vec<source::Reading> = files
        .par_iter()
        .map(|path| source::read(path, &path.to_string_lossy().replace('\\', "/")))
        .collect();
    let (mut documents, mut unread) = (Vec::new(), Vec::new());
    for reading in readings {
        documents.extend(reading.documents);
        unread.extend(reading.unread);
    }
    for (id, document) in (0u32..).zip(&mut documents) {
        document.id = DocId(id);
    }
    let facts: Vec<Facts> = documents.par_iter().map(|d| extract(d, &lexicon)).collect();
    let linked = link(&documents, &facts, &lexicon);
    let rules = RuleSet::built_in(&lexicon);
    let papers = Papers {
        documents: &documents,
        facts: &facts,
        linked: &linked,
        lexicon: &lexicon,
        today: request.today,
    };
    let judgement = judge(&papers, &rules);
    Ok(Report {
        documents,
        facts,
        linked,
        findings: judgement.findings,
        costs: judgement.costs,
        rules: rules.infos(),
        unread,
        stale: Vec::new(),
        passed_over: Vec::new(),
        lexicon: lexicon.blake3(),
    })
}

fn find_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, RequestError> {
    let mut files = Vec::new();
    for path in paths {
        if !path.exists() {
            return Err(RequestError::MissingPath {
                path: path.display().to_string(),
            });
        }
        let entries = walkdir::WalkDir::new(path)
            .sort_by_file_name()
            .into_iter()
            .flatten();
        files.extend(
            entries
                .filter(|e| e.file_type().is_file())
                .map(walkdir::DirEntry::into_path),
        );
    }
    Ok(files)
}
