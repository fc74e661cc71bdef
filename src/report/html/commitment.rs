//! Turns commitments into what the page's ledger shows of each, all text still unescaped.

use super::side::{Side, marks, safe, side, whole};
use crate::link::Matter;
use crate::location::Span;
use crate::report::rows::metric;
use crate::report::wording;
use crate::report::{Report, plain};
use serde::Serialize;

/// A commitment as the ledger shows it.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    id: &'a str,
    class: &'static str,
    verdict: &'static str,
    metric: String,
    target: String,
    unit: &'a str,
    units: Vec<String>,
    promise: Side,
    progress: Vec<Side>,
    because: Vec<String>,
}

impl<'a> Row<'a> {
    pub(super) fn of(report: &'a Report, m: &'a Matter) -> Self {
        let c = &m.commitment;
        let words = |span: Span| plain::line(&report.place(span).quote);
        let first = m.links.first();
        let (promise, reported) =
            marks(&words(c.span), first.map(|l| words(l.progress)).as_deref());
        let mut reported = Some(reported);
        let along = m.along.iter().map(|l| {
            let until = wording::until(report.as_of(l.progress));
            side(report, l.progress, &until, whole(&words(l.progress)))
        });
        let progress = m.links.iter().map(|l| {
            let pieces = reported.take().unwrap_or_else(|| whole(&words(l.progress)));
            side(report, l.progress, "", pieces)
        });
        let quantity = c.quantities.first();
        Self {
            id: &m.id,
            class: wording::verdict_class(m.verdict),
            verdict: wording::verdict(m.verdict),
            metric: safe(metric(c).unwrap_or("")),
            target: quantity.map_or_else(String::new, |q| words(q.literal)),
            unit: quantity.map_or("", |q| &q.unit),
            units: c.owners.iter().map(|o| safe(&o.name.value)).collect(),
            progress: along.chain(progress).collect(),
            promise: side(report, c.span, "", promise),
            because: m.because.iter().map(|b| safe(b)).collect(),
        }
    }
}
