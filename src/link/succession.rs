//! Finds what became of promises from plan to plan: which are made again in the next one, and for which of the things they list.

use super::again::{Promise, again};
use super::asked::{Asked, asked_in};
use super::assign::{Candidate, candidates_among};
use super::change::promised_again;
use super::follow::Tools;
use super::passage::{Passage, Source, promise};
use super::prepared::Prepared;
use super::subject::Subject;
use super::surroundings::Ground;
use super::{Change, Earlier, Matter, Succession};
use crate::location::Span;
use std::collections::BTreeSet;

/// Clauses looked at for what is promised again, in a list or alone.
const LOOKS: usize = 6;

/// Clauses of the next plan that are less likely to promise the same are not looked at, even where they share a name.
const LISTED: f32 = 0.1;

/// Finds the commitments of the `next` plan that promise the matters of `plan` again, notes them in `matters` and tells how
/// each moved; so too for what `asked` asks for.
pub(super) fn promised_again_in(
    plan: &Prepared,
    next: &Prepared,
    (matters, asked): (&mut [Matter], &[Asked]),
    tools: &Tools,
) -> Vec<Succession> {
    let known: BTreeSet<Span> = next.directions.iter().map(|s| s.commitment.span).collect();
    let vague = asked_in(next, |c| known.contains(&c.span), tools);
    let promises = next.subjects.iter().chain(&next.directions).chain(&vague);
    let promises: Vec<&Subject> = promises.collect();
    let passages: Vec<Passage> = promises
        .iter()
        .map(|s| promise(next.source, s, &tools.reader))
        .collect();
    let ground = Ground::new(&passages);
    let among = (&*passages, &ground);
    let next = Next {
        review: next.review(),
        source: next.source,
        promises: &promises,
        tools,
    };
    let look = |subjects: &[&Subject]| candidates_among(subjects, among, (&tools.again, LOOKS));
    let mut subjects: Vec<&Subject> = plan.subjects.iter().collect();
    let mut found = look(&subjects);
    let reported = reported_directions(plan, matters);
    found.extend(look(&reported));
    subjects.extend(reported);
    let mut moves = Vec::new();
    for ((subject, found), matter) in subjects.iter().zip(&found).zip(matters) {
        let first = Promise {
            source: plan.source,
            subject,
        };
        let moved = next.moved(&first, matter, found);
        let spans = moved.iter().filter_map(|m| m.next);
        matter.restatements.extend(spans);
        moves.extend(moved);
    }
    let subjects: Vec<&Subject> = asked.iter().map(|a| &a.subject).collect();
    for (one, found) in asked.iter().zip(&look(&subjects)) {
        let first = Promise {
            source: plan.source,
            subject: &one.subject,
        };
        let moved = next.moved(&first, &one.matter, found).into_iter();
        moves.extend(moved.filter(|m| m.change == Change::Repeated));
    }
    moves
}

/// The next plan, and the review that stands before it.
struct Next<'n, 'a> {
    source: Source<'a>,
    review: &'n [Passage<'a>],
    promises: &'n [&'n Subject<'a>],
    tools: &'n Tools,
}

impl<'n, 'a> Next<'n, 'a> {
    /// The promise with number `at`.
    fn promise(&self, at: usize) -> Promise<'n, 'a> {
        Promise {
            source: self.source,
            subject: self.promises[at],
        }
    }

    /// How `first` moved to each of the promises among `found` that make it again.
    fn moved(&self, first: &Promise, matter: &Matter, found: &[Candidate]) -> Vec<Succession> {
        let tools = self.tools;
        let chosen = self.made_again(first, found);
        let moved = chosen.into_iter().map(|c| {
            let second = self.promise(c.passage);
            let (change, why) = match promised_again(again(first, &second, (matter, tools))) {
                (Change::Repeated, _) if self.is_told(first) => {
                    (Change::Continuing, "再次承诺，其间提到过")
                }
                moved => moved,
            };
            Succession {
                earlier: first.subject.commitment.span,
                from: Earlier::Promised,
                next: Some(second.subject.commitment.span),
                change,
                figures: None,
                because: vec![why.to_owned()],
            }
        });
        moved.collect()
    }

    /// Whether the review speaks of the thing that `first` names, where no figure is to be reached.
    fn is_told(&self, first: &Promise) -> bool {
        let (same, reader) = (&self.tools.same, &self.tools.reader);
        let things = first.things(self.tools);
        let names_it = |passage: &Passage| {
            same.may_name(things, &passage.words) && {
                let shared = same.all_shared(things, same.told(passage, reader));
                shared.iter().any(|s| s.is_plain())
            }
        };
        first.subject.commitment.quantities.is_empty() && self.review.iter().any(names_it)
    }

    /// Of the candidates for `first`, surest first, those that promise it again: the surest, and others that name things it
    /// lists which the surer ones do not.
    fn made_again<'c>(&self, first: &Promise, candidates: &'c [Candidate]) -> Vec<&'c Candidate> {
        let tools = self.tools;
        let mut named = BTreeSet::new();
        let mut chosen = Vec::new();
        for candidate in candidates.iter().filter(|c| c.score >= LISTED) {
            let second = self.promise(candidate.passage);
            let (own, others) = (first.things(tools), second.things(tools));
            let mut shared = tools.same.all_shared(own, others);
            shared.retain(|s| !named.contains(&s.first));
            let is_sure = candidate.score >= tools.again.threshold;
            if is_sure && chosen.is_empty() || shared.iter().any(|s| is_sure || s.is_plain()) {
                named.extend(shared.iter().map(|s| s.first));
                chosen.push(candidate);
            }
        }
        chosen
    }
}

/// The directions whose matters stand behind those of the commitments, in their order.
fn reported_directions<'s, 'a>(plan: &'s Prepared<'a>, matters: &[Matter]) -> Vec<&'s Subject<'a>> {
    let mut directions = plan.directions.iter();
    let others = matters[plan.subjects.len()..].iter();
    let of = |matter: &Matter| directions.find(|s| s.commitment.span == matter.commitment.span);
    others.filter_map(of).collect()
}
