//! Writes a report as JSON Lines: one object per line, each with a `type`, for tools that stream.
//!
//! `run` comes first; then `rule`, `document`, `pairing`, `finding`, `matter`, `succession`, `unread`, `not_understood`,
//! `passed_over`, `note` and `stale`. The rows are those of [`super::rows`] and [`super::json`]: the same facts, line by line.

use super::json::{self, InputRow, NoteRow, PassedOverRow, RuleRow, StaleRow, UnreadRow};
use super::rows::{
    DocumentRow, FindingRow, MatterRow, NotUnderstoodRow, PairingRow, SuccessionRow,
};
use super::{Provenance, Report};
use serde::Serialize;

/// The report as lines of JSON.
pub fn write(report: &Report) -> String {
    let linked = &report.linked;
    let (facts, findings) = (report.facts.iter(), report.findings.iter());
    let (pairings, matters) = (linked.pairings.iter(), linked.matters.iter());
    let not_understood = report.facts.iter().flat_map(|f| &f.not_understood);
    let rows = std::iter::once(Row::Run {
        schema: super::MARK,
        tool: Provenance::of(report),
        inputs: json::inputs(report),
    })
    .chain(json::rules(report).into_iter().map(Row::Rule))
    .chain(facts.map(|f| Row::Document(DocumentRow::of(report, f))))
    .chain(pairings.map(|p| Row::Pairing(PairingRow::of(report, p))))
    .chain(findings.map(|f| Row::Finding(FindingRow::of(report, f))))
    .chain(matters.map(|m| Row::Matter(MatterRow::of(report, m))))
    .chain(
        linked
            .successions
            .iter()
            .map(|s| Row::Succession(SuccessionRow::of(report, s))),
    )
    .chain(report.unread.iter().map(|u| Row::Unread(json::unread(u))))
    .chain(not_understood.map(|n| Row::NotUnderstood(NotUnderstoodRow::of(report, n))))
    .chain(
        report
            .passed_over
            .iter()
            .map(|p| Row::PassedOver(json::passed_over(p))),
    )
    .chain(report.notes.iter().map(|n| Row::Note(json::note(n))))
    .chain(report.stale.iter().map(|s| Row::Stale(json::stale(s))));
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
    Rule(RuleRow<'a>),
    Document(DocumentRow<'a>),
    Pairing(PairingRow<'a>),
    Finding(FindingRow<'a>),
    Matter(MatterRow<'a>),
    Succession(SuccessionRow<'a>),
    Unread(UnreadRow<'a>),
    NotUnderstood(NotUnderstoodRow<'a>),
    PassedOver(PassedOverRow<'a>),
    Note(NoteRow<'a>),
    Stale(StaleRow<'a>),
}
