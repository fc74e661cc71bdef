//! Lays a name along a clause and tells what was kept, what was left out and what was replaced.
//!
//! `示范城市` beside `示范区建设` keeps `示范` and replaces the head; `第十六届运动会` beside `省运会` only shortens. Pieces of two
//! and more characters both have are anchors, longest first; between two anchors a gap on both sides is a replacement.

use super::runs::BREAK;
use super::stretch::longest;
use super::wording::Wording;
use std::ops::Range;

/// Characters a replacement may have; a longer gap belongs to the clause, not to the name.
const LONGEST_GAP: usize = 8;

/// How much of a name, in shares of its characters, met which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Alignment {
    /// Stands in the clause.
    pub(super) kept: f32,
    /// Other characters stand in its place between two kept pieces.
    pub(super) replaced: f32,
    /// The end of the name is missing, and the clause goes on with something else.
    pub(super) other_end: f32,
    /// The beginning of the name is missing, and the clause has something else before the first kept piece.
    pub(super) other_start: f32,
}

/// Lays `name` along `clause`; `longest` is the longest stretch they share, as ranges of both.
pub(super) fn align(
    name: &Wording,
    clause: &Wording,
    longest: (Range<usize>, Range<usize>),
) -> Alignment {
    let mut anchors = Vec::new();
    let whole = Piece {
        name: 0..name.chars.len(),
        clause: 0..clause.chars.len(),
    };
    divide((name, clause), (whole, longest), &mut anchors);
    anchors.sort_by_key(|a| a.name.start);
    let letters = |r: Range<usize>| name.chars[r].iter().filter(|&&c| c != BREAK).count() as f32;
    let all = letters(0..name.chars.len()).max(1.0);
    let mut fate = Alignment::default();
    let (Some(first), Some(last)) = (anchors.first(), anchors.last()) else {
        return fate;
    };
    fate.kept = anchors.iter().map(|a| letters(a.name.clone())).sum::<f32>() / all;
    for pair in anchors.windows(2) {
        let gap = pair[0].clause.end..pair[1].clause.start;
        let instead = clause.chars[gap.clone()]
            .iter()
            .filter(|&&c| c != BREAK)
            .count();
        if instead > 0 && gap.len() <= LONGEST_GAP {
            fate.replaced += letters(pair[0].name.end..pair[1].name.start) / all;
        }
    }
    if clause
        .chars
        .get(last.clause.end)
        .is_some_and(|&c| c != BREAK)
    {
        fate.other_end = letters(last.name.end..name.chars.len()) / all;
    }
    let before = first.clause.start.checked_sub(1).map(|i| clause.chars[i]);
    if before.is_some_and(|c| c != BREAK) {
        fate.other_start = letters(0..first.name.start) / all;
    }
    fate
}

/// A stretch of the name and a stretch of the clause.
#[derive(Debug, Clone)]
struct Piece {
    name: Range<usize>,
    clause: Range<usize>,
}

fn find_anchors((name, clause): (&Wording, &Wording), within: Piece, anchors: &mut Vec<Piece>) {
    if within.name.len() < 2 || within.clause.len() < 2 {
        return;
    }
    let found = longest(
        &name.chars[within.name.clone()],
        (clause, within.clause.clone()),
    );
    divide((name, clause), (within, found), anchors);
}

/// Takes the longest stretch both have `within` for an anchor, and looks for others on both sides of it.
fn divide(
    (name, clause): (&Wording, &Wording),
    (within, (in_name, in_clause)): (Piece, (Range<usize>, Range<usize>)),
    anchors: &mut Vec<Piece>,
) {
    if in_name.len() < 2 {
        return;
    }
    let anchor = Piece {
        name: within.name.start + in_name.start..within.name.start + in_name.end,
        clause: in_clause,
    };
    let left = Piece {
        name: within.name.start..anchor.name.start,
        clause: within.clause.start..anchor.clause.start,
    };
    let right = Piece {
        name: anchor.name.end..within.name.end,
        clause: anchor.clause.end..within.clause.end,
    };
    anchors.push(anchor);
    find_anchors((name, clause), left, anchors);
    find_anchors((name, clause), right, anchors);
}
