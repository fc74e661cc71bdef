//! Answers whether another part of the document states something about the same thing, or sets another figure for it.

use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity};
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::echo::Echo;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, ratio};
use crate::rule::scope::{Place, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashSet;

/// Least likeness of two measures that are one.
const SAME_MEASURE: f64 = 0.7;

/// Shortest measure that names one thing, in characters: 项目, 企业 do not.
const SHORTEST_MEASURE: usize = 3;

/// How the figure of the other statement stands to the figure here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OtherFigure {
    /// 同数: the same number, whatever the unit.
    #[serde(alias = "同数")]
    SameNumber,
    /// 异数: the same measure and unit, another number.
    #[serde(alias = "异数")]
    OtherNumber,
    /// 异单位: the same measure counted there and measured here, or the other way round, nowhere both (公里, 条).
    #[serde(alias = "异单位")]
    OtherUnit,
}

/// Whether words are looked for in the other clause or in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Around {
    /// 分句.
    #[default]
    #[serde(alias = "分句")]
    Clause,
    /// 句子.
    #[serde(alias = "句子")]
    Sentence,
}

/// Arguments of `stated`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedArguments {
    /// 所在: the place of the other statement.
    #[serde(rename = "in", alias = "所在")]
    pub within: Place,
    /// 词表: words (or lists) of which it contains one.
    #[serde(default, alias = "词表")]
    pub words: OneOrMany<String>,
    /// 没有: words (or lists) it contains none of, nor any other statement there of the same measure.
    #[serde(default, alias = "没有")]
    pub unless: OneOrMany<String>,
    /// 看: whether the words are looked for in its clause or its sentence.
    #[serde(default, alias = "看")]
    pub around: Around,
    /// 数字: how its figure stands to the figure here; without it no figures are compared.
    #[serde(default, alias = "数字")]
    pub figure: Option<OtherFigure>,
    /// 至少: least share of the wording here that comes back there, 0 to 1.
    #[serde(default, alias = "至少")]
    pub at_least: f64,
}

/// What to look for elsewhere.
#[derive(Debug)]
pub struct Stated {
    arguments: StatedArguments,
    words: Option<WordList>,
    unless: Option<WordList>,
    counted: HashSet<String>,
}

impl Ask for Stated {
    type Arguments = StatedArguments;
    const ON: &'static [Scope] = &[Scope::Sentence, Scope::Clause];
    const FILLS: &'static [Placeholder] = &[
        Placeholder::Earlier,
        Placeholder::Number,
        Placeholder::Expected,
    ];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let list = |names: &OneOrMany<String>| {
            let words = words_of(&names.0, lexicon)?;
            if words.is_empty() {
                Ok(None)
            } else {
                WordList::new(&words).map(Some)
            }
        };
        Ok(Self {
            words: list(&arguments.words)?,
            unless: list(&arguments.unless)?,
            counted: lexicon.words("units.count").iter().cloned().collect(),
            arguments,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let found = match self.arguments.figure {
            Some(figure) => self.by_figure(case, figure),
            None => self.by_words(case),
        };
        found.into_iter().collect()
    }
}

impl Stated {
    fn by_words(&self, case: &Case<'_>) -> Option<Evidence> {
        let others = case
            .layout
            .clauses
            .iter()
            .filter(|c| c.place == self.arguments.within);
        let mut spans = others.map(|c| case.document.span(c.range.clone()));
        let other = spans.find(|span| self.fits(case, *span))?;
        Some(evidence(case, other))
    }

    fn by_figure(&self, case: &Case<'_>, figure: OtherFigure) -> Option<Evidence> {
        let own = case.quantities(case.whole());
        let all = &case.facts.quantities;
        own.iter().find_map(|here| {
            let mut there = all.iter().filter(|q| self.meets(figure, here, q));
            let (other, clause) = there.find_map(|q| Some((q, self.clause_of(case, q)?)))?;
            if self.settled(case, here) {
                return None;
            }
            if figure == OtherFigure::OtherUnit && stated_alike(case, here, other) {
                return None;
            }
            let found = evidence(case, clause)
                .value(Placeholder::Number, case.text(here.span))
                .value(Placeholder::Expected, case.text(other.span));
            Some(found)
        })
    }

