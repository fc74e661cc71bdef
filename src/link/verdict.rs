//! Decides what became of a commitment.

mod figure;
mod word;

use super::compare::compare;
use super::passage::{Passage, Subject};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Basis;
use figure::Tolerance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use word::Words;

/// What became of a commitment. The meanings are those of the labels the program is measured with.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Clearly beyond the target.
    Exceeded,
    /// Reached; a kept ceiling is met.
    Met,
    /// Some of the objects, or part of a count.
    Partial,
    /// An indicator falls short.
    Missed,
    /// An earlier stage than promised.
    Delayed,
    /// Promised to move on, and reported to move on.
    InProgress,
    /// No passage speaks of it.
    NotMentioned,
    /// No report covers its period yet.
    NotDue,
}

/// A verdict and the reasons for it, in Chinese.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What became of it.
    pub verdict: Verdict,
    /// Why; arithmetic included.
    pub because: Vec<String>,
}

impl Judgement {
    fn new(verdict: Verdict, because: String) -> Self {
        Self {
            verdict,
            because: vec![because],
        }
    }
}

/// What a commitment and its reports are measured with: tolerances, directions of good, words for how far work has come.
#[derive(Debug)]
pub struct Yardstick {
    tolerance: Tolerance,
    words: Words,
}

impl Yardstick {
    /// Reads `tolerance.link`, `ceilings.*` and `verdict.*`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            tolerance: Tolerance::new(lexicon),
            words: Words::new(lexicon),
        }
    }

    /// How much lower than the year before a target must be to count as lowered, as a share.
    pub fn lowered_share(&self) -> f64 {
        self.tolerance.lowered_share
    }

    /// What became of `subject`, promised in `plan`, going by the clauses `reports` of `review`.
    pub fn judge(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
    ) -> Judgement {
        if reports.is_empty() {
            return Judgement::new(
                Verdict::NotMentioned,
                "后来的报告中没有找到对应的表述".to_owned(),
            );
        }
        let figure = subject.target().and_then(|target| {
            let one_year = target.basis == Basis::Growth && !subject.qualifiers.several_years;
            let answering = reports.iter();
            let answering = answering.filter(|p| !(one_year && p.qualifiers.several_years));
            let answers = answering.filter_map(|p| compare(subject, p));
            answers
                .filter(|c| c.basis_equal)
                .max_by(|a, b| {
                    (a.unit_equal, a.closeness)
                        .partial_cmp(&(b.unit_equal, b.closeness))
                        .unwrap_or(std::cmp::Ordering::Equal)
                })
                .map(|c| {
                    self.tolerance.judge(
                        (plan, target),
                        (review, c.item.quantity),
                        self.words.is_ceiling(plan, subject),
                    )
                })
        });
        figure.unwrap_or_else(|| self.words.judge((plan, subject), (review, reports)))
    }
}
