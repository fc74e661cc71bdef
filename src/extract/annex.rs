//! Finds what stands behind a report: lists of 实事, completion tables, glossaries.

use crate::document::{Block, BlockKind, Document};
use crate::extract::Lexicon;
use crate::extract::part::PartRole;
use crate::extract::year::years;
use std::ops::Range;

/// Longest title of an annex, in characters.
const TITLE_LIMIT: usize = 40;
/// No annex begins in the first this-many-th of the blocks.
const BODY_SHARE: usize = 3;

/// An annex: its blocks, what it is, and the year its title names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Annex {
    /// Indices of its blocks.
    pub(crate) blocks: Range<usize>,
    /// What it is.
    pub(crate) role: PartRole,
    /// The year in its title.
    pub(crate) year: Option<i16>,
}

/// The annexes of `document`, in order.
pub(crate) fn annexes(document: &Document, lexicon: &Lexicon) -> Vec<Annex> {
    let blocks = &document.blocks;
    let from = blocks.len() / BODY_SHARE;
    let mut starts: Vec<usize> = (from..blocks.len())
        .filter(|&i| is_title(document, blocks, i, lexicon))
        .collect();
    starts.dedup_by(|next, last| *next <= *last + 2 && short(document, &blocks[*next - 1]));
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let annex = |(start, end): (usize, usize)| {
        let title = titles(document, &blocks[start..end]);
        let year = years(&title).map(|(y, _)| y).last();
        Annex {
            blocks: start..end,
            role: role(&title, lexicon),
            year,
        }
    };
    starts.iter().copied().zip(ends).map(annex).collect()
}

fn short(document: &Document, block: &Block) -> bool {
    document
        .slice(block.range.clone())
        .chars()
        .nth(TITLE_LIMIT)
        .is_none()
}

/// Whether a block is the title of an annex: it says so, or it names a year's list after the report's closing call.
fn is_title(document: &Document, blocks: &[Block], at: usize, lexicon: &Lexicon) -> bool {
    let block = &blocks[at];
    let text = document.slice(block.range.clone());
    let marked = crate::document::heading::mark(text).is_some();
    if block.kind == BlockKind::Furniture || marked || !short(document, block) {
        return false;
    }
    let bare = text.trim_matches(['（', '）', '(', ')', '《', '》', '：', ':', ' ', '【', '】']);
    let has = |list: &str| {
        lexicon
            .words(list)
            .iter()
            .any(|w| bare.contains(w.as_str()))
    };
    let ends = crate::document::wrap::ends_sentence(text) && !text.ends_with(['：', ':']);
    let lists = || {
        has("parts.annex_list")
            && years(bare).next().is_some()
            && after_closing(document, blocks, at)
    };
    !ends && (has("parts.annex") || lists())
}

/// Whether the last paragraph before `at` ends with a call, as reports close: `…努力奋斗！`, or belongs to no section any more.
fn after_closing(document: &Document, blocks: &[Block], at: usize) -> bool {
    let before = blocks[..at]
        .iter()
        .rev()
        .find(|b| b.kind == BlockKind::Paragraph && !short(document, b));
    before.is_some_and(|b| document.slice(b.range.clone()).ends_with(['！', '!']))
}

/// The short lines an annex begins with.
fn titles(document: &Document, blocks: &[Block]) -> String {
    let lines = blocks.iter().take(3).take_while(|b| short(document, b));
    lines
        .map(|b| document.slice(b.range.clone()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn role(title: &str, lexicon: &Lexicon) -> PartRole {
    let has = |list: &str| {
        lexicon
            .words(list)
            .iter()
            .any(|w| title.contains(w.as_str()))
    };
    if has("parts.glossary") {
        PartRole::Other
    } else if has("parts.completion") {
        PartRole::Review
    } else if has("parts.annex_list") || title.contains("计划") {
        PartRole::Plan
    } else {
        PartRole::Other
    }
}
