//! Finds names in one document that are nearly but not quite equal.

use super::text::is_han;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::background::is_letter;
use memchr::memmem;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest name looked at, in characters before its ending.
const LONGEST: usize = 24;
/// Letters two names must have in common at their beginning to be about one thing, whatever else the document says.
const TELLING: usize = 4;
/// Times a shorter common beginning may occur in the document: what it says more often is a place or a common word.
const RARE: usize = 8;

/// The endings of names, spellings that are equal, insertions that make another name, and what is no part of a name.
#[derive(Debug, Clone)]
pub struct Names {
    ends: Vec<String>,
    aliases: Vec<(String, String)>,
    distinct: Vec<String>,
    leads: Vec<String>,
    manner: Vec<String>,
    counted: Vec<String>,
    generic: Vec<String>,
}

/// A name as written and as compared.
#[derive(Debug, Clone)]
struct Name {
    at: Range<usize>,
    plain: Vec<char>,
}

impl Names {
    /// Reads the lists `entities.*` of `lexicon`, and those of verbs, manners and general qualifiers.
    pub fn new(lexicon: &Lexicon) -> Self {
        let lists = |names: &[&str]| -> Vec<String> {
            let words = names.iter().flat_map(|name| lexicon.words(name));
            words.cloned().collect()
        };
        Self {
            ends: lists(&["entities.ends"]),
            aliases: lexicon.pairs("entities.aliases").to_vec(),
            distinct: lists(&["entities.distinct"]),
            leads: lists(&["entities.leads", "acts.award", "acts.found"]),
            manner: lists(&["adverbs.manner", "adverbs.time"])
                .into_iter()
                .filter(|w| w.chars().nth(1).is_some())
                .collect(),
            counted: lists(&["entities.counted"]),
            generic: lists(&["marks.generic", "marks.national", "marks.scope"]),
        }
    }

    /// Pairs of nearly equal names in `document`, each pair once.
    pub fn find(&self, document: &Document) -> Vec<Slip> {
        let mut slips = Vec::new();
        for end in &self.ends {
            let names = self.names(document, end);
            for (i, a) in names.iter().enumerate() {
                let other = names[i + 1..]
                    .iter()
                    .filter(|b| apart(document, a, b))
                    .find_map(|b| Some((b, self.difference(document, (a, b), end)?)));
                if let Some((b, extra)) = other {
                    let (x, y) = (document.slice(a.at.clone()), document.slice(b.at.clone()));
                    let because = format!("“{x}”与“{y}”相差“{extra}”，请核对是否同一名称");
                    slips.push(
                        Slip::new(Kind::Advice, a.at.clone(), because)
                            .with(b.at.clone(), "另一写法"),
                    );
                }
            }
        }
        slips.extend(quoted_variants(document));
        slips.sort_by_key(|s| s.at.start);
        slips
    }

    /// The first place of each different name that ends in `end`.
    fn names(&self, document: &Document, end: &str) -> Vec<Name> {
        let text = document.text();
        let mut seen: BTreeMap<Vec<char>, Name> = BTreeMap::new();
        for i in memmem::find_iter(text.as_bytes(), end).take(200) {
            let Some(start) = name_start(text, i).and_then(|from| self.bare(text, from..i)) else {
                continue;
            };
            let written = &text[start..i + end.len()];
            let plain = self.plain(written);
            let at = document.range.start + start..document.range.start + i + end.len();
            seen.entry(plain.clone()).or_insert(Name { at, plain });
        }
        let mut names: Vec<Name> = seen.into_values().collect();
        names.sort_by_key(|n| n.at.start);
        names
    }

    /// Where the name itself begins in `text[range]`: behind verbs and their manner. None for what counts or names a kind.
    fn bare(&self, text: &str, range: Range<usize>) -> Option<usize> {
        let written = &text[range.clone()];
        let behind = |word: &String| Some(written.rfind(word.as_str())? + word.len());
        let mut cut = self.leads.iter().filter_map(behind).max().unwrap_or(0);
        let first = |rest: &str| {
            let words = self.manner.iter().filter(|w| rest.starts_with(w.as_str()));
            words.map(String::len).max()
        };
        while let Some(len) = first(&written[cut..]) {
            cut += len;
        }
        let name = &written[cut..];
        let counts = self.counted.iter().any(|w| name.contains(w.as_str()))
            || name.starts_with(|c: char| c.is_ascii_digit());
        (!counts).then_some(range.start + cut)
    }

    fn plain(&self, written: &str) -> Vec<char> {
        let replace = |s: String, (from, to): &(String, String)| s.replace(from.as_str(), to);
        let unified = self.aliases.iter().fold(written.to_owned(), replace);
        let unified = match unified.split_once('市') {
            Some((city, rest)) if city.chars().count() == 2 => rest,
            _ => &unified,
        };
        unified.chars().filter(|&c| is_letter(c)).collect()
    }

