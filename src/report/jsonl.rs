//! Writes a report as JSON Lines: one object per line, each with a `type`, for tools that stream.
//!
//! Types: `run` (first), `finding`, `matter`, `unread`. The rows are those of [`super::rows`].

use super::json::{InputRow, UnreadRow, inputs, unread};
use super::rows::{FindingRow, MatterRow};
use super::{Provenance, Report};
use serde::Serialize;

/// The report as lines of JSON.
pub fn write(report: &Report) -> String {
    let run = Row::Run {
        schema: super::MARK,
        tool: Provenance::of(report),
        inputs: inputs(report),
    };
    let findings = report.findings.iter();
    let matters = report.linked.matters.iter();
    let rows = std::iter::once(run)
        .chain(findings.map(|f| Row::Finding(FindingRow::of(report, f))))
        .chain(matters.map(|m| Row::Matter(MatterRow::of(report, m))))
        .chain(report.unread.iter().map(|u| Row::Unread(unread(u))));
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, &row).expect("rows have string keys");
        out.push(b'\n');
    }
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Row<'a> {
    Run {
        schema: &'static str,
        tool: Provenance<'a>,
        inputs: Vec<InputRow<'a>>,
    },
    Finding(FindingRow<'a>),
    Matter(MatterRow<'a>),
    Unread(UnreadRow<'a>),
}
