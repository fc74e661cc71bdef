//! Answers how sure it is that a commitment can be checked at all.

use crate::extract::Lexicon;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `checkable`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarginArguments {
    /// 不低于: what the wording weighs beyond the limit between a direction and a named deliverable; 0 is the limit itself,
    /// 1 is clear, 2 is beyond doubt.
    #[serde(alias = "不低于")]
    pub at_least: f32,
}

/// How clearly a commitment names what will be there in the end.
#[derive(Debug)]
pub struct Margin(f32);

impl Ask for Margin {
    type Arguments = MarginArguments;
    const ON: &'static [Scope] = &[Scope::Commitment, Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.at_least))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        case.commitment().is_some_and(|c| c.margin >= self.0)
    }
}
