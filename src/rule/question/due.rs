//! Answers how the progress of a row stands to the day it was due: still under way behind it, or put off to a later one.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::extract::period::{Time, TimeUse};
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::echo::Echo;
use crate::rule::evidence::Evidence;
use crate::rule::question::tally::{Tally, countable};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// Least share of the wording of a goal that comes back where it is put off.
const SAME_GOAL: f64 = 0.3;

/// How the progress stands to the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 逾期: the day has come, and something is said to be left, or less is told than was to be done.
    #[serde(alias = "逾期")]
    Overdue,
    /// 节点逾期: the same, where a step of a building was due and nothing counted.
    #[serde(alias = "节点逾期")]
    StepOverdue,
    /// 推后: what was due is now expected for a later day.
    #[serde(alias = "推后")]
    PutOff,
}

/// What to look for, and the words that say it.
#[derive(Debug)]
pub struct Due {
    standing: Standing,
    tally: Tally,
    /// 尚未进场, 其余: something is left.
    left: WordList,
    /// 正在: it goes on.
    going_on: WordList,
    /// 全部完成: nothing is left.
    all_done: WordList,
    finished: WordList,
    /// Steps of building, and steps of papers.
    works: WordList,
    papers: WordList,
    /// 预计, 计划: a day is set for it.
    expected: WordList,
}

/// A day something is due, and the text that says what.
#[derive(Clone, Copy)]
struct Deadline {
    day: Date,
    span: Span,
    goal: Span,
    /// Whether it stands in a column of its own.
    of_row: bool,
}

