//! Writes a report as one self-contained web page: overview, findings side by side, ledger, years.

mod chart;
mod commitment;
mod finding;
mod model;
mod side;
mod years;

use super::Report;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use rayon::prelude::*;
use serde::Serialize;

/// The page and what it is put together from; names must end in `.html`, or nothing is escaped.
const TEMPLATES: [(&str, &str); 5] = [
    (PAGE, include_str!("page.html")),
    (FINDINGS, include_str!("findings.html")),
    (COMMITMENTS, include_str!("commitments.html")),
    (MOVES, include_str!("moves.html")),
    ("passage.html", include_str!("passage.html")),
];
const PAGE: &str = "page.html";
const FINDINGS: &str = "findings.html";
const COMMITMENTS: &str = "commitments.html";
const MOVES: &str = "moves.html";
/// How the page looks, on a screen and on paper.
const STYLE: &str = include_str!("page.css");
/// How the page filters; it reads without it.
const SCRIPT: &str = include_str!("page.js");
/// Rows rendered in one go; batches are rendered on all cores and joined in order. A browser lays out a batch of table rows at a time.
const BATCH: usize = 64;

/// The report as a page.
pub fn write(report: &Report) -> String {
    let mut environment = Environment::new();
    for (name, template) in TEMPLATES {
        environment
            .add_template(name, template)
            .expect("the page is put together from valid templates");
    }
    let known = finding::Context::of(report);
    let findings = report.gravest_first();
    let findings = rows(&environment, FINDINGS, &findings, |(n, f)| {
        finding::Row::of(&known, (*n, f))
    });
    let ledger = rows(&environment, COMMITMENTS, &report.linked.matters, |m| {
        commitment::Row::of(report, m)
    });
    let moves = rows(&environment, MOVES, &report.linked.successions, |s| {
        years::Move::of(report, s)
    });
    let page = context! {
        page => Serde(model::Page::of(report)),
        findings,
        ledger,
        moves,
        chart => Serde(chart::by_section(report)),
        years => Serde(years::Years::of(report)),
        style => STYLE,
        script => SCRIPT,
    };
    render(&environment, PAGE, page)
}

/// What `template` makes of `items`, each as `row` shows it, already escaped.
fn rows<'a, T: Sync, R: Serialize>(
    environment: &Environment<'_>,
    template: &str,
    items: &'a [T],
    row: impl Fn(&'a T) -> R + Sync,
) -> Value {
    let batch = |items: &'a [T]| {
        let rows: Vec<R> = items.iter().map(&row).collect();
        render(environment, template, context! { rows => Serde(rows) })
    };
    let batches: Vec<String> = items.par_chunks(BATCH).map(batch).collect();
    Value::from_safe_string(batches.concat())
}

fn render(environment: &Environment<'_>, template: &str, values: Value) -> String {
    let template = environment
        .get_template(template)
        .expect("it is one of those added");
    template
        .render(values)
        .expect("a template uses only what it is given")
}
