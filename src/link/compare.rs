//! Compares the figure promised with the figures of a reporting clause.

use super::passage::{Passage, Subject};
use crate::extract::quantity::{Basis, Quantity, QuantityRole};

/// The promised figure beside the reported one.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// The figure reported.
    pub actual: &'a Quantity,
    /// Whether both are on the same basis.
    pub basis_equal: bool,
    /// Whether both count in the same unit.
    pub unit_equal: bool,
    /// 1 for equal figures, towards 0 the further apart.
    pub closeness: f32,
    /// Whether the very number returns.
    pub echo: bool,
    /// A stock reported where an addition was promised.
    pub stock_for_flow: bool,
}

/// The figure of `passage` that answers `target`, if any is of its kind.
pub fn compare<'a>(
    target: &Quantity,
    subject: &Subject,
    passage: &Passage<'a>,
) -> Option<Comparison<'a>> {
    let _ = subject;
    passage
        .quantities
        .iter()
        .filter(|q| q.role != QuantityRole::Baseline && family(q) == family(target))
        .map(|q| comparison(target, q))
        .max_by(|a, b| rank(a).total_cmp(&rank(b)))
}

fn rank(c: &Comparison) -> f32 {
    2.0 * f32::from(u8::from(c.basis_equal)) + f32::from(u8::from(c.unit_equal)) + c.closeness
}

fn comparison<'a>(target: &Quantity, actual: &'a Quantity) -> Comparison<'a> {
    let percent = family(target) == Family::Percent;
    let closeness = if percent {
        1.0 / (1.0 + (actual.base_value - target.base_value).abs() / 5.0)
    } else {
        let (a, t) = (actual.base_value.abs(), target.base_value.abs());
        if a > 0.0 && t > 0.0 {
            1.0 / (1.0 + (a / t).ln().abs())
        } else {
            0.0
        }
    };
    Comparison {
        actual,
        basis_equal: flow(target.basis) == flow(actual.basis),
        unit_equal: target.base_unit == actual.base_unit,
        closeness: closeness as f32,
        echo: (actual.base_value - target.base_value).abs()
            < 1e-9 * target.base_value.abs().max(1.0),
        stock_for_flow: target.basis == Basis::Increase
            && matches!(actual.basis, Basis::Total | Basis::Cumulative),
    }
}

/// What a figure measures, roughly: units of one family can answer each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Percent and percentage points.
    Percent,
    /// Money of one currency.
    Money,
    /// Length, area, weight, energy: compared in the same unit only.
    Measured,
    /// Things that are counted: 家, 个, 户, 人.
    Counted,
}

/// The family of a quantity's unit.
pub fn family(quantity: &Quantity) -> Family {
    match quantity.base_unit.as_str() {
        "%" | "个百分点" | "百分点" | "‰" => Family::Percent,
        "元" | "美元" | "欧元" | "港元" => Family::Money,
        "亩" | "公里" | "千米" | "平方米" | "平方公里" | "公顷" | "吨" | "公斤" | "斤" | "千瓦"
        | "千瓦时" | "立方米" | "标准煤" | "天" | "年" | "℃" | "米" | "标箱" => {
            Family::Measured
        }
        _ => Family::Counted,
    }
}

/// Rates of change, shares and levels do not answer each other; a level may answer an addition.
fn flow(basis: Basis) -> u8 {
    match basis {
        Basis::Growth => 0,
        Basis::Share | Basis::Rate => 1,
        Basis::Rank => 2,
        Basis::Total | Basis::Increase | Basis::Cumulative => 3,
    }
}
