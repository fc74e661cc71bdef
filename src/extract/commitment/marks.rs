//! Finds the words in a measure that speak for or against a name: 一批, 全市, 第三届, a stage word at the end.

use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// What a marking word tells; the lists are `rules/lexicon/marks.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// 智慧, 特色: an attribute of anything.
    Generic,
    /// 全市, 各级: everything of a kind.
    Scope,
    /// 国家级, 省级.
    National,
}

impl Mark {
    /// Its name among the features.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Scope => "scope",
            Self::National => "national",
        }
    }
}

/// Characters of a name that stands before its date, at least.
const LEAST_NAME: usize = 4;

/// The lists, compiled.
#[derive(Debug)]
pub(crate) struct Marks {
    words: WordTable<Mark>,
    vague: WordTable<()>,
    prepositions: WordTable<()>,
    steps: WordTable<()>,
    bids: WordTable<()>,
    by_when: WordTable<()>,
}

impl Marks {
    /// Compiles `marks.*` and the words of `stages.ladder`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let list = |key: &str| lexicon.words(&format!("marks.{key}")).to_vec();
        let table = |key: &str| WordTable::new(list(key).into_iter().map(|w| (w, ())));
        let stages = lexicon.pairs("stages.ladder").iter();
        let stages = stages
            .chain(lexicon.pairs("stages.deciding"))
            .map(|(w, _)| w.clone());
        let words = [Mark::Generic, Mark::Scope, Mark::National];
        let of_mark = |mark: Mark| list(mark.key()).into_iter().map(move |w| (w, mark));
        Self {
            words: WordTable::new(words.into_iter().flat_map(of_mark)),
            vague: table("vague"),
            prepositions: table("prepositions"),
            bids: table("bids"),
            by_when: table("by_when"),
            steps: WordTable::new(stages.chain(list("steps")).map(|w| (w, ()))),
        }
    }

    /// The marking words of `phrase`, at most four.
    pub(crate) fn words<'p>(&self, phrase: &'p str) -> Vec<(Mark, &'p str)> {
        let found = self.words.openings(phrase).take(4);
        found.map(|(at, mark)| (mark, &phrase[at])).collect()
    }

    /// Whether `phrase` opens with an unnamed plural (一批, 更多).
    pub(crate) fn is_vague(&self, phrase: &str) -> bool {
        self.vague.match_at(phrase, 0).is_some()
    }

    /// Whether `phrase` opens with a preposition.
    pub(crate) fn has_preposition(&self, phrase: &str) -> bool {
        self.prepositions.match_at(phrase, 0).is_some()
    }

    /// Whether `phrase` asks for what somebody else grants (创建, 申报).
    pub(crate) fn has_bid(&self, phrase: &str) -> bool {
        self.bids.any(phrase)
    }

    /// Whether `measure` says of a name by when it is to reach a step: 市科技馆新馆10月底前建成开放.
    pub(crate) fn is_due(&self, measure: &str) -> bool {
        let mut rest = measure;
        while let Some((length, ())) = self.steps.match_before(rest, rest.len()) {
            rest = &rest[..rest.len() - length];
        }
        let date = self.by_when.match_before(rest, rest.len());
        let Some((length, ())) = date.filter(|_| rest.len() < measure.len()) else {
            return false;
        };
        let dated = rest[..rest.len() - length].trim_end_matches(|c: char| c.is_ascii_digit());
        let name = dated.trim_end_matches(['一', '二', '三', '四', '十', '将', '要', '于']);
        name.chars().nth(LEAST_NAME - 1).is_some()
            && !self.is_vague(name)
            && !self.has_preposition(name)
            && self
                .words(name)
                .iter()
                .all(|(mark, _)| *mark != Mark::Scope)
    }

    /// Words of `phrase` for a step on the way (开工, 获批, 入驻), at most three.
    pub(crate) fn steps(&self, phrase: &str) -> Vec<Range<usize>> {
        let found = self.steps.openings(phrase).take(3);
        found.map(|(at, ())| at).collect()
    }
}
