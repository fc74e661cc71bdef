//! Puts the figure to be reached before those that only say of what: sizes (`10亿元以上项目100个`), counts of the subject
//! (`11个发展区实现营收2800亿元`), levels to start from.

use super::figure::Figures;
use crate::extract::quantity::{Basis, Quantity, QuantityRole};

/// What joins two things that are counted each by itself.
const JOINTS: [char; 4] = ['、', '，', '和', '及'];

/// Characters before a count that opens the measure (`确保`).
const BARE: usize = 2;

impl Figures {
    /// `own`, the numbers of a measure's figures in `quantities` in order, with the one to be reached first; `opening` is where
    /// the measure begins if it opens with its subject and not with a verb.
    pub(crate) fn aim_first(
        &self,
        text: &str,
        opening: Option<usize>,
        (mut own, quantities): (Vec<usize>, &[Quantity]),
    ) -> Vec<usize> {
        let describes = |i: usize| {
            let Some(next) = own.get(i + 1).map(|&n| &quantities[n]) else {
                return false;
            };
            let this = &quantities[own[i]];
            let between = &text[this.span.end.min(next.span.start)..next.span.start];
            let subject = opening
                .filter(|_| i == 0)
                .map(|at| &text[at..this.span.start]);
            this.role == QuantityRole::Baseline
                || self.is_grade(between)
                || between.is_empty() && (is_limited(text, this) || self.counts_kinds(this))
                || subject.is_some_and(|before| self.is_subject(before, this, between))
        };
        if let Some(at) = (0..own.len()).find(|&i| !describes(i)) {
            own[..=at].rotate_right(1);
        }
        own
    }

    /// Whether a figure says of how many kinds the things are that the next one counts (11类4227项).
    fn counts_kinds(&self, quantity: &Quantity) -> bool {
        let kind = self.kind_units.match_at(&quantity.unit, 0);
        kind.is_some_and(|(length, ())| length == quantity.unit.len())
    }

    /// Whether what stands between a figure and the next makes the first a size: `10亿元以上制造业项目100个`, `其中10亿元以上55个`.
    fn is_grade(&self, between: &str) -> bool {
        let limit = self.limits.match_at(between, 0);
        limit.is_some_and(|(length, ())| !between[length..].contains(JOINTS))
    }

    /// Whether the first figure counts the subject of the measure: nothing is done to it, and what follows reaches another.
    fn is_subject(&self, before: &str, quantity: &Quantity, between: &str) -> bool {
        let counts = quantity.basis == Basis::Total && quantity.base_unit != "%";
        let bare = before.chars().count() <= BARE;
        let leads = self.reaching.any(between) || self.leading.any(between);
        counts && bare && leads && !between.contains(JOINTS)
    }
}

/// Whether `quantity` says 超50亿元.
fn is_limited(text: &str, quantity: &Quantity) -> bool {
    text[..quantity.span.start].ends_with('超') || quantity.literal.start < quantity.span.start
}
