//! Finds numbers that count things: `三家企业`, `12个乡镇`, `两县`.

use super::pieces::starts_with;
use crate::extract::Lexicon;
use crate::rule::check::text::{Glyph, is_han};

/// A number with its classifier, as glyph indices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    /// Where the number begins.
    pub(super) start: usize,
    /// Where its classifier ends.
    pub(super) end: usize,
    /// What it says.
    pub(super) value: usize,
}

/// Tells numbers that count from other numbers.
#[derive(Debug, Clone)]
pub(super) struct Counting {
    classifiers: Vec<char>,
    places: Vec<char>,
    not_a_noun: Vec<Vec<char>>,
}

impl Counting {
    /// Reads `lists.classifiers`, `lists.counted_places` and `lists.not_a_noun`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            classifiers: words(lexicon, "lists.classifiers").concat(),
            places: words(lexicon, "lists.counted_places").concat(),
            not_a_noun: words(lexicon, "lists.not_a_noun"),
        }
    }

    /// Whether a number with a classifier or a counted place right behind it stands in `text`: without one nothing is counted.
    pub(super) fn may_count(&self, text: &str) -> bool {
        let mut follows_number = false;
        text.chars().filter(|c| !c.is_whitespace()).any(|c| {
            let found = follows_number && self.counts_by(c);
            follows_number = is_numeral(c) || chinese_digit(c).is_some();
            found
        })
    }

    /// Numbers from 2 to 99 with a classifier and a noun behind, or with a counted place.
    pub(super) fn counts(&self, g: &[Glyph]) -> Vec<Count> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < g.len() {
            let end = numeral_end(g, i);
            if end == i {
                i += 1;
                continue;
            }
            if let Some(value) = numeral_value(&g[i..end])
                && (2..100).contains(&value)
                && let Some(after) = self.classifier_end(g, end)
            {
                out.push(Count {
                    start: i,
                    end: after,
                    value,
                });
            }
            i = end;
        }
        out
    }

    /// Where the classifier that begins at `i` ends, if what follows can be counted.
    fn classifier_end(&self, g: &[Glyph], i: usize) -> Option<usize> {
        let c = g.get(i)?.1;
        let rest = &g[i + 1..];
        let starts = |w: &Vec<char>| starts_with(rest, w);
        let noun = rest.first().is_some_and(|&(_, n)| {
            is_han(n) || matches!(n, '“' | '《' | '（' | '(') || n.is_ascii_alphabetic()
        }) && !self.not_a_noun.iter().any(starts);
        if self.classifiers.contains(&c) && noun {
            return Some(i + 1);
        }
        let place = self.places.contains(&c) && rest.first().is_none_or(|&(_, n)| !is_han(n));
        place.then_some(i + 1)
    }

    /// Whether things are counted by `c`, or `c` is what is counted.
    pub(super) fn counts_by(&self, c: char) -> bool {
        self.classifiers.contains(&c) || self.places.contains(&c)
    }
}

/// The words of a list, each as its characters.
pub(super) fn words(lexicon: &Lexicon, name: &str) -> Vec<Vec<char>> {
    let list = lexicon.words(name).iter();
    list.map(|w| w.chars().collect()).collect()
}

/// Where the numeral that begins at `i` ends; `i` itself if none begins there.
fn numeral_end(g: &[Glyph], i: usize) -> usize {
    let run = |is: fn(char) -> bool| g[i..].iter().take_while(|&&(_, c)| is(c)).count();
    let digits = run(is_numeral);
    if digits > 0 {
        return i + digits;
    }
    i + run(|c| chinese_digit(c).is_some())
}

/// Whether `c` belongs to a number in figures.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '%')
}

/// What a number in figures or Chinese numerals says; none for decimals and shares.
fn numeral_value(numeral: &[Glyph]) -> Option<usize> {
    let digits: String = numeral.iter().map(|&(_, c)| c).collect();
    if let Ok(n) = digits.parse() {
        return Some(n);
    }
    let mut total = 0;
    let mut one = None;
    for c in digits.chars() {
        match chinese_digit(c)? {
            10 => total += 10 * one.take().unwrap_or(1),
            d if one.is_none() => one = Some(d),
            _ => return None,
        }
    }
    Some(total + one.unwrap_or(0))
}

/// What a Chinese numeral below a hundred is made of.
pub(super) fn chinese_digit(c: char) -> Option<usize> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}
