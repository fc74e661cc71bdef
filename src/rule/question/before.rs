//! Answers how the progress of a row stands to what its table says was done by the end of the period before.

use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::question::goal::Goals;
use crate::rule::question::tally::{Tally, countable};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SinceThen {
    /// 减少: less of a goal is told than then.
    #[serde(alias = "减少")]
    Less,
    /// 未增: of every goal as much is told as then, and less than is to be done.
    #[serde(alias = "未增")]
    NoMore,
}

/// What to look for.
#[derive(Debug)]
pub struct ToldBefore {
    since: SinceThen,
    goals: Goals,
    tally: Tally,
}

impl Ask for ToldBefore {
    type Arguments = SinceThen;
    const ON: &'static [Scope] = &[Scope::Progress];
    const FILLS: &'static [Placeholder] = &[Placeholder::Number, Placeholder::Earlier];

    fn prepare(since: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            since,
            goals: Goals::new(lexicon),
            tally: Tally::new(lexicon),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let before = case.row().and_then(|row| row.before);
        let Some((before, progress)) = before.zip(case.field(Field::Progress)) else {
            return Vec::new();
        };
        let told = |goal: &Quantity| {
            let then = self.tally.most_done(case, before, goal)?;
            let now = self.tally.most_done(case, progress, goal)?;
            // So much more or less counts something else.
            let near =
                then.base_value <= goal.base_value && 2.0 * now.base_value >= then.base_value;
            near.then_some((now, then, now.base_value < goal.base_value))
        };
        let goals = self.goals.of_year(case, countable).into_iter();
        let pairs: Vec<_> = goals.filter_map(told).collect();
        let found = |(now, then, _): &(&Quantity, &Quantity, bool)| {
            Evidence::at(now.span)
                .related(then.span, "上期")
                .value(Placeholder::Number, case.text(now.span))
                .value(Placeholder::Earlier, case.text(then.span))
        };
        let as_much = |(now, then, open): &(&Quantity, &Quantity, bool)| {
            now.base_value == then.base_value && *open
        };
        match self.since {
            SinceThen::Less => {
                let less = pairs
                    .iter()
                    .filter(|(now, then, _)| now.base_value < then.base_value);
                less.map(found).collect()
            }
            SinceThen::NoMore if pairs.iter().all(as_much) => {
                pairs.first().map(found).into_iter().collect()
            }
            SinceThen::NoMore => Vec::new(),
        }
    }
}
