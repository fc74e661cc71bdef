//! Finds the figure of a report that answers the figure promised, and better answers beside it.

use crate::extract::quantity::{Basis, Quantity};
use crate::link::compare::{Comparison, Family, are_commensurable, compare, comparisons, family};
use crate::link::contrast::Flow;
use crate::link::passage::Passage;
use crate::link::subject::Subject;

/// A clause that answers a promise, with the figure that does.
pub(super) type Answer<'a, 'p> = (&'p Passage<'a>, Comparison<'a, 'p>);

/// The figure of `passage` that answers the target of `subject` for the same year on the same basis.
pub(super) fn answer<'a, 'p>(
    subject: &Subject,
    target: &Quantity,
    passage: &'p Passage<'a>,
) -> Option<Answer<'a, 'p>> {
    let one_year = !subject.qualifiers.several_years;
    let growth = target.basis == Basis::Growth;
    let comparison = compare(subject, passage).filter(|c| c.basis_equal)?;
    if one_year && growth && comparison.item.of_years {
        return None;
    }
    if !are_commensurable(target, comparison.item.quantity) {
        return None;
    }
    let summed_up = passage.spelled && comparison.item.adds_up_over_years();
    (!one_year || !summed_up).then_some((passage, comparison))
}

/// The figures of the list for as much of what was promised: a whole beside its part
/// (`A级景区村庄2640个、3A级465个`), or the very number. Rates stand for one thing each, what was done for another act
/// (`新开工9375套，基本建成24110套`), and a level for what there is, not for what was added (`新增27家、总数达283家`).
pub(super) fn others_of_the_list<'p>(
    (subject, target): (&Subject, &Quantity),
    passage: &'p Passage,
) -> impl Iterator<Item = &'p Quantity> {
    let all = comparisons(subject, target, passage);
    let is_it = |c: &Comparison| c.echo || c.fit >= WHOLE || is_elided(target, c, passage);
    all.filter(|_| family(target) != Family::Percent)
        .filter(move |c| c.basis_equal && c.unit_equal && is_it(c))
        .filter(|c| !c.stock_for_flow)
        .filter(|c| subject.acts == 0 || c.item.acts == 0 || subject.acts & c.item.acts != 0)
        .map(|c| c.item.quantity)
}

/// Whether the list says only how the name ends of what was promised, after another that begins like it
/// (美丽乡村示范村 – 美丽乡村示范镇12个、示范村54个).
fn is_elided(target: &Quantity, one: &Comparison, passage: &Passage) -> bool {
    let said = one.item.quantity.name();
    let Some(left_out) = target
        .name()
        .strip_suffix(said)
        .filter(|_| !said.is_empty())
    else {
        return false;
    };
    let before = passage.items.iter().map(|i| i.quantity);
    let mut before = before.take_while(|q| q.span.start < one.item.quantity.span.start);
    left_out.chars().count() >= 2 && before.any(|q| q.name().starts_with(left_out))
}

/// The figures beside `chosen` for other parts of what was promised as a whole (城镇 and 农村 for 城乡居民).
pub(super) fn other_parts<'p>(
    (subject, target): (&Subject, &Quantity),
    passage: &'p Passage,
    chosen: &Comparison,
) -> impl Iterator<Item = &'p Quantity> {
    let own = &chosen.item.name.qualifiers;
    let all = comparisons(subject, target, passage);
    all.filter(|c| c.basis_equal && c.unit_equal && c.fit >= AS_FIT * chosen.fit)
        .filter(|c| c.item.name.qualifiers.conflicts(own) > 0)
        .filter(|c| {
            let mut names = subject.names.iter();
            names.all(|n| n.qualifiers.conflicts(&c.item.name.qualifiers) == 0)
        })
        .map(|c| c.item.quantity)
}

/// Share of the fit of the figure chosen that a figure for another part has at least.
const AS_FIT: f32 = 0.7;

/// Clauses on either side that are looked at for a better answer.
const BESIDE: usize = 2;

/// Where `passage` stands among `all` of its report, which are in order unless tables stand before running text.
pub(super) fn place(passage: &Passage, all: &[Passage]) -> usize {
    let found = all.binary_search_by_key(&passage.span, |p| p.span);
    found.unwrap_or_else(|_| {
        let at = all.iter().position(|p| p.span == passage.span);
        at.unwrap_or(0)
    })
}

/// The clauses next to `passage` in its paragraph.
pub(super) fn beside<'p, 'a>(
    passage: &'p Passage<'a>,
    all: &'p [Passage<'a>],
) -> impl Iterator<Item = &'p Passage<'a>> {
    let at = place(passage, all);
    let near = &all[at.saturating_sub(BESIDE)..all.len().min(at + BESIDE + 1)];
    let other = |p: &&Passage| p.paragraph == passage.paragraph && p.span != passage.span;
    near.iter().filter(other)
}

/// Share of what is measured that an item of the same list must name to be the whole.
const WHOLE: f32 = 0.5;

/// Share of what is measured that a clause beside must name itself to be the better answer.
pub(super) const NAMED: f32 = 0.6;

/// Whether a clause beside speaks of the promise as much as the clause compared: the whole, and not the part (事故 – 道路交通事故).
pub(super) fn is_as_good(
    (subject, passage, beside): (&Subject, &Passage, &Comparison),
    (compared, chosen): (&Passage, &Comparison),
) -> bool {
    let name = subject.measure.as_ref().unwrap_or(&subject.words);
    let named = |passage: &Passage| name.common(&passage.words).weight;
    let head = &name.chars[name.chars.len().saturating_sub(2)..];
    let item = &beside.item.words.chars;
    let added = subject.qualifiers.flow == Flow::Added && chosen.item.flow == Flow::Added;
    beside.unit_equal
        && (!added || beside.item.flow == Flow::Added)
        && named(passage) >= NAMED * name.total
        && named(passage) >= named(compared)
        && item.windows(head.len().max(1)).any(|w| w == head)
        && subject.qualifiers.conflicts(&passage.qualifiers) == 0
        && subject.qualifiers.conflicts(&beside.item.name.qualifiers) == 0
}
