//! Writes a report as one self-contained web page: overview, findings side by side, ledger, years.

mod chart;
mod model;
mod years;

use super::Report;
use minijinja::Environment;
use minijinja::value::Serde;

/// The page; the name must end in `.html`, or nothing is escaped.
const PAGE: (&str, &str) = ("report.html", include_str!("page.html"));
/// How the page looks, on a screen and on paper.
const STYLE: &str = include_str!("page.css");
/// How the page filters; it reads without it.
const SCRIPT: &str = include_str!("page.js");

/// The report as a page.
pub fn write(report: &Report) -> String {
    let mut environment = Environment::new();
    environment
        .add_template(PAGE.0, PAGE.1)
        .expect("the page is a valid template");
    let page = environment.get_template(PAGE.0).expect("it was just added");
    page.render(minijinja::context! {
        page => Serde(model::Page::of(report)),
        chart => Serde(chart::by_section(report)),
        years => Serde(years::Years::of(report)),
        style => STYLE,
        script => SCRIPT,
    })
    .expect("the page uses only what it is given")
}
