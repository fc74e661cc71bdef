//! Answers whether less of a goal is done than of its time is gone.

use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::check::line::Words;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::question::metric::same;
use crate::rule::question::tally::{Tally, countable};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// Which goal the figures are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// 年度: a goal of the year, of which so much should be done as of the year is gone.
    #[default]
    #[serde(alias = "年度")]
    Year,
    /// 本期: a goal of the stage that ends now, all of which should be done.
    #[serde(alias = "本期")]
    Stage,
}

/// Arguments of `behind_pace`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaceArguments {
    /// 百分点: how far the share done lies behind the share of the time gone, in percentage points.
    #[serde(alias = "百分点")]
    pub points: f64,
    /// 目标: `year` or `stage`; `year` when left out.
    #[serde(default, alias = "目标")]
    pub goal: Goal,
}

/// How far behind what.
#[derive(Debug)]
pub struct BehindPace {
    arguments: PaceArguments,
    tally: Tally,
    stage_names: Words,
    year_names: Words,
}

impl Ask for BehindPace {
    type Arguments = PaceArguments;
    const ON: &'static [Scope] = &[Scope::Progress];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Number,
        Placeholder::Expected,
        Placeholder::Difference,
        Placeholder::Arithmetic,
    ];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            arguments,
            tally: Tally::new(lexicon),
            stage_names: Words::new(lexicon, &["time.stage_goal"]),
            year_names: Words::new(lexicon, &["time.year_goal"]),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let (Some(progress), Some(as_of)) = (case.field(Field::Progress), case.facts.profile.as_of)
        else {
            return Vec::new();
        };
        let (goals, due) = match self.arguments.goal {
            Goal::Year => (self.goals_of_year(case), share_of_year(as_of)),
            Goal::Stage => (self.goals_of_stage(case, as_of), Some(1.0)),
        };
        let (Some(due), false) = (due, runs_on(case, as_of)) else {
            return Vec::new();
        };
        let found = goals.into_iter().filter_map(|goal| {
            let done = self.tally.most_done(case, progress, goal)?;
            let share = done.base_value / goal.base_value;
            let behind = (due - share) * 100.0;
            (behind > self.arguments.points)
                .then(|| self.evidence(case, (done, goal), (share, due)))
        });
        found.collect()
    }
}

impl BehindPace {
    /// Countable goals of the year and of the matter that the target does not set anew, and those of a target for the year.
    fn goals_of_year<'a>(&self, case: &Case<'a>) -> Vec<&'a Quantity> {
        let of_target = countable_in(case, Field::Target);
        let mut goals: Vec<&Quantity> = Vec::new();
        for field in [Field::Annual, Field::Matter] {
            for goal in countable_in(case, field) {
                let anew = of_target.iter().any(|t| {
                    same(t, goal) || t.base_unit == goal.base_unit && self.tally.is_bare(case, t)
                });
                if !anew && !goals.iter().any(|g| same(g, goal)) {
                    goals.push(goal);
                }
            }
        }
        if self.is_of_stage(case) == Some(false) {
            goals.extend(of_target);
        }
        goals
    }

    /// Countable goals of a target for the stage that ends with the report's figures.
    fn goals_of_stage<'a>(&self, case: &Case<'a>, as_of: Date) -> Vec<&'a Quantity> {
        let name = case.field(Field::Target).and_then(|t| case.column(t));
        let later = |span: Span| {
            let ends = case.times(span).iter().filter_map(|t| t.end);
            ends.max().is_some_and(|end| end > as_of)
        };
        match self.is_of_stage(case) {
            Some(true) if !name.is_some_and(later) => countable_in(case, Field::Target),
            Some(true | false) | None => Vec::new(),
        }
    }

    /// Whether the target is one for a stage: beside a column for the year, or by the name of its own. One that does not say is
    /// taken for the year's, which asks for less. None without a name.
    fn is_of_stage(&self, case: &Case<'_>) -> Option<bool> {
        let name = case.text(case.column(case.field(Field::Target)?)?);
        let of_stage = self.stage_names.stand_in(name) && !self.year_names.stand_in(name);
        Some(of_stage || case.field(Field::Annual).is_some())
    }

    fn evidence(
        &self,
        case: &Case<'_>,
        (done, goal): (&Quantity, &Quantity),
        shares: (f64, f64),
    ) -> Evidence {
        let (number, expected) = (case.text(done.span), case.text(goal.span));
        let (share, due) = (shares.0 * 100.0, shares.1 * 100.0);
        let (arithmetic, label) = match self.arguments.goal {
            Goal::Year => (
                format!("{number}÷{expected}={share:.1}%，时间已过{due:.1}%"),
                "全年目标",
            ),
            Goal::Stage => (format!("{number}÷{expected}={share:.1}%"), "本期目标"),
        };
        Evidence::at(done.span)
            .related(goal.span, label)
            .because(arithmetic.clone())
            .value(Placeholder::Number, number)
            .value(Placeholder::Expected, expected)
            .value(Placeholder::Difference, format!("{:.0}", due - share))
            .value(Placeholder::Arithmetic, arithmetic)
    }
}

fn countable_in<'a>(case: &Case<'a>, field: Field) -> Vec<&'a Quantity> {
    let all = case.field(field).map_or(&[][..], |s| case.quantities(s));
    all.iter().filter(|goal| countable(goal)).collect()
}

/// Whether the row names a day of a later year: what is done by then says little of this one.
fn runs_on(case: &Case<'_>, as_of: Date) -> bool {
    let row = case.row().map(|row| row.span);
    let times = row.map_or(&[][..], |span| case.times(span));
    times
        .iter()
        .any(|t| t.end.is_some_and(|end| end.year() > as_of.year()))
}

/// Share of the year gone by the day the figures run up to; none at the end of the year.
fn share_of_year(day: Date) -> Option<f64> {
    let gone = f64::from(day.day_of_year()) / f64::from(day.days_in_year());
    (gone < 0.99).then_some(gone)
}
