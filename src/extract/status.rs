//! Reads the status word of a progress report and the stage a piece of work has reached.

use crate::location::Span;
use serde::Serialize;

/// 办理状态: the light a status word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// 正常推进, 达序时进度 …
    Green,
    /// 已完成, 办结 …
    Done,
    /// 滞后, 欠进度 …
    Behind,
    /// 未启动.
    NotStarted,
    /// 停止, 取消, 调整.
    Withdrawn,
}

/// A status word and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// What it says.
    pub light: Light,
    /// Where.
    pub span: Span,
}

/// A stage in the life of a deliverable, as a rank in `rules/lexicon/stages.yaml`: higher is later.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Rank within its ladder.
    pub rank: u8,
    /// Whether the text says it was reached (已, 完成) rather than aimed at.
    pub reached: bool,
    /// The stage word.
    pub span: Span,
}
