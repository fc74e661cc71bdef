//! Divides a report's blocks into opening, review, outlook and plan: the division that fits headings and tense best.

use crate::document::{Block, BlockKind, Document};
use crate::extract::tense::{Leaning, Tense};

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
const GO: [[f32; 3]; 3] = [[0.0, 0.0, 0.0], [4.0, 0.0, 0.0], [14.0, 8.0, 0.0]];

/// The stretch of each of `blocks`, for a report of `year`. Best path through the three stretches (Viterbi).
pub(crate) fn divide(
    document: &Document,
    blocks: &[Block],
    tense: &Tense,
    year: Option<i16>,
) -> Vec<Stretch> {
    let mut best: Vec<[(f32, usize); 3]> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let fit = fit(document, block, tense, year);
        let change = change_cost(document, block);
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
        BlockKind::Paragraph => tense.of_text(text),
        BlockKind::Title | BlockKind::Caption | BlockKind::Furniture => Leaning::default(),
    };
    [past, far - past - 1.0, -past - far * 0.25]
}

/// What it costs to change the stretch at this block: little at headings, much inside running text.
fn change_cost(document: &Document, block: &Block) -> f32 {
    match block.kind {
        BlockKind::Heading(1) => 1.0,
        BlockKind::Heading(2) => 5.0,
        BlockKind::Title => 2.0,
        BlockKind::Heading(_) | BlockKind::Caption | BlockKind::Furniture => 14.0,
        BlockKind::Paragraph => {
            let text = document.slice(block.range.clone());
            let opens = ["各位代表", "今年", "新的一年", "过去", "一年来"];
            if opens.iter().any(|o| text.starts_with(o)) {
                6.0
            } else {
                14.0
            }
        }
    }
}
