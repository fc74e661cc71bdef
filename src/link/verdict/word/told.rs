//! Says how far a report says the work has come, in what words.

use super::{Aim, Reached, Words};
use crate::extract::words::WordTable;
use std::ops::Range;

impl Words {
    /// Whether the report says in the promise's own word that the step was taken (启动修编 – 启动修编).
    fn takes_the_step(&self, promise: &str, report: &str) -> bool {
        let step = match self.aim(promise) {
            Aim::Start => self.start.match_at(promise, 0),
            Aim::Result => self.result.match_at(promise, 0),
            Aim::Effort => None,
        };
        step.is_some_and(|(length, ())| report.starts_with(&promise[..length]))
    }

    /// Whether one of `words` says that the end is still ahead. What the promise names as its own end does not (完成收尾 – 全面收尾),
    /// nor what is to come once the thing is there (建成并即将运营).
    fn is_ahead(&self, words: &WordTable<()>, promise: &str, report: &str) -> bool {
        let is_there = |before: &str| before.ends_with('并') && self.done.any(before);
        let builds = || !self.used.any(promise);
        let mut said = words.find(report);
        said.any(|m| {
            let before = &report[..m.start];
            let reached = || builds() && is_there(before);
            self.aim(promise) != Aim::Result || !(self.is_the_end(promise, &report[m]) || reached())
        })
    }

    /// Whether the promise goes as far as `word` says, in the same word or in another one for the main structure.
    fn is_the_end(&self, promise: &str, word: &str) -> bool {
        let is_structure = || self.structure.any(promise) && !self.used.any(promise);
        promise.contains(word) || self.structure.any(word) && is_structure()
    }

    /// Whether a word says that the work is still being prepared; what the promise names itself does not (编制规划 – 制定规划).
    fn is_prepared(&self, promise: &str, report: &str) -> bool {
        let mut said = self.preparing.find(report).map(|m| &report[m]);
        said.any(|word| !promise.contains(word))
    }

    /// Whether a result is told: not as the aim of what is pushed on with (全力推进农商行组建工作), but where the clause ends in it
    /// (推动项目投产).
    fn is_done(&self, promise: &str, report: &str) -> bool {
        let opening = self.pushing.find(report).next();
        let pushed = opening.is_some_and(|m| report[..m.start].chars().count() <= MOST_ADVERB);
        let ends = |end: usize| report[end..].chars().count() <= AFTER_A_RESULT;
        let is_built = || self.trial.any(report) && !self.used.any(promise);
        is_built() && self.aim(promise) == Aim::Result
            || self
                .done
                .find(report)
                .any(|m| (!pushed || ends(m.end)) && !self.is_denied((promise, report), m))
    }

    /// Whether the result at `result` is told to be missing (未能如期建成), or there in part only (完成投资40%), or only nearly where
    /// the thing was promised to be in use (建成投产 – 基本建成).
    fn is_denied(&self, (promise, report): (&str, &str), result: Range<usize>) -> bool {
        let nearly = self.nearly.match_before(report, result.start).is_some();
        if nearly && self.used.any(promise) && !self.used.any(report) {
            return true;
        }
        let denied = self.undone.match_before(report, result.start).is_some();
        let amount = self.amounts.match_at(report, result.end);
        let share = amount.and_then(|(length, ())| percent(&report[result.end + length..]));
        denied || share.is_some_and(|share| share < 100.0)
    }

    /// Whether the clause ends in saying that the work moves on (搬迁改造加快实施).
    pub(super) fn ends_underway(&self, report: &str) -> bool {
        self.pushed.match_before(report, report.len()).is_some()
    }

    /// Whether the report says how well something goes that was only to be moved on.
    fn is_only_praised(&self, promise: &str, report: &str) -> bool {
        self.aim(promise) == Aim::Effort && self.praise.any(report)
    }

    /// Whether the report opens with the work itself, and counts nothing (建设某医院, where 建成 was promised).
    fn is_at_work(&self, promise: &str, report: &str) -> bool {
        let opens = self.at_work.find(report).next();
        let opens = opens.is_some_and(|m| report[..m.start].chars().count() <= MOST_ADVERB);
        let counts = report.contains(|c: char| c.is_ascii_digit());
        opens && !counts && !self.measure.any(promise)
    }

    /// Whether the only results told are missing, or there in part.
    fn is_undone(&self, promise: &str, report: &str) -> bool {
        let mut results = self.done.find(report).peekable();
        results.peek().is_some() && results.all(|m| self.is_denied((promise, report), m))
    }

    /// A report that says neither is taken at its word: what it tells has happened.
    pub(super) fn reached(&self, promise: &str, report: &str) -> Reached {
        if self.takes_the_step(promise, report) {
            Reached::Done
        } else if self.is_ahead(&self.unfinished, promise, report) {
            if self.is_prepared(promise, report) {
                Reached::Preparing
            } else {
                Reached::Underway
            }
        } else if self.ends_underway(report) {
            Reached::Underway
        } else if self.is_done(promise, report) {
            Reached::Done
        } else if self.is_prepared(promise, report) {
            Reached::Preparing
        } else if self.is_ahead(&self.underway, promise, report)
            || self.is_only_praised(promise, report)
            || self.is_at_work(promise, report)
            || self.is_undone(promise, report)
        {
            Reached::Underway
        } else {
            Reached::Done
        }
    }
}

/// The share a text opens with, in percent.
fn percent(text: &str) -> Option<f64> {
    let text = text.trim_start_matches(['的', '近', '约', '达', '到']);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let is_share = text[end..].starts_with(['%', '％']);
    is_share.then(|| text[..end].parse().ok())?
}

/// Characters of an adverb before the verb a clause opens with (全力推进).
const MOST_ADVERB: usize = 2;

/// Characters after a result that ends its clause (建成投用).
const AFTER_A_RESULT: usize = 2;
