//! Finds time expressions and resolves them to dates.

use crate::location::Span;
use jiff::civil::Date;

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Period {
    /// The calendar year `year`.
    ///
    /// # Panics
    /// Never for years 1..=9999, which is all the readers produce.
    pub fn year(year: i16) -> Self {
        Self {
            start: jiff::civil::date(year, 1, 1),
            end: jiff::civil::date(year, 12, 31),
        }
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// What a time expression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUse {
    /// Something must be done by then (`6月底前`, `年内`).
    Deadline,
    /// Says when something was or is.
    Date,
    /// Data up to then (`截至3月底`).
    AsOf,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// The expression.
    pub span: Span,
    /// First and last day, where they can be resolved.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// ISO 8601 duration of an expression without an anchor (`三年内` → `P3Y`).
    pub duration: Option<String>,
    /// `start`, `end`, `before`, `after`, `approx` as in the labels, or none.
    pub modifier: Option<&'static str>,
    /// What it does.
    pub purpose: TimeUse,
}
