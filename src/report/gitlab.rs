//! Writes findings as a GitLab code quality report; the rule id stands in the description, `check_name` is not shown.
//!
//! Open findings, exempted ones as `info`, and what could not be read. What GitLab's own format has no field for stands in
//! `content` and `other_locations` of the Code Climate format it comes from.

use super::redact::redact;
use super::{Provenance, Report, plain, wording};
use crate::finding::{Acceptance, Finding, Severity};
use crate::location::Span;
use crate::source::Unread;
use serde::Serialize;
use std::collections::HashSet;

/// The report as GitLab reads it. A fingerprint that comes twice gets a number, because GitLab drops the second.
pub fn write(report: &Report) -> String {
    let mut seen = HashSet::new();
    let shown = report.findings.iter().filter(|f| match f.accepted {
        None | Some(Acceptance::Waived { .. }) => true,
        Some(Acceptance::Baseline | Acceptance::Unchanged) => false,
    });
    let mut issues: Vec<Issue<'_>> = shown.map(|f| issue(report, f, &mut seen)).collect();
    issues.extend(report.unread.iter().map(|u| unread(report, u)));
    let mut text = serde_json::to_string_pretty(&issues).expect("issues have string keys");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location<'a>>,
    content: Content,
}

/// Markdown below an issue.
#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn issue<'a>(report: &'a Report, f: &'a Finding, seen: &mut HashSet<String>) -> Issue<'a> {
    let numbered = (1..).map(|n| match n {
        1 => f.fingerprint.clone(),
        n => format!("{}-{n}", f.fingerprint),
    });
    let mut fingerprints = numbered.filter(|candidate| seen.insert(candidate.clone()));
    Issue {
        description: description(f),
        check_name: &f.rule,
        fingerprint: fingerprints.next().unwrap_or_default(),
        severity: match (&f.accepted, f.severity) {
            (Some(_), _) | (None, Severity::Info) => "info",
            (None, Severity::Error) => "major",
            (None, Severity::Warning) => "minor",
        },
        location: location(report, f.primary),
        other_locations: f.related.iter().map(|r| location(report, r.span)).collect(),
        content: Content {
            body: body(report, f),
        },
    }
}

/// One line: what does not meet, the reasons, what to do, what was said and accepted.
fn description(f: &Finding) -> String {
    let mut text = format!("[{}] {}。", f.rule, redact(&f.message));
    if let Some(acceptance) = &f.accepted {
        text = format!("{}。{text}", redact(&wording::acceptance(acceptance)));
    }
    for reason in &f.because {
        text += &format!("依据：{}。", redact(reason));
    }
    text += &redact(&f.help);
    if let Some(statement) = &f.statement {
        text += &format!("说明：{}。", redact(&wording::statement(statement)));
    }
    plain::line(&text)
}

/// What the finding is held against, and what made it.
fn body(report: &Report, f: &Finding) -> String {
    let tool = Provenance::of(report);
    let mut lines: Vec<String> = vec![];
    for r in &f.related {
        let place = report.place(r.span);
        let words = format!("{} {}：{}", r.label, place.header(), place.quote);
        lines.push(plain::line(&redact(&words)));
    }
    lines.push(format!(
        "{} {}，规则 {} v{}，词表 blake3 {}，原文 blake3 {}",
        tool.name,
        tool.version,
        f.rule,
        f.rule_version,
        tool.lexicon,
        report.document(f.primary).file.blake3
    ));
    let lines: Vec<String> = lines.iter().map(|l| plain::markdown(l)).collect();
    lines.join("\n\n")
}

/// Something that could not be read, as an issue of its file.
fn unread<'a>(report: &Report, u: &'a Unread) -> Issue<'a> {
    let identity = format!("unread\n{}\n{}", u.file, u.what);
    let tool = Provenance::of(report);
    Issue {
        description: plain::line(&redact(&format!("未读（{}）：{}", u.what, u.why))),
        check_name: "unread",
        fingerprint: blake3::hash(identity.as_bytes()).to_hex()[..16].to_owned(),
        severity: "major",
        location: Location {
            path: relative(&u.file),
            lines: Lines { begin: 1, end: 1 },
        },
        other_locations: vec![],
        content: Content {
            body: format!("{} {}", tool.name, tool.version),
        },
    }
}

fn location(report: &Report, span: Span) -> Location<'_> {
    let place = report.place(span);
    Location {
        path: relative(&place.file.path),
        lines: Lines {
            begin: place.line,
            end: place.end().0,
        },
    }
}

/// GitLab wants paths without a leading `./` or `/`.
fn relative(path: &str) -> &str {
    path.trim_start_matches("./").trim_start_matches('/')
}
