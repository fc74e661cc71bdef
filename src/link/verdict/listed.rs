//! Tells which of the things a promise lists the review speaks of.

use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use crate::link::compare::{Family, family};
use crate::link::contrast::Contrast;
use crate::link::fold::Folder;
use crate::link::name::{Name, Namer};
use crate::link::passage::{Passage, Subject};
use crate::link::runs::BREAK;
use crate::link::wording::Wording;
use std::ops::Range;

/// What [`Wording::abbreviation`] gives for a name of three rare characters.
const ABBREVIATED: f32 = 0.4;

/// Shares of two cores that must go into each other for one name to be the other, shortened or lengthened.
const SAME_NAME: (f32, f32) = (0.6, 0.5);

/// The same anywhere in the review, where nothing else says that the clause reports on the list.
const SAME_NAME_ELSEWHERE: (f32, f32) = (0.75, 0.6);

/// Characters of a stem that stand for the thing anywhere in the review; a shorter one only beside others of the list.
const TELLING: usize = 3;

/// Share of a stem, from the front, that must stand in one piece.
const MOST_OF_A_STEM: f32 = 0.5;

/// Characters of a kind that stands for the things listed (创新药).
const KIND: usize = 3;

/// Characters from which on a kind says what is to be done.
const WORK: usize = 8;

/// Share of these that a report of the same work has at least.
const SAME_WORK: f32 = 0.15;

/// Characters of an adverb before the verb that opens a name.
const ADVERB: usize = 2;

/// Characters a name has at least.
const SHORTEST: usize = 2;

/// Clauses on either side of a report in which the kind may be counted.
const BESIDE: usize = 2;

/// Finds things listed.
#[derive(Debug)]
pub(super) struct Listed {
    folder: Folder,
    namer: Namer,
    contrast: Contrast,
    levels: WordTable<()>,
    heads: WordTable<()>,
    appurtenances: WordTable<()>,
    general: WordTable<()>,
    tails: WordTable<()>,
    /// Verbs a name may open with by mistake.
    acts: WordTable<()>,
    /// Verbs for being given a title, and words for when.
    titles: WordTable<()>,
    /// Times that only look like a thing listed.
    times: WordTable<()>,
    lookalikes: Vec<Vec<char>>,
}

/// Which things of a list the review speaks of, as the promise writes them.
#[derive(Debug, Default)]
pub(super) struct Roll {
    pub(super) found: Vec<String>,
    pub(super) missing: Vec<String>,
    /// Whether the report leaves open what became of the rest: it names none, or counts their kind, or names some of many,
    /// or speaks of other work on them.
    pub(super) open: bool,
}

/// A thing listed.
struct Thing {
    text: String,
    words: Wording,
    name: Name,
    /// Its name without the level before and the head noun behind.
    stem: Vec<char>,
}

