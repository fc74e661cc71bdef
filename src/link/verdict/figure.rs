//! Compares a promised figure with the one reported, bound and tolerance in hand.

use super::{Judgement, Verdict};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Bound, Quantity};
use crate::link::compare::{Family, family};

/// How far figures may lie apart, from `rules/lexicon/tolerance.yaml`.
#[derive(Debug)]
pub(super) struct Tolerance {
    about_points: f64,
    about_share: f64,
    exceeded_points: f64,
    exceeded_share: f64,
    pub(super) lowered_share: f64,
}

impl Tolerance {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let pairs = lexicon.pairs("tolerance.link");
        let read = |name: &str, default: f64| {
            let value = pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v);
            value.and_then(|v| v.parse().ok()).unwrap_or(default)
        };
        Self {
            about_points: read("about_points", 0.5),
            about_share: read("about_share", 0.1),
            exceeded_points: read("exceeded_points", 0.5),
            exceeded_share: read("exceeded_share", 0.05),
            lowered_share: read("lowered_share", 0.05),
        }
    }

    /// The verdict on `actual` against `target`; `ceiling` when less is better.
    pub(super) fn judge(
        &self,
        (plan, target): (&Document, &Quantity),
        (review, actual): (&Document, &Quantity),
        ceiling: bool,
    ) -> Judgement {
        let is_floor = target.bound == Bound::AtLeast && !is_vague(plan, target);
        let ceiling = ceiling && !is_floor || target.bound == Bound::AtMost;
        let ceiling = ceiling && !falls(target);
        let reached = reached(target, (review, actual), ceiling);
        let verdict = match ceiling {
            true => self.under(target, reached),
            false => self.over(target, reached),
        };
        Judgement::new(
            verdict,
            arithmetic((plan, target), (review, actual), (verdict, ceiling)),
        )
    }

    /// The verdict on what was `reached` where it was not to be exceeded.
    fn under(&self, target: &Quantity, reached: f64) -> Verdict {
        let high = highest(target);
        match reached <= high + self.slack(target) + rounding(target) {
            true => Verdict::Met,
            false => Verdict::Missed,
        }
    }

    /// The verdict on what was `reached` of a target.
    fn over(&self, target: &Quantity, reached: f64) -> Verdict {
        if reached < target.base_value - self.slack(target) - rounding(target) {
            match counts(target) {
                true => Verdict::Partial,
                false => Verdict::Missed,
            }
        } else if reached > highest(target) + self.beyond(target) + rounding(target) {
            Verdict::Exceeded
        } else {
            Verdict::Met
        }
    }

    /// How far from its target a figure may stay for 左右.
    fn slack(&self, target: &Quantity) -> f64 {
        match (target.bound == Bound::About, family(target)) {
            (false, _) => 0.0,
            (true, Family::Percent) => self.about_points,
            (true, Family::Money | Family::Measured | Family::Counted) => {
                self.about_share * target.base_value.abs()
            }
        }
    }

    /// How far beyond its target a figure lies at least that exceeds it.
    fn beyond(&self, target: &Quantity) -> f64 {
        let share = match target.bound == Bound::About {
            true => self.about_share,
            false => self.exceeded_share,
        };
        match family(target) {
            Family::Percent => self.exceeded_points,
            Family::Money | Family::Measured | Family::Counted => share * highest(target).abs(),
        }
    }
}

/// Whether more than the number is said without saying how much (压减到1000多项): no bound of its own.
fn is_vague(plan: &Document, target: &Quantity) -> bool {
    plan.slice(target.span.range()).contains(['多', '余'])
}

/// Whether the target is a fall.
fn falls(target: &Quantity) -> bool {
    target.basis == Basis::Growth && target.falling
}

/// The upper end of the target.
fn highest(target: &Quantity) -> f64 {
    target.base_value_hi.unwrap_or(target.base_value)
}

/// What two equal figures may differ by for being computed with.
fn rounding(target: &Quantity) -> f64 {
    1e-9 * highest(target).abs().max(1.0)
}

/// What was reached, on the side of the target that matters.
fn reached(target: &Quantity, (review, actual): (&Document, &Quantity), ceiling: bool) -> f64 {
    let reported = match (signed(review, actual), actual.base_value_hi) {
        (rise, _) if falls(target) => -rise,
        (_, Some(high)) if ceiling => high,
        (rise, _) => rise,
    };
    let reported = match stays_below(review, actual) {
        true => reported - NEARLY * reported.abs(),
        false => reported,
    };
    match is_same_rounded(target, actual) {
        true => reported.max(target.base_value),
        false => reported,
    }
}

