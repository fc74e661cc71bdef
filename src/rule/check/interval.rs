//! Turns a written number into the interval of values it may stand for.
//!
//! `117` stands for 116.5…117.5, `117.0` for 116.95…117.05; 万 and 亿 scale both ends. A plain count (`38个`) is exact.

use crate::extract::quantity::{Bound, Quantity};

/// All values a literal may stand for, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Least value.
    pub lo: f64,
    /// Greatest value.
    pub hi: f64,
}

impl Interval {
    /// The values `quantity` may stand for, in base units.
    pub fn of(quantity: &Quantity) -> Self {
        let scale = quantity.scale();
        let plain = quantity.decimals == 0 && scale == 1.0 && !is_measured(&quantity.base_unit);
        let half = if plain {
            0.0
        } else {
            0.5 * 10f64.powi(-i32::from(quantity.decimals)) * scale
        };
        let value = quantity.base_value;
        Self {
            lo: value - half,
            hi: value + half,
        }
    }

    /// The change in percent from `earlier` to `self`.
    pub fn growth_from(self, earlier: Self) -> Self {
        Self {
            lo: (self.lo / earlier.hi - 1.0) * 100.0,
            hi: (self.hi / earlier.lo - 1.0) * 100.0,
        }
    }

    /// The mean yearly change in percent from `earlier` to `self` over `years`.
    pub fn yearly_growth_from(self, earlier: Self, years: i32) -> Self {
        let root = |x: f64| (x.powf(1.0 / f64::from(years)) - 1.0) * 100.0;
        Self {
            lo: root(self.lo / earlier.hi),
            hi: root(self.hi / earlier.lo),
        }
    }

    /// `self` as a share of `whole`, in percent.
    pub fn share_of(self, whole: Self) -> Self {
        Self {
            lo: self.lo / whole.hi * 100.0,
            hi: self.hi / whole.lo * 100.0,
        }
    }

    /// Whether some value lies in both; touching ends count, so that both ways of rounding a half are accepted.
    pub fn meets(self, other: Self) -> bool {
        let slack = 1e-9 * (self.hi.abs() + other.hi.abs() + 1.0);
        self.lo <= other.hi + slack && other.lo <= self.hi + slack
    }

    /// The sum of two.
    pub fn plus(self, other: Self) -> Self {
        Self {
            lo: self.lo + other.lo,
            hi: self.hi + other.hi,
        }
    }

    /// The difference of two.
    pub fn minus(self, other: Self) -> Self {
        Self {
            lo: self.lo - other.hi,
            hi: self.hi - other.lo,
        }
    }

    /// The values that, cut off after `decimals` digits, are written as the middle of `self`.
    pub fn cut_off(middle: f64, decimals: u8) -> Self {
        let step = 10f64.powi(-i32::from(decimals));
        Self {
            lo: middle.min(middle + step * middle.signum()),
            hi: middle.max(middle + step * middle.signum()),
        }
    }

    /// The middle.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.lo, self.hi)
    }
}

/// Whether the number is stated as it is: no 约, 余, 以上, no range.
pub fn is_firm(quantity: &Quantity) -> bool {
    quantity.bound == Bound::Exactly && quantity.value_hi.is_none() && quantity.value > 0.0
}

/// A number without needless digits.
pub fn plain(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format!("{rounded}")
}

/// Units of things measured, not counted: even a whole number of them was rounded.
fn is_measured(unit: &str) -> bool {
    const MEASURED: [&str; 16] = [
        "元",
        "美元",
        "欧元",
        "%",
        "个百分点",
        "倍",
        "亩",
        "公顷",
        "公里",
        "米",
        "吨",
        "千瓦",
        "千瓦时",
        "小时",
        "岁",
        "克",
    ];
    MEASURED.contains(&unit)
        || unit.ends_with("米")
        || unit.ends_with('吨')
        || unit.contains('/')
        || unit.contains('克')
}
