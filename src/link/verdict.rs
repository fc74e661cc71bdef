//! Decides what became of a commitment.

mod answer;
mod bare;
mod few;
mod figure;
mod figured;
mod listed;
mod paper;
mod proof;
mod reach;
mod roll;
mod shorter;
mod sums;
mod thing;
mod unsaid;
mod word;

use super::compare::Comparison;
use super::passage::{Passage, Source};
use super::pegged::{Pegs, growth_of};
use super::subject::Subject;
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::commitment::Kind;
use crate::extract::quantity::{Basis, Bound, Quantity};
use figure::Tolerance;
use figured::Figured;
use proof::{Figure, Proof};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sums::Sums;
use unsaid::Unsaid;
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
    /// Whether it is shown, and not only likely.
    pub proven: bool,
    /// Why; arithmetic included.
    pub because: Vec<String>,
}

impl Judgement {
    /// That it is shown.
    pub(super) fn new(verdict: Verdict, because: String) -> Self {
        Self {
            verdict,
            proven: true,
            because: vec![because],
        }
    }

    /// The same, but only likely, for the reason `why`.
    pub(super) fn likely(mut self, why: &str) -> Self {
        self.proven = false;
        self.because.push(why.to_owned());
        self
    }
}

/// What a commitment and its reports are measured with: tolerances, directions of good, words for how far work has come.
#[derive(Debug)]
pub struct Yardstick {
    tolerance: Tolerance,
    words: Words,
    proof: Proof,
    pegs: Pegs,
    sums: Sums,
    unsaid: Unsaid,
}

