//! Compares a share of the year's task (`完成年度任务的76.4%`, a column 完成率) with the task, which stands in another cell or sentence.
//!
//! The part is the nearest figure before the share that is in a unit of the task. A share that another figure of the sentence
//! explains is wrong only where the nearest tells of what the task names and the other does not (`开工41台，竣工24台，完成率68.3%`).

use super::interval::is_firm;
mod claim;

use super::Slip;
use super::line::Words;
use super::text::paragraphs;
use crate::document::Document;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::Quantity;
use crate::extract::{Facts, Lexicon};
use crate::location::Span;
use claim::{Claim, alike, explained_together, explains, far, is_share, unlike};
use std::ops::Range;

/// Most figures of a paragraph looked back through for its tasks.
const MOST_PLANNED: usize = 48;
/// Characters of the verb before a figure.
const VERB: usize = 2;

/// The words that say a share of a task.
#[derive(Debug, Clone)]
pub struct TaskShares {
    goal: Words,
    year: Words,
    rate: Words,
    rest: Words,
    inner: Words,
    each: Words,
    plan: Words,
    money: Words,
}

/// What was found: slips, and where the shares stand that a task was found for.
#[derive(Debug, Default)]
pub struct Found {
    /// Shares the figures do not bear out.
    pub slips: Vec<Slip>,
    /// Bytes at which the shares end that were compared.
    pub settled: Vec<usize>,
}

impl TaskShares {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            goal: words("arithmetic.goal_words"),
            year: words("arithmetic.year_words"),
            rate: words("arithmetic.task_rates"),
            rest: words("arithmetic.hard_rest_words"),
            inner: words("arithmetic.inner_words"),
            each: words("arithmetic.each_words"),
            plan: words("arithmetic.plan_words"),
            money: words("arithmetic.money_words"),
        }
    }

    /// Every share of a task in `document`, held against the tasks of its row, or of its paragraph.
    pub fn find(&self, document: &Document, facts: &Facts) -> Found {
        let mut found = Found::default();
        let has_rates = facts.rows.iter().any(|row| row.rate.is_some());
        let of_year = has_rates && self.is_rate_of_year(document, facts);
        for row in &facts.rows {
            self.in_cell(document, (facts, row), &mut found);
            let slip = self.in_column(document, (facts, row), of_year);
            found.slips.extend(slip);
        }
        for paragraph in paragraphs(document) {
            if row_at(facts, paragraph.start).is_none() {
                self.in_paragraph(document, facts, paragraph, &mut found);
            }
        }
        found
    }

    /// `已完成1038户，占年度任务的69.2%` in a progress cell.
    fn in_cell(
        &self,
        document: &Document,
        (facts, row): (&Facts, &ProgressRow),
        found: &mut Found,
    ) {
        let Some(progress) = row.progress else {
            return;
        };
        let figures = within(facts, progress.range());
        for (i, share) in figures.iter().enumerate() {
            let (told, from) = before(figures, i, progress.start);
            let gap = &document.file.text[from..share.span.start.max(from)];
            let of_year = self.is_of_task(gap);
            if !is_share(share) || of_year.is_none() && !self.is_bare_rate(gap) {
                continue;
            }
            let wholes = goals(facts, row, of_year != Some(true));
            self.judge_share(document, (share, told, &wholes), gap, found);
        }
    }

    /// The cell of a column 完成率.
    fn in_column(
        &self,
        document: &Document,
        (facts, row): (&Facts, &ProgressRow),
        of_year: bool,
    ) -> Option<Slip> {
        let [share] = within(facts, row.rate?.range()) else {
            return None;
        };
        let wholes = goals(facts, row, !of_year);
        let told = within(facts, row.progress?.range());
        let told: Vec<&Quantity> = told.iter().filter(|q| is_firm(q)).collect();
        let pairs = told.iter().flat_map(|&part| {
            let wholes = wholes.iter().filter(|w| alike(part, w));
            wholes.map(move |&whole| (part, whole))
        });
        let pairs: Vec<_> = pairs.collect();
        // 接入率94.2% in both: the column has the rate itself.
        let repeated = told
            .iter()
            .any(|q| q.base_unit == "%" && q.value == share.value);
        let explained = repeated || pairs.iter().any(|&pair| explains(share, pair));
        if !is_share(share) || explained || explained_together(share, (&told, &wholes)) {
            return None;
        }
        unlike(document, share, *pairs.first()?)
    }

    /// `计划改造620公里。前三季度完成418公里，完成年度任务的76.4%` in running text.
    fn in_paragraph(
        &self,
        document: &Document,
        facts: &Facts,
        paragraph: Range<usize>,
        found: &mut Found,
    ) {
        let figures = within(facts, paragraph.clone());
        for (i, share) in figures.iter().enumerate() {
            let (told, from) = before(figures, i, paragraph.start);
            let gap = &document.file.text[from..share.span.start.max(from)];
            if !is_share(share) || self.is_of_task(gap).is_none() {
                continue;
            }
            let first = told.len().saturating_sub(MOST_PLANNED);
            let planned = (first..told.len()).filter(|&j| {
                let (_, from) = before(figures, j, paragraph.start);
                let lead = &document.file.text[from..figures[j].span.start.max(from)];
                self.plan.stand_in(last_clause(lead))
            });
            let wholes: Vec<&Quantity> = planned.map(|j| &figures[j]).collect();
            self.judge_share(document, (share, told, &wholes), gap, found);
        }
    }

    /// Holds `share`, said behind `gap` and the figures `told`, against the tasks `wholes`.
    fn judge_share(
        &self,
        document: &Document,
        (share, told, wholes): (&Quantity, &[Quantity], &[&Quantity]),
        gap: &str,
        found: &mut Found,
    ) {
        let claim = Claim {
            share,
            told,
            wholes,
            each: self.each.stand_in(gap),
            of_money: self.money.stand_in(last_clause(gap.trim())),
        };
        self.judge(document, &claim, found);
    }

    /// Whether the words before a share are 完成率 and name nothing of which it is the rate: not 投资完成率.
    fn is_bare_rate(&self, gap: &str) -> bool {
        let Some(mut name) = self.rate.strip_end(last_clause(gap.trim())) else {
            return false;
        };
        while let Some(rest) = self
            .goal
            .strip_end(name)
            .or_else(|| self.year.strip_end(name))
        {
            name = rest;
        }
        name.trim().is_empty()
    }

    /// Whether the words before a share say that it is one of the task, and whether of the year's: `占年度计划的`.
    fn is_of_task(&self, gap: &str) -> Option<bool> {
        let clause = last_clause(gap.trim()).strip_suffix('的')?;
        let words = self.goal.strip_end(clause)?;
        // `占全年1800个任务的`: the task stands right before, in this very sentence.
        (!words.is_empty()).then(|| self.year.stand_in(clause))
    }

    fn judge(&self, document: &Document, claim: &Claim<'_>, found: &mut Found) {
        let text = &document.file.text;
        let lead = |q: &Quantity| last_clause(&text[claim.start_of(text, q)..q.span.start]);
        let told = claim.parts(text);
        let is_left = |q: &Quantity| self.rest.stand_in(lead(q)) || self.inner.stand_in(lead(q));
        let Some(part) = told.iter().find(|q| !is_left(q)) else {
            return;
        };
        found.settled.push(claim.share.span.end);
        let explained = |q: &&&Quantity| claim.wholes_of(q).any(|w| explains(claim.share, (q, w)));
        let Some(whole) = claim.wholes_of(part).min_by(|a, b| {
            let off = |w: &Quantity| far(claim.share, (part, w));
            off(a).total_cmp(&off(b))
        }) else {
            return;
        };
        let other = told.iter().find(explained);
        let verb = |q: &Quantity| last_chars(lead(q), VERB).to_owned();
        let goal = last_clause(&text[claim.start_of(text, whole)..whole.span.start]);
        let is_named = |q: &Quantity| verb(q).chars().count() == VERB && goal.contains(&verb(q));
        let slips = match other {
            None => true,
            Some(other) => !claim.each && is_named(part) && !is_named(other),
        };
        let wholes: Vec<&Quantity> = claim.wholes_of(part).collect();
        let together = explained_together(claim.share, (&[*part], &wholes));
        if slips && !explained(&part) && !together {
            found
                .slips
                .extend(unlike(document, claim.share, (part, whole)));
        }
    }

    /// Whether a note under the table says that the column 完成率 is of the year's goals.
    fn is_rate_of_year(&self, document: &Document, facts: &Facts) -> bool {
        let mut notes = paragraphs(document).into_iter();
        notes.any(|p| {
            let said = document.slice(p.clone());
            let defined = self.rate.stand_in(said) && self.year.stand_in(said);
            defined && self.goal.stand_in(said) && row_at(facts, p.start).is_none()
        })
    }
}

