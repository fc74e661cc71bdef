//! Turns the parts of a report into rows for JSON and JSON Lines; keys are stable, offsets are code points.

use super::redact::redact;
use super::{Report, wording};
use crate::extract::Facts;
use crate::extract::commitment::{Commitment, Firmness, Kind, Weight};
use crate::extract::owner::{Owner, OwnerRole};
use crate::extract::part::{Part, PartRole};
use crate::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use crate::finding::{Acceptance, Conclusion, Finding, Severity};
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

/// A commitment.
#[derive(Debug, Serialize)]
pub struct CommitmentRow<'a> {
    #[serde(flatten)]
    at: At<'a>,
    kind: Kind,
    metric: Option<Cow<'a, str>>,
    objects: Vec<Cow<'a, str>>,
    firmness: Firmness,
    weight: Weight,
    quantities: Vec<QuantityRow<'a>>,
    deadline: Option<String>,
    owners: Vec<OwnerRow<'a>>,
}

#[derive(Debug, Serialize)]
struct OwnerRow<'a> {
    name: Cow<'a, str>,
    role: &'static str,
}

impl<'a> CommitmentRow<'a> {
    /// The row of commitment `c`.
    pub fn of(report: &'a Report, c: &'a Commitment) -> Self {
        let quantities = c.quantities.iter();
        Self {
            at: At::of(report, c.span),
            kind: c.kind,
            metric: metric(c).map(redact),
            objects: c.objects.iter().map(|o| redact(&o.value)).collect(),
            firmness: c.firmness,
            weight: c.weight,
            quantities: quantities.map(|q| QuantityRow::of(report, q)).collect(),
            deadline: c.deadline.as_ref().and_then(wording::deadline),
            owners: c.owners.iter().map(owner).collect(),
        }
    }
}

/// What a commitment is about: what its target counts, else its first object.
pub fn metric(c: &Commitment) -> Option<&str> {
    let measure = c.quantities.first().and_then(|q| q.measure.as_ref());
    measure.or(c.objects.first()).map(|m| m.value.as_str())
}

fn owner(owner: &Owner) -> OwnerRow<'_> {
    OwnerRow {
        name: redact(&owner.name.value),
        role: match owner.role {
            OwnerRole::Lead => "lead",
            OwnerRole::Support => "support",
            OwnerRole::Joint => "joint",
        },
    }
}

/// A quantity, as `check` and `extract` print it.
#[derive(Debug, Serialize)]
pub struct QuantityRow<'a> {
    start: usize,
    end: usize,
    value: f64,
    value_hi: Option<f64>,
    unit: &'a str,
    base_value: f64,
    base_value_hi: Option<f64>,
    base_unit: &'a str,
    comparator: Bound,
    basis: Basis,
    role: QuantityRole,
    is_growth: bool,
    metric: Option<Cow<'a, str>>,
}

impl<'a> QuantityRow<'a> {
    /// The row of quantity `q`.
    pub fn of(report: &'a Report, q: &'a Quantity) -> Self {
        let (start, end) = report.chars(q.span);
        Self {
            start,
            end,
            value: q.value,
            value_hi: q.value_hi,
            unit: &q.unit,
            base_value: q.base_value,
            base_value_hi: q.base_value_hi,
            base_unit: &q.base_unit,
            comparator: q.bound,
            basis: q.basis,
            role: q.role,
            is_growth: q.basis == Basis::Growth,
            metric: q.measure.as_ref().map(|m| redact(&m.value)),
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

fn masked(texts: &[String]) -> Vec<Cow<'_, str>> {
    texts.iter().map(|text| redact(text)).collect()
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
