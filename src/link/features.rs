//! Looks at two clauses side by side: all that speaks for or against the one reporting on the other, as numbers.

use super::alignment::align;
use super::compare::{Comparison, Family, compare, family, is_other_question};
use super::focus::{Focus, focus};
use super::locality::Shared;
use super::name::{Fit, Name};
use super::passage::Passage;
use super::piece::share;
use super::score::{ASKED, FEATURES, Features, TOLD};
use super::stretch::longest;
use super::subject::Subject;
use super::wording::{Common, Wording};
use std::ops::Range;
use std::sync::Arc;

/// What two clauses share, and what is known of them only from the documents they stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    /// What they share.
    pub(super) own: Common,
    /// What they share, weighed by how few clauses of the two documents have it.
    pub(super) shared: Shared,
    /// How near the passage's paragraph is to the commitment's: 1 for the nearest.
    pub(super) near: f32,
}

/// The features of `passage` as a report on `subject`; `margin` and `rival` are set by [`super::assign`].
pub(super) fn features(subject: &Subject, passage: &Passage, here: Here) -> Features {
    let pair = Pair {
        subject,
        passage,
        comparison: compare(subject, passage),
    };
    let run = longest_in(&subject.words, &passage.words);
    let focus = focus(subject, passage, here.own);
    let names = named(subject, passage, pair.comparison.as_ref());
    let words = pair.words(here, run.0.len());
    let thing = pair.thing(&focus, &run);
    let figures = pair.figures(names.fit.kept);
    let mut all = [0.0; FEATURES.len()];
    let mut rest = &mut all[..];
    for group in [&words[..], &thing, &figures, &pair.names(&names)] {
        let (own, behind) = rest.split_at_mut(group.len());
        own.copy_from_slice(group);
        rest = behind;
    }
    set_acts(&mut all, subject.acts, passage.acts);
    all
}

/// Which of the acts of [`Namer::acts`](super::name::Namer::acts) are promised and told.
fn set_acts(all: &mut Features, asked: u16, told: u16) {
    for (n, (asked_of, told_of)) in (ASKED..TOLD).zip(TOLD..).enumerate() {
        all[asked_of] = flag(asked >> n & 1 == 1);
        all[told_of] = flag(told >> n & 1 == 1);
    }
}

/// A promise beside a clause.
struct Pair<'p, 'a> {
    subject: &'p Subject<'p>,
    passage: &'p Passage<'a>,
    comparison: Option<Comparison<'a, 'p>>,
}

/// Ranges of the characters of two wordings.
type Stretch = (Range<usize>, Range<usize>);

impl Pair<'_, '_> {
    /// What their words share; the first of [`FEATURES`], in their order.
    fn words(&self, here: Here, longest: usize) -> [f32; 16] {
        let (subject, passage, own) = (self.subject, self.passage, here.own);
        let alone = Arc::ptr_eq(&subject.around, &subject.words)
            && Arc::ptr_eq(&passage.around, &passage.words);
        let around = match alone {
            true => own,
            false => subject.around.common(&passage.around),
        };
        [
            1.0,
            share(own.weight, subject.words.total),
            share(own.weight, passage.words.total),
            (1.0 + own.weight).ln() / 5.0,
            own.rarest / 5.0,
            (longest as f32 / 8.0).min(1.5),
            share(around.weight, subject.around.total),
            flag(own.rarest < 1.5),
            rest_missing(subject, passage),
            (1.0 + here.shared.weight).ln() / 5.0,
            here.shared.rarest / 5.0,
            here.shared.cover,
            here.near,
            subject.meaning.nearness(&passage.meaning),
            flag(passage.telling),
            flag(passage.task),
        ]
    }

    /// How well the thing promised is found; `run` is the longest stretch the whole clauses share.
    fn thing(&self, focus: &Focus, run: &Stretch) -> [f32; 16] {
        let (subject, passage) = (self.subject, self.passage);
        let comparison = self.comparison.as_ref();
        let clause = comparison.map_or(&*passage.words, |c| &c.item.words);
        let is_run = std::ptr::eq(clause, &*passage.words) && focus.is_of(subject);
        let shared = match is_run {
            true => run.clone(),
            false => longest_in(focus.name, clause),
        };
        let fate = align(focus.name, clause, shared);
        [
            focus.cover,
            focus.tail,
            focus.share,
            focus.cover * focus.cover,
            fate.kept,
            fate.replaced,
            fate.other_end,
            fate.other_start,
            (focus.name.total * (1.0 - focus.cover) / 20.0).min(2.0),
            flag(subject.objects.len() < 2),
            focus.piece.name,
            focus.piece.piece,
            (focus.piece.weight / 15.0).min(1.5),
            focus.abbreviation,
            full_name(subject, passage),
            flag(passage.task) * focus.cover,
        ]
    }

