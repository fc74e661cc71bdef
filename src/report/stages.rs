//! Says what the stages of a run took.

use std::time::{Duration, Instant};

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Finding files.
    Find,
    /// Reading them into documents.
    Read,
    /// Understanding the documents.
    Extract,
    /// Joining promises and reports.
    Link,
    /// Putting the rules.
    Judge,
    /// Writing the report.
    Report,
}

impl Stage {
    /// Its name in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Find => "查找文件",
            Self::Read => "读入",
            Self::Extract => "提取",
            Self::Link => "衔接",
            Self::Judge => "核对",
            Self::Report => "输出",
        }
    }
}

/// What each stage took on the clock, in order; differs from run to run, for `--stats` only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stages(Vec<(Stage, Duration)>);

impl Stages {
    /// Does the `work` of `stage` and notes what it took.
    pub fn time<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.0.push((stage, start.elapsed()));
        done
    }

    /// What the stages of several pieces of work took together, in the order they are met first.
    pub fn sum(pieces: impl IntoIterator<Item = Self>) -> Self {
        let mut sum = Self::default();
        for (stage, time) in pieces.into_iter().flat_map(|piece| piece.0) {
            match sum.0.iter_mut().find(|(known, _)| *known == stage) {
                Some((_, whole)) => *whole += time,
                None => sum.0.push((stage, time)),
            }
        }
        sum
    }

    /// The same where `workers` worked at the same time.
    #[must_use]
    pub fn shared(mut self, workers: usize) -> Self {
        let workers = u32::try_from(workers).unwrap_or(u32::MAX).max(1);
        self.0.iter_mut().for_each(|(_, time)| *time /= workers);
        self
    }

    /// The stages with what they took.
    pub fn iter(&self) -> impl Iterator<Item = (Stage, Duration)> {
        self.0.iter().copied()
    }
}
