//! Compares a stated growth rate with the two levels it should come from.

use super::interval::{Interval, is_firm};
use super::line::{Line, Words, lines};
use super::text::Cuts;
use super::years::{without_years, years_between};
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;

/// The words by which levels and rates belong together.
#[derive(Debug, Clone)]
pub struct Growth {
    rise_to: Words,
    fall_to: Words,
    rise: Words,
    fall: Words,
    lead: Words,
    tail: Words,
    yearly: Words,
    difference: Words,
    real: Words,
    pub(super) deflated: Words,
    no_base: Words,
    increment: Words,
    pub(super) base: Words,
    pub(super) base_lead: Words,
    pub(super) base_tail: Words,
    pub(super) adjusted: Words,
    pub(super) noise: Words,
}

/// A rate found behind a level: which figure, its sign, whether it is a yearly mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) figure: usize,
    pub(super) sign: f64,
    pub(super) yearly: bool,
}

impl Growth {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            rise_to: words("arithmetic.rise_to"),
            fall_to: words("arithmetic.fall_to"),
            rise: words("arithmetic.growth_verbs"),
            fall: words("arithmetic.fall_verbs"),
            lead: words("arithmetic.growth_lead"),
            tail: words("arithmetic.growth_tail"),
            yearly: words("arithmetic.yearly"),
            difference: words("arithmetic.difference_verbs"),
            real: words("arithmetic.real_growth"),
            deflated: words("arithmetic.deflated_growth"),
            no_base: words("arithmetic.no_base"),
            increment: words("arithmetic.increment"),
            base: words("arithmetic.base_words"),
            base_lead: words("arithmetic.base_lead"),
            base_tail: words("arithmetic.base_tail"),
            adjusted: words("arithmetic.adjusted_growth"),
            noise: words("arithmetic.measure_noise"),
        }
    }

    /// Every growth rate in `document` that its own levels rule out.
    pub fn find(&self, document: &Document, (quantities, cuts): (&[Quantity], &Cuts)) -> Vec<Slip> {
        let mut slips = Vec::new();
        for line in lines(document, quantities, cuts.sentences(document)) {
            for i in 0..line.figures.len() {
                let slip = self
                    .from_to(&line, i)
                    .or_else(|| self.with_difference(&line, i))
                    .or_else(|| self.with_base(&line, i))
                    .or_else(|| self.without_whole_base(&line, i));
                slips.extend(slip);
            }
        }
        slips
    }

    /// `由A增长到B，增长C%`, also for lists of equal length (`由A1、A2增加到B1、B2，分别增长C1、C2`); `i` is the first B.
    fn from_to(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let a_end = i.checked_sub(1)?;
        self.leads_to(line.before(i))?;
        let b_end = run_end(line, i);
        let n = b_end - i + 1;
        let a = (a_end + 1).checked_sub(n)?;
        let paired = (0..n).all(|k| line.comparable(a + k, i + k)) && run_end(line, a) == a_end;
        if !paired || line.figures[i].base_unit == "%" || self.is_real(line, a) {
            return None;
        }
        let rate = self.rate_behind(line, b_end)?;
        if run_end(line, rate.figure) < rate.figure + n - 1 {
            return None;
        }
        let years = if rate.yearly {
            Some(years_between(line, a, b_end)?)
        } else {
            None
        };
        (0..n).find_map(|k| {
            let rate = Rate {
                figure: rate.figure + k,
                ..rate
            };
            self.compare(line, a + k, i + k, rate, years)
        })
    }

    /// Whether the words before a level say that it was reached from the level before.
    fn leads_to(&self, gap: &str) -> Option<()> {
        let bare = without_years(gap);
        let rest = self
            .rise_to
            .strip_end(&bare)
            .or_else(|| self.fall_to.strip_end(&bare))?;
        let rest = rest.trim_matches(['，', ',', '（', '）', '、']);
        let rest = rest.rsplit(['）', ')']).next().unwrap_or(rest);
        (rest.chars().count() <= 2).then_some(())
    }

    pub(super) fn compare(
        &self,
        line: &Line<'_>,
        a: usize,
        b: usize,
        rate: Rate,
        years: Option<i32>,
    ) -> Option<Slip> {
        let (earlier, later) = (
            Interval::of(&line.figures[a]),
            Interval::of(&line.figures[b]),
        );
        let found = match years {
            Some(years) => later.yearly_growth_from(earlier, years),
            None => later.growth_from(earlier),
        };
        let arithmetic = format!("{}→{}", line.shown(a), line.shown(b));
        verdict(line, (a, b), rate, found, &arithmetic)
    }

    /// `B，比上年增加Δ，增长C%`; `i` is B.
    fn with_difference(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let gap = line.figures.get(i + 1).map(|_| line.before(i + 1))?;
        let rest = self.stripped_lead(gap.trim_start_matches(['，', '、', ',']));
        if !rest.1 || self.difference.strip(rest.0) != Some("") || !line.comparable(i, i + 1) {
            return None;
        }
        let rate = self.rate_behind(line, i + 1)?;
        let falls = self.fall.stand_in(gap) || gap.ends_with(['少', '减']);
        if rate.yearly || self.is_real(line, i) || falls != (rate.sign < 0.0) {
            return None;
        }
        let (level, change) = (
            Interval::of(&line.figures[i]),
            Interval::of(&line.figures[i + 1]),
        );
        let base = if falls {
            level.plus(change)
        } else {
            level.minus(change)
        };
        if base.lo <= 0.0 {
            return None;
        }
        let found = change.share_of(base);
        let found = if falls {
            Interval {
                lo: -found.hi,
                hi: -found.lo,
            }
        } else {
            found
        };
        let sign = if falls { '+' } else { '−' };
        let (b, d) = (line.shown(i), line.shown(i + 1));
        let arithmetic = format!("上年={b}{sign}{d}，变动{d}");
        verdict(line, (i, i + 1), rate, found, &arithmetic)
    }

    /// `134家，增长66.9%`: no whole number of 家 grows to 134 at that rate. What comes on top (`净增361家、增长25.3%`) may have
    /// made the whole stock grow: nothing is said of it.
    fn without_whole_base(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let q = &line.figures[i];
        let value = Interval::of(q);
        if value.lo != value.hi || !is_firm(q) || value.lo > 2000.0 || value.lo.fract() != 0.0 {
            return None;
        }
        let rate = self.rate_behind(line, i)?;
        let g = &line.figures[rate.figure];
        let around = &line.text[line.range.start..g.span.end];
        let on_top = self.increment.stand_in(last_clause(line.before(i)));
        if rate.yearly || g.decimals == 0 || !is_firm(g) || self.no_base.stand_in(around) || on_top
        {
            return None;
        }
        let stated = signed(g, rate.sign);
        let base = Interval {
            lo: value.lo / (1.0 + stated.hi / 100.0),
            hi: value.hi / (1.0 + stated.lo / 100.0),
        };
        let shared = line.after(i).contains("分别");
        let whole = (base.lo - 1e-9).ceil() <= base.hi + 1e-9;
        let whole = whole || self.is_base(line.before(i));
        if whole || shared || base.lo < 5.0 || self.is_real(line, i) || self.has_own_base(line, i) {
            return None;
        }
        let (down, up) = (base.lo.floor(), base.lo.ceil());
        let rate_of = |b: f64| (value.lo / b - 1.0) * 100.0;
        let because = format!(
            "上年{down}→{}为{:+.1}%，上年{up}→{}为{:+.1}%，文中称{}，没有整数基期",
            line.shown(i),
            rate_of(down),
            line.shown(i),
            rate_of(up),
            line.shown(rate.figure)
        );
        Some(Slip::new(Kind::Likely, line.span(i, rate.figure), because))
    }

    /// Whether the level grew from the figure before it: that one, firm or not (`280余家增加到750家`), is its base.
    fn has_own_base(&self, line: &Line<'_>, i: usize) -> bool {
        i > 0
            && line.figures[i - 1].base_unit == line.figures[i].base_unit
            && self.leads_to(line.before(i)).is_some()
    }

    /// The rate that stands behind figure `i` with nothing but growth words between.
    pub(super) fn rate_behind(&self, line: &Line<'_>, i: usize) -> Option<Rate> {
        let rate = line
            .figures
            .get(i + 1)
            .filter(|q| q.base_unit == "%" && is_firm(q))?;
        let (sign, yearly) = self.rate_words(line.after(i).trim())?;
        let sign = if rate.value < 0.0 { -1.0 } else { sign };
        Some(Rate {
            figure: i + 1,
            sign,
            yearly,
        })
    }

    /// The sign that the words before a rate give it, and whether it is a yearly mean; none if there are other words.
    pub(super) fn rate_words(&self, gap: &str) -> Option<(f64, bool)> {
        let gap = gap
            .strip_prefix('（')
            .map_or(gap, |inner| inner.trim_end_matches('）'));
        let gap = gap.trim_start_matches(['，', '、', ',', '(']);
        let (rest, _) = self.stripped_lead(gap);
        let (rest, yearly) = match self.yearly.strip(rest) {
            Some(rest) => (self.stripped_lead(rest).0, true),
            None => (rest, false),
        };
        let (rest, sign) = match (self.rise.strip(rest), self.fall.strip(rest)) {
            (_, Some(rest)) => (rest, -1.0),
            (Some(rest), None) => (rest, 1.0),
            (None, None) => return None,
        };
        let rest = self.tail.strip(rest).unwrap_or(rest);
        rest.is_empty().then_some((sign, yearly))
    }

    /// `gap` without leading 同比, 比上年 and the like, and whether there were any; the 年 of 年均 is not one.
    fn stripped_lead<'t>(&self, gap: &'t str) -> (&'t str, bool) {
        let mut rest = gap;
        let lead = |rest: &'t str| match self.yearly.strip(rest) {
            Some(_) => None,
            None => self.lead.strip(rest),
        };
        while let Some(next) = lead(rest) {
            rest = next.trim_start_matches(['，', '、', ',']);
        }
        (rest, rest.len() < gap.len())
    }

    /// Whether the level's rate is computed at constant prices, so that levels say nothing about it.
    pub(super) fn is_real(&self, line: &Line<'_>, i: usize) -> bool {
        self.real.stand_in(line.before(i)) || self.real.stand_in(line.after(i))
    }
}

