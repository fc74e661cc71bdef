//! Answers how a row stands to the row of the same matter in the table of the period before.

mod due;
mod fall;
mod goal;
mod lead;
mod reason;

pub(super) use due::{Due, due};
pub(super) use fall::{Counted, is_lower};
pub(super) use goal::lower;
pub(super) use reason::Reasons;

use crate::extract::progress::ProgressRow;
use crate::extract::status::Light;
use crate::extract::{Facts, Lexicon};
use crate::rule::case::{Case, Papers};
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, ratio_of};
use crate::rule::scope::Scope;
use crate::rule::series::{Series, number_of};
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

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
    /// 时限推后: the deadline is later than then, or has no end any more.
    #[serde(alias = "时限推后")]
    LaterDue,
    /// 累计减少: a figure summed up since the beginning of the year, or a share of works done, is lower than then.
    #[serde(alias = "累计减少")]
    LowerTotal,
    /// 完成又未完: done then, not done now.
    #[serde(alias = "完成又未完")]
    Undone,
    /// 牵头变更: none of those who led then leads now.
    #[serde(alias = "牵头变更")]
    OtherLead,
    /// 不再列: a row of then, not done, has none now. Asked of a document.
    #[serde(alias = "不再列")]
    Gone,
}

/// What to look for, and the words it is told by.
#[derive(Debug)]
pub struct Previous {
    since: Since,
    reasons: Reasons,
    counted: Counted,
    open: Vec<String>,
}

/// A row and the row then that it goes on with.
#[derive(Debug, Clone, Copy)]
struct Beside<'a> {
    now: &'a ProgressRow,
    then: &'a ProgressRow,
    /// Facts of the table then.
    before: &'a Facts,
    /// Whether the text around the table says something of the row.
    noted: bool,
}

impl Ask for Previous {
    type Arguments = Since;
    const ON: &'static [Scope] = &[Scope::Row, Scope::Progress, Scope::Document];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Earlier,
        Placeholder::Number,
        Placeholder::Expected,
    ];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            since: arguments,
            reasons: Reasons::new(lexicon),
            counted: Counted::new(lexicon),
            open: lexicon.words("series.open").to_vec(),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        if self.since == Since::Gone {
            return gone(case);
        }
        let found = beside(case).and_then(|rows| self.found(case, rows));
        found.into_iter().collect()
    }
}

impl Previous {
    fn found(&self, case: &Case<'_>, rows: Beside<'_>) -> Option<Evidence> {
        let explained = || rows.noted || self.reasons.given(case.document, rows.now);
        match self.since {
            Since::SameProgress => same_progress(case, rows),
            Since::LowerGoal => lower_goal(case, rows).filter(|_| !explained()),
            Since::LaterDue => self.later_due(case, rows).filter(|_| !explained()),
            Since::LowerTotal => {
                let corrected = || rows.noted || self.reasons.corrected(case.document, rows.now);
                let found = self.counted.lower_total(case, (rows.now, rows.then));
                found.filter(|_| !corrected())
            }
            Since::Undone => undone(case, rows).filter(|_| !explained()),
            Since::OtherLead => {
                let (now, then) = lead::other(case, (rows.now, rows.then, rows.before))?;
                let found = Evidence::at(now.0).related(then.0, "上期的牵头单位");
                let found = found
                    .value(Placeholder::Number, now.1)
                    .value(Placeholder::Expected, then.1);
                (!explained()).then_some(found)
            }
            Since::Gone => None,
        }
    }

    fn later_due(&self, case: &Case<'_>, rows: Beside<'_>) -> Option<Evidence> {
        let now = due(case, rows.now, &self.open)?;
        let then = due(case, rows.then, &self.open)?;
        let is_later = now.is_later_than(&then) && !is_done(rows.then) && !is_done(rows.now);
        is_later.then(|| {
            Evidence::at(now.span)
                .related(then.span, "上期的时限")
                .value(Placeholder::Number, case.text(now.span))
                .value(Placeholder::Expected, case.text(then.span))
        })
    }
}

/// How the rows of the case's document go on with those of the period before.
fn series<'a>(case: &Case<'a>) -> &'a Series {
    let Papers {
        documents,
        facts,
        lexicon,
        ..
    } = *case.papers;
    let place = case.papers.place(case.document.id);
    let series = &case.layout.series;
    series.get_or_init(|| Series::of((documents, facts), place, lexicon))
}

fn beside<'a>(case: &Case<'a>) -> Option<Beside<'a>> {
    let now = case.row()?;
    let series = series(case);
    let before = &case.papers.facts[series.before()?];
    let number = number_of(&case.facts.rows, now)?;
    Some(Beside {
        now,
        then: &before.rows[series.then(number)?],
        before,
        noted: series.is_noted(number),
    })
}

fn is_done(row: &ProgressRow) -> bool {
    row.status.as_ref().is_some_and(|s| s.light == Light::Done)
}

fn same_progress(case: &Case<'_>, rows: Beside<'_>) -> Option<Evidence> {
    let (now, then) = (
        rows.now.progress?,
        rows.then.progress.filter(|_| !is_done(rows.now))?,
    );
    let (said, said_then) = (essence(case.text(now)), essence(case.text(then)));
    let is_same = said.len() >= LEAST_REPORT && ratio_of(&said, &said_then, SAME_REPORT).is_some();
    is_same.then(|| Evidence::at(now).related(then, "上期"))
}

fn lower_goal(case: &Case<'_>, rows: Beside<'_>) -> Option<Evidence> {
    let goal = |row: &ProgressRow| row.annual.or(row.matter);
    let (now, then) = lower(case, goal(rows.now)?, goal(rows.then)?)?;
    let found = Evidence::at(now.span)
        .related(then.span, "上期的年度目标")
        .value(Placeholder::Number, case.text(now.span))
        .value(Placeholder::Expected, case.text(then.span));
    Some(found)
}

/// Done then, not done now. Where the table has goals for the stage, each may be done on its own; where the goal was raised, there is
/// more to do.
fn undone(case: &Case<'_>, rows: Beside<'_>) -> Option<Evidence> {
    let (now, then) = (rows.now.status.as_ref()?, rows.then.status.as_ref()?);
    let is_undone = match now.light {
        Light::Green | Light::Behind | Light::NotStarted => then.light == Light::Done,
        Light::Done | Light::Withdrawn => false,
    };
    let by_stage = rows.now.target.is_some() || rows.then.target.is_some();
    let goal = |row: &ProgressRow| row.annual.or(row.matter);
    let raised = goal(rows.then).zip(goal(rows.now));
    let raised = raised
        .and_then(|(then, now)| lower(case, then, now))
        .is_some();
    (is_undone && !by_stage && !raised).then(|| {
        Evidence::at(now.span)
            .related(then.span, "上期的状态")
            .value(Placeholder::Number, case.text(now.span))
            .value(Placeholder::Expected, case.text(then.span))
    })
}

/// The rows of the period before that are not done and stand in the table no more.
fn gone(case: &Case<'_>) -> Vec<Evidence> {
    let series = series(case);
    let Some(before) = series.before() else {
        return Vec::new();
    };
    let rows = &case.papers.facts[before].rows;
    let missing = series.gone().iter().map(|&row| &rows[row]);
    let missing = missing.filter(|row| !is_done(row));
    let places = missing.filter_map(|row| row.matter);
    places
        .map(|matter| Evidence::at(matter).value(Placeholder::Earlier, case.text(matter)))
        .collect()
}
