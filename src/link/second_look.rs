//! Looks at the candidates again, when it is known how sure each is by itself: beside the others of its commitment, the other
//! commitments of its clause, and the commitments that stand nearby.

use super::assign::Candidate;
use super::score::SECOND;

/// How unsure a clause is that was no candidate, as the logarithm of the odds.
const UNSEEN: f32 = -9.3;

/// Odds beyond these are alike.
const WIDEST: f32 = 9.0;

/// Differences of odds beyond these are alike.
const FARTHEST: f32 = 6.0;

/// Brings logarithms of odds near to the size of the other features.
const SCALE: f32 = 5.0;

/// How sure the neighbours of a commitment without any are taken to be.
const UNKNOWN: f32 = 0.5;

/// Sets the features from `sure` on, from the scores of a first look.
pub(super) fn look_again(all: &mut [Vec<Candidate>], passages: usize) {
    let surest: Vec<f32> = all.iter().map(|c| surest(c)).collect();
    let rivals = Rivals::of(all, passages);
    for (i, candidates) in all.iter_mut().enumerate() {
        let odds: Vec<f32> = candidates.iter().map(|c| odds(c.score)).collect();
        let own = TopTwo::of(odds.iter().copied());
        let beside = beside(&surest, i);
        for (candidate, sure) in candidates.iter_mut().zip(odds) {
            let elsewhere = rivals.0[candidate.passage].beside(sure).max(-WIDEST);
            let margin = sure - own.beside(sure);
            candidate.features[SECOND..].copy_from_slice(&[
                sure / SCALE,
                elsewhere / SCALE,
                (sure - elsewhere).clamp(-FARTHEST, FARTHEST) / SCALE,
                margin.clamp(-FARTHEST, FARTHEST) / SCALE,
                f32::from(u8::from(margin >= 0.0)),
                beside,
            ]);
        }
    }
}

/// The logarithm of the odds of a probability.
fn odds(score: f32) -> f32 {
    let sure = score.clamp(1e-4, 1.0 - 1e-4);
    (sure / (1.0 - sure)).ln()
}

fn surest(candidates: &[Candidate]) -> f32 {
    candidates.iter().map(|c| c.score).fold(0.0, f32::max)
}

/// How sure the two commitments before and the two after the one at `i` are on average.
fn beside(surest: &[f32], i: usize) -> f32 {
    let places = [i.checked_sub(2), i.checked_sub(1), Some(i + 1), Some(i + 2)];
    let known = || places.iter().filter_map(|&at| surest.get(at?));
    match known().count() {
        0 => UNKNOWN,
        n => known().sum::<f32>() / n as f32,
    }
}

/// For each clause how sure it is for the commitments it fits best.
struct Rivals(Vec<TopTwo>);

impl Rivals {
    fn of(all: &[Vec<Candidate>], passages: usize) -> Self {
        let mut best = vec![TopTwo::NONE; passages];
        for candidate in all.iter().flatten() {
            best[candidate.passage].add(odds(candidate.score));
        }
        Self(best)
    }
}

/// The two highest of some odds.
#[derive(Debug, Clone, Copy)]
struct TopTwo(f32, f32);

impl TopTwo {
    const NONE: Self = Self(UNSEEN, UNSEEN);

    fn of(odds: impl Iterator<Item = f32>) -> Self {
        let mut best = Self::NONE;
        odds.for_each(|o| best.add(o));
        best
    }

    fn add(&mut self, odds: f32) {
        if odds > self.0 {
            *self = Self(odds, self.0);
        } else {
            self.1 = self.1.max(odds);
        }
    }

    /// The highest of the others, for one whose odds are `own`.
    fn beside(self, own: f32) -> f32 {
        if own >= self.0 { self.1 } else { self.0 }
    }
}
