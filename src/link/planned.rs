//! Compares what the review part of a document reports with what its own plan part promises for the year after.

use super::again::reach;
use super::assign::{CLOSE_LOOKS, candidates_among};
use super::change::{Reach, against_actual};
use super::compare::compare;
use super::follow::Tools;
use super::member::{GOING_ON, Member};
use super::passage::{Passage, Source};
use super::prepared::Prepared;
use super::subject::{Subject, subjects_in_words};
use super::surroundings::Ground;
use super::wording::Wording;
use super::{Change, Earlier, Succession};
use crate::extract::commitment::Kind;
use crate::extract::quantity::{Basis, Quantity, QuantityRole};
use crate::extract::status::Stage;
use crate::location::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A direction of which no clause has so much is not looked at closely: it speaks of something else.
const LEAST_SHARE: f32 = 0.1;

/// How sure it must be that what was reported is what is planned: a lower aim is said to a reader's face.
const SURE: f32 = 0.48;

/// From here on a clause of the plan may be the target for what was reported, whatever it says of it.
const NO_TARGET: f32 = 0.08;

/// Clauses looked at for a direction: whether it speaks of anything reported is all that is asked.
const LOOKS_FOR_DIRECTIONS: usize = 4;

/// Rank from which on a thing is there (建成, 完成).
const DONE: u8 = 9;

/// Rank of what goes on once a thing is there (运营, 开放).
const RUNNING: u8 = 12;

/// How what the review part of a document reports stands to what its plan part promises.
pub(super) fn planned_after(own: &Prepared, tools: &Tools) -> Vec<Succession> {
    let (source, passages) = (own.source, own.review());
    if passages.is_empty() || source.facts.commitments.is_empty() {
        return Vec::new();
    }
    let found = candidates_among(
        &own.subjects,
        (passages, own.review_ground()),
        (&tools.weights, CLOSE_LOOKS),
    );
    let mut nearest = vec![0f32; passages.len()];
    for candidate in found.iter().flatten() {
        let known = &mut nearest[candidate.passage];
        *known = known.max(candidate.score);
    }
    let moved = own
        .subjects
        .iter()
        .zip(&found)
        .filter_map(|(subject, found)| {
            let least = tools.weights.threshold.max(SURE);
            let sure = found.iter().take_while(|c| c.score >= least);
            sure.filter_map(|c| moved(source, subject, &passages[c.passage], tools))
                .next()
        });
    let mut moves: Vec<Succession> = moved.collect();
    moves.extend(dropped(own, &nearest, tools));
    moves.sort_by_key(|m| (m.earlier, m.next));
    moves
}

/// What the review counts and the plan does not speak of, not even as a direction. `nearest` says how near the checkable
/// commitments come to each clause of the review.
fn dropped(own: &Prepared, nearest: &[f32], tools: &Tools) -> Vec<Succession> {
    let open: Vec<(&Passage, f32)> = own
        .review()
        .iter()
        .zip(nearest.iter().copied())
        .filter(|(p, near)| *near < NO_TARGET && countable(p))
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let passages: Vec<&Passage> = open.iter().map(|(p, _)| *p).collect();
    let ground = Ground::new(&passages);
    let mut tally = ground.index.tally();
    let mut is_near = |words: &Wording| ground.index.best_share(words, &mut tally) >= LEAST_SHARE;
    let vague = vague_directions(own, &mut is_near, tools);
    let known = own.directions.iter().filter(|s| is_near(&s.words));
    let directions: Vec<&Subject> = known.chain(&vague).collect();
    let mut nearest: Vec<f32> = open.iter().map(|(_, near)| *near).collect();
    let found = candidates_among(
        &directions,
        (&passages, &ground),
        (&tools.weights, LOOKS_FOR_DIRECTIONS),
    );
    for candidate in found.iter().flatten() {
        let known = &mut nearest[candidate.passage];
        *known = known.max(candidate.score);
    }
    let open = passages.iter().zip(nearest);
    open.filter(|(_, near)| *near < NO_TARGET)
        .map(|(passage, _)| Succession {
            earlier: passage.span,
            from: Earlier::Reported,
            next: None,
            change: Change::Dropped,
            figures: None,
            because: vec!["本年计划中没有相近的目标".to_owned()],
        })
        .collect()
}

/// The directions that are not prepared because they are far from being checkable, those whose words are near.
fn vague_directions<'a>(
    own: &Prepared<'a>,
    mut is_near: impl FnMut(&Wording) -> bool,
    tools: &Tools,
) -> Vec<Subject<'a>> {
    let folder = &tools.reader.folder;
    let known: BTreeSet<Span> = own.directions.iter().map(|s| s.commitment.span).collect();
    let all = own.source.facts.commitments.members();
    let vague = all.filter(|c| c.kind == Kind::Qualitative && !known.contains(&c.span));
    let worded = vague.map(|c| {
        let words = own.source.wording(folder, c.span.range());
        (c, Arc::new(words))
    });
    let near = worded.filter(|(_, words)| is_near(words));
    subjects_in_words(own.source, near, (&own.paragraphs, &tools.reader))
}

