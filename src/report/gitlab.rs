//! Writes open findings as a GitLab code quality report; the rule id stands in the description, `check_name` is not shown.

use super::Report;
use super::redact::redact;
use crate::finding::{Finding, Severity};
use serde::Serialize;
use std::collections::HashSet;

/// The report as GitLab reads it. A fingerprint that comes twice gets a number, because GitLab drops the second.
pub fn write(report: &Report) -> String {
    let mut seen = HashSet::new();
    let open = report.findings.iter().filter(|f| f.accepted.is_none());
    let issues: Vec<Issue<'_>> = open.map(|f| issue(report, f, &mut seen)).collect();
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
    let place = report.place(f.primary);
    let numbered = (1..).map(|n| match n {
        1 => f.fingerprint.clone(),
        n => format!("{}-{n}", f.fingerprint),
    });
    let mut fingerprints = numbered.filter(|candidate| seen.insert(candidate.clone()));
    Issue {
        description: format!("[{}] {}。{}", f.rule, redact(&f.message), redact(&f.help)),
        check_name: &f.rule,
        fingerprint: fingerprints.next().unwrap_or_default(),
        severity: match f.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: place.file.path.trim_start_matches("./"),
            lines: Lines {
                begin: place.line,
                end: place.end_line,
            },
        },
    }
}
