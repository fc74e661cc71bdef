//! Turns a promise to keep pace with the economy (居民收入增长与经济增长同步) into what is to grow, and by how much at least.

use super::compare::{are_commensurable, compare};
use super::passage::{Passage, Source};
use super::subject::Subject;
use crate::extract::Lexicon;
use crate::extract::commitment::Commitment;
use crate::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use crate::extract::words::WordTable;
use crate::location::Spanned;
use std::ops::Range;

/// Growth in percent that stands for a pace not known yet: what is reported beside it is a growth rate of its size.
const USUAL: f64 = 6.0;

/// Bytes between the economy and the word that says both go together (与经济增长保持基本同步).
const REACH: usize = 24;

/// Characters of a name that can stand alone, at least.
const LEAST_NAME: usize = 4;

/// Finds such promises, and the pace in a report.
#[derive(Debug)]
pub(super) struct Pegs {
    base: WordTable<()>,
    joint: WordTable<()>,
    together: WordTable<()>,
    measured: WordTable<()>,
    growth: WordTable<()>,
}

/// What is to grow, and a growth rate without a value of its own.
#[derive(Debug)]
pub(super) struct Pegged {
    /// Bytes that name what is to grow, with the word for growing.
    pub(super) named: Range<usize>,
    /// The growth rate.
    pub(super) rate: Quantity,
}

impl Pegs {
    /// Reads `pegged.*`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.finder(name);
        Self {
            base: list("pegged.base"),
            joint: list("pegged.joint"),
            together: list("pegged.together"),
            measured: list("pegged.measured"),
            growth: list("pegged.growth"),
        }
    }

    /// What `commitment` promises to let grow as the economy does; none where it has a figure or promises something else.
    pub(super) fn read(&self, source: Source, commitment: &Commitment) -> Option<Pegged> {
        if !commitment.quantities.is_empty() {
            return None;
        }
        let span = commitment.span;
        let text = source.document.slice(span.range());
        let together = self.together.find(text).next()?;
        let base = self.base.find(text).find(|base| {
            base.end <= together.start
                && together.start - base.end <= REACH
                && self.joint.match_before(text, base.start).is_some()
        })?;
        let (joint, ()) = self.joint.match_before(text, base.start)?;
        let list = &text[..base.start - joint];
        let first = list.split('、').next()?;
        let first = match first.chars().nth(LEAST_NAME - 1) {
            Some(_) => first,
            None => list, // 城镇、农村居民收入: what they are of stands at the end
        };
        let name = match self.growth.match_before(first, first.len()) {
            Some((length, ())) => &first[..first.len() - length],
            None => first,
        };
        let at = |range: Range<usize>| {
            source
                .document
                .span(span.start + range.start..span.start + range.end)
        };
        let measure = Spanned::new(name.to_owned(), at(0..name.len()));
        (!name.is_empty()).then(|| Pegged {
            named: span.start..span.start + first.len(),
            rate: Quantity {
                span: at(together.clone()),
                literal: at(together),
                value: USUAL,
                value_hi: None,
                decimals: 1,
                unit: "%".to_owned(),
                base_value: USUAL,
                base_value_hi: None,
                base_unit: "%".to_owned(),
                written_in: None,
                bound: Bound::AtLeast,
                basis: Basis::Growth,
                falling: false,
                role: QuantityRole::Target,
                measure: Some(measure),
            },
        })
    }

    /// Whether `clause` says of something that it keeps pace with the economy.
    pub(super) fn is_told(&self, clause: &str) -> bool {
        self.together.any(clause) && self.base.any(clause)
    }

    /// The word for growing that `text` opens with.
    pub(super) fn growing<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (length, ()) = self.growth.match_at(text, 0)?;
        Some(&text[..length])
    }

    /// By how much the economy grew in the year told of, among the clauses `all` of a report.
    pub(super) fn pace<'p>(&self, all: &'p [Passage]) -> Option<&'p Quantity> {
        let of_one_year = all.iter().filter(|p| !p.qualifiers.several_years);
        let mut figures = of_one_year.flat_map(|p| &p.items).map(|item| item.quantity);
        figures.find(|q| {
            let measure = q.name();
            let whole = self.measured.match_at(measure, 0);
            q.basis == Basis::Growth
                && q.role != QuantityRole::Baseline
                && !q.falling
                && whole.is_some_and(|(length, ())| length == measure.len())
        })
    }
}

/// The growth rate that `passage` gives for what `subject` promises to let grow as the economy does.
pub(super) fn growth_of<'p>(subject: &Subject, passage: &'p Passage) -> Option<&'p Quantity> {
    let rate = subject.pegged.as_ref()?;
    let comparison = compare(subject, passage)?;
    let answers = comparison.basis_equal && are_commensurable(rate, comparison.item.quantity);
    answers.then_some(comparison.item.quantity)
}
