//! Turns findings into what the page shows of each, all text still unescaped.

use super::side::{Side, marks, safe, side, whole};
use crate::finding::Finding;
use crate::link::Matter;
use crate::link::verdict::Verdict;
use crate::location::Span;
use crate::report::wording;
use crate::report::{Report, plain};
use serde::Serialize;
use std::collections::HashMap;

/// How a unit is named that a table leaves out.
const NO_UNIT: &str = "（未列责任单位）";

/// Where to look up the matter of a finding and the name of its rule.
pub(super) struct Context<'a> {
    report: &'a Report,
    matters: HashMap<&'a str, &'a Matter>,
    titles: HashMap<&'a str, &'a str>,
}

impl<'a> Context<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            report,
            matters: report.matters(),
            titles: report.titles(),
        }
    }
}

/// A finding as the page shows it.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    /// Its place in reading order.
    number: usize,
    severity: &'static str,
    class: &'static str,
    rule: &'a str,
    title: &'a str,
    file: String,
    units: Vec<String>,
    message: String,
    left: Option<Side>,
    right: Option<Side>,
    silent: bool,
    more: Vec<Side>,
    because: Vec<String>,
    help: String,
    fingerprint: &'a str,
    accepted: Option<String>,
    statement: Option<String>,
}

impl<'a> Row<'a> {
    pub(super) fn of(context: &Context<'a>, (number, f): (usize, &'a Finding)) -> Self {
        let report = context.report;
        let matter = context.matters.get(f.matter_key.as_str());
        let is_left = comes_first(report, f, matter.copied());
        let other = f.related.first();
        let words = |span: Span| plain::line(&report.place(span).quote);
        let (mine, theirs) = marks(&words(f.primary), other.map(|r| words(r.span)).as_deref());
        let mine = side(report, f.primary, &f.label, mine);
        let theirs = other.map(|r| side(report, r.span, &r.label, theirs));
        let (left, right) = match is_left {
            true => (Some(mine), theirs),
            false => (theirs, Some(mine)),
        };
        let more = f.related.iter().skip(1);
        let silent = matter.is_some_and(|m| m.verdict == Verdict::NotMentioned);
        Self {
            number,
            severity: wording::severity(f.severity),
            class: wording::severity_class(f.severity),
            rule: &f.rule,
            title: context.titles.get(f.rule.as_str()).copied().unwrap_or(""),
            file: plain::line(&report.document(f.primary).file.path),
            units: units_of(f).into_iter().map(safe).collect(),
            message: safe(&f.message),
            silent: silent && right.is_none(),
            left,
            right,
            more: more
                .map(|r| side(report, r.span, &r.label, whole(&words(r.span))))
                .collect(),
            because: f.because.iter().map(|b| safe(b)).collect(),
            help: safe(&f.help),
            fingerprint: &f.fingerprint,
            accepted: f.accepted.as_ref().map(|a| safe(&wording::acceptance(a))),
            statement: f.statement.as_ref().map(|s| safe(&wording::statement(s))),
        }
    }
}

/// Whether the passage a finding points at belongs on the left, where the promise stands: the commitment of its matter;
/// without one the earlier year's passage, and within a document the one that stands first (a row's target before its progress).
fn comes_first(report: &Report, f: &Finding, matter: Option<&Matter>) -> bool {
    if let Some(m) = matter {
        return m.commitment.span.overlaps(f.primary);
    }
    let order = |span: Span| {
        let year = report.facts.get(span.doc.0 as usize);
        (year.and_then(|f| f.profile.year), span.doc, span.start)
    };
    f.related
        .first()
        .is_none_or(|other| order(f.primary) <= order(other.span))
}

/// The units a finding is about, as they are named.
pub(super) fn units_of(f: &Finding) -> Vec<&str> {
    match f.owners.is_empty() {
        true => vec![NO_UNIT],
        false => f.owners.iter().map(String::as_str).collect(),
    }
}
