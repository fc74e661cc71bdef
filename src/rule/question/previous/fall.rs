//! Finds figures summed up since the beginning of the year that are lower than they were.

use crate::extract::Lexicon;
use crate::extract::period::TimeUse;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::{Basis, Quantity};
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::check::line::Words;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, is_contained, ratio, ratio_of};
use crate::rule::template::Placeholder;
use std::ops::Range;

/// Least likeness of what two figures are said to count.
const SAME_COUNT: f64 = 0.8;

/// Most figures of one text that are looked at.
const MOST_FIGURES: usize = 64;

/// Characters that end a clause.
const MARKS: [char; 12] = [
    '，', '、', '。', '；', ',', ';', '：', ':', '（', '）', '\n', '\t',
];

/// The words around a figure by which it is told as summed up, or as the share of works done.
#[derive(Debug)]
pub(in crate::rule::question) struct Counted {
    cumulated: Words,
    part: Words,
    undone: Words,
    bare: Words,
    done_share: Words,
    works: Words,
    of_plan: Words,
}

/// A figure with the words that say what it counts.
struct Told<'a> {
    figure: &'a Quantity,
    /// The clause before it and behind it, without other figures.
    before: &'a str,
    behind: &'a str,
    /// The sentence up to it.
    lead: &'a str,
    /// Whether a time before it in its clause begins within the year, and whether one reaches back to the beginning.
    since: Since,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    Unsaid,
    YearBegan,
    Later,
}

impl Counted {
    pub(in crate::rule::question) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| Words::new(lexicon, &[name]);
        Self {
            cumulated: list("series.cumulated"),
            part: list("series.part"),
            undone: Words::new(lexicon, &["done.undone", "series.under_way"]),
            bare: Words::new(lexicon, &["done.bare", "series.cumulated", "series.common"]),
            done_share: list("series.done_share"),
            works: list("series.works"),
            of_plan: list("series.of_plan"),
        }
    }

    /// The first figure told in the progress `now` that is lower than the same figure `then`.
    pub(super) fn lower_total(
        &self,
        case: &Case<'_>,
        (now, then): (&ProgressRow, &ProgressRow),
    ) -> Option<Evidence> {
        let (own, earlier) = (told(case, now.progress?), told(case, then.progress?));
        let matter = now.matter.map_or("", |span| case.text(span));
        let mut totals = own.iter().filter(|figure| self.is_total(figure));
        totals.find_map(|now| {
            let mut before = earlier.iter();
            let higher = before.find(|then| {
                self.is_so_far(then)
                    && is_lower(now.figure, then.figure)
                    && self.count_the_same(now, then, matter)
            })?;
            let (now, then) = (now.figure.span, higher.figure.span);
            Some(
                Evidence::at(now)
                    .related(then, "上期")
                    .value(Placeholder::Number, case.text(now))
                    .value(Placeholder::Expected, case.text(then)),
            )
        })
    }

    /// The figure told as a total in the `progress` of a table that counts what the `reported` figure of the `report` does: named
    /// by nothing that the `promise` does not name, and most like it.
    pub(in crate::rule::question) fn total_like<'a>(
        &self,
        case: &Case<'a>,
        (report, progress): (Span, Span),
        (reported, promise): (&Quantity, Span),
    ) -> Option<&'a Quantity> {
        let wanted = essence(case.text(promise));
        let mut own = told(case, report).into_iter();
        let own = own.find(|t| t.figure.span == reported.span)?;
        let own = essence(&self.named(&own));
        let told = told(case, progress).into_iter();
        let totals = told.filter_map(|t| {
            let named = essence(&self.named(&t));
            let is_like = t.figure.base_unit == reported.base_unit && t.figure.base_unit != "%";
            let is_total = is_like && self.is_total(&t) && is_contained(&named, &wanted, 1.0);
            is_total.then(|| (ratio(&named, &own), t.figure))
        });
        let best = totals.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.span.cmp(&a.1.span)));
        best.map(|(_, figure)| figure)
    }

    /// Whether a figure is told as summed up since the beginning of the year, or as the share of works done.
    fn is_total(&self, told: &Told<'_>) -> bool {
        if !self.is_so_far(told) {
            return false;
        }
        if told.figure.base_unit == "%" {
            return self.is_done_share(told);
        }
        told.figure.basis == Basis::Cumulative
            || told.since == Since::YearBegan
            || self.cumulated.stand_in(told.lead)
    }

    /// Whether a figure is of what was done so far: not of a part of the year, not of what is left or under way.
    fn is_so_far(&self, told: &Told<'_>) -> bool {
        let counted = matches!(
            told.figure.basis,
            Basis::Total | Basis::Increase | Basis::Cumulative
        );
        let is_kind = counted || told.figure.base_unit == "%" && self.is_done_share(told);
        let beside = [told.before, told.behind];
        is_kind
            && told.since != Since::Later
            && !told.figure.falling
            && !beside.iter().any(|words| self.undone.stand_in(words))
            && !self.part.stand_in(told.before)
    }

    fn is_done_share(&self, told: &Told<'_>) -> bool {
        let before = told.before.trim_end_matches(['约', '近', '至', '到']);
        let beside = [told.before, told.behind];
        let growth = told.figure.basis == Basis::Growth;
        let works = self.done_share.strip_end(before).is_some() || self.works.stand_in(before);
        works && !growth && !beside.iter().any(|words| self.of_plan.stand_in(words))
    }

    /// Whether two figures of one row count the same: what is said beside them is alike, or beside one of them nothing is that
    /// the row's matter does not name.
    fn count_the_same(&self, now: &Told<'_>, then: &Told<'_>, matter: &str) -> bool {
        let (own, earlier) = (essence(&self.named(now)), essence(&self.named(then)));
        if own.is_empty() || earlier.is_empty() {
            let named = if own.is_empty() { &earlier } else { &own };
            return is_contained(named, &essence(matter), 1.0);
        }
        ratio_of(&own, &earlier, SAME_COUNT).is_some()
    }

    /// What is said beside a figure, without words that say no more than that something was done.
    fn named(&self, told: &Told<'_>) -> String {
        let bare = |words: &str| {
            let mut left = words.trim();
            while let Some(rest) = self.bare.strip(left).or_else(|| self.bare.strip_end(left)) {
                left = rest.trim();
            }
            left.to_owned()
        };
        [bare(told.before), bare(told.behind)].concat()
    }
}

