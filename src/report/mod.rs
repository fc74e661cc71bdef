//! Turns what a run found into bytes, one file per format.

pub mod audit;
pub mod comparison;
pub mod docx;
pub mod facts;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod marked;
pub mod notice;
pub mod overview;
mod pieces;
pub mod place;
pub mod plain;
pub mod redact;
pub mod rows;
pub mod sarif;
pub mod stages;
pub mod terminal;
pub mod trace;
pub mod unpaired;
pub mod wording;
pub mod xlsx;

pub use place::Place;
pub use stages::{Stage, Stages};

use crate::document::Document;
use crate::extract::Facts;
use crate::finding::{Finding, RuleInfo};
use crate::judge::Cost;
use crate::ledger::Ledger;
use crate::link::{Brief, Linked, Matter};
use crate::source::Unread;
use serde::Serialize;
use std::collections::HashMap;

/// What every output carries, so that a later run over the folder does not take it for a document: in its first or last kilobyte, or in the properties of a workbook.
pub const MARK: &str = "duban-report/1";

/// Everything a run found; all a format may show.
#[derive(Debug, Default)]
pub struct Report {
    /// The documents read, in order; `DocId` is the index.
    pub documents: Vec<Document>,
    /// Their facts, same order; in outline where everything about a document was known from an earlier run.
    pub facts: Vec<Facts>,
    /// Quantities understood.
    pub quantities: usize,
    /// Matters, successions, pairings.
    pub linked: Linked,
    /// The matters of which no more is kept, in order.
    pub briefs: Vec<Brief>,
    /// Findings, sorted.
    pub findings: Vec<Finding>,
    /// Open findings of the lightest severity that are counted and not among them.
    pub advice: usize,
    /// The rules that were put, by id.
    pub rules: Vec<RuleInfo>,
    /// What each rule cost, in the same order.
    pub costs: Vec<Cost>,
    /// What the stages of the run took.
    pub stages: Stages,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Baseline entries whose finding is gone, as rule and message.
    pub stale: Vec<(String, String)>,
    /// Files passed over, with the reason in Chinese.
    pub passed_over: Vec<(String, String)>,
    /// What to know about how a file was read (hidden sheets and rows), as file and what, in Chinese.
    pub notes: Vec<(String, String)>,
    /// What people filled in an earlier 台账.
    pub ledger: Ledger,
    /// blake3 of the word lists the run read by.
    pub lexicon: String,
    /// The way from the folder a report is saved in to where paths start, such as `../`; empty beside them.
    pub way_back: String,
}

/// What made the report, for auditors.
#[derive(Debug, Serialize)]
pub struct Provenance<'a> {
    /// Always `duban`.
    pub name: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// blake3 of the word lists.
    pub lexicon: &'a str,
}

impl<'a> Provenance<'a> {
    /// Of `report`.
    pub fn of(report: &'a Report) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            lexicon: &report.lexicon,
        }
    }
}

/// How a person wants to see the report; complete formats ignore it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
    /// Whether to show advice, not only count it.
    pub info: bool,
    /// Whether to show the summary only.
    pub quiet: bool,
    /// How often `-v` was given.
    pub verbose: u8,
}

impl View {
    /// The same for a file, which is kept: no colour, with what was compared, exempted and by what it was made.
    pub fn for_file(self) -> Self {
        Self {
            color: false,
            quiet: false,
            verbose: self.verbose.max(1),
            ..self
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            width: 100,
            color: false,
            ascii: false,
            info: false,
            quiet: false,
            verbose: 0,
        }
    }
}

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Terminal,
    /// One JSON object, complete.
    Json,
    /// One JSON object per line.
    Jsonl,
    /// SARIF 2.1.0 for code scanning.
    Sarif,
    /// GitHub workflow commands.
    Github,
    /// GitHub job summary.
    GithubSummary,
    /// GitLab code quality.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// One self-contained web page.
    Html,
    /// A workbook: 问题清单 and 承诺台账.
    Xlsx,
    /// The first document as a Word file with 批注.
    Docx,
    /// 通报 draft in Markdown.
    Bulletin,
}