    /// What one of two names has in its middle and the other has not.
    fn difference(&self, document: &Document, (a, b): (&Name, &Name), end: &str) -> Option<String> {
        let end = end.chars().count();
        let (head, extra) =
            inserted(&a.plain, &b.plain, end).or_else(|| inserted(&b.plain, &a.plain, end))?;
        let other = self.distinct.iter().any(|w| extra.contains(w.as_str()))
            || extra.contains(|c: char| c.is_ascii_digit());
        let beside = a.plain.len().min(b.plain.len()) - head.chars().count() - end;
        (!other && self.is_telling(document, &head, beside)).then_some(extra)
    }

    /// Whether names that begin with `head`, and have so many letters more in common `beside` their ending, are about one thing:
    /// the beginning is no general qualifier, and long, or said of nothing else.
    fn is_telling(&self, document: &Document, head: &str, beside: usize) -> bool {
        let own = self
            .generic
            .iter()
            .fold(head.to_owned(), |s, word| s.replace(word.as_str(), ""));
        match own.chars().count() {
            0 | 1 => false,
            n if n >= TELLING => true,
            _ => beside > 1 && document.text().matches(own.as_str()).nth(RARE).is_none(),
        }
    }
}

/// What both names begin with and what only `long` has behind it, if that is all that differs before the end.
fn inserted(short: &[char], long: &[char], end: usize) -> Option<(String, String)> {
    let n = long.len().checked_sub(short.len())?;
    let same = short
        .iter()
        .zip(long)
        .take_while(|(x, y)| x == y)
        .count()
        .min(short.len().checked_sub(end)?);
    let whole = (2..=4).contains(&n) && short[same..] == long[same + n..];
    whole.then(|| {
        let head = long[..same].iter().collect();
        (head, long[same..same + n].iter().collect())
    })
}

/// Whether more than a `、` stands between two names: those of one list are beside each other on purpose.
fn apart(document: &Document, a: &Name, b: &Name) -> bool {
    let between = &document.file.text[a.at.end.min(b.at.start)..b.at.start];
    between.contains(['。', '；', '！', '，', ',', '\n'])
}

/// Where a name that goes on at byte `end` may begin: after the last mark before it. None where a bracket, a quotation or too
/// long a run is in front, which may belong to it.
fn name_start(text: &str, end: usize) -> Option<usize> {
    let mut start = end;
    for (n, (i, c)) in text[..end].char_indices().rev().enumerate() {
        let joins = is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '—' | '-' | '·');
        if n == LONGEST || matches!(c, '）' | ')' | '”' | '》' | '+' | '.') {
            return None;
        }
        if !joins || matches!(c, '的' | '和' | '与' | '在' | '为' | '了') {
            break;
        }
        start = i;
    }
    Some(start)
}

/// In one table row, two quoted names of one beginning before the same words: `“亩产效益”综合评价`, `“亩均论英雄”综合评价`.
fn quoted_variants(document: &Document) -> Vec<Slip> {
    let mut slips = Vec::new();
    for row in document.tables.iter().flat_map(|t| &t.rows) {
        let mut seen: Vec<(&str, &str, Range<usize>)> = Vec::new();
        for cell in &row.cells {
            for (name, tail, at) in quoted(document, cell.range.clone()) {
                let twin = seen.iter().find(|(n, t, _)| {
                    *n != name && *t == tail && n.chars().next() == name.chars().next()
                });
                if let Some((other, _, place)) = twin {
                    let because = format!("“{other}”{tail}与“{name}”{tail}，请核对是否同一事项");
                    slips.push(
                        Slip::new(Kind::Advice, at.clone(), because)
                            .with(place.clone(), "另一写法"),
                    );
                }
                seen.push((name, tail, at));
            }
        }
    }
    slips
}

/// The quoted names in `range` with the four characters behind them and their places.
fn quoted(document: &Document, range: Range<usize>) -> Vec<(&str, &str, Range<usize>)> {
    let text = document.slice(range.clone());
    let mut out = Vec::new();
    for (i, _) in text.match_indices('“') {
        let inner = i + '“'.len_utf8();
        let Some(n) = text[inner..].find('”') else {
            break;
        };
        let after = inner + n + '”'.len_utf8();
        let tail = text[after..]
            .char_indices()
            .nth(4)
            .map_or(text.len(), |(j, _)| after + j);
        if text[after..tail].chars().count() == 4 && text[after..tail].chars().all(is_han) {
            out.push((
                &text[inner..inner + n],
                &text[after..tail],
                range.start + i..range.start + tail,
            ));
        }
    }
    out
}
