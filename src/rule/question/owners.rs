//! Answers who leads a row or commitment.

use crate::extract::Lexicon;
use crate::extract::owner::{Owner, OwnerRole};
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// How many units lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// 无: nobody.
    #[serde(alias = "无")]
    None,
    /// 一家: exactly one.
    #[serde(alias = "一家")]
    One,
    /// 多家: more than one.
    #[serde(alias = "多家")]
    Several,
}

/// Arguments of `owners`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnersArguments {
    /// 牵头: how many units lead.
    #[serde(alias = "牵头")]
    pub lead: Lead,
    /// 单位数: at least so many units are named.
    #[serde(default, alias = "单位数")]
    pub units: usize,
    /// 至多: at most so many units share the lead: those that lead, or all when nobody does.
    #[serde(default, alias = "至多")]
    pub most: Option<usize>,
}

/// Who must lead.
#[derive(Debug)]
pub struct Owners(OwnersArguments);

impl Ask for Owners {
    type Arguments = OwnersArguments;
    const ON: &'static [Scope] = &[
        Scope::Row,
        Scope::Progress,
        Scope::Commitment,
        Scope::Matter,
        Scope::Document,
    ];
    const FILLS: &'static [Placeholder] = &[Placeholder::Count, Placeholder::Names];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let owners = owners(case);
        let leads = owners.iter().filter(|o| o.role == OwnerRole::Lead).count();
        let fits = match self.0.lead {
            Lead::None => leads == 0,
            Lead::One => leads == 1,
            Lead::Several => leads > 1,
        };
        let sharing = owners
            .iter()
            .filter(|o| leads == 0 || o.role == OwnerRole::Lead);
        let names: Vec<&str> = sharing.map(|o| o.name.value.as_str()).collect();
        let needed = self
            .0
            .units
            .max(usize::from(!matches!(case.subject, Subject::Document)));
        let too_many = self.0.most.is_some_and(|most| names.len() > most);
        if !fits || owners.len() < needed || too_many {
            return Vec::new();
        }
        let found = Evidence::default()
            .value(Placeholder::Count, names.len().to_string())
            .value(Placeholder::Names, names.join("、"));
        vec![found]
    }
}

/// The units of the row or commitment; of a document, all that its rows and commitments name.
fn owners<'a>(case: &Case<'a>) -> Vec<&'a Owner> {
    match (case.row(), case.commitment()) {
        (Some(row), _) => row.owners.iter().collect(),
        (None, Some(commitment)) => commitment.owners.iter().collect(),
        (None, None) => {
            let rows = case.facts.rows.iter().flat_map(|r| &r.owners);
            let promised = case.facts.commitments.iter().flat_map(|c| &c.owners);
            rows.chain(promised).collect()
        }
    }
}
