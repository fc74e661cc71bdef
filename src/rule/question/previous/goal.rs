//! Finds the figure of a goal that is lower than the same figure of another goal.

use crate::extract::quantity::{Bound, Quantity};
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::likeness::letters;
use crate::rule::question::metric::same;

/// Of the goals at `now` and `then`, the first figure that is lower now, and that of then: the figures in one place of a wording
/// that is the same otherwise, else each the only one of its unit and kind there. A ceiling that is lower asks for more.
pub(in crate::rule::question) fn lower<'a>(
    case: &Case<'a>,
    now: Span,
    then: Span,
) -> Option<(&'a Quantity, &'a Quantity)> {
    let alone = |span: Span, like: &Quantity| -> Option<&'a Quantity> {
        let all = case.quantities(span).iter();
        let mut alike = all.filter(|q| q.base_unit == like.base_unit && q.basis == like.basis);
        alike.next().filter(|_| alike.next().is_none())
    };
    let is_lower = |now: &Quantity, then: &Quantity| {
        now.base_value < then.base_value
            && then.bound != Bound::AtMost
            && now.bound != Bound::AtMost
            && same(now, then)
    };
    let (figures, others) = (case.quantities(now), case.quantities(then));
    if figures.len() == others.len() && frame(case.text(now)) == frame(case.text(then)) {
        let mut places = figures.iter().zip(others);
        return places.find(|(now, then)| is_lower(now, then));
    }
    figures.iter().find_map(|figure| {
        let (now, then) = (alone(now, figure)?, alone(then, figure)?);
        is_lower(now, then).then_some((now, then))
    })
}

/// The letters of a wording without its figures.
fn frame(text: &str) -> Vec<char> {
    letters(text).filter(|c| !c.is_ascii_digit()).collect()
}
