//! Reads from the verbs of a promise and of its reports how far the work has come.

use super::listed::{Listed, Roll};
use super::{Judgement, Verdict};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::commitment::Kind;
use crate::extract::quantity::Basis;
use crate::extract::words::WordTable;
use crate::link::compare::{Family, family};
use crate::link::passage::{Passage, Subject};

/// Words that say how far: of a promise, of a report; and measures where less is better.
#[derive(Debug)]
pub(super) struct Words {
    effort: WordTable<()>,
    start: WordTable<()>,
    result: WordTable<()>,
    unfinished: WordTable<()>,
    many: WordTable<()>,
    in_part: WordTable<()>,
    pushing: WordTable<()>,
    pushed: WordTable<()>,
    praise: WordTable<()>,
    at_work: WordTable<()>,
    measure: WordTable<()>,
    done: WordTable<()>,
    underway: WordTable<()>,
    preparing: WordTable<()>,
    no_growth: WordTable<()>,
    ceilings: WordTable<()>,
    listed: Listed,
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

impl Aim {
    /// Whether work that has come as far as `reached` is not as far as was promised.
    fn falls_short(self, reached: Option<Reached>) -> bool {
        match self {
            Self::Effort => false,
            Self::Start => reached < Some(Reached::Underway),
            Self::Result => reached < Some(Reached::Done),
        }
    }
}

impl Words {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.finder(name);
        Self {
            effort: list("verdict.promised_effort"),
            start: list("verdict.promised_start"),
            result: list("verdict.promised_result"),
            unfinished: list("verdict.reported_unfinished"),
            many: list("verdict.reported_many"),
            in_part: list("verdict.reported_in_part"),
            pushing: list("verdict.reported_pushing"),
            pushed: list("verdict.reported_pushed"),
            praise: list("verdict.reported_praise"),
            at_work: list("verdict.reported_at_work"),
            measure: list("verdict.promised_measure"),
            done: list("verdict.reported_result"),
            underway: list("verdict.reported_underway"),
            preparing: list("verdict.reported_preparing"),
            no_growth: list("verdict.reported_no_growth"),
            ceilings: list("ceilings.measures"),
            listed: Listed::new(lexicon),
        }
    }

    /// Whether less of what `subject` counts is better.
    pub(super) fn is_ceiling(&self, plan: &Document, subject: &Subject) -> bool {
        let measure = subject.target().and_then(|t| t.measure.as_ref());
        let name =
            measure.map_or_else(|| plan.slice(subject.commitment.span.range()), |m| &m.value);
        self.ceilings.any(name)
    }

