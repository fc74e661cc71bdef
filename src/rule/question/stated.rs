//! Answers whether another part of the document states something about the same thing, or sets another figure for it.

use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::echo::Echo;
use crate::rule::evidence::Evidence;
use crate::rule::kinship::{Ends, Kinship, is_extent, place_of};
use crate::rule::layout::Extent;
use crate::rule::scope::{Place, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;

/// How the figure of the other statement stands to the figure here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OtherFigure {
    /// 同数: the same number, whatever the unit.
    #[serde(alias = "同数")]
    SameNumber,
    /// 多于: more of exactly the same there, and nowhere anything that settles it.
    #[serde(alias = "多于")]
    More,
    /// 高出: the same measure and unit, clearly more (`lowered_share` of `tolerance.link`), and nowhere as little as here.
    #[serde(alias = "高出")]
    Higher,
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

/// Figures of one sentence or clause that are compared with all of another part: a longer row is a table on one line.
const MOST_FIGURES: usize = 50;

/// What to look for elsewhere.
#[derive(Debug)]
pub struct Stated {
    arguments: StatedArguments,
    words: Option<WordList>,
    unless: Option<WordList>,
    kinship: Arc<Kinship>,
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
        let list = |names: &OneOrMany<String>| match words_of(&names.0, lexicon)? {
            words if words.is_empty() => Ok(None),
            words => WordList::new(&words).map(Some),
        };
        Ok(Self {
            words: list(&arguments.words)?,
            unless: list(&arguments.unless)?,
            kinship: Kinship::shared(lexicon)?,
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

    fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        self.arguments.figure.map(|_| survey.figures.clone())
    }
}

impl Stated {
    fn by_words(&self, case: &Case<'_>) -> Option<Evidence> {
        let clauses = case.layout.clauses.iter();
        let others = clauses.filter(|c| c.place == self.arguments.within);
        let mut spans = others.map(|c| case.document.span(c.range.clone()));
        let other = spans.find(|span| self.fits(case, *span))?;
        Some(self.evidence(case, case.whole(), other))
    }

    fn by_figure(&self, case: &Case<'_>, figure: OtherFigure) -> Option<Evidence> {
        let own = case.quantities(case.whole()).iter();
        let own = own.filter(|q| is_extent(q)).take(MOST_FIGURES);
        let own: Vec<&Quantity> = own.collect();
        if own.is_empty() {
            return None;
        }
        let extents = &case.layout.extents;
        own.into_iter().find_map(|here| {
            let ends = Ends::of(here);
            let is_near = |e: &&Extent| {
                e.place == self.arguments.within
                    && (figure == OtherFigure::SameNumber || ends.may_be_alike(e.ends))
            };
            let near = extents.iter().filter(is_near);
            let mut there = near
                .map(|e| &case.facts.quantities[e.quantity])
                .filter(|q| self.meets(case, figure, (here, q)));
            let (other, clause) = there.find_map(|q| Some((q, self.clause_of(case, q)?)))?;
            let mut found = self
                .evidence(
                    case,
                    case.member(case.whole(), here.span),
                    case.member(clause, other.span),
                )
                .value(Placeholder::Number, case.text(here.span))
                .value(Placeholder::Expected, case.text(other.span));
            if figure == OtherFigure::Higher {
                found = found.because(lower(case, (here, other)));
            }
            (!self.is_explained(case, figure, (here, other))).then_some(found)
        })
    }

    fn meets(
        &self,
        case: &Case<'_>,
        figure: OtherFigure,
        (here, there): (&Quantity, &Quantity),
    ) -> bool {
        let equal = (here.value - there.value).abs() < 1e-9 * here.value.abs();
        let named = || self.kinship.is_of_one_head(case, here, there);
        match figure {
            OtherFigure::SameNumber => equal && here.value > 2.0,
            OtherFigure::More => self.kinship.is_more_of(case, here, there),
            OtherFigure::Higher => self.kinship.exceeds(case, here, there),
            OtherFigure::OtherUnit => self.kinship.counts_otherwise(here, there) && named(),
        }
    }

    /// Whether another statement of the measure takes away what seemed to be found.
    fn is_explained(
        &self,
        case: &Case<'_>,
        figure: OtherFigure,
        (here, other): (&Quantity, &Quantity),
    ) -> bool {
        let there =
            |q: &&Quantity| place_of(case, q) == Some(self.arguments.within) && q.span != here.span;
        let unit = |a: &Quantity, b: &Quantity| self.kinship.is_one_unit(a, b);
        let explains = |q: &Quantity| match figure {
            OtherFigure::SameNumber => false,
            OtherFigure::More => self.unless.is_some() && self.is_settled(case, q) && there(&q),
            OtherFigure::Higher => unit(q, here) && q.base_value <= here.base_value && there(&q),
            OtherFigure::OtherUnit if there(&q) => unit(q, here),
            OtherFigure::OtherUnit => unit(q, other),
        };
        let mut all = case.facts.quantities.iter();
        all.any(|q| explains(q) && self.kinship.is_one(case, here, q))
            || figure == OtherFigure::OtherUnit && self.is_in_both_units(case, here, other)
    }

    /// Whether beside one of the two there is a figure in the unit of the other (118个、面积超9000亩).
    fn is_in_both_units(&self, case: &Case<'_>, here: &Quantity, other: &Quantity) -> bool {
        let beside = |at: &Quantity, unit: &Quantity| {
            let clause = case.layout.clause(at.span.start);
            let near = clause.map_or(&[][..], |c| {
                case.quantities(case.document.span(c.range.clone()))
            });
            near.iter().any(|q| q.base_unit == unit.base_unit)
        };
        beside(other, here) || beside(here, other)
    }

    fn is_settled(&self, case: &Case<'_>, q: &Quantity) -> bool {
        let clause = case.layout.clause(q.span.start);
        let text = clause.map_or("", |c| case.document.slice(c.range.clone()));
        self.unless.as_ref().is_some_and(|words| words.any(text))
    }

    /// The clause of `quantity`, when it stands in the right place and says what it should.
    fn clause_of(&self, case: &Case<'_>, quantity: &Quantity) -> Option<Span> {
        let unit = case.layout.clause(quantity.span.start)?;
        let clause = case.document.span(unit.range.clone());
        (unit.place == self.arguments.within && self.fits(case, clause)).then_some(clause)
    }

    fn evidence(&self, case: &Case<'_>, here: Span, other: Span) -> Evidence {
        let label = match self.arguments.within {
            Place::Review => "回顾部分",
            Place::Plan => "计划部分",
            Place::Other | Place::Heading | Place::Cell => "另一处",
            Place::Matter => "事项内容",
            Place::Target => "阶段目标",
            Place::Progress => "完成情况",
            Place::Owners => "责任单位",
        };
        Evidence::at(here)
            .related(other, label)
            .value(Placeholder::Earlier, case.text(other).trim())
    }

    fn fits(&self, case: &Case<'_>, clause: Span) -> bool {
        let looked = match self.arguments.around {
            Around::Clause => clause,
            Around::Sentence => {
                let sentence = case.layout.sentence(clause.start);
                sentence.map_or(clause, |s| case.document.span(s.range.clone()))
            }
        };
        let text = case.text(looked);
        let said = self.words.as_ref().is_none_or(|w| w.any(text));
        let unsaid = self.unless.as_ref().is_none_or(|w| !w.any(text));
        said && unsaid && self.shares(case, text)
    }

    fn shares(&self, case: &Case<'_>, other: &str) -> bool {
        let least = self.arguments.at_least;
        let share = || Echo::of(other).share([case.text(case.whole())]);
        least == 0.0 || share().is_some_and(|s| s >= least)
    }
}

/// How far the figure here lies below the other.
fn lower(case: &Case<'_>, (here, other): (&Quantity, &Quantity)) -> String {
    format!(
        "上年{}，本年目标{}，为上年的{:.1}%，低于上年实绩",
        case.text(other.span),
        case.text(here.span),
        100.0 * here.base_value / other.base_value
    )
}
