//! Counts verdicts by section as bars: how the promises of each section fared.

use crate::link::Matter;
use crate::location::Span;
use crate::report::wording::{self, VERDICTS};
use crate::report::{Report, plain};
use serde::Serialize;
use std::collections::HashMap;

/// Sections the chart shows before it stops.
const SECTIONS: usize = 40;
/// Length of a full bar in the chart's own units.
const LENGTH: usize = 400;

/// One bar: a section of a document.
#[derive(Serialize)]
pub(super) struct Bar {
    name: String,
    file: String,
    total: usize,
    y: usize,
    segments: Vec<Segment>,
}

/// The promises of a section with one verdict.
#[derive(Serialize)]
struct Segment {
    class: &'static str,
    verdict: &'static str,
    count: usize,
    x: usize,
    width: usize,
}

/// The bars, in order of place.
pub(super) fn by_section(report: &Report) -> Vec<Bar> {
    let mut sections: Vec<(u32, Option<Span>, Vec<&Matter>)> = Vec::new();
    let mut index: HashMap<(u32, Option<Span>), usize> = HashMap::new();
    for matter in &report.linked.matters {
        let key = (matter.commitment.span.doc.0, matter.commitment.section);
        let at = *index.entry(key).or_insert_with(|| {
            sections.push((key.0, key.1, Vec::new()));
            sections.len() - 1
        });
        sections[at].2.push(matter);
    }
    let shown = sections.iter().take(SECTIONS).enumerate();
    shown
        .map(|(i, (doc, heading, matters))| bar(report, i, (*doc, *heading), matters))
        .collect()
}

fn bar(report: &Report, row: usize, key: (u32, Option<Span>), matters: &[&Matter]) -> Bar {
    let document = &report.documents[key.0 as usize];
    let name = key.1.map_or_else(
        || "（不在小标题下）".to_owned(),
        |h| plain::line(document.slice(h.range())),
    );
    Bar {
        name: plain::clip(&name, 36),
        file: plain::line(&document.file.path),
        total: matters.len(),
        y: row * 24,
        segments: segments(matters),
    }
}

fn segments(matters: &[&Matter]) -> Vec<Segment> {
    let mut before = 0;
    let mut segments = Vec::new();
    for verdict in VERDICTS {
        let count = matters.iter().filter(|m| m.verdict == verdict).count();
        let x = before * LENGTH / matters.len().max(1);
        before += count;
        if count > 0 {
            segments.push(Segment {
                class: wording::verdict_class(verdict),
                verdict: wording::verdict(verdict),
                count,
                x,
                width: (before * LENGTH / matters.len().max(1)) - x,
            });
        }
    }
    segments
}
