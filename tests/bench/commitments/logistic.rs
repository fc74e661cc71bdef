//! Turns rows of named features with yes or no into weights: logistic regression with a ridge penalty.

use std::collections::{BTreeMap, HashMap};

/// One judged measure.
pub(crate) struct Row {
    /// Features and their values.
    pub(crate) features: Vec<(String, f32)>,
    /// Whether readers took it for a commitment.
    pub(crate) positive: bool,
    /// How much it counts.
    pub(crate) weight: f64,
}

/// What is fitted.
#[derive(Clone, Default)]
pub(crate) struct Weights {
    /// Weight of each feature.
    pub(crate) of: BTreeMap<String, f64>,
    /// Weight of every row.
    pub(crate) bias: f64,
    /// What the sum must exceed.
    pub(crate) threshold: f64,
}

impl Weights {
    /// How far a row is above the threshold.
    pub(crate) fn margin(&self, features: &[(String, f32)]) -> f64 {
        let known = features
            .iter()
            .filter_map(|(name, v)| Some(self.of.get(name)? * f64::from(*v)));
        known.sum::<f64>() + self.bias - self.threshold
    }
}

/// Steps of the descent; enough for the weights to settle in the second digit.
const STEPS: usize = 400;

/// Fits `rows` by gradient descent with a step per feature.
pub(crate) fn fit(rows: &[&Row], ridge: f64) -> Weights {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut names: Vec<&str> = Vec::new();
    let mut encoded: Vec<(Vec<(usize, f64)>, f64, f64)> = Vec::new();
    for row in rows {
        let mut line = Vec::new();
        for (name, value) in &row.features {
            let next = names.len();
            let number = *numbers.entry(name).or_insert(next);
            if number == next {
                names.push(name);
            }
            line.push((number, f64::from(*value)));
        }
        encoded.push((line, f64::from(u8::from(row.positive)), row.weight));
    }
    let (weights, bias) = descend(&encoded, names.len(), ridge);
    let of = names
        .iter()
        .zip(weights)
        .map(|(n, w)| ((*n).to_owned(), w))
        .collect();
    Weights {
        of,
        bias,
        threshold: 0.0,
    }
}

fn descend(rows: &[(Vec<(usize, f64)>, f64, f64)], width: usize, ridge: f64) -> (Vec<f64>, f64) {
    let (mut w, mut seen) = (vec![0.0f64; width + 1], vec![1e-3f64; width + 1]);
    let scale = 100.0 / rows.iter().map(|r| r.2).sum::<f64>();
    for _ in 0..STEPS {
        let mut gradient = vec![0.0f64; width + 1];
        for (line, target, weight) in rows {
            let sum = w[width] + line.iter().map(|&(i, v)| w[i] * v).sum::<f64>();
            let error = (1.0 / (1.0 + (-sum).exp()) - target) * weight;
            line.iter().for_each(|&(i, v)| gradient[i] += error * v);
            gradient[width] += error;
        }
        for i in 0..=width {
            let pull = if i < width { ridge * w[i] } else { 0.0 };
            let g = (gradient[i] + pull) * scale;
            seen[i] += g * g;
            w[i] -= 0.5 * g / seen[i].sqrt();
        }
    }
    let bias = w.pop().unwrap_or(0.0);
    (w, bias)
}
