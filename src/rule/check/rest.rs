//! Finds what is left over (`剩余8条`, `其余4所`) and compares it with the whole it is left of.
//!
//! Behind 其中 the rest may be the last of the inner parts (`156个，其中38个…；剩余118个`), or what of the task is still undone
//! (`治理46条。已完成39条，其中12条、27条，剩余7条`). It is the latter where the inner parts make the whole without it, and where
//! the whole is itself said to be done.

use super::Slip;
use super::interval::Interval;
use super::line::{Line, lines};
use super::parts::{MOST_PARTS, Parts};
use super::text::Cuts;
use crate::document::Document;
use crate::extract::quantity::Quantity;

/// A rest behind 其中: the figure before 其中, the parts behind it, and the rest itself.
struct Rest {
    whole: usize,
    inner: Vec<usize>,
    rest: usize,
}

impl Parts {
    /// `156个，其中38个…；36个…；剩余51个`; `i` is the rest.
    pub(super) fn with_rest(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        if !self.is_rest(line, i) {
            return None;
        }
        let Some(found) = self.behind_inner(line, i) else {
            let top = level_with(line, i);
            let (&whole, parts) = top.split_first()?;
            let all = [parts, &[i]].concat();
            let unmarked = !top.iter().any(|&j| self.is_inner(line, j));
            let slip = || self.unequal(line, whole, &all, false);
            return (unmarked && !parts.is_empty()).then(slip).flatten();
        };
        if self.is_of_the_task(line, &found) {
            let bigger = |&j: &usize| is_above(line, j, &found);
            let task = level_with(line, found.whole).into_iter().rfind(bigger)?;
            return self.unequal(line, task, &[found.whole, i], false);
        }
        let all = [&found.inner[..], &[i]].concat();
        self.unequal(line, found.whole, &all, true)
    }

    /// `治理46条。已完成39条，其中12条、27条，剩余8条`: the rest of a task that the sentence before names.
    pub(super) fn left_of_the_task(
        &self,
        document: &Document,
        (quantities, cuts): (&[Quantity], &Cuts),
    ) -> Vec<Slip> {
        let text = &document.file.text;
        let mut slips = Vec::new();
        for pair in cuts.full_sentences(document).windows(2) {
            let (before, here) = (&pair[0], &pair[1]);
            if text.get(before.end..here.start) != Some("。")
                || !self.rest.stand_in(&text[here.clone()])
            {
                continue;
            }
            let from = quantities.partition_point(|q| q.span.start < before.start);
            let both = before.start..here.end;
            for line in lines(document, &quantities[from..], std::slice::from_ref(&both)) {
                let first = line.figures.partition_point(|q| q.span.start < here.start);
                let behind = first..line.figures.len();
                slips.extend(behind.filter_map(|i| self.left_of(&line, i, first)));
            }
        }
        slips
    }

    /// The figures before `first` stand in the sentence before; `i` is the rest.
    fn left_of(&self, line: &Line<'_>, i: usize, first: usize) -> Option<Slip> {
        if !self.is_rest(line, i) {
            return None;
        }
        let found = self.behind_inner(line, i)?;
        let inside = found.whole >= first && self.is_of_the_task(line, &found);
        let above = |j: &usize| is_above(line, *j, &found);
        let tasks: Vec<usize> = (0..first).filter(|&j| line.comparable(i, j)).collect();
        let named_here = (first..found.whole).any(|j| above(&j));
        match &tasks[..] {
            [task] if inside && !named_here && above(task) => {
                self.unequal(line, *task, &[found.whole, i], false)
            }
            _ => None,
        }
    }

    /// Whether figure `i` is said to be what is left.
    fn is_rest(&self, line: &Line<'_>, i: usize) -> bool {
        let gap = line.before(i);
        let tail = gap.rsplit(['，', '；', ',', ';', '、', '。']).next();
        let tail = tail.unwrap_or(gap).trim();
        let led = self
            .rest
            .strip(tail)
            .is_some_and(|t| t.chars().count() <= 6);
        line.depth(i) == 0 && (led || self.rest.strip_end(tail).is_some())
    }

    fn is_inner(&self, line: &Line<'_>, j: usize) -> bool {
        j > 0 && self.inner.stand_in(line.before(j))
    }

    /// The last 其中 before the rest `i`, with its whole and parts.
    fn behind_inner(&self, line: &Line<'_>, i: usize) -> Option<Rest> {
        let top = level_with(line, i);
        let at = top.iter().rposition(|&j| self.is_inner(line, j))?;
        Some(Rest {
            whole: *top.get(at.checked_sub(1)?)?,
            inner: top[at..].to_vec(),
            rest: i,
        })
    }

    /// Whether the rest is what remains of the task, not of the figure before 其中.
    fn is_of_the_task(&self, line: &Line<'_>, found: &Rest) -> bool {
        let whole = Interval::of(&line.figures[found.whole]);
        let inner = found.inner.iter();
        let inner = inner
            .map(|&j| Interval::of(&line.figures[j]))
            .reduce(Interval::plus);
        let gap = line.before(found.whole);
        let clause = gap
            .rsplit(['，', '；', ',', '。', '：'])
            .next()
            .unwrap_or(gap);
        let complete = inner.is_some_and(|sum| sum.meets(whole));
        let with_rest = inner.map(|sum| sum.plus(Interval::of(&line.figures[found.rest])));
        let closes = with_rest.is_some_and(|sum| sum.meets(whole));
        complete || self.achieved.stand_in(clause) && !closes
    }
}

/// The figures before `i` that count the same as it and stand in no bracket.
fn level_with(line: &Line<'_>, i: usize) -> Vec<usize> {
    (i.saturating_sub(MOST_PARTS)..i)
        .filter(|&j| line.comparable(i, j) && line.depth(j) == 0)
        .collect()
}

/// Whether figure `j` may be the task of which some is done and the rest is left.
fn is_above(line: &Line<'_>, j: usize, found: &Rest) -> bool {
    let value = |j: usize| line.figures[j].base_value;
    line.comparable(j, found.rest) && value(j) > value(found.whole)
}
