//! Tells whether a 等 ends a list (`A、B等`) or is part of a word (高等, 等级).

use super::lexicon::Lexicon;
use super::words::WordTable;
use std::ops::Range;

/// The character that ends a list.
const END: char = '等';

/// Finds the ends of lists.
#[derive(Debug)]
pub(crate) struct ListEnds {
    /// Words that hold the character as their first or second one.
    words: WordTable<()>,
}

impl ListEnds {
    /// Compiles `lists.no_list_end`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let words = lexicon.words("lists.no_list_end").iter();
        Self {
            words: WordTable::new(words.map(|w| (w, ()))),
        }
    }

    /// Whether the character at byte `at` of `text` ends a list.
    pub(crate) fn is_at(&self, text: &str, at: usize) -> bool {
        let before = text[..at].chars().next_back().map_or(0, char::len_utf8);
        let holds = |from: usize| self.words.match_at(text, from);
        let inside = |from: usize| holds(from).is_some_and(|(length, ())| from + length > at);
        text[at..].starts_with(END) && !inside(at) && !inside(at - before)
    }

    /// Where the last list in `range` of `text` ends, if not at its start.
    pub(crate) fn last(&self, text: &str, range: Range<usize>) -> Option<usize> {
        let ends = text[range.clone()].rmatch_indices(END);
        let mut ends = ends.map(|(at, _)| range.start + at);
        ends.find(|&at| at > range.start && self.is_at(text, at))
    }
}
