//! Answers what became of a commitment.

use crate::extract::Lexicon;
use crate::link::Matter;
use crate::link::verdict::Verdict;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// What became of a commitment, as rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 超额.
    #[serde(alias = "超额")]
    Exceeded,
    /// 完成.
    #[serde(alias = "完成")]
    Met,
    /// 部分完成.
    #[serde(alias = "部分完成")]
    Partial,
    /// 未完成: an indicator falls short.
    #[serde(alias = "未完成")]
    Missed,
    /// 延期: an earlier stage than promised.
    #[serde(alias = "延期")]
    Delayed,
    /// 在途.
    #[serde(alias = "在途")]
    InProgress,
    /// 没有下文.
    #[serde(alias = "没有下文")]
    NotMentioned,
    /// 未到期.
    #[serde(alias = "未到期")]
    NotDue,
}

impl Outcome {
    fn is(self, verdict: Verdict) -> bool {
        verdict
            == match self {
                Self::Exceeded => Verdict::Exceeded,
                Self::Met => Verdict::Met,
                Self::Partial => Verdict::Partial,
                Self::Missed => Verdict::Missed,
                Self::Delayed => Verdict::Delayed,
                Self::InProgress => Verdict::InProgress,
                Self::NotMentioned => Verdict::NotMentioned,
                Self::NotDue => Verdict::NotDue,
            }
    }
}

/// The verdicts that count.
#[derive(Debug)]
pub struct HasVerdict(Vec<Outcome>);

impl Ask for HasVerdict {
    type Arguments = OneOrMany<Outcome>;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[Placeholder::Arithmetic];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.0))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Matter(matter) = case.subject else {
            return Vec::new();
        };
        let fits = self.0.iter().any(|outcome| outcome.is(matter.verdict));
        fits.then(|| evidence(case, matter)).into_iter().collect()
    }
}

/// The reasons of the verdict; for an absence also what came near.
fn evidence(case: &Case<'_>, matter: &Matter) -> Evidence {
    let mut evidence = Evidence::at(matter.commitment.span);
    for reason in &matter.because {
        evidence = evidence.because(reason);
    }
    if let Some(reason) = matter.because.first() {
        evidence = evidence.value(Placeholder::Arithmetic, reason);
    }
    for link in matter.searched.nearest.iter().filter(|l| l.is_near()) {
        let quote = case.text(link.progress);
        evidence = evidence.because(format!(
            "最接近的表述是“{quote}”（把握{:.0}%），未认定为同一事项",
            100.0 * link.score
        ));
    }
    evidence
}