impl Ask for Due {
    type Arguments = Standing;
    const ON: &'static [Scope] = &[Scope::Progress];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Time,
        Placeholder::Word,
        Placeholder::Expected,
        Placeholder::Actual,
    ];

    fn prepare(standing: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let words = |name: &str| WordList::new(&words_of(&[name.to_owned()], lexicon)?);
        Ok(Self {
            standing,
            tally: Tally::new(lexicon),
            left: words("due.left")?,
            going_on: words("due.going_on")?,
            all_done: words("due.all_done")?,
            finished: words("done.finished")?,
            works: words("building.steps")?,
            papers: words("papers.steps")?,
            expected: words("due.expected")?,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some((deadline, progress)) = self.deadline(case).zip(case.field(Field::Progress))
        else {
            return Vec::new();
        };
        let found = match self.standing {
            Standing::Overdue | Standing::StepOverdue => {
                let step = self.standing == Standing::StepOverdue;
                let fits = self.is_step(case, deadline) == step;
                fits.then(|| self.overdue(case, deadline, progress))
                    .flatten()
            }
            Standing::PutOff => self.put_off(case, deadline),
        };
        found.into_iter().collect()
    }
}

impl Due {
    /// The day the row is due: that of its own column, else the last one its goals name.
    fn deadline(&self, case: &Case<'_>) -> Option<Deadline> {
        let matter = case.field(Field::Matter);
        let named = |(field, of_row): (Field, bool)| {
            let cell = case.field(field)?;
            let set = |t: &&Time| of_row || t.purpose == TimeUse::Deadline;
            let times = case.times(cell).iter().filter(set);
            let days = times.filter_map(|t| Some((t.end?, t.span)));
            let (day, span) = days.max_by_key(|(day, _)| *day)?;
            let text = &case.papers.document(cell.doc).file.text;
            let clauses = clause::clauses(text, cell.range()).into_iter();
            let mut around = clauses.filter(|c| c.contains(&span.start));
            let goal = match of_row {
                true => matter.unwrap_or(cell),
                false => Span::new(cell.doc, around.next()?),
            };
            Some(Deadline {
                day,
                span,
                goal,
                of_row,
            })
        };
        let fields = [
            (Field::Due, true),
            (Field::Target, false),
            (Field::Annual, false),
            (Field::Matter, false),
        ];
        fields.into_iter().find_map(named)
    }

    fn overdue(&self, case: &Case<'_>, deadline: Deadline, progress: Span) -> Option<Evidence> {
        let as_of = case.facts.profile.as_of?;
        let text = case.text(progress);
        if deadline.day > as_of || self.all_done.any(text) || self.is_reached(case, progress) {
            return None;
        }
        let at = |hit: Range<usize>| {
            let start = progress.start + hit.start;
            Span::new(progress.doc, start..start + hit.len())
        };
        let left = self.left.find(text).next();
        let going_on = || {
            let only = !self.says_finished(case, progress, deadline);
            self.going_on.find(text).next().filter(|_| only)
        };
        let told = || self.less(case, progress).map(|(told, _)| told);
        let place = left.or_else(going_on).map(at).or_else(told)?;
        let found = Evidence::at(place)
            .related(deadline.span, "时限")
            .value(Placeholder::Time, case.text(deadline.span).trim())
            .value(Placeholder::Word, self.said(case, place));
        Some(found)
    }

    /// Whether what is due is a step of a building, and nothing that is counted.
    fn is_step(&self, case: &Case<'_>, deadline: Deadline) -> bool {
        self.works.any(case.text(deadline.goal)) && self.goals(case).next().is_none()
    }

    /// Whether a clause says something finished; of a building, papers alone are none of it, nor is a share of it (完成70%).
    fn says_finished(&self, case: &Case<'_>, progress: Span, deadline: Deadline) -> bool {
        let builds = self.works.any(case.text(deadline.goal));
        let text = &case.papers.document(progress.doc).file.text;
        let mut clauses = clause::clauses(text, progress.range()).into_iter();
        clauses.any(|clause| {
            let figures = case.quantities(Span::new(progress.doc, clause.clone()));
            let in_part = figures
                .iter()
                .any(|q| q.base_unit == "%" && q.base_value < 100.0);
            let said = &text[clause];
            let only_papers = builds && self.papers.any(said) && !self.works.any(said);
            self.finished.any(said) && !only_papers && !in_part
        })
    }

    /// The clause around `place`, which says what is left.
    fn said<'a>(&self, case: &Case<'a>, place: Span) -> &'a str {
        let clause = case.layout.clause(place.start);
        clause.map_or(case.text(place), |c| case.document.slice(c.range.clone()))
    }

    /// Whether every counted goal is told to be reached.
    fn is_reached(&self, case: &Case<'_>, progress: Span) -> bool {
        let goals: Vec<_> = self.goals(case).collect();
        let reached = |(told, goal): &(Option<f64>, f64)| told.is_some_and(|told| told >= *goal);
        let told = goals.iter().map(|goal| {
            let done = self.tally.most_done(case, progress, goal);
            (done.map(|q| q.base_value), goal.base_value)
        });
        let told: Vec<_> = told.collect();
        !told.is_empty() && told.iter().all(reached)
    }

    /// A figure told, and the counted goal it is less than.
    fn less(&self, case: &Case<'_>, progress: Span) -> Option<(Span, Span)> {
        self.goals(case).find_map(|goal| {
            let done = self.tally.most_done(case, progress, goal)?;
            (done.base_value < goal.base_value).then_some((done.span, goal.span))
        })
    }

    fn goals<'a>(
        &self,
        case: &Case<'a>,
    ) -> impl Iterator<Item = &'a crate::extract::quantity::Quantity> {
        let fields = [Field::Target, Field::Annual, Field::Matter];
        let cell = fields.into_iter().find_map(|field| {
            let figures = case.quantities(case.field(field)?);
            figures.iter().any(countable).then_some(figures)
        });
        cell.unwrap_or(&[]).iter().filter(|q| countable(q))
    }

    /// A clause of the row, outside its goals, that expects what is due for a later day.
    fn put_off(&self, case: &Case<'_>, deadline: Deadline) -> Option<Evidence> {
        let row = case.row()?;
        let goals = [row.matter, row.annual, row.target, row.due];
        let is_goal = |t: &Time| goals.iter().flatten().any(|cell| cell.contains(t.span));
        let mut times = case.times(row.span).iter().filter(|t| !is_goal(t));
        times.find_map(|time| {
            time.end.filter(|end| *end > deadline.day)?;
            let clause = self.clause_of(case, time)?;
            let said = case.document.slice(clause.clone());
            let wanted = case.text(deadline.goal);
            let day = case.text(deadline.span);
            let same = || {
                let mut steps = self.works.find(wanted).map(|hit| &wanted[hit]);
                if steps.any(|step| said.contains(step)) {
                    return true;
                }
                let share = Echo::of(said).share(wanted.split(day));
                share.is_some_and(|share| share >= SAME_GOAL)
            };
            let done = self.finished.any(said) || self.works.any(said);
            let whole = deadline.of_row && done;
            let fits = self.expected.any(said) && (whole || same());
            fits.then(|| {
                Evidence::at(case.document.span(clause))
                    .related(deadline.span, "原定时限")
                    .value(Placeholder::Expected, case.text(deadline.span).trim())
                    .value(Placeholder::Actual, case.text(time.span))
            })
        })
    }

    fn clause_of(&self, case: &Case<'_>, time: &Time) -> Option<Range<usize>> {
        Some(case.layout.clause(time.span.start)?.range.clone())
    }
}
