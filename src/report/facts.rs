//! Writes what was understood of the documents as one JSON object, schema `duban-extract/1`; offsets are Unicode code points.
//!
//! Every entry names its `file`; `start` and `end` count code points in the file's decoded text, end exclusive.
//! Quantities are given in the text's own unit and in base units; times with their first and last day where they can
//! be resolved, or with an ISO 8601 duration.

use super::json::{UnreadRow, unread};
use super::rows::{At, CommitmentRow, DocumentRow, NotUnderstoodRow, QuantityRow};
use super::{Provenance, Report};
use crate::extract::Facts;
use crate::extract::period::{Modifier, Time, TimeUse};
use crate::extract::progress::{Progress, ProgressRow};
use crate::extract::quantity::Quantity;
use crate::location::Span;
use jiff::civil::Date;
use serde::Serialize;

/// The facts of all documents as JSON text, ending in a newline; `progress` is what they report, document by document.
pub fn write(report: &Report, progress: &[Vec<Progress>]) -> String {
    let reported = progress.iter().flatten();
    let whole = Whole {
        schema: "duban-extract/1",
        tool: Provenance::of(report),
        documents: report
            .facts
            .iter()
            .map(|f| DocumentRow::of(report, f))
            .collect(),
        commitments: each(report, |f| &f.commitments, CommitmentRow::of),
        progress: reported.map(|p| ProgressFact::of(report, p)).collect(),
        rows: each(report, |f| &f.rows, RowFact::of),
        quantities: each(report, |f| &f.quantities, QuantityFact::of),
        times: each(report, |f| &f.times, TimeFact::of),
        not_understood: each(report, |f| &f.not_understood, NotUnderstoodRow::of),
        unread: report.unread.iter().map(unread).collect(),
    };
    let mut text = serde_json::to_string_pretty(&whole).expect("rows have string keys");
    text.push('\n');
    text
}

fn each<'a, T: 'a, R>(
    report: &'a Report,
    list: impl Fn(&'a Facts) -> &'a [T],
    row: impl Fn(&'a Report, &'a T) -> R,
) -> Vec<R> {
    let items = report.facts.iter().flat_map(list);
    items.map(|item| row(report, item)).collect()
}

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    tool: Provenance<'a>,
    documents: Vec<DocumentRow<'a>>,
    commitments: Vec<CommitmentRow<'a>>,
    progress: Vec<ProgressFact<'a>>,
    rows: Vec<RowFact<'a>>,
    quantities: Vec<QuantityFact<'a>>,
    times: Vec<TimeFact<'a>>,
    not_understood: Vec<NotUnderstoodRow<'a>>,
    unread: Vec<UnreadRow<'a>>,
}

/// A quantity with its file and words.
#[derive(Serialize)]
struct QuantityFact<'a> {
    file: &'a str,
    quote: &'a str,
    #[serde(flatten)]
    quantity: QuantityRow<'a>,
}

impl<'a> QuantityFact<'a> {
    fn of(report: &'a Report, quantity: &'a Quantity) -> Self {
        let document = report.document(quantity.span);
        Self {
            file: &document.file.path,
            quote: document.slice(quantity.span.range()),
            quantity: QuantityRow::of(report, quantity),
        }
    }
}

/// A time expression, resolved as far as it can be.
#[derive(Serialize)]
struct TimeFact<'a> {
    #[serde(flatten)]
    at: At<'a>,
    start_date: Option<String>,
    end_date: Option<String>,
    duration: Option<&'a str>,
    #[serde(rename = "mod")]
    modifier: Option<Modifier>,
    purpose: &'static str,
}

impl<'a> TimeFact<'a> {
    fn of(report: &'a Report, time: &'a Time) -> Self {
        let day = |d: Option<Date>| d.map(|d| d.to_string());
        Self {
            at: At::of(report, time.span),
            start_date: day(time.start),
            end_date: day(time.end),
            duration: time.duration.as_deref(),
            modifier: time.modifier,
            purpose: match time.purpose {
                TimeUse::Deadline => "deadline",
                TimeUse::Date => "date",
                TimeUse::AsOf => "as_of",
            },
        }
    }
}

/// Something the document says has happened.
#[derive(Serialize)]
struct ProgressFact<'a> {
    #[serde(flatten)]
    at: At<'a>,
    quantities: Vec<QuantityRow<'a>>,
    objects: Vec<&'a str>,
    period: Option<String>,
}

impl<'a> ProgressFact<'a> {
    fn of(report: &'a Report, progress: &'a Progress) -> Self {
        let quantities = progress.quantities.iter();
        Self {
            at: At::of(report, progress.span),
            quantities: quantities.map(|q| QuantityRow::of(report, q)).collect(),
            objects: progress.objects.iter().map(|o| o.value.as_str()).collect(),
            period: progress.period.map(|p| format!("{}/{}", p.start, p.end)),
        }
    }
}

/// A row of a progress table, its cells by meaning.
#[derive(Serialize)]
struct RowFact<'a> {
    #[serde(flatten)]
    at: At<'a>,
    number: Option<&'a str>,
    starred: bool,
    matter: Option<At<'a>>,
    target: Option<At<'a>>,
    progress: Option<At<'a>>,
    owners: Vec<&'a str>,
}

impl<'a> RowFact<'a> {
    fn of(report: &'a Report, row: &'a ProgressRow) -> Self {
        let cell = |span: Option<Span>| span.map(|s| At::of(report, s));
        Self {
            at: At::of(report, row.span),
            number: row.number.as_ref().map(|n| n.value.as_str()),
            starred: row.starred,
            matter: cell(row.matter),
            target: cell(row.target),
            progress: cell(row.progress),
            owners: row.owners.iter().map(|o| o.name.value.as_str()).collect(),
        }
    }
}