/// The row around byte `at`.
pub(super) fn row_at(facts: &Facts, at: usize) -> Option<&ProgressRow> {
    let next = facts.rows.partition_point(|r| r.span.start <= at);
    let row = &facts.rows[next.checked_sub(1)?];
    row.span.range().contains(&at).then_some(row)
}

/// The figures inside `range`.
pub(super) fn within(facts: &Facts, range: Range<usize>) -> &[Quantity] {
    let all = &facts.quantities;
    let first = all.partition_point(|q| q.span.start < range.start);
    let count = all[first..].partition_point(|q| q.span.end <= range.end);
    &all[first..first + count]
}

/// The figures before figure `i`, and where the words before it begin.
fn before(figures: &[Quantity], i: usize, start: usize) -> (&[Quantity], usize) {
    let from = i.checked_sub(1).map_or(start, |j| figures[j].span.end);
    (&figures[..i], from)
}

/// The figures a row is to reach: those of the year, where it has such a cell, and with `of_stage` those of its target.
fn goals<'f>(facts: &'f Facts, row: &ProgressRow, of_stage: bool) -> Vec<&'f Quantity> {
    let cells: &[Option<Span>] = match row.annual {
        Some(_) if of_stage => &[row.annual, row.target, row.matter],
        Some(_) => &[row.annual],
        None => &[row.target, row.matter],
    };
    let cells = cells.iter().flatten();
    cells.flat_map(|cell| within(facts, cell.range())).collect()
}

fn last_clause(gap: &str) -> &str {
    gap.rsplit(['，', ',', '。', '；', '：', '、', '|', '\n', '\t'])
        .next()
        .unwrap_or(gap)
}

fn last_chars(text: &str, n: usize) -> &str {
    let start = text.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
    &text[start..]
}
