//! Finds, of a clause that lists several things, the one that is meant: the one with the figure that was compared.

use super::{Case, Subject};
use crate::document::clause;
use crate::extract::quantity::Quantity;
use crate::link::Succession;
use crate::link::compare::family;
use crate::location::Span;
use std::ops::Range;

impl Case<'_> {
    pub(super) fn earlier_item(&self) -> Option<Span> {
        let whole = self.earlier()?;
        let Subject::Succession(Succession {
            figures: Some(figures),
            ..
        }) = self.subject
        else {
            return Some(whole);
        };
        Some(self.member(whole, figures.earlier.span))
    }

    pub(super) fn later_item(&self) -> Option<Span> {
        let whole = self.later()?;
        let Subject::Matter(matter) = self.subject else {
            return Some(whole);
        };
        let promised = matter.commitment.quantities.first();
        let reported = promised.and_then(|q| answering(q, self.quantities(whole)));
        Some(reported.map_or(whole, |q| self.told(whole, q)))
    }

    /// Of the clause `whole` what tells `figure`: the member of the list that holds it, from where it says of what.
    fn told(&self, whole: Span, figure: &Quantity) -> Span {
        let member = self.member(whole, figure.span);
        let measure = figure.measure.as_ref().map(|m| m.span);
        let measure = measure.filter(|m| whole.contains(*m) && m.start < member.start);
        Span::new(whole.doc, measure.unwrap_or(member).start..member.end)
    }

    /// Of the clause `whole`, where it is a list, the member that holds `figure`.
    pub fn member(&self, whole: Span, figure: Span) -> Span {
        let text = &self.papers.document(whole.doc).file.text;
        let figures = self.quantities(whole).iter().map(|q| q.span.range());
        let figures: Vec<Range<usize>> = figures.collect();
        let member = clause::member(text, whole.range(), &figures, &figure.range());
        Span::new(whole.doc, member)
    }
}

/// The one of the `reported` figures that is told of what is `promised`: of the same kind, and called the same or with it in its
/// name (`7条城际轨道` – `6个城际轨道项目、11条地铁项目`) if there are several.
fn answering<'q>(promised: &Quantity, reported: &'q [Quantity]) -> Option<&'q Quantity> {
    let wanted = promised.name();
    let is_like = |q: &&Quantity| family(q) == family(promised) && q.basis == promised.basis;
    let alike = || reported.iter().filter(is_like);
    let only = |q: &dyn Fn(&Quantity) -> bool| {
        let mut found = alike().filter(|own| q(own));
        found.next().filter(|_| found.next().is_none())
    };
    let in_full = |q: &Quantity| !wanted.is_empty() && q.name().contains(wanted);
    alike()
        .find(|q| q.name() == wanted)
        .or_else(|| only(&in_full))
        .or_else(|| only(&|q| q.base_unit == promised.base_unit))
}
