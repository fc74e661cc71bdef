//! Writes a report as one JSON object, schema `duban-report/1`; offsets are Unicode code points.
//!
//! Complete by contract: nothing is capped or hidden. Keys are English and stable; `start` and `end` count code points in
//! the file's decoded text, end exclusive; `line` and `column` are 1-based, columns in characters. Phone and identity
//! numbers are masked at equal length. The rows are those of [`super::rows`].

use super::audit::false_alarms;
use super::overview::{by_rule, files};
use super::pieces::Pieces;
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
pub fn write(report: &Report) -> Vec<u8> {
    let mut text = Vec::new();
    write_to(report, |piece| text.extend(piece));
    text
}

/// Hands the same text to `show`, in order, a piece at a time.
pub fn write_to(report: &Report, show: impl FnMut(Vec<u8>)) {
    let (facts, linked) = (&report.facts, &report.linked);
    let unclear: Vec<_> = facts.iter().flat_map(|f| &f.not_understood).collect();
    let mut whole = Pieces::new(show);
    whole.member("schema", &super::MARK);
    whole.member("tool", &Provenance::of(report));
    whole.member("inputs", &inputs(report));
    whole.member("rules", &rules(report));
    whole.list("documents", facts, |f| DocumentRow::of(report, f));
    whole.list("pairings", &linked.pairings, |p| PairingRow::of(report, p));
    whole.list("ledger", &linked.matters, |m| MatterRow::of(report, m));
    whole.list("findings", &report.findings, |f| FindingRow::of(report, f));
    let successions = &linked.successions;
    whole.list("successions", successions, |s| SuccessionRow::of(report, s));
    whole.list("unread", &report.unread, unread);
    whole.list("not_understood", &unclear, |n| {
        NotUnderstoodRow::of(report, n)
    });
    whole.list("passed_over", &report.passed_over, passed_over);
    whole.list("notes", &report.notes, note);
    whole.list("stale", &report.stale, stale);
    whole.end();
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
