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
const LONGEST: usize = 14;

/// The endings of names, spellings that are equal, and insertions that make another name.
#[derive(Debug, Clone)]
pub struct Names {
    ends: Vec<String>,
    aliases: Vec<(String, String)>,
    distinct: Vec<String>,
}

/// A name as written and as compared.
#[derive(Debug, Clone)]
struct Name {
    at: Range<usize>,
    plain: Vec<char>,
}

impl Names {
    /// Reads the lists `entities.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            ends: lexicon.words("entities.ends").to_vec(),
            aliases: lexicon.pairs("entities.aliases").to_vec(),
            distinct: lexicon.words("entities.distinct").to_vec(),
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
                    .find_map(|b| Some((b, self.difference(a, b, end.chars().count())?)));
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
            let start = name_start(text, i);
            let written = &text[start..i + end.len()];
            let plain = self.plain(written);
            let at = document.range.start + start..document.range.start + i + end.len();
            seen.entry(plain.clone()).or_insert(Name { at, plain });
        }
        let mut names: Vec<Name> = seen.into_values().collect();
        names.sort_by_key(|n| n.at.start);
        names
    }

    fn plain(&self, written: &str) -> Vec<char> {
        let replace = |s: String, (from, to): &(String, String)| s.replace(from.as_str(), to);
        let unified = self.aliases.iter().fold(written.to_owned(), replace);
        unified.chars().filter(|&c| is_letter(c)).collect()
    }

    /// What one of two names has in its middle and the other has not.
    fn difference(&self, a: &Name, b: &Name, end: usize) -> Option<String> {
        self.inserted(&a.plain, &b.plain, end)
            .or_else(|| self.inserted(&b.plain, &a.plain, end))
    }

    /// What `long` has in its middle and `short` has not, if that is all that differs near the end.
    fn inserted(&self, short: &[char], long: &[char], end: usize) -> Option<String> {
        let same = short
            .iter()
            .rev()
            .zip(long.iter().rev())
            .take_while(|(x, y)| x == y)
            .count();
        if same < end || short.len() < same + 2 || same < end + 2 && end < 5 {
            return None;
        }
        let head = &short[short.len() - same - 2..short.len() - same];
        let left = &long[..long.len() - same];
        let extra = (2..=4)
            .find(|&n| left.len() >= n + 2 && &left[left.len() - n - 2..left.len() - n] == head)?;
        let extra: String = left[left.len() - extra..].iter().collect();
        let other = self.distinct.iter().any(|w| extra.contains(w.as_str()));
        (!other).then_some(extra)
    }
}

/// Where a name that goes on at byte `end` may begin: after the last mark before it.
fn name_start(text: &str, end: usize) -> usize {
    let mut start = end;
    for (n, (i, c)) in text[..end].char_indices().rev().enumerate() {
        let joins = is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '—' | '-' | '·');
        if n == LONGEST || !joins || matches!(c, '的' | '和' | '与' | '在' | '为' | '了') {
            break;
        }
        start = i;
    }
    start
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
