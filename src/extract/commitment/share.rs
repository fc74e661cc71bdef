//! Divides the figures of a measure among its subjects: `A、B分别增长10%、15%` are two, `A、B均增长8%` as well.

use super::cut::joints;
use super::sketch::Sketch;
use crate::extract::quantity::Quantity;

/// Copies of one measure, at most.
const MOST_SUBJECTS: usize = 8;

/// The figures of each commitment in `sketch`, its own figure first; one list where nothing is shared.
pub(crate) fn shares(text: &str, sketch: &Sketch, quantities: &[Quantity]) -> Vec<Vec<Quantity>> {
    let measure = &text[sketch.range.clone()];
    let own: Vec<Quantity> = sketch
        .figures
        .iter()
        .map(|&i| quantities[i].clone())
        .collect();
    let Some(first) = own.first() else {
        return vec![own];
    };
    if measure.contains("分别") && own.len() >= 2 {
        return own
            .into_iter()
            .take(MOST_SUBJECTS)
            .map(|q| vec![q])
            .collect();
    }
    let before = &text[sketch.range.start..first.span.start];
    let each = ["均", "各"].iter().filter_map(|w| before.rfind(w)).max();
    let close = each.filter(|&at| before.len() - at <= 12);
    let Some(at) = close.filter(|&at| at > 0) else {
        return vec![own];
    };
    let subjects = sketch.range.start..sketch.range.start + at;
    let count = joints(text, subjects).len() + 1;
    vec![own; count.min(MOST_SUBJECTS)]
}
