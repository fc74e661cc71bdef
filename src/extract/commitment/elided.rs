//! Gives each name of a list the head only the last of them has: `甲、乙国家公园` are 甲国家公园 and 乙国家公园.

use super::nouns::Nouns;
use crate::extract::Lexicon;
use crate::extract::background::{hash, is_letter, pair_rarity};
use crate::extract::words::WordTable;
use crate::location::Spanned;

/// Rarity in nats from which on a pair of characters opens a proper name.
const NAME: f32 = 1.0;

/// By how many nats the pair over the joint between name and head is rarer than the pair behind it, at least; behind a name as
/// long as the others, and where the head is known, less is enough.
const JOINT: f32 = 1.0;
const KNOWN_JOINT: f32 = 0.3;

/// Rarity of the pair that opens a head, at most, behind a name as long as the others and behind any other.
const OPENING: f32 = 4.0;
const COMMON_OPENING: f32 = 1.5;

/// Characters of a known head that is enough behind a name of another length.
const TELLING_HEAD: usize = 4;

/// Characters of a name without a head: of a plain one, of one that says what it is (某某县), and of its ending.
const PLAIN: [usize; 2] = [2, 3];
const MARKED: [usize; 2] = [2, 6];

/// Fewest characters of a head, and behind a level.
const LEAST_HEAD: usize = 2;
const LEAST_BEHIND_LEVEL: usize = 4;

/// Characters of a head, at most: it is said again for each.
const LONGEST_HEAD: usize = 40;

/// Characters of what is said of a list behind it, at most.
const LONGEST_KIND: usize = 14;

/// Kinds of things a name of which is told from a place only by its head (`甲、乙等铁路`), and fewest characters of such a head.
const KINDS: [&str; 4] = ["transport", "water", "plant", "zone"];
const LEAST_KIND: usize = 2;

/// Characters that join words, and end or open no name.
const JOINING: [char; 9] = ['和', '与', '及', '以', '之', '的', '等', '至', '到'];

/// What kind of name stands without a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bare {
    /// A level (国家级).
    Level,
    /// A place that says what it is, or a kind (某某县, 空港型).
    Marked,
    /// A short name.
    Plain,
}

/// What the words behind a list say of what it lists.
#[derive(Debug, Clone, Copy)]
enum Listed<'t> {
    /// Nothing.
    Open,
    /// What they are (等高铁): the head of each.
    Kind(&'t str),
    /// Something else.
    Other,
}

/// Finds names whose head is said once, behind the last of them; the lists are `lists.*`.
#[derive(Debug)]
pub(crate) struct Elided {
    levels: WordTable<()>,
    /// Endings of names and kinds that all in a list have (县, 型).
    alike: WordTable<()>,
    /// Endings of places in nature, which heads may follow too (湖).
    land: WordTable<()>,
    /// Endings of works, which need no head.
    works: WordTable<()>,
    /// Openings of what is no head (等, 各).
    no_head: WordTable<()>,
    /// Verbs a head does not begin with.
    acting: WordTable<()>,
    /// Verbs that go between a name and its head (建设).
    making: WordTable<()>,
    /// Endings that belong to what follows (九华新片区).
    sizes: WordTable<()>,
    classifiers: WordTable<()>,
    /// Kinds of things that say nothing of what those listed before are (等项目).
    general_kinds: WordTable<()>,
}

