//! Finds how much of a counted goal a text says is done.

use crate::extract::Lexicon;
use crate::extract::period::TimeUse;
use crate::extract::quantity::{Basis, Bound, Quantity};
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::check::line::Words;
use crate::rule::question::metric::{counts_towards, is_former};
use crate::rule::scope::Field;
use std::ops::Range;

/// Longest words before a figure that are looked at, in bytes.
const LONGEST_LEAD: usize = 60;

/// The words around a figure that say what was done with it.
#[derive(Debug)]
pub(super) struct Tally {
    /// 已, 累计, 完成: say that something is done, not what.
    bare: Words,
    /// 未, 剩余, 正在: not done yet.
    undone: Words,
    /// 开工, 竣工: how far things are that are counted.
    steps: Words,
    /// 累计, 合计: all that came before it.
    overall: Words,
}

impl Tally {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            bare: Words::new(lexicon, &["done.bare"]),
            undone: Words::new(lexicon, &["done.undone"]),
            steps: Words::new(lexicon, &["done.steps"]),
            overall: Words::new(lexicon, &["done.overall"]),
        }
    }

    /// The greatest figure of `progress` that counts towards `goal`.
    pub(super) fn most_done<'a>(
        &self,
        case: &Case<'a>,
        progress: Span,
        goal: &Quantity,
    ) -> Option<&'a Quantity> {
        let told = self.told(case, progress, goal).into_iter();
        let mut told: Vec<&Quantity> = told.filter(|figure| countable(figure)).collect();
        let wanted = clause_around(text_of(case, goal), goal.span);
        let step = |figure: &&Quantity| {
            let text = text_of(case, figure);
            let at = figure.span.range().start;
            let from = text.floor_char_boundary(at.saturating_sub(LONGEST_LEAD));
            let lead = last_clause(&text[from..at]);
            self.steps.in_both(lead, wanted) || self.overall.strip_end(lead).is_some()
        };
        // Of 开工41台，竣工24台 only the second counts towards 竣工60台.
        if told.iter().any(step) {
            told.retain(step);
        }
        let figures = told.into_iter();
        figures.max_by(|a, b| a.base_value.total_cmp(&b.base_value))
    }

    /// The figures of `progress` that tell of `goal`, in its unit.
    ///
    /// A figure tells of it when its measure names all the goal's does, when its clause names no other object (`已竣工58户`), or one
    /// that the goal names too (`已完工3个小区`).
    pub(super) fn told<'a>(
        &self,
        case: &Case<'a>,
        progress: Span,
        goal: &Quantity,
    ) -> Vec<&'a Quantity> {
        let figures = case.quantities(progress);
        let text = &case.papers.document(progress.doc).file.text;
        let wanted = match self.is_bare(case, goal) {
            true => [case.text_of(Field::Matter), case.text_of(Field::Annual)],
            false => [clause_around(text_of(case, goal), goal.span), ""],
        };
        let start = |i: usize| match i.checked_sub(1) {
            Some(before) => figures[before].span.range().end,
            None => progress.range().start,
        };
        let end = |i: usize| match figures.get(i + 1) {
            Some(next) => next.span.range().start,
            None => progress.range().end,
        };
        let counted = (0..figures.len()).filter(|&i| {
            let figure = &figures[i];
            let at = figure.span.range();
            let from = after_time(case, progress, start(i).min(at.start)..at.start);
            let before = last_clause(&text[from..at.start]);
            let behind = first_clause(&text[at.end..end(i).max(at.end)]);
            let undone = [before, behind].iter().any(|w| self.undone.stand_in(w));
            let alike = figure.base_unit == goal.base_unit;
            let elided = || {
                [before, behind]
                    .iter()
                    .all(|w| self.names_no_other(w, &wanted))
            };
            !undone
                && alike
                && !is_former(case, figure)
                && (counts_towards(figure, goal) || elided())
        });
        counted.map(|i| &figures[i]).collect()
    }

    /// Whether a goal says how much and not of what (`建成9个`): it is of what the matter names.
    pub(super) fn is_bare(&self, case: &Case<'_>, goal: &Quantity) -> bool {
        let clause = clause_around(text_of(case, goal), goal.span);
        let figure = case.text(goal.span);
        let sides = clause.split_once(figure);
        sides.is_some_and(|(before, behind)| {
            let nothing = |words: &str| self.names_no_other(words, &[""]);
            nothing(before) && nothing(behind)
        })
    }

    /// Whether the words beside a figure name nothing but what one of `wanted` names.
    fn names_no_other(&self, words: &str, wanted: &[&str]) -> bool {
        let mut object = words.trim();
        while let Some(rest) = self
            .bare
            .strip(object)
            .or_else(|| self.bare.strip_end(object))
        {
            object = rest.trim();
        }
        wanted.iter().any(|text| text.contains(object))
    }
}

/// Where the words in `range` go on behind a time that reaches back to the beginning of the year (`前三季度建成64公里`).
fn after_time(case: &Case<'_>, within: Span, range: Range<usize>) -> usize {
    let times = case.times(within).iter();
    let so_far = times.filter(|t| {
        let since = t.start.is_some_and(|day| day.day_of_year() == 1);
        since || t.purpose == TimeUse::AsOf
    });
    let ends = so_far.map(|t| t.span.range().end);
    ends.filter(|end| range.contains(end))
        .max()
        .unwrap_or(range.start)
}

fn text_of<'a>(case: &Case<'a>, figure: &Quantity) -> &'a str {
    &case.papers.document(figure.span.doc).file.text
}

/// Whether a figure fills up over time; what is only not to be exceeded does not.
pub(super) fn countable(figure: &Quantity) -> bool {
    match figure.basis {
        Basis::Total | Basis::Increase | Basis::Cumulative => {
            figure.base_value > 0.0 && figure.base_unit != "%" && figure.bound != Bound::AtMost
        }
        Basis::Growth | Basis::Share | Basis::Rate | Basis::Rank => false,
    }
}

fn last_clause(words: &str) -> &str {
    words.rsplit(MARKS).next().unwrap_or(words)
}

fn first_clause(words: &str) -> &str {
    words.split(MARKS).next().unwrap_or(words)
}

/// The clause of `text` in which `place` stands.
fn clause_around(text: &str, place: Span) -> &str {
    let ends = |c: char| MARKS.contains(&c) && c != '、';
    let start = text[..place.range().start]
        .char_indices()
        .rfind(|(_, c)| ends(*c))
        .map_or(0, |(i, c)| i + c.len_utf8());
    let end = text[place.range().end..]
        .find(ends)
        .map_or(text.len(), |i| place.range().end + i);
    &text[start..end]
}

const MARKS: [char; 13] = [
    '，', '、', '。', '；', ',', ';', '：', ':', '（', '）', '\n', '\t', '|',
];
