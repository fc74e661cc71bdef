//! Reads what a promise lists, thing by thing, and the kind they are called together.

use super::bare::{behind_size, longer, quoted, shared_head, up_to, without_asides};
use super::shorter::Shorter;
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::background::is_letter;
use crate::extract::words::WordTable;
use crate::link::name::Name;
use crate::link::passage::Reader;
use crate::link::runs::BREAK;
use crate::link::subject::Subject;
use crate::link::wording::Wording;
use crate::location::Spanned;
use std::ops::Range;
use std::sync::Arc;

/// Characters of a kind that stands for the things listed (创新药).
pub(super) const KIND: usize = 3;

/// Characters of an adverb before the verb that opens a name.
const ADVERB: usize = 2;

/// Characters a name has at least.
const SHORTEST: usize = 2;

/// Ends of names of parts: 一期, 二段, 5号线.
const STRETCHES: [char; 3] = ['期', '段', '线'];

/// Digits of a year.
const YEAR: usize = 4;

/// Classes of heads that name nothing one could point at.
const ABSTRACT: [&str; 2] = ["heads.abstract", "heads.mass"];

/// Reads lists of things.
#[derive(Debug)]
pub(super) struct Things {
    reader: Arc<Reader>,
    levels: WordTable<()>,
    heads: WordTable<()>,
    /// Heads that are things one could point at: not 保护, 创新, 能力.
    concrete: WordTable<()>,
    appurtenances: WordTable<()>,
    general: WordTable<()>,
    tails: WordTable<()>,
    /// Verbs a name may open with by mistake.
    acts: WordTable<()>,
    /// Verbs for being given a title, and words for when.
    titles: WordTable<()>,
    /// Times that only look like a thing listed.
    times: WordTable<()>,
}

/// A thing listed.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) text: String,
    pub(super) words: Wording,
    pub(super) name: Name,
    /// Its name without the level before and the head noun behind.
    pub(super) stem: Vec<char>,
    pub(super) shorter: Shorter,
}

