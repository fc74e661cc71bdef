//! Puts numbers together with what surrounds them: bound, basis, measure, role.

use crate::extract::glyph::{GlyphTable, STOP};
use crate::extract::lexicon::Lexicon;
use crate::extract::period::grammar::Reading;
use crate::extract::quantity::approach::{Approach, Surroundings};
use crate::extract::quantity::measure::{Field, MeasureWords, clause_before};
use crate::extract::quantity::moved::Moved;
use crate::extract::quantity::reading::Figure;
use crate::extract::quantity::spread::Listed;
use crate::extract::quantity::{Bound, Dimension};
use std::ops::Range;

/// Longest attribute looked over for the noun behind it, in bytes.
const ATTRIBUTE: usize = 36;

/// Compiled words around numbers.
#[derive(Debug)]
pub(crate) struct Builder {
    surroundings: Surroundings,
    measures: MeasureWords,
    listed: Listed,
    moved: Moved,
}

/// A number with everything read around it.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(super) figure: &'a Figure,
    pub(super) approach: Approach,
    pub(super) bound: Bound,
    /// Where number, unit and following bound end.
    pub(super) end: usize,
    pub(super) measure: Range<usize>,
    /// The measure in full where the text has it only together with another (`城乡居民收入分别`).
    pub(super) in_full: Option<String>,
    /// A word that depends on the measure (总量, 人均); true for one put in front.
    pub(super) head: Option<(Range<usize>, bool)>,
    /// Whether the measure is that of an earlier figure.
    pub(super) inherits: bool,
    /// Whether nothing but a list mark stands between the number before and this one.
    pub(super) joined: bool,
    /// The measure as first read: a list that several numbers may share.
    pub(super) stated: Range<usize>,
    /// Whether words before it make it an addition (true) or a running sum (false).
    pub(super) sum: Option<bool>,
    pub(super) baseline: bool,
}

impl Builder {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            surroundings: Surroundings::new(lexicon),
            measures: MeasureWords::new(lexicon),
            listed: Listed::new(lexicon),
            moved: Moved::new(lexicon),
        }
    }

    /// The drafts of `figures` (sorted) in `text[range]`, with the time expressions `times` (sorted).
    pub(crate) fn build<'a>(
        &self,
        (text, glyphs): (&str, &GlyphTable),
        range: Range<usize>,
        figures: &'a [Figure],
        times: &[Reading],
    ) -> Vec<Draft<'a>> {
        let mut drafts: Vec<Draft<'a>> = Vec::with_capacity(figures.len());
        let mut sentence = 0;
        let (mut seen_times, mut floor) = (0, range.start);
        for (i, figure) in figures.iter().enumerate() {
            let at = figure.range.start;
            while times.get(seen_times).is_some_and(|t| t.range.start < at) {
                seen_times += 1;
            }
            if glyphs.next(text, floor, at, STOP).is_some() {
                sentence = drafts.len();
            }
            let near = &times[..seen_times];
            let field = Field {
                text,
                glyphs,
                times: &near[near.len().saturating_sub(6)..],
                floor,
                ceiling: figures.get(i + 1).map_or(range.end, |f| f.range.start),
            };
            let draft = self.draft(&field, &figures[i..], &drafts[sentence..]);
            if draft.approach.level {
                mark_start(&mut drafts[sentence..], &draft);
            }
            floor = draft.end;
            drafts.push(draft);
            self.listed.spread(text, &mut drafts[sentence..]);
        }
        drafts
    }

    /// One draft, of the first of `figures`; `earlier` are those of the same sentence.
    fn draft<'a>(
        &self,
        field: &Field<'_>,
        figures: &'a [Figure],
        earlier: &[Draft<'a>],
    ) -> Draft<'a> {
        let (text, figure) = (field.text, &figures[0]);
        let mut approach =
            self.surroundings
                .before(text, field.floor, figure.range.start, field.times);
        let after = self
            .surroundings
            .after(text, figure.range.end, field.ceiling);
        let end = after.map_or(figure.range.end, |(end, _)| end);
        let left = self.measures.before(field, approach.start);
        let right = self
            .over_attribute(field, end, figures)
            .unwrap_or_else(|| self.measures.after(field, end));
        let on_things = approach.works && left.is_empty() && !right.is_empty();
        if on_things && !figure.dimension.is_relative() {
            approach.up = false;
        }
        let (measure, head) = self.counted(field, figure, (&approach, &left, &right), earlier);
        let sum = self.sum(field, &approach, earlier);
        let bound = self.bound(
            field,
            figure,
            (&approach, after.map(|(_, b)| b)),
            (&left, &right),
        );
        Draft {
            figure,
            approach,
            bound,
            end,
            sum,
            inherits: earlier.last().is_some_and(|d| {
                d.measure == measure || d.measure.is_empty() && measure.is_empty()
            }),
            joined: false,
            stated: measure.clone(),
            measure,
            in_full: None,
            head,
            baseline: false,
        }
    }

    /// What `figure` counts, and what that is said to be of where it is said before; `left` and `right` stand beside the figure.
    fn counted(
        &self,
        field: &Field<'_>,
        figure: &Figure,
        (approach, left, right): (&Approach, &Range<usize>, &Range<usize>),
        earlier: &[Draft<'_>],
    ) -> (Range<usize>, Option<(Range<usize>, bool)>) {
        let text = field.text;
        let sides = (left.clone(), right.clone());
        let clause = clause_before(field, approach.start);
        let moved = (left.is_empty() && right.is_empty() && approach.tells_a_level())
            .then(|| self.moved.before(&self.measures, field, clause.start))
            .flatten();
        let mut measure = moved.unwrap_or_else(|| choose(text, figure, approach, sides, earlier));
        if figure.dimension == Dimension::Percent && left.is_empty() {
            measure = self.measures.group(field, right).unwrap_or(measure);
        }
        if measure.is_empty() && approach.from {
            measure = Moved::topic(&self.measures, field, clause.start).unwrap_or(measure);
        }
        let mut head = None;
        if let Some(front) = self.measures.dependent(text, &measure)
            && let Some(last) = earlier.last().filter(|d| !d.measure.is_empty())
        {
            head = Some((measure, front));
            measure = last.measure.clone();
        }
        if measure.is_empty() {
            let words = text[clause.clone()].trim_matches(['、', ' ', '“', '）', ')']);
            let start = clause.end - words.len();
            if text[clause.clone()].ends_with(words) && !self.measures.is_scope(words) {
                measure = start..clause.end;
            }
        }
        (measure, head)
    }

    /// Whether words before it make the figure an addition (true) or a running sum (false), or those before the last one do.
    fn sum(&self, field: &Field<'_>, approach: &Approach, earlier: &[Draft<'_>]) -> Option<bool> {
        let text = field.text;
        let clause = clause_before(field, approach.start);
        let continued = text[clause.clone()].starts_with('、')
            && !self.measures.has_lead(text, clause.start + '、'.len_utf8());
        let sum = self
            .surroundings
            .adds(text, clause)
            .or_else(|| earlier.last()?.sum.filter(|_| continued));
        sum.filter(|_| !approach.level)
    }

    /// The noun behind an attribute that holds the next figure: 160个投资千万元以上的技改项目, 10件45项民生实事.
    fn over_attribute(
        &self,
        field: &Field<'_>,
        end: usize,
        figures: &[Figure],
    ) -> Option<Range<usize>> {
        let next = figures.get(1)?;
        if figures[0].dimension != Dimension::Count || next.range.start > end + ATTRIBUTE {
            return None;
        }
        let text = field.text;
        let gap = &text[end..next.range.start];
        if gap.contains(['，', ',', '。', '；', '、', '（', '和', '及']) {
            return None;
        }
        let limit = figures.get(2).map_or(text.len(), |f| f.range.start);
        let after = self.surroundings.after(text, next.range.end, limit);
        let stop = after.map_or(next.range.end, |(end, _)| end);
        if !gap.is_empty() && !text[stop..].starts_with(['的', '级']) {
            return None;
        }
        let beyond = Field {
            ceiling: limit.min(text.len()),
            ..*field
        };
        Some(self.measures.after(&beyond, stop)).filter(|noun| !noun.is_empty())
    }

    /// The bound: what follows the number wins over what precedes it, over 余/多.
    fn bound(
        &self,
        field: &Field<'_>,
        figure: &Figure,
        (approach, after): (&Approach, Option<Bound>),
        (left, right): (&Range<usize>, &Range<usize>),
    ) -> Bound {
        if figure.value_hi.is_some() {
            return Bound::Between;
        }
        let before = approach.bound.filter(|_| {
            !(approach.breaks_through
                && !right.is_empty()
                && (left.is_empty() || figure.base_unit.as_ref() == "个"))
        });
        let reaching = || {
            let start = field.floor.max(approach.start.saturating_sub(36));
            let start = (start..=approach.start).find(|&i| field.text.is_char_boundary(i))?;
            let clause = field.text[start..approach.start]
                .rfind(['，', ',', '。', '；', '、'])
                .map_or(start, |i| start + i);
            self.surroundings
                .reaching(field.text, clause..approach.start)
        };
        after
            .or(before)
            .or_else(|| figure.surplus.then_some(Bound::AtLeast))
            .or_else(reaching)
            .unwrap_or(Bound::Exactly)
    }
}

