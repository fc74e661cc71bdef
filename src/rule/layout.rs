//! Cuts a document into the sentences and clauses rules are put to, each with the place it stands in.

use crate::document::{BlockKind, Document, clause};
use crate::extract::Facts;
use crate::extract::commitment::Commitment;
use crate::extract::part::PartRole;
use crate::extract::progress::ProgressRow;
use crate::location::Span;
use crate::rule::check::text::Cuts;
use crate::rule::kinship::{Ends, is_extent};
use crate::rule::scope::Place;
use crate::rule::series::{Course, Series};
use std::ops::Range;
use std::sync::OnceLock;

/// A sentence or clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Where it is, in bytes of the file's text.
    pub range: Range<usize>,
    /// The paragraph or cell around it.
    pub paragraph: Range<usize>,
    /// What kind of place it stands in.
    pub place: Place,
    /// Index of its row in `Facts::rows`, for text in a table.
    pub row: Option<usize>,
}

/// Figures every figure is compared with, at most: many more than any report or table holds.
const MOST_EXTENTS: usize = 5_000;

/// A quantity that says how many or how much of something there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Extent {
    /// Index in `Facts::quantities`.
    pub quantity: usize,
    /// What kind of place it stands in.
    pub place: Place,
    /// How the name of what it counts begins and ends.
    pub ends: Ends,
}

/// A document cut up for the rules.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Sentences in order.
    pub sentences: Vec<Unit>,
    /// Clauses in order.
    pub clauses: Vec<Unit>,
    /// The rows of each table, as ranges of `Facts::rows`.
    pub tables: Vec<Range<usize>>,
    /// Those of `Facts::quantities` that say how many or how much of something there is, in order.
    pub extents: Vec<Extent>,
    /// How far each of `Facts::commitments` and those before it reach, same order.
    pub reach: Vec<usize>,
    /// Sentences as the built-in checks read them.
    pub cuts: Cuts,
    /// How the rows go on with those of the period before, once it was asked for.
    pub series: OnceLock<Series>,
    /// Where the tables of the plan's year follow it up, once it was asked for.
    pub course: OnceLock<Course>,
}

impl Layout {
    /// Cuts up `document`.
    pub fn new(document: &Document, facts: &Facts) -> Self {
        let mut paragraphs = text_paragraphs(document, facts);
        paragraphs.extend(cells(facts));
        paragraphs.extend(other_cells(document, facts));
        paragraphs.sort_by_key(|p| (p.range.start, p.range.end));
        paragraphs.dedup_by(|a, b| a.range == b.range);
        let text = &document.file.text;
        let cut = |pieces: fn(&str, Range<usize>) -> Vec<Range<usize>>| {
            paragraphs
                .iter()
                .flat_map(|p| {
                    let unit = |range| Unit { range, ..p.clone() };
                    pieces(text, p.range.clone()).into_iter().map(unit)
                })
                .collect()
        };
        let clauses: Vec<Unit> = cut(clause::clauses);
        let extents = facts.quantities.iter().enumerate();
        let extents = extents.filter(|(_, q)| is_extent(q)).take(MOST_EXTENTS);
        let extents = extents.filter_map(|(i, q)| {
            let clause = unit_at(&clauses, q.span.start)?;
            Some(Extent {
                quantity: i,
                place: clause.place,
                ends: Ends::of(q),
            })
        });
        Self {
            sentences: cut(clause::sentences),
            extents: extents.collect(),
            reach: reach(facts),
            clauses,
            tables: tables(document, &facts.rows),
            cuts: Cuts::default(),
            series: OnceLock::new(),
            course: OnceLock::new(),
        }
    }

    /// The first of the document's commitments that holds `place`.
    pub fn commitment<'f>(&self, facts: &'f Facts, place: Span) -> Option<&'f Commitment> {
        let first = self.reach.partition_point(|&end| end < place.end);
        let mut near = facts.commitments[first..]
            .iter()
            .take_while(|c| c.span.start <= place.start);
        near.find(|c| c.span.contains(place))
    }

    /// The sentence around byte `at`.
    pub fn sentence(&self, at: usize) -> Option<&Unit> {
        unit_at(&self.sentences, at)
    }

    /// The clause around byte `at`.
    pub fn clause(&self, at: usize) -> Option<&Unit> {
        unit_at(&self.clauses, at)
    }

    /// The clause after the one around `at`, in the same sentence.
    pub fn next_clause(&self, at: usize) -> Option<&Unit> {
        let i = self.clauses.partition_point(|u| u.range.start <= at);
        let next = self.clauses.get(i)?;
        let sentence = self.sentence(at)?;
        (next.range.start < sentence.range.end).then_some(next)
    }

    /// The sentence after the one around `at`, in the same paragraph or cell.
    pub fn next_sentence(&self, at: usize) -> Option<&Unit> {
        let i = self.sentences.partition_point(|u| u.range.start <= at);
        let (this, next) = (
            self.sentences.get(i.checked_sub(1)?)?,
            self.sentences.get(i)?,
        );
        (this.paragraph == next.paragraph).then_some(next)
    }

    /// The paragraph or cell after the one around `at`, headings passed over; none where another kind of place begins.
    pub fn next_paragraph(&self, at: usize) -> Option<Range<usize>> {
        let here = self.sentence(at)?;
        let i = self
            .sentences
            .partition_point(|u| u.range.start < here.paragraph.end);
        let mut behind = self.sentences[i..].iter();
        let next = behind.find(|u| u.place != Place::Heading)?;
        (next.place == here.place).then(|| next.paragraph.clone())
    }
}

