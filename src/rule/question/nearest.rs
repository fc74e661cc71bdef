//! Answers how near the nearest refused passage came to speaking of a commitment.

use crate::extract::Lexicon;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `nearest`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NearestArguments {
    /// 不高于: the nearest passage scores at most this, 0 to 1.
    #[serde(alias = "不高于")]
    pub at_most: f64,
}

/// How sure the absence must be.
#[derive(Debug)]
pub struct Nearest(f64);

impl Ask for Nearest {
    type Arguments = NearestArguments;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        match arguments.at_most {
            share if (0.0..=1.0).contains(&share) => Ok(Self(share)),
            _ => Err("at_most 须在 0 到 1 之间".to_owned()),
        }
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Matter(matter) = case.subject else {
            return Vec::new();
        };
        let near = matter
            .searched
            .nearest
            .iter()
            .any(|link| link.score > self.0);
        (!near).then(Evidence::default).into_iter().collect()
    }
}
