//! Answers whether the earlier of two successive passages promised or reported.

use crate::extract::Lexicon;
use crate::link::Earlier;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// What the earlier passage does, as rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// 承诺: it promises.
    #[serde(alias = "承诺")]
    Promised,
    /// 报告: it reports.
    #[serde(alias = "报告")]
    Reported,
}

/// What the earlier passage must do.
#[derive(Debug)]
pub struct Origin(Doing);

impl Ask for Origin {
    type Arguments = Doing;
    const ON: &'static [Scope] = &[Scope::Succession];
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(doing: Doing, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(doing))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Succession(succession) = case.subject else {
            return Vec::new();
        };
        let fits = match self.0 {
            Doing::Promised => succession.from == Earlier::Promised,
            Doing::Reported => succession.from == Earlier::Reported,
        };
        fits.then(Evidence::default).into_iter().collect()
    }
}
