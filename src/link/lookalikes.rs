//! Knows characters that tell names apart which are alike but for them: 东 and 西, 一 and 二.

use crate::extract::Lexicon;

/// Rows of such characters.
#[derive(Debug)]
pub(super) struct Lookalikes(Vec<Vec<char>>);

impl Lookalikes {
    /// Reads `lists.lookalikes`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let rows = lexicon.words("lists.lookalikes").iter();
        Self(rows.map(|row| row.chars().collect()).collect())
    }

    /// The characters that `c` stands in a row with, itself among them.
    pub(super) fn row(&self, c: char) -> Option<&[char]> {
        let mut rows = self.0.iter().map(Vec::as_slice);
        rows.find(|row| row.contains(&c))
    }
}
