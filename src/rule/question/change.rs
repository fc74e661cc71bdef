//! Answers how a deliverable moved from one year to the next.

use crate::extract::Lexicon;
use crate::link::Change;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// How a deliverable moved, as rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// 顺延: promised again for the same or an earlier stage, or with a later date.
    #[serde(alias = "顺延")]
    Slipped,
    /// 重提: the same stage again, nothing reported.
    #[serde(alias = "重提")]
    Repeated,
    /// 推进一步: the next stage.
    #[serde(alias = "推进一步")]
    Advanced,
    /// 完成后另起: done; the next is another phase or object.
    #[serde(alias = "完成后另起")]
    DoneAndNew,
    /// 继续推进: 推进 promised again.
    #[serde(alias = "继续推进")]
    Continuing,
    /// 调低: a lower number than before.
    #[serde(alias = "调低")]
    Lowered,
    /// 持平: the same number as before.
    #[serde(alias = "持平")]
    Flat,
    /// 不再提: not spoken of again.
    #[serde(alias = "不再提")]
    Dropped,
}

impl Move {
    fn is(self, change: Change) -> bool {
        change
            == match self {
                Self::Slipped => Change::Slipped,
                Self::Repeated => Change::Repeated,
                Self::Advanced => Change::Advanced,
                Self::DoneAndNew => Change::DoneAndNew,
                Self::Continuing => Change::Continuing,
                Self::Lowered => Change::Lowered,
                Self::Flat => Change::Flat,
                Self::Dropped => Change::Dropped,
            }
    }
}

/// The changes that count.
#[derive(Debug)]
pub struct HasChange(Vec<Move>);

impl Ask for HasChange {
    type Arguments = OneOrMany<Move>;
    const ON: &'static [Scope] = &[Scope::Succession];
    const FILLS: &'static [Placeholder] = &[Placeholder::Aside];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.0))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Succession(succession) = case.subject else {
            return Vec::new();
        };
        if !self.0.iter().any(|m| m.is(succession.change)) {
            return Vec::new();
        }
        let mut evidence = Evidence::at(succession.next.unwrap_or(succession.earlier));
        evidence.because.clone_from(&succession.because);
        let floor = succession.figures.as_ref().is_some_and(|f| f.floor);
        let aside = if floor {
            "，与上年目标相同"
        } else {
            ""
        };
        vec![evidence.value(Placeholder::Aside, aside)]
    }
}
