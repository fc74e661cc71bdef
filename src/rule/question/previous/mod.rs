//! Answers how a row stands to the row of the same matter in the table of the period before.

use crate::extract::Facts;
use crate::extract::Lexicon;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::Quantity;
use crate::extract::status::Light;
use crate::link::pair::predecessor;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, ratio_of};
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Least likeness of two matters that are one.
const SAME_MATTER: f64 = 0.9;

/// Least likeness of a report that is the one of the period before, and its fewest letters.
const SAME_REPORT: f64 = 0.95;
const LEAST_REPORT: usize = 12;

/// What is compared with the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// 进展相同: the progress says what it said then, and the matter is not done.
    #[serde(alias = "进展相同")]
    SameProgress,
    /// 目标调低: a figure of the yearly goal is lower than then.
    #[serde(alias = "目标调低")]
    LowerGoal,
    /// 不再列: a row of then, not done, has none now. Asked of a document.
    #[serde(alias = "不再列")]
    Gone,
}

/// What to look for.
#[derive(Debug)]
pub struct Previous(Since);

impl Ask for Previous {
    type Arguments = Since;
    const ON: &'static [Scope] = &[Scope::Row, Scope::Progress, Scope::Document];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Earlier,
        Placeholder::Number,
        Placeholder::Expected,
    ];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let all = case.papers.facts;
        let Some(before) = predecessor(all, case.papers.place(case.document.id)) else {
            return Vec::new();
        };
        let before = &all[before];
        let of_row = |found: fn(&Case<'_>, &ProgressRow, &Facts) -> Option<Evidence>| {
            let row = case.row();
            row.and_then(|row| found(case, row, before))
                .into_iter()
                .collect()
        };
        match self.0 {
            Since::SameProgress => of_row(same_progress),
            Since::LowerGoal => of_row(lower_goal),
            Since::Gone => gone(case, before),
        }
    }
}

/// The row of `rows` that is about the matter of `row`.
fn of_one_matter<'f>(
    case: &Case<'_>,
    row: &ProgressRow,
    rows: impl Iterator<Item = &'f ProgressRow>,
) -> Option<&'f ProgressRow> {
    let matter = |row: &ProgressRow| essence(row.matter.map_or("", |span| case.text(span)));
    let own = matter(row);
    let mut rows = rows.filter(|other| {
        let other = matter(other);
        !own.is_empty() && (own == other || ratio_of(&own, &other, SAME_MATTER).is_some())
    });
    rows.next()
}

fn is_done(row: &ProgressRow) -> bool {
    row.status.as_ref().is_some_and(|s| s.light == Light::Done)
}

fn same_progress(case: &Case<'_>, row: &ProgressRow, before: &Facts) -> Option<Evidence> {
    let then = of_one_matter(case, row, before.rows.iter())?;
    let (now, then) = (row.progress?, then.progress.filter(|_| !is_done(row))?);
    let (said, said_then) = (essence(case.text(now)), essence(case.text(then)));
    let is_same = said.len() >= LEAST_REPORT && ratio_of(&said, &said_then, SAME_REPORT).is_some();
    is_same.then(|| Evidence::at(now).related(then, "上期"))
}

/// Of the yearly goals of both rows, the figures in one unit of which the later is lower; where each has one of that unit.
fn lower_goal(case: &Case<'_>, row: &ProgressRow, before: &Facts) -> Option<Evidence> {
    let then = of_one_matter(case, row, before.rows.iter())?;
    let (now, then) = (row.annual?, then.annual?);
    let figures = case.quantities(now).iter();
    figures.into_iter().find_map(|figure| {
        let of_unit = |span: Span| -> Vec<&Quantity> {
            let all = case.quantities(span).iter();
            all.filter(|q| q.base_unit == figure.base_unit && q.basis == figure.basis)
                .collect()
        };
        let (own, earlier) = (of_unit(now), of_unit(then));
        let ([_], [earlier]) = (own.as_slice(), earlier.as_slice()) else {
            return None;
        };
        (figure.base_value < earlier.base_value).then(|| {
            Evidence::at(figure.span)
                .related(earlier.span, "上期的年度目标")
                .value(Placeholder::Number, case.text(figure.span))
                .value(Placeholder::Expected, case.text(earlier.span))
        })
    })
}

/// The rows of the period before that are not done and stand in the table no more.
fn gone(case: &Case<'_>, before: &Facts) -> Vec<Evidence> {
    let missing = before
        .rows
        .iter()
        .filter(|row| !is_done(row) && of_one_matter(case, row, case.facts.rows.iter()).is_none());
    let places = missing.filter_map(|row| row.matter);
    places
        .map(|matter| Evidence::at(matter).value(Placeholder::Earlier, case.text(matter)))
        .collect()
}
