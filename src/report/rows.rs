//! Turns the parts of a report into rows for JSON and JSON Lines; keys are stable, offsets are code points.

mod commitment;
mod finding;

pub use commitment::{CommitmentRow, QuantityRow, metric};
pub use finding::FindingRow;

use super::Report;
use super::redact::redact;
use crate::extract::Facts;
use crate::extract::part::{Part, PartRole};
use crate::link::verdict::Verdict;
use crate::link::{Change, Link, Matter, Pairing, Succession};
use crate::location::Span;
use serde::Serialize;
use std::borrow::Cow;

/// A place: 1-based line and column in characters, offsets in code points, end exclusive.
#[derive(Debug, Serialize)]
pub struct At<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    quote: Cow<'a, str>,
}

impl<'a> At<'a> {
    /// The place of `span`.
    pub fn of(report: &'a Report, span: Span) -> Self {
        let place = report.place(span);
        let (start, end) = report.chars(span);
        Self {
            file: &place.file.path,
            line: place.line,
            column: place.column,
            start,
            end,
            quote: place.quote,
        }
    }
}

/// A stretch without its words: parts are long.
#[derive(Debug, Serialize)]
pub struct Stretch<'a> {
    file: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Stretch<'a> {
    fn of(report: &'a Report, span: Span) -> Self {
        let (start, end) = report.chars(span);
        let file = &report.document(span).file.path;
        Self { file, start, end }
    }
}

/// A document and its parts.
#[derive(Debug, Serialize)]
pub struct DocumentRow<'a> {
    file: &'a str,
    title: Cow<'a, str>,
    issuer: Cow<'a, str>,
    year: Option<i16>,
    as_of: Option<String>,
    parts: Vec<PartRow>,
}

#[derive(Debug, Serialize)]
struct PartRow {
    role: PartRole,
    start: usize,
    end: usize,
    period: Option<String>,
}

impl<'a> DocumentRow<'a> {
    /// The document `facts` were read from.
    pub fn of(report: &'a Report, facts: &'a Facts) -> Self {
        let document = &report.documents[facts.doc.0 as usize];
        let part = |part: &Part| {
            let (start, end) = report.chars(part.span);
            let period = part.period.map(|p| format!("{}/{}", p.start, p.end));
            PartRow {
                role: part.role,
                start,
                end,
                period,
            }
        };
        Self {
            file: &document.file.path,
            title: redact(document.title_text()),
            issuer: redact(&facts.profile.issuer),
            year: facts.profile.year,
            as_of: facts.profile.as_of.map(|d| d.to_string()),
            parts: facts.profile.parts.iter().map(part).collect(),
        }
    }
}

/// A decision to compare two parts, or not to.
#[derive(Debug, Serialize)]
pub struct PairingRow<'a> {
    plan: Stretch<'a>,
    report: Stretch<'a>,
    accepted: bool,
    reason: Cow<'a, str>,
}

impl<'a> PairingRow<'a> {
    /// The row of `pairing`.
    pub fn of(report: &'a Report, pairing: &'a Pairing) -> Self {
        Self {
            plan: Stretch::of(report, pairing.plan),
            report: Stretch::of(report, pairing.report),
            accepted: pairing.accepted,
            reason: redact(&pairing.reason),
        }
    }
}

/// A commitment and what became of it.
#[derive(Debug, Serialize)]
pub struct MatterRow<'a> {
    id: &'a str,
    key: &'a str,
    commitment: CommitmentRow<'a>,
    progress: Vec<LinkRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    along: Vec<AlongRow<'a>>,
    carried: Vec<At<'a>>,
    verdict: Verdict,
    because: Vec<Cow<'a, str>>,
    searched: SearchedRow<'a>,
}

#[derive(Debug, Serialize)]
struct SearchedRow<'a> {
    parts: Vec<Stretch<'a>>,
    nearest: Vec<LinkRow<'a>>,
}

impl<'a> MatterRow<'a> {
    /// The row of `matter`.
    pub fn of(report: &'a Report, matter: &'a Matter) -> Self {
        let links = |links: &'a [Link]| links.iter().map(|l| LinkRow::of(report, l)).collect();
        let parts = matter.searched.parts.iter();
        let carried = matter.restatements.iter();
        Self {
            id: &matter.id,
            key: &matter.key,
            commitment: CommitmentRow::of(report, &matter.commitment),
            progress: links(&matter.links),
            along: matter
                .along
                .iter()
                .map(|l| AlongRow::of(report, l))
                .collect(),
            carried: carried.map(|s| At::of(report, *s)).collect(),
            verdict: matter.verdict,
            because: masked(&matter.because),
            searched: SearchedRow {
                parts: parts.map(|s| Stretch::of(report, *s)).collect(),
                nearest: links(&matter.searched.nearest),
            },
        }
    }
}

/// A passage that speaks of a commitment.
#[derive(Debug, Serialize)]
pub struct LinkRow<'a> {
    #[serde(flatten)]
    at: At<'a>,
    score: f64,
    reasons: Vec<Cow<'a, str>>,
}

impl<'a> LinkRow<'a> {
    fn of(report: &'a Report, link: &'a Link) -> Self {
        Self {
            at: At::of(report, link.progress),
            score: link.score,
            reasons: link.reasons.iter().map(redact).collect(),
        }
    }
}

/// A passage of a progress table of the year, with the day the table's figures run to.
#[derive(Debug, Serialize)]
pub struct AlongRow<'a> {
    as_of: Option<String>,
    #[serde(flatten)]
    link: LinkRow<'a>,
}

impl<'a> AlongRow<'a> {
    fn of(report: &'a Report, link: &'a Link) -> Self {
        Self {
            as_of: report.as_of(link.progress).map(|day| day.to_string()),
            link: LinkRow::of(report, link),
        }
    }
}

fn masked(texts: &[String]) -> Vec<Cow<'_, str>> {
    texts.iter().map(|text| redact(text)).collect()
}

/// How a deliverable moved from one year to the next.
#[derive(Debug, Serialize)]
pub struct SuccessionRow<'a> {
    earlier: At<'a>,
    next: Option<At<'a>>,
    change: Change,
    because: Vec<Cow<'a, str>>,
}

impl<'a> SuccessionRow<'a> {
    /// The row of succession `s`.
    pub fn of(report: &'a Report, s: &'a Succession) -> Self {
        Self {
            earlier: At::of(report, s.earlier),
            next: s.next.map(|n| At::of(report, n)),
            change: s.change,
            because: masked(&s.because),
        }
    }
}

/// Text that was read but not understood.
#[derive(Debug, Serialize)]
pub struct NotUnderstoodRow<'a> {
    #[serde(flatten)]
    at: At<'a>,
    why: Cow<'a, str>,
}

impl<'a> NotUnderstoodRow<'a> {
    /// The row of a place and the reason.
    pub fn of(report: &'a Report, (span, why): &'a (Span, String)) -> Self {
        Self {
            at: At::of(report, *span),
            why: redact(why),
        }
    }
}
