//! Turns the rows of progress and target tables into `ProgressRow`s, cell by meaning.

use crate::document::{Document, Row, Table, clause, heading};
use crate::extract::Lexicon;
use crate::extract::column::{Column, ColumnReader};
use crate::extract::owner::{Owner, OwnerReader, OwnerRole};
use crate::extract::progress::ProgressRow;
use crate::extract::status::StatusReader;
use crate::location::{Span, Spanned};
use std::ops::Range;

/// Reads rows; compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct RowReader {
    pub(super) columns: ColumnReader,
    pub(super) owners: OwnerReader,
    pub(super) status: StatusReader,
}

impl RowReader {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            columns: ColumnReader::new(lexicon),
            owners: OwnerReader::new(lexicon),
            status: StatusReader::new(lexicon),
        }
    }

    /// The rows of all tables of `document` whose header says what their columns hold, and the tables whose header does not.
    pub(crate) fn tables(&self, document: &Document) -> (Vec<ProgressRow>, Vec<(Span, String)>) {
        let (mut rows, mut unknown) = (Vec::new(), Vec::new());
        for table in &document.tables {
            let columns = self.columns.read(document, table);
            let told = columns.contains(&Some(Column::Matter));
            if told {
                rows.extend(
                    table
                        .rows
                        .iter()
                        .map(|row| self.row(document, row, &columns)),
                );
            } else if !table.rows.is_empty() {
                unknown.push((
                    document.span(first_row(table)),
                    "没有认出表头，这张表未按台账逐行核对".to_owned(),
                ));
            }
        }
        (rows, unknown)
    }

    fn row(&self, document: &Document, row: &Row, columns: &[Option<Column>]) -> ProgressRow {
        let cell = |wanted: Column| -> Option<Range<usize>> {
            let at = columns.iter().position(|c| *c == Some(wanted))?;
            row.cells
                .get(at)
                .map(|c| c.range.clone())
                .filter(|r| !r.is_empty())
        };
        let matter = cell(Column::Matter);
        let progress = cell(Column::Progress);
        let (number, matter) = numbered(document, cell(Column::Number), matter);
        let marked = |r: &Range<usize>| {
            document
                .slice(r.clone())
                .trim_start()
                .starts_with(['★', '☆', '▲'])
        };
        let status = cell(Column::Status).or_else(|| progress.clone());
        ProgressRow {
            span: document.span(row.range()),
            starred: matter.iter().chain(&number).any(marked),
            number: number
                .map(|r| Spanned::new(document.slice(r.clone()).to_owned(), document.span(r))),
            matter: matter.map(|r| document.span(r)),
            target: cell(Column::Target).map(|r| document.span(r)),
            status: status.and_then(|r| self.status.opening(document, r)),
            progress: progress.map(|r| document.span(r)),
            owner_cell: cell(Column::Owner)
                .or_else(|| cell(Column::Lead))
                .map(|r| document.span(r)),
            owners: self.row_owners(
                document,
                (
                    cell(Column::Owner),
                    cell(Column::Lead),
                    cell(Column::Support),
                ),
            ),
            leader: cell(Column::Leader).map(|r| document.span(r)),
        }
    }

    /// Units of the owner, lead and support columns; under 配合单位 all support.
    fn row_owners(
        &self,
        document: &Document,
        (owner, lead, support): (
            Option<Range<usize>>,
            Option<Range<usize>>,
            Option<Range<usize>>,
        ),
    ) -> Vec<Owner> {
        let supporting = |range: Range<usize>| {
            self.owners
                .read(document, range)
                .into_iter()
                .map(|o| Owner {
                    role: OwnerRole::Support,
                    ..o
                })
        };
        let mut owners: Vec<Owner> = lead
            .clone()
            .into_iter()
            .flat_map(|r| self.owners.leading(document, r))
            .collect();
        match (&lead, owner) {
            (Some(_), Some(owner)) => owners.extend(supporting(owner)),
            (None, Some(owner)) => owners.extend(self.owners.read(document, owner)),
            (_, None) => {}
        }
        owners.extend(support.into_iter().flat_map(supporting));
        owners
    }
}

/// The number and the matter; without a column of its own the number may lead the matter: `一、打通断头路`.
fn numbered(
    document: &Document,
    number: Option<Range<usize>>,
    matter: Option<Range<usize>>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let (None, Some(cell)) = (&number, &matter) else {
        return (number, matter);
    };
    let Some(mark) = heading::mark(document.slice(cell.clone())) else {
        return (number, matter);
    };
    let digits = document
        .slice(cell.start..cell.start + mark.len)
        .trim_end_matches(['、', '.', '．'])
        .len();
    let rest = clause::trim(&document.file.text, cell.start + mark.len..cell.end);
    (Some(cell.start..cell.start + digits), Some(rest))
}

fn first_row(table: &Table) -> Range<usize> {
    table
        .rows
        .first()
        .map_or_else(|| table.range.clone(), Row::range)
}
