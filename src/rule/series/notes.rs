//! Reads what the text around a table, and the remarks in it, say of rows that left or were changed.

use super::about::{About, AboutReader};
use super::pairs::Pair;
use crate::document::{Document, Row, clause};
use crate::extract::progress::ProgressRow;
use crate::extract::words::WordTable;
use crate::extract::{Facts, Lexicon};

/// Most sentences that are looked at.
const MOST: usize = 400;

/// Least share of a row's name that stands in what is said of it.
const SAID_OF: f32 = 0.6;

/// What is said of rows.
#[derive(Debug)]
pub(super) struct Notes {
    /// 不再列入, 并入, 分列.
    left: WordTable<()>,
    /// Sentences by which rows left, in the text around the table or in a row.
    leaving: Vec<Vec<Pair>>,
    /// Clauses around the table by which rows left, were changed or corrected.
    around: Vec<Vec<Pair>>,
}

impl Notes {
    /// Of `document`.
    pub(super) fn new(
        (document, facts): (&Document, &Facts),
        lexicon: &Lexicon,
        reader: &AboutReader,
    ) -> Self {
        let text = &document.file.text;
        let left = lexicon.finder("series.left");
        let changed = ["reasons.changed", "reasons.approved", "reasons.corrected"];
        let changed = changed.map(|list| lexicon.finder(list));
        let outside = document.around_tables().into_iter();
        let outside = outside.flat_map(|range| clause::sentences(text, range));
        let outside: Vec<&str> = outside.map(|r| &text[r]).take(MOST).collect();
        let own = facts.rows.iter().flat_map(|row| remarks(document, row));
        let own = own.filter(|remark| left.any(remark)).take(MOST);
        let leaving = outside.iter().copied().filter(|s| left.any(s)).chain(own);
        let told = |s: &&str| left.any(s) || changed.iter().any(|words| words.any(s));
        Self {
            leaving: leaving.map(|s| reader.pairs(s)).collect(),
            around: outside
                .into_iter()
                .filter(told)
                .map(|s| reader.pairs(s))
                .collect(),
            left,
        }
    }

    /// Whether something says why the row before that is `about` this is not there.
    pub(super) fn tell_of_leaving(&self, about: &About) -> bool {
        let mut notes = self.leaving.iter();
        notes.any(|note| about.share_in(note) >= SAID_OF)
    }

    /// Whether the text around the table says something of a row.
    pub(super) fn speak_of(&self, about: &About) -> bool {
        let mut notes = self.around.iter();
        notes.any(|note| about.share_in(note) >= SAID_OF)
    }

    /// Whether the row before itself says that it leaves.
    pub(super) fn is_left(&self, document: &Document, row: &ProgressRow) -> bool {
        remarks(document, row).any(|remark| self.left.any(remark))
    }
}

/// The cells of `row` that hold neither its matter, its goals, its progress nor its owners.
pub fn remarks<'a>(
    document: &'a Document,
    row: &ProgressRow,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let known = [
        row.matter,
        row.annual,
        row.target,
        row.progress,
        row.due,
        row.owner_cell,
    ];
    let is_known = move |start: usize| known.iter().flatten().any(|span| span.start == start);
    let at = row.matter.map_or(row.span.start, |m| m.start);
    let table = document.tables.iter().find(|t| t.range.contains(&at));
    let cells = table.and_then(|table| {
        let first = table.rows.partition_point(|r| r.range().end < row.span.end);
        let holds = |r: &&Row| r.cells.iter().any(|c| c.range.start == at);
        table.rows[first..].iter().take(64).find(holds)
    });
    let cells = cells.map_or(&[][..], |row| &row.cells).iter();
    cells
        .filter(move |cell| !cell.range.is_empty() && !is_known(cell.range.start))
        .map(|cell| document.slice(cell.range.clone()))
}