/// Marks the row of numbers that `level` starts from: 由22%、60%提高到30%、70%.
fn mark_start(earlier: &mut [Draft<'_>], level: &Draft<'_>) {
    let Some(last) = earlier.len().checked_sub(1) else {
        return;
    };
    let first = last - earlier.iter().rev().take_while(|d| d.joined).count();
    if earlier[first].approach.from && level.continues(&earlier[last]) {
        for draft in &mut earlier[first..] {
            draft.baseline = true;
        }
    }
}

/// The measure of a figure: the noun phrase on the side where its unit lets it stand, or the one of the figure before.
fn choose(
    text: &str,
    figure: &Figure,
    approach: &Approach,
    (left, right): (Range<usize>, Range<usize>),
    earlier: &[Draft<'_>],
) -> Range<usize> {
    let long_enough = |r: &Range<usize>| r.len() >= '人'.len_utf8();
    let inherited = || {
        earlier
            .last()
            .map(|d| d.measure.clone())
            .filter(|m| !m.is_empty())
    };
    let continuing = approach.moves();
    let follows_of = text[figure.range.end..].starts_with('的');
    let (first, second) = if figure.dimension.is_continuous() || figure.base_unit.as_ref() == "人次"
    {
        (left, right)
    } else if continuing && !long_enough(&left) {
        return inherited().unwrap_or(right);
    } else {
        (right, left)
    };
    if long_enough(&first) {
        return first;
    }
    if figure.dimension.is_relative() && continuing {
        return inherited().unwrap_or(second);
    }
    if long_enough(&second)
        && !(follows_of && figure.dimension.is_continuous() && inherited().is_some())
    {
        return second;
    }
    inherited().unwrap_or(first)
}

impl Draft<'_> {
    /// Whether this figure speaks of what `last` speaks of.
    fn continues(&self, last: &Self) -> bool {
        self.inherits && self.figure.base_unit == last.figure.base_unit
    }
}
