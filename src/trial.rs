//! Runs the examples inside rule files through the whole pipeline and says which rules kept their word.

use crate::document::Document;
use crate::error::RequestError;
use crate::extract::{Facts, Lexicon, extract};
use crate::finding::{Finding, Severity};
use crate::judge::judge;
use crate::link::link;
use crate::location::DocId;
use crate::rule::case::Papers;
use crate::rule::example::ExampleFile;
use crate::rule::load::Source;
use crate::rule::scope::Scope;
use crate::rule::{Rule, RuleSet};
use crate::source;

/// What a rule was tried on, and what came of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trial {
    /// The rule's id.
    pub rule: String,
    /// Examples that went as written.
    pub passed: usize,
    /// Examples that did not.
    pub failures: Vec<Failure>,
}

/// An example that did not go as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// What went wrong.
    pub kind: FailureKind,
    /// The example's documents as one text, clipped.
    pub example: String,
    /// Where in a made-up document a text on its own was put, in Chinese; empty where the example says so itself.
    pub placed: &'static str,
    /// What the rule said instead, in Chinese; empty when it said nothing.
    pub said: String,
}

/// How an example can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// 漏报: it should have been reported.
    Missed,
    /// 误报: it should have been passed over.
    False,
    /// 级别不符: reported with another severity.
    Severity,
    /// 没有应报的用例: the rule has no example it reports.
    NoReport,
}

impl FailureKind {
    /// Its name in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "漏报",
            Self::False => "误报",
            Self::Severity => "级别不符",
            Self::NoReport => "没有应报的用例",
        }
    }
}

/// Tries the rule of `source`, called `id`, on its own examples.
///
/// # Errors
/// The rule is not valid.
pub fn try_rule(id: &str, source: &Source, lexicon: &Lexicon) -> Result<Trial, RequestError> {
    let rules = RuleSet {
        rules: source.clone().rules(id, lexicon)?,
        ..RuleSet::default()
    };
    let on = rules.rules.first().map_or(Scope::Document, |r| r.on);
    let examples = source.file.examples.clone().unwrap_or_default();
    let mut trial = Trial {
        rule: id.to_owned(),
        ..Trial::default()
    };
    if examples.report.is_empty() {
        trial.failures.push(Failure {
            kind: FailureKind::NoReport,
            example: String::new(),
            placed: "",
            said: String::new(),
        });
    }
    let wanted = examples.report.iter().map(|e| (&e.0, true));
    for (example, report) in wanted.chain(examples.silent.iter().map(|e| (&e.0, false))) {
        let found = findings(example, on, &rules.rules, lexicon);
        match failure(example, report, &found) {
            None => trial.passed += 1,
            Some(kind) => trial.failures.push(Failure {
                kind,
                example: shown(example, on),
                placed: example.placed_in(on),
                said: found.first().map_or(String::new(), said),
            }),
        }
    }
    Ok(trial)
}

fn failure(example: &ExampleFile, report: bool, found: &[Finding]) -> Option<FailureKind> {
    let severity = |wanted: Severity| found.iter().any(|f| f.severity == wanted);
    match (report, found.is_empty()) {
        (true, true) => Some(FailureKind::Missed),
        (false, false) => Some(FailureKind::False),
        (false, true) => None,
        (true, false) => {
            let wrong = example.severity.is_some_and(|wanted| !severity(wanted));
            wrong.then_some(FailureKind::Severity)
        }
    }
}

fn said(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    };
    format!("{level}：{}", finding.message)
}

/// What `rules` say about the documents of `example`.
fn findings(example: &ExampleFile, on: Scope, rules: &[Rule], lexicon: &Lexicon) -> Vec<Finding> {
    let mut documents: Vec<Document> = Vec::new();
    for paper in example.papers(on) {
        documents.extend(source::read_bytes(paper.text.as_bytes(), &paper.name).documents);
    }
    for (id, document) in (0u32..).zip(&mut documents) {
        document.id = DocId(id);
    }
    let facts: Vec<Facts> = documents.iter().map(|d| extract(d, lexicon)).collect();
    let linked = link(&documents, &facts, lexicon);
    let papers = Papers {
        documents: &documents,
        facts: &facts,
        linked: &linked,
        lexicon,
        today: example.today.as_ref().and_then(|day| day.parse().ok()),
    };
    judge(&papers, rules).findings
}

/// The example on one line, as a person would recognise it.
fn shown(example: &ExampleFile, on: Scope) -> String {
    let text = match &example.text {
        Some(text) => text.clone(),
        None => {
            let papers = example.papers(on);
            papers.iter().map(|p| p.text.as_str()).collect()
        }
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
