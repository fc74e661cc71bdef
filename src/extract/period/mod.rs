//! Finds time expressions and resolves them to dates.

pub(crate) mod calendar;
pub(crate) mod grammar;
mod lasting;
mod word;
mod written;

use crate::location::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// The years relative words are counted from.
///
/// A report delivered in January 2019 looks back on 2018: in its review part 去年 is 2018 (counted from the speaker's
/// 2019), while 上年 and 全年 belong to the year reviewed (2017 and 2018).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// What 今年 means; 去年 and 明年 are counted from it.
    pub speaker: i16,
    /// The year the part speaks about: 全年, 年底, 上年, bare months.
    pub part: i16,
}

impl Years {
    /// A text whose only year is `year`.
    pub fn same(year: i16) -> Self {
        Self {
            speaker: year,
            part: year,
        }
    }
}

/// What a time expression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeUse {
    /// Something must be done by then (`6月底前`, `年内`).
    Deadline,
    /// Says when something was or is.
    Date,
    /// Data up to then (`截至3月底`).
    AsOf,
}

/// How a time expression is bent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// Its beginning counts (`年初`).
    Start,
    /// Its end counts (`十四五末`, `6月底`).
    End,
    /// Any day before it (`6月前`).
    Before,
    /// Any day after it.
    After,
    /// From it on (`以来`).
    Since,
    /// Vague (`十余年`).
    Approx,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The expression.
    pub span: Span,
    /// First and last day, where they can be resolved.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// ISO 8601 duration of an expression without an anchor (`三年内` → `P3Y`).
    pub duration: Option<String>,
    /// Which end of the expression counts, or that it is vague.
    pub modifier: Option<Modifier>,
    /// What it does.
    pub purpose: TimeUse,
}

impl Time {
    /// The days it covers, where both ends are known.
    pub fn period(&self) -> Option<Period> {
        Some(Period {
            start: self.start?,
            end: self.end?,
        })
    }
}
