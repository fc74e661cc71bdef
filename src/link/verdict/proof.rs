//! Tells whether a figure that lies below its target shows that the target was missed.

use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::letters::Letters;
use crate::extract::quantity::{Basis, Bound, Quantity};
use crate::extract::words::WordTable;
use crate::link::breadth::{Breadth, Counted};
use crate::link::compare::{Comparison, Family, family};
use crate::link::name::{LONGEST, in_order};
use crate::link::passage::Passage;
use crate::link::subject::Subject;
use std::ops::Range;

/// A bound may lie so far below a target and still leave open that it was reached (超2000亿元 – 2200亿元).
const OPEN: f64 = 1.25;

/// Opens a clause on a part of what stands before.
const PART: &str = "其中";

/// Share of what stands around a promise that must come back where its measure alone says nothing (完成投资).
const SAME_MATTER: f32 = 0.4;

/// What is looked for in the words around two figures.
#[derive(Debug)]
pub(super) struct Proof {
    breadth: Breadth,
    generic: WordTable<()>,
    roster: WordTable<()>,
    roster_heads: WordTable<()>,
    roster_work: WordTable<()>,
    bases: WordTable<()>,
    coverage: WordTable<()>,
    started: WordTable<()>,
    finished: WordTable<()>,
}

/// A figure in its clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    document: &'a Document,
    quantity: &'a Quantity,
    /// Where its clause begins and ends, in bytes.
    clause: (usize, usize),
}

impl<'a> Figure<'a> {
    /// The figure promised.
    pub(super) fn promised(
        document: &'a Document,
        subject: &Subject,
        quantity: &'a Quantity,
    ) -> Self {
        Self::within(document, quantity, subject.commitment.span.range())
    }

    /// A figure of a clause.
    pub(super) fn within(
        document: &'a Document,
        quantity: &'a Quantity,
        clause: Range<usize>,
    ) -> Self {
        Self {
            document,
            quantity,
            clause: (clause.start, clause.end),
        }
    }

    fn before(self) -> &'a str {
        let start = self.clause.0.min(self.quantity.span.start);
        self.document.slice(start..self.quantity.span.start)
    }

    /// What stands before the clause in its sentence.
    fn sentence_before(self) -> &'a str {
        let text = &self.document.file.text[..self.clause.0];
        let start = text.rfind(['。', '；', '！', '\n', ';']);
        let start = start.map_or(0, |at| {
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
        &text[start..]
    }

    fn after(self) -> &'a str {
        let end = self.clause.1.max(self.quantity.span.end);
        self.document.slice(self.quantity.span.end..end)
    }

    /// Whether its clause says that it is a part of what stands before (其中百亿元项目10个).
    pub(super) fn is_part_of_what_stands_before(self) -> bool {
        self.whole().starts_with(PART)
    }

    fn whole(self) -> &'a str {
        self.document.slice(self.clause.0..self.clause.1)
    }

    fn measure(self) -> &'a str {
        let measure = self.quantity.measure.as_ref();
        measure.map_or("", |m| self.document.slice(m.span.range()))
    }

    /// What is counted, with what may narrow it: the words before it in its clause, as far as the figure before.
    fn counted(self) -> Counted<'a> {
        Counted {
            measure: self.measure(),
            said: self.whole(),
            lead: self.before(),
            tail: self.after(),
            before: self.sentence_before(),
            adds_up: family(self.quantity) != Family::Percent,
        }
    }
}

