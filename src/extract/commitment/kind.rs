//! Decides how checkable a measure is, by a weighted sum of its features.

use super::Kind;
use super::features::View;
use crate::extract::Lexicon;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// Weights of the features, as they stand in `rules/lexicon/commitment_weights.yaml`; fitted by `tests/bench/commitments.rs`.
#[derive(Debug, Clone, Default)]
pub struct Model {
    weights: FxHashMap<u64, f32>,
    threshold: f32,
}

impl Model {
    /// Reads the weights.
    pub fn new(lexicon: &Lexicon) -> Self {
        let pairs = lexicon.pairs("commitment_weights.named");
        Self::from_pairs(
            pairs
                .iter()
                .filter_map(|(name, w)| Some((name.as_str(), w.parse().ok()?))),
        )
    }

    /// A model of named weights; `threshold` is what the sum must exceed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, f32)>) -> Self {
        let mut model = Self::default();
        for (name, weight) in pairs {
            if name == "threshold" {
                model.threshold = weight;
            } else {
                model.weights.insert(key(name.split('|')), weight);
            }
        }
        model
    }

    /// How far a measure is above the threshold.
    pub(crate) fn margin(&self, view: View<'_>) -> f32 {
        let mut sum = -self.threshold;
        view.features(&mut |name, value| {
            sum += value
                * self
                    .weights
                    .get(&key(name.iter().copied()))
                    .copied()
                    .unwrap_or(0.0);
        });
        sum
    }

    /// The kind of a measure, and its margin; none where a figure decides. What is planned for later years is never checkable now.
    pub(crate) fn kind(&self, view: View<'_>) -> (Kind, f32) {
        let sketch = &view.sketches[view.index];
        if sketch.is_distant {
            return (Kind::Qualitative, f32::MIN);
        }
        if sketch.is_measurable() {
            return (Kind::Quantified, 0.0);
        }
        let mut margin = self.margin(view);
        if sketch.lead.verbs.is_empty() && view.is_due() {
            margin = margin.max(DUE);
        }
        let kind = if margin > 0.0 {
            Kind::Named
        } else {
            Kind::Qualitative
        };
        (kind, margin)
    }
}

/// Margin of a name with a date and a step to be reached by then.
const DUE: f32 = 2.0;

/// Hash of the parts of a feature's name, so that no name is built to be looked up.
fn key<'a>(parts: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = FxHasher::default();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}
