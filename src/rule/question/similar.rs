//! Answers whether two texts of a subject are nearly the same.

use crate::extract::Lexicon;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{common, essence, ratio_of};
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::words_of;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `similar`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimilarArguments {
    /// 对象: one text.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 对照: the other text.
    #[serde(alias = "对照")]
    pub to: Field,
    /// 至少: least similarity, 0 to 1.
    #[serde(alias = "至少")]
    pub at_least: f64,
    /// 字数: at least so many characters in common.
    #[serde(default, alias = "字数")]
    pub chars: usize,
    /// 忽略: words (or lists) left out of both before comparing.
    #[serde(default, alias = "忽略")]
    pub ignore: OneOrMany<String>,
}

/// Which texts, and how alike.
#[derive(Debug)]
pub struct Similar {
    arguments: SimilarArguments,
    ignore: Vec<String>,
}

impl Ask for Similar {
    type Arguments = SimilarArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Similarity];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let ignore = words_of(&arguments.ignore.0, lexicon)?;
        Ok(Self { arguments, ignore })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let text = |field| {
            let mut text = case.text_of(field).to_owned();
            for word in &self.ignore {
                text = text.replace(word.as_str(), "");
            }
            essence(&text)
        };
        let (a, b) = (text(self.arguments.of), text(self.arguments.to));
        let likeness = ratio_of(&a, &b, self.arguments.at_least);
        let enough = || common(&a, &b) >= self.arguments.chars.max(1);
        let Some(likeness) = likeness.filter(|_| enough()) else {
            return Vec::new();
        };
        let percent = format!("{:.0}%", likeness * 100.0);
        vec![Evidence::default().value(Placeholder::Similarity, percent)]
    }
}