impl Yardstick {
    /// Reads `tolerance.link`, `ceilings.*`, `verdict.*` and `breadth.*`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            tolerance: Tolerance::new(lexicon),
            words: Words::new(lexicon),
            proof: Proof::new(lexicon),
            pegs: Pegs::new(lexicon),
            sums: Sums::new(lexicon),
            unsaid: Unsaid::new(lexicon),
        }
    }

    /// How much lower than the year before a target must be to count as lowered, as a share.
    pub fn lowered_share(&self) -> f64 {
        self.tolerance.lowered_share
    }

    /// Whether `passage` of `review` speaks of other things than `subject`, promised in `plan`, which are alike but for a number or
    /// a side, or answers another question.
    pub(super) fn is_of_others(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, passage): (&Document, &Passage),
    ) -> bool {
        match subject.commitment.kind {
            Kind::Named => self.words.is_of_others((plan, subject), passage),
            Kind::Quantified => self.unsaid.leaves(subject, (review, passage)),
            Kind::Qualitative => false,
        }
    }

    /// Whether a figure planned and the one that `passage` reports for the year before are of one kind: one lower than the
    /// other is a lower aim.
    pub(super) fn are_of_one_kind(
        &self,
        (source, subject, planned): (Source, &Subject, &Quantity),
        (passage, comparison): (&Passage, &Comparison),
    ) -> bool {
        let planned = Figure::promised(source.document, subject, planned);
        let item = comparison.item;
        let actual = Figure::within(source.document, item.quantity, passage.span.range());
        let summed_up = passage.spelled && item.adds_up_over_years();
        let other = self.proof.is_other_matter((subject, planned), passage);
        !summed_up && !other && self.proof.is_lower_aim(planned, actual)
    }

    /// What became of several promises that come to `whole` together, of which the report tells the `sum`.
    pub(super) fn weigh_sum(
        &self,
        whole: (&Document, &Quantity),
        sum: (&Document, &Quantity),
    ) -> Judgement {
        self.tolerance.judge(whole, sum, false)
    }

    /// What became of `subject`, promised in `plan`, going by the clauses `reports` of the review, which has clauses `all`.
    pub fn judge(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
        all: &[Passage],
    ) -> Judgement {
        if reports.is_empty() {
            let why = "后来的报告中没有找到对应的表述".to_owned();
            let silent = Judgement::new(Verdict::NotMentioned, why);
            let of_years = all.iter().filter(|p| p.spelled).count();
            return match 2 * of_years > all.len() {
                true => silent.likely("该报告以几年的总回顾为主"),
                false => silent,
            };
        }
        if let Some(judged) = self.on_pace(subject, (review, reports), all) {
            return judged;
        }
        let figure = subject
            .target()
            .and_then(|target| self.on_figures((plan, subject, target), (review, reports), all));
        let open = match figure {
            Some(Figured::Judged(judged)) => return judged,
            Some(Figured::Open(short)) => Some(short),
            None => None,
        };
        let judged = self.on_words((plan, subject), (review, reports), all);
        match open {
            Some(short) if !is_short(&judged) => judged.likely(&format!(
                "{}；两处口径未必相同，没有据此认定",
                short.because.join("；")
            )),
            Some(_) | None => judged,
        }
    }

    /// The verdict where no figure decides.
    fn on_words(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
        all: &[Passage],
    ) -> Judgement {
        admitted(subject, reports)
            .or_else(|| self.stood_still((plan, subject), (review, reports)))
            .unwrap_or_else(|| self.words.judge((plan, subject), (review, reports), all))
    }

    /// The verdict where something was to grow as the economy does, and the report tells how both grew.
    fn on_pace(
        &self,
        subject: &Subject,
        (review, reports): (&Document, &[&Passage]),
        all: &[Passage],
    ) -> Option<Judgement> {
        let promised = subject.pegged.as_ref()?;
        let grown = reports.iter().find_map(|p| growth_of(subject, p))?;
        let Some(pace) = self.pegs.pace(all) else {
            let why = format!(
                "承诺与经济增长同步，报告{}",
                review.slice(grown.span.range())
            );
            return Some(Judgement::new(Verdict::Met, why).likely("报告没有写经济增速，无法比较"));
        };
        let target = Quantity {
            measure: promised.measure.clone(),
            bound: Bound::About,
            ..pace.clone()
        };
        let mut judged = self
            .tolerance
            .judge((review, &target), (review, grown), false);
        let said = |q: &Quantity| review.slice(q.span.range());
        judged.because = vec![format!(
            "承诺与经济增长同步：经济增长{}，报告{}",
            said(pace),
            said(grown)
        )];
        Some(match is_short(&judged) {
            true => judged.likely("“同步”没有写明幅度"),
            false => judged,
        })
    }

    /// The verdict where growth was promised and the reports say only that there was none, or some (与上年持平).
    fn stood_still(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
    ) -> Option<Judgement> {
        let target = subject.target()?;
        let rises = target.basis == Basis::Growth
            && target.bound != Bound::AtMost
            && !target.falling
            && target.value >= LEAST_GROWTH
            && !self.words.is_ceiling(plan, subject);
        let mut told = reports.iter().map(|p| with_what_follows(review, p));
        let flat = rises.then(|| told.find_map(|text| self.words.no_growth(text)))??;
        let judged = Judgement::new(Verdict::Missed, format!("承诺增长，报告只说{flat}"));
        let may_be_enough = flat.ends_with(SOME_GROWTH) && target.value < MUCH_GROWTH;
        Some(match may_be_enough {
            true => judged.likely("“正增长”没有写明幅度"),
            false => judged,
        })
    }
}

/// The text of `report` and of the clause behind it in its sentence (社会消费品零售总额1625亿元，与上年持平).
fn with_what_follows<'d>(review: &'d Document, report: &Passage) -> &'d str {
    let span = report.span.range();
    let behind = &review.file.text[span.end..];
    let next = behind.strip_prefix('，').map_or(0, |clause| {
        let end = clause.find(['，', '。', '；', '\n']);
        '，'.len_utf8() + end.unwrap_or(clause.len())
    });
    review.slice(span.start..span.end + next)
}

/// The verdict where the reports own up to a target not reached and give no figure.
fn admitted(subject: &Subject, reports: &[&Passage]) -> Option<Judgement> {
    let all = subject.target().is_some() && reports.iter().all(|p| p.admitted);
    all.then(|| Judgement::new(Verdict::Missed, "报告自己说明没有达到目标".to_owned()))
}

fn is_short(judged: &Judgement) -> bool {
    match judged.verdict {
        Verdict::Partial | Verdict::Missed | Verdict::Delayed => true,
        Verdict::Exceeded
        | Verdict::Met
        | Verdict::InProgress
        | Verdict::NotMentioned
        | Verdict::NotDue => false,
    }
}

/// Says that there was growth, and not how much.
const SOME_GROWTH: &str = "正增长";

/// Growth in percent that a report would name if it had been reached.
const MUCH_GROWTH: f64 = 5.0;

/// Growth in percent that standing still falls short of.
const LEAST_GROWTH: f64 = 1.0;
