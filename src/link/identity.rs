//! Tells clauses that name one thing but speak of another part of it, of its use, or of what is set anew every year.

use super::member::Member;
use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Bound, Quantity};
use crate::extract::words::WordTable;

/// The words of `rules/lexicon/again.yaml`.
#[derive(Debug)]
pub struct Identity {
    later_phase: WordTable<()>,
    first_phase: WordTable<()>,
    nearly: WordTable<()>,
    in_use: WordTable<()>,
    /// Words for bringing out a paper, and for carrying it out.
    issued: WordTable<()>,
    carried_out: WordTable<()>,
    standing: WordTable<()>,
    going_on: WordTable<()>,
    everyday: WordTable<()>,
    drawn_up: WordTable<()>,
    sought: WordTable<()>,
    granted: WordTable<()>,
    aimed_at: WordTable<()>,
    allotted: WordTable<()>,
    sizes: WordTable<()>,
    ages: WordTable<()>,
    general: WordTable<()>,
    works: WordTable<()>,
    whole: WordTable<()>,
    preliminary: WordTable<()>,
    honours: WordTable<()>,
}

impl Identity {
    /// Compiles `again.*`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            later_phase: lexicon.finder("again.later_phase"),
            first_phase: lexicon.finder("again.first_phase"),
            nearly: lexicon.finder("again.nearly"),
            in_use: lexicon.finder("again.in_use"),
            issued: lexicon.finder("again.issued"),
            carried_out: lexicon.finder("again.carried_out"),
            standing: lexicon.finder("again.standing"),
            going_on: lexicon.finder("again.going_on"),
            drawn_up: lexicon.finder("again.drawn_up"),
            everyday: lexicon.finder("again.everyday"),
            sought: lexicon.finder("again.sought"),
            granted: lexicon.finder("again.granted"),
            aimed_at: lexicon.finder("again.aimed_at"),
            allotted: lexicon.finder("again.allotted"),
            ages: lexicon.finder("again.ages"),
            general: lexicon.finder("breadth.generic"),
            sizes: lexicon.finder("again.sizes"),
            works: lexicon.finder("again.works"),
            whole: lexicon.finder("again.whole"),
            preliminary: lexicon.finder("again.preliminary"),
            honours: lexicon.finder("again.honours"),
        }
    }

    /// Whether `after` says that it is a later phase, another stretch of the road or another line than `before`.
    pub(super) fn is_other_part(&self, before: &Member, after: &Member) -> bool {
        let (before, after) = (before.own(), after.own());
        let later = self.later_phase.any(after) && !self.later_phase.any(before)
            || self.has_later_phase(before, after);
        let stretches = stretch(before).zip(stretch(after));
        later || stretches.is_some_and(|(a, b)| a != b) || have_other_numbers(before, after)
    }

    /// Whether `after` speaks of a phase of what `before` names without it: 8号线二期 – 8号线三期.
    fn has_later_phase(&self, before: &str, after: &str) -> bool {
        self.later_phase.find(after).any(|phase| {
            let named = after[..phase.start].char_indices().rev().nth(NAMED - 1);
            let name = named.map(|(at, _)| &after[at..phase.start]);
            name.is_some_and(|name| {
                let phase = &after[phase.clone()];
                before
                    .match_indices(name)
                    .any(|(at, _)| !before[at + name.len()..].starts_with(phase))
            })
        })
    }

    /// Whether `report` speaks of the first phase only and `promise` does not.
    pub(super) fn is_first_part(&self, report: &str, promise: &str) -> bool {
        self.first_phase.any(report) && !self.first_phase.any(promise)
    }

    /// Whether `after` uses what `before` promised to bring about (出台计划, 落实计划): it must be there.
    pub(super) fn is_in_use(&self, before: &Member, after: &Member) -> bool {
        let is_paper_used = before.says(&self.issued)
            && !before.says(&self.carried_out)
            && after.says(&self.carried_out)
            && !after.says(&self.issued);
        is_paper_used || after.says(&self.in_use) && !before.says(&self.in_use)
    }

    /// Whether `before` promises to be nearly there (基本建成) and `after` to be there (投用).
    pub(super) fn was_nearly(&self, before: &Member, after: &Member) -> bool {
        before.says(&self.nearly) && !after.says(&self.nearly)
    }

    /// Whether a paper is to be drawn up.
    pub(super) fn is_drawn_up(&self, member: &Member) -> bool {
        member.says(&self.drawn_up)
    }

    /// Whether it is said to be done all the time, with no end at which it could be reported.
    pub(super) fn is_everyday(&self, member: &Member) -> bool {
        member.says(&self.everyday)
    }

    /// Whether it is hoped for from somebody else, who sets it up or puts it on a list.
    pub(super) fn is_sought(&self, member: &Member) -> bool {
        let follows = |verbs: &WordTable<()>, what: &WordTable<()>| {
            let sought = verbs.find(member.text).next();
            sought.is_some_and(|at| what.any(&member.text[at.end..]))
        };
        follows(&self.sought, &self.granted) || follows(&self.aimed_at, &self.allotted)
    }

    /// Whether `after` says that it goes on with what was done, not that it does it once more.
    pub(super) fn goes_on(&self, after: &str) -> bool {
        self.going_on.any(after)
    }

    /// Whether the figure says only how large a work is, of which `rest` goes on to speak (50万吨氨基酸项目), or how old people are.
    pub(super) fn is_size(&self, target: &Quantity, rest: &str) -> bool {
        self.ages.any(&target.unit) || self.sizes.any(&target.unit) && self.works.any(rest)
    }

    /// Whether what is counted is anything: the clause before says what the money is for.
    pub(super) fn is_general(&self, target: &Quantity) -> bool {
        let measure = target.name();
        let measure = measure.trim_start_matches("完成");
        self.general
            .match_at(measure, 0)
            .is_some_and(|(length, ())| length == measure.len())
    }

    /// Whether what is done is only on the way to the thing: a plan for it, a part of the money, a target reached.
    pub(super) fn is_preliminary(&self, told: &Member) -> bool {
        told.says(&self.preliminary)
    }

    /// Whether it asks for something that is given by somebody else once: a title, a grade, a seat.
    pub(super) fn is_honour(&self, member: &Member) -> bool {
        self.honours.any(member.text) || self.is_sought(member)
    }

    /// Whether `after` says that all of it is to be done, and `before` does not.
    pub(super) fn is_rest(&self, before: &str, after: &str) -> bool {
        self.whole.any(after) && !self.whole.any(before)
    }

    /// Whether a target is set anew every year: growth, a rate (覆盖率), a ceiling, a level to be kept, a rate per head.
    pub(super) fn is_standing(&self, clause: &str, target: &Quantity, literal: &str) -> bool {
        let measure = target.name();
        target.basis == Basis::Growth
            || measure.ends_with('率')
            || target.bound == Bound::AtMost
            || !literal.contains(|c: char| c.is_numeric())
            || self.standing.any(clause)
    }
}

