//! Answers whether a figure told is worse than the goal that should be reached by now.

use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Bound, Quantity};
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::check::interval::Interval;
use crate::rule::check::line::Words;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::question::goal::{Goal, Goals, runs_on};
use crate::rule::question::metric::counts_towards;
use crate::rule::question::tally::{Tally, countable};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;

/// How much less than a goal of 左右 still is that goal: a share of a count, points of a rate.
const ABOUT_COUNT: f64 = 0.1;
const ABOUT_RATE: f64 = 0.5;

/// Which goal should be reached.
#[derive(Debug)]
pub struct FallsShort {
    goal: Goal,
    goals: Goals,
    tally: Tally,
    ceilings: Words,
}

impl Ask for FallsShort {
    type Arguments = Goal;
    const ON: &'static [Scope] = &[Scope::Progress];
    const FILLS: &'static [Placeholder] = &[Placeholder::Number, Placeholder::Expected];

    fn prepare(goal: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        Ok(Self {
            goal,
            goals: Goals::new(lexicon),
            tally: Tally::new(lexicon),
            ceilings: Words::new(lexicon, &["ceilings.measures"]),
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let (Some(progress), Some(as_of)) = (case.field(Field::Progress), case.facts.profile.as_of)
        else {
            return Vec::new();
        };
        let of_stage = self.goals.is_of_stage(case) == Some(true);
        let goals = match self.goal {
            Goal::Stage => self.goals.of_stage(case, is_goal, as_of),
            Goal::Year if of_stage => Vec::new(),
            Goal::Year => self.goals.of_year(case, is_goal),
        };
        if runs_on(case, as_of) {
            return Vec::new();
        }
        let short = goals.into_iter().filter_map(|goal| {
            let told = match countable(goal) {
                true => self.tally.most_done(case, progress, goal)?,
                false => {
                    let mut told = self.tally.told(case, progress, goal).into_iter();
                    told.find(|t| is_of_kind(t, goal))?
                }
            };
            let repeated = countable(goal) && is_named(case, progress, goal);
            (!repeated && self.is_worse(case, told, goal)).then_some((told, goal))
        });
        short.map(|found| evidence(case, found)).collect()
    }
}

impl FallsShort {
    /// Whether `told` is worse than `goal`, whatever rounding hides. What is better the lower is judged only where it is said so.
    fn is_worse(&self, case: &Case<'_>, told: &Quantity, goal: &Quantity) -> bool {
        let (signed, wanted) = (signed(told), goal.base_value);
        if told.bound != Bound::Exactly || told.basis == Basis::Rank {
            return false;
        }
        if goal.falling {
            return told.falling && Interval::of(told).hi < wanted;
        }
        let about = match is_level(goal) {
            true => ABOUT_RATE,
            false => ABOUT_COUNT * wanted,
        };
        match goal.bound {
            Bound::AtMost => signed.lo > goal.base_value_hi.unwrap_or(wanted),
            Bound::About => !self.is_ceiling(case, goal) && signed.hi < wanted - about,
            Bound::Exactly | Bound::AtLeast | Bound::Between => {
                !self.is_ceiling(case, goal) && signed.hi < wanted
            }
        }
    }

    /// Whether what `goal` measures is better the lower.
    fn is_ceiling(&self, case: &Case<'_>, goal: &Quantity) -> bool {
        let measure = goal.measure.as_ref().map_or("", |m| case.text(m.span));
        let matter = case.text_of(Field::Matter);
        [measure, matter]
            .iter()
            .any(|words| self.ceilings.stand_in(words))
    }
}

/// The values a figure may stand for, below nothing where it tells of a fall.
fn signed(figure: &Quantity) -> Interval {
    let told = Interval::of(figure);
    match figure.falling {
        true => Interval {
            lo: -told.hi,
            hi: -told.lo,
        },
        false => told,
    }
}

/// Whether it is a share, a rate or how much something grew.
fn is_level(figure: &Quantity) -> bool {
    figure.base_unit == "%"
}

/// Whether `progress` names as many as `goal` or more, whatever it says of them: 12户已整合为6户.
pub(super) fn is_named(case: &Case<'_>, progress: Span, goal: &Quantity) -> bool {
    let mut told = case.quantities(progress).iter();
    told.any(|q| q.base_unit == goal.base_unit && q.base_value >= goal.base_value)
}

/// Whether `told` may be the level `goal` sets: growth for growth, and a rate by its name (完成60% is none of the coverage).
fn is_of_kind(told: &Quantity, goal: &Quantity) -> bool {
    let grows = |figure: &Quantity| figure.basis == Basis::Growth;
    let named = || !is_level(goal) || grows(goal) || counts_towards(told, goal);
    grows(told) == grows(goal) && named()
}

fn is_goal(figure: &Quantity) -> bool {
    countable(figure) || is_level(figure) || figure.bound == Bound::AtMost
}

fn evidence(case: &Case<'_>, (told, goal): (&Quantity, &Quantity)) -> Evidence {
    Evidence::at(told.span)
        .related(goal.span, "目标")
        .value(Placeholder::Number, case.text(told.span))
        .value(Placeholder::Expected, case.text(goal.span))
}
