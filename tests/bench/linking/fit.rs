//! Fits weights to rows: logistic regression with a little shrinkage, and the threshold with the best F1.

use crate::Row;
use duban::extract::commitment::Kind;
use duban::link::score::{FEATURES, Features, Weights};

const STEPS: usize = 2000;
const RATE: f32 = 1.5;
const MOMENTUM: f32 = 0.95;
const SHRINKAGE: f32 = 1.0;

/// The weights that fit `rows` best; what is not fitted is taken over from `start`.
pub(crate) fn weights(rows: &[&Row], start: &Weights) -> Weights {
    let of = |quantified: bool| -> Vec<&Row> {
        let wanted = |r: &&Row| (r.kind == Kind::Quantified) == quantified;
        rows.iter().copied().filter(wanted).collect()
    };
    let mut weights = Weights {
        quantified: logistic(&of(true)),
        named: logistic(&of(false)),
        ..start.clone()
    };
    let scored: Vec<(f32, &Row)> = rows
        .iter()
        .map(|r| (weights.score(r.kind, &r.features), *r))
        .collect();
    let thresholds = (10..80).map(|t| t as f32 / 100.0);
    weights.threshold = thresholds
        .max_by(|a, b| f1(&scored, *a).total_cmp(&f1(&scored, *b)))
        .unwrap_or(0.5);
    weights
}

fn logistic(rows: &[&Row]) -> Features {
    let mut weights = [0f32; FEATURES.len()];
    let mut speed = [0f32; FEATURES.len()];
    let n = rows.len().max(1) as f32;
    for _ in 0..STEPS {
        let mut slope = [0f32; FEATURES.len()];
        for row in rows {
            let sum: f32 = weights.iter().zip(&row.features).map(|(w, f)| w * f).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(row.link));
            for (s, f) in slope.iter_mut().zip(&row.features) {
                *s += error * f;
            }
        }
        for k in 0..weights.len() {
            let shrink = if k == 0 {
                0.0
            } else {
                SHRINKAGE * weights[k] / n
            };
            speed[k] = MOMENTUM * speed[k] - RATE * (slope[k] / n + shrink);
            weights[k] += speed[k];
        }
    }
    weights
}

/// F1 of taking each commitment's surest candidate from `threshold` on.
fn f1(scored: &[(f32, &Row)], threshold: f32) -> f32 {
    let (mut right, mut taken, mut linked) = (0, 0, 0);
    for group in scored.chunk_by(|(_, a), (_, b)| (a.pair, a.label) == (b.pair, b.label)) {
        let best = group
            .iter()
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .expect("a group is not empty");
        linked += usize::from(group.iter().any(|(_, r)| r.link));
        taken += usize::from(best.0 >= threshold);
        right += usize::from(best.0 >= threshold && best.1.link);
    }
    2.0 * right as f32 / (taken + linked).max(1) as f32
}
