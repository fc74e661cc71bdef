//! Writes a comparison as one JSON object, schema `duban-diff/1`; offsets are Unicode code points.

use super::Comparison;
use crate::compare::{Answer, Pair};
use crate::extract::commitment::Commitment;
use crate::location::Span;
use crate::report::Report;
use serde_json::{Value, json};

/// The comparison as JSON text, ending in a newline.
pub(super) fn write(comparison: &Comparison) -> String {
    let value = json!({
        "schema": "duban-diff/1",
        "tool": { "name": "duban", "version": env!("CARGO_PKG_VERSION") },
        "old": inputs(&comparison.old),
        "new": inputs(&comparison.new),
        "pairs": comparison.pairs.iter().map(|p| pair(comparison, p)).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn inputs(report: &Report) -> Vec<Value> {
    let files = report.documents.iter().map(|d| &d.file);
    let mut inputs: Vec<Value> = files
        .map(|f| json!({ "file": f.path, "blake3": f.blake3 }))
        .collect();
    inputs.dedup();
    inputs
}

fn pair(comparison: &Comparison, pair: &Pair) -> Value {
    json!({
        "fate": pair.fate,
        "likeness": (pair.likeness * 1000.0).round() / 1000.0,
        "old": pair.old.as_ref().map(|c| place(&comparison.old, c)),
        "new": pair.new.as_ref().map(|c| place(&comparison.new, c)),
        "answer": pair.answer.map(|a| answer(&comparison.new, a)),
        "weakenings": pair.weakenings,
        "because": pair.weakenings.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn place(report: &Report, c: &Commitment) -> Value {
    at(report, c.span)
}

fn answer(report: &Report, answer: Answer) -> Value {
    json!({ "verdict": answer.verdict, "report": at(report, answer.span) })
}

fn at(report: &Report, span: Span) -> Value {
    let place = report.place(span);
    json!({
        "file": place.file.path, "line": place.line, "column": place.column, "quote": place.quote,
        "start": place.file.char_offset(span.start), "end": place.file.char_offset(span.end),
    })
}
