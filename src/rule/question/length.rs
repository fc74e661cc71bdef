//! Answers whether a text exists and how long it is.

use crate::extract::Lexicon;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::letters;
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `length`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LengthArguments {
    /// 对象: the text to measure.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 至少: fewest letters and digits.
    #[serde(default, alias = "至少")]
    pub least: usize,
    /// 至多: most letters and digits.
    #[serde(default, alias = "至多")]
    pub most: Option<usize>,
}

/// The lengths that count.
#[derive(Debug)]
pub struct Length(LengthArguments);

impl Ask for Length {
    type Arguments = LengthArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Count];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn effort(&self) -> Effort {
        Effort::of(self.0.of)
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(span) = case.field(self.0.of) else {
            return Vec::new();
        };
        let enough = self.0.most.map_or(usize::MAX, |most| most + 1);
        let chars = letters(case.text(span)).take(enough).count();
        if chars < self.0.least || self.0.most.is_some_and(|most| chars > most) {
            return Vec::new();
        }
        vec![Evidence::default().value(Placeholder::Count, chars.to_string())]
    }
}