/// Whether both figures have decimals, in one unit, and differ only where the promise has none (25.2万亩 – 25.19万亩).
fn is_same_rounded(target: &Quantity, actual: &Quantity) -> bool {
    let decimals = target.decimals.min(actual.decimals);
    let rounded = |q: &Quantity| (q.value * 10f64.powi(i32::from(decimals))).round();
    let far = match family(target) {
        Family::Percent => ROUNDED_POINTS,
        Family::Money | Family::Measured | Family::Counted => ROUNDED * target.value.abs(),
    };
    decimals > 0
        && target.unit == actual.unit
        && rounded(target) == rounded(actual)
        && (target.value - actual.value).abs() <= far
}

/// Percentage points, and share, by which rounding may change a figure.
const ROUNDED_POINTS: f64 = 0.02 + 1e-9;
const ROUNDED: f64 = 0.002;

/// Whether the figure counts pieces of work, which can be done in part, rather than an indicator.
fn counts(target: &Quantity) -> bool {
    family(target) == Family::Counted
        && !matches!(target.basis, Basis::Growth | Basis::Rank)
        && target.base_value.fract() == 0.0
        || family(target) == Family::Measured
}

/// Share by which what is told to be near a number may stay below it at least.
const NEARLY: f64 = 1e-6;

/// Whether the figure is told to come near its number, and so has not reached it (近300亿元).
fn stays_below(review: &Document, actual: &Quantity) -> bool {
    let before = &review.file.text[..actual.span.start];
    let told = review.slice(actual.span.range());
    actual.bound == Bound::About && (before.ends_with(NEAR) || told.starts_with(NEAR))
}

/// The last character of 近, 接近, 将近, 逼近.
const NEAR: char = '近';

/// The reported figure, negative where it says by how much something fell (`负增长2%`, `下降2%`).
fn signed(review: &Document, actual: &Quantity) -> f64 {
    let text = &review.file.text;
    let head = &text[..actual.span.start];
    let falls = actual.basis == Basis::Growth
        && ["负增长", "增长-", "增长－"]
            .iter()
            .any(|w| head.ends_with(w));
    if falls || actual.basis == Basis::Growth && actual.falling {
        -actual.base_value.abs()
    } else {
        actual.base_value
    }
}

/// A figure as the text has it, with the word that makes it a fall.
fn told(document: &Document, quantity: &Quantity) -> String {
    let literal = document.slice(quantity.span.range());
    if quantity.basis == Basis::Growth && signed(document, quantity) < 0.0 {
        format!("下降{}", literal.trim_start_matches(['-', '－']))
    } else if stays_below(document, quantity) && !literal.starts_with(NEAR) {
        format!("{NEAR}{literal}")
    } else {
        literal.to_owned()
    }
}

fn arithmetic(
    (plan, target): (&Document, &Quantity),
    (review, actual): (&Document, &Quantity),
    (verdict, ceiling): (Verdict, bool),
) -> String {
    let difference = signed(review, actual) - signed(plan, target);
    let nearly = difference == 0.0 && stays_below(review, actual);
    let gap = if nearly {
        "没有到".to_owned()
    } else if family(target) == Family::Percent {
        format!("相差{:.2}个百分点", difference.abs())
    } else if target.base_value != 0.0 {
        format!(
            "为目标的{:.1}%",
            100.0 * actual.base_value / target.base_value
        )
    } else {
        format!("相差{difference}")
    };
    let (promised, reported) = (told(plan, target), told(review, actual));
    let means = match (verdict, ceiling) {
        (Verdict::Exceeded, _) => "明显高于目标",
        (Verdict::Met, true) => "没有突破上限",
        (Verdict::Missed, true) => "突破上限",
        (Verdict::Met, false) => "达到目标",
        (
            Verdict::Partial
            | Verdict::Missed
            | Verdict::Delayed
            | Verdict::InProgress
            | Verdict::NotMentioned
            | Verdict::NotDue,
            _,
        ) => "低于目标",
    };
    format!("目标{promised}，报告{reported}，{gap}，{means}")
}
