//! Divides a report's blocks into opening, review, outlook and plan: the division that fits headings and tense best.

use crate::document::{Block, BlockKind, Document, heading};
use crate::extract::tense::{Leaning, Tense};
use crate::extract::year::years;

/// The role of a block within a report, in the order reports have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// What was done.
    Review,
    /// What is meant for several years.
    Outlook,
    /// What will be done in the report's year.
    Plan,
}

const STRETCHES: [Stretch; 3] = [Stretch::Review, Stretch::Outlook, Stretch::Plan];
/// What it costs to begin with each stretch.
const BEGIN: [f32; 3] = [0.0, 5.0, 4.0];
/// What it costs to go from one (row) to another (column), besides the place of the change.
const GO: [[f32; 3]; 3] = [[0.0, 2.0, 0.0], [10.0, 0.0, 0.0], [14.0, 8.0, 0.0]];

/// What a paragraph that turns to the report's year speaks against an outlook.
const OPENS_YEAR: f32 = 6.0;
/// What it costs to change at an unnumbered heading whose words say what it begins.
const CUED: f32 = 2.0;
/// Characters at the beginning of a paragraph in which it does so.
const OPENING: usize = 12;

/// The stretch of each of `blocks`, for a report of `year`. Best path through the three stretches (Viterbi).
pub(crate) fn divide(
    document: &Document,
    blocks: &[Block],
    tense: &Tense,
    year: Option<i16>,
) -> Vec<Stretch> {
    let headed = blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Heading(1))
        .count()
        > 1;
    let mut best: Vec<[(f32, usize); 3]> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let fit = fit(document, block, tense, year);
        let cued = is_cued(document, block, tense);
        let change = if cued {
            CUED
        } else {
            change_cost(document, block, headed)
        };
        let row = std::array::from_fn(|to| {
            let (score, from) = match best.last() {
                None => (-BEGIN[to], to),
                Some(before) => arrive(before, to, change),
            };
            (score + fit[to], from)
        });
        debug_assert!(at == best.len());
        best.push(row);
    }
    trace_back(&best)
}

/// The best way to be in stretch `to` after `before`, when changing here costs `change`.
fn arrive(before: &[(f32, usize); 3], to: usize, change: f32) -> (f32, usize) {
    let from = |from: usize| {
        let cost = if from == to {
            0.0
        } else {
            change + GO[from][to]
        };
        (before[from].0 - cost, from)
    };
    [from(1), from(2)]
        .into_iter()
        .fold(from(0), |a, b| if b.0 > a.0 { b } else { a })
}

fn trace_back(best: &[[(f32, usize); 3]]) -> Vec<Stretch> {
    let Some(last) = best.last() else {
        return Vec::new();
    };
    let mut at = (0..3)
        .max_by(|&a, &b| last[a].0.total_cmp(&last[b].0))
        .unwrap_or(0);
    let mut path: Vec<Stretch> = best
        .iter()
        .rev()
        .map(|row| {
            let here = STRETCHES[at];
            at = row[at].1;
            here
        })
        .collect();
    path.reverse();
    path
}

/// How well a block fits review, outlook and plan.
fn fit(document: &Document, block: &Block, tense: &Tense, year: Option<i16>) -> [f32; 3] {
    let text = document.slice(block.range.clone());
    let Leaning { past, far } = match block.kind {
        BlockKind::Heading(1) => tense.of_heading(text, year),
        BlockKind::Heading(_) => {
            let Leaning { past, far } = tense.of_heading(text, year);
            Leaning {
                past: past / 3.0,
                far: far / 3.0,
            }
        }
        BlockKind::Paragraph => {
            let Leaning { past, far } = tense.of_text(text);
            let opened = if opens_year(text, year) {
                OPENS_YEAR
            } else {
                0.0
            };
            Leaning {
                past,
                far: far - opened,
            }
        }
        BlockKind::Title | BlockKind::Caption | BlockKind::Furniture => Leaning::default(),
    };
    [past, far * 0.5 - past, -past - far * 0.5]
}

/// Whether a heading says by its words which stretch it begins.
fn is_cued(document: &Document, block: &Block, tense: &Tense) -> bool {
    let heads = matches!(block.kind, BlockKind::Heading(1 | 2));
    heads
        && heading::mark(document.slice(block.range.clone())).is_none()
        && tense.of_heading(document.slice(block.range.clone()), None) != Leaning::default()
}

/// Whether a paragraph turns to the year itself: `今年是…开局之年`, `2021年，`.
fn opens_year(text: &str, year: Option<i16>) -> bool {
    let end = text
        .char_indices()
        .nth(OPENING)
        .map_or(text.len(), |(i, _)| i);
    let opening = &text[..end];
    opening.contains("今年") || year.is_some_and(|y| years(opening).any(|(named, _)| named == y))
}

/// What it costs to change the stretch at this block: little at headings, much inside running text, or below the first level where that is used.
fn change_cost(document: &Document, block: &Block, headed: bool) -> f32 {
    let inside = if headed { 30.0 } else { 14.0 };
    match block.kind {
        BlockKind::Heading(1) => 1.0,
        BlockKind::Heading(2) if headed => 20.0,
        BlockKind::Heading(2) => 5.0,
        BlockKind::Title => 2.0,
        BlockKind::Heading(_) | BlockKind::Caption | BlockKind::Furniture => inside,
        BlockKind::Paragraph => {
            let text = document.slice(block.range.clone());
            let opens = ["各位代表", "今年", "新的一年", "过去", "一年来"];
            let opening = opens.iter().any(|o| text.starts_with(o));
            if opening { inside - 8.0 } else { inside }
        }
    }
}
