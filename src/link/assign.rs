//! Chooses, among the candidates of all commitments, which clauses report on which.

use super::features::features;
use super::locality::Counts;
use super::passage::Passage;
use super::score::{Features, Sets, Weights, at};
use super::second_look::look_again;
use super::subject::Subject;
use super::surroundings::{Ground, Surroundings};
use crate::extract::commitment::Kind;
use rayon::prelude::*;
use std::borrow::Borrow;

/// Candidates looked at closely per commitment.
pub const CLOSE_LOOKS: usize = 12;

/// Commitments looked at by one thread before another may take some.
const AT_ONCE: usize = 16;

const MARGIN: usize = at("margin");
const RIVAL: usize = at("rival");
const COVER: usize = at("cover");
const FOCUS: usize = at("focus");
const LONGEST: usize = at("longest");
const SUMMED_UP: usize = at("summed_up");
const CORE_KEPT: usize = at("core_kept");
const CORE_BACK: usize = at("core_back");

/// A clause that may report on a commitment.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index of the clause.
    pub passage: usize,
    /// What was seen.
    pub features: Features,
    /// How sure.
    pub score: f32,
}

/// Share of a name that comes back where figures are of the same thing.
const SAME_NAME: f32 = 0.9;

impl Candidate {
    /// Whether the clause tells of the very thing for several years together.
    pub(super) fn is_sum_of_years(&self) -> bool {
        let features = &self.features;
        features[SUMMED_UP] > 0.0 && features[CORE_KEPT].min(features[CORE_BACK]) >= SAME_NAME
    }
}

/// For each subject its candidates, surest first.
pub fn candidates<'a, P: Borrow<Passage<'a>> + Sync>(
    subjects: &[Subject],
    passages: &[P],
    weights: &Weights,
) -> Vec<Vec<Candidate>> {
    let ground = Ground::new(passages);
    candidates_among(subjects, (passages, &ground), (weights, CLOSE_LOOKS))
}

/// Like [`candidates`], among passages whose `ground` is known, with at most `looks` of them looked at for each subject.
pub(super) fn candidates_among<
    'a,
    's,
    S: Borrow<Subject<'s>> + Sync,
    P: Borrow<Passage<'a>> + Sync,
>(
    subjects: &[S],
    (passages, ground): (&[P], &Ground),
    (weights, looks): (&Weights, usize),
) -> Vec<Vec<Candidate>> {
    if subjects.is_empty() {
        return Vec::new();
    }
    let counts = Counts::new(subjects.iter().map(|s| &*s.borrow().words));
    let surroundings = Surroundings::new(subjects, &counts, ground);
    let tally = || ground.index.tally();
    let mut all: Vec<Vec<Candidate>> = subjects
        .par_iter()
        .enumerate()
        .with_min_len(AT_ONCE)
        .map_init(tally, |tally, (i, subject)| {
            let subject = subject.borrow();
            let view = surroundings.of(i, subject);
            let near = ground.index.nearest(subject, looks, tally);
            let look = |passage: usize| {
                let clause = passages[passage].borrow();
                Candidate {
                    passage,
                    features: features(subject, clause, view.here(passage, clause)),
                    score: 0.0,
                }
            };
            near.into_iter().map(look).collect()
        })
        .collect();
    compete(&mut all, passages.len());
    let kinds = subjects.iter().map(|s| s.borrow().commitment.kind);
    let kinds: Vec<Kind> = kinds.collect();
    weigh(&mut all, (&kinds, passages.len()), weights);
    all
}

/// Sets how sure the candidates of commitments of these kinds are, among so many passages, and puts the surest first.
pub fn weigh(all: &mut [Vec<Candidate>], (kinds, passages): (&[Kind], usize), weights: &Weights) {
    score(all, kinds, &weights.first);
    if let Some(second) = &weights.second {
        look_again(all, passages);
        score(all, kinds, second);
    }
    for candidates in all {
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
    }
}

fn score(all: &mut [Vec<Candidate>], kinds: &[Kind], sets: &Sets) {
    for (&kind, candidates) in kinds.iter().zip(all) {
        for candidate in candidates {
            candidate.score = sets.score(kind, &candidate.features);
        }
    }
}

/// Of the candidates of `subject`, surest first, those that are taken for reports on it: the surest, and others that name
/// objects the surer ones do not.
pub fn choose<'c>(
    subject: &Subject,
    candidates: &'c [Candidate],
    passages: &[Passage],
    weights: &Weights,
) -> Vec<&'c Candidate> {
    let mut chosen: Vec<&Candidate> = Vec::new();
    let mut named = vec![false; subject.objects.len()];
    for candidate in candidates.iter().filter(|c| c.score >= weights.threshold) {
        let words = &passages[candidate.passage].words;
        let mut news = chosen.is_empty();
        for (object, known) in subject.objects.iter().zip(&mut named) {
            if !*known && object.best_piece(words).is_name() {
                *known = true;
                news |= subject.commitment.kind == Kind::Named;
            }
        }
        if news {
            chosen.push(candidate);
        }
    }
    chosen
}

/// Sets what depends on the other candidates: how far a clause is ahead of the commitment's next best one, and how well
/// another commitment fits the clause.
fn compete(all: &mut [Vec<Candidate>], passages: usize) {
    let strength = |c: &Candidate| c.features[COVER] + c.features[FOCUS] + c.features[LONGEST];
    let mut best = vec![(0f32, 0f32); passages];
    for candidate in all.iter().flatten() {
        let (first, second) = &mut best[candidate.passage];
        let s = strength(candidate);
        if s > *first {
            (*first, *second) = (s, *first);
        } else if s > *second {
            *second = s;
        }
    }
    for candidates in all.iter_mut() {
        let strengths: Vec<f32> = candidates.iter().map(strength).collect();
        for (i, candidate) in candidates.iter_mut().enumerate() {
            let s = strengths[i];
            let other = strengths
                .iter()
                .enumerate()
                .filter(|&(j, _)| j != i)
                .map(|(_, &o)| o)
                .fold(0.0, f32::max);
            let (first, second) = best[candidate.passage];
            let against = if s >= first { second } else { first };
            candidate.features[MARGIN] = (s - other).clamp(-1.0, 1.0);
            candidate.features[RIVAL] = (s - against).clamp(-1.0, 1.0);
        }
    }
}
