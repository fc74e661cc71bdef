//! Answers whether a text contains a time expression.

use crate::extract::Lexicon;
use crate::extract::period::{Time, TimeUse};
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;
use std::cmp::Ordering;

/// What a time expression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// 时限: something must be done by then.
    #[serde(alias = "时限")]
    Deadline,
    /// 日期: says when something was or is.
    #[serde(alias = "日期")]
    Date,
    /// 截至: figures up to then.
    #[serde(alias = "截至")]
    AsOf,
}

/// The year of a time beside the year the document speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Year {
    /// 以前.
    #[serde(alias = "以前")]
    Earlier,
    /// 当年.
    #[serde(alias = "当年")]
    Same,
    /// 以后.
    #[serde(alias = "以后")]
    Later,
}

/// Arguments of `time`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeArguments {
    /// 对象: the text to look in.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 作用: `deadline`, `date`, `as_of`; any when left out.
    #[serde(default, rename = "use", alias = "作用")]
    pub uses: OneOrMany<Use>,
    /// 年份: `earlier`, `same`, `later` than the year of the document; any when left out.
    #[serde(default, alias = "年份")]
    pub year: Option<Year>,
}

/// The time expressions that count.
#[derive(Debug)]
pub struct HasTime(TimeArguments);

impl Ask for HasTime {
    type Arguments = TimeArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Time];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(span) = case.field(self.0.of) else {
            return Vec::new();
        };
        let fits = |purpose: TimeUse| {
            let wanted = match purpose {
                TimeUse::Deadline => Use::Deadline,
                TimeUse::Date => Use::Date,
                TimeUse::AsOf => Use::AsOf,
            };
            self.0.uses.0.is_empty() || self.0.uses.0.contains(&wanted)
        };
        let own = case.facts.profile.year;
        let year = |time: &Time| {
            let ends = time.end.map(|day| i32::from(day.year()));
            ends.zip(own)
                .map(|(end, own)| match end.cmp(&i32::from(own)) {
                    Ordering::Less => Year::Earlier,
                    Ordering::Equal => Year::Same,
                    Ordering::Greater => Year::Later,
                })
        };
        let of_year = |t: &Time| self.0.year.is_none() || year(t) == self.0.year;
        let times = case.times(span).iter();
        let times = times.filter(|t| fits(t.purpose) && of_year(t));
        times
            .map(|t| Evidence::at(t.span).value(Placeholder::Time, case.text(t.span)))
            .collect()
    }
}
