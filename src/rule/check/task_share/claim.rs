//! Decides whether the figures before a share of a task, and the tasks, bear it out.

use crate::document::Document;
use crate::extract::quantity::Quantity;
use crate::rule::check::interval::{Interval, is_firm};
use crate::rule::check::{Kind, Slip};

/// How many times a computed share may be the stated one, or this the computed, and still be meant to be the same.
const FAR: f64 = 2.0;
/// Most figures looked back through for the part.
const MOST_BACK: usize = 16;
/// Longest clause looked at, in bytes.
const LONGEST_CLAUSE: usize = 120;

/// A share with the figures it may be of.
pub(super) struct Claim<'a> {
    pub(super) share: &'a Quantity,
    /// The figures before it in its cell or paragraph.
    pub(super) told: &'a [Quantity],
    pub(super) wholes: &'a [&'a Quantity],
    /// Whether several shares are given for several figures.
    pub(super) each: bool,
    /// Whether it is a share of what is to be spent.
    pub(super) of_money: bool,
}

impl<'a> Claim<'a> {
    /// The figures of its sentence that may be the part, nearest first.
    pub(super) fn parts(&self, text: &str) -> Vec<&'a Quantity> {
        let ends = |q: &Quantity, next: usize| {
            text[q.span.end..next.max(q.span.end)].contains(['。', '；', '\n'])
        };
        let mut next = self.share.span.start;
        let near = self.told.iter().rev().take(MOST_BACK);
        let near = near.take_while(|q| {
            let here = !ends(q, next);
            next = q.span.start;
            here
        });
        let may = |q: &&Quantity| is_firm(q) && self.wholes_of(q).next().is_some();
        let whole = |q: &Quantity| self.wholes.iter().any(|w| w.span == q.span);
        near.filter(may).filter(|q| !whole(q)).collect()
    }

    /// The wholes in the unit of `part`.
    pub(super) fn wholes_of<'s>(
        &'s self,
        part: &'s Quantity,
    ) -> impl Iterator<Item = &'a Quantity> + 's {
        let wholes = self.wholes.iter().copied();
        let is_money = part.base_unit.ends_with('元');
        wholes.filter(move |w| alike(part, w) && (is_money || !self.of_money))
    }

    /// Where the words before `q` begin that are looked at: no further back than a clause is long.
    pub(super) fn start_of(&self, text: &str, q: &Quantity) -> usize {
        let before = self.told.iter().chain(self.wholes.iter().copied());
        let near = before.filter(|other| other.span.end <= q.span.start);
        let last = near.map(|other| other.span.end).max().unwrap_or(0);
        last.max(text.floor_char_boundary(q.span.start.saturating_sub(LONGEST_CLAUSE)))
    }
}

pub(super) fn is_share(q: &Quantity) -> bool {
    q.base_unit == "%" && is_firm(q)
}

pub(super) fn alike(part: &Quantity, whole: &Quantity) -> bool {
    let counted = !matches!(part.base_unit.as_str(), "个百分点" | "倍");
    counted && part.base_unit == whole.base_unit && whole.base_value > 0.0
}

pub(super) fn explains(share: &Quantity, (part, whole): (&Quantity, &Quantity)) -> bool {
    let computed = Interval::of(part).share_of(Interval::of(whole));
    Interval::of(share).meets(computed)
}

/// Whether the goals in one unit explain the share together, of one figure told or of all: 新建15万亩、改造8万亩, together 19.8万亩.
pub(super) fn explained_together(
    share: &Quantity,
    (told, wholes): (&[&Quantity], &[&Quantity]),
) -> bool {
    told.iter().any(|&part| {
        let sum = |figures: &[&Quantity]| {
            let alike = figures.iter().filter(|q| q.base_unit == part.base_unit);
            alike.map(|q| Interval::of(q)).reduce(Interval::plus)
        };
        let stated = Interval::of(share);
        sum(wholes).is_some_and(|whole| {
            let one = Interval::of(part).share_of(whole);
            let all = sum(told).map(|sum| sum.share_of(whole));
            stated.meets(one) || all.is_some_and(|all| stated.meets(all))
        })
    })
}

/// How many times one share is the other.
pub(super) fn far(share: &Quantity, (part, whole): (&Quantity, &Quantity)) -> f64 {
    let computed = part.base_value / whole.base_value * 100.0;
    (computed / share.value).max(share.value / computed)
}

pub(super) fn unlike(
    document: &Document,
    share: &Quantity,
    pair: (&Quantity, &Quantity),
) -> Option<Slip> {
    let (part, whole) = pair;
    if far(share, pair) > FAR {
        return None;
    }
    let computed = Interval::of(part).share_of(Interval::of(whole));
    let cut = Interval::cut_off(share.value, share.decimals).meets(computed);
    let kind = if cut { Kind::Advice } else { Kind::Certain };
    let shown = |q: &Quantity| document.slice(q.span.range());
    let decimals = usize::from(share.decimals) + 1;
    let because = format!(
        "{}÷{} = {:.decimals$}%，文中称{}，不相容",
        shown(part),
        shown(whole),
        computed.middle(),
        shown(share)
    );
    let slip = Slip::new(kind, share.span.range(), because);
    Some(
        slip.with(part.span.range(), "完成数")
            .with(whole.span.range(), "任务数"),
    )
}
