//! Compares a promise with the one of the next plan that makes it again: how far each goes, and what was reported in between.

use super::bare::Things;
use super::change::{Again, Reach};
use super::follow::Tools;
use super::member::{AFTER_A_VERB, GOING_ON, Member};
use super::passage::Source;
use super::same::Shared;
use super::subject::Subject;
use super::verdict::Verdict;
use super::{Link, Matter};
use crate::extract::commitment::{Commitment, Kind, Weight};
use crate::extract::quantity::Quantity;
use crate::extract::status::Stage;

/// From here on a link is sure enough to say that a thing promised again was done before.
const SURE: f64 = 0.65;

/// Rank of a paper that is there (出台, 印发).
const ISSUED: u8 = 9;

/// From here on a link is certain even where the report calls a title something else.
const CERTAIN: f64 = 0.7;

/// One of two promises that are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Promise<'s, 'a> {
    pub(super) source: Source<'a>,
    pub(super) subject: &'s Subject<'a>,
}

impl<'s, 'a> Promise<'s, 'a> {
    /// What it promises something of.
    pub(super) fn things(&self, tools: &Tools) -> &'s Things {
        let (source, subject) = (self.source, self.subject);
        tools.same.promised(source, subject, &tools.reader)
    }

    /// What it says of the thing it lists as number `thing`, or of all as one.
    fn member(&self, thing: Option<usize>, tools: &Tools) -> Member<'a> {
        match thing {
            Some(thing) => Member::new(self.text(), &self.things(tools).names[thing].core),
            None => Member::whole(self.text()),
        }
    }

    fn text(&self) -> &'a str {
        let span = self.subject.commitment.span;
        self.source.document.slice(span.range())
    }
}

/// What is known of `first`, whose matter is `matter`, and of `second`, which makes it again.
pub(super) fn again(
    first: &Promise,
    second: &Promise,
    (matter, tools): (&Matter, &Tools),
) -> Again {
    let shared = tools.same.shared(first.things(tools), second.things(tools));
    let before = first.member(shared.map(|s| s.first), tools);
    let after = second.member(shared.map(|s| s.second), tools);
    let goes = reach(&first.subject.commitment, &before, tools);
    let then = reach(&second.subject.commitment, &after, tools);
    let report = (second.source, matter);
    let is_open = match goes {
        Reach::Bidding => !is_decided(first, report, tools),
        Reach::Open | Reach::Preparing | Reach::Stage(_) => !is_counted(first, report),
    };
    let identity = &tools.identity;
    let (own, others) = (&first.subject.qualifiers, &second.subject.qualifiers);
    Again {
        first: goes,
        second: then,
        held_each_year: before.says(&tools.held)
            && (after.says(&tools.held) || !matches!(then, Reach::Stage(_)))
            && !same_edition(before.own(), after.own()),
        is_same: shared.is_some(),
        verdict: if is_open {
            Verdict::NotMentioned
        } else {
            made_of((first, goes), shared, report, tools)
        },
        sure: matter.links.iter().any(|l| l.score >= SURE),
        other_phase: identity.is_other_part(&before, &after)
            || shared.is_none() && own.conflicts(others) > 0,
        nearly: identity.was_nearly(&before, &after),
        in_use: identity.is_in_use(&before, &after),
        honour: identity.is_honour(&before),
        standing: identity.is_everyday(&before) || identity.is_everyday(&after),
        same_figure: has_same_figure((first, &before), (second, &after), tools),
        quantified: first.subject.commitment.kind == Kind::Quantified,
        summed_up: matter.searched.summary.is_some(),
    }
}

