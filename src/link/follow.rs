//! Follows the commitments of one plan into the report that answers it.

use super::asked::{Asked, asked_in};
use super::assign::{CLOSE_LOOKS, Candidate, candidates_among, choose};
use super::identity::Identity;
use super::pair::{is_interim, reporting};
use super::passage::{Passage, Reader, Source};
use super::prepared::Prepared;
use super::reason::reasons;
use super::same::Sameness;
use super::score::Weights;
use super::subject::Subject;
use super::summary::Summaries;
use super::summed::settle;
use super::verdict::{Judgement, Verdict, Yardstick};
use super::{Link, Matter, Searched};
use crate::extract::commitment::{Commitment, Kind, Weight};
use crate::extract::stage::Stages;
use crate::extract::words::WordTable;
use crate::extract::{Lexicon, Shared, SharedList};
use crate::location::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Refused passages that are shown as evidence of an absence.
const NEAREST: usize = 3;

/// Everything a follow-up needs besides the two documents; built once per run.
#[derive(Debug)]
pub struct Tools {
    /// Prepares clauses.
    pub reader: Arc<Reader>,
    /// Weighs what is seen in a report.
    pub weights: Weights,
    /// Weighs what is seen in the next plan.
    pub again: Weights,
    /// Measures what was reached.
    pub yardstick: Yardstick,
    /// Reads stages.
    pub stages: Stages,
    /// Finds clauses that speak for a whole list.
    pub summaries: Summaries,
    /// Finds words that ask for a title or an approval.
    pub(super) bids: WordTable<()>,
    /// Finds words of a promise to move on (推进).
    pub(super) effort: WordTable<()>,
    /// Finds words for holding what is held every year (举办).
    pub(super) held: WordTable<()>,
    /// Finds words by which a step is about to be taken (即将).
    pub(super) about_to: WordTable<()>,
    /// Finds words by which a figure is not the sum of several things (均, 各).
    pub(super) apiece: WordTable<()>,
    /// Tells other parts of a thing, and its use, from the thing promised.
    pub identity: Identity,
    /// Tells whether two clauses name one thing.
    pub(super) same: Sameness,
}

impl Tools {
    /// Built from the word lists of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            reader: lexicon.compiled(Reader::new),
            weights: Weights::new(lexicon),
            again: Weights::again(lexicon),
            yardstick: Yardstick::new(lexicon),
            stages: Stages::new(lexicon),
            summaries: Summaries::new(lexicon),
            bids: lexicon.finder("verdict.promised_bid"),
            effort: lexicon.finder("verdict.promised_effort"),
            held: lexicon.finder("stages.held"),
            about_to: lexicon.finder("verdict.about_to"),
            apiece: lexicon.finder("breadth.apiece"),
            identity: Identity::new(lexicon),
            same: Sameness::new(lexicon),
        }
    }
}

/// The matters of `plan`, answered by `report` where there is one, and after them the directions that the report answers in
/// their own words: what is reported could be checked. Beside them the other directions that ask for a title or an approval.
/// Ids and keys are set by the caller.
pub(super) fn follow<'a>(
    plan: &Prepared<'a>,
    report: Option<&Prepared>,
    tools: &Tools,
) -> (Vec<Matter>, Vec<Asked<'a>>) {
    let Some(report) = report else {
        let planned = plan.source.facts.commitments.members();
        let checkable = planned.filter(|c| c.kind != Kind::Qualitative);
        return (checkable.map(|c| not_due(&c)).collect(), Vec::new());
    };
    let subjects = &plan.subjects;
    let among = (&*report.passages, report.ground());
    let look =
        |subjects: &[Subject]| candidates_among(subjects, among, (&tools.weights, CLOSE_LOOKS));
    let (found, near) = rayon::join(|| look(subjects), || look(&plan.directions));
    let reported = plan.directions.iter().zip(&near);
    let reported = reported.filter(|(_, near)| {
        near.first()
            .is_some_and(|c| c.score >= tools.weights.promoted)
    });
    let reported: Vec<(&Subject, &Vec<Candidate>)> = reported.collect();
    let spans: BTreeSet<Span> = reported.iter().map(|(s, _)| s.commitment.span).collect();
    let is_reported = |c: &Commitment| spans.contains(&c.span);
    let asked = asked_in(plan, is_reported, tools);
    let near = look(&asked);
    let answer = Answer::new(plan, report, tools);
    let matter = |(subject, found): (&Subject, &Vec<Candidate>)| answer.matter(subject, found);
    let answered: Vec<Matter> = asked.iter().zip(&near).map(matter).collect();
    let asked = asked.into_iter().zip(answered);
    let asked = asked.map(|(subject, matter)| Asked { subject, matter });
    let matters = subjects.iter().zip(&found).chain(reported).map(matter);
    let mut matters: Vec<Matter> = matters.collect();
    if !answer.is_interim {
        settle(plan, report, &mut matters, tools);
    }
    (matters, asked.collect())
}

/// A report as the answer to a plan.
pub(super) struct Answer<'r> {
    plan: Source<'r>,
    report: &'r Prepared<'r>,
    tools: &'r Tools,
    /// The parts that are read through.
    parts: SharedList<Span>,
    /// The clause that says of the whole list of 实事 that it was done.
    summary: Option<Span>,
    /// Whether it comes before the year is over.
    is_interim: bool,
}

