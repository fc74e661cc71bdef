//! Compares a contribution in percentage points with the most that the stated increase can contribute.

use super::interval::Interval;
use super::line::{Line, Words, lines};
use super::text::paragraphs;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::{Bound, Quantity};

/// The words of a contribution.
#[derive(Debug, Clone)]
pub struct Contributions {
    pull: Words,
    increase: Words,
    growth: Words,
}

impl Contributions {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            pull: words("arithmetic.pull_words"),
            increase: words("arithmetic.increase_words"),
            growth: words("arithmetic.growth_verbs"),
        }
    }

    /// Every contribution in `document` greater than its increase allows.
    pub fn find(&self, document: &Document, quantities: &[Quantity]) -> Vec<Slip> {
        let mut slips = Vec::new();
        for line in lines(document, quantities, &paragraphs(document)) {
            slips.extend((1..line.figures.len()).filter_map(|i| self.check(&line, i)));
        }
        slips
    }

    /// `净增产值3亿元，拉动…提升2个百分点`; `i` is the contribution.
    fn check(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let points = &line.figures[i];
        if points.base_unit != "个百分点" || !self.pull.stand_in(line.before(i)) {
            return None;
        }
        let delta = i - 1;
        if !self.increase.stand_in(line.before(delta)) || line.figures[delta].base_unit == "%" {
            return None;
        }
        let (level, rate) = self.base(line, delta)?;
        let least = match points.bound {
            Bound::Exactly => Interval::of(points).lo,
            Bound::AtLeast | Bound::Between => points.base_value,
            Bound::AtMost | Bound::About => return None,
        };
        let growth = &line.figures[rate];
        let base = line.figures[level].base_value / (1.0 + growth.value / 100.0);
        let about = line.figures[delta].base_value / base * 100.0;
        let most = Interval::of(&line.figures[delta]).hi / base * 100.0;
        if most >= least * 0.95 {
            return None;
        }
        let because = format!(
            "上年同期={}÷(1+{})，{}约拉动{about:.2}个百分点（按四舍五入最多{most:.2}个），文中称{}，不可能",
            line.shown(level),
            line.shown(rate),
            line.shown(delta),
            line.shown(i)
        );
        let slip = Slip::new(Kind::Certain, line.span(delta, i), because);
        Some(slip.with(line.span(level, rate), "基数"))
    }

    /// The greatest level with its growth rate before the increase, in the same unit.
    fn base(&self, line: &Line<'_>, delta: usize) -> Option<(usize, usize)> {
        let unit = &line.figures[delta].base_unit;
        let graded = |&j: &usize| {
            let rate = &line.figures[j + 1];
            rate.base_unit == "%"
                && line.figures[j].base_unit == *unit
                && self.growth.strip_end(line.before(j + 1).trim()).is_some()
        };
        let levels = (0..delta.saturating_sub(1)).filter(graded);
        let greatest = levels.max_by(|&a, &b| {
            line.figures[a]
                .base_value
                .total_cmp(&line.figures[b].base_value)
        })?;
        Some((greatest, greatest + 1))
    }
}
