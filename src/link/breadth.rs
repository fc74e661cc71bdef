//! Tells whether one of two counted things takes in more than the other: all levels and one, `A和B` and `A`.

use super::contrast::meant;
use crate::extract::Lexicon;
use crate::extract::words::WordTable;

/// What joins several things that are counted together.
const JOINTS: [char; 5] = ['、', '和', '与', '及', '暨'];

/// Share of a thing's characters that stand in another's name, for it to be counted there.
const FOUND: f32 = 0.6;

/// Something that is counted.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'t> {
    /// Its name.
    pub measure: &'t str,
    /// Its clause: words that narrow it may stand there too (`省级…新增4处`).
    pub said: &'t str,
    /// What leads up to the figure in its clause.
    pub lead: &'t str,
    /// What follows the figure in its clause.
    pub tail: &'t str,
    /// What stands before the clause in its sentence: where, and how far the work is to come.
    pub before: &'t str,
    /// Whether the figures of several things add up (not those of rates).
    pub adds_up: bool,
}

/// Finds what narrows a name.
#[derive(Debug)]
pub struct Breadth {
    /// Words that name levels of government, each with its bits.
    levels: WordTable<u16>,
    /// Other words that narrow, each with its number.
    narrowing: WordTable<usize>,
    /// Numbers of those among them that go without saying, each with the end of the name it goes with.
    customary: Vec<(usize, String)>,
    /// Parts of the whole area.
    areas: WordTable<()>,
    /// Words for building what was not there.
    anew: WordTable<()>,
    /// The same, or words that only say it is there.
    built: WordTable<()>,
    /// Words for work on what was.
    works: WordTable<()>,
    /// Words for how far projects have come, each with its number.
    steps: WordTable<usize>,
    /// Bits of the steps that tell only projects apart.
    soft_steps: u32,
    /// Words before a name that make it no narrower.
    bare: WordTable<()>,
    /// Heads of names that say nothing but that there is work.
    projects: WordTable<()>,
}

impl<'t> Counted<'t> {
    /// What leads up to its figure behind the figure before.
    fn own_lead(self) -> &'t str {
        let behind = self.lead.rfind(|c: char| c.is_ascii_digit());
        &self.lead[behind.map_or(0, |at| at + 1)..]
    }

    /// What belongs to its figure alone where the clause has several: what leads up to it behind what goes with the figure before,
    /// and what follows as far as the next mark (`1091个项目签约、395个项目竣工`).
    fn own_words(self) -> [&'t str; 2] {
        let lead = match self.own_lead() {
            all if all.len() == self.lead.len() => all,
            behind => behind.split_once(JOINTS).map_or(behind, |(_, own)| own),
        };
        let tail = self.tail.split([',', '，', '、', '；', '和']).next();
        [lead, tail.unwrap_or(self.tail)]
    }

    /// Its name, or, of several with a rate each, the one that is most like the other's.
    fn own_of(self, other: Counted) -> &'t str {
        let like = |name: &&str| name.chars().filter(|&c| other.measure.contains(c)).count();
        if self.adds_up {
            return self.measure;
        }
        self.measure
            .split(JOINTS)
            .max_by_key(like)
            .unwrap_or(self.measure)
    }
}

