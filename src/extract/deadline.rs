//! Decides by when a commitment is due.

use crate::extract::period::Period;
use crate::location::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
