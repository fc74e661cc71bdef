//! Answers how the progress tables of a plan's year stand to one of its promises, and the yearly report to them.

use super::previous::{Counted, Due, Reasons, due, is_lower, lower};
use crate::document::clause;
use crate::extract::commitment::Commitment;
use crate::extract::deadline::Deadline;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::{Basis, Quantity};
use crate::extract::{Facts, Lexicon};
use crate::location::Span;
use crate::rule::case::{Case, Papers, Subject};
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::essence;
use crate::rule::scope::Scope;
use crate::rule::series::Course;
use crate::rule::template::Placeholder;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// Least score of a report that is held against the last table.
const SURE: f64 = 0.7;

/// Most letters, dates and common words aside, of a clause that only says by when the one before it is due: 10月底前完工.
const MOST_LETTERS: usize = 6;

/// What is compared along the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnTheWay {
    /// 目标调低: the yearly goal of the first table that follows the promise up is lower than promised.
    #[serde(alias = "目标调低")]
    LowerGoal,
    /// 时限推后: the deadline in the first table that follows the promise up is later than promised.
    #[serde(alias = "时限推后")]
    LaterDue,
    /// 报告减少: the yearly report gives less than the last table had summed up.
    #[serde(alias = "报告减少")]
    LowerReport,
}

/// What to look for, and the words it is told by.
#[derive(Debug)]
pub struct Along {
    way: OnTheWay,
    reasons: Reasons,
    counted: Counted,
    open: Vec<String>,
}

/// A row of a progress table, with the facts of the table.
type Followed<'a> = (&'a Facts, &'a ProgressRow);

impl Ask for Along {
    type Arguments = OnTheWay;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[Placeholder::Number, Placeholder::Expected];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            way: arguments,
            reasons: Reasons::new(lexicon),
            counted: Counted::new(lexicon),
            open: lexicon.words("series.open").to_vec(),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(promise) = case.commitment() else {
            return Vec::new();
        };
        let rows = rows(case, promise);
        let found = match self.way {
            OnTheWay::LowerGoal => self.lower_goal(case, promise, &rows),
            OnTheWay::LaterDue => self.later_due(case, promise, &rows),
            OnTheWay::LowerReport => self.lower_report(case, promise, &rows),
        };
        found.into_iter().collect()
    }
}

impl Along {
    fn lower_goal(
        &self,
        case: &Case<'_>,
        promise: &Commitment,
        rows: &[Followed<'_>],
    ) -> Option<Evidence> {
        let (_, row) = rows.first()?;
        let goal = row.annual.or(row.matter)?;
        let (now, then) = lower(case, goal, promise.span)?;
        self.unexplained(case, row)
            .then(|| evidence(case, now.span, (then.span, "年初计划")))
    }

    fn later_due(
        &self,
        case: &Case<'_>,
        promise: &Commitment,
        rows: &[Followed<'_>],
    ) -> Option<Evidence> {
        let (_, row) = rows.first()?;
        let (promised, place) = promised_by(case, promise)?;
        let Due { span, end, .. } = due(case, row, &self.open)?;
        let is_later = end.is_none_or(|end| end > promised);
        (is_later && self.unexplained(case, row))
            .then(|| evidence(case, span, (place, "年初计划的时限")))
    }

    fn lower_report(
        &self,
        case: &Case<'_>,
        promise: &Commitment,
        rows: &[Followed<'_>],
    ) -> Option<Evidence> {
        let Subject::Matter(matter) = case.subject else {
            return None;
        };
        let goal = alone(promise.quantities.iter(), None)?;
        let report = matter.links.first().filter(|link| link.score >= SURE)?;
        let year = |facts: &Facts| facts.profile.year;
        let is_yearly = year(case.papers.facts_of(report.progress.doc)) > year(case.facts);
        let reported = alone(case.quantities(report.progress).iter(), Some(goal))?;
        let (_, row) = rows.last().filter(|_| is_yearly)?;
        let places = (report.progress, row.progress?);
        let total = self
            .counted
            .total_like(case, places, (reported, promise.span))?;
        let table = case.papers.document(row.span.doc);
        (is_lower(reported, total) && !self.reasons.corrected(table, row))
            .then(|| evidence(case, reported.span, (total.span, "最近一期进展表")))
    }

    fn unexplained(&self, case: &Case<'_>, row: &ProgressRow) -> bool {
        !self.reasons.given(case.papers.document(row.span.doc), row)
    }
}

/// The row of each table of the year that is about `promise`, first table first.
fn rows<'a>(case: &Case<'a>, promise: &Commitment) -> Vec<Followed<'a>> {
    let Papers {
        documents,
        facts,
        lexicon,
        ..
    } = *case.papers;
    let place = case.papers.place(case.document.id);
    let course = &case.layout.course;
    let course = course.get_or_init(|| Course::of((documents, facts), place, lexicon));
    let rows = course.rows(promise, (case.document, case.facts), lexicon);
    let row = |(table, row): (usize, usize)| (&facts[table], &facts[table].rows[row]);
    rows.into_iter().map(row).collect()
}

/// The countable figure that is the only one of its unit; of the unit and kind of `like`.
fn alone<'q>(
    figures: impl Iterator<Item = &'q Quantity>,
    like: Option<&Quantity>,
) -> Option<&'q Quantity> {
    let counts = |q: &&Quantity| {
        let is_kind = matches!(q.basis, Basis::Total | Basis::Increase | Basis::Cumulative);
        is_kind && q.base_unit != "%" && like.is_none_or(|l| l.base_unit == q.base_unit)
    };
    let mut figures = figures.filter(counts);
    figures.next().filter(|_| figures.next().is_none())
}

/// The day a promise names, or the short clause behind it does: 新改建农村公路420公里，10月底前完工.
fn promised_by(case: &Case<'_>, promise: &Commitment) -> Option<(Date, Span)> {
    let several = case.times(promise.span).len() > 1;
    match promise.deadline {
        Some(Deadline::By(end, place)) if promise.span.contains(place) => {
            (!several).then_some((end, place))
        }
        Some(Deadline::By(..) | Deadline::Ongoing | Deadline::Unclear(_)) => None,
        Some(Deadline::Within(_)) | None => {
            let text = &case.document.file.text;
            let rest = text.get(promise.span.end..)?.strip_prefix('，')?;
            let start = text.len() - rest.len();
            let end = rest.find(['，', '。', '；', '\n']).unwrap_or(rest.len());
            let next = Span::new(promise.span.doc, start..start + end);
            let time = case.times(next).iter().find(|t| t.end.is_some())?;
            let said = clause::clauses(text, next.range()).into_iter();
            let letters = said.map(|c| essence(&text[c]).len()).sum::<usize>();
            let dated = essence(case.text(time.span)).len();
            let is_short = letters <= dated + MOST_LETTERS;
            Some((time.end?, time.span)).filter(|_| is_short)
        }
    }
}

fn evidence(case: &Case<'_>, now: Span, (then, label): (Span, &str)) -> Evidence {
    Evidence::at(now)
        .related(then, label)
        .value(Placeholder::Number, case.text(now))
        .value(Placeholder::Expected, case.text(then))
}