impl Breadth {
    /// Reads `breadth.*` and `qualifiers.same`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut known: Vec<&str> = Vec::new();
        let levels = lexicon.pairs("breadth.levels").iter();
        let levels = levels.map(|(word, meant)| {
            let bits = meant
                .split(' ')
                .map(|level| 1u16 << number(&mut known, level).min(15));
            (word.as_str(), bits.fold(0, |all, bit| all | bit))
        });
        let levels = WordTable::new(levels.collect::<Vec<_>>());
        let mut known: Vec<&str> = Vec::new();
        let narrowing = lexicon.words("breadth.narrowing").iter();
        let narrowing = narrowing.map(|w| (w.as_str(), number(&mut known, meant(lexicon, w))));
        let narrowing = WordTable::new(narrowing.collect::<Vec<_>>());
        let customary = lexicon.pairs("breadth.customary").iter();
        let customary =
            customary.map(|(w, of)| (number(&mut known, meant(lexicon, w)), of.clone()));
        let customary = customary.collect();
        let mut known: Vec<&str> = Vec::new();
        let steps = lexicon.pairs("breadth.steps").iter();
        let steps = steps.map(|(word, step)| (word.as_str(), number(&mut known, step)));
        let steps = WordTable::new(steps.collect::<Vec<_>>());
        let soft = lexicon.words("breadth.soft_steps").iter();
        let soft = soft.filter_map(|step| known.iter().position(|k| k == step));
        let list = |name: &str| WordTable::new(lexicon.words(name).iter().map(|w| (w, ())));
        Self {
            soft_steps: soft.fold(0, |all, step| all | 1 << step.min(31)),
            levels,
            narrowing,
            customary,
            areas: list("breadth.areas"),
            anew: list("breadth.anew"),
            built: list("breadth.built"),
            works: list("breadth.works"),
            steps,
            projects: list("breadth.projects"),
            bare: list("breadth.bare"),
        }
    }

    /// Whether the two are different things, though they are called alike: 产业项目签约 and 产业项目开工, 竹子 and 粮食种植面积.
    pub fn are_apart(&self, one: Counted, other: Counted) -> bool {
        one.adds_up && are_of_other_kinds(self.thing(one), self.thing(other))
            || self.are_at_other_steps(one, other)
            || self.are_other_works(one, other)
    }

    /// What is counted, without the verb that may stand before it (竣工标准厂房).
    fn thing<'t>(&self, counted: Counted<'t>) -> &'t str {
        let verb = self.steps.match_at(counted.measure, 0);
        verb.map_or(counted.measure, |(length, _)| &counted.measure[length..])
    }

    fn are_at_other_steps(&self, one: Counted, other: Counted) -> bool {
        let is_project = |c: Counted| {
            self.projects
                .match_before(c.measure, c.measure.len())
                .is_some()
        };
        let told = if is_project(one) && is_project(other) {
            u32::MAX
        } else {
            !self.soft_steps
        };
        let (one, other) = (self.steps_of(one) & told, self.steps_of(other) & told);
        one != 0 && other != 0 && one & other == 0
    }

    /// Whether one is built anew and the other only worked on: 新建 and 改造.
    fn are_other_works(&self, one: Counted, other: Counted) -> bool {
        let told = |c: Counted| (self.built.any(c.own_lead()), self.works.any(c.own_lead()));
        matches!(
            (told(one), told(other)),
            ((true, false), (false, true)) | ((false, true), (true, false))
        )
    }

    /// Bits of the steps that the words of the figure speak of, or else its clause, or what stands before it.
    fn steps_of(&self, counted: Counted) -> u32 {
        let of = |text: &str| {
            let found = self.steps.find_values(text);
            found.fold(0, |all, (_, step)| all | 1u32 << step.min(31))
        };
        let [lead, tail] = counted.own_words();
        let told = [of(lead) | of(tail), of(counted.said), of(counted.before)];
        told.into_iter().find(|bits| *bits != 0).unwrap_or(0)
    }

    /// Whether `one` takes in things that `other` does not.
    pub fn is_wider(&self, one: Counted, other: Counted) -> bool {
        self.is_of_more_levels(one, other)
            || self.lacks_what_narrows(one, other)
            || self.is_of_more_area(one, other)
            || !one.adds_up && self.is_of_more_area(other, one) // a part has a rate of its own
            || self.is_of_more_work(one, other)
            || one.adds_up && has_more_members(one.measure, other)
            || one.adds_up && self.is_of_more_kinds(one, other)
    }

    /// Whether the other's name is this one's with more before it, of which nothing is said here: 技术合同 and 吸纳北京技术合同.
    fn is_of_more_kinds(&self, one: Counted, other: Counted) -> bool {
        let more = other.measure.strip_suffix(one.measure);
        let more = more
            .map(|m| m.trim_matches(JOINTS))
            .filter(|m| m.chars().nth(1).is_some());
        !one.measure.is_empty()
            && more.is_some_and(|more| {
                let told = more
                    .chars()
                    .filter(|&c| one.said.contains(c) || one.before.contains(c));
                !self.bare.any(more) && (told.count() as f32) < FOUND * more.chars().count() as f32
            })
    }

    fn is_of_more_levels(&self, one: Counted, other: Counted) -> bool {
        let levels = |text: &str| {
            self.levels
                .find_values(text)
                .fold(0, |all, (_, bits)| all | bits)
        };
        let (wide, narrow) = (levels(one.said), levels(other.own_of(one)));
        narrow != 0 && (wide == 0 || wide & !narrow != 0)
    }

    fn is_of_more_area(&self, one: Counted, other: Counted) -> bool {
        let opens = |text: &str| self.areas.match_at(text, 0).is_some();
        let told = |c: Counted| self.areas.any(c.said) || opens(c.before);
        told(other) && !told(one)
    }

    fn is_of_more_work(&self, one: Counted, other: Counted) -> bool {
        let only_anew = |lead: &str| self.anew.any(lead) && !self.works.any(lead);
        only_anew(other.own_lead()) && self.works.any(one.own_lead())
    }

    /// Whether the word `n` goes without saying of what is counted: 增加值 of industry is that of 规模以上工业.
    fn is_customary(&self, n: usize, counted: Counted) -> bool {
        let mut known = self.customary.iter();
        known.any(|(word, of)| *word == n && counted.measure.ends_with(of.as_str()))
    }

    fn lacks_what_narrows(&self, one: Counted, other: Counted) -> bool {
        let mut narrowed = self
            .narrowing
            .find_values(other.own_of(one))
            .map(|(_, n)| n);
        narrowed.any(|n| {
            !self.is_customary(n, other)
                && !self
                    .narrowing
                    .find_values(one.said)
                    .any(|(_, known)| known == n)
        })
    }
}

/// The number of `word` among those known.
fn number<'w>(known: &mut Vec<&'w str>, word: &'w str) -> usize {
    let found = known.iter().position(|k| *k == word);
    found.unwrap_or_else(|| {
        known.push(word);
        known.len() - 1
    })
}

/// Whether `measure` counts several things together of which the other does not name each.
fn has_more_members(measure: &str, other: Counted) -> bool {
    let members = measure.split(JOINTS).filter(|m| m.chars().nth(1).is_some());
    let said = [other.own_lead(), other.measure].concat();
    let told = |member: &str| {
        let found = member.chars().filter(|&c| said.contains(c));
        found.count() as f32 >= FOUND * member.chars().count() as f32
    };
    measure.contains(JOINTS) && members.into_iter().any(|member| !told(member))
}

/// Whether two names have one head and before it words that have nothing in common.
pub fn are_of_other_kinds(one: &str, other: &str) -> bool {
    let letters =
        |name: &str| -> Vec<char> { name.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (mut one, mut other) = (letters(one), letters(other));
    let ending = one.iter().rev().zip(other.iter().rev());
    let head = ending.take_while(|(a, b)| a == b).count();
    one.truncate(one.len() - head);
    other.truncate(other.len() - head);
    let opening = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[opening..], &other[opening..]);
    head > 1 && one.len() > 1 && other.len() > 1 && !one.iter().any(|c| other.contains(c))
}
