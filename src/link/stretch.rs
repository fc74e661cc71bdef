//! Finds the longest stretch of characters two wordings share.

use super::runs::BREAK;
use super::wording::Wording;
use std::ops::Range;

/// Chains of a clause; characters whose last bits are the same share one.
const CHAINS: usize = 64;

/// Characters of a clause that need no memory of their own while it is compared; most are shorter.
const ROOM: usize = 96;

/// Where each character of a clause stands.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// For each chain the last place that is on it, counted from 1; 0 for none.
    last: [u16; CHAINS],
    /// For each place the one before it on its chain, counted from 1; 0 for none.
    before: Box<[u16]>,
}

impl Places {
    /// The places of `chars`, which are at most 65,534.
    pub(super) fn of(chars: &[char]) -> Self {
        let mut last = [0; CHAINS];
        let link = |(&c, place): (&char, u16)| std::mem::replace(&mut last[chain(c)], place);
        let before = chars.iter().zip(1..=u16::MAX).map(link).collect();
        Self { last, before }
    }
}

fn chain(c: char) -> usize {
    c as usize % CHAINS
}

/// How long a stretch ends somewhere.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    /// The row it was seen in, counted from 1.
    row: u16,
    length: u16,
}

/// The longest stretch that `first` and the `within` of `second` have, as ranges of `first` and of `second`; the leftmost of
/// equally long ones in `first`, and for that the leftmost in `second`.
///
/// Goes along `first`, one row for each character, and looks only at the places where `second` has it. They come last first,
/// so that the stretch that ends before a place is still that of the row before.
pub(super) fn longest(
    first: &[char],
    (second, within): (&Wording, Range<usize>),
) -> (Range<usize>, Range<usize>) {
    let mut room = [Stretch::default(); ROOM];
    let mut more = Vec::new();
    let ends = if within.len() < ROOM {
        &mut room[..]
    } else {
        more.resize(within.len() + 1, Stretch::default());
        &mut more[..]
    };
    let places = second.places();
    let (mut best, mut at) = (0, (0, within.start));
    for (&c, row) in first.iter().zip(1u16..) {
        if c == BREAK || !second.letters.may_hold(c) {
            continue;
        }
        let mut place = usize::from(places.last[chain(c)]);
        let known = best;
        while place > within.start {
            let end = place - within.start;
            if place <= within.end && second.chars[place - 1] == c {
                let before = ends[end - 1];
                let length = if before.row + 1 == row {
                    before.length + 1
                } else {
                    1
                };
                ends[end] = Stretch { row, length };
                if length > known && length >= best {
                    (best, at) = (length, (usize::from(row), place));
                }
            }
            place = usize::from(places.before[place - 1]);
        }
    }
    let length = usize::from(best);
    (at.0 - length..at.0, at.1 - length..at.1)
}
