//! Finds wrong characters, doubled marks, contradictory approximations, run-on sentences and broken document titles.

use super::text::is_han;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Longest title of a document, and longest clause looked through, in bytes.
const LONGEST_TITLE: usize = 240;
const LONGEST_CLAUSE: usize = 600;

/// What a found word may be the sign of.
#[derive(Debug, Clone)]
enum Sign {
    /// A wrong spelling, with the right one.
    Wrong(Kind, String),
    /// A spelling that is wrong at the beginning of a clause before a date, with the right one.
    BeforeDate(String),
    /// A longer word in which the spelling is right.
    Right,
    /// Marks that do not stand together.
    Marks,
    /// 近 or 至少 before a number, with the words that must not follow it.
    Before(Vec<String>),
    /// The first verb of a possible run-on sentence.
    FirstVerb,
    /// `《关于`.
    Title,
    /// `已完成的`, `已经完成的`.
    DoneOf,
}

/// The signs, compiled into one matcher.
#[derive(Debug)]
pub struct Typos {
    /// Each word with its place in `signs`.
    words: WordTable<usize>,
    signs: Vec<Sign>,
    noun_ends: Vec<String>,
    second_verbs: Vec<String>,
    before_year: Vec<String>,
    title_kinds: Vec<String>,
    ranks: Vec<String>,
}

impl Typos {
    /// Compiles the lists `typos.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.words(name).to_vec();
        let mut signs: Vec<(String, Sign)> = Vec::new();
        let mut add = |words: Vec<String>, sign: Sign| {
            signs.extend(words.into_iter().map(|w| (w, sign.clone())));
        };
        add(list("typos.sure_exceptions"), Sign::Right);
        add(list("typos.advice_exceptions"), Sign::Right);
        add(list("typos.doubled_marks"), Sign::Marks);
        add(
            list("typos.near_words"),
            Sign::Before(list("typos.more_words")),
        );
        add(
            list("typos.least_words"),
            Sign::Before(list("typos.above_words")),
        );
        add(list("typos.run_on_first"), Sign::FirstVerb);
        add(vec!["《关于".to_owned()], Sign::Title);
        add(
            vec!["已完成的".to_owned(), "已经完成的".to_owned()],
            Sign::DoneOf,
        );
        for (name, kind) in [("typos.sure", Kind::Likely), ("typos.advice", Kind::Advice)] {
            for (wrong, right) in lexicon.pairs(name) {
                add(vec![wrong.clone()], Sign::Wrong(kind, right.clone()));
            }
        }
        for (wrong, right) in lexicon.pairs("typos.before_date") {
            add(vec![wrong.clone()], Sign::BeforeDate(right.clone()));
        }
        for site in lexicon.words("typos.not_titles") {
            add(
                vec![format!("《{site}》")],
                Sign::Wrong(Kind::Advice, site.clone()),
            );
        }
        let (words, signs): (Vec<String>, Vec<Sign>) = signs.into_iter().unzip();
        Self {
            words: WordTable::new(words.into_iter().zip(0..)),
            signs,
            noun_ends: list("typos.run_on_noun_ends"),
            second_verbs: list("typos.run_on_second"),
            before_year: list("typos.run_on_before_year"),
            title_kinds: list("typos.title_kinds"),
            ranks: list("typos.ranks"),
        }
    }

    /// Every typo in `document`, in order of place.
    pub fn find(&self, document: &Document) -> Vec<Slip> {
        let text = &document.file.text;
        let base = document.range.start;
        let mut slips = Vec::new();
        for (hit, sign) in self.words.find_values(document.text()) {
            let at = base + hit.start..base + hit.end;
            slips.extend(self.judge(text, at, &self.signs[sign]));
        }
        slips.sort_by_key(|s| s.at.start);
        slips
    }

    fn judge(&self, text: &str, at: Range<usize>, sign: &Sign) -> Option<Slip> {
        match sign {
            Sign::Right => None,
            Sign::Wrong(kind, right) => {
                let because = format!("“{}”应为“{right}”", &text[at.clone()]);
                Some(Slip::new(*kind, at, because))
            }
            Sign::Marks => {
                let because = format!("标点“{}”连用", &text[at.clone()]);
                Some(Slip::new(Kind::Advice, at, because))
            }
            Sign::BeforeDate(right) if opens_a_date(text, &at) => {
                let because = format!("“{}”应为“{right}”", &text[at.clone()]);
                Some(Slip::new(Kind::Advice, at, because))
            }
            Sign::BeforeDate(_) => None,
            Sign::Before(clash) => contradiction(text, at, (clash, &self.ranks)),
            Sign::FirstVerb => self.run_on(text, at),
            Sign::Title => self.title(text, at),
            Sign::DoneOf => lacks_predicate(text, at),
        }
    }

    /// `打造世界工业互联网之都加大5G基础设施建设`: a second predicate right behind the first one's object.
    fn run_on(&self, text: &str, verb: Range<usize>) -> Option<Slip> {
        let clause = rest_of_clause(text, verb.end);
        let break_at = self.noun_ends.iter().find_map(|noun| {
            let at = clause.find(noun.as_str())? + noun.len();
            let second = self
                .second_verbs
                .iter()
                .find(|v| clause[at..].starts_with(v.as_str()))?;
            let object = clause[at + second.len()..].chars().count();
            (at > 3 * noun.chars().count() && object >= 4).then_some(at)
        });
        let at = match break_at {
            Some(at) => at,
            None => self.year_run_on(&text[verb.clone()], clause)?,
        };
        if clause[..at]
            .chars()
            .any(|c| matches!(c, '“' | '”' | '和' | '与' | '的') && break_at.is_some())
        {
            return None;
        }
        let clause_at = verb.end;
        let because = format!("“{}”后面似缺标点，两句粘连", last_chars(&clause[..at], 6));
        Some(Slip::new(
            Kind::Likely,
            verb.start..clause_at + clause.len(),
            because,
        ))
    }

    /// Where a sentence that begins with a year starts in the middle of `clause` (`成为北方的深圳2020年华夏基石…`).
    fn year_run_on(&self, verb: &str, clause: &str) -> Option<usize> {
        if !self.before_year.iter().any(|v| v == verb) {
            return None;
        }
        let at = clause.find("20").filter(|&i| i >= 6)?;
        let year = clause[at..].get(..4)?;
        let after = clause[at + 4..].strip_prefix('年')?;
        let before = clause[..at].chars().next_back()?;
        let follows = after.chars().next()?;
        let joined = is_han(before) && !"到至在于比较从自年的是于由按据今即".contains(before);
        let starts = is_han(follows) && !"唯首第度底末初前后以至到全".contains(follows);
        (year.bytes().all(|b| b.is_ascii_digit()) && joined && starts).then_some(at)
    }

    /// `《关于做好数据调用函》`: a title that begins 关于 and ends in a kind of document without 的.
    fn title(&self, text: &str, open: Range<usize>) -> Option<Slip> {
        let rest = &text[open.end..];
        let near = rest.floor_char_boundary(LONGEST_TITLE);
        let close = rest[..near].find('》')?;
        let name = &rest[..close];
        let kind = self
            .title_kinds
            .iter()
            .find(|k| name.ends_with(k.as_str()))?;
        let body = &name[..name.len() - kind.len()];
        if body.contains('的') || body.contains('〈') {
            return None;
        }
        let at = open.start..open.end + close + '》'.len_utf8();
        let because = format!("文件名“关于……{kind}”缺“的”");
        Some(Slip::new(Kind::Advice, at, because))
    }
}

