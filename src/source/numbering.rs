//! Counts the paragraphs of numbered lists and writes the numbers shown before them.

use super::numeral::{self, Style};
use std::collections::{HashMap, HashSet};

/// Levels of a list (ECMA-376 17.9.6).
pub(super) const LEVELS: usize = 9;
/// Longest text of a level that is kept, in characters.
const LONGEST: usize = 40;

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// How its counter is written; `None` for bullets.
    pub(super) style: Option<Style>,
    /// What is shown: `%1` … `%9` stand for the counters.
    pub(super) text: String,
    /// First number.
    pub(super) start: i64,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<i64, [Level; LEVELS]>,
    lists: HashMap<i64, i64>,
    overrides: HashMap<(i64, usize), i64>,
    counters: HashMap<i64, [Option<i64>; LEVELS]>,
    begun: HashSet<i64>,
}

impl Numbering {
    /// The level `index` of the definition `id`, to be described.
    pub(super) fn level(&mut self, id: i64, index: i64) -> &mut Level {
        &mut self.abstracts.entry(id).or_default()[level_index(index)]
    }

    /// Says that `list` uses the definition `id`.
    pub(super) fn link(&mut self, list: i64, id: i64) {
        self.lists.insert(list, id);
    }

    /// Says that `list` begins anew at `start` on a level.
    pub(super) fn restart(&mut self, list: i64, level: i64, start: i64) {
        self.overrides.insert((list, level_index(level)), start);
    }

    /// Counts one paragraph of `list` at `depth` and returns the number shown before it; empty for bullets and unknown lists.
    pub(super) fn next(&mut self, list: i64, depth: i64) -> String {
        let depth = level_index(depth);
        let Some(&id) = self.lists.get(&list) else {
            return String::new();
        };
        let Some(levels) = self.abstracts.get(&id) else {
            return String::new();
        };
        let counters = self.counters.entry(id).or_default();
        if self.begun.insert(list) {
            for (level, counter) in counters.iter_mut().enumerate() {
                if let Some(start) = self.overrides.get(&(list, level)) {
                    *counter = Some(start.saturating_sub(1));
                }
            }
        }
        let start = levels[depth].start;
        counters[depth] = Some(counters[depth].map_or(start, |n| n.saturating_add(1)));
        counters[depth + 1..].fill(None);
        shown(levels, counters, depth)
    }
}

fn level_index(value: i64) -> usize {
    usize::try_from(value).unwrap_or(0).min(LEVELS - 1)
}

fn shown(levels: &[Level; LEVELS], counters: &[Option<i64>; LEVELS], depth: usize) -> String {
    if levels[depth].style.is_none() {
        return String::new();
    }
    let mut out = String::new();
    let mut chars = levels[depth].text.chars().take(LONGEST).peekable();
    while let Some(c) = chars.next() {
        let digit = chars
            .peek()
            .and_then(|d| d.to_digit(10))
            .filter(|_| c == '%');
        let level = digit
            .and_then(|d| usize::try_from(d).ok())
            .filter(|d| (1..=LEVELS).contains(d));
        let Some(level) = level else {
            out.push(c);
            continue;
        };
        chars.next();
        let Level { style, start, .. } = &levels[level - 1];
        let count = counters[level - 1].unwrap_or(*start);
        out.extend(style.map(|style| numeral::write(count, style)));
    }
    if out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        out.push(' ');
    }
    out
}
