//! Turns the pieces of a time expression into days.

use crate::extract::period::{Period, Years};
use jiff::civil::{Date, date};

/// A year as the text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearRef {
    /// 2019年.
    Number(i16),
    /// 今年, 去年: years from the speaker's.
    FromSpeaker(i16),
    /// 全年, 上年: years from the part's.
    FromPart(i16),
}

impl YearRef {
    /// The calendar year, within 1..=9998.
    pub(crate) fn resolve(self, years: Years) -> i16 {
        let year = match self {
            Self::Number(year) => year,
            Self::FromSpeaker(delta) => years.speaker.saturating_add(delta),
            Self::FromPart(delta) => years.part.saturating_add(delta),
        };
        year.clamp(1, 9998)
    }
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    /// The whole year.
    Year,
    /// First to last month, 1..=12.
    Months(i8, i8),
    /// A third of a month: 1 上旬, 2 中旬, 3 下旬.
    Third(i8, i8),
    /// One day.
    Day(i8, i8),
    /// 年初, 月初: the first day of the months.
    Start(i8),
    /// 年底, 月底: the last day of the month.
    End(i8),
}

impl Within {
    /// First and last day in `year`; none for a day that does not exist.
    pub(crate) fn days(self, year: i16) -> Option<Period> {
        let (start, end) = match self {
            Self::Year => (date(year, 1, 1), date(year, 12, 31)),
            Self::Months(first, last) => (month(year, first)?, month(year, last)?.last_of_month()),
            Self::Third(m, third) => {
                let first = Date::new(year, m, third * 10 - 9).ok()?;
                let last = match third {
                    1 | 2 => Date::new(year, m, third * 10).ok()?,
                    _ => first.last_of_month(),
                };
                (first, last)
            }
            Self::Day(m, day) => {
                let day = Date::new(year, m, day).ok()?;
                (day, day)
            }
            Self::Start(m) => (month(year, m)?, month(year, m)?),
            Self::End(m) => {
                let day = month(year, m)?.last_of_month();
                (day, day)
            }
        };
        Some(Period { start, end })
    }
}

fn month(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}
