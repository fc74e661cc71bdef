//! Finds the longest stretch of characters two wordings share.

use super::wording::BREAK;
use crate::extract::letters::Letters;
use std::ops::Range;

/// Cells of a row of the table that need no memory of their own; most clauses are shorter.
const ROOM: usize = 96;

/// The longest stretch both have, as ranges of `first` and of `second`; the leftmost of equally long ones in `first`.
///
/// A row of the table depends only on the row before, never on its left neighbour, so that a machine fills many cells at once;
/// a character the other side does not have makes an empty row. `letters` are at least those of `second`.
pub(super) fn longest(
    first: &[char],
    (second, letters): (&[char], &Letters),
) -> (Range<usize>, Range<usize>) {
    let width = second.len();
    let mut room = [0u16; 2 * ROOM];
    let mut more = Vec::new();
    let rows = if width < ROOM {
        &mut room[..2 * (width + 1)]
    } else {
        more.resize(2 * (width + 1), 0);
        &mut more[..]
    };
    let (mut before, mut here) = rows.split_at_mut(width + 1);
    let (mut best, mut ends) = (0u16, (0, 0));
    let mut is_empty = true;
    for (i, &a) in first.iter().enumerate() {
        let most = if a == BREAK || !letters.may_hold(a) {
            0
        } else {
            fill(here, (before, a, second))
        };
        if most > best {
            best = most;
            let at = here.iter().position(|&n| n == most).unwrap_or(0);
            ends = (i + 1, at);
        }
        match (most, is_empty) {
            (0, true) => continue,
            (0, false) => here.fill(0),
            (_, _) => {}
        }
        is_empty = most == 0;
        std::mem::swap(&mut before, &mut here);
    }
    let length = usize::from(best);
    (ends.0 - length..ends.0, ends.1 - length..ends.1)
}

/// Fills the row of character `a` and returns its largest cell.
fn fill(here: &mut [u16], (before, a, second): (&[u16], char, &[char])) -> u16 {
    let mut most = 0;
    let cells = here[1..].iter_mut().zip(before).zip(second);
    for ((cell, &diagonal), &b) in cells {
        *cell = (diagonal + 1) * u16::from(a == b);
        most = most.max(*cell);
    }
    most
}
