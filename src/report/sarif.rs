//! Writes findings as SARIF 2.1.0 for code scanning; columns are code points.
//!
//! `locations[0]` is the place the finding is about, the only one GitHub annotates; other places are linked from the
//! message. Files without lines (docx, xlsx) get a logical location. The fingerprint is our own: left to itself GitHub
//! hashes the first hundred characters of the line, and every finding on one long line would be one alert.

use super::audit::{self, false_alarms};
use super::overview::files;
use super::redact::redact;
use super::wording;
use super::{Provenance, Report};
use crate::finding::{Acceptance, Finding, RuleInfo, Severity};
use crate::location::Span;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Required literally by the standard, clause 3.13.2; not the program's version.
const VERSION: &str = "2.1.0";
/// Where the standard keeps its schema.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// The report as SARIF text.
pub fn write(report: &Report) -> String {
    let log = json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": { "driver": driver(report) },
            "columnKind": "unicodeCodePoints", // clause 3.14.27
            "artifacts": files(report).map(|f| json!({
                "location": { "uri": uri(&f.path) },
                "hashes": { "blake3": f.blake3 },
            })).collect::<Vec<_>>(),
            "invocations": [invocation(report)],
            "properties": { "staleBaseline": audit::stale(report) },
            "results": report.findings.iter().map(|f| result(report, f)).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn driver(report: &Report) -> Value {
    let tool = Provenance::of(report);
    let alarms = false_alarms(report);
    json!({
        "name": tool.name,
        "version": tool.version,
        "semanticVersion": tool.version,
        "rules": report.rules.iter().map(|r| rule(r, alarms.get(r.id.as_str()))).collect::<Vec<_>>(),
        "properties": { "lexicon": tool.lexicon },
    })
}

fn rule(rule: &RuleInfo, alarms: Option<&usize>) -> Value {
    json!({
        "id": rule.id,
        "name": rule.title,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": non_empty(&rule.why, &rule.title) },
        "help": { "text": non_empty(&rule.help, &rule.title) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "version": rule.version, "falseAlarms": alarms.unwrap_or(&0) },
    })
}

/// What could not be read, and what to know about how a file was read, are notifications of the run, so that a viewer shows them.
fn invocation(report: &Report) -> Value {
    let unread = report.unread.iter().map(|u| {
        json!({
            "level": "error",
            "message": { "text": redact(&format!("未读（{}）：{}", u.what, u.why)) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&u.file) } } }],
        })
    });
    let notes = report.notes.iter().map(|(file, what)| {
        json!({
            "level": "note",
            "message": { "text": redact(what) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } }],
        })
    });
    json!({
        "executionSuccessful": report.unread.is_empty(),
        "toolExecutionNotifications": unread.chain(notes).collect::<Vec<_>>(),
    })
}

fn result(report: &Report, f: &Finding) -> Value {
    let related = f.related.iter().zip(1..).map(|(r, id)| {
        let mut at = location(report, r.span);
        at["id"] = json!(id);
        at["message"] = json!({ "text": redact(&r.label) });
        at
    });
    let mut result = json!({
        "ruleId": f.rule,
        "level": level(f.severity),
        "message": { "text": message(f) },
        "locations": [location(report, f.primary)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "primaryLocationLineHash": f.fingerprint },
        "properties": { "matterKey": f.matter_key, "ruleVersion": f.rule_version, "owners": f.owners.iter().map(|o| redact(o)).collect::<Vec<_>>() },
    });
    if let Some(index) = report.rules.iter().position(|r| r.id == f.rule) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(acceptance) = &f.accepted {
        result["suppressions"] = json!([suppression(acceptance)]);
    }
    if let Some(statement) = &f.statement {
        result["properties"]["statement"] = json!(redact(&wording::statement(statement)));
    }
    result
}

fn suppression(acceptance: &Acceptance) -> Value {
    json!({ "kind": "external", "status": "accepted", "justification": redact(&wording::acceptance(acceptance)) })
}

/// Message, reasons, advice and what was said about it; related places as links, brackets escaped (clause 3.11.6).
fn message(f: &Finding) -> String {
    let mut text = escaped(&redact(&f.message));
    for (r, id) in f.related.iter().zip(1..) {
        let label = if r.label.is_empty() {
            "相关原文"
        } else {
            &r.label
        };
        let _ = write!(text, " [{}]({id})", escaped(&redact(label)));
    }
    for reason in &f.because {
        let _ = write!(text, "\n依据：{}", escaped(&redact(reason)));
    }
    if !f.help.is_empty() {
        let _ = write!(text, "\n建议：{}", escaped(&redact(&f.help)));
    }
    if let Some(statement) = &f.statement {
        let _ = write!(
            text,
            "\n说明：{}",
            escaped(&redact(&wording::statement(statement)))
        );
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

fn location(report: &Report, span: Span) -> Value {
    let place = report.place(span);
    let (end_line, end_column) = place.end();
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file.path) },
            "region": {
                "startLine": place.line, "startColumn": place.column,
                "endLine": end_line, "endColumn": end_column,
                "snippet": { "text": place.quote },
            },
        },
    });
    if let Some(name) = place.logical() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": name, "kind": "element" }]);
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn non_empty<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

/// `path` as a relative URI reference: everything but unreserved characters and `/` is percent-encoded.
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