    fn meets(&self, figure: OtherFigure, here: &Quantity, there: &Quantity) -> bool {
        let same_number = (here.value - there.value).abs() < f64::EPSILON * here.value.abs();
        let same_unit = here.base_unit == there.base_unit;
        let counted = |q: &Quantity| self.counted.contains(&q.base_unit);
        match figure {
            OtherFigure::SameNumber => {
                same_number && here.value > 2.0 && extent(here) && extent(there)
            }
            OtherFigure::OtherNumber => same_unit && !same_number && one_measure(here, there),
            OtherFigure::OtherUnit => counted(here) != counted(there) && one_measure(here, there),
        }
    }

    /// Whether another statement of the measure contains a word that it must not.
    fn settled(&self, case: &Case<'_>, here: &Quantity) -> bool {
        let Some(unless) = &self.unless else {
            return false;
        };
        let alike = case
            .facts
            .quantities
            .iter()
            .filter(|q| one_measure(here, q));
        let mut clauses = alike.filter_map(|q| case.layout.clause(q.span.start));
        clauses.any(|c| {
            let text = case.document.slice(c.range.clone());
            c.place == self.arguments.within && unless.any(text)
        })
    }

    /// The clause of `quantity`, when it stands in the right place and says what it should.
    fn clause_of(&self, case: &Case<'_>, quantity: &Quantity) -> Option<Span> {
        let unit = case.layout.clause(quantity.span.start)?;
        let clause = case.document.span(unit.range.clone());
        (unit.place == self.arguments.within && self.fits(case, clause)).then_some(clause)
    }

    fn fits(&self, case: &Case<'_>, clause: Span) -> bool {
        let sentence = || {
            case.layout
                .sentence(clause.start)
                .map(|s| case.document.span(s.range.clone()))
        };
        let looked = match self.arguments.around {
            Around::Clause => clause,
            Around::Sentence => sentence().unwrap_or(clause),
        };
        let text = case.text(looked);
        let said = self.words.as_ref().is_none_or(|w| w.any(text));
        let unsaid = self.unless.as_ref().is_none_or(|w| !w.any(text));
        said && unsaid && self.shares(case, text)
    }

    fn shares(&self, case: &Case<'_>, other: &str) -> bool {
        let least = self.arguments.at_least;
        least == 0.0
            || Echo::of(other)
                .share([case.text(case.whole())])
                .is_some_and(|s| s >= least)
    }
}

fn evidence(case: &Case<'_>, other: Span) -> Evidence {
    Evidence::at(case.whole())
        .related(other, "另一处")
        .value(Placeholder::Earlier, case.text(other).trim())
}

/// Whether both count or measure things, and the same ones by name.
fn one_measure(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (&a.measure, &b.measure) else {
        return false;
    };
    let ends = |s: &str| (s.chars().next(), s.chars().next_back());
    let (x, y) = (x.value.as_str(), y.value.as_str());
    let near = ends(x).0 == ends(y).0 || ends(x).1 == ends(y).1;
    let telling = x.chars().count().min(y.chars().count()) >= SHORTEST_MEASURE;
    near && telling && extent(a) && extent(b) && ratio(&essence(x), &essence(y)) >= SAME_MEASURE
}

/// Whether it says how many or how much of something there is, not how it changes.
fn extent(q: &Quantity) -> bool {
    let level = matches!(q.basis, Basis::Total | Basis::Increase | Basis::Cumulative);
    level && !matches!(q.base_unit.as_str(), "%" | "个百分点" | "元" | "美元")
}

/// Whether a figure for the measure stands anywhere in both units, so that nothing was redefined.
fn stated_alike(case: &Case<'_>, here: &Quantity, there: &Quantity) -> bool {
    let clause = |q: &Quantity| case.layout.clause(q.span.start).map(|c| c.place);
    let again = |q: &Quantity, other: &Quantity| {
        q.span != other.span
            && q.base_unit == other.base_unit
            && clause(q) != clause(other)
            && one_measure(q, other)
    };
    let all = &case.facts.quantities;
    all.iter().any(|q| again(q, here)) || all.iter().any(|q| again(q, there))
}
