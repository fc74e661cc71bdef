//! Reads the stage a clause names: 谋划 < 编制 < 评审 < 报批 < 批复 < 开工 < 推进 < 封顶 < 竣工 < 验收 < 投用.

use crate::extract::lexicon::Lexicon;
use crate::extract::status::Stage;
use crate::extract::words::WordTable;
use crate::location::{DocId, Span};
use std::ops::Range;

/// The ladder of `rules/lexicon/stages.yaml`, compiled.
#[derive(Debug)]
pub struct Stages {
    words: WordTable<Word>,
    pending: WordTable<()>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    rank: u8,
    strength: Strength,
}

/// Rank of 开工 and 启动.
const START: u8 = 6;

impl Word {
    /// Whether it is work on paper (编制, 设计, 论证): what is started then is no building (`启动规划编制`).
    fn is_paper(&self) -> bool {
        self.strength == Strength::Plain && self.rank < START - 1
    }
}

/// How much a stage word decides: `前期工作` keeps a project in its first stage whatever verb governs it,
/// `建设` says something only where nothing else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Weak,
    Plain,
    Deciding,
}

impl Stages {
    /// Compiles `stages.*`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |key: &str, strength: Strength| {
            let pairs = lexicon.pairs(&format!("stages.{key}"));
            let word = move |(w, rank): &(String, String)| {
                let rank = rank.parse().unwrap_or(0);
                (w.clone(), Word { rank, strength })
            };
            pairs.iter().map(word).collect::<Vec<_>>()
        };
        let mut words = list("deciding", Strength::Deciding);
        words.extend(list("ladder", Strength::Plain));
        words.extend(list("weak", Strength::Weak));
        Self {
            words: WordTable::new(words),
            pending: WordTable::new(lexicon.words("stages.pending").iter().map(|w| (w, ()))),
        }
    }

    /// The stage that `text[range]` promises to reach.
    pub fn promised(&self, doc: DocId, text: &str, range: Range<usize>) -> Option<Stage> {
        let (rank, at) = self.decide(text, range)?;
        Some(Stage {
            rank,
            reached: false,
            span: Span::new(doc, at),
        })
    }

    /// The stage that `text[range]` reports; not reached where the clause says it is still ahead (正在, 即将, 拟).
    pub fn reported(&self, doc: DocId, text: &str, range: Range<usize>) -> Option<Stage> {
        let (rank, at) = self.decide(text, range.clone())?;
        let before = &text[range.start..at.start];
        let reached = !self.pending.any(before);
        Some(Stage {
            rank,
            reached,
            span: Span::new(doc, at),
        })
    }

    /// The deciding word: the strongest kind present, and of that kind the highest rank.
    fn decide(&self, text: &str, range: Range<usize>) -> Option<(u8, Range<usize>)> {
        let text = &text[range.clone()];
        let mut best: Option<(Word, Range<usize>)> = None;
        for (at, word) in self.words.find_values(text) {
            let is_manner = text[at.end..].starts_with('得'); // 完成得更好一些 says how, not what
            let key = |w: &Word| (w.strength, w.rank);
            let known = best.as_ref().map(|(best, _)| best);
            let is_what_starts = known.is_some_and(|best| best.rank == START && word.is_paper());
            if !is_manner && (is_what_starts || known.is_none_or(|best| key(best) < key(&word))) {
                best = Some((word, at));
            }
        }
        best.map(|(word, at)| (word.rank, range.start + at.start..range.start + at.end))
    }
}