/// Whether both number things (19号线, 8号线) and have none of these numbers in common.
fn have_other_numbers(before: &str, after: &str) -> bool {
    let (one, other) = (numbered(before), numbered(after));
    !one.is_empty() && !other.is_empty() && !one.iter().any(|n| other.contains(n))
}

/// The numbers before 号 in `text`.
fn numbered(text: &str) -> Vec<&str> {
    let of = |(at, _): (usize, &str)| {
        let head = &text[..at];
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
        Some(&head[digits.len()..]).filter(|number| !number.is_empty())
    };
    text.match_indices('号').filter_map(of).collect()
}

/// The ends of the stretch that `clause` gives, two characters of each: `（东明路至永乐路）`, `江门至茂名段`.
fn stretch(clause: &str) -> Option<(Vec<char>, Vec<char>)> {
    clause.match_indices('至').find_map(|(at, to)| {
        let (before, after) = (&clause[..at], &clause[at + to.len()..]);
        let end = after.find(['段', '）', ')'])?;
        let from = before.rsplit(['（', '(', '、', '，']).next()?;
        let end = &after[..end];
        (end.chars().count() <= STOP_NAME).then(|| {
            let last = from.chars().rev().take(2).collect();
            (last, end.chars().take(2).collect())
        })
    })
}

/// Characters before a phase that name what has it.
const NAMED: usize = 3;

/// Characters of the name of a place where a stretch ends, at most.
const STOP_NAME: usize = 6;
