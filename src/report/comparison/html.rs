//! Writes a comparison as one self-contained web page.

use super::{Comparison, ORDER, answer, between_sides, name};
use crate::compare::{Fate, Pair};
use crate::extract::commitment::Commitment;
use crate::report::marked::{Piece, marked, whole};
use crate::report::{Report, plain};
use minijinja::{Environment, Value, context};

/// The page; the name must end in `.html`, or nothing is escaped.
const PAGE: (&str, &str) = ("comparison.html", include_str!("page.html"));

/// The comparison as a page.
pub(super) fn write(comparison: &Comparison) -> String {
    let groups: Vec<Value> = ORDER
        .iter()
        .filter(|&&fate| comparison.count(fate) > 0)
        .map(|&fate| context! { name => name(fate), pairs => pairs(comparison, fate) })
        .collect();
    let counts: Vec<String> = ORDER
        .iter()
        .map(|&f| format!("{} {}", name(f), comparison.count(f)))
        .collect();
    let mut environment = Environment::new();
    environment
        .add_template(PAGE.0, PAGE.1)
        .expect("the page is a valid template");
    let page = environment.get_template(PAGE.0).expect("it was just added");
    page.render(context! { groups, counts => counts.join("，"), note => between_sides(comparison) })
        .expect("the page uses only what it is given")
}

fn pairs(comparison: &Comparison, fate: Fate) -> Vec<Value> {
    let wanted = comparison.pairs.iter().filter(|p| p.fate == fate);
    wanted.map(|p| pair(comparison, p)).collect()
}

fn pair(comparison: &Comparison, pair: &Pair) -> Value {
    let words = |report: &Report, c: &Option<Commitment>| {
        c.as_ref().map(|c| plain::line(&report.place(c.span).quote))
    };
    let (old, new) = (
        words(&comparison.old, &pair.old),
        words(&comparison.new, &pair.new),
    );
    let alone = |text: Option<String>| whole(&text.unwrap_or_default());
    let (left, right) = match (old, new) {
        (Some(old), Some(new)) => marked(&old, &new),
        (old, new) => (alone(old), alone(new)),
    };
    context! {
        old => side(&comparison.old, &pair.old, &left, "del"),
        new => side(&comparison.new, &pair.new, &right, "ins"),
        because => pair.weakenings.iter().map(ToString::to_string).chain(answer(comparison, pair)).collect::<Vec<_>>(),
    }
}

fn side(report: &Report, c: &Option<Commitment>, pieces: &[Piece], tag: &str) -> Value {
    let pieces: Vec<Value> = pieces
        .iter()
        .map(|p| context! { text => p.text.as_str(), changed => p.changed })
        .collect();
    context! { place => c.as_ref().map(|c| report.place(c.span).header()), pieces, tag }
}
