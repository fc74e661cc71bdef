//! Decides by when a commitment is due.

use crate::extract::period::{Period, Time, TimeUse};
use crate::location::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// When a commitment is due (完成时限).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Deadline {
    /// By a day, with the words that say so.
    By(Date, Span),
    /// Within a period; a plan for a year without its own date means that year.
    Within(Period),
    /// 长期坚持.
    Ongoing,
    /// 尽快, 适时: words without a date.
    Unclear(Span),
}

impl Deadline {
    /// When what stands in `range` is due: the first date in it that is one to be kept, or else `period`. `times` is sorted.
    pub(crate) fn find(
        times: &[Time],
        range: &Range<usize>,
        period: Option<Period>,
    ) -> Option<Self> {
        let first = times.partition_point(|t| t.span.start < range.start);
        let last = times.partition_point(|t| t.span.start < range.end);
        let mut due = times[first..last]
            .iter()
            .filter(|t| t.purpose == TimeUse::Deadline);
        let by = due.find_map(|t| Some(Self::By(t.end?, t.span)));
        by.or(period.map(Self::Within))
    }
}
