//! Finds what became of deliverables from year to year: promised again in the next plan, or planned after what was reported.

use super::assign::{CLOSE_LOOKS, candidates_among};
use super::change::{Again, Reach, against_actual, promised_again};
use super::compare::compare;
use super::follow::Tools;
use super::passage::{Passage, Source, Subject, promise, subjects_in_words};
use super::prepared::Prepared;
use super::surroundings::Ground;
use super::wording::Wording;
use super::{Change, Earlier, Matter, Succession, WORTH_A_LOOK};
use crate::extract::commitment::{Commitment, Kind, Weight};
use crate::extract::quantity::{Basis, Quantity, QuantityRole};
use crate::extract::status::Stage;
use crate::location::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A direction of which no clause has so much is not looked at closely: it speaks of something else.
const LEAST_SHARE: f32 = 0.1;

/// Characters that may follow a stage a clause ends in (开工建设, 投产达效).
const AFTER_A_STAGE: usize = 4;

/// From here on a link is sure enough to say that a thing promised again was done before.
const SURE: f64 = 0.6;

/// From here on a clause of the plan may be the target for what was reported, whatever it says of it.
const NO_TARGET: f32 = 0.08;

/// Clauses looked at for what is promised again: only the nearest is taken.
const LOOKS_FOR_ONE: usize = 6;

/// Clauses looked at for a direction: whether it speaks of anything reported is all that is asked.
const LOOKS_FOR_DIRECTIONS: usize = 4;

/// Finds the commitments of the `next` plan that promise the matters of `plan` again, notes them in `matters` and tells how
/// each moved.
pub(super) fn promised_again_in(
    plan: &Prepared,
    next: &Prepared,
    matters: &mut [Matter],
    tools: &Tools,
) -> Vec<Succession> {
    let promises: Vec<&Subject> = next.subjects.iter().chain(&next.directions).collect();
    let passages: Vec<Passage> = promises
        .iter()
        .map(|s| promise(next.source, s, &tools.reader))
        .collect();
    let found = candidates_among(
        &plan.subjects,
        (&passages, &Ground::new(&passages)),
        (&tools.again, LOOKS_FOR_ONE),
    );
    let mut moves = Vec::new();
    let mut restated = Vec::new();
    for (subject, found) in plan.subjects.iter().zip(&found) {
        let best = found.first().filter(|c| c.score >= tools.again.threshold);
        restated.push(best.map(|c| passages[c.passage].span));
        let Some(best) = best else { continue };
        let matter = &matters[restated.len() - 1];
        let again = again(
            (plan.source, subject),
            (
                next.source,
                &promises[best.passage].commitment,
                &passages[best.passage],
            ),
            (matter, tools),
        );
        let (change, why) = promised_again(again);
        moves.push(Succession {
            earlier: subject.commitment.span,
            from: Earlier::Promised,
            next: Some(passages[best.passage].span),
            change,
            figures: None,
            because: vec![why.to_owned()],
        });
    }
    for (matter, span) in matters.iter_mut().zip(restated) {
        matter.restatements.extend(span);
    }
    moves
}

fn again(
    (plan, first): (Source, &Subject),
    (next, second, passage): (Source, &Commitment, &Passage),
    (matter, tools): (&Matter, &Tools),
) -> Again {
    let text =
        |source: Source<'_>, c: &Commitment| source.document.slice(c.span.range()).to_owned();
    let (before, after) = (text(plan, &first.commitment), text(next, second));
    let is_held = |text: &str| tools.held.any(text);
    let same = first.target().zip(second.quantities.first());
    let standing = |target: &Quantity| {
        let literal = plan.document.slice(target.literal.range());
        first.commitment.weight == Weight::Headline
            || tools.identity.is_standing(&before, target, literal)
    };
    Again {
        first: reach(plan, &first.commitment, tools),
        second: reach(next, second, tools),
        held_each_year: is_held(&before) && is_held(&after) && !same_edition(&before, &after),
        verdict: matter.verdict,
        sure: matter.links.iter().any(|l| l.score >= SURE),
        other_phase: first.qualifiers.conflicts(&passage.qualifiers) > 0
            || tools.identity.is_other_part(&before, &after)
            || has_none_of(&first.commitment, &after),
        nearly: tools.identity.was_nearly(&before, &after),
        in_use: tools.identity.is_in_use(&before, &after),
        same_figure: same.is_some_and(|(a, b)| {
            a.base_unit == b.base_unit
                && (a.base_value - b.base_value).abs() < 1e-9
                && !standing(a)
                && !tools.identity.goes_on(&after)
        }),
        quantified: first.commitment.kind == Kind::Quantified,
        summed_up: matter.searched.summary.is_some(),
    }
}

