//! Reads paragraph and character properties of a binary Word file from their 512-byte pages (MS-DOC 2.9).

use super::fib::Fib;
use super::{index_at, u16_at, u32_at};
use std::ops::Range;

/// Size of a page of properties.
const PAGE: usize = 512;
/// Most runs of properties that are kept.
const MAX_RUNS: usize = 2_000_000;

/// What a paragraph's properties say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Look {
    /// Whether it stands in a table.
    pub(super) in_table: bool,
    /// Whether it ends a table row.
    pub(super) ends_row: bool,
    /// Whether it belongs to a table inside a cell.
    pub(super) nested: bool,
    /// List instance, 0 for none.
    pub(super) list: i64,
    /// Level within the list.
    pub(super) depth: i64,
    /// Column bounds of the row it ends, in twips.
    pub(super) edges: Vec<i16>,
    /// For each cell of that row whether it goes on with the cell above.
    pub(super) merged: Vec<bool>,
}

/// Properties by byte offset in the document stream, sorted.
#[derive(Debug, Default)]
pub(super) struct Properties {
    paragraphs: Vec<(Range<usize>, Look)>,
    /// Runs of deleted or hidden text.
    silent: Vec<Range<usize>>,
}

impl Properties {
    /// Reads both kinds of pages.
    pub(super) fn read(document: &[u8], table: &[u8], fib: &Fib) -> Self {
        let mut properties = Self::default();
        for page in pages(document, table.get(fib.paragraphs.clone())) {
            for (bytes, at) in runs(page, 13) {
                if properties.paragraphs.len() < MAX_RUNS {
                    properties.paragraphs.push((bytes, paragraph(page, at)));
                }
            }
        }
        for page in pages(document, table.get(fib.characters.clone())) {
            let silent = runs(page, 1).filter(|&(_, at)| is_silent(page, at));
            properties
                .silent
                .extend(silent.map(|(bytes, _)| bytes).take(MAX_RUNS));
        }
        properties.paragraphs.sort_by_key(|(bytes, _)| bytes.start);
        properties.silent.sort_by_key(|bytes| bytes.start);
        properties
    }

    /// The properties of the paragraph that holds byte `at` of the document stream.
    pub(super) fn look(&self, at: usize) -> Look {
        let next = self
            .paragraphs
            .partition_point(|(bytes, _)| bytes.start <= at);
        let found = next.checked_sub(1).map(|i| &self.paragraphs[i]);
        found
            .filter(|(bytes, _)| bytes.contains(&at))
            .map(|(_, look)| look.clone())
            .unwrap_or_default()
    }

    /// Whether the character at byte `at` is deleted or hidden.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        let next = self.silent.partition_point(|bytes| bytes.start <= at);
        next.checked_sub(1)
            .is_some_and(|i| self.silent[i].contains(&at))
    }
}

/// The pages a bin table lists.
fn pages<'a>(document: &'a [u8], bins: Option<&[u8]>) -> Vec<&'a [u8]> {
    let bins = bins.unwrap_or_default();
    let count = bins.len().saturating_sub(4) / 8;
    let page = |i: usize| {
        let start = index_at(bins, (count + 1) * 4 + i * 4)?.checked_mul(PAGE)?;
        document.get(start..start.checked_add(PAGE)?)
    };
    (0..count).filter_map(page).collect()
}

/// The runs of a page: bytes in the document stream, and where in the page their properties are.
fn runs(page: &[u8], entry: usize) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
    let count = usize::from(page[PAGE - 1]);
    (0..count).filter_map(move |i| {
        let bytes = index_at(page, i * 4)?..index_at(page, i * 4 + 4)?;
        let at = usize::from(*page.get((count + 1) * 4 + i * entry)?) * 2;
        (at > 0 && bytes.start < bytes.end).then_some((bytes, at))
    })
}

fn paragraph(page: &[u8], at: usize) -> Look {
    let mut look = Look::default();
    let (start, words) = match page.get(at) {
        Some(0) => (at + 2, page.get(at + 1).map_or(0, |&n| usize::from(n) * 2)),
        Some(&n) => (at + 1, usize::from(n) * 2 - 1),
        None => return look,
    };
    let group = page
        .get(start + 2..(start + words).min(page.len()))
        .unwrap_or_default();
    for (code, value) in modifiers(group) {
        let on = value.first().is_some_and(|&b| b != 0);
        match code {
            0x2416 => look.in_table = on,
            0x2417 => look.ends_row = on,
            0x6649 => look.nested = u32_at(value, 0).is_some_and(|depth| depth > 1),
            0x260A => look.depth = value.first().copied().map_or(0, i64::from),
            0x460B => {
                look.list = u16_at(value, 0).map_or(0, |n| if n > 0x7FE { 0 } else { i64::from(n) })
            }
            0xD608 => row(value, &mut look),
            _ => {}
        }
    }
    look
}

/// A row's column bounds and merges from `sprmTDefTable` (MS-DOC 2.9.325); vertical merge 1 goes on, 3 begins.
fn row(value: &[u8], look: &mut Look) {
    let cells = value.first().map_or(0, |&n| usize::from(n).min(63));
    let edge = |i: usize| u16_at(value, 1 + i * 2).map(u16::cast_signed);
    look.edges = (0..=cells).filter_map(edge).collect();
    let flags = |i: usize| u16_at(value, 1 + (cells + 1) * 2 + i * 20).unwrap_or(0);
    look.merged = (0..cells).map(|i| flags(i) >> 5 & 3 == 1).collect();
}

fn is_silent(page: &[u8], at: usize) -> bool {
    let length = page.get(at).map_or(0, |&n| usize::from(n));
    let group = page
        .get(at + 1..(at + 1 + length).min(page.len()))
        .unwrap_or_default();
    modifiers(group)
        .any(|(code, value)| matches!(code, 0x0800 | 0x083C) && value.first() == Some(&1))
}

/// The single property modifiers of a group: code and operand (MS-DOC 2.2.5.1).
fn modifiers(group: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = u16_at(group, at)?;
        let (skip, length) = match (code, code >> 13) {
            (0xD608, _) => (4, usize::from(u16_at(group, at + 2)?).saturating_sub(1)),
            (_, 0 | 1) => (2, 1),
            (_, 2 | 4 | 5) => (2, 2),
            (_, 3) => (2, 4),
            (_, 7) => (2, 3),
            (_, _) => (3, usize::from(*group.get(at + 2)?)),
        };
        let start = at + skip;
        at = start + length;
        Some((code, group.get(start..at.min(group.len()))?))
    })
}
