//! Answers whether a text contains a quantity, and of what kind.

use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use crate::rule::case::Case;
use crate::rule::check::line::Words;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::{OneOrMany, Short};
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// Arguments of `quantity`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuantityArguments {
    /// 对象: the text to look in.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 单位: base units that count (`元`, `家`, `%`); any when empty.
    #[serde(default, alias = "单位")]
    pub unit: OneOrMany<String>,
    /// 口径: `total`, `increase`, `growth`, `share`, `rate`, `rank`, `cumulative`.
    #[serde(default, alias = "口径")]
    pub basis: OneOrMany<Basis>,
    /// 界: `=`, `≥`, `≤`, `≈`, `range`.
    #[serde(default, alias = "界")]
    pub bound: OneOrMany<Bound>,
    /// 作用: `target`, `actual`, `baseline`, `growth`.
    #[serde(default, alias = "作用")]
    pub role: OneOrMany<QuantityRole>,
    /// 短语: words (or lists) of which one must stand in the quantity's literal (`余`, `多`).
    #[serde(default, alias = "短语")]
    pub literal: OneOrMany<String>,
    /// 仅此: only when every quantity of the text is of this kind.
    #[serde(default, alias = "仅此")]
    pub only: bool,
}

impl From<Vec<String>> for QuantityArguments {
    /// `any` and `任意` mean every unit; other words are units.
    fn from(words: Vec<String>) -> Self {
        let any = words.iter().any(|w| w == "any" || w == "任意");
        let unit = OneOrMany(if any { Vec::new() } else { words });
        Self {
            unit,
            ..Self::default()
        }
    }
}

/// The quantities that count.
#[derive(Debug)]
pub struct HasQuantity {
    arguments: QuantityArguments,
    literal: Vec<String>,
    bound_before: Words,
    bound_behind: Words,
}

impl HasQuantity {
    /// The figure as written, with the words that bound it: `3家左右`, `约310万元`.
    fn with_bound<'a>(&self, case: &Case<'a>, q: &Quantity) -> &'a str {
        let text = &case.papers.document(q.span.doc).file.text;
        let Range { start, end } = q.span.range();
        if q.bound == Bound::Exactly {
            return &text[start..end];
        }
        let from = self.bound_before.strip_end(&text[..start]);
        let to = self.bound_behind.strip(&text[end..]);
        let from = from.map_or(start, str::len);
        let to = to.map_or(end, |rest| text.len() - rest.len());
        &text[from..to]
    }
}

impl Ask for HasQuantity {
    type Arguments = Short<QuantityArguments>;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Number, Placeholder::Measure];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let literal = crate::rule::wordlist::words_of(&arguments.0.literal.0, lexicon)?;
        Ok(Self {
            arguments: arguments.0,
            literal,
            bound_before: Words::new(lexicon, &["hedges.bound_before"]),
            bound_behind: Words::new(lexicon, &["hedges.bound_behind"]),
        })
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(span) = case.field(self.arguments.of) else {
            return Vec::new();
        };
        let all = case.quantities(span);
        if self.refuses(all, case) {
            return Vec::new();
        }
        let fitting = all.iter().filter(|q| self.fits(q, case));
        fitting
            .map(|q| {
                let measure = q.name();
                Evidence::at(q.span)
                    .value(Placeholder::Number, self.with_bound(case, q))
                    .value(Placeholder::Measure, measure)
            })
            .collect()
    }

    fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        (self.arguments.of == Field::Whole).then(|| survey.figures.clone())
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        let all = case.field(self.arguments.of);
        let all = all.map_or(&[][..], |span| case.quantities(span));
        !self.refuses(all, case) && all.iter().any(|q| self.fits(q, case))
    }
}

impl HasQuantity {
    /// Whether every quantity of `all` must be of the kind and one is not.
    fn refuses(&self, all: &[Quantity], case: &Case<'_>) -> bool {
        self.arguments.only && !all.iter().all(|q| self.fits(q, case))
    }

    fn fits(&self, q: &Quantity, case: &Case<'_>) -> bool {
        fn among<T: PartialEq>(list: &[T], x: &T) -> bool {
            list.is_empty() || list.contains(x)
        }
        let literal = case.text(q.span);
        among(&self.arguments.unit.0, &q.base_unit)
            && among(&self.arguments.basis.0, &q.basis)
            && among(&self.arguments.bound.0, &q.bound)
            && among(&self.arguments.role.0, &q.role)
            && (self.literal.is_empty()
                || self.literal.iter().any(|w| literal.contains(w.as_str())))
    }
}
