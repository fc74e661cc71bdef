//! Finds rows led by others than in the period before.

use super::series;
use crate::extract::Facts;
use crate::extract::owner::{Owner, OwnerRole};
use crate::extract::progress::ProgressRow;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::likeness::essence;

/// Share of a table's rows that may change hands before the table counts as listing units another way, and the fewest rows that
/// this is told from.
const MOST_CHANGED: f64 = 0.5;
const LEAST_ROWS: usize = 4;

/// A place and what stands there.
type Said<'a> = (Span, &'a str);

/// The owners now and then, where none of those who led then leads now.
pub(super) fn other<'a>(
    case: &Case<'a>,
    (now, then, before): (&ProgressRow, &ProgressRow, &Facts),
) -> Option<(Said<'a>, Said<'a>)> {
    let (place, place_then) = (now.owner_cell?, then.owner_cell?);
    let is_other =
        changed(now, then) && !series(case).lists_otherwise(|| lists_otherwise(case, before));
    is_other.then(|| {
        let said = |span: Span| (span, case.text(span));
        (said(place), said(place_then))
    })
}

/// Whether none of those who led then leads now.
fn changed(now: &ProgressRow, then: &ProgressRow) -> bool {
    let (own, others) = (leading(now), leading(then));
    let stays = |owner: &&Owner| {
        others
            .iter()
            .any(|o| is_same(&o.name.value, &owner.name.value))
    };
    !now.owners.is_empty() && !others.is_empty() && !own.iter().any(stays)
}

/// Whether most rows changed hands: then it is the list that changed.
fn lists_otherwise(case: &Case<'_>, before: &Facts) -> bool {
    let pairs = series(case).pairs();
    let pairs = pairs.map(|(now, then)| (&case.facts.rows[now], &before.rows[then]));
    let (mut all, mut other) = (0usize, 0usize);
    for (now, then) in pairs {
        all += 1;
        other += usize::from(changed(now, then));
    }
    all >= LEAST_ROWS && other as f64 > all as f64 * MOST_CHANGED
}

/// Those that lead; all where nobody is said to, but for units named in general.
fn leading(row: &ProgressRow) -> Vec<&Owner> {
    let with = |role: OwnerRole| row.owners.iter().filter(move |o| o.role == role);
    let leads: Vec<&Owner> = with(OwnerRole::Lead).collect();
    match leads.is_empty() {
        true => with(OwnerRole::Joint).collect(),
        false => leads,
    }
}

/// Whether two names are of one body: one is the other shortened (市人社局, 市人力资源社会保障局), or lengthened by what was added to
/// its duties (市农业局, 市农业农村局).
fn is_same(a: &str, b: &str) -> bool {
    let whole = |name: &str| essence(&name.replace("委员会", "委"));
    let (a, b) = (whole(a), whole(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    short.len() > 1 && short.last() == long.last() && short.iter().all(|c| rest.any(|d| d == c))
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn a_body_is_the_same_by_its_short_and_its_longer_name() {
        assert!(is_same("市人社局", "市人力资源社会保障局"));
        assert!(is_same("市发改委", "市发展改革委员会"));
        assert!(is_same("市农业局", "市农业农村局"));
        assert!(!is_same("市民政局", "市财政局"));
        assert!(!is_same("市交通运输局", "市城投集团"));
    }
}
