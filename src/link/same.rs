//! Tells which thing two clauses both name, and whether it is one and the same: what they list, and the nouns these names end in.

use super::bare::{Bare, Barer, Things};
use super::lookalikes::Lookalikes;
use super::name::{Name, in_order};
use super::passage::{Passage, Reader, Source};
use super::subject::Subject;
use super::wording::Wording;
use crate::extract::Lexicon;

/// Share of the longer name that the shorter one has, where it stands in it whole.
const SHORTENED: f32 = 0.45;

/// The same for a title, and where something is put into the name: 文明典范城市 is another title than 文明城市, and
/// 国土空间生态修复规划 another plan than 国土空间规划.
const INSERTED: f32 = 0.68;

/// The same where it stands there in one piece, has so many characters and no other noun follows it.
const EMBEDDED: f32 = 0.25;
const EMBEDDED_LENGTH: usize = 4;

/// Shares of two names in each other, multiplied, where neither stands in the other whole but both open alike: what comes first
/// in a name tells it from others (徐宿快速通道 and 徐沛快速通道).
const REWORDED: f32 = 0.62;
const OPENING: usize = 2;

/// From here on names are alike enough to be known for one without the words around them, if they are not too short.
const PLAIN: f32 = 0.8;
const PLAIN_LENGTH: usize = 4;

/// A name of so many characters is as plain where it only stands in another one.
const LONG: usize = 6;

/// Characters that two names must end in alike.
const END: usize = 2;

/// Characters of a name that may be that of a place.
const PLACE: usize = 2;

/// Compares names.
#[derive(Debug)]
pub(super) struct Sameness {
    barer: Barer,
    lookalikes: Lookalikes,
}

/// The thing that two clauses share: which of the names of the first it is, and which of those of the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shared {
    pub(super) first: usize,
    pub(super) second: usize,
    /// How much of each name is in the other, multiplied.
    alike: f32,
    /// Characters of the shorter name.
    length: usize,
}

impl Shared {
    /// Whether the names say by themselves that it is one thing.
    pub(super) fn is_plain(&self) -> bool {
        self.alike >= PLAIN && self.length >= PLAIN_LENGTH
    }
}

impl Sameness {
    /// Reads what [`Barer`] and [`Lookalikes`] read.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            barer: Barer::new(lexicon),
            lookalikes: Lookalikes::new(lexicon),
        }
    }

    /// What `subject` promises something of.
    pub(super) fn promised<'s>(
        &self,
        source: Source,
        subject: &'s Subject,
        reader: &Reader,
    ) -> &'s Things {
        let things = &subject.things;
        things.get_or_init(|| self.listed_by(source, subject, reader))
    }

    fn listed_by(&self, source: Source, subject: &Subject, reader: &Reader) -> Things {
        let name = |chars: &[char]| reader.namer.name(chars, &reader.contrast);
        let mut names: Vec<Name> = match subject.measure {
            Some(_) => subject.objects.iter().map(|o| name(&o.chars)).collect(),
            None => Vec::new(),
        };
        names.extend_from_slice(&subject.names);
        let commitment = &subject.commitment;
        let end = commitment
            .objects
            .last()
            .map_or(commitment.span.end, |o| o.span.end);
        let rest = source.document.file.text.get(end..commitment.span.end);
        let kind = rest.and_then(|rest| rest.strip_prefix('等'));
        let kind = kind.map(|kind| name(&kind.chars().collect::<Vec<char>>()));
        self.barer.things(names, kind.as_ref())
    }

    /// What `passage` reports something of.
    pub(super) fn told<'p>(&self, passage: &'p Passage, reader: &Reader) -> &'p Things {
        let names = || passage.names.clone();
        let things = &passage.things;
        things.get_or_init(|| self.named(names(), &passage.words, reader))
    }

    /// What a clause with these `words` reports something of.
    pub(super) fn reported(&self, words: &Wording, reader: &Reader) -> Things {
        let names = reader.namer.names(words, &reader.contrast);
        self.named(names, words, reader)
    }

    /// The things that a clause with these `words` has the `names` of.
    fn named(&self, names: Vec<Name>, words: &Wording, reader: &Reader) -> Things {
        let listed = words.chars.iter().rposition(|&c| c == '等');
        let name = |chars: &[char]| reader.namer.name(chars, &reader.contrast);
        let called = listed.map(|at| name(&words.chars[at + 1..]));
        self.barer.things(names, called.as_ref())
    }

    /// Whether a clause with these `words` may have one of the `things` plainly: it has the letters for it.
    pub(super) fn may_name(&self, things: &Things, words: &Wording) -> bool {
        let is_there = |c: &&char| words.letters.may_hold(**c) || self.barer.may_write(**c);
        let count = |name: &[char]| name.iter().filter(is_there).count();
        things.members.iter().any(|(_, bare)| {
            count(&bare.chars) as f32 >= PLAIN * bare.chars.len() as f32
                || count(&bare.spelled) >= LONG
        })
    }

    /// The thing that `first` and `second` both have, the one whose names are most alike.
    pub(super) fn shared(&self, first: &Things, second: &Things) -> Option<Shared> {
        let mut best: Option<Shared> = None;
        for shared in self.all_shared(first, second) {
            if best.is_none_or(|known| shared.alike > known.alike) {
                best = Some(shared);
            }
        }
        best
    }

    /// All things that `first` and `second` both have.
    pub(super) fn all_shared(&self, first: &Things, second: &Things) -> Vec<Shared> {
        let mut all = Vec::new();
        for (i, one) in &first.members {
            for (j, other) in &second.members {
                let is_apart = || {
                    let (own, others) = (&first.names[*i], &second.names[*j]);
                    own.qualifiers.conflicts(&others.qualifiers) > 0
                        || ends_elsewhere((one, first), (other, second))
                };
                if let Some(alike) = self.alike(one, other)
                    && !is_apart()
                {
                    all.push(Shared {
                        first: *i,
                        second: *j,
                        alike,
                        length: one.chars.len().min(other.chars.len()),
                    });
                }
            }
        }
        all
    }

    /// How much alike two names of one thing are; none where they are names of two.
    fn alike(&self, one: &Bare, other: &Bare) -> Option<f32> {
        let (a, b) = (&one.chars, &other.chars);
        let common = in_order(a, (b, &other.letters));
        let short = a.len().min(b.len());
        let alike = (common * common) as f32 / (a.len() * b.len()) as f32;
        let embedded = short >= EMBEDDED_LENGTH && is_embedded(one, other);
        let (shorter, longer) = by_length(one, other);
        let needed = match common == short {
            _ if embedded => EMBEDDED,
            true if one.is_title || other.is_title => INSERTED,
            true if place(shorter, longer).is_some() => SHORTENED,
            true => INSERTED,
            false if a[..OPENING.min(short)] == b[..OPENING.min(short)] => REWORDED,
            false => PLAIN,
        };
        let have_other_numbers = !one.numbers.is_empty()
            && !other.numbers.is_empty()
            && !one.numbers.iter().any(|n| other.numbers.contains(n));
        let is_one = alike >= needed
            && one.is_part == other.is_part
            && !have_other_numbers
            && !self.are_lookalikes(a, b)
            && end_alike(one, other);
        let is_long = embedded && short >= LONG;
        is_one.then_some(if is_long { alike.max(PLAIN) } else { alike })
    }

    /// Whether the names differ in a character of which there is a row, in one and the same place: 东区 and 西区, 一桥 and 二桥.
    fn are_lookalikes(&self, a: &[char], b: &[char]) -> bool {
        let opening = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let (Some(x), Some(y)) = (a.get(opening), b.get(opening)) else {
            return false;
        };
        self.lookalikes.row(*x).is_some_and(|row| row.contains(y))
    }
}

