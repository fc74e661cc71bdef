//! Turns rule files into a `RuleSet`.

pub mod check;

use crate::finding::RuleInfo;

mod built_in {
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// The rules of a run.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// Rules by id, in order.
    pub rules: Vec<Rule>,
}

/// A valid rule.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case id, the file's name.
    pub id: String,
}

impl RuleSet {
    /// The ids of the rules that come with the program, in order.
    pub fn built_in_ids() -> Vec<&'static str> {
        built_in::BUILT_IN.iter().map(|(id, _)| *id).collect()
    }

    /// What formats need to know of each rule.
    pub fn infos(&self) -> Vec<RuleInfo> {
        Vec::new()
    }

    /// The rules that come with the program.
    pub fn built_in() -> Self {
        Self {
            rules: built_in::BUILT_IN
                .iter()
                .map(|(id, _)| Rule {
                    id: (*id).to_owned(),
                })
                .collect(),
        }
    }
}