/// What the report made of the one thing that is `shared` of those the `first` lists: nothing where it speaks only of others, and
/// what it says of this one where it speaks of some.
fn made_of(
    (first, goes): (&Promise, Reach),
    shared: Option<Shared>,
    (report, matter): (Source, &Matter),
    tools: &Tools,
) -> Verdict {
    let commitment = &first.subject.commitment;
    let lists = commitment.objects.len() > 1 && commitment.quantities.is_empty();
    let Some(shared) = shared.filter(|_| lists) else {
        return matter.verdict;
    };
    let mut speaks = false;
    let mut reached: Option<bool> = None;
    for link in &matter.links {
        let words = report.wording(&tools.reader.folder, link.progress.range());
        let told = tools.same.reported(&words, &tools.reader);
        let all = tools.same.all_shared(first.things(tools), &told);
        speaks |= !all.is_empty();
        if all.iter().any(|s| s.first == shared.first) {
            let name = &first.things(tools).names[shared.first].core;
            let text = report.document.slice(link.progress.range());
            let stage = Member::new(text, name).reported(&tools.stages);
            let is_there = |s: &Stage| s.reached && goes.is_reached_by(s.rank);
            *reached.get_or_insert(false) |= stage.as_ref().is_some_and(is_there);
        }
    }
    match (reached, matter.verdict) {
        (None, _) if speaks => Verdict::NotMentioned,
        (Some(true), Verdict::Partial) => Verdict::Met,
        (Some(false), Verdict::Partial) => Verdict::Delayed,
        (_, verdict) => verdict,
    }
}

/// Whether the report speaks of the very title or approval that the `first` asks for.
fn is_decided(first: &Promise, (report, matter): (Source, &Matter), tools: &Tools) -> bool {
    let is_it = |link: &Link| {
        let words = report.wording(&tools.reader.folder, link.progress.range());
        let told = tools.same.reported(&words, &tools.reader);
        link.score >= CERTAIN || tools.same.shared(first.things(tools), &told).is_some()
    };
    matter.links.iter().any(is_it)
}

/// Whether the report can be an answer to the figure of the `first`: it has none itself, or one of the same unit, or is certain.
fn is_counted(first: &Promise, (report, matter): (Source, &Matter)) -> bool {
    let Some(target) = first.subject.target() else {
        return true;
    };
    let answers = |link: &Link| {
        let figures = report.quantities(&link.progress.range());
        link.score >= CERTAIN
            || figures.is_empty()
            || figures.iter().any(|q| q.base_unit == target.base_unit)
    };
    matter.links.is_empty() || matter.links.iter().any(answers)
}

/// Whether both have a figure, it is the same, and it is not one that is set anew every year.
fn has_same_figure(
    (first, before): (&Promise, &Member),
    (second, after): (&Promise, &Member),
    tools: &Tools,
) -> bool {
    let (plan, first, second) = (first.source, first.subject, second.subject);
    let is_standing = |target: &Quantity| {
        let literal = plan.document.slice(target.literal.range());
        first.commitment.weight == Weight::Headline
            || tools.identity.is_standing(before.text, target, literal)
    };
    let end = first.commitment.span.end;
    let rest = |target: &Quantity| {
        plan.document
            .file
            .text
            .get(target.span.end..end)
            .unwrap_or("")
    };
    let same = first.target().zip(second.commitment.quantities.first());
    same.is_some_and(|(a, b)| {
        a.base_unit == b.base_unit
            && (a.base_value - b.base_value).abs() < 1e-9
            && !is_standing(a)
            && !tools.identity.is_size(a, rest(a))
            && !tools.identity.is_general(a)
            && !tools.identity.goes_on(after.text)
    })
}

/// How far `commitment` goes with `member`. A stage that only stands inside a name (推进开放大通道建设) is none.
pub(super) fn reach(commitment: &Commitment, member: &Member, tools: &Tools) -> Reach {
    let decides = |rest: &str, effort: &str| {
        !tools.effort.any(effort) || rest.chars().count() <= AFTER_A_VERB
    };
    let stage = member.promised(&tools.stages);
    let stage = stage.filter(|s| decides(&member.text[s.span.end..], &member.text[..s.span.start]));
    let is_bid = commitment.quantities.is_empty() && asks(member, tools);
    let rank = stage.map_or(GOING_ON, |s| s.rank);
    let is_paper = rank == GOING_ON && tools.identity.is_drawn_up(member);
    Reach::new(Some(if is_paper { ISSUED } else { rank }), is_bid)
}

/// Whether the clause asks somebody else for what it names: a title, an approval, a place in a list.
pub(super) fn asks(member: &Member, tools: &Tools) -> bool {
    tools.bids.any(member.text) || tools.identity.is_sought(member)
}

/// Whether both name the same one of a row of events: 第十届.
fn same_edition(before: &str, after: &str) -> bool {
    let of = |text: &str| {
        let end = text.find('届')?;
        let start = text[..end].rfind('第')?;
        Some(text[start..end].to_owned())
    };
    of(before).is_some_and(|edition| of(after) == Some(edition))
}
