//! Writes a report as one JSON object, schema `duban-report/1`; offsets are Unicode code points.
//!
//! Complete by contract: nothing is capped or hidden. Keys are English and stable; `start` and `end` count code points in
//! the file's decoded text, end exclusive; `line` and `column` are 1-based, columns in characters.

use super::Report;
use crate::extract::commitment::Commitment;
use crate::extract::deadline::Deadline;
use crate::extract::quantity::Quantity;
use crate::finding::{Acceptance, Finding};
use crate::link::{Link, Matter, Succession};
use crate::location::Span;
use serde_json::{Map, Value, json};

/// The report as JSON text, ending in a newline.
pub fn write(report: &Report) -> String {
    let value = json!({
        "schema": "duban-report/1",
        "tool": { "name": "duban", "version": env!("CARGO_PKG_VERSION") },
        "inputs": inputs(report),
        "documents": report.facts.iter().map(|f| document(report, f)).collect::<Vec<_>>(),
        "pairings": report.linked.pairings.iter().map(|p| json!({
            "plan": place(report, p.plan), "report": place(report, p.report), "accepted": p.accepted, "reason": p.reason,
        })).collect::<Vec<_>>(),
        "ledger": report.linked.matters.iter().map(|m| matter(report, m)).collect::<Vec<_>>(),
        "findings": report.findings.iter().map(|f| finding(report, f)).collect::<Vec<_>>(),
        "successions": report.linked.successions.iter().map(|s| succession(report, s)).collect::<Vec<_>>(),
        "unread": report.unread.iter().map(|u| json!({ "file": u.file, "what": u.what, "why": u.why })).collect::<Vec<_>>(),
        "not_understood": report.facts.iter().flat_map(|f| &f.not_understood).map(|(span, why)| {
            let mut at = place(report, *span);
            at.insert("why".into(), json!(why));
            at
        }).collect::<Vec<_>>(),
        "passed_over": report.passed_over.iter().map(|(file, why)| json!({ "file": file, "why": why })).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn inputs(report: &Report) -> Vec<Value> {
    let mut files: Vec<_> = report.documents.iter().map(|d| &d.file).collect();
    files.dedup_by(|a, b| a.path == b.path);
    files
        .iter()
        .map(|f| json!({ "file": f.path, "blake3": f.blake3, "read_as": f.encoding }))
        .collect()
}

fn document(report: &Report, facts: &crate::extract::Facts) -> Value {
    let document = &report.documents[facts.doc.0 as usize];
    let parts: Vec<Value> = facts
        .profile
        .parts
        .iter()
        .map(|part| {
            let (start, end) = chars(report, part.span);
            let period = part.period.map(|p| format!("{}/{}", p.start, p.end));
            json!({ "role": part.role, "start": start, "end": end, "period": period })
        })
        .collect();
    json!({
        "file": document.file.path, "title": document.title_text(), "issuer": facts.profile.issuer,
        "year": facts.profile.year, "as_of": facts.profile.as_of.map(|d| d.to_string()), "parts": parts,
    })
}

fn matter(report: &Report, matter: &Matter) -> Value {
    json!({
        "id": matter.id,
        "key": matter.key,
        "commitment": commitment(report, &matter.commitment),
        "progress": matter.links.iter().map(|l| link(report, l)).collect::<Vec<_>>(),
        "carried": matter.restatements.iter().map(|s| place(report, *s)).collect::<Vec<_>>(),
        "verdict": matter.verdict,
        "because": matter.because,
        "searched": {
            "parts": matter.searched.parts.iter().map(|s| {
                let (start, end) = chars(report, *s);
                json!({ "file": report.documents[s.doc.0 as usize].file.path, "start": start, "end": end })
            }).collect::<Vec<_>>(),
            "nearest": matter.searched.nearest.iter().map(|l| link(report, l)).collect::<Vec<_>>(),
        },
    })
}

fn commitment(report: &Report, c: &Commitment) -> Map<String, Value> {
    let mut at = place(report, c.span);
    let metric = c
        .quantities
        .first()
        .and_then(|q| q.measure.as_ref())
        .or(c.objects.first());
    at.insert("kind".into(), json!(c.kind));
    at.insert("metric".into(), json!(metric.map(|m| &m.value)));
    at.insert(
        "objects".into(),
        c.objects.iter().map(|o| o.value.as_str()).collect(),
    );
    at.insert("firmness".into(), json!(c.firmness));
    at.insert("weight".into(), json!(c.weight));
    at.insert(
        "quantities".into(),
        c.quantities.iter().map(|q| quantity(report, q)).collect(),
    );
    at.insert(
        "deadline".into(),
        json!(c.deadline.as_ref().and_then(deadline)),
    );
    at.insert(
        "owners".into(),
        c.owners
            .iter()
            .map(
                |o| json!({ "name": o.name.value, "role": format!("{:?}", o.role).to_lowercase() }),
            )
            .collect(),
    );
    at
}

fn deadline(deadline: &Deadline) -> Option<String> {
    match deadline {
        Deadline::By(date, _) => Some(date.to_string()),
        Deadline::Within(period) => Some(period.end.to_string()),
        Deadline::Ongoing => Some("ongoing".to_owned()),
        Deadline::Unclear(_) => None,
    }
}

/// One quantity, as `check` and `extract` print it.
pub fn quantity(report: &Report, q: &Quantity) -> Value {
    let (start, end) = chars(report, q.span);
    json!({
        "start": start, "end": end, "value": q.value, "value_hi": q.value_hi, "unit": q.unit,
        "base_value": q.base_value, "base_value_hi": q.base_value_hi, "base_unit": q.base_unit,
        "comparator": q.bound, "basis": q.basis, "role": q.role,
        "is_growth": q.basis == crate::extract::quantity::Basis::Growth,
        "metric": q.measure.as_ref().map(|m| m.value.as_str()),
    })
}

fn link(report: &Report, link: &Link) -> Map<String, Value> {
    let mut at = place(report, link.progress);
    at.insert("score".into(), json!(link.score));
    at.insert("reasons".into(), json!(link.reasons));
    at
}

fn finding(report: &Report, f: &Finding) -> Map<String, Value> {
    let mut at = place(report, f.primary);
    let document = &report.documents[f.primary.doc.0 as usize];
    let related: Vec<Value> = f
        .related
        .iter()
        .map(|r| {
            let mut at = place(report, r.span);
            at.insert("label".into(), json!(r.label));
            Value::Object(at)
        })
        .collect();
    let waived = f.accepted.as_ref().map(|a| match a {
        Acceptance::Baseline => json!({ "reason": "基线" }),
        Acceptance::Unchanged => json!({ "reason": "未改动" }),
        Acceptance::Waived { reason, by, until } => {
            json!({ "reason": reason, "by": by, "until": until })
        }
    });
    at.insert("rule".into(), json!(f.rule));
    at.insert("rule_version".into(), json!(f.rule_version));
    at.insert("severity".into(), json!(f.severity));
    at.insert("message".into(), json!(f.message));
    at.insert("help".into(), json!(f.help));
    at.insert(
        "origin".into(),
        json!(document.file.origin(f.primary.start).to_string()),
    );
    at.insert("related".into(), Value::Array(related));
    at.insert("because".into(), json!(f.because));
    at.insert("fingerprint".into(), json!(f.fingerprint));
    at.insert("matter_key".into(), json!(f.matter_key));
    at.insert("owners".into(), json!(f.owners));
    at.insert("waived".into(), json!(waived));
    at
}

fn succession(report: &Report, s: &Succession) -> Value {
    json!({
        "earlier": place(report, s.earlier), "next": s.next.map(|n| place(report, n)), "change": s.change, "because": s.because,
    })
}

/// `file`, `line`, `column`, `start`, `end`, `quote` of a span.
fn place(report: &Report, span: Span) -> Map<String, Value> {
    let document = &report.documents[span.doc.0 as usize];
    let (start, end) = chars(report, span);
    let (line, column) = document.file.line_column(span.start);
    let mut at = Map::new();
    at.insert("file".into(), json!(document.file.path));
    at.insert("line".into(), json!(line));
    at.insert("column".into(), json!(column));
    at.insert("start".into(), json!(start));
    at.insert("end".into(), json!(end));
    at.insert("quote".into(), json!(document.slice(span.range())));
    at
}

fn chars(report: &Report, span: Span) -> (usize, usize) {
    let file = &report.documents[span.doc.0 as usize].file;
    (file.char_offset(span.start), file.char_offset(span.end))
}
