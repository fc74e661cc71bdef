//! Reads from the verbs of a promise and of its reports how far the work has come.

use super::few::Few;
use super::listed::Listed;
use super::paper::Papers;
use super::reach::{Aim, Reached};
use super::{Judgement, Verdict};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::commitment::Kind;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use crate::link::passage::Passage;
use crate::link::subject::Subject;
use std::ops::Range;

/// Words that say how far: of a promise, of a report; and measures where less is better.
#[derive(Debug)]
pub(super) struct Words {
    effort: WordTable<()>,
    start: WordTable<()>,
    result: WordTable<()>,
    unfinished: WordTable<()>,
    in_part: WordTable<()>,
    /// Words for all but a rest (基本实现).
    all_but: WordTable<()>,
    pushing: WordTable<()>,
    pushed: WordTable<()>,
    praise: WordTable<()>,
    at_work: WordTable<()>,
    measure: WordTable<()>,
    done: WordTable<()>,
    /// Words before a result by which it is not there.
    undone: WordTable<()>,
    /// What a result may be a share of.
    amounts: WordTable<()>,
    /// 基本: nearly a result.
    nearly: WordTable<()>,
    /// Results that are the use of a thing.
    used: WordTable<()>,
    underway: WordTable<()>,
    preparing: WordTable<()>,
    /// Runs on trial: what does is built.
    trial: WordTable<()>,
    /// Words for the main structure being there: one end with many names.
    structure: WordTable<()>,
    papers: Papers,
    /// Work before the work: what follows it is further than was promised.
    preliminary: WordTable<()>,
    no_growth: WordTable<()>,
    ceilings: WordTable<()>,
    /// Words before a figure by which less is better (压减至).
    down_to: WordTable<()>,
    /// Words by which more is better whatever is counted (提升至).
    up_to: WordTable<()>,
    few: Few,
    listed: Listed,
}

/// Whether all of something is the target.
fn is_all(target: &Quantity) -> bool {
    target.base_unit == "%" && target.base_value == 100.0
}

/// What is said of single months.
const MONTHLY: char = '月';

