//! Tells which of the things a promise lists the review speaks of.

use super::answer::place;
use super::roll::Roll;
use super::thing::{KIND, Thing, Things, holds};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::link::compare::{Family, family};
use crate::link::lookalikes::Lookalikes;
use crate::link::name::Name;
use crate::link::passage::Passage;
use crate::link::runs::BREAK;
use crate::link::subject::Subject;

/// What [`abbreviation`](crate::link::wording::Wording::abbreviation) gives for a name of three rare characters.
const ABBREVIATED: f32 = 0.4;

/// Shares of two cores that must go into each other for one name to be the other, shortened or lengthened.
const SAME_NAME: (f32, f32) = (0.6, 0.5);

/// The same anywhere in the review, where nothing else says that the clause reports on the list.
const SAME_NAME_ELSEWHERE: (f32, f32) = (0.75, 0.6);

/// Characters of a stem that stand for the thing anywhere in the review; a shorter one only beside others of the list.
const TELLING: usize = 3;

/// Share of a stem, from the front, that must stand in one piece.
const MOST_OF_A_STEM: f32 = 0.65;

/// Rarity of the rarest run that a name of its own has at least.
const PROPER: f32 = 2.2;

/// Characters from which on a kind says what is to be done.
const WORK: usize = 8;

/// Share of these that a report of the same work has at least.
const SAME_WORK: f32 = 0.15;

/// Clauses on either side of a report in which the kind may be counted.
const BESIDE: usize = 2;

/// Finds things listed.
#[derive(Debug)]
pub(super) struct Listed {
    things: Things,
    lookalikes: Lookalikes,
}

impl Listed {
    /// Reads what [`Things`] and [`Lookalikes`] read.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            things: Things::new(lexicon),
            lookalikes: Lookalikes::new(lexicon),
        }
    }

    /// Looks each thing up that `subject` lists: in the clauses that report on it, then in `all` of the review.
    pub(super) fn roll(
        &self,
        (plan, subject): (&Document, &Subject),
        reports: &[&Passage],
        all: &[Passage],
    ) -> Roll {
        let things = self.things.listed(plan, subject);
        let mut roll = Roll::default();
        if things.len() < 2 {
            return roll;
        }
        let kind = self.things.kind(plan, subject);
        let mut reported = false;
        let mut rarest = 0f32;
        for thing in &things {
            let named = (0..reports.len()).filter(|&i| {
                thing.shorter.stands_in(&reports[i].words)
                    || self.is_named(thing, reports[i]) && !is_anothers(thing, &things, reports[i])
            });
            let named: Vec<usize> = named.collect();
            let here = !named.is_empty();
            let near = || near(reports, all).any(|p| holds(&p.words, &thing.stem));
            reported |= here;
            let is_told = here
                || near()
                || all.iter().any(|p| self.is_named_elsewhere(thing, p))
                || kind
                    .as_ref()
                    .is_some_and(|kind| is_named_of_its_kind(thing, kind, all));
            if is_told {
                roll.found.push(thing.text.clone());
                roll.named.push(named);
            } else {
                rarest = thing
                    .words
                    .runs
                    .iter()
                    .map(|r| r.weight)
                    .fold(rarest, f32::max);
                roll.missing.push(thing.text.clone());
            }
        }
        if !roll.missing.is_empty() {
            roll.common_words = rarest < PROPER;
            roll.among_many = leaves_open(things.len(), reports);
            roll.open = !reported
                || kind.is_some_and(|kind| {
                    counts_kind(&kind, reports, all) || is_other_work(&kind, reports)
                })
                || reports.iter().any(|p| names_kind_alone(&things, p));
        }
        roll
    }

    /// Whether `report` names the opposite number of every thing that `subject` lists (3号线一期、1号线二期 – 1号线一期).
    pub(super) fn names_opposites(
        &self,
        (plan, subject): (&Document, &Subject),
        report: &Passage,
    ) -> bool {
        let mut names = self.things.spelled(plan, subject).peekable();
        names.peek().is_some() && names.all(|name| self.is_lookalike(&name, report))
    }

    /// Whether a clause that reports on the list names the thing: a good part of what makes its name telling, its stem,
    /// its abbreviation, or a name much like it.
    fn is_named(&self, thing: &Thing, report: &Passage) -> bool {
        let piece = thing.words.best_piece(&report.words);
        let named = piece.is_name()
            || piece.name >= 0.35 && piece.weight >= 4.0
            || thing.words.abbreviation(&report.words) >= ABBREVIATED
            || holds(&report.words, &thing.stem)
            || ends_in_a_piece(thing, report)
            || report
                .names
                .iter()
                .any(|other| is_alike(&thing.name, other, SAME_NAME));
        named && !self.is_lookalike(&thing.words.chars, report)
    }

    /// Whether any clause of the review names the thing beyond doubt: in full, or the most of its stem from the front.
    fn is_named_elsewhere(&self, thing: &Thing, passage: &Passage) -> bool {
        let stem = &thing.stem;
        let most = (stem.len() as f32 * MOST_OF_A_STEM).ceil() as usize;
        let front = &stem[..stem.len().min(most.max(TELLING))];
        let words = &passage.words;
        let alike = |n: &Name| is_alike(&thing.name, n, SAME_NAME_ELSEWHERE);
        let may_be_alike = || thing.name.share_in(&words.letters) >= SAME_NAME_ELSEWHERE.0;
        (thing.words.chars.len() >= TELLING && holds(words, &thing.words.chars)
            || front.len() >= TELLING && holds(words, front)
            || thing.shorter.stands_in(words)
            || stem.len() >= TELLING && may_be_alike() && passage.names.iter().any(alike))
            && thing.name.qualifiers.conflicts(&passage.qualifiers) == 0
            && !self.is_lookalike(&thing.words.chars, passage)
    }

    /// Whether the clause names the opposite number of the thing called `own` instead: 左旗 for 右旗, 二期 for 一期.
    fn is_lookalike(&self, own: &[char], passage: &Passage) -> bool {
        let told = &passage.words.chars;
        (0..own.len()).any(|i| {
            let Some(group) = self.lookalikes.row(own[i]) else {
                return false;
            };
            let window = i.saturating_sub(1)..own.len().min(i + 2);
            let at = i - window.start;
            let has = |wanted: &dyn Fn(char) -> bool| {
                told.windows(window.len()).any(|w| {
                    w.iter()
                        .zip(&own[window.clone()])
                        .enumerate()
                        .all(|(k, (x, y))| if k == at { wanted(*x) } else { x == y })
                })
            };
            window.len() > 1 && !has(&|c| c == own[i]) && has(&|c| group.contains(&c))
        })
    }
}

