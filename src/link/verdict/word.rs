//! Reads from the verbs of a promise and of its reports how far the work has come.

mod told;

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
}
