//! Answers whether less of a goal is done than of its time is gone.

use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::extract::status::Light;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::question::goal::{Goal, Goals, runs_on};
use crate::rule::question::tally::{Tally, countable};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

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
    goals: Goals,
    tally: Tally,
}

impl Ask for BehindPace {
    type Arguments = PaceArguments;
    const ON: &'static [Scope] = &[Scope::Progress];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Number,
        Placeholder::Expected,
        Placeholder::Difference,
        Placeholder::Arithmetic,
        Placeholder::Aside,
    ];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            arguments,
            goals: Goals::new(lexicon),
            tally: Tally::new(lexicon),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let (Some(progress), Some(as_of)) = (case.field(Field::Progress), case.facts.profile.as_of)
        else {
            return Vec::new();
        };
        let (goals, due) = match self.arguments.goal {
            Goal::Year => (self.goals.of_year(case, countable), share_of_year(as_of)),
            Goal::Stage => (self.goals.of_stage(case, countable, as_of), Some(1.0)),
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
        let status = case.row().and_then(|row| row.status.as_ref());
        let claimed = status.filter(|s| matches!(s.light, Light::Green | Light::Done));
        let found = Evidence::at(done.span).related(goal.span, label);
        let found = match claimed {
            Some(status) => found.related(status.span, "所填状态"),
            None => found,
        };
        let aside = claimed.and_then(|_| case.status_said());
        let aside = aside.map_or(String::new(), |said| format!("，状态填“{said}”"));
        found
            .value(Placeholder::Aside, aside)
            .because(arithmetic.clone())
            .value(Placeholder::Number, number)
            .value(Placeholder::Expected, expected)
            .value(Placeholder::Difference, format!("{:.0}", due - share))
            .value(Placeholder::Arithmetic, arithmetic)
    }
}

/// Share of the year gone by the day the figures run up to; none at the end of the year.
fn share_of_year(day: Date) -> Option<f64> {
    let gone = f64::from(day.day_of_year()) / f64::from(day.days_in_year());
    (gone < 0.99).then_some(gone)
}
