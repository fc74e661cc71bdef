//! Decides what became of a commitment.

use serde::Serialize;

/// What became of a commitment. The meanings are those of the labels the program is measured with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Clearly beyond the target.
    Exceeded,
    /// Reached; a kept ceiling is met.
    Met,
    /// Some of the objects, or part of a count.
    Partial,
    /// An indicator falls short.
    Missed,
    /// An earlier stage than promised.
    Delayed,
    /// Promised to move on, and reported to move on.
    InProgress,
    /// No passage speaks of it.
    NotMentioned,
    /// No report covers its period yet.
    NotDue,
}