    /// How the figures go together; `name_kept` is the share of the name that comes back.
    fn figures(&self, name_kept: f32) -> [f32; 21] {
        let (subject, passage) = (self.subject, self.passage);
        let comparison = self.comparison.as_ref();
        let has = |test: fn(&Comparison) -> bool| flag(comparison.is_some_and(test));
        let of = |value: fn(&Comparison) -> f32| comparison.map_or(0.0, value);
        let [count, rate] = Distance::of(comparison);
        [
            has(|c| c.basis_equal),
            has(|c| !c.basis_equal),
            has(|c| c.unit_equal),
            flag(comparison.is_none()),
            count.close,
            has(|c| c.echo),
            has(|c| c.stock_for_flow),
            of(|c| c.cover),
            of(|c| c.cover_back),
            flag(comparison.is_none() && !passage.items.is_empty()),
            has(|c| c.flow_for_stock),
            flag(is_other_question(subject, passage)),
            count.above,
            count.below,
            flag(is_echo(subject, passage)),
            (count.above + rate.above) * name_kept,
            rate.close,
            rate.above,
            rate.below,
            flag(is_summed_up(passage, comparison)),
            flag(is_of_other_size(subject, passage, comparison)),
        ]
    }

    /// How the names, their kinds and qualifiers, and the acts go together.
    fn names(&self, named: &Named) -> [f32; 12] {
        let (subject, passage) = (self.subject, self.passage);
        let (own, other) = named.kinds;
        let (asked, told) = (subject.acts, passage.acts);
        [
            (subject.qualifiers.conflicts(&passage.qualifiers) as f32).min(2.0),
            flag(passage.qualifiers.several_years && !subject.qualifiers.several_years),
            flag(named.fit.equal),
            named.fit.kept,
            named.fit.back,
            named.fit.opening,
            named.fit.ending,
            flag(own & other != 0),
            flag(own != 0 && other != 0 && own & other == 0),
            flag(asked & told != 0),
            flag(asked != 0 && told != 0 && asked & told == 0),
            named.conflicts.min(2.0),
        ]
    }
}

/// How far apart the figures promised and reported are.
#[derive(Debug, Clone, Copy, Default)]
struct Distance {
    /// 1 for equal figures, towards 0 the further apart.
    close: f32,
    above: f32,
    below: f32,
}

/// Distances beyond this are alike.
const FAR: f32 = 2.0;

impl Distance {
    /// Of counts and of rates; one of them is nothing. In different units no figure lies above the other.
    fn of(comparison: Option<&Comparison>) -> [Self; 2] {
        let Some(c) = comparison else {
            return <[Self; 2]>::default();
        };
        let excess = if c.unit_equal { c.excess } else { 0.0 };
        let distance = Self {
            close: c.closeness,
            above: excess.clamp(0.0, FAR),
            below: (-excess).clamp(0.0, FAR),
        };
        match family(c.item.quantity) == Family::Percent {
            true => [Self::default(), distance],
            false => [distance, Self::default()],
        }
    }
}

/// How the thing promised and the thing reported go together as names.
#[derive(Debug, Clone, Copy)]
struct Named {
    fit: Fit,
    kinds: (u16, u16),
    conflicts: f32,
}

/// The best fit of a name of the commitment with the item compared, or with a name of the passage.
fn named(subject: &Subject, passage: &Passage, comparison: Option<&Comparison>) -> Named {
    let others: &[Name] = match comparison {
        Some(c) => std::slice::from_ref(&c.item.name),
        None => &passage.names,
    };
    let mut best = Named {
        fit: Fit::default(),
        kinds: (0, 0),
        conflicts: 0.0,
    };
    for own in &subject.names {
        for other in others {
            if own.most(other) <= best.fit.strength() {
                continue;
            }
            let fit = own.fit(other);
            if fit.strength() > best.fit.strength() {
                best = Named {
                    fit,
                    kinds: (own.kind, other.kind),
                    conflicts: own.qualifiers.conflicts(&other.qualifiers) as f32,
                };
            }
        }
    }
    best
}

/// Whether the figure stands where several years are told of at once, and adds up over them.
fn is_summed_up(passage: &Passage, comparison: Option<&Comparison>) -> bool {
    passage.spelled && comparison.is_some_and(|c| c.item.adds_up_over_years())
}

/// Whether the things promised must be of one size and those told are of another.
fn is_of_other_size(subject: &Subject, passage: &Passage, comparison: Option<&Comparison>) -> bool {
    let target = subject.measured().map(|q| q.span);
    let told = comparison.map(|c| c.item.quantity.span);
    subject.sizes.differ(target, (&passage.sizes, told))
}

/// Whether a telling number of the commitment stands in the passage too.
fn is_echo(subject: &Subject, passage: &Passage) -> bool {
    let own = subject.figures.iter().map(|q| q.base_value);
    let reported = |value: f64| {
        let figures = passage.items.iter().map(|i| i.quantity.base_value);
        figures
            .into_iter()
            .any(|v| (v - value).abs() < 1e-9 * value.abs())
    };
    own.filter(|v| *v >= 5.0).any(reported)
}

/// How telling the best name in the passage is that the commitment abbreviates.
fn full_name(subject: &Subject, passage: &Passage) -> f32 {
    let names = subject.named().iter();
    let full = names.map(|n| passage.words.abbreviation(n));
    full.fold(0.0, f32::max)
}

/// The longest stretch both have, as ranges of their characters.
fn longest_in(one: &Wording, other: &Wording) -> (Range<usize>, Range<usize>) {
    longest(&one.chars, (other, 0..other.chars.len()))
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// How much of what the commitment says beside the names of its objects the passage does not say.
fn rest_missing(subject: &Subject, passage: &Passage) -> f32 {
    let rest = subject.rest.iter();
    let missing = rest.filter(|r| !passage.around.has(r.hash));
    let weight: f32 = missing.map(|r| r.weight).sum();
    (weight / 30.0).min(2.0)
}