/// Whether the `first` lists several things of which `after` has none (轿子山、亚陇等煤矿 – 元江、东光等煤矿): not two neighbouring
/// characters of their names.
fn has_none_of(first: &Commitment, after: &str) -> bool {
    let is_named = |name: &str| {
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
        let mut pairs = name.char_indices().zip(ends);
        pairs.any(|((from, _), to)| after.contains(&name[from..to]))
    };
    first.objects.len() > 1 && !first.objects.iter().any(|one| is_named(&one.value))
}

/// How far `commitment` goes. A stage that only stands inside a name (推进开放大通道建设) is none.
fn reach(source: Source, commitment: &Commitment, tools: &Tools) -> Reach {
    let (text, range) = (&source.document.file.text, commitment.span.range());
    let stage = tools
        .stages
        .promised(commitment.span.doc, text, range.clone());
    let decides = |s: &Stage| {
        let (before, after) = (
            &text[range.start..s.span.start],
            &text[s.span.end..range.end],
        );
        !tools.effort.any(before) || after.chars().count() <= AFTER_A_STAGE
    };
    let stage = stage.filter(decides);
    let is_bid = commitment.quantities.is_empty() && tools.bids.any(&text[range]);
    Reach::new(stage.map(|s| s.rank), is_bid)
}

/// Whether both name the same one of a row of events: 第十届.
fn same_edition(before: &str, after: &str) -> bool {
    let of = |text: &str| {
        let start = text.find('第')?;
        let end = start + text[start..].find('届')?;
        Some(text[start..end].to_owned())
    };
    of(before).is_some_and(|edition| of(after) == Some(edition))
}

/// Compares what the review part of a document reports with what its own plan part promises for the year after.
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
            let sure = found
                .iter()
                .take_while(|c| c.score >= tools.weights.threshold);
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
    let limit = NO_TARGET;
    let open: Vec<(&Passage, f32)> = own
        .review()
        .iter()
        .zip(nearest.iter().copied())
        .filter(|(p, near)| *near < limit && countable(p))
        .collect();
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
    open.filter(|(_, near)| *near < limit)
        .map(|(passage, near)| Succession {
            earlier: passage.span,
            from: Earlier::Reported,
            next: None,
            change: Change::Dropped,
            figures: None,
            because: vec![match f64::from(near) < WORTH_A_LOOK {
                true => "本年计划中没有相近的目标".to_owned(),
                false => format!(
                    "本年计划中没有找到对应的目标（最接近的把握{:.0}%）",
                    near * 100.0
                ),
            }],
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
    subjects_in_words(own.source, near, &tools.reader)
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
    if subject.commitment.kind == Kind::Quantified
        || subject.qualifiers.conflicts(&passage.qualifiers) > 0
    {
        return None;
    }
    let text = &source.document.file.text;
    let reported = tools
        .stages
        .reported(passage.span.doc, text, passage.span.range())?;
    let planned = tools.stages.promised(
        subject.commitment.span.doc,
        text,
        subject.commitment.span.range(),
    )?;
    let (report, promise) = (passage.span, subject.commitment.span);
    let is_first_part = tools
        .identity
        .is_first_part(&text[report.range()], &text[promise.range()]);
    Some(match (reported.rank, planned.rank) {
        (_, again) if again != 7 && is_first_part => (
            Change::Advanced,
            "回顾部分报告的是第一期，计划部分是后续内容",
        ),
        (done, again) if again <= done && done != 7 && again != 7 && reported.reached => (
            Change::Repeated,
            "回顾部分已报告到这一步，计划部分再次列为任务",
        ),
        (expected, again) if again <= expected && expected != 7 && again != 7 => (
            Change::Slipped,
            "回顾部分预计当年到这一步，计划部分又列为下一年任务",
        ),
        (_, 7) => (Change::Continuing, "继续推进"),
        _ => (Change::Advanced, "进入下一阶段"),
    })
}

/// Whether both only count 项目 or 工程 and say of them different things (纳入, 开工, 竣工).
fn other_step(source: Source, subject: &Subject, passage: &Passage, tools: &Tools) -> bool {
    let text = &source.document.file.text;
    let general = |q: &Quantity| {
        let measure = q.measure.as_ref().map_or("", |m| m.value.as_str());
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
