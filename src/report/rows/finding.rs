//! Turns a finding into a row: what was found, where, why, and what was said to it.

use super::{At, masked};
use crate::finding::{Acceptance, Conclusion, Finding, Severity};
use crate::report::Report;
use crate::report::redact::redact;
use serde::Serialize;
use std::borrow::Cow;

/// A finding, complete.
#[derive(Debug, Serialize)]
pub struct FindingRow<'a> {
    rule: &'a str,
    rule_version: u32,
    severity: Severity,
    message: Cow<'a, str>,
    help: Cow<'a, str>,
    #[serde(flatten)]
    at: At<'a>,
    origin: String,
    label: Cow<'a, str>,
    related: Vec<RelatedRow<'a>>,
    because: Vec<Cow<'a, str>>,
    fingerprint: &'a str,
    matter_key: &'a str,
    owners: Vec<Cow<'a, str>>,
    waived: Option<WaivedRow<'a>>,
    statement: Option<StatementRow<'a>>,
}

#[derive(Debug, Serialize)]
struct RelatedRow<'a> {
    label: Cow<'a, str>,
    #[serde(flatten)]
    at: At<'a>,
}

#[derive(Debug, Serialize)]
struct WaivedRow<'a> {
    reason: &'a str,
    by: Option<Cow<'a, str>>,
    until: Option<&'a str>,
    evidence: Option<Cow<'a, str>>,
}

#[derive(Debug, Serialize)]
struct StatementRow<'a> {
    conclusion: Conclusion,
    by: Cow<'a, str>,
    text: Cow<'a, str>,
}

impl<'a> FindingRow<'a> {
    /// The row of finding `f`.
    pub fn of(report: &'a Report, f: &'a Finding) -> Self {
        let file = &report.document(f.primary).file;
        let related = f.related.iter().map(|r| RelatedRow {
            label: redact(&r.label),
            at: At::of(report, r.span),
        });
        Self {
            rule: &f.rule,
            rule_version: f.rule_version,
            severity: f.severity,
            message: redact(&f.message),
            help: redact(&f.help),
            at: At::of(report, f.primary),
            origin: file.origin(f.primary.start).to_string(),
            label: redact(&f.label),
            related: related.collect(),
            because: masked(&f.because),
            fingerprint: &f.fingerprint,
            matter_key: &f.matter_key,
            owners: masked(&f.owners),
            waived: f.accepted.as_ref().map(waived),
            statement: f.statement.as_ref().map(|s| StatementRow {
                conclusion: s.conclusion,
                by: redact(&s.by),
                text: redact(&s.text),
            }),
        }
    }
}

fn waived(acceptance: &Acceptance) -> WaivedRow<'_> {
    let without_approver = |reason| WaivedRow {
        reason,
        by: None,
        until: None,
        evidence: None,
    };
    match acceptance {
        Acceptance::Baseline => without_approver("基线"),
        Acceptance::Unchanged => without_approver("未改动"),
        Acceptance::Waived(waived) => WaivedRow {
            reason: &waived.reason,
            by: Some(redact(&waived.by)),
            until: Some(&waived.until),
            evidence: waived.evidence.as_deref().map(redact),
        },
    }
}
