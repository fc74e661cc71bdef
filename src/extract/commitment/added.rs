//! Tells which figures are additions because a verb earlier in the sentence says so (`新增个体工商户260家，各类企业60户`).

use super::sketch::Sketch;
use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity};
use crate::extract::words::WordTable;

/// Finds words for additions and for stocks.
#[derive(Debug)]
pub(crate) struct Added {
    additions: WordTable<()>,
    stocks: WordTable<()>,
}

/// The verb that makes an addition of what it has for its object.
const MORE: &str = "增加";

impl Added {
    /// Compiles `flow.flow` and `flow.stock`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            additions: lexicon.finder("flow.flow"),
            stocks: lexicon.finder("flow.stock"),
        }
    }

    /// Makes additions of the totals among `quantities` of `sketch` in `text` where it has no verb of its own, and shares one
    /// that adds.
    pub(crate) fn carry(&self, text: &str, sketch: &Sketch, quantities: &mut [Quantity]) {
        let verb = sketch
            .inherited
            .as_ref()
            .map(|(range, _)| &text[range.clone()]);
        let own = sketch.lead.verbs.first().map(|v| &text[v.range.clone()]);
        let adds = verb.is_some_and(|verb| self.additions.any(verb)) || own == Some(MORE);
        if adds && !self.stocks.any(&text[sketch.range.clone()]) {
            let totals = quantities.iter_mut().filter(|q| q.basis == Basis::Total);
            totals.for_each(|q| q.basis = Basis::Increase);
        }
    }
}
