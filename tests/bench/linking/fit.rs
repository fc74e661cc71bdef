//! Fits weights to rows: logistic regression with a little shrinkage, and the threshold that links and decides best.

use crate::looks::Row;
use duban::extract::commitment::Kind;
use duban::link::score::{FEATURES, Features, Sets, Weights};

/// Newton steps; the weights settle within six.
const STEPS: usize = 8;
const SHRINKAGE: f64 = 0.3;
/// How much a candidate of this project's labels counts beside one of those all scores are measured by.
const OWN: f64 = 0.5;
/// One more feature of this project's candidates, fitted with the others and then left away: readers differ in how strict they
/// are. It is large, so that the shrinkage hardly weakens it.
const OWN_READERS: f64 = 2.0;
/// Thresholds on each side that are judged together: a single one may do well by chance.
const NEAR: usize = 14;

/// The weights that fit best the rows seen with some weights: for the first look, then for the second with what the first one
/// showed; what is not fitted is taken over from `start`.
pub(crate) fn weights(seen: impl Fn(&Weights) -> Vec<Row>, start: &Weights) -> Weights {
    let once = Weights {
        second: None,
        ..start.clone()
    };
    let rows: Vec<Row> = seen(&once).into_iter().map(at_first).collect();
    let fitted = Weights {
        first: sets(&rows),
        ..start.clone()
    };
    let rows = seen(&fitted);
    let fitted = Weights {
        second: Some(sets(&rows)),
        ..fitted
    };
    with_threshold(fitted, &rows)
}

/// `row` without what only a second look shows.
fn at_first(mut row: Row) -> Row {
    let second = FEATURES.iter().position(|f| *f == "sure");
    row.features[second.expect("a feature")..].fill(0.0);
    row
}

/// The weights that tell the links among `rows` best.
fn sets(rows: &[Row]) -> Sets {
    let of = |quantified: bool| -> Vec<&Row> {
        let wanted = |r: &&Row| (r.kind == Kind::Quantified) == quantified;
        rows.iter().filter(wanted).collect()
    };
    Sets {
        quantified: logistic(&of(true)),
        named: logistic(&of(false)),
    }
}

/// The weights that tell best which promises are made again: one set for all kinds. Their threshold is taken over: what counts is
/// which promises slipped or were repeated, and these labels say only where a thing is named again.
pub(crate) fn again(rows: &[Row], start: &Weights) -> Weights {
    let rows: Vec<Row> = rows.iter().cloned().map(at_first).collect();
    let set = logistic(&rows.iter().collect::<Vec<_>>());
    let first = Sets {
        quantified: set,
        named: set,
    };
    Weights {
        first,
        ..start.clone()
    }
}

fn with_threshold(mut weights: Weights, rows: &[Row]) -> Weights {
    let last = weights.second.as_ref().unwrap_or(&weights.first);
    // Readers differ in how strict they are: the threshold is that of the labels all scores are measured by.
    let scored: Vec<(f32, &Row)> = rows
        .iter()
        .filter(|r| !r.own)
        .map(|r| (last.score(r.kind, &r.features), r))
        .collect();
    let thresholds: Vec<f32> = (10..80).map(|t| t as f32 / 100.0).collect();
    let reached: Vec<f32> = thresholds.iter().map(|t| reached(&scored, *t)).collect();
    let around = reached.windows(2 * NEAR + 1).map(|w| w.iter().sum());
    let best = around
        .enumerate()
        .max_by(|a: &(_, f32), b| a.1.total_cmp(&b.1));
    weights.threshold = best.map_or(0.5, |(at, _)| thresholds[at + NEAR]);
    weights
}

/// Newton's method on the penalised likelihood; the first feature is the bias and is not penalised.
fn logistic(rows: &[&Row]) -> Features {
    let mut weights = vec![0f64; FEATURES.len() + 1];
    for _ in 0..STEPS {
        let (mut slope, mut curve) = penalty(&weights);
        for row in rows {
            let (counts, reader) = if row.own {
                (OWN, OWN_READERS)
            } else {
                (1.0, 0.0)
            };
            let seen = row.features.iter().map(|f| f64::from(*f));
            let f: Vec<f64> = seen.chain([reader]).collect();
            let sum: f64 = weights.iter().zip(&f).map(|(w, f)| w * f).sum();
            let sure = 1.0 / (1.0 + (-sum).exp());
            let error = counts * (sure - f64::from(u8::from(row.link)));
            let spread = counts * (sure * (1.0 - sure)).max(1e-6);
            for (i, fi) in f.iter().enumerate().filter(|(_, fi)| **fi != 0.0) {
                slope[i] += error * fi;
                for (c, fj) in curve[i].iter_mut().zip(&f) {
                    *c += spread * fi * fj;
                }
            }
        }
        let step = solve(curve, slope);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w -= s);
    }
    let mut fitted = [0f32; FEATURES.len()];
    fitted
        .iter_mut()
        .zip(weights)
        .for_each(|(f, w)| *f = w as f32);
    fitted
}

fn penalty(weights: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let pull = |i: usize| if i == 0 { 1e-6 } else { SHRINKAGE };
    let n = weights.len();
    let slope = (0..n).map(|i| pull(i) * weights[i]).collect();
    let row = |i: usize| (0..n).map(|j| if i == j { pull(i) } else { 0.0 }).collect();
    (slope, (0..n).map(row).collect())
}

/// Solves `a x = b` for a symmetric positive `a` by elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for k in 0..n {
        let (head, rest) = a.split_at_mut(k + 1);
        let pivot = &head[k];
        for (offset, row) in rest.iter_mut().enumerate() {
            let share = row[k] / pivot[k];
            row.iter_mut().zip(pivot).for_each(|(r, p)| *r -= share * p);
            b[k + 1 + offset] -= share * b[k];
        }
    }
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|j| a[k][j] * b[j]).sum();
        b[k] = (b[k] - known) / a[k][k];
    }
    b
}

/// F1 of taking each commitment's surest candidate from `threshold` on, and the share of commitments decided rightly: their mean.
fn reached(scored: &[(f32, &Row)], threshold: f32) -> f32 {
    let (mut right, mut taken, mut linked, mut decided, mut groups) = (0, 0, 0, 0, 0);
    for group in scored.chunk_by(|(_, a), (_, b)| (a.pair, a.label) == (b.pair, b.label)) {
        let best = group
            .iter()
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .expect("a group is not empty");
        let is_linked = group.iter().any(|(_, r)| r.link);
        let is_taken = best.0 >= threshold;
        let is_right = is_taken && best.1.link;
        groups += 1;
        linked += usize::from(is_linked);
        taken += usize::from(is_taken);
        right += usize::from(is_right);
        decided += usize::from(is_right || !is_taken && !is_linked);
    }
    let f1 = 2.0 * right as f32 / (taken + linked).max(1) as f32;
    let decision = decided as f32 / groups.max(1) as f32;
    (f1 + decision) / 2.0
}
