//! Lays out what is known of several years: a row per issuer, a column per year, and the moves between them.

use crate::link::Succession;
use crate::report::redact::redact;
use crate::report::wording::{self, VERDICTS};
use crate::report::{Report, plain};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The years of a report; empty when there is only one.
#[derive(Serialize, Default)]
pub(super) struct Years {
    years: Vec<i16>,
    issuers: Vec<Issuer>,
}

#[derive(Serialize)]
struct Issuer {
    name: String,
    cells: Vec<Option<Cell>>,
}

/// What an issuer promised for one year, and what became of it.
#[derive(Serialize)]
struct Cell {
    promised: usize,
    counts: Vec<Light>,
}

#[derive(Serialize)]
struct Light {
    class: &'static str,
    name: &'static str,
    count: usize,
}

/// A deliverable that moved from one year to the next.
#[derive(Serialize)]
pub(super) struct Move {
    change: &'static str,
    earlier: [String; 2],
    next: Option<[String; 2]>,
    because: Vec<String>,
}

impl Years {
    pub(super) fn of(report: &Report) -> Self {
        let mut cells: BTreeMap<(&str, i16), [usize; 8]> = BTreeMap::new();
        for matter in &report.linked.matters {
            let c = &matter.commitment;
            let profile = &report.facts[c.span.doc.0 as usize].profile;
            let year = c.period.map(|p| p.end.year()).or(profile.year);
            if let Some(year) = year {
                let counts = cells.entry((&profile.issuer, year)).or_default();
                let index = VERDICTS.iter().position(|v| *v == matter.verdict);
                counts[index.unwrap_or(0)] += 1;
            }
        }
        let years: BTreeSet<i16> = cells.keys().map(|k| k.1).collect();
        let names: BTreeSet<&str> = cells.keys().map(|k| k.0).collect();
        if years.len() < 2 {
            return Self::default();
        }
        let issuer = |name: &&str| Issuer {
            name: plain::line(&redact(name)),
            cells: years
                .iter()
                .map(|y| cells.get(&(*name, *y)).map(cell))
                .collect(),
        };
        Self {
            issuers: names.iter().map(issuer).collect(),
            years: years.iter().copied().collect(),
        }
    }
}

fn cell(counts: &[usize; 8]) -> Cell {
    let lights = VERDICTS.iter().zip(counts).filter(|(_, n)| **n > 0);
    Cell {
        promised: counts.iter().sum(),
        counts: lights
            .map(|(v, n)| Light {
                class: wording::verdict_class(*v),
                name: wording::verdict(*v),
                count: *n,
            })
            .collect(),
    }
}

impl Move {
    pub(super) fn of(report: &Report, s: &Succession) -> Self {
        let passage = |span| {
            let place = report.place(span);
            [plain::line(&place.header()), plain::line(&place.quote)]
        };
        Self {
            change: wording::change(s.change),
            earlier: passage(s.earlier),
            next: s.next.map(passage),
            because: s.because.iter().map(|b| plain::line(&redact(b))).collect(),
        }
    }
}
