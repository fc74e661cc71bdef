//! Answers whether a regular expression finds something in a text.

use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::{OneOrMany, Short};
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

/// Arguments of `pattern`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternArguments {
    /// 表达式: a regular expression; its first group, if any, is the place.
    #[serde(alias = "表达式")]
    pub regex: String,
    /// 对象: the text to look in.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 先有: words (or lists) of which the text must contain one; makes an expression cheap that is rarely met.
    #[serde(default, alias = "先有")]
    pub needs: OneOrMany<String>,
}

impl From<Vec<String>> for PatternArguments {
    fn from(words: Vec<String>) -> Self {
        let regex = words.join("|");
        Self {
            regex,
            ..Self::default()
        }
    }
}

/// The expression, and where to look for it.
#[derive(Debug)]
pub struct Pattern {
    regex: Regex,
    of: Field,
    needs: Option<WordList>,
}

impl Ask for Pattern {
    type Arguments = Short<PatternArguments>;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Word];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let of = arguments.0.of;
        let needs = match words_of(&arguments.0.needs.0, lexicon)? {
            words if words.is_empty() => None,
            words => Some(WordList::new(&words)?),
        };
        let regex = Regex::new(&arguments.0.regex).map_err(|e| format!("正则表达式有误：{e}"))?;
        Ok(Self { regex, of, needs })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(span) = case.field(self.of) else {
            return Vec::new();
        };
        let text = case.text(span);
        if self.needs.as_ref().is_some_and(|words| !words.any(text)) {
            return Vec::new();
        }
        let hits = self.regex.captures_iter(text);
        let places = hits.filter_map(|hit| hit.get(1).or_else(|| hit.get(0)));
        places
            .map(|m| {
                let place = span.start + m.start()..span.start + m.end();
                Evidence::at(Span::new(span.doc, place)).value(Placeholder::Word, m.as_str())
            })
            .collect()
    }
}