impl<'r> Answer<'r> {
    pub(super) fn new(plan: &'r Prepared, report: &'r Prepared, tools: &'r Tools) -> Self {
        let parts: Vec<Span> = reporting(report.source.facts).map(|p| p.span).collect();
        Self {
            plan: plan.source,
            report,
            tools,
            parts: SharedList::from(parts),
            summary: tools.summaries.find(report),
            is_interim: is_interim(plan.source.facts, report.source.facts),
        }
    }

    /// What became of `subject`, for which the clauses `found` may speak, surest first.
    fn matter(&self, subject: &Subject, found: &[Candidate]) -> Matter {
        let passages = &self.report.passages;
        let mut chosen = choose(subject, found, passages, &self.tools.weights);
        let near = chosen.len();
        let (yardstick, review) = (&self.tools.yardstick, self.report.source.document);
        chosen.retain(|c| {
            let told = (review, &passages[c.passage]);
            !yardstick.is_of_others((self.plan.document, subject), told)
        });
        if chosen.is_empty() {
            chosen.extend(self.owned_up(subject, found));
        }
        let is_unsaid = chosen.is_empty() && near > 0 && subject.target().is_some();
        let reports: Vec<&Passage> = chosen.iter().map(|c| &passages[c.passage]).collect();
        let judged = yardstick.judge((self.plan.document, subject), (review, &reports), passages);
        let is_silent = judged.verdict == Verdict::NotMentioned;
        let judged = match self.is_interim {
            true => so_far(judged),
            false if is_silent && is_unsaid => Judgement {
                because: Vec::new(),
                ..judged
            }
            .likely("报告提到了这一项，没有写承诺的这个数"),
            false if is_silent && found.iter().any(Candidate::is_sum_of_years) => {
                judged.likely("报告写了同一件事几年的合计，没有单说这一年")
            }
            false => judged,
        };
        let nearest = match &*chosen {
            [] => &found[..found.len().min(NEAREST)],
            _ => &[],
        };
        let silent = judged.verdict == Verdict::NotMentioned
            && subject.commitment.weight == Weight::Livelihood;
        Matter {
            links: chosen.iter().map(|c| self.link(subject, c)).collect(),
            searched: Searched {
                parts: self.parts.clone(),
                nearest: nearest.iter().map(|c| self.link(subject, c)).collect(),
                summary: self.summary.filter(|_| silent),
            },
            verdict: judged.verdict,
            proven: judged.proven,
            because: judged.because,
            ..not_due(&subject.commitment)
        }
    }

    /// The clause among `found` that owns up to targets not reached, and lists what `subject` measures among them
    /// (`A、B等指标未达到预期目标`).
    fn owned_up<'c>(&self, subject: &Subject, found: &'c [Candidate]) -> Option<&'c Candidate> {
        let measure = subject.target()?.measure.as_ref()?;
        let names_it = |c: &&Candidate| {
            let passage = &self.report.passages[c.passage];
            let text = self.report.source.document.slice(passage.span.range());
            passage.admitted && text.len() <= LONGEST && lists(text, &measure.value)
        };
        found.iter().find(names_it)
    }

    /// The place that `candidate` for `subject` is.
    pub(super) fn link(&self, subject: &Subject, candidate: &Candidate) -> Link {
        let passage = &self.report.passages[candidate.passage];
        Link {
            progress: passage.span,
            score: (f64::from(candidate.score) * 1000.0).round() / 1000.0,
            reasons: reasons((self.plan, subject), (self.report.source, passage)),
        }
    }
}

/// Bytes a clause has at most that is searched for a name.
const LONGEST: usize = 600;

/// Characters that a measure has at least to be known by its name alone.
const NAMED: usize = 4;

/// Whether `text` lists `name` as a whole: 固定资产投资, and not 工业固定资产投资.
fn lists(text: &str, name: &str) -> bool {
    let is_whole = |at: usize| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let opens =
            before.is_empty() || before.ends_with(['、', '，', '和', '及', '除', '市', '省']);
        opens && after.starts_with(['、', '和', '及', '等', '与', '未', '没', '增', '低'])
    };
    name.chars().nth(NAMED - 1).is_some() && text.match_indices(name).any(|(at, _)| is_whole(at))
}

/// What is said of a commitment before the year is over: that there is progress, or not yet. What is counted on the way –
/// listed, chosen, expected – decides nothing.
fn so_far(judged: Judgement) -> Judgement {
    let (verdict, because) = match judged.verdict {
        Verdict::NotMentioned | Verdict::NotDue => {
            (Verdict::NotDue, "最近一期的进展表没有列，年度尚未结束")
        }
        Verdict::Exceeded
        | Verdict::Met
        | Verdict::Partial
        | Verdict::Missed
        | Verdict::Delayed
        | Verdict::InProgress => (Verdict::InProgress, "最近一期的进展表有进展，年度尚未结束"),
    };
    Judgement::new(verdict, because.to_owned())
}

fn not_due(commitment: &Shared<Commitment>) -> Matter {
    Matter {
        id: String::new(),
        key: String::new(),
        commitment: checkable(commitment),
        restatements: Vec::new(),
        links: Vec::new(),
        along: Vec::new(),
        searched: Searched::default(),
        verdict: Verdict::NotDue,
        proven: true,
        because: vec!["没有找到同一单位这一时期的报告，尚不能对照".to_owned()],
    }
}

/// `commitment` as one that can be checked; a direction that was reported is a named one.
fn checkable(commitment: &Shared<Commitment>) -> Shared<Commitment> {
    if commitment.kind != Kind::Qualitative {
        return commitment.clone();
    }
    Shared::from(Commitment {
        kind: Kind::Named,
        ..Commitment::clone(commitment)
    })
}
