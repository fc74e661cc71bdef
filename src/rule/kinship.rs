//! Decides whether two figures of a document are about the same thing, from the names of what they count.

use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity};
use crate::link::breadth::{Breadth, Counted, are_of_other_kinds};
use crate::rule::case::Case;
use crate::rule::likeness::{essence, ratio_of};
use crate::rule::scope::Place;
use crate::rule::wordlist::{WordList, words_of};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Least likeness of two measures that are one.
const SAME_MEASURE: f64 = 0.7;

/// A smaller share of what was reported is a target for something else (新建幼儿园80所 – 新增学位13万个).
const LEAST_RATIO: f64 = 0.05;

/// A smaller share of a level is what a year may add to it.
const SMALL_PART: f64 = 0.35;

/// Shortest measure that names one thing, in characters: 项目, 企业 do not.
const SHORTEST_MEASURE: usize = 3;

/// Units by which a thing is measured that could be counted as well.
const MEASURES: [&str; 5] = [
    "units.length",
    "units.area",
    "units.volume",
    "units.mass",
    "units.power",
];

/// The words that keep things apart or tell levels from additions, compiled.
#[derive(Debug)]
pub struct Kinship {
    contrast: WordList,
    stock: WordList,
    counted: FxHashSet<String>,
    measured: FxHashSet<String>,
    general: FxHashSet<String>,
    breadth: Breadth,
    work: Vec<String>,
    margin: f64,
}

impl Kinship {
    /// The one of `lexicon`; it is built once for all questions.
    ///
    /// # Errors
    /// A list that is empty.
    pub fn shared(lexicon: &Lexicon) -> Result<Arc<Self>, String> {
        let built = |lexicon: &Lexicon| Self::new(lexicon).map(Arc::new);
        Result::clone(&lexicon.compiled(built))
    }

    /// Reads `contrast.*`, `breadth.*`, `tails.work`, `flow.stock`, the units by kind and the margin of `tolerance.link`.
    ///
    /// # Errors
    /// A list that is empty.
    pub fn new(lexicon: &Lexicon) -> Result<Self, String> {
        let names = lexicon.names().into_iter();
        let names = names.filter(|n| n.starts_with("contrast."));
        let contrasts: Vec<String> = names.map(str::to_owned).collect();
        let tolerance = lexicon.pairs("tolerance.link").iter();
        let share = tolerance.filter(|(name, _)| name == "lowered_share");
        Ok(Self {
            contrast: WordList::new(&words_of(&contrasts, lexicon)?)?,
            stock: WordList::new(lexicon.words("flow.stock"))?,
            counted: lexicon.words("units.count").iter().cloned().collect(),
            measured: MEASURES
                .iter()
                .flat_map(|name| lexicon.pairs(name))
                .map(|(unit, _)| unit.clone())
                .collect(),
            general: lexicon.words("units.general").iter().cloned().collect(),
            breadth: Breadth::new(lexicon),
            work: lexicon.words("tails.work").to_vec(),
            margin: share
                .filter_map(|(_, v)| v.parse().ok())
                .next()
                .unwrap_or(0.05),
        })
    }

    /// Whether both say how many or how much of the same thing there is, and call it by one head.
    pub fn is_of_one_head(&self, case: &Case<'_>, a: &Quantity, b: &Quantity) -> bool {
        self.is_one(case, a, b)
            && self.has_one_head(case, a, b)
            && !are_of_other_kinds(counted(case, a).measure, counted(case, b).measure)
    }

    /// Whether `there` counts clearly more than `here` of the same thing, neither a level nor a part of the other.
    pub fn is_more_of(&self, case: &Case<'_>, here: &Quantity, there: &Quantity) -> bool {
        self.is_clearly_less(case, here, there) && self.is_of_one_head(case, here, there) && {
            let (one, other) = (counted(case, here), counted(case, there));
            !self.breadth.is_wider(one, other) && !self.breadth.is_wider(other, one)
        }
    }

    /// Whether both say how many or how much of the same thing there is.
    pub fn is_one(&self, case: &Case<'_>, a: &Quantity, b: &Quantity) -> bool {
        are_called_alike(a, b)
            && is_extent(a)
            && is_extent(b)
            && self.kinds(case, a) == self.kinds(case, b)
    }