impl Format {
    /// Every format with the name `--format` takes and the ends of file names `--output` knows it by.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 12] = [
        (Self::Terminal, "terminal", &[".txt"]),
        (Self::Json, "json", &[".json"]),
        (Self::Jsonl, "jsonl", &[".jsonl", ".ndjson"]),
        (Self::Sarif, "sarif", &[".sarif", ".sarif.json"]),
        (Self::Github, "github", &[".github.txt"]),
        (Self::GithubSummary, "github-summary", &[".summary.md"]),
        (
            Self::Gitlab,
            "gitlab",
            &[".gitlab.json", "gl-code-quality-report.json"],
        ),
        (Self::Junit, "junit", &[".xml"]),
        (Self::Html, "html", &[".html", ".htm"]),
        (Self::Xlsx, "xlsx", &[".xlsx"]),
        (Self::Docx, "docx", &[".docx"]),
        (Self::Bulletin, "markdown", &[".md"]),
    ];

    /// The format `--format name` asks for.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|f| f.1 == name).map(|f| f.0)
    }

    /// Whether it shows what became of every commitment, not only what was found.
    pub fn shows_ledger(self) -> bool {
        match self {
            Self::Json | Self::Jsonl | Self::Junit | Self::Html | Self::Xlsx => true,
            Self::Terminal
            | Self::Sarif
            | Self::Github
            | Self::GithubSummary
            | Self::Gitlab
            | Self::Docx
            | Self::Bulletin => false,
        }
    }

    /// The format of a file by the end of its name; the longest end wins.
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let ends = Self::ALL
            .iter()
            .flat_map(|(format, _, ends)| ends.iter().map(move |end| (*format, *end)));
        ends.filter(|(_, end)| name.ends_with(end))
            .max_by_key(|(_, end)| end.len())
            .map(|(format, _)| format)
    }
}

impl Report {
    /// The matters by their key.
    fn matters(&self) -> HashMap<&str, &Matter> {
        let matters = self.linked.matters.iter();
        matters.map(|m| (m.key.as_str(), m)).collect()
    }

    /// The titles of the rules by their id.
    fn titles(&self) -> HashMap<&str, &str> {
        let rules = self.rules.iter();
        rules.map(|r| (r.id.as_str(), r.title.as_str())).collect()
    }

    /// The findings with their place in reading order, the gravest first.
    fn gravest_first(&self) -> Vec<(usize, &Finding)> {
        let mut findings: Vec<(usize, &Finding)> = self.findings.iter().enumerate().collect();
        findings.sort_by_key(|(_, f)| (f.accepted.is_some(), std::cmp::Reverse(f.severity)));
        findings
    }

    /// Where a link in a saved report leads to for `path`, one of the files read.
    pub fn link(&self, path: &str) -> String {
        let is_rooted = path.starts_with('/') || path.contains(":/");
        if is_rooted {
            return path.to_owned();
        }
        format!("{}{}", self.way_back, path.trim_start_matches("./"))
    }

    /// The report's bytes in `format`. For [`Format::Docx`] the Word file is made from the text; [`docx::write`] takes the original.
    pub fn write(&self, format: Format, view: &View) -> Vec<u8> {
        match format {
            Format::Terminal => terminal::write(self, view).into_bytes(),
            Format::Json => json::write(self),
            Format::Jsonl => jsonl::write(self).into_bytes(),
            Format::Sarif => sarif::write(self).into_bytes(),
            Format::Github => github::write(self).into_bytes(),
            Format::GithubSummary => github::summary(self).into_bytes(),
            Format::Gitlab => gitlab::write(self).into_bytes(),
            Format::Junit => junit::write(self).into_bytes(),
            Format::Html => html::write(self).into_bytes(),
            Format::Xlsx => xlsx::write(self),
            Format::Docx => docx::from_text(self),
            Format::Bulletin => notice::bulletin(self).into_bytes(),
        }
    }

    /// The bytes for a file in `format`: what has no hidden place for the [`MARK`] ends with it.
    pub fn file(&self, format: Format, view: &View) -> Vec<u8> {
        let mut bytes = self.write(format, &view.for_file());
        match format {
            Format::Terminal | Format::Github => bytes.extend(format!("\n{MARK}\n").bytes()),
            Format::Json
            | Format::Jsonl
            | Format::Sarif
            | Format::GithubSummary
            | Format::Gitlab
            | Format::Junit
            | Format::Html
            | Format::Xlsx
            | Format::Docx
            | Format::Bulletin => {}
        }
        bytes
    }
}
