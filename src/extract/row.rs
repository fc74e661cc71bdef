//! Turns the rows of progress and target tables into `ProgressRow`s, cell by meaning.

use crate::document::{Document, Row, Table, clause, heading};
use crate::extract::Lexicon;
use crate::extract::column::{Column, ColumnReader};
use crate::extract::listed_row::Telling;
use crate::extract::owner::{Owner, OwnerReader, OwnerRole};
use crate::extract::progress::ProgressRow;
use crate::extract::status::StatusReader;
use crate::location::{Span, Spanned};
use std::ops::Range;

/// Fewest characters by which a cell says something.
const LEAST_CELL: usize = 4;

/// Reads rows; compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct RowReader {
    pub(super) columns: ColumnReader,
    pub(super) owners: OwnerReader,
    pub(super) status: StatusReader,
    pub(super) telling: Telling,
}

impl RowReader {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            columns: ColumnReader::new(lexicon),
            owners: OwnerReader::new(lexicon),
            status: StatusReader::new(lexicon),
            telling: Telling::new(lexicon),
        }
    }

    /// The rows of all tables of `document` whose header says what their columns hold, and the tables whose header does not.
    pub(crate) fn tables(&self, document: &Document) -> (Vec<ProgressRow>, Vec<(Span, String)>) {
        let (mut rows, mut unknown) = (Vec::new(), Vec::new());
        for table in &document.tables {
            let columns = self.columns.read(document, table);
            let told = columns.contains(&Some(Column::Matter));
            if told {
                unknown.extend(unread_columns(document, table, &columns));
                let read = |row| self.row(document, (table, row), &columns);
                rows.extend(table.rows.iter().map(read));
            } else if !table.rows.is_empty() {
                unknown.push((
                    document.span(first_row(table)),
                    "没有认出表头，这张表未按台账逐行核对".to_owned(),
                ));
            }
        }
        (rows, unknown)
    }

    fn row(
        &self,
        document: &Document,
        (table, row): (&Table, &Row),
        columns: &[Option<Column>],
    ) -> ProgressRow {
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
        let header = |wanted: Column| {
            let at = columns.iter().position(|c| *c == Some(wanted))?;
            let header = table.header.get(at)?;
            Some(document.slice(header.range.clone()))
        };
        let answered = header(Column::Status)
            .zip(cell(Column::Status))
            .and_then(|asked| self.status.answer(document, asked));
        let status = cell(Column::Status).or_else(|| progress.clone());
        let status = status.and_then(|r| self.status.opening(document, r));
        let in_progress = progress.clone().filter(|_| cell(Column::Status).is_none());
        let said = || self.status.told(document, in_progress?);
        ProgressRow {
            span: document.span(row.range()),
            starred: matter.iter().chain(&number).any(marked),
            number: number
                .map(|r| Spanned::new(document.slice(r.clone()).to_owned(), document.span(r))),
            matter: matter.map(|r| document.span(r)),
            annual: cell(Column::Annual).map(|r| document.span(r)),
            target: cell(Column::Target).map(|r| document.span(r)),
            status: answered.or(status).or_else(said),
            before: cell(Column::Before).map(|r| document.span(r)),
            rate: cell(Column::Rate).map(|r| document.span(r)),
            progress: progress.map(|r| document.span(r)),
            due: cell(Column::Deadline).map(|r| document.span(r)),
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

/// The columns of a progress table whose header says nothing known, though their cells say something.
fn unread_columns(
    document: &Document,
    table: &Table,
    columns: &[Option<Column>],
) -> Vec<(Span, String)> {
    if !columns.contains(&Some(Column::Progress)) {
        return Vec::new();
    }
    let says = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells
            .filter(|c| document.slice(c.range.clone()).chars().count() >= LEAST_CELL)
            .count()
            * 2
            > table.rows.len()
    };
    let headers = table.header.iter().zip(columns).enumerate();
    let unread = headers.filter(|(at, (_, column))| column.is_none() && says(*at));
    unread
        .map(|(_, (cell, _))| {
            let header = document.slice(cell.range.clone());
            let name: String = header.split_whitespace().collect();
            let why = format!(
                "没有认出“{name}”一栏，这一栏未核对；可改用常用的栏目名称，如“年度目标”“完成情况”"
            );
            (document.span(cell.range.clone()), why)
        })
        .collect()
}

fn first_row(table: &Table) -> Range<usize> {
    table
        .rows
        .first()
        .map_or_else(|| table.range.clone(), Row::range)
}