    /// What `report` says instead of by how much something grew: 与上年持平.
    pub(super) fn no_growth<'t>(&self, report: &'t str) -> Option<&'t str> {
        self.no_growth.find(report).next().map(|m| &report[m])
    }

    /// The verdict where `report` counts as many things as were promised, and says that they are not there yet.
    pub(super) fn short_of(
        &self,
        (plan, subject): (&Document, &Subject),
        report: &str,
    ) -> Option<Judgement> {
        let promise = plan.slice(subject.commitment.span.range());
        let (aim, reached) = (self.aim(promise), self.reached(promise, report));
        let verdict = match (aim, reached) {
            (Aim::Start, Reached::Preparing)
            | (Aim::Result, Reached::Underway | Reached::Preparing) => Verdict::Delayed,
            (Aim::Effort, Reached::Underway) if self.ends_underway(report) => Verdict::InProgress,
            (Aim::Effort, Reached::Preparing | Reached::Underway | Reached::Done)
            | (Aim::Start, Reached::Underway | Reached::Done)
            | (Aim::Result, Reached::Done) => return None,
        };
        Some(Judgement::new(verdict, explain(aim, reached).to_owned()))
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
        if let Some(judged) = self.on_lists((plan, subject), (review, reports), all) {
            return judged;
        }
        if let Some(judged) = self.names_few(subject, (review, reports)) {
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
        Judgement::new(verdict, explain(aim, reached).to_owned())
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
            return come_apart(&roll, aim, &reached);
        }
        let told = told_of(&roll, aim);
        if aim.falls_short(reached.iter().max().copied()) {
            let told = format!("{told}；见到的也还没有到承诺的节点");
            return Some(Judgement::new(Verdict::Delayed, told));
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

    /// The verdict where so many were promised, and the reports only name fewer (`3条高速公路建成通车` – `威围高速建成通车`).
    fn names_few(
        &self,
        subject: &Subject,
        (review, reports): (&Document, &[&Passage]),
    ) -> Option<Judgement> {
        let target = subject.target()?;
        let promised = target.base_value;
        let counts = family(target) == Family::Counted
            && matches!(target.basis, Basis::Total | Basis::Increase)
            && COUNTED_OUT.contains(&promised);
        let plain =
            |p: &&Passage| p.items.is_empty() && !self.many.any(review.slice(p.span.range()));
        if !counts || !reports.iter().all(plain) {
            return None;
        }
        let names = |p: &&Passage| {
            let pieces = review
                .slice(p.span.range())
                .split(['、', '和', '与', '及', '暨']);
            pieces
                .filter(|piece| piece.chars().nth(1).is_some())
                .count()
        };
        let named: usize = reports.iter().map(names).sum();
        ((named as f64) < promised).then(|| {
            let told = format!("承诺{promised}个，报告只点名{named}个");
            Judgement::new(Verdict::Partial, format!("{told}，没有说总数"))
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
        let first = |words: &WordTable<()>| words.find(promise).next().map(|m| m.start);
        match (first(&self.effort), first(&self.start), first(&self.result)) {
            (_, Some(_), None) => Aim::Start,
            (Some(effort), _, Some(result)) if effort < result => Aim::Effort,
            (_, Some(start), Some(result)) if start < result => Aim::Start,
            (_, _, Some(_)) => Aim::Result,
            (Some(_) | None, None, None) => Aim::Effort,
        }
    }

    /// Whether one of `words` says that the end is still ahead. What the promise names as its own end does not (完成收尾 – 全面收尾).
    fn is_ahead(&self, words: &WordTable<()>, promise: &str, report: &str) -> bool {
        let mut said = words.find(report).map(|m| &report[m]);
        said.any(|word| self.aim(promise) != Aim::Result || !promise.contains(word))
    }

    /// Whether a word says that the work is still being prepared; what the promise names itself does not (编制规划 – 制定规划).
    fn is_prepared(&self, promise: &str, report: &str) -> bool {
        let mut said = self.preparing.find(report).map(|m| &report[m]);
        said.any(|word| !promise.contains(word))
    }

    /// Whether a result is told: not as the aim of what is pushed on with (全力推进农商行组建工作), but where the clause ends in it
    /// (推动项目投产).
    fn is_done(&self, report: &str) -> bool {
        let opening = self.pushing.find(report).next();
        let pushed = opening.is_some_and(|m| report[..m.start].chars().count() <= MOST_ADVERB);
        let ends = |end: usize| report[end..].chars().count() <= AFTER_A_RESULT;
        self.done.find(report).any(|m| !pushed || ends(m.end))
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
        } else if self.is_done(report) {
            Reached::Done
        } else if self.is_prepared(promise, report) {
            Reached::Preparing
        } else if self.is_ahead(&self.underway, promise, report)
            || self.is_only_praised(promise, report)
            || self.is_at_work(promise, report)
        {
            Reached::Underway
        } else {
            Reached::Done
        }
    }
}

/// So many things a report can be expected to name or to count.
const COUNTED_OUT: std::ops::RangeInclusive<f64> = 3.0..=30.0;

/// Characters of an adverb before the verb a clause opens with (全力推进).
const MOST_ADVERB: usize = 2;

/// Characters after a result that ends its clause (建成投用).
const AFTER_A_RESULT: usize = 2;

/// The verdict where some of the things promised have come as far as was promised, and others not yet.
fn come_apart(roll: &Roll, aim: Aim, reached: &[Reached]) -> Option<Judgement> {
    let come = |named: &Vec<usize>| named.iter().filter_map(|&i| reached.get(i)).max().copied();
    let things = roll.found.iter().zip(roll.named.iter().map(come));
    let of = |behind: bool| -> Vec<&str> {
        let fits = |come: Option<Reached>| come.is_some() && aim.falls_short(come) == behind;
        let fitting = things.clone().filter(|(_, come)| fits(*come));
        fitting.map(|(thing, _)| thing.as_str()).collect()
    };
    let (there, behind) = (of(false), of(true));
    (!there.is_empty() && !behind.is_empty()).then(|| {
        let (there, behind) = (there.join("、"), behind.join("、"));
        let told = format!("承诺的{there}已到承诺的节点，{behind}还没有");
        Judgement::new(Verdict::Partial, told)
    })
}

/// Which of the things promised the report shows, and which it does not.
fn told_of(roll: &Roll, aim: Aim) -> String {
    let (found, missing) = (roll.found.len(), roll.missing.len());
    let promised = match aim {
        Aim::Effort => "承诺推进",
        Aim::Start => "承诺启动",
        Aim::Result => "承诺",
    };
    format!(
        "{promised}{}项，报告见到{found}项：{}；未见{missing}项：{}",
        found + missing,
        roll.found.join("、"),
        roll.missing.join("、")
    )
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
