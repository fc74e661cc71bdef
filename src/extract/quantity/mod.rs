//! Finds quantities in text: a number, its unit, what it counts and on which basis.

mod approach;
mod attribute;
mod draft;
mod measure;
mod moved;
mod opening;
mod placed;
pub(crate) mod reading;
mod spread;
pub mod unit;

pub(crate) use draft::Builder;
pub use unit::{Dimension, Units};

use crate::location::Span;
use crate::location::Spanned;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the number bounds the true value (`不少于`, `以内`, `左右` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Bound {
    /// Stated as is.
    #[serde(rename = "=")]
    Exactly,
    /// `以上`, `不少于`, `突破`, `超`, `余`, `多`.
    #[serde(rename = "≥")]
    AtLeast,
    /// `以内`, `不超过`, `控制在`.
    #[serde(rename = "≤")]
    AtMost,
    /// `左右`, `约`, `近`.
    #[serde(rename = "≈")]
    About,
    /// From `value` to `value_hi`.
    #[serde(rename = "range")]
    Between,
}

/// What kind of figure it is (口径).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A level or stock: 达到, 总量, or nothing said.
    Total,
    /// An addition within the period: 新增, 新建, 净增.
    Increase,
    /// A growth rate: 增长, 同比, 下降.
    Growth,
    /// A share of a whole: 占比, 比重.
    Share,
    /// A rate of its own: 失业率, 覆盖率.
    Rate,
    /// A place in an order: 第3位.
    Rank,
    /// Summed up since a start: 累计.
    Cumulative,
}

/// What the figure is doing in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuantityRole {
    /// To be reached.
    Target,
    /// Was reached.
    Actual,
    /// The earlier value something is compared with.
    Baseline,
    /// A growth figure.
    Growth,
}

/// A quantity as written and as computed with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Numeral and unit, with approximators that belong to the numeral (`20余家`).
    pub span: Span,
    /// The numeral alone; its text is the literal (`117` ≠ `117.0`).
    pub literal: Span,
    /// Value in the text's own unit.
    pub value: f64,
    /// Upper value of a range.
    pub value_hi: Option<f64>,
    /// Digits after the decimal point as written; the literal stands for ±0.5·10^-decimals of `value`.
    pub decimals: u8,
    /// Unit as written (`亿元`, `家`, `%`).
    pub unit: String,
    /// Value in base units (万 and 亿 multiplied in).
    pub base_value: f64,
    /// Upper base value of a range.
    pub base_value_hi: Option<f64>,
    /// Base unit (`元`, `家`, `%`).
    pub base_unit: String,
    /// The base unit it was written in, where it is held in a more usual one, and how many of these one of it is: 公顷, 15 亩.
    #[serde(default)]
    pub written_in: Option<(String, f64)>,
    /// How it bounds.
    pub bound: Bound,
    /// On which basis.
    pub basis: Basis,
    /// Whether it says by how much something fell (`下降3%`); the value stays positive.
    pub falling: bool,
    /// In which role.
    pub role: QuantityRole,
    /// What is counted, as written, with its place.
    pub measure: Option<Spanned<String>>,
}

impl Quantity {
    /// What it measures, in words; empty where nothing says so.
    pub fn name(&self) -> &str {
        self.measure.as_ref().map_or("", |m| m.value.as_str())
    }

    /// What one unit of the text's own number is in base units: 万 times what the unit itself is held as.
    pub fn scale(&self) -> f64 {
        if self.value == 0.0 {
            return 1.0;
        }
        let held = self.written_in.as_ref().map_or(1.0, |(_, factor)| *factor);
        let ratio = (self.base_value / self.value / held).abs();
        held * 10f64.powi(ratio.log10().round() as i32)
    }
}
