//! Answers how checkable a commitment is.

use crate::extract::Lexicon;
use crate::extract::commitment::Kind;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// How checkable a commitment is, as rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Checkable {
    /// 有数量: a numeric target.
    #[serde(alias = "有数量")]
    Quantified,
    /// 有名目: a named project, body, document or event.
    #[serde(alias = "有名目")]
    Named,
    /// 只有方向: a direction without a checkable deliverable.
    #[serde(alias = "只有方向")]
    Qualitative,
}

impl Checkable {
    fn is(self, kind: Kind) -> bool {
        kind == match self {
            Self::Quantified => Kind::Quantified,
            Self::Named => Kind::Named,
            Self::Qualitative => Kind::Qualitative,
        }
    }
}

/// The kinds that count.
#[derive(Debug)]
pub struct HasKind(Vec<Checkable>);

impl Ask for HasKind {
    type Arguments = OneOrMany<Checkable>;
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
        let kind = case.commitment().map(|c| c.kind);
        kind.is_some_and(|k| self.0.iter().any(|c| c.is(k)))
    }
}