/// Whether the report names another thing of the list, and of this one not even a character of its opening
/// (彭山经开区、青神经开区 – 青神经开区扩区).
fn is_anothers(thing: &Thing, things: &[Thing], report: &Passage) -> bool {
    let told = &report.words;
    let opening = &thing.stem[..thing.stem.len().min(2)];
    let other = |other: &&Thing| other.stem != thing.stem && holds(told, &other.stem);
    !opening.iter().any(|c| told.chars.contains(c)) && things.iter().any(|t| other(&t))
}

/// Whether the report counts the kind that the promise gives examples of (`A、B等创新药` – `2个创新药获批`).
fn counts_kind(kind: &[char], reports: &[&Passage], all: &[Passage]) -> bool {
    near(reports, all).any(|p| !p.items.is_empty() && holds(&p.words, kind))
}

/// The reports and the clauses beside them in their paragraphs.
fn near<'p, 'a>(
    reports: &'p [&Passage<'a>],
    all: &'p [Passage<'a>],
) -> impl Iterator<Item = &'p Passage<'a>> {
    reports.iter().flat_map(|report| {
        let at = place(report, all);
        let near = at.saturating_sub(BESIDE)..all.len().min(at + BESIDE + 1);
        let paragraph = report.paragraph;
        all[near].iter().filter(move |p| p.paragraph == paragraph)
    })
}

/// Whether no report says anything of what was to be done with the things (街路绿化景观工程 – 街路贯通).
fn is_other_work(kind: &[char], reports: &[&Passage]) -> bool {
    let told = |p: &&&Passage| {
        let shared = kind.iter().filter(|c| p.words.chars.contains(c)).count();
        shared as f32 >= SAME_WORK * kind.len() as f32
    };
    kind.len() >= WORK && !reports.iter().any(|p| told(&p))
}

fn is_alike(own: &Name, other: &Name, (kept, back): (f32, f32)) -> bool {
    if own.share_of(other) < kept {
        return false;
    }
    let fit = own.fit(other);
    fit.kept >= kept && fit.back >= back
}

/// Whether what stands between two marks of the clause is the end of the thing's name (公建民营运营康养中心 – 康养中心).
fn ends_in_a_piece(thing: &Thing, report: &Passage) -> bool {
    let mut pieces = report.words.chars.split(|&c| c == BREAK || c == '等');
    pieces.any(|piece| piece.len() > KIND && thing.words.chars.ends_with(piece))
}

/// Whether a thing with a short stem is named with its kind behind (都香 – 都香高速).
fn is_named_of_its_kind(thing: &Thing, kind: &[char], all: &[Passage]) -> bool {
    let mut full = thing.stem.clone();
    full.extend(kind.iter().take(2));
    full.len() > TELLING && all.iter().any(|p| holds(&p.words, &full))
}

/// Whether a report names some of at least as many things as were promised (甲、乙等4个环保项目).
fn leaves_open(things: usize, reports: &[&Passage]) -> bool {
    let counts = |q: &Quantity| family(q) == Family::Counted && q.value >= things as f64;
    let open = |p: &&&Passage| p.words.chars.contains(&'等');
    reports
        .iter()
        .filter(open)
        .any(|p| p.items.iter().any(|i| counts(i.quantity)))
}

/// Whether the report names only the head that several of the things share (`甲、乙文化体验廊道` – `文化体验廊道加快建设`).
fn names_kind_alone(things: &[Thing], report: &Passage) -> bool {
    let mut pieces = report.words.chars.split(|&c| c == BREAK || c == '等');
    let shared = |head: &[char]| {
        things.windows(2).any(|pair| {
            let (before, named) = (&pair[0].words.chars, &pair[1].words.chars);
            named.len() > head.len() + 1 && named.ends_with(head) && !before.ends_with(head)
        })
    };
    pieces.any(|piece| piece.len() > KIND && shared(piece))
}