/// Whether both end in the same noun, or one stands in the other and what follows it there is no noun: what is to be done with
/// the thing.
fn end_alike(one: &Bare, other: &Bare) -> bool {
    let (a, b) = (&one.chars, &other.chars);
    let end = END.min(a.len()).min(b.len());
    a[a.len() - end..] == b[b.len() - end..]
        || !one.head().is_empty() && one.head() == other.head()
        || is_embedded(one, other)
}

/// Whether the shorter name stands in the longer one, in one piece, and no noun follows it there.
fn is_embedded(one: &Bare, other: &Bare) -> bool {
    let (short, long) = by_length(one, other);
    let at = place(short, long);
    long.head().is_empty() && at.is_some_and(|at| at + short.spelled.len() < long.spelled.len())
}

/// Where the shorter name stands in the longer one, in one piece.
fn place(short: &Bare, long: &Bare) -> Option<usize> {
    let mut places = long.spelled.windows(short.spelled.len().max(1));
    places.position(|w| w == short.spelled)
}

fn by_length<'b>(one: &'b Bare, other: &'b Bare) -> (&'b Bare, &'b Bare) {
    match one.spelled.len() < other.spelled.len() {
        true => (one, other),
        false => (other, one),
    }
}

/// Whether the two are members of lists, have no nouns themselves, and the lists end in nouns of different kinds (甲、乙示范区规划
/// and 甲、乙示范区) or, where the two only name a place, in different nouns (甲、乙口岸 and 甲、丙保税区).
fn ends_elsewhere((one, ones): (&Bare, &Things), (other, others): (&Bare, &Things)) -> bool {
    if is_only_where(one, ones) != is_only_where(other, others) {
        return true;
    }
    let is_open = |bare: &Bare, things: &Things| bare.head().is_empty() && things.last.is_some();
    let (Some(a), Some(b)) = (&ones.last, &others.last) else {
        return false;
    };
    let of_other_kinds = a.kind.zip(b.kind).is_some_and(|(a, b)| a != b);
    let is_place = one.chars.len() <= PLACE && other.chars.len() <= PLACE;
    (is_open(one, ones) || is_open(other, others))
        && (of_other_kinds || a.is_paper != b.is_paper || is_place && a.head() != b.head())
}

/// Whether the list is of other things than the name says, at or for it: `湖口井路、塔北路等路段电力廊道`, `甲片区等专项规划`.
fn is_only_where(one: &Bare, things: &Things) -> bool {
    things.called.as_ref().is_some_and(|called| {
        let is_way_alone = one.is_way && called.is_thing && !called.is_way;
        is_way_alone || called.is_paper && !one.is_paper
    })
}
