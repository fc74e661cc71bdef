//! Answers whether less of a yearly goal is done than of the year is gone.

use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity};
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::question::metric::{counts_towards, same};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `behind_pace`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaceArguments {
    /// 百分点: how far the share done lies behind the share of the year gone, in percentage points.
    #[serde(alias = "百分点")]
    pub points: f64,
}

/// How far behind.
#[derive(Debug)]
pub struct BehindPace(PaceArguments);

impl Ask for BehindPace {
    type Arguments = PaceArguments;
    const ON: &'static [Scope] = &[Scope::Progress];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Number,
        Placeholder::Expected,
        Placeholder::Difference,
        Placeholder::Arithmetic,
    ];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(gone) = share_of_year(case) else {
            return Vec::new();
        };
        let figures = |field| case.field(field).map_or(&[][..], |s| case.quantities(s));
        let stage = figures(Field::Target);
        let pairs = figures(Field::Progress).iter().filter_map(|done| {
            let yearly = figures(Field::Annual).iter().chain(figures(Field::Matter));
            let goal = yearly
                .into_iter()
                .find(|goal| countable(goal) && counts_towards(done, goal))?;
            (!stage.iter().any(|s| same(done, s))).then_some((done, goal))
        });
        let found = pairs.filter_map(|(done, goal)| {
            let share = done.base_value / goal.base_value;
            let behind = (gone - share) * 100.0;
            (behind > self.0.points).then(|| evidence(case, done, goal, (share, gone)))
        });
        found.collect()
    }
}

fn evidence(case: &Case<'_>, done: &Quantity, goal: &Quantity, shares: (f64, f64)) -> Evidence {
    let (number, expected) = (case.text(done.span), case.text(goal.span));
    let (share, gone) = (shares.0 * 100.0, shares.1 * 100.0);
    let arithmetic = format!("{number}÷{expected}={share:.1}%，时间已过{gone:.1}%");
    Evidence::at(done.span)
        .related(goal.span, "全年目标")
        .because(arithmetic.clone())
        .value(Placeholder::Number, number)
        .value(Placeholder::Expected, expected)
        .value(Placeholder::Difference, format!("{:.0}", gone - share))
        .value(Placeholder::Arithmetic, arithmetic)
}

/// A goal that fills up over the year.
fn countable(goal: &Quantity) -> bool {
    match goal.basis {
        Basis::Total | Basis::Increase | Basis::Cumulative => {
            goal.base_value > 0.0 && goal.base_unit != "%"
        }
        Basis::Growth | Basis::Share | Basis::Rate | Basis::Rank => false,
    }
}

/// Share of the year gone by the day the figures run up to; none at the end of the year.
fn share_of_year(case: &Case<'_>) -> Option<f64> {
    let day = case.facts.profile.as_of?;
    let gone = f64::from(day.day_of_year()) / f64::from(day.days_in_year());
    (gone < 0.99).then_some(gone)
}
