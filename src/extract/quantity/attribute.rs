//! Skips what only describes the thing counted, between the number and its name: `100片集中连片的永久基本农田`.

use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Longest attribute, in bytes.
const LONGEST: usize = 90;

/// Fewest bytes of a name behind an attribute.
const LEAST_NAME: usize = 6;

/// Ends an attribute.
const OF: char = '的';

/// Words attributes begin and end with, compiled from `rules/lexicon/measures.yaml`.
#[derive(Debug)]
pub(super) struct Attributes {
    openings: WordTable<()>,
    endings: WordTable<()>,
}

impl Attributes {
    /// Reads `measures.attribute_openings` and `measures.attribute_ends`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            openings: lexicon.finder("measures.attribute_openings"),
            endings: lexicon.finder("measures.attribute_ends"),
        }
    }

    /// `at`, or behind the grade a number there closes with (`2个10万吨` `级` `泊位`).
    pub(super) fn behind_grade(&self, text: &str, at: usize) -> usize {
        let rest = &text[at..];
        let name = rest.strip_prefix('级').map_or(rest, |rest| {
            let bound = ["及以上", "以上"].iter();
            let name = bound.into_iter().find_map(|bound| rest.strip_prefix(bound));
            name.unwrap_or(rest)
        });
        at + rest.len() - name.len()
    }

    /// Where the name begins in `clause` of `text`: behind the attribute that opens it, if any.
    pub(super) fn skip(&self, text: &str, clause: Range<usize>) -> usize {
        let near = text.floor_char_boundary(clause.end.min(clause.start + LONGEST));
        let opens = self.openings.match_at(text, clause.start).is_some();
        let marks = text[clause.start..near].match_indices(OF);
        let mut marks = marks.map(|(at, _)| clause.start + at);
        let end = marks.find(|&at| {
            at > clause.start && (opens || self.endings.match_before(text, at).is_some())
        });
        let name = end.map(|at| at + OF.len_utf8());
        name.filter(|at| at + LEAST_NAME <= clause.end)
            .unwrap_or(clause.start)
    }
}
