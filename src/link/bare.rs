//! Reduces a name to what it is compared by: without the level of a title and the ends that say only that there is work.

use super::name::{LONGEST, Name};
use crate::extract::Lexicon;
use crate::extract::commitment::nouns::CLASSES;
use crate::extract::letters::Letters;
use crate::extract::words::WordTable;

/// What joins two names that no mark divides.
const JOINTS: [char; 3] = ['和', '与', '及'];

/// Characters of a name below which it may be any.
const SHORTEST: usize = 2;

/// Stands for the noun of a title, however it is written.
const TITLE: char = '★';

/// How many of the last [`CLASSES`] are nouns of a quality or a mass.
const MASSES: usize = 2;

/// Reduces names.
#[derive(Debug)]
pub(super) struct Barer {
    /// Words for the level a title is given at: what they say is compared as a qualifier.
    levels: WordTable<()>,
    /// Verbs that belong to no name.
    opening: WordTable<()>,
    /// Words that names open with by mistake: how something is to be done.
    manner: WordTable<()>,
    /// Ends of names that say only that there is work, or which part of it.
    loose: WordTable<()>,
    /// Other ways of writing words, each with the number of the one that is meant.
    written: WordTable<usize>,
    meant: Vec<String>,
    /// What a name has when it is reduced and may not have had before.
    added: Letters,
    /// Nouns that names end in, each with the number of its list.
    heads: WordTable<usize>,
    /// The number of the list of nouns for any kind of work.
    any_kind: usize,
    /// The number of the list of papers.
    paper: usize,
    /// The number of the list of roads and lines.
    way: usize,
    /// The number of the list of titles.
    title: usize,
    /// Nouns of titles; these stand for each other.
    titles: WordTable<()>,
    /// Words for what belongs to a thing and is not the thing.
    appurtenances: WordTable<()>,
    /// Words for what is added to a thing.
    additions: WordTable<()>,
}

/// A name as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Bare {
    /// Without levels and loose ends.
    pub(super) chars: Vec<char>,
    pub(super) letters: Letters,
    /// The same with the noun of a title as it is written.
    pub(super) spelled: Vec<char>,
    /// How many of the last characters are its noun; 0 for none.
    head: usize,
    /// Whether that is a noun of things, not of a quality or a mass (技术, 产业).
    pub(super) is_thing: bool,
    /// The number of the list that has its last noun, loose or not.
    pub(super) kind: Option<usize>,
    pub(super) is_title: bool,
    /// Whether it is a paper.
    pub(super) is_paper: bool,
    /// Whether it is a road or a line.
    pub(super) is_way: bool,
    /// Whether it is what belongs to a thing.
    pub(super) is_part: bool,
    /// Grades, numbers of lines and years: 5A, 8, 2035.
    pub(super) numbers: Vec<String>,
}

/// The things a clause lists.
#[derive(Debug)]
pub(super) struct Things {
    /// Their names as they stand there.
    pub(super) names: Vec<Name>,
    /// The names reduced, each with its number; of one that joins two the parts too, and of one without a noun of its own
    /// also what it is with the noun of the list (`平凉、天水海绵城市`).
    pub(super) members: Vec<(usize, Bare)>,
    /// What the list ends in, where it lists several.
    pub(super) last: Option<Bare>,
    /// What the things are called together.
    pub(super) called: Option<Bare>,
}

impl Bare {
    /// Its noun; empty where it ends in none.
    pub(super) fn head(&self) -> &[char] {
        &self.chars[self.chars.len() - self.head..]
    }

    /// Whether it is more than a noun that many names end in; a title can be that alone (卫生城市).
    fn is_telling(&self) -> bool {
        self.chars.len() >= SHORTEST && (self.is_title || self.head < self.chars.len())
    }
}

