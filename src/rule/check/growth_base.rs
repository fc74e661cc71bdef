//! Compares a growth rate with the level and the base that stand beside it: `37.8亿元，上年同期35.4亿元，同比增长9.2%`.

use super::growth::{Growth, Rate};
use super::interval::is_firm;
use super::line::Line;
use super::{Kind, Slip};

impl Growth {
    /// `B，上年同期A，增长C%`, `B，比上年同期的A增长C%`, `B（上年同期A），增长C%` and `B，增长C%（上年同期A）`; `i` is B.
    pub(super) fn with_base(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let (base, rate) = self
            .base_then_rate(line, i)
            .or_else(|| self.rate_then_base(line, i))?;
        let level = &line.figures[i];
        if rate.yearly || level.base_unit == "%" || !line.comparable(i, base) {
            return None;
        }
        let around = [line.before(i), line.after(i)];
        if around.iter().any(|words| self.deflated.stand_in(words)) {
            return None;
        }
        let slip = self.compare(line, base, i, rate, None)?;
        let adjusted = around.iter().any(|words| self.adjusted.stand_in(words));
        Some(match (slip.kind, adjusted) {
            (Kind::Certain, true) => Slip {
                kind: Kind::Likely,
                ..slip
            },
            (Kind::Certain | Kind::Likely | Kind::Advice, _) => slip,
        })
    }

    /// Whether the words before a figure make it the base of a comparison.
    pub(super) fn is_base(&self, gap: &str) -> bool {
        let mut words = gap
            .trim()
            .trim_start_matches(['，', ',', '、', '（', '(', '；']);
        words = self.base_lead.strip(words).unwrap_or(words);
        let Some(mut rest) = self.base.strip(words) else {
            return false;
        };
        while let Some(shorter) = self.base_tail.strip(rest) {
            rest = shorter;
        }
        rest.is_empty()
    }

    fn base_then_rate(&self, line: &Line<'_>, i: usize) -> Option<(usize, Rate)> {
        let rate = line
            .figures
            .get(i + 2)
            .filter(|q| q.base_unit == "%" && is_firm(q))?;
        if !self.is_base(line.before(i + 1)) {
            return None;
        }
        let words = line.after(i + 1).trim().trim_start_matches(['）', ')']);
        let (sign, yearly) = self.rate_words(words)?;
        let sign = if rate.value < 0.0 { -1.0 } else { sign };
        let figure = i + 2;
        Some((
            i + 1,
            Rate {
                figure,
                sign,
                yearly,
            },
        ))
    }

    fn rate_then_base(&self, line: &Line<'_>, i: usize) -> Option<(usize, Rate)> {
        let rate = self.rate_behind(line, i)?;
        let base = i + 2;
        line.figures.get(base)?;
        let gap = line.before(base).trim();
        let bracketed = gap.starts_with(['（', '(']) && self.is_base(gap);
        bracketed.then_some((base, rate))
    }
}
