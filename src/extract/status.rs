//! Reads the status word of a progress report and the stage a piece of work has reached.

use crate::document::{Document, clause};
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
    /// What a status is said of (各项工作), and words that may follow it (要求).
    subjects: WordTable<()>,
    behind: WordTable<()>,
    /// Words by which a header asks: 是否.
    asking: WordTable<()>,
    /// What a cell under it may answer, and whether that means yes.
    answers: WordTable<bool>,
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
        let answers = [("status.says_yes", true), ("status.says_no", false)];
        let answers = answers
            .into_iter()
            .flat_map(|(list, yes)| lexicon.words(list).iter().map(move |w| (w, yes)));
        Self {
            words: WordTable::new(words),
            subjects: lexicon.finder("status.subjects"),
            behind: lexicon.finder("status.followed_by"),
            asking: lexicon.finder("status.asking"),
            answers: WordTable::new(answers),
        }
    }

    /// The status a cell of 是 or 否 gives under a header that asks for one: 是否达序时进度.
    pub(crate) fn answer(
        &self,
        document: &Document,
        (header, cell): (&str, Range<usize>),
    ) -> Option<Status> {
        let header: String = header.split_whitespace().collect();
        let asked = self.asking.first_end(&header)?;
        let (_, light) = self.words.find_values(&header[asked..]).next()?;
        let said = document.slice(cell.clone()).trim_end();
        let (length, yes) = self.answers.match_at(said, 0)?;
        let light = if yes { Some(light) } else { opposite(light) };
        light.filter(|_| length == said.len()).map(|light| Status {
            light,
            span: document.span(cell.start..cell.start + length),
        })
    }

    /// The status word that is a clause of `range` alone, but for what it is said of: `…，各项工作有序推进`. Only of what goes well:
    /// that something is done or behind may be said of a part.
    pub(crate) fn told(&self, document: &Document, range: Range<usize>) -> Option<Status> {
        let text = &document.file.text;
        let mut clauses = clause::clauses(text, range).into_iter();
        clauses.find_map(|clause| {
            let said = &text[clause.clone()];
            let mut at = 0;
            while let Some((length, ())) = self.subjects.match_at(said, at) {
                at += length;
            }
            let (length, light) = self.words.match_at(said, at)?;
            let rest = said[at + length..].trim_end_matches(['。', '，', '；', ' ']);
            let alone = rest.is_empty() || self.behind.match_at(rest, 0)?.0 == rest.len();
            (alone && light == Light::Green).then(|| Status {
                light,
                span: document.span(clause.start + at..clause.start + at + length),
            })
        })
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

/// What no means where yes would mean `light`; work that is not done may be where it should be.
fn opposite(light: Light) -> Option<Light> {
    match light {
        Light::Green => Some(Light::Behind),
        Light::Behind | Light::NotStarted => Some(Light::Green),
        Light::Done | Light::Withdrawn => None,
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
