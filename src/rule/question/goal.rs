//! Finds the goals of a row that its progress is held against: those of the year, and those of the stage that has ended.

use super::metric::{is_former, same};
use super::tally::Tally;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::check::line::Words;
use crate::rule::scope::Field;
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

/// Which figures are goals.
pub(super) type Counts = fn(&Quantity) -> bool;

/// The words that tell goals of a stage from those of the year.
#[derive(Debug)]
pub(super) struct Goals {
    tally: Tally,
    stage_names: Words,
    year_names: Words,
}

impl Goals {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            tally: Tally::new(lexicon),
            stage_names: Words::new(lexicon, &["time.stage_goal"]),
            year_names: Words::new(lexicon, &["time.year_goal"]),
        }
    }

    /// Goals of the year and of the matter that the target does not set anew, and those of a target for the year.
    pub(super) fn of_year<'a>(&self, case: &Case<'a>, counts: Counts) -> Vec<&'a Quantity> {
        let of_target = figures_in(case, Field::Target, counts);
        let mut goals: Vec<&Quantity> = Vec::new();
        for field in [Field::Annual, Field::Matter] {
            for goal in figures_in(case, field, counts) {
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

    /// Goals of a target for the stage that ends with the report's figures.
    pub(super) fn of_stage<'a>(
        &self,
        case: &Case<'a>,
        counts: Counts,
        as_of: Date,
    ) -> Vec<&'a Quantity> {
        let name = case.field(Field::Target).and_then(|t| case.column(t));
        let later = |span: Span| {
            let ends = case.times(span).iter().filter_map(|t| t.end);
            ends.max().is_some_and(|end| end > as_of)
        };
        match self.is_of_stage(case) {
            Some(true) if !name.is_some_and(later) => figures_in(case, Field::Target, counts),
            Some(true | false) | None => Vec::new(),
        }
    }

    /// Whether the target is one for a stage: beside a column for the year, or by the name of its own. One that does not say is
    /// taken for the year's, which asks for less. None without a name.
    pub(super) fn is_of_stage(&self, case: &Case<'_>) -> Option<bool> {
        let name = case.text(case.column(case.field(Field::Target)?)?);
        let of_stage = self.stage_names.stand_in(name) && !self.year_names.stand_in(name);
        Some(of_stage || case.field(Field::Annual).is_some())
    }
}

fn figures_in<'a>(case: &Case<'a>, field: Field, counts: Counts) -> Vec<&'a Quantity> {
    let all = case.field(field).map_or(&[][..], |s| case.quantities(s));
    let now = all.iter().filter(|goal| !is_former(case, goal));
    now.filter(|goal| counts(goal)).collect()
}

/// Whether the row names a day of a later year: what is done by then says little of this one.
pub(super) fn runs_on(case: &Case<'_>, as_of: Date) -> bool {
    let row = case.row().map(|row| row.span);
    let times = row.map_or(&[][..], |span| case.times(span));
    times
        .iter()
        .any(|t| t.end.is_some_and(|end| end.year() > as_of.year()))
}
