//! Answers whether a regular expression finds something in a text.

use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::shorthand::{OneOrMany, Short};
use crate::rule::survey::Survey;
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use regex_automata::meta::{Config, Regex};
use regex_syntax::ast::ErrorKind;
use regex_syntax::hir::{Class, Hir, HirKind};
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// Most steps of an expression that is certain to compile; one with more is compiled to see whether it does.
const MOST_STEPS: usize = 20_000;

/// Steps a range of characters compiles to, at most: one for each length in UTF-8 and each byte, beginning, middle and end.
const STEPS_OF_RANGE: usize = 20;

/// Texts from which on a quick machine is worth its price.
const MANY: usize = 400;

/// The expression, compiled when it is first looked for where that is dear, and where to look for it.
#[derive(Debug)]
pub struct Pattern {
    written: String,
    /// Steps character by character; made in no time.
    plain: Option<regex_lite::Regex>,
    /// Knows classes of Unicode too, or is quick.
    full: OnceLock<Regex>,
    /// Texts the plain one was put to.
    texts: AtomicUsize,
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
        let written = arguments.0.regex;
        let plain = plain(&written);
        if plain.is_none() {
            check(&written)?;
        }
        Ok(Self {
            written,
            plain,
            full: OnceLock::new(),
            texts: AtomicUsize::new(0),
            of,
            needs,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some(span) = case.field(self.of) else {
            return Vec::new();
        };
        let text = case.text(span);
        if self.needs.as_ref().is_some_and(|words| !words.any(text)) {
            return Vec::new();
        }
        let evidence = |found: Range<usize>| {
            let place = span.start + found.start..span.start + found.end;
            Evidence::at(Span::new(span.doc, place)).value(Placeholder::Word, &text[found])
        };
        self.find(text).into_iter().map(evidence).collect()
    }

    fn traces(&self, survey: &Survey<'_>) -> Option<Vec<Range<usize>>> {
        let needs = self.needs.as_ref().filter(|_| self.of == Field::Whole)?;
        Some(needs.traces(&survey.text))
    }
}

/// Says what is wrong with an expression.
fn check(written: &str) -> Result<(), String> {
    let wrong = |why: String| format!("正则表达式“{written}”有误：{why}");
    let read = regex_syntax::parse(written).map_err(|e| wrong(reason(&e)))?;
    if steps(&read) > MOST_STEPS {
        let too_large = |_| wrong("展开后太大，请减少重复次数".to_owned());
        regex::Regex::new(written).map_err(too_large)?;
    }
    Ok(())
}

/// What is most often wrong with an expression, in Chinese.
const MISTAKES: [(ErrorKind, &str); 11] = [
    (ErrorKind::GroupUnclosed, "左括号没有配对"),
    (ErrorKind::GroupUnopened, "右括号没有配对"),
    (ErrorKind::ClassUnclosed, "左方括号没有配对"),
    (ErrorKind::ClassRangeInvalid, "范围的起止写反了"),
    (ErrorKind::RepetitionMissing, "重复号前面没有可重复的内容"),
    (ErrorKind::RepetitionCountUnclosed, "左花括号没有配对"),
    (ErrorKind::RepetitionCountInvalid, "重复次数的起止写反了"),
    (ErrorKind::EscapeUnrecognized, "反斜线后面的字符不能这样写"),
    (ErrorKind::EscapeUnexpectedEof, "反斜线后面没有字符"),
    (ErrorKind::UnsupportedBackreference, "不支持引用前面的括号"),
    (ErrorKind::UnsupportedLookAround, "不支持前后断言"),
];

/// What is wrong and at which character.
fn reason(error: &regex_syntax::Error) -> String {
    let regex_syntax::Error::Parse(error) = error else {
        return "写法有误".to_owned();
    };
    let known = MISTAKES.iter().find(|(kind, _)| kind == error.kind());
    let before = &error.pattern()[..error.span().start.offset];
    let at = before.chars().count() + 1;
    format!(
        "第 {at} 个字符处{}",
        known.map_or("写法有误", |(_, what)| what)
    )
}

impl Pattern {
    /// Where `text` meets the expression: its first group where it has one, or else all of it.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let plain = self.plain.as_ref();
        if let Some(plain) = plain.filter(|_| self.texts.load(Ordering::Relaxed) < MANY) {
            self.texts.fetch_add(1, Ordering::Relaxed);
            let hits = plain.captures_iter(text);
            let places = hits.filter_map(|hit| hit.get(1).or_else(|| hit.get(0)));
            return places.map(|place| place.range()).collect();
        }
        let full = || full(&self.written, self.plain.is_some());
        let hits = self.full.get_or_init(full).captures_iter(text);
        let places = hits.filter_map(|hit| hit.get_group(1).or_else(|| hit.get_group(0)));
        places.map(|place| place.range()).collect()
    }
}

/// Whether an expression means the same in both machines: no classes by name (`\d` is of Unicode in the one and of ASCII in the other), no
/// flags.
fn is_plain(written: &str) -> bool {
    let follow = |mark: &'static str| {
        written
            .match_indices(mark)
            .map(move |(at, _)| &written[at + mark.len()..])
    };
    let escaped = |rest: &str| rest.starts_with(|c: char| c.is_ascii_punctuation());
    !written.contains("\\\\")
        && !written.contains("[[:")
        && follow("\\").all(escaped)
        && follow("(?").all(|rest| rest.starts_with(':'))
}

fn plain(written: &str) -> Option<regex_lite::Regex> {
    let made = is_plain(written).then(|| regex_lite::Regex::new(written).ok());
    made.flatten()
}

/// A machine that knows classes of Unicode. What makes it quick, automata of bytes in both directions, is made where it is put
/// to `many` texts: these are clauses and sentences, and few of them cost less without.
fn full(written: &str, many: bool) -> Regex {
    let config = Config::new().hybrid(many).dfa(false).onepass(false);
    let regex = Regex::builder().configure(config).build(written);
    regex.expect("an expression that was read, and is not too large")
}

/// About how many steps an expression compiles to.
fn steps(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => STEPS_OF_RANGE * class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Repetition(repeated) => {
            let times = repeated.max.unwrap_or(repeated.min).max(1) as usize;
            steps(&repeated.sub).saturating_mul(times)
        }
        HirKind::Capture(group) => steps(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            let parts = parts.iter().map(steps);
            parts.fold(1, usize::saturating_add)
        }
    }
}