impl Listed {
    /// Reads `heads.*`, `breadth.levels`, `lists.appurtenances`, `lists.lookalikes`, `lists.general_kinds`,
    /// `tails.verbal` and `acts.*`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let names = lexicon.names().into_iter();
        let heads = names.filter(|n| n.starts_with("heads."));
        let heads: Vec<&String> = heads.flat_map(|n| lexicon.words(n)).collect();
        let list = |name: &str| WordTable::new(lexicon.words(name).iter().map(|w| (w, ())));
        let acts = lexicon
            .names()
            .into_iter()
            .filter(|n| n.starts_with("acts."));
        let verbs = [
            "acts.finish",
            "verdict.promised_effort",
            "lists.opening_verbs",
        ];
        let verbs = verbs.into_iter().flat_map(|n| lexicon.words(n));
        let titles = ["acts.award", "lists.not_in_names"];
        let titles = titles.into_iter().flat_map(|n| lexicon.words(n));
        let tails = acts.chain(["tails.verbal"]).flat_map(|n| lexicon.words(n));
        let levels = lexicon.pairs("breadth.levels").iter();
        let lookalikes = lexicon.words("lists.lookalikes").iter();
        Self {
            folder: Folder::new(lexicon),
            namer: Namer::new(lexicon),
            contrast: Contrast::new(lexicon),
            levels: WordTable::new(levels.map(|(w, _)| (w, ()))),
            heads: WordTable::new(heads.into_iter().map(|w| (w, ()))),
            appurtenances: list("lists.appurtenances"),
            general: list("lists.general_kinds"),
            acts: WordTable::new(verbs.map(|w| (w, ()))),
            titles: WordTable::new(titles.map(|w| (w, ()))),
            tails: WordTable::new(tails.map(|w| (w, ()))),
            times: list("lists.times"),
            lookalikes: lookalikes.map(|w| w.chars().collect()).collect(),
        }
    }

    /// Looks each thing up that `subject` lists: in the clauses that report on it, then in `all` of the review.
    pub(super) fn roll(
        &self,
        (plan, subject): (&Document, &Subject),
        reports: &[&Passage],
        all: &[Passage],
    ) -> Roll {
        let things = self.things(plan, subject);
        let kind = self.kind(plan, subject);
        let mut roll = Roll::default();
        let mut reported = false;
        for thing in &things {
            let here = reports.iter().any(|p| self.is_named(thing, p));
            let near = || near(reports, all).any(|p| holds(&p.words.chars, &thing.stem));
            reported |= here;
            let is_told = here
                || near()
                || all.iter().any(|p| self.is_named_elsewhere(thing, p))
                || kind
                    .as_ref()
                    .is_some_and(|kind| is_named_of_its_kind(thing, kind, all));
            let side = if is_told {
                &mut roll.found
            } else {
                &mut roll.missing
            };
            side.push(thing.text.clone());
        }
        if !roll.missing.is_empty() {
            roll.open = !reported
                || leaves_open(things.len(), reports)
                || kind.is_some_and(|kind| {
                    counts_kind(&kind, reports, all) || is_other_work(&kind, reports)
                })
                || reports.iter().any(|p| names_kind_alone(&things, p));
        }
        roll
    }

    /// The things listed. `A、B和C` are three, even where B does not look like a name; what belongs to the thing before
    /// it (枢纽及集疏运体系) is none of its own.
    fn things(&self, plan: &Document, subject: &Subject) -> Vec<Thing> {
        let text = &plan.file.text;
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let objects = &subject.commitment.objects;
        for (i, object) in objects.iter().enumerate() {
            let range = object.span.range();
            let between = pieces
                .last()
                .map_or("", |p| &text[p.end.min(range.start)..range.start]);
            let joined = between.ends_with(['及', '和', '与']);
            if joined && self.is_appurtenance(&object.value) || object.value.starts_with('其') {
                continue;
            }
            match object.value.find(['和', '与', '及']) {
                Some(at) if i > 0 && i + 1 == objects.len() => {
                    let mark = range.start + at;
                    pieces.push(range.start..mark);
                    pieces.push(mark + '和'.len_utf8()..range.end);
                }
                _ => pieces.push(range),
            }
        }
        let names = |p: &Range<usize>| {
            let name = &text[p.clone()];
            name.chars().nth(1).is_some() && self.times.match_at(name, 0).is_none()
        };
        pieces.retain(names);
        let names: Vec<&str> = pieces.into_iter().map(|p| &text[p]).collect();
        let shared = shared_head(&names);
        let names = names
            .into_iter()
            .map(|name| self.without_acts(up_to(name, shared)));
        let mut things: Vec<Thing> = names.map(|name| self.thing(name)).collect();
        let common: Vec<bool> = (0..things.len())
            .map(|i| {
                let stem = &things[i].stem;
                let mut others = things.iter().enumerate().filter(|(j, _)| *j != i);
                others.any(|(_, other)| holds(&other.words.chars, stem))
            })
            .collect();
        for (thing, _) in things.iter_mut().zip(common).filter(|(_, common)| *common) {
            thing.stem.clone_from(&thing.words.chars);
        }
        things
    }

    /// `name` without the verbs it opens with (同步建成某项目), and without what it is to become or when (某区争创示范城市).
    fn without_acts<'t>(&self, name: &'t str) -> &'t str {
        let mut own = name;
        while let Some(end) = self.opening_verb(own) {
            let rest = longer(&own[end..], own);
            if rest.len() == own.len() {
                break;
            }
            own = rest;
        }
        let mut ends = self.titles.find(own);
        let ends = ends.find(|r| own[..r.start].chars().count() >= SHORTEST);
        ends.map_or(own, |r| &own[..r.start])
    }

    /// Where the verb ends that `name` opens with, behind an adverb at most.
    fn opening_verb(&self, name: &str) -> Option<usize> {
        let verb = self.acts.find(name).next()?;
        (name[..verb.start].chars().count() <= ADVERB).then_some(verb.end)
    }

    fn is_appurtenance(&self, name: &str) -> bool {
        self.appurtenances.match_before(name, name.len()).is_some()
    }

    fn thing(&self, text: &str) -> Thing {
        let words = self.folder.wording(text, 0..text.len(), &[]);
        let spelled: String = words.chars.iter().filter(|&&c| c != BREAK).collect();
        let mut stem = spelled.as_str();
        if let Some((length, ())) = self.levels.match_at(stem, 0) {
            stem = longer(&stem[length..], stem);
        }
        if let Some((length, ())) = self.heads.match_before(stem, stem.len()) {
            stem = longer(&stem[..stem.len() - length], stem);
        }
        Thing {
            text: text.to_owned(),
            name: self.namer.name(&words.chars, &self.contrast),
            stem: stem.chars().collect(),
            words,
        }
    }

    /// Whether a clause that reports on the list names the thing: a good part of what makes its name telling, its stem,
    /// its abbreviation, or a name much like it.
    fn is_named(&self, thing: &Thing, report: &Passage) -> bool {
        let piece = thing.words.best_piece(&report.words);
        let named = piece.is_name()
            || piece.name >= 0.35 && piece.weight >= 4.0
            || thing.words.abbreviation(&report.words) >= ABBREVIATED
            || holds(&report.words.chars, &thing.stem)
            || ends_in_a_piece(thing, report)
            || report
                .names
                .iter()
                .any(|other| is_alike(&thing.name, other, SAME_NAME));
        named && !self.is_lookalike(thing, report)
    }

    /// Whether any clause of the review names the thing beyond doubt: in full, or the most of its stem from the front.
    fn is_named_elsewhere(&self, thing: &Thing, passage: &Passage) -> bool {
        let stem = &thing.stem;
        let most = (stem.len() as f32 * MOST_OF_A_STEM).ceil() as usize;
        let front = &stem[..stem.len().min(most.max(TELLING))];
        let chars = &passage.words.chars;
        let alike = |n: &Name| is_alike(&thing.name, n, SAME_NAME_ELSEWHERE);
        (holds(chars, &thing.words.chars)
            || front.len() >= TELLING && holds(chars, front)
            || stem.len() >= TELLING && passage.names.iter().any(alike))
            && thing.name.qualifiers.conflicts(&passage.qualifiers) == 0
            && !self.is_lookalike(thing, passage)
    }

    /// Whether the clause names the thing's opposite number instead: 左旗 for 右旗, 二期 for 一期.
    fn is_lookalike(&self, thing: &Thing, passage: &Passage) -> bool {
        let (own, told) = (&thing.words.chars, &passage.words.chars);
        (0..own.len()).any(|i| {
            let Some(group) = self.lookalikes.iter().find(|g| g.contains(&own[i])) else {
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

    /// The kind named after 等, where it says more than 重点项目.
    fn kind(&self, plan: &Document, subject: &Subject) -> Option<Vec<char>> {
        let text = &plan.file.text;
        let last = subject.commitment.objects.last()?.span.end;
        let rest = text.get(last..subject.commitment.span.end)?;
        let mut kind = rest.strip_prefix('等')?;
        while let Some((length, ())) = self.tails.match_before(kind, kind.len()) {
            kind = &kind[..kind.len() - length];
        }
        let mut own = kind;
        while let Some((length, ())) = self.general.match_at(own, 0) {
            own = &own[length..];
        }
        while let Some((length, ())) = self.general.match_before(own, own.len()) {
            own = &own[..own.len() - length];
        }
        let words = self.folder.wording(kind, 0..kind.len(), &[]);
        (own.chars().nth(1).is_some() && words.chars.len() >= KIND).then_some(words.chars)
    }
}

/// Whether the report counts the kind that the promise gives examples of (`A、B等创新药` – `2个创新药获批`).
fn counts_kind(kind: &[char], reports: &[&Passage], all: &[Passage]) -> bool {
    near(reports, all).any(|p| !p.items.is_empty() && holds(&p.words.chars, kind))
}

/// The reports and the clauses beside them in their paragraphs.
fn near<'p, 'a>(
    reports: &'p [&Passage<'a>],
    all: &'p [Passage<'a>],
) -> impl Iterator<Item = &'p Passage<'a>> {
    reports.iter().flat_map(|report| {
        let at = all.iter().position(|p| p.span == report.span);
        let at = at.unwrap_or(0);
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

/// The head that all things but the last end in; empty where they share none.
fn shared_head<'t>(names: &[&'t str]) -> &'t str {
    let Some((_, [first, rest @ ..])) = names.split_last() else {
        return "";
    };
    let mut heads = first.char_indices().map(|(at, _)| &first[at..]);
    let shared = |head: &&str| rest.iter().all(|name| name.ends_with(head));
    let head = heads.find(|h| h.len() < first.len() && shared(h));
    head.filter(|h| !rest.is_empty() && h.chars().nth(1).is_some())
        .unwrap_or("")
}

/// `name` without what follows the head it shares: what is done with the whole list (甲片区、乙片区、丙片区更新试点).
fn up_to<'t>(name: &'t str, head: &str) -> &'t str {
    match name.find(head) {
        Some(at) if at > 0 && !head.is_empty() => &name[..at + head.len()],
        _ => name,
    }
}

/// `short` unless nothing that could be looked for is left.
fn longer<'t>(short: &'t str, whole: &'t str) -> &'t str {
    if short.chars().nth(1).is_some() {
        short
    } else {
        whole
    }
}

fn is_alike(own: &Name, other: &Name, (kept, back): (f32, f32)) -> bool {
    let fit = own.fit(other);
    fit.kept >= kept && fit.back >= back
}

fn holds(text: &[char], name: &[char]) -> bool {
    name.len() > 1 && text.windows(name.len()).any(|w| w == name)
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
    full.len() > TELLING && all.iter().any(|p| holds(&p.words.chars, &full))
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