    /// Whether one is counted (15条) and the other measured (89.3公里).
    pub fn counts_otherwise(&self, a: &Quantity, b: &Quantity) -> bool {
        let counts = |q: &Quantity| self.counted.contains(&q.base_unit);
        let measures = |q: &Quantity| self.measured.contains(&q.base_unit);
        counts(a) && measures(b) || measures(a) && counts(b)
    }

    /// Whether `there` is in the same unit and clearly more than `here`, both being what one year adds, of what `here` counts
    /// and nothing besides.
    pub fn exceeds(&self, case: &Case<'_>, here: &Quantity, there: &Quantity) -> bool {
        self.is_clearly_less(case, here, there)
            && is_of_like_size(here, there)
            && !is_part_of_level(case, here, there)
            && self.is_one(case, here, there)
            && self.has_one_head(case, here, there)
            && !self
                .breadth
                .is_wider(counted(case, there), counted(case, here))
            && !self
                .breadth
                .are_apart(counted(case, there), counted(case, here))
    }

    /// Whether `here` is called like `there`, in the same unit and clearly less, both being what one year adds.
    fn is_clearly_less(&self, case: &Case<'_>, here: &Quantity, there: &Quantity) -> bool {
        most(here) < there.base_value * (1.0 - self.margin)
            && self.is_one_unit(here, there)
            && are_called_alike(here, there)
            && !self.is_stock(case, here)
            && !self.is_stock(case, there)
            && !case.facts.tells_of_years(there.span.start)
    }

    /// Whether both count or measure in one unit; classifiers of things (个, 处, 座) are one.
    pub fn is_one_unit(&self, a: &Quantity, b: &Quantity) -> bool {
        let general = |q: &Quantity| self.general.contains(&q.base_unit);
        a.base_unit == b.base_unit || general(a) && general(b)
    }

    /// Whether what is counted ends in one word, or one name takes in the other: 停车位 are no 停车场. What only says that there
    /// is work (治理工作, 治理工程) is no word of the name.
    fn has_one_head(&self, case: &Case<'_>, a: &Quantity, b: &Quantity) -> bool {
        let name = |q: &Quantity| {
            let name = q.measure.as_ref().map_or("", |m| case.text(m.span));
            let work = self.work.iter().find_map(|w| name.strip_suffix(w.as_str()));
            work.unwrap_or(name).to_owned()
        };
        let (a, b) = (name(a), name(b));
        a.chars().next_back() == b.chars().next_back() || a.contains(&b) || b.contains(&a)
    }

    /// The words in the clause up to the figure, and in what it counts, that keep two things apart: 市级, 农村, 二期.
    fn kinds<'t>(&self, case: &Case<'t>, q: &Quantity) -> Vec<&'t str> {
        let measure = q.measure.as_ref().map_or("", |m| case.text(m.span));
        let told = [before(case, q), measure].into_iter();
        let mut kinds: Vec<&str> = told
            .flat_map(|text| self.contrast.find(text).map(|hit| &text[hit]))
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Whether the words before the figure say that it is a level reached.
    fn is_stock(&self, case: &Case<'_>, q: &Quantity) -> bool {
        let before = before(case, q);
        self.stock.any(before) || before.ends_with(REACHED)
    }
}

/// The most a figure asks for: of a range its upper end.
fn most(q: &Quantity) -> f64 {
    q.base_value_hi.unwrap_or(q.base_value)
}

/// Whether a target is not so far below what was done that it must be one for something else.
fn is_of_like_size(planned: &Quantity, done: &Quantity) -> bool {
    most(planned) >= done.base_value * LEAST_RATIO
}

/// Whether what is to be added is small beside what is there, of which the clause says no more than how many there are
/// (`新增上云企业900家`, `上云企业超5000家`).
fn is_part_of_level(case: &Case<'_>, here: &Quantity, there: &Quantity) -> bool {
    let name = there.measure.as_ref().map_or("", |m| case.text(m.span));
    let says_no_more = before(case, there).trim_end_matches(OVER) == name;
    here.basis == Basis::Increase
        && there.basis != Basis::Increase
        && most(here) < there.base_value * SMALL_PART
        && says_no_more
        && !name.is_empty()
}

