//! Answers whether a row says nothing where nearly all rows of its table say something.

use crate::extract::Lexicon;
use crate::extract::progress::ProgressRow;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// Whether the row is of a piece of work: a heading across the table has one text alone.
fn is_of_work(row: &ProgressRow) -> bool {
    let cells = [
        row.matter,
        row.annual,
        row.target,
        row.progress,
        row.due,
        row.owner_cell,
        row.status.as_ref().map(|s| s.span),
    ];
    let mut told = cells.iter().flatten();
    let first = told.next();
    told.any(|cell| Some(cell) != first)
}

/// Least share of the rows of a table that say something.
const NEARLY_ALL: f64 = 0.8;

/// What a row says nothing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// 完成情况.
    #[serde(alias = "完成情况")]
    Progress,
    /// 责任单位.
    #[serde(alias = "责任单位")]
    Owners,
}

impl Cell {
    fn is_filled(self, row: &ProgressRow, text: impl Fn(Span) -> bool) -> bool {
        match self {
            Self::Progress => row.progress.is_some_and(text),
            Self::Owners => row.owner_cell.is_some_and(text),
        }
    }
}

/// Which cell.
#[derive(Debug)]
pub struct LeftBlank(Cell);

impl Ask for LeftBlank {
    type Arguments = Cell;
    const ON: &'static [Scope] = &[Scope::Row];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(cell: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(cell))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        // A dash says nothing.
        let says = |cell: Span| case.text(cell).contains(char::is_alphanumeric);
        let is_filled = |row: &ProgressRow| self.0.is_filled(row, says);
        let is_left = |row: &&ProgressRow| is_of_work(row) && !is_filled(row);
        let Some(row) = case.row().filter(is_left) else {
            return false;
        };
        let all = &case.facts.rows;
        let here = all.partition_point(|other| other.span.start < row.span.start);
        let mut tables = case.layout.tables.iter();
        let table = tables.find(|table| table.contains(&here));
        let rows = table.map_or(&[][..], |table| &all[table.clone()]);
        let filled = rows.iter().filter(|row| is_filled(row)).count();
        let others = rows.iter().filter(|row| is_of_work(row)).count().max(1) - 1;
        filled > 0 && filled as f64 >= NEARLY_ALL * others as f64
    }
}
