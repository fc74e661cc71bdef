//! Notes of a target below the last actual that it stands just as in the plan before: a floor that is set every year.

use super::{Change, Earlier, Matter, Succession};
use crate::extract::quantity::Quantity;
use crate::location::Span;
use std::collections::BTreeMap;

/// Adds to what was lowered below the last actual, and to nothing else, that the plan before had the same figure.
pub(super) fn note_floors(matters: &[Matter], successions: &mut [Succession]) {
    let promised: BTreeMap<Span, Span> = successions
        .iter()
        .filter(|s| s.from == Earlier::Promised)
        .filter_map(|s| Some((s.next?, s.earlier)))
        .collect();
    let target = |span: &Span| -> Option<&Quantity> {
        let at = matters.partition_point(|m| m.commitment.span < *span);
        let matter = matters.get(at).filter(|m| m.commitment.span == *span)?;
        matter.commitment.quantities.first()
    };
    for lowered in successions
        .iter_mut()
        .filter(|s| s.change == Change::Lowered)
    {
        let before = lowered.next.and_then(|next| target(promised.get(&next)?));
        let Some((before, figures)) = before.zip(lowered.figures.as_deref_mut()) else {
            continue;
        };
        let next = &figures.next;
        let same = before.base_unit == next.base_unit
            && (before.base_value - next.base_value).abs() < 1e-9 * next.base_value.abs();
        if same {
            figures.floor = true;
            lowered
                .because
                .push(format!("与上年目标相同，都是{}{}", next.value, next.unit));
        }
    }
}