/// What may stand between what is counted and its number.
const OVER: [char; 3] = ['超', '过', '近'];

/// What stands right before a level (企业达645家).
const REACHED: [char; 4] = ['达', '至', '为', '有'];

/// What a figure counts, with its clause.
fn counted<'t>(case: &Case<'t>, q: &Quantity) -> Counted<'t> {
    let clause = case.layout.clause(q.span.start);
    Counted {
        measure: q.measure.as_ref().map_or("", |m| case.text(m.span)),
        said: clause.map_or("", |c| case.document.slice(c.range.clone())),
        lead: before(case, q),
        tail: after(case, q),
        before: sentence_before(case, q),
        adds_up: true,
    }
}

/// The sentence as far as the clause.
fn sentence_before<'t>(case: &Case<'t>, q: &Quantity) -> &'t str {
    let places = case
        .layout
        .sentence(q.span.start)
        .zip(case.layout.clause(q.span.start));
    places.map_or("", |(sentence, clause)| {
        let start = sentence.range.start.min(clause.range.start);
        case.document.slice(start..clause.range.start)
    })
}

/// The clause as far as the figure.
fn before<'t>(case: &Case<'t>, q: &Quantity) -> &'t str {
    let clause = case.layout.clause(q.span.start);
    let start = clause.map_or(q.span.start, |c| c.range.start);
    case.document.slice(start..q.span.start)
}

/// What follows the figure in its clause.
fn after<'t>(case: &Case<'t>, q: &Quantity) -> &'t str {
    let clause = case.layout.clause(q.span.start);
    let end = clause.map_or(q.span.end, |c| c.range.end.max(q.span.end));
    case.document.slice(q.span.end..end)
}

/// The place a figure of the subject's document stands in.
pub fn place_of(case: &Case<'_>, q: &Quantity) -> Option<Place> {
    case.layout.clause(q.span.start).map(|c| c.place)
}

/// Whether it says how many or how much of something there is, not how it changes or what it costs.
pub fn is_extent(q: &Quantity) -> bool {
    let level = matches!(q.basis, Basis::Total | Basis::Increase);
    level && !matches!(q.base_unit.as_str(), "%" | "个百分点" | "元" | "美元")
}

/// How the name of what a figure counts begins and ends; most names that are not alike are told by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    first: Option<char>,
    last: Option<char>,
    /// Whether it may be several names.
    is_joined: bool,
}

impl Ends {
    /// Of the name of what `q` counts.
    pub fn of(q: &Quantity) -> Self {
        let name = q.name();
        Self {
            first: name.chars().next(),
            last: name.chars().next_back(),
            is_joined: name.contains(joins),
        }
    }

    /// Whether a name that begins and ends so may be called like the other.
    pub fn may_be_alike(self, other: Self) -> bool {
        self.first == other.first || self.last == other.last || self.is_joined || other.is_joined
    }
}

/// Whether `c` joins several names of what is counted together.
fn joins(c: char) -> bool {
    matches!(c, '、' | '和' | '与' | '及')
}

/// Whether what both count is called alike.
fn are_called_alike(a: &Quantity, b: &Quantity) -> bool {
    let named = a.measure.as_ref().zip(b.measure.as_ref());
    named.is_some_and(|(x, y)| alike(&x.value, &y.value))
}

/// Whether something counted under one name, or under one of several names, is counted under the other too.
fn alike(x: &str, y: &str) -> bool {
    let parts = |y: &str| {
        y.split(joins)
            .any(|y| x.split(joins).any(|x| is_one_name(x, y)))
    };
    is_one_name(x, y) || (x.contains(joins) || y.contains(joins)) && parts(y)
}

/// Whether two names are nearly equal, and long enough to name one thing.
fn is_one_name(x: &str, y: &str) -> bool {
    let near =
        x.chars().next() == y.chars().next() || x.chars().next_back() == y.chars().next_back();
    let telling = |s: &str| s.chars().nth(SHORTEST_MEASURE - 1).is_some();
    near && telling(x) && telling(y) && ratio_of(&essence(x), &essence(y), SAME_MEASURE).is_some()
}
