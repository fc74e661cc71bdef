//! Tells which sentences of a review speak of what is still wrong, and which of them own up to a target not reached.

use crate::extract::Lexicon;
use crate::extract::words::WordTable;

/// Finds what is owned up to.
#[derive(Debug)]
pub(super) struct Admissions {
    openings: WordTable<()>,
    admitted: WordTable<()>,
}

/// Where a reader of a paragraph is.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mood {
    paragraph: usize,
    is_open: bool,
}

impl Admissions {
    /// Reads `shortfall.problems` and `shortfall.admitted`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            openings: lexicon.finder("shortfall.problems"),
            admitted: lexicon.finder("shortfall.admitted"),
        }
    }

    /// Whether `sentence` of `paragraph` only names problems: it reports nothing that was done. `mood` knows whether the
    /// paragraph has come to them.
    pub(super) fn only_problems(&self, sentence: &str, paragraph: usize, mood: &mut Mood) -> bool {
        if mood.paragraph != paragraph {
            *mood = Mood {
                paragraph,
                is_open: false,
            };
        }
        mood.is_open |= self.openings.any(sentence);
        mood.is_open && !self.admitted.any(sentence)
    }

    /// Whether `clause` says that something was not reached.
    pub(super) fn is_admitted(&self, clause: &str) -> bool {
        self.admitted.any(clause)
    }
}
