//! Turns a rule, a case and the evidence found into a finding.

use crate::extract::owner::Owner;
use crate::finding::quotation::nested;
use crate::finding::{Finding, Line, Related, Severity};
use crate::link::key::matter_key;
use crate::location::Span;
use crate::rule::Rule;
use crate::rule::case::{Case, Subject};
use crate::rule::evidence::Evidence;
use crate::rule::scope::Field;
use crate::rule::template::Placeholder;

/// Longest quotation inside a message, in characters.
const QUOTE_CHARS: usize = 40;

/// The finding, still without fingerprint.
pub(super) fn finding(rule: &Rule, case: &Case<'_>, evidence: &Evidence) -> Finding {
    let case = &Case {
        found: Some(evidence),
        ..*case
    };
    let primary = case.field(rule.point_at).unwrap_or_else(|| case.whole());
    let value = |p| value(p, case, evidence, primary);
    Finding {
        rule: rule.id.clone(),
        rule_version: rule.version,
        severity: severity(rule, case),
        message: nested(rule.message.fill(value)),
        help: help(rule, value),
        primary,
        label: rule.label.fill(value),
        related: related(rule, case, evidence, primary),
        because: evidence.because.iter().cloned().map(nested).collect(),
        fingerprint: String::new(),
        matter_key: key(case, primary),
        owners: owners(case).iter().map(|o| o.name.value.clone()).collect(),
        accepted: None,
        statement: None,
    }
}

/// What to do; most rules say the same of every finding.
fn help(rule: &Rule, value: impl Fn(Placeholder) -> Option<String>) -> Line {
    match rule.help.placeholders().next() {
        None => rule.help_line.clone(),
        Some(_) => rule.help.fill(value).into(),
    }
}

fn severity(rule: &Rule, case: &Case<'_>) -> Severity {
    let graded = rule
        .grade
        .iter()
        .find(|(_, condition)| condition.holds(case));
    graded.map_or(rule.severity, |(severity, _)| *severity)
}

fn related(rule: &Rule, case: &Case<'_>, evidence: &Evidence, primary: Span) -> Vec<Related> {
    let fields = rule.related.iter().filter_map(|(field, label)| {
        let span = case
            .field(*field)
            .filter(|s| !s.is_empty() && *s != primary)?;
        let label = label.clone();
        Some(Related { span, label })
    });
    let mut places: Vec<Related> = fields.chain(evidence.related.iter().cloned()).collect();
    places.dedup();
    places.shrink_to_fit(); // findings are many, and kept to the end
    places
}

fn value(p: Placeholder, case: &Case<'_>, evidence: &Evidence, primary: Span) -> Option<String> {
    let found = evidence.values.iter().find(|(q, _)| *q == p);
    if let Some((_, text)) = found {
        return Some(text.clone());
    }
    if p == Placeholder::Status {
        return case.status_said().map(|said| clipped(&said));
    }
    let span = match p {
        Placeholder::Quote => Some(primary),
        Placeholder::Matter => case.field(Field::Matter),
        Placeholder::Target => case.field(Field::Target),
        Placeholder::Progress => case.field(Field::Progress),
        Placeholder::Owners => case.field(Field::Owners),
        Placeholder::Earlier => case.field(Field::EarlierItem),
        Placeholder::Later => case.field(Field::LaterItem),
        Placeholder::Word
        | Placeholder::Number
        | Placeholder::Expected
        | Placeholder::Actual
        | Placeholder::Difference
        | Placeholder::Similarity
        | Placeholder::Count
        | Placeholder::Total
        | Placeholder::Missing
        | Placeholder::Names
        | Placeholder::Time
        | Placeholder::Measure
        | Placeholder::Arithmetic
        | Placeholder::Aside
        | Placeholder::Status => None,
    };
    span.map(|s| clipped(case.text(s)))
}

/// `text` on one line, at most [`QUOTE_CHARS`] characters.
fn clipped(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.concat();
    let end = line.char_indices().nth(QUOTE_CHARS).map(|(i, _)| i);
    end.map_or(line.clone(), |end| format!("{}…", &line[..end]))
}

/// The matter's identity: the row's matter, the commitment, or the clause itself.
fn key(case: &Case<'_>, primary: Span) -> String {
    if let Subject::Matter(matter) = case.subject {
        return matter.key.clone();
    }
    let wording = match case.subject {
        Subject::Row(row) | Subject::Progress(row) => case.text(row.matter.unwrap_or(row.span)),
        Subject::Commitment(commitment) => case.text(commitment.span),
        Subject::Document | Subject::Table(_) => case.document.title_text(),
        Subject::Text(_) | Subject::Succession(_) | Subject::Matter(_) => around(case, primary),
    };
    matter_key(&case.facts.profile.issuer, wording)
}

/// The matter of the row, the commitment, or else the clause around `place`.
fn around<'a>(case: &Case<'a>, place: Span) -> &'a str {
    if let Some(row) = case.row() {
        return case.text(row.matter.unwrap_or(row.span));
    }
    let is_here = place.doc == case.document.id;
    let commitment = if is_here {
        case.layout.commitment(case.facts, place)
    } else {
        let mut commitments = case.papers.facts_of(place.doc).commitments.iter();
        commitments.find(|c| c.span.contains(place))
    };
    let clause = case.layout.clause(place.start).filter(|_| is_here);
    match (commitment, clause) {
        (Some(commitment), _) => case.text(commitment.span),
        (None, Some(clause)) => case.document.slice(clause.range.clone()),
        (None, None) => case.text(place),
    }
}

fn owners<'a>(case: &Case<'a>) -> &'a [Owner] {
    match (case.row(), case.commitment()) {
        (Some(row), _) => &row.owners,
        (None, Some(commitment)) => &commitment.owners,
        (None, None) => &[],
    }
}
