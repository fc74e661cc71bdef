//! Cuts the words of a name into pairs of letters, and measures how much of a name stands in a text by them.

use crate::extract::background::{hash, is_letter, pair_rarity};
use crate::rule::likeness::half_width;
use std::ops::Range;

/// Stands where something was left out.
pub(super) const BREAK: char = '\0';

/// Most characters of one text that are looked at.
const MOST_CHARS: usize = 240;

/// What a pair of letters tells at least, in nats.
const ALWAYS: f32 = 0.3;

/// Two letters that stand side by side.
pub(super) type Letters = [char; 2];

/// A pair of letters and how much it tells, in nats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) letters: Letters,
    pub(super) weight: f32,
}

/// How much of `pairs` stands in `within`; both are in order.
pub(super) fn share(pairs: &[Pair], within: &[Pair]) -> f32 {
    let (mut all, mut back, mut at) = (0.0, 0.0, 0);
    for pair in pairs {
        all += pair.weight;
        while within.get(at).is_some_and(|w| w.letters < pair.letters) {
            at += 1;
        }
        if within.get(at).is_some_and(|w| w.letters == pair.letters) {
            back += pair.weight;
        }
    }
    if all > 0.0 { back / all } else { 0.0 }
}

/// The pairs of what stands in quotes in `text`, in order.
pub(super) fn quoted(text: &str) -> Vec<Pair> {
    let inside = text
        .split('“')
        .skip(1)
        .filter_map(|rest| rest.split_once('”'));
    let mut all: Vec<Pair> = inside
        .flat_map(|(name, _)| pairs(&cut(name, &[])))
        .collect();
    sort(&mut all);
    all
}

/// The letters of `text` with a break for every stretch of `out`, in order, and for every mark but quotes.
pub(super) fn cut(text: &str, out: &[Range<usize>]) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    let mut out = out.iter().peekable();
    for (at, c) in text.char_indices().take(MOST_CHARS) {
        while out.next_if(|r| r.end <= at).is_some() {}
        let is_out = out.peek().is_some_and(|r| r.start <= at);
        match half_width(c) {
            c if !is_out && is_letter(c) => letters.extend(c.to_lowercase()),
            '“' | '”' | '‘' | '’' | '"' | '《' | '》' | ' ' if !is_out => {}
            _ if letters.last().is_some_and(|&last| last != BREAK) => letters.push(BREAK),
            _ => {}
        }
    }
    while letters.last() == Some(&BREAK) {
        letters.pop();
    }
    letters
}

/// The pairs of `letters`, in order, each once.
pub(super) fn pairs(letters: &[char]) -> Vec<Pair> {
    let together = letters.windows(2).filter(|w| !w.contains(&BREAK));
    let pair = |w: &[char]| Pair {
        letters: [w[0], w[1]],
        weight: pair_rarity(hash(w)).max(ALWAYS),
    };
    let mut pairs: Vec<Pair> = together.map(pair).collect();
    sort(&mut pairs);
    pairs
}

pub(super) fn sort(pairs: &mut Vec<Pair>) {
    pairs.sort_unstable_by_key(|p| p.letters);
    pairs.dedup_by_key(|p| p.letters);
}

/// The runs of Latin letters and digits in which a digit stands.
pub(super) fn codes(letters: &[char]) -> Vec<String> {
    let runs = letters.split(|c| !c.is_ascii_alphanumeric());
    let coded = runs.filter(|run| run.iter().any(char::is_ascii_digit));
    coded.map(|run| run.iter().collect()).collect()
}