impl Words {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.finder(name);
        Self {
            effort: list("verdict.promised_effort"),
            start: list("verdict.promised_start"),
            result: list("verdict.promised_result"),
            unfinished: list("verdict.reported_unfinished"),
            in_part: list("verdict.reported_in_part"),
            all_but: list("verdict.reported_all_but"),
            pushing: list("verdict.reported_pushing"),
            pushed: list("verdict.reported_pushed"),
            praise: list("verdict.reported_praise"),
            at_work: list("verdict.reported_at_work"),
            measure: list("verdict.promised_measure"),
            done: list("verdict.reported_result"),
            undone: list("verdict.reported_not"),
            amounts: list("verdict.reported_amount"),
            nearly: list("verdict.reported_nearly"),
            used: list("verdict.promised_use"),
            underway: list("verdict.reported_underway"),
            preparing: list("verdict.reported_preparing"),
            trial: list("verdict.reported_trial"),
            structure: list("verdict.main_structure"),
            papers: Papers::new(lexicon),
            preliminary: list("verdict.promised_preliminary"),
            no_growth: list("verdict.reported_no_growth"),
            ceilings: list("ceilings.measures"),
            down_to: list("ceilings.down_to"),
            up_to: list("ceilings.up_to"),
            few: Few::new(lexicon),
            listed: Listed::new(lexicon),
        }
    }

    /// Whether less of what `subject` counts is better.
    pub(super) fn is_ceiling(&self, plan: &Document, subject: &Subject) -> bool {
        let span = subject.commitment.span;
        let target = subject.target().filter(|t| span.contains(t.span));
        let before = target.map_or("", |t| plan.slice(span.start..t.span.start));
        let measure = subject.target().and_then(|t| t.measure.as_ref());
        let name = measure.map_or_else(|| plan.slice(span.range()), |m| &m.value);
        let ends_in = |words: &WordTable<()>| words.match_before(before, before.len()).is_some();
        (self.ceilings.any(name) || ends_in(&self.down_to)) && !ends_in(&self.up_to)
    }

    /// What `report` says instead of by how much something grew: 与上年持平.
    pub(super) fn no_growth<'t>(&self, report: &'t str) -> Option<&'t str> {
        let told = self.no_growth.find(report).next()?;
        let of_months = report[..told.start].contains(MONTHLY); // 连续6个月当月实现正增长
        (!of_months).then(|| &report[told])
    }

    /// The verdict where `report` counts as many things as were promised, and says that they are not there yet.
    pub(super) fn short_of(
        &self,
        (plan, subject): (&Document, &Subject),
        report: &str,
    ) -> Option<Judgement> {
        let promise = plan.slice(subject.commitment.span.range());
        // The verb may be said before it, for several: 开工建设7条城际轨道、9条地铁.
        let verb = subject.commitment.verb.as_ref();
        let starts = verb.is_some_and(|v| self.aim(&v.value) == Aim::Start);
        let aim = match self.aim(promise) {
            Aim::Effort if starts => Aim::Start,
            aim => aim,
        };
        let reached = self.reached(promise, report);
        let verdict = match (aim, reached) {
            (Aim::Start, Reached::Preparing)
            | (Aim::Result, Reached::Underway | Reached::Preparing) => Verdict::Delayed,
            (Aim::Effort, Reached::Underway) if self.ends_underway(report) => Verdict::InProgress,
            (Aim::Effort, Reached::Preparing | Reached::Underway | Reached::Done)
            | (Aim::Start, Reached::Underway | Reached::Done)
            | (Aim::Result, Reached::Done) => return None,
        };
        Some(Judgement::new(verdict, aim.explain(reached).to_owned()))
    }

    /// The verdict the words alone support.
    pub(super) fn judge(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
        all: &[Passage],
    ) -> Judgement {
        let promise = plan.slice(subject.commitment.span.range());
        let aim = self.aim(promise);
        let texts = || reports.iter().map(|p| review.slice(p.span.range()));
        let reached = texts()
            .map(|report| self.reached(promise, report))
            .max()
            .unwrap_or(Reached::Underway);
        if texts().all(|report| self.in_part.any(report)) && self.result.any(promise) {
            return Judgement::new(Verdict::Partial, "报告只说部分或陆续完成".to_owned());
        }
        let of_all = subject.target().is_some_and(is_all);
        if of_all && texts().all(|report| self.all_but.any(report)) && !self.all_but.any(promise) {
            return Judgement::new(Verdict::Partial, "承诺全部做到，报告说“基本”".to_owned());
        }
        if let Some(judged) = self.on_lists((plan, subject), (review, reports), all) {
            return judged;
        }
        if let Some(judged) = self.few.judge((plan, subject), (review, reports)) {
            return judged;
        }
        if (aim, reached) == (Aim::Result, Reached::Underway)
            && let Some(judged) = self.papers.judge(promise, texts())
        {
            return judged;
        }
        let verdict = match (aim, reached) {
            (Aim::Effort | Aim::Start | Aim::Result, Reached::Done)
            | (Aim::Start, Reached::Underway) => Verdict::Met,
            (Aim::Effort, Reached::Underway | Reached::Preparing) => Verdict::InProgress,
            (Aim::Start | Aim::Result, Reached::Preparing) | (Aim::Result, Reached::Underway) => {
                Verdict::Delayed
            }
        };
        Judgement::new(verdict, aim.explain(reached).to_owned())
    }

    /// Whether `report` speaks of none of the things promised, but of their opposite numbers.
    pub(super) fn is_of_others(&self, promise: (&Document, &Subject), report: &Passage) -> bool {
        self.listed.names_opposites(promise, report)
    }

    /// The verdict where the promise lists things, and the reports do not say the same of all.
    fn on_lists(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
        all: &[Passage],
    ) -> Option<Judgement> {
        if subject.commitment.kind != Kind::Named || subject.commitment.objects.is_empty() {
            return None;
        }
        let promise = plan.slice(subject.commitment.span.range());
        let aim = self.aim(promise);
        let texts = reports.iter().map(|p| review.slice(p.span.range()));
        let reached: Vec<Reached> = texts.map(|t| self.reached(promise, t)).collect();
        let roll = self.listed.roll((plan, subject), reports, all);
        if roll.found.is_empty() || roll.missing.is_empty() || roll.open {
            return roll.come_apart(aim, &reached);
        }
        let told = roll.told(aim);
        if aim.falls_short(reached.iter().max().copied()) {
            let told = format!("{told}；见到的也还没有到承诺的节点");
            let judged = Judgement::new(Verdict::Delayed, told);
            return Some(judged.likely("没有见到的可能已经做到，只是没有点名"));
        }
        let judged = Judgement::new(Verdict::Partial, told);
        Some(if roll.among_many {
            judged.likely("报告以“等”概括，没有点名的可能也在其中")
        } else if roll.common_words {
            judged.likely("没有见到的用的是通称，报告可能换了说法")
        } else {
            judged
        })
    }

    /// Whether the report says in the promise's own word that the step was taken (启动修编 – 启动修编).
    fn takes_the_step(&self, promise: &str, report: &str) -> bool {
        let step = match self.aim(promise) {
            Aim::Start => self.start.match_at(promise, 0),
            Aim::Result => self.result.match_at(promise, 0),
            Aim::Effort => None,
        };
        step.is_some_and(|(length, ())| report.starts_with(&promise[..length]))
    }

    fn aim(&self, promise: &str) -> Aim {
        if self.preliminary.any(promise) {
            return Aim::Effort;
        }
        let first = |words: &WordTable<()>| words.find(promise).next().map(|m| m.start);
        match (first(&self.effort), first(&self.start), first(&self.result)) {
            (_, Some(_), None) => Aim::Start,
            (Some(effort), _, Some(result)) if effort < result => Aim::Effort,
            (_, Some(start), Some(result)) if start < result => Aim::Start,
            (_, _, Some(_)) => Aim::Result,
            (Some(_) | None, None, None) => Aim::Effort,
        }
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
    fn ends_underway(&self, report: &str) -> bool {
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
    fn reached(&self, promise: &str, report: &str) -> Reached {
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
