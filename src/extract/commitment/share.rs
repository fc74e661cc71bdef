//! Divides the figures of a measure among its subjects: `A、B分别增长10%、15%` are two, `A、B均增长8%` as well.

use super::cut::joints;
use super::sketch::Sketch;
use crate::extract::quantity::{Basis, Quantity};

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
    let each = each.filter(|&at| at > 0 && before.len() - at <= NEAR_FIGURE);
    let subjects = each.unwrap_or(before.len());
    if each.is_none() && !(first.basis == Basis::Growth && is_list_of_measures(&before[..subjects]))
    {
        return vec![own];
    }
    let subjects = sketch.range.start..sketch.range.start + subjects;
    let count = joints(text, subjects).len() + 1;
    vec![own; count.min(MOST_SUBJECTS)]
}

/// Bytes between 均 and the figure, at most.
const NEAR_FIGURE: usize = 12;

/// Whether every item of `list` ends like a measure (`到位资金、实际利用外资保持`), so that the figure behind it holds for each.
fn is_list_of_measures(list: &str) -> bool {
    let measure =
        |item: &str| item.ends_with(['率', '额', '量', '值', '资', '入', '金', '积', '数', '比']);
    let mut items: Vec<&str> = list.split('、').collect();
    items.pop().is_some() && !items.is_empty() && items.into_iter().all(measure)
}