impl Proof {
    /// Reads `breadth.*` and `verdict.roster`, `roster_heads`, `roster_work`, `other_base`, `coverage`, `only_started`,
    /// `only_finished`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| WordTable::new(lexicon.words(name).iter().map(|w| (w, ())));
        Self {
            breadth: Breadth::new(lexicon),
            generic: list("breadth.generic"),
            roster: list("verdict.roster"),
            roster_heads: list("verdict.roster_heads"),
            roster_work: list("verdict.roster_work"),
            bases: list("verdict.other_base"),
            coverage: list("verdict.coverage"),
            started: list("verdict.only_started"),
            finished: list("verdict.only_finished"),
        }
    }

    /// Whether `actual`, which lies below `target`, leaves open whether the target was reached.
    pub(super) fn leaves_open(&self, target: Figure, actual: Figure) -> bool {
        self.is_open(target, actual)
            || self.is_roster(target, actual)
            || self.is_specification(target)
            || self.is_other_base(target, actual)
            || self.is_other_coverage(target, actual)
    }

    /// Whether `actual`, which lies below `target`, is of the same breadth, so that the target was missed.
    pub(super) fn are_alike(&self, target: Figure, actual: Figure) -> bool {
        !(self.breadth.is_wider(target.counted(), actual.counted())
            || self.breadth.are_apart(target.counted(), actual.counted())
            || self.is_of_what_was_started(target, actual))
    }

    /// Whether a figure planned below the actual of the year before is of the same breadth, so that it is a lower aim.
    pub(super) fn is_lower_aim(&self, planned: Figure, actual: Figure) -> bool {
        let (planned, actual) = (planned.counted(), actual.counted());
        !self.breadth.is_wider(actual, planned) && !self.breadth.are_apart(actual, planned)
    }

    /// Whether the measure alone says nothing, and the clauses before speak of different things.
    pub(super) fn is_other_matter(
        &self,
        (subject, target): (&Subject, Figure),
        passage: &Passage,
    ) -> bool {
        let measure = target.measure();
        let says_nothing = self
            .generic
            .match_at(measure, 0)
            .is_some_and(|(n, ())| n == measure.len());
        let around = subject.around.common(&passage.around).weight;
        says_nothing && around < SAME_MATTER * subject.around.total
    }

    /// Whether the figure reported is a round bound within reach of the target (超2000亿元 – 2200亿元).
    fn is_open(&self, target: Figure, actual: Figure) -> bool {
        let (target, actual) = (target.quantity, actual.quantity);
        let next = actual.base_value + step(actual) * actual.scale();
        actual.bound == Bound::AtLeast
            && target.base_value < next
            && target.base_value <= OPEN * actual.base_value
    }

    /// Whether the figure promised only says how much is pushed on with (推进300个项目建设).
    fn is_roster(&self, target: Figure, actual: Figure) -> bool {
        let opens = self.roster.match_at(target.whole(), 0).is_some();
        let counts =
            family(target.quantity) == Family::Counted && target.quantity.basis == Basis::Total;
        let work = target.after();
        let pushed = self.roster_work.any(work) && self.roster.any(actual.whole());
        opens && counts && (pushed || self.roster_heads.any(work))
    }

    /// Whether so many were to be started or pushed on with, and so many are told to be finished (启动36个片区改造 – 完成32个).
    fn is_of_what_was_started(&self, target: Figure, actual: Figure) -> bool {
        self.started.match_at(target.whole(), 0).is_some()
            && self.finished.any(actual.whole())
            && !self.started.any(actual.whole())
    }

    /// Whether the figure promised only says how large the work is that is promised (180万千瓦水光互补项目).
    fn is_specification(&self, target: Figure) -> bool {
        family(target.quantity) == Family::Measured && self.roster_heads.any(target.after())
    }

    fn is_other_base(&self, target: Figure, actual: Figure) -> bool {
        target.quantity.basis == Basis::Growth && self.base(target) != self.base(actual)
    }

    /// The year or years other than the last that a change is counted from.
    fn base(&self, figure: Figure) -> Option<String> {
        let text = figure.before();
        let mut marks = text.match_indices(['比', '较']);
        marks.find_map(|(at, mark)| {
            let rest = text[at + mark.len()..].trim_start_matches(['“', '‘', '"']);
            let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let word = self
                .bases
                .match_at(rest, 0)
                .map(|(n, ())| rest[..n].to_owned());
            word.or((year.len() == 4).then_some(year))
        })
    }

    /// Whether all of something was promised to be covered, and the rate reported is not one of covering.
    fn is_other_coverage(&self, target: Figure, actual: Figure) -> bool {
        let told = target.document.slice(target.quantity.span.range());
        self.coverage.any(told) && !self.coverage.any(actual.whole())
    }
}

/// Whether a rate or sum reported is of what the promise names, and not of its neighbour (单位生产总值能耗 – 生产总值, 电子信息产业营收 –
/// 数字经济产业营收). Counts are told apart by their breadth.
pub(super) fn is_same_measure(subject: &Subject, comparison: &Comparison) -> bool {
    let item = comparison.item;
    let named = matches!(family(item.quantity), Family::Percent | Family::Money);
    if !named || subject.pegged.is_some() {
        return true;
    }
    let mut names = subject
        .names
        .iter()
        .filter(|n| !n.core.is_empty())
        .peekable();
    let (own, told) = (measure(subject.measured()), measure(Some(item.quantity)));
    let has = |name: &[char], word: &[char; 2]| name.windows(2).any(|w| w == word);
    let is_of_part = |name: &[char]| PARTS.iter().any(|part| has(name, part));
    if has(&own, &INCOME) && has(&told, &INCOME) && is_of_part(&own) != is_of_part(&told) {
        return false;
    }
    let mut all = subject.names.iter();
    if all.any(|own| own.qualifiers.conflicts(&item.name.qualifiers) > 0) {
        return false;
    }
    names.peek().is_none()
        || names.any(|own| is_same_name(&own.core, &item.name.core))
        || is_same_name(&own, &told)
}

/// What people earn.
const INCOME: [char; 2] = ['收', '入'];

/// Parts of all people: what all of them earn is not what a part earns.
const PARTS: [[char; 2]; 3] = [['城', '镇'], ['农', '村'], ['农', '民']];

/// What `quantity` is of, as it is written.
fn measure(quantity: Option<&Quantity>) -> Vec<char> {
    let measure = quantity.and_then(|q| q.measure.as_ref());
    measure.map_or_else(Vec::new, |m| m.value.chars().take(LONGEST).collect())
}

/// Whether most of one name comes back in the other, and both end in the same word.
fn is_same_name(own: &[char], other: &[char]) -> bool {
    let head = |name: &[char]| name.iter().rev().find(|c| !SUFFIXES.contains(c)).copied();
    let letters = Letters::of(other.iter().copied());
    let kept = in_order(own, (other, &letters)) as f32;
    head(own).is_some() && head(own) == head(other) && kept >= SAME_NAME * own.len() as f32
}

/// Characters that end the name of a figure and say nothing of what it is of.
const SUFFIXES: [char; 9] = ['额', '量', '值', '数', '率', '规', '模', '任', '务'];

/// Share of a name that must come back in the name of the same measure.
const SAME_NAME: f32 = 0.7;

/// One of the last digit that is not zero: 1000 for 2000, 0.1 for 5.8.
fn step(quantity: &Quantity) -> f64 {
    if quantity.decimals > 0 {
        return 0.1f64.powi(i32::from(quantity.decimals));
    }
    let mut step = 1.0;
    while quantity.value >= 10.0 * step && quantity.value % (10.0 * step) == 0.0 {
        step *= 10.0;
    }
    step
}