/// Whether a clause begins at `at` and goes on with a year, a month or a day.
fn opens_a_date(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].chars().next_back();
    let rest = &text[at.end..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let opens = before.is_none_or(|c| !c.is_alphanumeric());
    opens && digits > 0 && rest[digits..].starts_with(['年', '月', '日'])
}

/// `近300余家`: a number between two words that contradict each other. The 以上 of a rank (`不少于10名副高以上`) is not one.
fn contradiction(
    text: &str,
    before: Range<usize>,
    (clash, ranks): (&[String], &[String]),
) -> Option<Slip> {
    let rest = &text[before.end..];
    let number: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '十' | '百' | '千' | '万' | '亿'))
        .map(char::len_utf8)
        .sum();
    if number == 0 {
        return None;
    }
    let unit: usize = match clash.iter().any(|w| w.chars().count() > 1) {
        true => rest[number..]
            .chars()
            .take(3)
            .take_while(|&c| is_han(c) && c != '以')
            .map(char::len_utf8)
            .sum(),
        false => 0,
    };
    let word = clash
        .iter()
        .find(|w| rest[number + unit..].starts_with(w.as_str()))?;
    let ranked = |r: &String| rest[number..number + unit].ends_with(r.as_str());
    if unit > 0 && ranks.iter().any(ranked) {
        return None;
    }
    let end = before.end + number + unit + word.len();
    let because = format!("“{}”与“{word}”不能同用", &text[before.clone()]);
    Some(Slip::new(Kind::Advice, before.start..end, because))
}

/// `已经完成的……样机设计。`: a subject without a predicate, because 的 turned it into an attribute.
fn lacks_predicate(text: &str, at: Range<usize>) -> Option<Slip> {
    let before = text[..at.start].chars().next_back()?;
    let rest = &text[at.end..];
    let near = &rest[..rest.floor_char_boundary(LONGEST_CLAUSE)];
    let end = near.find(['。', '，', '；', '\n', '！'])?;
    let last_clause = rest[end..].starts_with('。');
    let list = rest[..end].contains('、');
    if !last_clause
        || !list
        || !is_han(before)
        || matches!(before, '对' | '将' | '把' | '在' | '与')
    {
        return None;
    }
    let because = format!("“{}”使全句缺少谓语，疑多“的”字", &text[at.clone()]);
    Some(Slip::new(Kind::Advice, at.start..at.end + end, because))
}

fn rest_of_clause(text: &str, from: usize) -> &str {
    let rest = &text[from..];
    let mut left = 90;
    let end = rest.char_indices().find(|&(_, c)| {
        left -= 1;
        left == 0
            || matches!(
                c,
                '，' | '。' | '；' | '、' | '：' | ',' | '\n' | '！' | '？' | '》'
            )
    });
    &rest[..end.map_or(rest.len(), |(i, _)| i)]
}

fn last_chars(text: &str, n: usize) -> String {
    let skip = text.chars().count().saturating_sub(n);
    text.chars().skip(skip).collect()
}
