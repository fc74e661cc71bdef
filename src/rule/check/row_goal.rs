//! Finds goals of one matter that do not agree: a stage that asks for more than its year, a task that its progress gives otherwise,
//! and a level that is not the base with what was added.

use super::interval::{Interval, is_firm};
use super::line::{Line, Words, lines};
use super::task_share::within;
use super::text::Cuts;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::{Basis, Bound, Quantity};
use crate::extract::{Facts, Lexicon};
use crate::location::Span;
use std::ops::Range;

/// Longest words before a figure that are looked at, in bytes.
const LONGEST_LEAD: usize = 60;

/// The words that say which figure is a goal, a base, an addition or a level.
#[derive(Debug, Clone)]
pub struct RowGoals {
    goal: Words,
    year: Words,
    base: Words,
    added: Words,
    level: Words,
    /// 比, 较: what follows is compared with, not told.
    compared: Words,
}

impl RowGoals {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            goal: words("arithmetic.goal_words"),
            year: words("arithmetic.year_words"),
            base: words("arithmetic.base_words"),
            added: words("arithmetic.net_words"),
            level: words("arithmetic.level_words"),
            compared: words("arithmetic.base_lead"),
        }
    }

    /// Every pair of goals in the rows of `document` that do not agree.
    pub fn find(&self, document: &Document, (facts, cuts): (&Facts, &Cuts)) -> Vec<Slip> {
        let mut slips = Vec::new();
        for row in &facts.rows {
            slips.extend(stage_above_year(document, facts, row));
            slips.extend(self.other_task(document, facts, row));
            let told = row.progress.map_or(0..0, |p| p.range());
            let figures = within(facts, row.span.range());
            slips.extend(self.unbalanced(document, figures, told));
        }
        for line in lines(document, &facts.quantities, cuts.full_sentences(document)) {
            if super::task_share::row_at(facts, line.range.start).is_none() {
                slips.extend(self.unbalanced(document, line.figures, line.range.clone()));
            }
        }
        slips
    }

    /// `占全年1800个任务的80.9%` beside a goal of 2000个.
    fn other_task(&self, document: &Document, facts: &Facts, row: &ProgressRow) -> Option<Slip> {
        let progress = row.progress?;
        let cells = [row.annual, row.target, row.matter];
        let goals = cells
            .iter()
            .flatten()
            .flat_map(|c| within(facts, c.range()));
        let goals: Vec<&Quantity> = goals.collect();
        let told = within(facts, progress.range());
        let line = Line::new(document, progress.range(), told);
        (0..told.len()).find_map(|i| {
            let q = &told[i];
            let said = self.year.strip_end(line.before(i).trim_end()).is_some();
            let task = self.goal.strip(line.after(i).trim_start()).is_some();
            let mut alike = goals.iter().filter(|g| g.base_unit == q.base_unit);
            let agrees = goals.iter().any(|g| Interval::of(g).meets(Interval::of(q)));
            let goal = alike
                .next()
                .filter(|_| said && task && is_firm(q) && !agrees)?;
            let because = format!(
                "目标栏是{}，完成情况里的任务数是{}",
                document.slice(goal.span.range()),
                document.slice(q.span.range())
            );
            let slip = Slip::new(Kind::Certain, q.span.range(), because);
            Some(slip.with(goal.span.range(), "目标"))
        })
    }

    /// `净增22家，总量达到271家`, told in one place, and anywhere beside it `上年末255家`: base and addition do not make the level.
    fn unbalanced(
        &self,
        document: &Document,
        figures: &[Quantity],
        told: Range<usize>,
    ) -> Option<Slip> {
        let text = &document.file.text;
        let [first, .., last] = figures else {
            return None;
        };
        let line = Line::new(document, first.span.start..last.span.end, figures);
        let from = first.span.start.saturating_sub(LONGEST_LEAD);
        let from = text.floor_char_boundary(from);
        if !self.added.stand_in(&text[from..last.span.start]) {
            return None;
        }
        let lead = |i: usize| match i {
            0 => &text[from..first.span.start],
            _ => line.before(i),
        };
        let clause = |i: usize| lead(i).rsplit(['，', '。', '；', '|', '\n', '\t']).next();
        let find = |words: &Words, unless: &[&Words], within: &Range<usize>| {
            let said = |i: &usize| {
                let lead = clause(*i).unwrap_or_default();
                let other = unless.iter().any(|words| words.stand_in(lead));
                words.stand_in(lead) && !other && is_firm(&figures[*i])
            };
            let mut at = (0..figures.len()).filter(|i| within.contains(&figures[*i].span.start));
            let found = at.find(said)?;
            at.find(said).is_none().then_some(found)
        };
        let whole = first.span.start..last.span.end;
        let base = find(&self.base, &[&self.added, &self.compared], &whole)?;
        let added = find(&self.added, &[], &told)?;
        let level = find(&self.level, &[&self.added], &told)?;
        let one_unit = line.comparable(base, added) && line.comparable(added, level);
        let sum = Interval::of(&figures[base]).plus(Interval::of(&figures[added]));
        if !one_unit || sum.meets(Interval::of(&figures[level])) {
            return None;
        }
        let because = format!(
            "{}＋{} = {}{}，文中称{}",
            line.shown(base),
            line.shown(added),
            super::interval::plain(sum.middle() / figures[level].scale()),
            figures[level].unit,
            line.shown(level)
        );
        let slip = Slip::new(Kind::Certain, figures[level].span.range(), because);
        Some(slip.with(figures[base].span.range(), "基数"))
    }
}

/// A target of the stage that asks for more of the same than the year does.
fn stage_above_year(document: &Document, facts: &Facts, row: &ProgressRow) -> Option<Slip> {
    let only = |cell: Option<Span>| match within(facts, cell?.range()) {
        [one] => Some(one),
        [] | [_, ..] => None,
    };
    let (year, stage) = (only(row.annual)?, only(row.target)?);
    let adds_up = |q: &Quantity| {
        matches!(q.basis, Basis::Total | Basis::Increase | Basis::Cumulative)
            && q.base_unit != "%"
            && matches!(q.bound, Bound::Exactly | Bound::AtLeast)
    };
    let above = Interval::of(stage).lo > Interval::of(year).hi;
    if year.base_unit != stage.base_unit || !adds_up(year) || !adds_up(stage) || !above {
        return None;
    }
    let shown = |q: &Quantity| document.slice(q.span.range());
    let because = format!("本期目标{}，高于年度目标{}", shown(stage), shown(year));
    let slip = Slip::new(Kind::Certain, stage.span.range(), because);
    Some(slip.with(year.span.range(), "年度目标"))
}
