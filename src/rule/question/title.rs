//! Answers whether the document a text names is another one than asked for.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, ratio};
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// Arguments of `other_title`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TitleArguments {
    /// 对象: the text that asks for a document.
    #[serde(alias = "对象")]
    pub of: Field,
    /// 对照: the text that names the documents made.
    #[serde(rename = "in", alias = "对照")]
    pub within: Field,
    /// 体裁: words (or a list) a document's name ends with (`方案`, `通知`).
    #[serde(alias = "体裁")]
    pub kinds: String,
    /// 动词: words (or a list) before a document that is to be made.
    #[serde(alias = "动词")]
    pub verbs: String,
    /// 忽略: words (or a list) that do not tell names apart.
    #[serde(alias = "忽略")]
    pub ignore: String,
    /// 至少: similarity from which two names mean the same document, 0 to 1.
    #[serde(alias = "至少")]
    pub same: f64,
}

/// How documents are named, and which texts name them.
#[derive(Debug)]
pub struct OtherTitle {
    arguments: TitleArguments,
    kinds: Vec<String>,
    verbs: WordList,
    ignore: Vec<String>,
}

impl Ask for OtherTitle {
    type Arguments = TitleArguments;
    const ON: &'static [Scope] = &[Scope::Row, Scope::Progress, Scope::Matter];
    const FILLS: &'static [Placeholder] = &[Placeholder::Expected, Placeholder::Actual];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let words = |name: &String| words_of(std::slice::from_ref(name), lexicon);
        Ok(Self {
            kinds: words(&arguments.kinds)?,
            verbs: WordList::new(&words(&arguments.verbs)?)?,
            ignore: words(&arguments.ignore)?,
            arguments,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some((of, within)) = case.both(self.arguments.of, self.arguments.within) else {
            return Vec::new();
        };
        let text = |span: Span| case.papers.document(span.doc).file.text.as_str();
        let mut wanted = titles(text(of), of.range());
        wanted.extend(self.unmarked(text(of), of.range()));
        let made = titles(text(within), within.range());
        let mut found = Vec::new();
        for wanted in &wanted {
            let same_kind: Vec<&Range<usize>> = made
                .iter()
                .filter(|m| {
                    self.kind(&text(within)[(*m).clone()]) == self.kind(&text(of)[wanted.clone()])
                })
                .collect();
            let alike = |m: &&Range<usize>| {
                self.alike(&text(of)[wanted.clone()], &text(within)[(*m).clone()])
            };
            if same_kind.iter().any(alike) {
                continue;
            }
            for other in same_kind {
                let (expected, actual) = (&text(of)[wanted.clone()], &text(within)[other.clone()]);
                let evidence = Evidence::at(Span::new(within.doc, other.clone()))
                    .related(Span::new(of.doc, wanted.clone()), "目标所列")
                    .value(Placeholder::Expected, expected)
                    .value(Placeholder::Actual, actual);
                found.push(evidence);
            }
        }
        found
    }
}

impl OtherTitle {
    /// The word `name` ends with, brackets left aside.
    fn kind(&self, name: &str) -> Option<&str> {
        let plain = name.split(['(', '（']).next().unwrap_or(name);
        let mut kinds = self.kinds.iter().map(String::as_str);
        kinds.find(|k| plain.ends_with(k))
    }

    fn alike(&self, a: &str, b: &str) -> bool {
        let plain = |name: &str| {
            let mut name = name.split(['(', '（']).next().unwrap_or(name).to_owned();
            for word in &self.ignore {
                name = name.replace(word.as_str(), "");
            }
            essence(&name)
        };
        ratio(&plain(a), &plain(b)) >= self.arguments.same
    }

    /// Documents without 《》: what stands between a verb of making and a kind of document.
    fn unmarked(&self, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
        let clauses = clause::clauses(text, range).into_iter();
        let named = clauses.filter_map(|clause| {
            let inner = &text[clause.clone()];
            let verb = self.verbs.find(inner).last()?;
            let rest = &inner[verb.end..];
            let ends = self
                .kinds
                .iter()
                .filter_map(|k| Some((rest.find(k.as_str())?, k.len())));
            let (at, len) = ends.max_by_key(|(at, len)| at + len)?;
            let name = clause.start + verb.end..clause.start + verb.end + at + len;
            let own = !inner.contains('《') && text[name.clone()].chars().count() > 6;
            own.then_some(name)
        });
        named.collect()
    }
}

/// What stands between 《 and 》 in `text[range]`.
fn titles(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = range.start;
    while let Some(open) = text[from..range.end].find('《') {
        let start = from + open + '《'.len_utf8();
        let Some(len) = text[start..range.end].find('》') else {
            break;
        };
        found.push(start..start + len);
        from = start + len;
    }
    found
}
