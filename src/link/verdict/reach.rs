//! Says how far a promise goes, and how far its report says the work has come.

/// How far a promise goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    Effort,
    Start,
    Result,
}

/// How far a report says the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reached {
    Preparing,
    Underway,
    Done,
}

impl Aim {
    /// Whether work that has come as far as `reached` is not as far as was promised.
    pub(super) fn falls_short(self, reached: Option<Reached>) -> bool {
        match self {
            Self::Effort => false,
            Self::Start => reached < Some(Reached::Underway),
            Self::Result => reached < Some(Reached::Done),
        }
    }

    /// What a promise and a report of it say together, in Chinese.
    pub(super) fn explain(self, reached: Reached) -> &'static str {
        match (self, reached) {
            (Self::Effort, Reached::Done) => "承诺推进，报告已有结果",
            (Self::Effort, Reached::Underway) => "承诺推进，报告仍在推进",
            (Self::Effort, Reached::Preparing) => "承诺推进，报告尚在前期",
            (Self::Start, Reached::Done) => "承诺启动，报告已有结果",
            (Self::Start, Reached::Underway) => "承诺启动，报告已在推进",
            (Self::Start, Reached::Preparing) => "承诺启动，报告尚在前期",
            (Self::Result, Reached::Done) => "承诺完成，报告已有结果",
            (Self::Result, Reached::Underway) => "承诺完成，报告仍在推进",
            (Self::Result, Reached::Preparing) => "承诺完成，报告尚在前期",
        }
    }
}
