//! Answers how much of what one text asks for comes back in another.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::echo::Echo;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::essence;
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;

/// How much of the text comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HowMuch {
    /// 全无: none of its items.
    #[serde(alias = "全无")]
    Nothing,
    /// 部分: some of its items, but not all.
    #[serde(alias = "部分")]
    Some,
    /// 全部: every item.
    #[serde(alias = "全部")]
    Everything,
}

/// Arguments of `answered`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnsweredArguments {
    /// 对象: the text that asks for something.
    #[serde(alias = "对象")]
    pub of: Field,
    /// 对照: the text that should answer.
    #[serde(rename = "in", alias = "对照")]
    pub within: Field,
    /// 程度: how much of it comes back.
    #[serde(alias = "程度")]
    pub how_much: HowMuch,
    /// 低于: an item is missing when less than this share of its wording comes back, 0 to 1.
    #[serde(alias = "低于")]
    pub below: f64,
    /// 忽略: words (or lists) that say nothing of what is asked for.
    #[serde(default, alias = "忽略")]
    pub ignore: OneOrMany<String>,
    /// 字数: items with fewer letters and digits of their own are passed over.
    #[serde(default, alias = "字数")]
    pub chars: usize,
}

/// What should be answered, and by what.
#[derive(Debug)]
pub struct Answered {
    arguments: AnsweredArguments,
    ignore: Option<WordList>,
}

impl Ask for Answered {
    type Arguments = AnsweredArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] =
        &[Placeholder::Missing, Placeholder::Count, Placeholder::Total];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let words = words_of(&arguments.ignore.0, lexicon)?;
        let ignore = if words.is_empty() {
            None
        } else {
            Some(WordList::new(&words)?)
        };
        Ok(Self { arguments, ignore })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some((of, within)) = case.both(self.arguments.of, self.arguments.within) else {
            return Vec::new();
        };
        let echo = Echo::of(case.text(within));
        let items = self.items(case, of);
        let answered = |item: &(Span, f64)| item.1 >= self.arguments.below;
        let shares: Vec<(Span, f64)> = items
            .into_iter()
            .filter_map(|(span, pieces)| Some((span, self.share(&echo, &pieces)?)))
            .collect();
        let missing: Vec<Span> = shares
            .iter()
            .filter(|i| !answered(i))
            .map(|i| i.0)
            .collect();
        let fits = match self.arguments.how_much {
            HowMuch::Nothing => !missing.is_empty() && missing.len() == shares.len(),
            HowMuch::Some => !missing.is_empty() && missing.len() < shares.len(),
            HowMuch::Everything => missing.is_empty() && !shares.is_empty(),
        };
        if !fits {
            return Vec::new();
        }
        vec![self.evidence(case, &missing, shares.len())]
    }
}

impl Answered {
    /// How much of an item comes back. When nothing at all should come back, its last word is enough.
    fn share(&self, echo: &Echo, pieces: &[&str]) -> Option<f64> {
        let share = echo.share(pieces.iter().copied())?;
        let head = pieces.iter().rfind(|p| essence(p).len() >= 2);
        let named = head.is_some_and(|head| echo.has_head(head));
        let enough = self.arguments.how_much == HowMuch::Nothing && named;
        Some(if enough { 1.0 } else { share })
    }

    /// The items of the text, each as the pieces between the ignored words.
    fn items<'t>(&self, case: &Case<'t>, of: Span) -> Vec<(Span, Vec<&'t str>)> {
        let text = &case.papers.document(of.doc).file.text;
        let clauses = clause::clauses(text, of.range()).into_iter();
        let least = self.arguments.chars.max(2);
        clauses
            .map(|range| (Span::new(of.doc, range.clone()), self.own(&text[range])))
            .filter(|(_, own)| own.iter().map(|p| essence(p).len()).sum::<usize>() >= least)
            .collect()
    }

    /// What stands between the ignored words of `text`.
    fn own<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut pieces = Vec::new();
        let mut from = 0;
        let hits = self.ignore.iter().flat_map(|list| list.find(text));
        for hit in hits {
            pieces.push(&text[from..hit.start]);
            from = hit.end;
        }
        pieces.push(&text[from..]);
        pieces
    }

    fn evidence(&self, case: &Case<'_>, missing: &[Span], total: usize) -> Evidence {
        let names: Vec<&str> = missing.iter().map(|s| case.text(*s)).collect();
        let mostly = missing.len() * 2 > total;
        let found = Evidence {
            spans: missing.to_vec(),
            ..Evidence::default()
        };
        found
            .value(Placeholder::Missing, names.join("；"))
            .value(Placeholder::Count, missing.len().to_string())
            .value(Placeholder::Total, total.to_string())
            .mark(if mostly { "mostly" } else { "partly" })
    }
}
