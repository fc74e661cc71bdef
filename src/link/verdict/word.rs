//! Reads from the verbs of a promise and of its reports how far the work has come.

use super::{Judgement, Verdict};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::commitment::Kind;
use crate::link::passage::{Passage, Subject};
use crate::link::wording::Wording;
use aho_corasick::AhoCorasick;

/// Words that say how far: of a promise, of a report; and measures where less is better.
#[derive(Debug)]
pub(super) struct Words {
    effort: AhoCorasick,
    start: AhoCorasick,
    result: AhoCorasick,
    done: AhoCorasick,
    underway: AhoCorasick,
    preparing: AhoCorasick,
    ceilings: AhoCorasick,
}

/// How far a promise goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    Effort,
    Start,
    Result,
}

/// How far a report says the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Preparing,
    Underway,
    Done,
}

impl Words {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.finder(name);
        Self {
            effort: list("verdict.promised_effort"),
            start: list("verdict.promised_start"),
            result: list("verdict.promised_result"),
            done: list("verdict.reported_result"),
            underway: list("verdict.reported_underway"),
            preparing: list("verdict.reported_preparing"),
            ceilings: list("ceilings.measures"),
        }
    }

    /// Whether less of what `subject` counts is better.
    pub(super) fn is_ceiling(&self, plan: &Document, subject: &Subject) -> bool {
        let measure = subject.target().and_then(|t| t.measure.as_ref());
        let name =
            measure.map_or_else(|| plan.slice(subject.commitment.span.range()), |m| &m.value);
        self.ceilings.is_match(name)
    }

    /// The verdict the words alone support.
    pub(super) fn judge(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
    ) -> Judgement {
        let aim = self.aim(plan.slice(subject.commitment.span.range()));
        let reached = reports
            .iter()
            .map(|p| self.reached(review.slice(p.span.range())))
            .max()
            .unwrap_or(Reached::Underway);
        let named = subject.objects.len();
        let covered = subject
            .objects
            .iter()
            .filter(|o| reports.iter().any(|p| is_named(o, &p.words)))
            .count();
        let counts = subject.commitment.kind == Kind::Named;
        if counts && named > 1 && covered > 0 && covered < named {
            return Judgement::new(
                Verdict::Partial,
                format!("列名{named}项，报告提到{covered}项"),
            );
        }
        let verdict = match (aim, reached) {
            (Aim::Effort | Aim::Start | Aim::Result, Reached::Done)
            | (Aim::Start, Reached::Underway) => Verdict::Met,
            (Aim::Effort, Reached::Underway | Reached::Preparing) => Verdict::InProgress,
            (Aim::Start | Aim::Result, Reached::Preparing) | (Aim::Result, Reached::Underway) => {
                Verdict::Delayed
            }
        };
        Judgement::new(verdict, explain(aim, reached).to_owned())
    }

    fn aim(&self, promise: &str) -> Aim {
        let first = |words: &AhoCorasick| words.find(promise).map(|m| m.start());
        match (first(&self.effort), first(&self.start), first(&self.result)) {
            (_, Some(start), None) => {
                let _ = start;
                Aim::Start
            }
            (Some(effort), _, Some(result)) if effort < result => Aim::Effort,
            (_, Some(start), Some(result)) if start < result => Aim::Start,
            (_, _, Some(_)) => Aim::Result,
            (Some(_) | None, None, None) => Aim::Effort,
        }
    }

    /// A report that says neither is taken at its word: what it tells has happened.
    fn reached(&self, report: &str) -> Reached {
        if self.done.is_match(report) {
            Reached::Done
        } else if self.preparing.is_match(report) {
            Reached::Preparing
        } else if self.underway.is_match(report) {
            Reached::Underway
        } else {
            Reached::Done
        }
    }
}

/// Whether most of what makes a name telling stands in `words`.
fn is_named(name: &Wording, words: &Wording) -> bool {
    name.best_piece(words).is_name()
}

fn explain(aim: Aim, reached: Reached) -> &'static str {
    match (aim, reached) {
        (Aim::Effort, Reached::Done) => "承诺推进，报告已有结果",
        (Aim::Effort, Reached::Underway) => "承诺推进，报告仍在推进",
        (Aim::Effort, Reached::Preparing) => "承诺推进，报告尚在前期",
        (Aim::Start, Reached::Done) => "承诺启动，报告已有结果",
        (Aim::Start, Reached::Underway) => "承诺启动，报告已在推进",
        (Aim::Start, Reached::Preparing) => "承诺启动，报告尚在前期",
        (Aim::Result, Reached::Done) => "承诺完成，报告已有结果",
        (Aim::Result, Reached::Underway) => "承诺完成，报告仍在推进",
        (Aim::Result, Reached::Preparing) => "承诺完成，报告尚在前期",
    }
}
