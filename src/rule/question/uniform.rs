//! Answers whether nearly all rows of a table carry the same status word.

use crate::extract::Lexicon;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Arguments of `uniform`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UniformArguments {
    /// 行数: at least so many rows with a status.
    #[serde(alias = "行数")]
    pub rows: usize,
    /// 占比: at least this share of them, 0 to 1.
    #[serde(alias = "占比")]
    pub share: f64,
}

/// How many rows, and how equal.
#[derive(Debug)]
pub struct Uniform(UniformArguments);

impl Ask for Uniform {
    type Arguments = UniformArguments;
    const ON: &'static [Scope] = &[Scope::Table];
    const FILLS: &'static [Placeholder] =
        &[Placeholder::Status, Placeholder::Count, Placeholder::Total];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Table(rows) = case.subject else {
            return Vec::new();
        };
        let statuses = rows.iter().filter_map(|r| r.status.as_ref());
        let words: Vec<&str> = statuses.map(|s| case.text(s.span)).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in &words {
            *counts.entry(word).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, n)| **n);
        let Some((word, count)) = most.map(|(w, n)| (*w, *n)) else {
            return Vec::new();
        };
        if words.len() < self.0.rows || (count as f64) < self.0.share * words.len() as f64 {
            return Vec::new();
        }
        let found = Evidence::default()
            .value(Placeholder::Status, word)
            .value(Placeholder::Count, count.to_string())
            .value(Placeholder::Total, words.len().to_string());
        vec![found]
    }
}
