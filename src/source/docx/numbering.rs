//! Turns numbering.xml into the numbers Word shows before paragraphs.

use crate::ooxml::{Node, PackageError, Tag, Walk};
use crate::source::numeral::{self, Style};
use std::collections::HashMap;

/// Levels of a list (ECMA-376 17.9.6).
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    style: Option<Style>,
    /// `lvlText`: `%1` … `%9` stand for the counters.
    text: String,
    start: i64,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<i64, [Level; LEVELS]>,
    lists: HashMap<i64, i64>,
    overrides: HashMap<(i64, usize), i64>,
    counters: HashMap<i64, [Option<i64>; LEVELS]>,
    begun: HashMap<i64, ()>,
}

impl Numbering {
    /// Reads numbering.xml.
    pub(super) fn read(xml: &str) -> Result<Self, PackageError> {
        let mut numbering = Self::default();
        let mut walk = Walk::new(xml);
        let (mut outer, mut level, mut in_list) = (0, 0, false);
        while let Some((node, _)) = walk.step()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "abstractNum" => {
                    outer = tag.number("abstractNumId").unwrap_or(0);
                    in_list = false;
                }
                "num" => {
                    outer = tag.number("numId").unwrap_or(0);
                    in_list = true;
                }
                "lvl" | "lvlOverride" => level = level_index(tag.number("ilvl")),
                "abstractNumId" if in_list => {
                    numbering
                        .lists
                        .insert(outer, tag.number("val").unwrap_or(0));
                }
                "startOverride" if in_list => {
                    numbering
                        .overrides
                        .insert((outer, level), tag.number("val").unwrap_or(1));
                }
                _ if !in_list => {
                    let levels = numbering.abstracts.entry(outer).or_default();
                    describe(&mut levels[level], &tag);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Counts one paragraph of `list` at `depth` and returns the number shown before it; empty for bullets and unknown lists.
    pub(super) fn next(&mut self, list: i64, depth: i64) -> String {
        let depth = level_index(Some(depth));
        let Some((id, levels)) = self
            .lists
            .get(&list)
            .and_then(|id| Some((*id, self.abstracts.get(id)?)))
        else {
            return String::new();
        };
        let counters = self.counters.entry(id).or_default();
        if self.begun.insert(list, ()).is_none() {
            for (level, counter) in counters.iter_mut().enumerate() {
                if let Some(start) = self.overrides.get(&(list, level)) {
                    *counter = Some(start - 1);
                }
            }
        }
        let start = levels[depth].start;
        counters[depth] = Some(counters[depth].map_or(start, |n| n.saturating_add(1)));
        counters[depth + 1..].fill(None);
        shown(levels, counters, depth)
    }
}

fn level_index(value: Option<i64>) -> usize {
    usize::try_from(value.unwrap_or(0))
        .unwrap_or(0)
        .min(LEVELS - 1)
}

fn describe(level: &mut Level, tag: &Tag<'_>) {
    match tag.name() {
        "start" => level.start = tag.number("val").unwrap_or(1),
        "numFmt" => level.style = tag.attribute("val").and_then(|name| Style::named(&name)),
        "lvlText" => level.text = tag.attribute("val").unwrap_or_default(),
        _ => {}
    }
}

fn shown(levels: &[Level; LEVELS], counters: &[Option<i64>; LEVELS], depth: usize) -> String {
    if levels[depth].style.is_none() {
        return String::new();
    }
    let mut out = String::new();
    let mut chars = levels[depth].text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = (c == '%')
            .then(|| chars.peek().and_then(|d| d.to_digit(10)))
            .flatten();
        match level
            .and_then(|d| usize::try_from(d).ok())
            .filter(|d| (1..=LEVELS).contains(d))
        {
            Some(level) => {
                chars.next();
                let count = counters[level - 1].unwrap_or(levels[level - 1].start);
                out.push_str(
                    &levels[level - 1]
                        .style
                        .map_or_else(String::new, |s| numeral::write(count, s)),
                );
            }
            None => out.push(c),
        }
    }
    if out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        out.push(' ');
    }
    out
}
