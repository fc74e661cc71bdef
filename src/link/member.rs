//! Reads what a clause says of one of the things it lists: a verb before the first or behind the last is said of all, one between
//! two marks of that one alone.

use crate::extract::stage::Stages;
use crate::extract::status::Stage;
use crate::extract::words::WordTable;
use crate::location::DocId;
use std::ops::Range;

/// Marks between members of a list.
const MARKS: [char; 4] = ['、', '，', ',', '；'];

/// Characters that may follow a verb a clause ends in (开工建设, 投产达效).
pub(super) const AFTER_A_VERB: usize = 4;

/// Rank of a stage that says only that there is work (推进, 建设).
pub(super) const GOING_ON: u8 = 7;

/// Rank of a start (开工, 启动).
const STARTED: u8 = 6;

/// The verb that says only that something is brought to its end.
const FINISHED: &str = "完成";

/// A clause, and where in it one of the things is named that it lists.
#[derive(Debug)]
pub(super) struct Member<'t> {
    /// The clause.
    pub(super) text: &'t str,
    /// Where the first and the last thing of the list stand, with what is said of them.
    ends: [Range<usize>; 2],
    own: Range<usize>,
}

impl<'t> Member<'t> {
    /// The thing in `text` whose name is most like `name`; the whole clause for an empty name.
    pub(super) fn new(text: &'t str, name: &[char]) -> Self {
        let mut pieces = Vec::new();
        let mut start = 0;
        for piece in text.split_inclusive(MARKS) {
            let own = piece.trim_end_matches(MARKS);
            if !own.is_empty() {
                pieces.push(start..start + own.len());
            }
            start += piece.len();
        }
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return Self::whole(text);
        };
        let ends = [first.clone(), last.clone()];
        let held = |piece: &Range<usize>| {
            let has = |c: &&char| text[piece.clone()].contains(**c);
            name.iter().filter(has).count()
        };
        let own = pieces.into_iter().rev().max_by_key(held);
        match own {
            Some(own) if !name.is_empty() => Self { text, ends, own },
            _ => Self::whole(text),
        }
    }

    /// The clause as one thing.
    pub(super) fn whole(text: &'t str) -> Self {
        let all = 0..text.len();
        Self {
            text,
            ends: [all.clone(), all.clone()],
            own: all,
        }
    }

    /// What stands between the marks before and behind it.
    pub(super) fn own(&self) -> &'t str {
        &self.text[self.own.clone()]
    }

    /// Whether a word of `words` is said of it.
    pub(super) fn says(&self, words: &WordTable<()>) -> bool {
        words.find(self.text).any(|at| self.is_said_of_it(&at))
    }

    /// Whether what stands `at` is said of it.
    fn is_said_of_it(&self, at: &Range<usize>) -> bool {
        let within = |piece: &Range<usize>| piece.start <= at.start && at.end <= piece.end;
        let count = |range: Range<usize>| self.text[range].chars().count();
        let [first, last] = &self.ends;
        let opens = within(first) && {
            let (before, after) = (count(first.start..at.start), count(at.end..first.end));
            after > before || after > AFTER_A_VERB
        };
        let closes = within(last) && count(at.end..last.end) <= AFTER_A_VERB;
        within(&self.own) || opens || closes
    }

    /// The stage it is promised to reach.
    pub(super) fn promised(&self, stages: &Stages) -> Option<Stage> {
        self.stage(|text, range| stages.promised(DocId::default(), text, range))
    }

    /// The stage it is reported to have reached.
    pub(super) fn reported(&self, stages: &Stages) -> Option<Stage> {
        self.stage(|text, range| stages.reported(DocId::default(), text, range))
    }

    /// The stage `read` in its own words, or else in the words said of all.
    fn stage(&self, read: impl Fn(&str, Range<usize>) -> Option<Stage>) -> Option<Stage> {
        let own = read(self.text, self.own.clone()).filter(|s| s.rank != GOING_ON);
        let whole = || {
            let whole = read(self.text, 0..self.text.len());
            whole.filter(|s| self.is_said_of_it(&s.span.range()))
        };
        // 启动A、B前期工作, 完成A、B主体工程: what A is to be started with, or to have, is said at the end.
        let is_open = |s: &Stage| s.rank == STARTED || &self.text[s.span.range()] == FINISHED;
        let open = own.as_ref().filter(|s| is_open(s)).map(|s| s.rank);
        let before = whole().filter(|s| s.rank != GOING_ON && open.is_some_and(|o| s.rank < o));
        before.or(own).or_else(whole)
    }
}
