//! Answers how much silence about a commitment weighs.

use crate::extract::Lexicon;
use crate::extract::commitment::Weight;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// The weight of a commitment, as rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// 主要预期目标.
    #[serde(alias = "主要预期目标")]
    Headline,
    /// 民生实事.
    #[serde(alias = "民生实事")]
    Livelihood,
    /// 星号事项: marked ★.
    #[serde(alias = "星号事项")]
    Starred,
    /// 量化目标: any other numeric target.
    #[serde(alias = "量化目标")]
    Quantified,
    /// 一般事项: a named project or a direction.
    #[serde(alias = "一般事项")]
    Ordinary,
}

impl Importance {
    fn is(self, weight: Weight) -> bool {
        weight
            == match self {
                Self::Headline => Weight::Headline,
                Self::Livelihood => Weight::Livelihood,
                Self::Starred => Weight::Starred,
                Self::Quantified => Weight::Quantified,
                Self::Ordinary => Weight::Ordinary,
            }
    }
}

/// The weights that count.
#[derive(Debug)]
pub struct HasWeight(Vec<Importance>);

impl Ask for HasWeight {
    type Arguments = OneOrMany<Importance>;
    const ON: &'static [Scope] = &[Scope::Commitment, Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.0))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        let weight = case.commitment().map(|c| c.weight);
        weight.is_some_and(|w| self.0.iter().any(|i| i.is(w)))
    }
}
