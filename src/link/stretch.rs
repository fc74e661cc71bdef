//! Finds the longest stretch of characters two wordings share.

use super::wording::BREAK;
use std::ops::Range;

/// The longest stretch both have, as ranges of `first` and of `second`; the leftmost of equally long ones in `first`.
///
/// A row of the table depends only on the row before, never on its left neighbour, so that a machine fills many cells at once.
pub(super) fn longest(first: &[char], second: &[char]) -> (Range<usize>, Range<usize>) {
    let width = second.len();
    let mut before = vec![0u16; width + 1];
    let mut here = vec![0u16; width + 1];
    let (mut best, mut ends) = (0u16, (0, 0));
    for (i, &a) in first.iter().enumerate() {
        if a == BREAK {
            here.fill(0);
        } else {
            let cells = here[1..].iter_mut().zip(&before[..width]).zip(second);
            for ((cell, &diagonal), &b) in cells {
                *cell = (diagonal + 1) * u16::from(a == b);
            }
        }
        let most = here.iter().copied().fold(0, u16::max);
        if most > best {
            best = most;
            let at = here.iter().position(|&n| n == most).unwrap_or(0);
            ends = (i + 1, at);
        }
        std::mem::swap(&mut before, &mut here);
    }
    let length = usize::from(best);
    (ends.0 - length..ends.0, ends.1 - length..ends.1)
}
