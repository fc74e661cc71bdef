//! Writes a report as one JSON object, schema `duban-report/1`; offsets are Unicode code points.
//!
//! Complete by contract: nothing is capped or hidden. Keys are English and stable; `start` and `end` count code points in
//! the file's decoded text, end exclusive; `line` and `column` are 1-based, columns in characters. Phone and identity
//! numbers are masked at equal length. The rows are those of [`super::rows`].

use super::audit::false_alarms;
use super::overview::{by_rule, files};
use super::redact::redact;
use super::rows::{
    DocumentRow, FindingRow, MatterRow, NotUnderstoodRow, PairingRow, SuccessionRow,
};
use super::{Provenance, Report};
use crate::finding::Severity;
use crate::source::Unread;
use serde::Serialize;
use std::borrow::Cow;

/// The report as JSON text, ending in a newline.
pub fn write(report: &Report) -> String {
    let facts = || report.facts.iter();
    let linked = &report.linked;
    let whole = Whole {
        schema: super::MARK,
        tool: Provenance::of(report),
        inputs: inputs(report),
        rules: rules(report),
        documents: facts().map(|f| DocumentRow::of(report, f)).collect(),
        pairings: rows(report, &linked.pairings, PairingRow::of),
        ledger: rows(report, &linked.matters, MatterRow::of),
        findings: rows(report, &report.findings, FindingRow::of),
        successions: rows(report, &linked.successions, SuccessionRow::of),
        unread: report.unread.iter().map(unread).collect(),
        not_understood: facts()
            .flat_map(|f| rows(report, &f.not_understood, NotUnderstoodRow::of))
            .collect(),
        passed_over: report.passed_over.iter().map(passed_over).collect(),
        notes: report.notes.iter().map(note).collect(),
        stale: report.stale.iter().map(stale).collect(),
    };
    let mut text = serde_json::to_string_pretty(&whole).expect("rows have string keys");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    tool: Provenance<'a>,
    inputs: Vec<InputRow<'a>>,
    rules: Vec<RuleRow<'a>>,
    documents: Vec<DocumentRow<'a>>,
    pairings: Vec<PairingRow<'a>>,
    ledger: Vec<MatterRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    successions: Vec<SuccessionRow<'a>>,
    unread: Vec<UnreadRow<'a>>,
    not_understood: Vec<NotUnderstoodRow<'a>>,
    passed_over: Vec<PassedOverRow<'a>>,
    notes: Vec<NoteRow<'a>>,
    stale: Vec<StaleRow<'a>>,
}

/// A file that was read.
#[derive(Debug, Serialize)]
pub struct InputRow<'a> {
    file: &'a str,
    blake3: &'a str,
    read_as: &'a str,
}

/// The files that were read, each once, in order.
pub fn inputs(report: &Report) -> Vec<InputRow<'_>> {
    files(report)
        .map(|f| InputRow {
            file: &f.path,
            blake3: &f.blake3,
            read_as: &f.encoding,
        })
        .collect()
}

/// A rule that was put, with what came of it.
#[derive(Debug, Serialize)]
pub struct RuleRow<'a> {
    id: &'a str,
    title: &'a str,
    version: u32,
    severity: Severity,
    open: usize,
    false_alarms: usize,
}

/// Every rule that was put, by id.
pub fn rules(report: &Report) -> Vec<RuleRow<'_>> {
    let (open, alarms) = (by_rule(report), false_alarms(report));
    let count = |id: &str| open.get(id).map_or(0, Vec::len);
    report
        .rules
        .iter()
        .map(|rule| RuleRow {
            id: &rule.id,
            title: &rule.title,
            version: rule.version,
            severity: rule.severity,
            open: count(&rule.id),
            false_alarms: alarms.get(rule.id.as_str()).copied().unwrap_or(0),
        })
        .collect()
}

/// What could not be read.
#[derive(Debug, Serialize)]
pub struct UnreadRow<'a> {
    file: &'a str,
    what: Cow<'a, str>,
    why: Cow<'a, str>,
}

/// The row of something unread.
pub fn unread(unread: &Unread) -> UnreadRow<'_> {
    UnreadRow {
        file: &unread.file,
        what: redact(&unread.what),
        why: redact(&unread.why),
    }
}

/// A file that was passed over.
#[derive(Debug, Serialize)]
pub struct PassedOverRow<'a> {
    file: &'a str,
    why: &'a str,
}

/// The row of a file passed over.
pub fn passed_over((file, why): &(String, String)) -> PassedOverRow<'_> {
    PassedOverRow { file, why }
}

/// An entry of the baseline that no finding answers to.
#[derive(Debug, Serialize)]
pub struct StaleRow<'a> {
    rule: &'a str,
    message: Cow<'a, str>,
}

/// The row of a baseline entry without a finding.
pub fn stale((rule, message): &(String, String)) -> StaleRow<'_> {
    StaleRow {
        rule,
        message: redact(message),
    }
}

/// What to know about how a file was read.
#[derive(Debug, Serialize)]
pub struct NoteRow<'a> {
    file: &'a str,
    what: Cow<'a, str>,
}

/// The row of a note.
pub fn note((file, what): &(String, String)) -> NoteRow<'_> {
    NoteRow {
        file,
        what: redact(what),
    }
}

fn rows<'a, T, R>(
    report: &'a Report,
    all: &'a [T],
    row: impl Fn(&'a Report, &'a T) -> R,
) -> Vec<R> {
    all.iter().map(|item| row(report, item)).collect()
}
