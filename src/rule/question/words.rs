//! Answers whether a word of a list stands in a text.

use crate::extract::Lexicon;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::{OneOrMany, Short};
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// Where in the text the word must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// 任意: anywhere.
    #[default]
    #[serde(alias = "任意")]
    Anywhere,
    /// 开头: the text begins with it.
    #[serde(alias = "开头")]
    Start,
    /// 结尾: the text ends with it, but for punctuation.
    #[serde(alias = "结尾")]
    End,
    /// 全部: the text is nothing else, but for punctuation.
    #[serde(alias = "全部")]
    Whole,
}

/// A stretch of text in which words do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// 书名号: inside 《》.
    #[serde(alias = "书名号")]
    Title,
    /// 引号: inside “”.
    #[serde(alias = "引号")]
    Quote,
    /// 括号: inside （） or ().
    #[serde(alias = "括号")]
    Bracket,
}

/// Arguments of `words`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordsArguments {
    /// 词表: names of word lists, or words themselves.
    #[serde(alias = "词表")]
    pub list: OneOrMany<String>,
    /// 对象: the text to look in.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 位置: where in the text.
    #[serde(default, alias = "位置")]
    pub at: At,
    /// 前面不是: words (or lists) that must not end right before the word.
    #[serde(default, alias = "前面不是")]
    pub unless_after: OneOrMany<String>,
    /// 后面不是: words (or lists) that must not begin right after the word.
    #[serde(default, alias = "后面不是")]
    pub unless_before: OneOrMany<String>,
    /// 另词: words (or lists) of which a word found may only be a part or a seam; they take their characters first.
    #[serde(default, alias = "另词")]
    pub apart_from: OneOrMany<String>,
    /// 略过: words (or lists) that may stand before a word at the start.
    #[serde(default, alias = "略过")]
    pub past: OneOrMany<String>,
    /// 不看: stretches in which the word does not count; inside 《》 when nothing is said.
    #[serde(default, alias = "不看")]
    pub skip: Option<OneOrMany<Skip>>,
}

impl From<Vec<String>> for WordsArguments {
    fn from(words: Vec<String>) -> Self {
        let list = OneOrMany(words);
        Self {
            list,
            ..Self::default()
        }
    }
}

/// A word list and where to look for its words.
#[derive(Debug)]
pub struct Words {
    list: WordList,
    /// The same with other words, which do not count.
    with_others: Option<(WordList, Vec<String>)>,
    of: Field,
    at: At,
    unless_after: Vec<String>,
    unless_before: Vec<String>,
    past: Vec<String>,
    skip: Vec<Skip>,
}

impl Ask for Words {
    type Arguments = Short<WordsArguments>;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Word];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let arguments = arguments.0;
        let list = words_of(&arguments.list.0, lexicon)?;
        let others = words_of(&arguments.apart_from.0, lexicon)?;
        let with_others = match others.is_empty() {
            true => None,
            false => Some((WordList::new(&[&*list, &*others].concat())?, others)),
        };
        Ok(Self {
            list: WordList::new(&list)?,
            with_others,
            of: arguments.of,
            at: arguments.at,
            unless_after: words_of(&arguments.unless_after.0, lexicon)?,
            unless_before: words_of(&arguments.unless_before.0, lexicon)?,
            past: words_of(&arguments.past.0, lexicon)?,
            skip: arguments.skip.map_or(vec![Skip::Title], |s| s.0),
        })
    }

    fn effort(&self) -> Effort {
        Effort::of(self.of)
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(span) = case.field(self.of) else {
            return Vec::new();
        };
        let text = case.text(span);
        let evidence = |hit: Range<usize>| {
            let place = span.start + hit.start..span.start + hit.end;
            let place = crate::location::Span::new(span.doc, place);
            Evidence::at(place).value(Placeholder::Word, &text[hit])
        };
        self.hits(text).map(evidence).collect()
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        let text = case.text_of(self.of);
        self.hits(text).next().is_some()
    }

    fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        (self.of == Field::Whole).then(|| self.list.traces(&survey.text))
    }
}

impl Words {
    /// The words in `text` that count.
    fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let others = self.with_others.as_ref();
        let list = others.map_or(&self.list, |(list, _)| list);
        let is_other = move |hit: &Range<usize>| {
            others.is_some_and(|(_, others)| others.iter().any(|o| *o == text[hit.clone()]))
        };
        list.find(text)
            .filter(move |hit| !is_other(hit) && self.counts(text, hit))
    }

    /// What of `before`, which a word follows, is left without the words that may stand there.
    fn without_past<'t>(&self, mut before: &'t str) -> &'t str {
        while let Some(rest) = self
            .past
            .iter()
            .find_map(|w| before.strip_suffix(w.as_str()))
        {
            before = rest;
        }
        before
    }

    fn counts(&self, text: &str, hit: &Range<usize>) -> bool {
        let (before, after) = (&text[..hit.start], &text[hit.end..]);
        let blank = |s: &str| !s.contains(char::is_alphanumeric);
        let placed = match self.at {
            At::Anywhere => true,
            At::Start => blank(self.without_past(before)),
            At::End => blank(after),
            At::Whole => blank(before) && blank(after),
        };
        placed
            && !self
                .unless_after
                .iter()
                .any(|w| before.ends_with(w.as_str()))
            && !self
                .unless_before
                .iter()
                .any(|w| after.starts_with(w.as_str()))
            && !self.skip.iter().any(|skip| skip.is_open(before))
    }
}

/// Bytes of a title, quotation or bracket, at most.
const LONGEST_STRETCH: usize = 2_000;

impl Skip {
    /// Whether such a stretch is open at the end of `before`.
    fn is_open(self, before: &str) -> bool {
        let near = before.floor_char_boundary(before.len().saturating_sub(LONGEST_STRETCH));
        let before = &before[near..];
        let (open, close): (&[char], &[char]) = match self {
            Self::Title => (&['《'], &['》']),
            Self::Quote => (&['“', '「'], &['”', '」']),
            Self::Bracket => (&['（', '('], &['）', ')']),
        };
        match (before.rfind(open), before.rfind(close)) {
            (Some(opened), Some(closed)) => opened > closed,
            (opened, _) => opened.is_some(),
        }
    }
}
