//! Answers whether one text repeats the wording of another instead of saying something of its own.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, is_contained, ratio_of};
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// Similarity from which a clause counts as copied word for word.
const CLOSE: f64 = 0.85;

/// Arguments of `copied`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopiedArguments {
    /// 对象: the text that should say something of its own.
    #[serde(default, alias = "对象")]
    pub of: Field,
    /// 对照: the text it may repeat.
    #[serde(alias = "对照")]
    pub from: Field,
    /// 至少: least similarity of a repeated clause, 0 to 1.
    #[serde(alias = "至少")]
    pub at_least: f64,
    /// 字数: shortest clause that counts, in letters and digits.
    #[serde(alias = "字数")]
    pub chars: usize,
    /// 除非新增: words (or lists) that make a clause a report of its own when only it has them (`已`, `完成`).
    #[serde(default, alias = "除非新增")]
    pub unless_adds: OneOrMany<String>,
}

/// Which texts, and how alike.
#[derive(Debug)]
pub struct Copied {
    arguments: CopiedArguments,
    unless_adds: Option<WordList>,
}

/// A repeated clause: where it stands, where it was taken from, how alike.
struct Copy {
    at: Range<usize>,
    from: Range<usize>,
    chars: usize,
    likeness: f64,
}

impl Ask for Copied {
    type Arguments = CopiedArguments;
    const ON: &'static [Scope] = Scope::ALL;
    const FILLS: &'static [Placeholder] = &[Placeholder::Similarity];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let words = words_of(&arguments.unless_adds.0, lexicon)?;
        let unless_adds = if words.is_empty() {
            None
        } else {
            Some(WordList::new(&words)?)
        };
        Ok(Self {
            arguments,
            unless_adds,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let fields = (
            case.field(self.arguments.of),
            case.field(self.arguments.from),
        );
        let (Some(of), Some(from)) = fields else {
            return Vec::new();
        };
        let (copies, all) = self.copies(case, of, from);
        let Some(best) = copies.iter().max_by(|a, b| a.chars.cmp(&b.chars)) else {
            return Vec::new();
        };
        let close = copies.iter().filter(|c| c.likeness >= CLOSE);
        let copied: usize = close.map(|c| c.chars).sum();
        let first = copies
            .iter()
            .map(|c| c.at.start)
            .min()
            .unwrap_or(best.at.start);
        let last = copies.iter().map(|c| c.at.end).max().unwrap_or(best.at.end);
        let whole = copied * 5 >= all * 4;
        let place = if whole { first..last } else { best.at.clone() };
        let found = Evidence::at(Span::new(of.doc, place))
            .related(Span::new(from.doc, best.from.clone()), "原文")
            .value(
                Placeholder::Similarity,
                format!("{:.0}%", best.likeness * 100.0),
            )
            .mark(if whole { "whole" } else { "part" });
        vec![found]
    }
}

impl Copied {
    /// The repeated clauses of `of`, and how many characters its clauses have together.
    fn copies(&self, case: &Case<'_>, of: Span, from: Span) -> (Vec<Copy>, usize) {
        let text_of = |span: Span| &case.papers.document(span.doc).file.text;
        let pieces = |span: Span| {
            let text = text_of(span);
            let cut = clause::clauses(text, span.range()).into_iter();
            cut.map(|r| (r.clone(), essence(&text[r])))
                .collect::<Vec<_>>()
        };
        let (own, sources) = (pieces(of), pieces(from));
        let status = case.field(Field::Status).map(Span::range);
        let is_status = |r: &Range<usize>| status.as_ref().is_some_and(|s| s.contains(&r.start));
        let own = || own.iter().filter(|(r, _)| !is_status(r));
        let goals: Vec<&str> = case
            .quantities(from)
            .iter()
            .map(|q| case.text(q.span))
            .collect();
        let adds_figures = |r: &Range<usize>| {
            let sentence = sentence_around(text_of(of), of.range(), r);
            let figures = case.quantities(Span::new(of.doc, sentence));
            figures.iter().any(|q| !goals.contains(&case.text(q.span)))
        };
        let long = |e: &[char]| e.len() >= self.arguments.chars;
        let copies = own().filter(|(r, e)| long(e) && !adds_figures(r));
        let copies = copies.filter_map(|(range, essence)| {
            let text = case.text(Span::new(of.doc, range.clone()));
            let best = sources.iter().filter_map(|(source, other)| {
                let original = case.text(Span::new(from.doc, source.clone()));
                let likeness = self.likeness(essence, other)?;
                (!self.adds(text, original)).then_some((source, likeness))
            });
            let (from, likeness) = best.max_by(|a, b| a.1.total_cmp(&b.1))?;
            let (at, from) = (range.clone(), from.clone());
            Some(Copy {
                at,
                from,
                chars: essence.len(),
                likeness,
            })
        });
        (copies.collect(), own().map(|(_, e)| e.len()).sum())
    }

    fn likeness(&self, own: &[char], source: &[char]) -> Option<f64> {
        let least = self.arguments.at_least;
        let inside = || source.len() > own.len() && is_contained(own, source, least.max(0.95));
        ratio_of(own, source, least).or_else(|| inside().then_some(least))
    }

    fn adds(&self, own: &str, source: &str) -> bool {
        let Some(words) = &self.unless_adds else {
            return false;
        };
        words.find(own).any(|hit| !source.contains(&own[hit]))
    }
}

/// The sentence of `text[range]` that contains `clause`.
fn sentence_around(text: &str, range: Range<usize>, inner: &Range<usize>) -> Range<usize> {
    let mut sentences = clause::sentences(text, range).into_iter();
    let around = sentences.find(|s| s.start <= inner.start && inner.end <= s.end);
    around.unwrap_or(inner.clone())
}