/// A slip if the stated rate lies outside `found`.
fn verdict(
    line: &Line<'_>,
    levels: (usize, usize),
    rate: Rate,
    found: Interval,
    arithmetic: &str,
) -> Option<Slip> {
    let g = &line.figures[rate.figure];
    let stated = signed(g, rate.sign);
    if !is_firm(g) || stated.meets(found) || !found.lo.is_finite() {
        return None;
    }
    let kind = match Interval::cut_off(stated.middle(), g.decimals).meets(found) {
        true => Kind::Advice,
        false => Kind::Certain,
    };
    let shown = line.shown(rate.figure);
    let because = format!(
        "{arithmetic} = {:+.2}%…{:+.2}%，文中称{shown}，不相容",
        found.lo, found.hi
    );
    let (first, last) = (levels.0.min(levels.1), rate.figure.max(levels.0));
    Some(Slip::new(kind, line.span(first, last), because))
}

fn signed(g: &Quantity, sign: f64) -> Interval {
    let half = 0.5 * 10f64.powi(-i32::from(g.decimals));
    let middle = g.value.abs() * sign;
    Interval {
        lo: middle - half,
        hi: middle + half,
    }
}

/// What stands behind the last comma of `gap`.
fn last_clause(gap: &str) -> &str {
    gap.rsplit(['，', ',', '；']).next().unwrap_or(gap)
}

/// The last figure of the list that begins at `i`: same unit, joined by 、 or 和.
fn run_end(line: &Line<'_>, i: usize) -> usize {
    let mut end = i;
    while end + 1 < line.figures.len()
        && line.figures[end + 1].base_unit == line.figures[i].base_unit
        && matches!(line.after(end).trim(), "、" | "和" | "与" | "及")
    {
        end += 1;
    }
    end
}
