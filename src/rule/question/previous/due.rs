//! Reads by when a row is due.

use crate::extract::period::{Modifier, Time};
use crate::extract::progress::ProgressRow;
use crate::location::Span;
use crate::rule::case::Case;
use jiff::civil::Date;

/// By when a row is due, and where it says so.
#[derive(Debug, Clone, Copy)]
pub(in crate::rule::question) struct Due {
    pub(in crate::rule::question) span: Span,
    /// The last day; none for what goes on without an end.
    pub(in crate::rule::question) end: Option<Date>,
    /// Whether the table has a column for it.
    in_column: bool,
}

impl Due {
    /// Whether it is later than `then`, both being told in places of the same kind.
    pub(in crate::rule::question) fn is_later_than(&self, then: &Self) -> bool {
        let Some(before) = then.end else {
            return false;
        };
        self.in_column == then.in_column && self.end.is_none_or(|end| end > before)
    }
}

/// The deadline of `row`: its cell, else the last one that its goal or its matter names. `open` are words without an end.
pub(in crate::rule::question) fn due(
    case: &Case<'_>,
    row: &ProgressRow,
    open: &[String],
) -> Option<Due> {
    if let Some(cell) = row.due {
        let end = last(case, cell).map(|t| t.1);
        let goes_on = || open.iter().any(|w| case.text(cell).contains(w.as_str()));
        return (end.is_some() || goes_on()).then_some(Due {
            span: cell,
            end,
            in_column: true,
        });
    }
    let cells = [row.annual, row.matter];
    let mut named = cells.iter().flatten().filter_map(|&cell| last(case, cell));
    named.next().map(|(span, end)| Due {
        span,
        end: Some(end),
        in_column: false,
    })
}

/// The latest day that `cell` names as an end.
fn last(case: &Case<'_>, cell: Span) -> Option<(Span, Date)> {
    let opens = |t: &Time| {
        matches!(
            t.modifier,
            Some(Modifier::Start | Modifier::After | Modifier::Since)
        )
    };
    let times = case.times(cell).iter().filter(|t| !opens(t));
    let ends = times.filter_map(|t| Some((t.span, t.end?)));
    ends.max_by_key(|(_, end)| *end)
}