fn reach(facts: &Facts) -> Vec<usize> {
    let mut furthest = 0;
    let ends = facts.commitments.iter().map(|c| c.span.end);
    ends.map(|end| {
        furthest = furthest.max(end);
        furthest
    })
    .collect()
}

fn unit_at(units: &[Unit], at: usize) -> Option<&Unit> {
    let i = units.partition_point(|u| u.range.start <= at);
    units.get(i.checked_sub(1)?).filter(|u| at < u.range.end)
}

/// Blocks outside tables, with the role of their part.
fn text_paragraphs(document: &Document, facts: &Facts) -> Vec<Unit> {
    let place = |kind: BlockKind, at: usize| match kind {
        BlockKind::Title | BlockKind::Heading(_) => Place::Heading,
        BlockKind::Paragraph | BlockKind::Caption | BlockKind::Furniture => part_place(facts, at),
    };
    let content = |k: BlockKind| !matches!(k, BlockKind::Furniture | BlockKind::Caption);
    document
        .blocks
        .iter()
        .filter(|b| content(b.kind) && !in_row(&facts.rows, b.range.start))
        .filter(|b| !is_row(&facts.rows, &b.range))
        .map(|b| Unit {
            range: b.range.clone(),
            paragraph: b.range.clone(),
            place: place(b.kind, b.range.start),
            row: None,
        })
        .collect()
}

/// The place running text at byte `at` stands in, by the role of its part.
pub fn part_place(facts: &Facts, at: usize) -> Place {
    let mut parts = facts.profile.parts.iter();
    let role = parts.find(|p| p.span.range().contains(&at)).map(|p| p.role);
    match role {
        Some(PartRole::Review) => Place::Review,
        Some(PartRole::Plan) => Place::Plan,
        Some(PartRole::Table | PartRole::Other) | None => Place::Other,
    }
}

/// Whether a row says in this paragraph both what is to be done and what is.
fn is_row(rows: &[ProgressRow], paragraph: &Range<usize>) -> bool {
    let i = rows.partition_point(|r| r.span.start <= paragraph.start);
    let Some(row) = i.checked_sub(1).map(|i| &rows[i]) else {
        return false;
    };
    let inside = |cell: Span| paragraph.contains(&cell.start);
    row.matter.is_some_and(inside) && row.progress.is_some_and(inside)
}

/// Whether a cell of a row covers byte `at`; rows are in order and do not overlap.
fn in_row(rows: &[ProgressRow], at: usize) -> bool {
    let i = rows.partition_point(|r| r.span.start <= at);
    i.checked_sub(1).is_some_and(|i| {
        let row = &rows[i];
        let cells = [
            row.matter,
            row.annual,
            row.target,
            row.progress,
            row.owner_cell,
            row.leader,
        ];
        cells.iter().flatten().any(|c| c.range().contains(&at))
    })
}

fn cells(facts: &Facts) -> Vec<Unit> {
    let row_cells = |(i, row): (usize, &ProgressRow)| {
        let cells: [(Option<Span>, Place); 6] = [
            (row.matter, Place::Matter),
            (row.annual, Place::Target),
            (row.target, Place::Target),
            (row.progress, Place::Progress),
            (row.owner_cell, Place::Owners),
            (row.leader, Place::Cell),
        ];
        cells.into_iter().filter_map(move |(span, place)| {
            let range = span?.range();
            let paragraph = range.clone();
            Some(Unit {
                range,
                paragraph,
                place,
                row: Some(i),
            })
        })
    };
    facts.rows.iter().enumerate().flat_map(row_cells).collect()
}

/// Cells of tables whose columns have no meaning of their own (names of targets, categories).
fn other_cells(document: &Document, facts: &Facts) -> Vec<Unit> {
    let rows = document.tables.iter().flat_map(|t| &t.rows);
    let cells = rows.flat_map(|row| &row.cells).map(|cell| &cell.range);
    let unread = cells.filter(|r| !r.is_empty() && !in_row(&facts.rows, r.start));
    let unit = |range: &Range<usize>| Unit {
        range: range.clone(),
        paragraph: range.clone(),
        place: Place::Cell,
        row: None,
    };
    unread.map(unit).collect()
}

/// Groups rows by the table they stand in; rows written as running text form one group.
fn tables(document: &Document, rows: &[ProgressRow]) -> Vec<Range<usize>> {
    let table_of = |row: &ProgressRow| {
        let mut tables = document.tables.iter();
        tables.position(|t| t.range.start <= row.span.start && row.span.start < t.range.end)
    };
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if table_of(&rows[group.start]) == table_of(row) => group.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}
