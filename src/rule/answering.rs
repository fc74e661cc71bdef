//! Answers conditions about a case: what is cheap is asked first, and nothing after the first no.

use crate::rule::case::Case;
use crate::rule::condition::Condition;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use std::ops::Range;

/// Most evidence kept for one subject; a rule that finds more says nothing new.
const MOST_EVIDENCE: usize = 200;

/// Conditions that must all hold, in the order to ask: cheap ones first, what rules out last among equals. Those that give
/// evidence keep their order, and with it the place a finding points at.
pub(super) fn by_effort(all: Vec<Condition>) -> Vec<Condition> {
    let mut furthest = Effort::Look;
    let mut ranked: Vec<(Effort, Condition)> = Vec::new();
    for condition in all {
        let mut effort = condition.effort();
        if !condition.is_yes_or_no() {
            furthest = furthest.max(effort);
            effort = furthest;
        }
        ranked.push((effort, condition));
    }
    ranked.sort_by_key(|(effort, condition)| (*effort, matches!(condition, Condition::Not(_))));
    ranked.into_iter().map(|(_, condition)| condition).collect()
}

impl Condition {
    /// What it finds in `case`; nothing when it does not hold.
    pub fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        match self {
            Self::All(all) => {
                let mut found: Option<Vec<Evidence>> = None;
                for condition in all {
                    if condition.is_yes_or_no() {
                        if condition.holds(case) {
                            continue;
                        }
                        return Vec::new();
                    }
                    let more = condition.ask(case);
                    if more.is_empty() {
                        return Vec::new();
                    }
                    found = Some(match found {
                        Some(found) => joined(&found, &more),
                        None => more,
                    });
                }
                let mut found = found.unwrap_or_else(|| yes_or_no(true));
                if all.len() > 1 {
                    found.truncate(MOST_EVIDENCE);
                }
                found
            }
            Self::Any(any) => {
                let mut answers = any.iter().map(|c| c.ask(case));
                answers.find(|found| !found.is_empty()).unwrap_or_default()
            }
            Self::Not(not) if not.holds(case) => Vec::new(),
            Self::Not(_) => yes_or_no(true),
            Self::Ask(question) => question.ask(case),
        }
    }

    /// Whether it holds in `case`.
    pub fn holds(&self, case: &Case<'_>) -> bool {
        match self {
            Self::All(all) => all.iter().all(|c| c.holds(case)),
            Self::Any(any) => any.iter().any(|c| c.holds(case)),
            Self::Not(not) => !not.holds(case),
            Self::Ask(question) => question.holds(case),
        }
    }

    /// Stretches of a document's text: for a subject that meets none of them it does not hold. None when that cannot be told.
    pub fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        match self {
            Self::All(all) => {
                let traces = all.iter().filter_map(|c| c.traces(survey));
                traces.min_by_key(Vec::len)
            }
            Self::Any(any) => {
                let traces = any.iter().map(|c| c.traces(survey));
                Some(traces.collect::<Option<Vec<_>>>()?.concat())
            }
            Self::Not(_) => None,
            Self::Ask(question) => question.traces(survey),
        }
    }

    /// What an answer costs, at most.
    fn effort(&self) -> Effort {
        match self {
            Self::All(list) | Self::Any(list) => {
                let efforts = list.iter().map(Self::effort);
                efforts.max().unwrap_or(Effort::Look)
            }
            Self::Not(not) => not.effort(),
            Self::Ask(question) => question.effort(),
        }
    }

    /// Whether all there is to its evidence is that it holds.
    fn is_yes_or_no(&self) -> bool {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().all(Self::is_yes_or_no),
            Self::Not(_) => true,
            Self::Ask(question) => question.is_yes_or_no(),
        }
    }

    /// The placeholders it may give values for.
    pub fn fills(&self) -> Vec<Placeholder> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::fills).collect(),
            Self::Not(_) => Vec::new(),
            Self::Ask(question) => question.fills().to_vec(),
        }
    }
}

/// Every evidence of one condition with every evidence of the next, at most [`MOST_EVIDENCE`].
fn joined(found: &[Evidence], more: &[Evidence]) -> Vec<Evidence> {
    found
        .iter()
        .flat_map(|a| more.iter().map(|b| a.clone().and(b)))
        .take(MOST_EVIDENCE)
        .collect()
}
