//! Answers what kind of commitment it is.

use crate::extract::Lexicon;
use crate::extract::commitment::{Commitment, Firmness, Kind, Weight};
use crate::extract::deadline::Deadline;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// When it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// 无: nothing is said.
    #[serde(alias = "无")]
    Unsaid,
    /// 有日期: by a day it names.
    #[serde(alias = "有日期")]
    Dated,
    /// 当年: within the plan's period.
    #[serde(alias = "当年")]
    Period,
    /// 长期: 长期坚持.
    #[serde(alias = "长期")]
    Ongoing,
    /// 不明: 尽快, 适时.
    #[serde(alias = "不明")]
    Unclear,
}

/// Arguments of `commitment`; what is left out does not matter.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitmentArguments {
    /// 对象: the text the commitments overlap.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 类型: `quantified`, `named`, `qualitative`.
    #[serde(default, alias = "类型")]
    pub kind: OneOrMany<Kind>,
    /// 分量: `headline` (主要预期目标), `livelihood` (民生实事), `starred` (★), `quantified`, `ordinary`.
    #[serde(default, alias = "分量")]
    pub weight: OneOrMany<Weight>,
    /// 语气: `firm`, `aspiring` (力争).
    #[serde(default, alias = "语气")]
    pub firmness: OneOrMany<Firmness>,
    /// 时限: `unsaid`, `dated`, `period`, `ongoing`, `unclear`.
    #[serde(default, alias = "时限")]
    pub due: OneOrMany<Due>,
}

/// The kinds that count.
#[derive(Debug)]
pub struct IsCommitment(CommitmentArguments);

impl Ask for IsCommitment {
    type Arguments = CommitmentArguments;
    const ON: &'static [Scope] = &[
        Scope::Commitment,
        Scope::Matter,
        Scope::Sentence,
        Scope::Clause,
        Scope::Succession,
    ];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        commitments(case, self.0.of).iter().any(|c| self.fits(c))
    }
}

/// The commitment the subject is, or those that overlap the text `of`.
fn commitments<'a>(case: &Case<'a>, of: Field) -> Vec<&'a Commitment> {
    if let Some(commitment) = case.commitment() {
        return vec![commitment];
    }
    let Some(whole) = case.field(of) else {
        return Vec::new();
    };
    let all = &case.facts.commitments;
    let before = all
        .partition_point(|c| c.span.start < whole.start)
        .saturating_sub(2);
    let near = all[before..]
        .iter()
        .take_while(|c| c.span.start < whole.end);
    near.filter(|c| c.span.overlaps(whole)).collect()
}

impl IsCommitment {
    fn fits(&self, commitment: &Commitment) -> bool {
        fn among<T: PartialEq>(list: &[T], x: &T) -> bool {
            list.is_empty() || list.contains(x)
        }
        let due = match &commitment.deadline {
            None => Due::Unsaid,
            Some(Deadline::By(..)) => Due::Dated,
            Some(Deadline::Within(_)) => Due::Period,
            Some(Deadline::Ongoing) => Due::Ongoing,
            Some(Deadline::Unclear(_)) => Due::Unclear,
        };
        among(&self.0.kind.0, &commitment.kind)
            && among(&self.0.weight.0, &commitment.weight)
            && among(&self.0.firmness.0, &commitment.firmness)
            && among(&self.0.due.0, &due)
    }
}
