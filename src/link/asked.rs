//! Finds the directions of a plan that ask somebody else for a title or an approval: no report is expected of them, but they may
//! be asked for again.

use super::Matter;
use super::again::asks;
use super::follow::Tools;
use super::member::Member;
use super::prepared::Prepared;
use super::subject::{Subject, subjects};
use crate::extract::commitment::{Commitment, Kind};

/// A direction, and what became of what it asks for.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) subject: Subject<'a>,
    pub(super) matter: Matter,
}

/// The directions of `plan` that ask for something, those `left_out` aside.
pub(super) fn asked_in<'a>(
    plan: &Prepared<'a>,
    left_out: impl Fn(&Commitment) -> bool,
    tools: &Tools,
) -> Vec<Subject<'a>> {
    let text = |c: &Commitment| plan.source.document.slice(c.span.range());
    let is_asked = |c: &Commitment| {
        c.kind == Kind::Qualitative
            && c.quantities.is_empty()
            && asks(&Member::whole(text(c)), tools)
    };
    let planned = plan.source.facts.commitments.members();
    let asked = planned.filter(|c| is_asked(c) && !left_out(c));
    subjects(plan.source, asked, (&plan.paragraphs, &tools.reader))
}
