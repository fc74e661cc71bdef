//! Reads the status word of a progress report and the stage a piece of work has reached.

use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use crate::location::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// 办理状态: the light a status word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// What it says.
    pub light: Light,
    /// Where.
    pub span: Span,
}

/// Status words with the lights they stand for, compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct StatusReader {
    words: WordTable<Light>,
}

impl StatusReader {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let lists = [
            ("status.green", Light::Green),
            ("status.done", Light::Done),
            ("status.behind", Light::Behind),
            ("status.not_started", Light::NotStarted),
            ("status.withdrawn", Light::Withdrawn),
        ];
        let words = lists
            .into_iter()
            .flat_map(|(list, light)| lexicon.words(list).iter().map(move |w| (w, light)));
        Self {
            words: WordTable::new(words),
        }
    }

    /// The status word that opens `range`, as `正常推进。` does a progress cell: a sentence of its own.
    pub(crate) fn opening(&self, document: &Document, range: Range<usize>) -> Option<Status> {
        let text = document.slice(range.clone());
        let (len, light) = self.words.match_at(text, 0)?;
        let after = text[len..].trim_start_matches(['*', ' ']).chars().next();
        let alone = after.is_none_or(|c| {
            matches!(
                c,
                '。' | '，' | '；' | '：' | ',' | ';' | ':' | '.' | '（' | '(' | '\n'
            )
        });
        alone.then(|| Status {
            light,
            span: document.span(range.start..range.start + len),
        })
    }
}

/// A stage in the life of a deliverable, as a rank in `rules/lexicon/stages.yaml`: higher is later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Rank within its ladder.
    pub rank: u8,
    /// Whether the text says it was reached (已, 完成) rather than aimed at.
    pub reached: bool,
    /// The stage word.
    pub span: Span,
}