impl Things {
    /// Reads `heads.*`, `breadth.levels`, `lists.appurtenances`, `lists.general_kinds`,
    /// `tails.verbal` and `acts.*`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let names = lexicon.names().into_iter();
        let heads: Vec<&str> = names.filter(|n| n.starts_with("heads.")).collect();
        let words = |names: &[&str]| -> Vec<&String> {
            names.iter().flat_map(|n| lexicon.words(n)).collect()
        };
        let concrete: Vec<&str> = heads
            .iter()
            .copied()
            .filter(|n| !ABSTRACT.contains(n))
            .collect();
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
        let titles = ["acts.award", "lists.not_in_names", "lists.predicates"];
        let titles = titles.into_iter().flat_map(|n| lexicon.words(n));
        let tails = acts.chain(["tails.verbal"]).flat_map(|n| lexicon.words(n));
        let levels = lexicon.pairs("breadth.levels").iter();
        Self {
            reader: lexicon.compiled(Reader::new),
            levels: WordTable::new(levels.map(|(w, _)| (w, ()))),
            concrete: WordTable::new(words(&concrete).into_iter().map(|w| (w, ()))),
            heads: WordTable::new(words(&heads).into_iter().map(|w| (w, ()))),
            appurtenances: list("lists.appurtenances"),
            general: list("lists.general_kinds"),
            acts: WordTable::new(verbs.map(|w| (w, ()))),
            titles: WordTable::new(titles.map(|w| (w, ()))),
            tails: WordTable::new(tails.map(|w| (w, ()))),
            times: list("lists.times"),
        }
    }

    /// The things listed. `A、B和C` are three, even where B does not look like a name; what belongs to the thing before
    /// it (枢纽及集疏运体系) is none of its own.
    pub(super) fn listed(&self, plan: &Document, subject: &Subject) -> Vec<Thing> {
        let names = self.called(plan, subject);
        let mut things: Vec<Thing> = names.map(|name| self.thing(name)).collect();
        let common: Vec<bool> = (0..things.len())
            .map(|i| {
                let stem = &things[i].stem;
                let mut others = things.iter().enumerate().filter(|(j, _)| *j != i);
                others.any(|(_, other)| holds(&other.words, stem))
            })
            .collect();
        for (thing, _) in things.iter_mut().zip(common).filter(|(_, common)| *common) {
            thing.stem.clone_from(&thing.words.chars);
        }
        things
    }

    /// The characters of the name of each thing listed, one after the other.
    pub(super) fn spelled(
        &self,
        plan: &Document,
        subject: &Subject,
    ) -> impl Iterator<Item = Vec<char>> {
        let names = self.called(plan, subject).map(behind_size);
        names.map(|name| self.reader.folder.chars(name, 0..name.len(), &[]))
    }

    /// What the things listed are called.
    fn called<'t>(&self, plan: &'t Document, subject: &Subject) -> impl Iterator<Item = &'t str> {
        let text = &plan.file.text;
        let pieces = self.pieces(text, &subject.commitment.objects);
        let names: Vec<&str> = pieces.into_iter().map(|p| &text[p]).collect();
        let shared = shared_head(&names);
        let names = names.into_iter();
        names.map(move |name| self.without_acts(up_to(name, shared)))
    }

    /// Where the names of the things stand.
    fn pieces(&self, text: &str, objects: &[Spanned<String>]) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            let range = object.span.range();
            let between = pieces
                .last()
                .map_or("", |p| &text[p.end.min(range.start)..range.start]);
            let joined = between.ends_with(['及', '和', '与']);
            if joined && self.is_appurtenance(&object.value) || object.value.starts_with('其') {
                continue;
            }
            let whole: Vec<&str> = pieces.iter().map(|p| &text[p.clone()]).collect();
            if let [.., before, half] = whole[..]
                && joined
                && self.is_half(before, half)
                && let Some(last) = pieces.last_mut()
            {
                last.end = range.end;
                continue;
            }
            let last = i + 1 == objects.len();
            let before = whole.last().copied();
            match object.value.find(['和', '与', '及']) {
                Some(at) if last && self.is_joint(before, &object.value, at) => {
                    let mark = range.start + at;
                    pieces.extend(quoted(text, range.start..mark));
                    pieces.extend(quoted(text, mark + '和'.len_utf8()..range.end));
                }
                _ => pieces.extend(quoted(text, range)),
            }
        }
        let is_name = |p: &Range<usize>| {
            let name = &text[p.clone()];
            name.chars().nth(1).is_some() && self.times.match_at(name, 0).is_none()
        };
        pieces.retain(is_name);
        pieces
    }

    /// Whether 和 at byte `at` of the last name joins two things, behind the thing `before`; where there is none, only two
    /// that each have a head (某某赛和某某会).
    fn is_joint(&self, before: Option<&str>, name: &str, at: usize) -> bool {
        let (one, other) = (&name[..at], &name[at + '和'.len_utf8()..]);
        match before {
            Some(before) => !self.is_half(before, one),
            None => !name[at..].starts_with('与') && self.is_headed(one) && self.is_headed(other),
        }
    }

    fn is_headed(&self, name: &str) -> bool {
        name.ends_with(STRETCHES) || self.concrete.match_before(name, name.len()).is_some()
    }

    /// Whether `half` stops before the head that such a thing has: `医药创新` beside `新材料国际大会` (医药创新与发展国际会议).
    fn is_half(&self, beside: &str, half: &str) -> bool {
        self.is_headed(beside) && !self.is_headed(half) && half.ends_with(is_letter)
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
        let folded = |text: &str| self.reader.folder.wording(text, 0..text.len(), &[]);
        let words = folded(behind_size(text));
        let plain = without_asides(behind_size(text));
        let plain = self.reader.folder.chars(&plain, 0..plain.len(), &[]);
        let spelled: String = plain.iter().filter(|&&c| c != BREAK).collect();
        let year = spelled.trim_start_matches(|c: char| c.is_ascii_digit());
        let mut stem = match spelled.len() - year.len() {
            YEAR => longer(year, &spelled),
            _ => spelled.as_str(),
        };
        if let Some((edition, event)) = stem.split_once('届')
            && edition.starts_with('第')
        {
            stem = longer(event, stem);
        }
        if let Some((length, ())) = self.levels.match_at(stem, 0) {
            stem = longer(&stem[length..], stem);
        }
        if let Some((length, ())) = self.heads.match_before(stem, stem.len()) {
            stem = longer(&stem[..stem.len() - length], stem);
        }
        Thing {
            text: text.to_owned(),
            name: self.reader.namer.name(&words.chars, &self.reader.contrast),
            stem: stem.chars().collect(),
            shorter: Shorter::of(text),
            words,
        }
    }

    /// The kind named after 等, where it says more than 重点项目.
    pub(super) fn kind(&self, plan: &Document, subject: &Subject) -> Option<Vec<char>> {
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
        let chars = self.reader.folder.chars(kind, 0..kind.len(), &[]);
        (own.chars().nth(1).is_some() && chars.len() >= KIND).then_some(chars)
    }
}

/// Whether `name`, of two characters at least, stands in `words`.
pub(super) fn holds(words: &Wording, name: &[char]) -> bool {
    name.len() > 1 && words.holds(name)
}