impl Elided {
    /// Compiles the lists.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let list = |key: &str| lexicon.finder(&format!("lists.{key}"));
        Self {
            levels: list("shared_levels"),
            alike: list("alike_ends"),
            land: list("land_ends"),
            works: list("work_ends"),
            no_head: list("no_shared_head"),
            acting: list("acting"),
            making: list("made_between"),
            sizes: list("size_ends"),
            classifiers: list("classifiers"),
            general_kinds: list("general_kinds"),
        }
    }

    /// `objects` of `text`, in order, each name without a head with that of the next which has one.
    pub(crate) fn completed(
        &self,
        text: &str,
        mut objects: Vec<Spanned<String>>,
        nouns: &Nouns,
    ) -> Vec<Spanned<String>> {
        let mut last = objects.len();
        while last > 1 {
            last -= 1;
            let bare = |object: &Spanned<String>| self.bare(&object.value, nouns);
            let listed = self.listed(text, objects[last].span.range().end, nouns);
            let goes_on = |o: &&Spanned<String>| {
                let ends = text[o.span.range().end..].starts_with('等');
                !ends && bare(o).is_some()
            };
            let row = objects[..last].iter().rev();
            let first = last - row.take_while(goes_on).count();
            let kind = bare(&objects[last - 1]).filter(|_| first < last);
            let before = first.checked_sub(1).map(|i| &objects[i].value);
            let is_whole = before.is_none_or(|b| has_head(b, nouns));
            let own = bare(&objects[last]);
            match (kind, listed) {
                (_, Listed::Kind(head)) if own == Some(Bare::Plain) => {
                    let row = objects[first..=last].iter_mut();
                    let plain = row.filter(|o| self.bare(&o.value, nouns) == Some(Bare::Plain));
                    plain.for_each(|o| o.value.push_str(head));
                }
                (Some(kind), Listed::Open)
                    if is_whole && (kind == Bare::Level || own.is_none()) =>
                {
                    if let Some((name, head)) = self.parts(&objects, last, (kind, nouns)) {
                        for object in &mut objects[first..last] {
                            object.value.push_str(&head);
                        }
                        objects[last].value = format!("{name}{head}");
                    }
                }
                (_, Listed::Kind(_) | Listed::Other | Listed::Open) => {}
            }
            last = first.max(1);
        }
        objects
    }

    /// Whether `name` may be a name without a head.
    pub(super) fn is_bare(&self, name: &str, nouns: &Nouns) -> bool {
        self.bare(name, nouns).is_some()
    }

    fn bare(&self, name: &str, nouns: &Nouns) -> Option<Bare> {
        let length = name.chars().take(MARKED[1] + 1).count();
        let within = |[least, most]: [usize; 2]| (least..=most).contains(&length);
        if self.is_level(name) {
            return Some(Bare::Level);
        }
        if !within(MARKED) || !name.chars().all(is_han) {
            return None;
        }
        let ends = |words: &WordTable<()>| words.match_before(name, name.len()).is_some();
        if has_head(name, nouns) && !ends(&self.land) {
            return None;
        }
        let opens = |words: &WordTable<()>| words.match_at(name, 0).is_some();
        if opens(&self.acting) {
            return None;
        }
        if ends(&self.alike) {
            return Some(Bare::Marked);
        }
        let is_name = within(PLAIN) && !ends(&self.works) && opening(name) >= NAME;
        is_name.then_some(Bare::Plain)
    }

    fn is_level(&self, name: &str) -> bool {
        let level = self.levels.match_at(name, 0);
        level.is_some_and(|(length, ())| length == name.len())
    }

    /// What is said behind a list that ends at byte `at` of `text` of what it lists.
    fn listed<'t>(&self, text: &'t str, at: usize, nouns: &Nouns) -> Listed<'t> {
        let Some(kind) = text[at..].strip_prefix('等') else {
            return Listed::Open;
        };
        let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c);
        let kind = kind.trim_start_matches(numeral);
        let counted = self.classifiers.match_at(kind, 0);
        let kind = &kind[counted.map_or(0, |(length, ())| length)..];
        let ends = kind.char_indices().take(LONGEST_KIND);
        let mut ends = ends.filter(|(_, c)| !is_han(*c) || JOINING.contains(c));
        let Some(length) = ends.next().map(|(at, _)| at) else {
            return Listed::Other;
        };
        if length == 0 || self.general_kinds.match_at(kind, 0).is_some() {
            return Listed::Open;
        }
        let name = nouns.name(kind, 0..length);
        let head = nouns.head(kind, name).filter(|(head, class)| {
            let long = kind[head.clone()].chars().nth(LEAST_KIND - 1).is_some();
            long && KINDS.contains(&class.key())
        });
        head.map_or(Listed::Other, |(head, _)| Listed::Kind(&kind[head]))
    }

    /// The name and the head of the last of a row of objects, before which a name of `kind` stands.
    fn parts(
        &self,
        objects: &[Spanned<String>],
        last: usize,
        (kind, nouns): (Bare, &Nouns),
    ) -> Option<(String, String)> {
        let (before, whole) = (&objects[last - 1].value, objects[last].value.as_str());
        let at = match kind {
            Bare::Level => {
                let (at, ()) = self.levels.match_at(whole, 0)?;
                self.levels.match_at(whole, at).is_none().then_some(at)?
            }
            Bare::Marked => self.behind_alike(before, whole)?,
            Bare::Plain => self
                .behind_alike(before, whole)
                .or_else(|| self.behind_name(before, whole, nouns))?,
        };
        let head = self.head(&whole[at..])?;
        let long = |least: usize| head.chars().nth(least - 1).is_some();
        let is_head = match kind {
            Bare::Level => long(LEAST_BEHIND_LEVEL) && !head.ends_with('的'),
            Bare::Marked => long(LEAST_HEAD) && has_head(head, nouns),
            Bare::Plain => long(LEAST_HEAD) && has_head(head, nouns) && !head.contains('“'),
        };
        (is_head && !long(LONGEST_HEAD + 1)).then(|| (whole[..at].to_owned(), head.to_owned()))
    }

    /// Where the head begins behind a name that ends in `whole` as `before` does.
    fn behind_alike(&self, before: &str, whole: &str) -> Option<usize> {
        let end = before.chars().next_back()?;
        let ends = |words: &WordTable<()>| words.match_before(before, before.len()).is_some();
        let inside = whole.char_indices().take(MARKED[1]).skip(1);
        let mut inside = inside.filter(|_| ends(&self.alike) || ends(&self.land));
        let at = inside.find(|(_, c)| *c == end)?.0 + end.len_utf8();
        let next = whole[at..].chars().next()?.len_utf8();
        let is_work = self.works.match_at(&whole[..at + next], at).is_some();
        (!is_work).then_some(at)
    }

    /// Where the head begins behind a short name: where the words on both sides hang together least.
    fn behind_name(&self, before: &str, whole: &str, nouns: &Nouns) -> Option<usize> {
        let length = before.chars().count();
        let known = nouns.head(whole, 0..whole.len());
        let on_land = self.land.match_before(before, before.len()).is_some();
        let fits = |&count: &usize| {
            let at = whole.char_indices().nth(count)?.0;
            let (name, rest) = whole.split_at(at);
            let alike = count == length;
            let is_name = name.chars().all(is_han)
                && opening(name) >= NAME
                && !name.contains(JOINING)
                && !rest.chars().nth(1).is_some_and(|c| JOINING.contains(&c))
                && (alike || !on_land && self.sizes.match_before(name, at).is_none());
            let is_known = known.as_ref().is_some_and(|(head, class)| {
                let tells = alike || class.key() == "transport";
                head.start == at && (tells || rest.chars().nth(TELLING_HEAD - 1).is_some())
            });
            let inside = pair(rest.chars())?;
            let over = pair(name.chars().next_back().into_iter().chain(rest.chars()))?;
            let common = if alike { OPENING } else { COMMON_OPENING };
            let holds = over - inside;
            let apart = is_known && holds >= KNOWN_JOINT || holds >= JOINT && inside <= common;
            (is_name && apart).then_some(at)
        };
        let counts = [length, 2, 3, 4];
        counts.iter().find_map(fits)
    }

    /// `rest` as a head: without how many of them there are, and without the verb that makes them.
    fn head<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let counted = rest.trim_start_matches(['两', '二', '三', '四', '五', '六']);
        let counted = Some(counted).filter(|c| c.len() < rest.len());
        let counted = counted.and_then(|c| {
            let (length, ()) = self.classifiers.match_at(c, 0)?;
            Some(&c[length..])
        });
        let rest = counted.unwrap_or(rest);
        let made = self.making.match_at(rest, 0);
        let rest = &rest[made.map_or(0, |(length, ())| length)..];
        let opens = |words: &WordTable<()>| words.match_at(rest, 0).is_some();
        (rest.starts_with(is_han) && !opens(&self.no_head) && !opens(&self.acting)).then_some(rest)
    }
}

/// Whether `name` ends in the head of a thing.
fn has_head(name: &str, nouns: &Nouns) -> bool {
    let head = nouns.head(name, 0..name.len());
    head.is_some_and(|(_, class)| class.is_tangible())
}

fn is_han(c: char) -> bool {
    is_letter(c) && !c.is_ascii()
}

/// How rare the pair of characters is that opens `name`.
fn opening(name: &str) -> f32 {
    pair(name.chars()).unwrap_or_default()
}

/// How rare the next two of `characters` are together.
fn pair(mut characters: impl Iterator<Item = char>) -> Option<f32> {
    let two = [characters.next()?, characters.next()?];
    Some(pair_rarity(hash(&two)))
}
