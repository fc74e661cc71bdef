//! Answers how sure it is that the report found speaks of a commitment.

use crate::extract::Lexicon;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `linked`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkedArguments {
    /// 不低于: the surest report scores at least this, 0 to 1.
    #[serde(alias = "不低于")]
    pub at_least: f64,
}

/// How sure the link must be.
#[derive(Debug)]
pub struct Linked(f64);

impl Ask for Linked {
    type Arguments = LinkedArguments;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        match arguments.at_least {
            share if (0.0..=1.0).contains(&share) => Ok(Self(share)),
            _ => Err("at_least 须在 0 到 1 之间".to_owned()),
        }
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Matter(matter) = case.subject else {
            return Vec::new();
        };
        let sure = matter.links.iter().any(|link| link.score >= self.0);
        sure.then(Evidence::default).into_iter().collect()
    }
}