/// How `subject` stands to what `passage` reports for the year before.
fn moved(
    source: Source,
    subject: &Subject,
    passage: &Passage,
    tools: &Tools,
) -> Option<Succession> {
    let with = |change, because, figures| Succession {
        earlier: passage.span,
        from: Earlier::Reported,
        next: Some(subject.commitment.span),
        change,
        figures,
        because: vec![because],
    };
    let compared = subject
        .target()
        .zip(compare(subject, passage))
        .filter(|(planned, c)| {
            let planned = (source, subject, *planned);
            tools.yardstick.are_of_one_kind(planned, (passage, c))
        })
        .and_then(|(planned, c)| against_actual(planned, &c, tools.yardstick.lowered_share()));
    if let Some((change, because, figures)) = compared
        && !other_step(source, subject, passage, tools)
    {
        return Some(with(change, because, Some(Box::new(figures))));
    }
    let (change, because) = by_stage(source, subject, passage, tools)?;
    Some(with(change, because.to_owned(), None))
}

/// How the stage planned for `subject` stands to the one that `passage` reports; none where figures decide or either names none.
fn by_stage(
    source: Source,
    subject: &Subject,
    passage: &Passage,
    tools: &Tools,
) -> Option<(Change, &'static str)> {
    if subject.commitment.kind == Kind::Quantified {
        return None;
    }
    let told = tools.same.told(passage, &tools.reader);
    let things = tools.same.promised(source, subject, &tools.reader);
    let shared = tools.same.shared(told, things);
    if shared.is_none() && subject.qualifiers.conflicts(&passage.qualifiers) > 0 {
        return None;
    }
    let text = |span: Span| source.document.slice(span.range());
    let (report, promise) = (text(passage.span), text(subject.commitment.span));
    let (told, planned) = match shared {
        Some(shared) => {
            let name = &things.names[shared.second].core;
            (Member::new(report, name), Member::new(promise, name))
        }
        None => (Member::whole(report), Member::whole(promise)),
    };
    let reported = told.reported(&tools.stages)?;
    planned.promised(&tools.stages)?;
    let wanted = reach(&subject.commitment, &planned, tools);
    let early = match wanted {
        Reach::Open => Some((Change::Continuing, "继续推进")),
        Reach::Stage(RUNNING) if reported.rank >= DONE && tools.effort.any(promise) => {
            Some((Change::Continuing, "已建成，本年抓好运营"))
        }
        Reach::Preparing | Reach::Bidding if reported.rank == GOING_ON => {
            Some((Change::Continuing, "仍在前期或申报"))
        }
        Reach::Preparing | Reach::Bidding | Reach::Stage(_) => None,
    };
    early.or_else(|| {
        let is_plain = shared.is_some_and(|s| s.is_plain());
        Some(once_more(
            (&told, &reported),
            (&planned, wanted),
            is_plain,
            tools,
        ))
    })
}

/// How a step planned stands to the one that was reported; `is_plain` says that both are of one thing beyond doubt.
fn once_more(
    (told, reported): (&Member, &Stage),
    (planned, wanted): (&Member, Reach),
    is_plain: bool,
    tools: &Tools,
) -> (Change, &'static str) {
    let identity = &tools.identity;
    let is_again = match wanted {
        Reach::Open | Reach::Preparing => reported.rank <= 3,
        Reach::Bidding => reported.rank <= 5,
        Reach::Stage(rank) => rank <= reported.rank && reported.rank != GOING_ON,
    };
    let is_in_part = identity.was_nearly(told, planned)
        || reported.rank >= DONE && identity.is_rest(told.text, planned.text);
    if identity.is_first_part(told.text, planned.text) {
        (
            Change::Advanced,
            "回顾部分报告的是第一期，计划部分是后续内容",
        )
    } else if !is_again {
        (Change::Advanced, "进入下一阶段")
    } else if identity.is_preliminary(told) {
        (Change::Advanced, "上年做的是前期工作")
    } else if !is_plain || identity.is_other_part(told, planned) {
        (Change::DoneAndNew, "回顾部分报告的是另一项、另一期")
    } else if is_in_part {
        (Change::Advanced, "上年基本完成或完成一部分，本年全面完成")
    } else if planned.says(&tools.held) || identity.goes_on(planned.text) {
        (Change::Continuing, "每年都有的活动或任务")
    } else if !matches!(wanted, Reach::Stage(_)) {
        (Change::Continuing, "仍在前期或申报")
    } else if told.says(&tools.about_to) {
        (Change::Continuing, "回顾部分说的是即将到这一步")
    } else if reported.reached {
        (
            Change::Repeated,
            "回顾部分已报告到这一步，计划部分再次列为任务",
        )
    } else {
        (
            Change::Slipped,
            "回顾部分预计当年到这一步，计划部分又列为下一年任务",
        )
    }
}

/// Whether both only count 项目 or 工程 and say of them different things (纳入, 开工, 竣工).
fn other_step(source: Source, subject: &Subject, passage: &Passage, tools: &Tools) -> bool {
    let text = &source.document.file.text;
    let general = |q: &Quantity| {
        let measure = q.name();
        measure.chars().count() <= 2
    };
    let place = subject.commitment.span;
    let planned = tools.stages.promised(place.doc, text, place.range());
    let reported = tools
        .stages
        .reported(passage.span.doc, text, passage.span.range());
    let ranks = planned.zip(reported).map(|(a, b)| (a.rank, b.rank));
    subject.target().is_some_and(general)
        && ranks.is_some_and(|(a, b)| a != b && !(a >= 9 && b >= 9))
}

/// Whether the passage reports, of one year, a count or level that a plan could set a target for.
fn countable(passage: &Passage) -> bool {
    !passage.spelled
        && passage.items.iter().any(|item| {
            item.quantity.role != QuantityRole::Baseline
                && !matches!(item.quantity.basis, Basis::Growth | Basis::Rank)
        })
}
