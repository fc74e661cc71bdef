//! Answers how near the nearest refused passage came to speaking of a commitment.

use crate::extract::Lexicon;
use crate::link::{Link, Matter};
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
    /// 另指: `true` when the nearest passages must also name something else than what is counted.
    #[serde(default, alias = "另指")]
    pub naming_others: bool,
}

/// Share of the pairs of letters in the name of what is counted from which on a passage names it.
const NAMES: f64 = 0.3;

/// A passage less near than this names what is counted by chance (固定资产投资 – 金融资产投资公司).
const LEAST: f64 = 0.01;

/// How sure the absence must be.
#[derive(Debug)]
pub struct Nearest(NearestArguments);

impl Ask for Nearest {
    type Arguments = NearestArguments;
    const ON: &'static [Scope] = &[Scope::Matter];
    const FILLS: &'static [Placeholder] = &[];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        match arguments.at_most {
            share if (0.0..=1.0).contains(&share) => Ok(Self(arguments)),
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
        let near = matter.searched.nearest.iter().any(|link| {
            let names = || link.score >= LEAST && names(case, matter, link);
            link.score > self.0.at_most || self.0.naming_others && names()
        });
        (!near).then(Evidence::default).into_iter().collect()
    }
}

/// Whether the passage of `link` names what `matter` counts.
fn names(case: &Case<'_>, matter: &Matter, link: &Link) -> bool {
    let counted = matter.commitment.quantities.first();
    let counted = counted.and_then(|q| q.measure.as_ref());
    let name: Vec<char> = match counted {
        Some(measure) => measure.value.chars().collect(),
        None => case.text(matter.commitment.span).chars().collect(),
    };
    let passage: Vec<char> = case.text(link.progress).chars().collect();
    let pairs = name.windows(2);
    let all = pairs.len();
    let met = pairs.filter(|pair| passage.windows(2).any(|other| other == *pair));
    met.count() as f64 >= NAMES * all.max(1) as f64
}
