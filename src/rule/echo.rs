//! Measures how much of what one text is about comes back in another, by runs of characters weighted by how rare they are.

use crate::extract::background::{hash, rarity};
use crate::rule::likeness::essence;
use rustc_hash::FxHashSet;

/// Longest text looked through, in characters.
const MOST_CHARS: usize = 4000;

/// The two-character runs of a text, to look others up in.
#[derive(Debug)]
pub struct Echo {
    runs: FxHashSet<[char; 2]>,
}

impl Echo {
    /// The runs of `text`.
    pub fn of(text: &str) -> Self {
        let chars: Vec<char> = essence(text).into_iter().take(MOST_CHARS).collect();
        let runs = chars.windows(2).map(|w| [w[0], w[1]]).collect();
        Self { runs }
    }

    /// Share of what `pieces` are about together that comes back here, 0 to 1; none when they say nothing of their own.
    pub fn share<'t>(&self, pieces: impl IntoIterator<Item = &'t str>) -> Option<f64> {
        let (mut all, mut back) = (0.0, 0.0);
        for piece in pieces {
            for run in essence(piece).windows(2) {
                let weight = f64::from(rarity(hash(run)));
                all += weight;
                if self.runs.contains(&[run[0], run[1]]) {
                    back += weight;
                }
            }
        }
        (all > 0.0).then(|| back / all)
    }

    /// Whether the last two characters of `text` come back here: the word that says what is asked for.
    pub fn has_head(&self, text: &str) -> bool {
        let chars = essence(text);
        let head = chars
            .len()
            .checked_sub(2)
            .map(|from| [chars[from], chars[from + 1]]);
        head.is_some_and(|head| self.runs.contains(&head))
    }
}