/// Whether `now` is lower than `then` in the same unit, rounding aside.
pub(in crate::rule::question) fn is_lower(now: &Quantity, then: &Quantity) -> bool {
    let half = |q: &Quantity| {
        let scale = if q.value == 0.0 {
            1.0
        } else {
            q.base_value / q.value
        };
        0.5 * 10f64.powi(-i32::from(q.decimals)) * scale.abs()
    };
    let rounded = |q: &Quantity| {
        if q.decimals > 0 || q.base_value != q.value {
            half(q)
        } else {
            0.0
        }
    };
    now.base_unit == then.base_unit
        && now.base_value_hi.is_none()
        && then.base_value_hi.is_none()
        && now.base_value + rounded(now) < then.base_value - rounded(then)
}

/// The figures of `cell` with the words beside them.
fn told<'a>(case: &Case<'a>, cell: Span) -> Vec<Told<'a>> {
    let text: &'a str = &case.papers.document(cell.doc).file.text;
    let figures = case.quantities(cell);
    let one = |(i, figure): (usize, &'a Quantity)| {
        let at = figure.span.range();
        let from = i.checked_sub(1).map_or(cell.start, |i| figures[i].span.end);
        let to = figures.get(i + 1).map_or(cell.end, |next| next.span.start);
        let clause = clause_start(text, cell.start..at.start);
        let before = clause.max(from).min(at.start)..at.start;
        let (before, since) = without_time(case, Span::new(cell.doc, clause..at.start), before);
        let behind = &text[at.end..to.max(at.end)];
        Told {
            figure,
            before: &text[before],
            behind: behind.split(MARKS).next().unwrap_or(behind),
            lead: &text[sentence_start(text, cell.start..at.start)..at.start],
            since,
        }
    };
    let figures = figures.iter().take(MOST_FIGURES).enumerate();
    figures.map(one).collect()
}

/// Where the words `before` go on behind the last time in the `clause`, and how far back that time reaches.
fn without_time(case: &Case<'_>, clause: Span, before: Range<usize>) -> (Range<usize>, Since) {
    let mut since = Since::Unsaid;
    let mut start = before.start;
    for time in case.times(clause) {
        let began = time.start.is_some_and(|day| day.day_of_year() == 1);
        since = match (began, time.purpose, time.start) {
            (true, _, _) | (_, TimeUse::AsOf, _) => Since::YearBegan,
            (false, TimeUse::Deadline | TimeUse::Date, Some(_)) => Since::Later,
            (false, TimeUse::Deadline | TimeUse::Date, None) => since,
        };
        start = start.max(time.span.end).min(before.end);
    }
    (start..before.end, since)
}

fn clause_start(text: &str, range: Range<usize>) -> usize {
    let mut marks = text[range.clone()].char_indices();
    let last = marks.rfind(|(_, c)| MARKS.contains(c));
    last.map_or(range.start, |(i, c)| range.start + i + c.len_utf8())
}

fn sentence_start(text: &str, range: Range<usize>) -> usize {
    let mut marks = text[range.clone()].char_indices();
    let last = marks.rfind(|(_, c)| matches!(c, '。' | '；' | ';' | '\n'));
    last.map_or(range.start, |(i, c)| range.start + i + c.len_utf8())
}