impl Barer {
    /// Reads `again.levels`, `again.opening`, `again.manner`, `again.loose`, `again.written`, `again.titles`, `again.additions`, `heads.*`, `tails.work` and `lists.appurtenances`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let heads = CLASSES.iter().zip(0..).flat_map(|(class, kind)| {
            let words = lexicon.words(&format!("heads.{class}")).iter();
            words.map(move |w| (w, kind))
        });
        let class = |name: &str| {
            let found = CLASSES.iter().position(|c| *c == name);
            found.unwrap_or(CLASSES.len())
        };
        let loose = [
            "again.loose",
            "again.later_phase",
            "again.first_phase",
            "tails.work",
        ];
        let loose = loose.into_iter().flat_map(|n| lexicon.words(n));
        let written = lexicon.pairs("again.written").iter();
        let (written, meant): (Vec<&str>, Vec<String>) = written
            .map(|(w, meant)| (w.as_str(), meant.clone()))
            .unzip();
        Self {
            levels: lexicon.finder("again.levels"),
            opening: lexicon.finder("again.opening"),
            manner: lexicon.finder("again.manner"),
            loose: WordTable::new(loose.map(|w| (w, ()))),
            written: WordTable::new(written.into_iter().zip(0..)),
            added: Letters::of(meant.iter().flat_map(|m| m.chars()).chain([TITLE])),
            meant,
            heads: WordTable::new(heads),
            any_kind: class("project"),
            paper: class("document"),
            way: class("transport"),
            title: class("title"),
            titles: lexicon.finder("again.titles"),
            appurtenances: lexicon.finder("lists.appurtenances"),
            additions: lexicon.finder("again.additions"),
        }
    }

    /// The things that have these `names`, and that are `called` something together (甲、乙等景区).
    pub(super) fn things(&self, names: Vec<Name>, called: Option<&Name>) -> Things {
        let mut members: Vec<(usize, Bare)> = Vec::with_capacity(names.len());
        for (i, name) in names.iter().enumerate() {
            members.push((i, self.bare(&name.core)));
            if name.core.iter().any(|c| JOINTS.contains(c)) {
                let parts = name.core.split(|c| JOINTS.contains(c));
                members.extend(parts.map(|part| (i, self.bare(part))));
            }
        }
        let called = called.map(|called| self.bare(&called.core));
        let last = members.last().map(|(_, last)| last);
        let last = called.as_ref().or(last).cloned();
        let last = last.filter(|_| members.len() > 1);
        if let Some(last) = last.as_ref().filter(|last| last.head > 0) {
            let bare = members
                .iter()
                .filter(|(_, b)| !b.is_thing && !b.chars.is_empty())
                .filter(|(_, b)| b.chars.len() + last.head <= LONGEST);
            let named = bare.map(|(i, b)| (*i, self.bare(&[&b.chars, last.head()].concat())));
            let named: Vec<(usize, Bare)> = named.collect();
            members.extend(named);
        }
        members.retain(|(_, bare)| bare.is_telling());
        Things {
            names,
            members,
            last,
            called,
        }
    }

    /// Whether `c` may come into a name when it is reduced.
    pub(super) fn may_write(&self, c: char) -> bool {
        self.added.may_hold(c)
    }

    fn bare(&self, core: &[char]) -> Bare {
        let spelled: String = core.iter().filter(|c| !JOINTS.contains(c)).collect();
        let mut text = without(&self.levels, &spelled);
        for (at, meant) in self
            .written
            .find_values(&text.clone())
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            text.replace_range(at, &self.meant[meant]);
        }
        if let Some(verb) = self.opening.find(&text).last() {
            text.drain(..verb.end);
        }
        while let Some((length, ())) = self.manner.match_at(&text, 0) {
            text.drain(..length);
        }
        let is_part = self.appurtenances.any(&text) || self.additions.any(&text);
        let noun = |text: &str| self.heads.match_before(text, text.len());
        let kind = noun(&text).map(|(_, kind)| kind);
        while let Some((length, ())) = self.loose.match_before(&text, text.len()) {
            text.truncate(text.len() - length);
        }
        let spelled = text.chars().collect();
        let title = self.titles.match_before(&text, text.len());
        if let Some((length, ())) = title {
            text.truncate(text.len() - length);
            text.push(TITLE);
        }
        let head = noun(&text);
        let is_title = title.is_some() || head.is_some_and(|(_, kind)| kind == self.title);
        let is_thing =
            title.is_some() || head.is_some_and(|(_, kind)| kind + MASSES < CLASSES.len());
        let head = head.map_or(0, |(length, _)| text[text.len() - length..].chars().count());
        let chars: Vec<char> = text.chars().collect();
        Bare {
            letters: Letters::of(chars.iter().copied()),
            spelled,
            head: if title.is_some() { 1 } else { head },
            kind: kind.filter(|&kind| kind != self.any_kind),
            is_thing,
            is_title,
            is_paper: kind == Some(self.paper),
            is_way: kind == Some(self.way),
            is_part,
            numbers: numbers(&text),
            chars,
        }
    }
}

/// `text` without the words of `table`.
fn without(table: &WordTable<()>, text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for word in table.find(text) {
        rest.push_str(&text[at..word.start]);
        at = word.end;
    }
    rest + &text[at..]
}

/// What is written in Latin letters and digits, where there is a digit.
fn numbers(text: &str) -> Vec<String> {
    let pieces = text.split(|c: char| !c.is_ascii_alphanumeric());
    let numbered = pieces.filter(|p| p.contains(|c: char| c.is_ascii_digit()));
    numbered.map(str::to_ascii_lowercase).collect()
}
