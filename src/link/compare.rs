//! Compares the figure promised with the figures of a reporting clause.

use super::contrast::Flow;
use super::passage::{Item, Passage};
use super::subject::Subject;
use crate::extract::quantity::{Basis, Quantity, QuantityRole};

/// The promised figure beside the reported one.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a, 'p> {
    /// What the clause lists, with the figure reported.
    pub item: &'p Item<'a>,
    /// Share of the telling runs of what is counted that the item has.
    pub cover: f32,
    /// Share of the item's telling runs that the commitment has.
    pub cover_back: f32,
    /// How well the item goes with what is counted: `cover`, or where the commitment leaves that unsaid (新建高标准农田15万亩、改造提升8万亩)
    /// the share of the item's telling runs that the commitment has itself.
    pub fit: f32,
    /// Whether both are on the same basis.
    pub basis_equal: bool,
    /// Whether both count in the same unit.
    pub unit_equal: bool,
    /// 1 for equal figures, towards 0 the further apart.
    pub closeness: f32,
    /// Whether the very number returns.
    pub echo: bool,
    /// How far above the target the figure lies: logarithm of their ratio, or tenths of percentage points.
    pub excess: f32,
    /// A stock reported where an addition was promised.
    pub stock_for_flow: bool,
    /// An addition reported where a stock was promised.
    pub flow_for_stock: bool,
}

/// The figure of `passage` that answers the target of `subject`, if any is of its kind.
pub fn compare<'a, 'p>(subject: &Subject, passage: &'p Passage<'a>) -> Option<Comparison<'a, 'p>> {
    let target = subject.measured()?;
    if subject.pegged.is_some() && passage.qualifiers.several_years {
        return None;
    }
    let best = |one: &Comparison, other: &Comparison| rank(one).total_cmp(&rank(other));
    let found = comparisons(subject, target, passage).max_by(best)?;
    if !found.stock_for_flow {
        return Some(found);
    }
    let added = comparisons(subject, target, passage).filter(|c| is_addition_beside(c, &found));
    added.max_by(best).or(Some(found))
}

/// Whether `one` is what was added to the level that is `found` beside it (新增27家、总数达283家).
fn is_addition_beside(one: &Comparison, found: &Comparison) -> bool {
    let (added, level) = (one.item.quantity, found.item.quantity);
    let of_one = || added.measure.as_ref().zip(level.measure.as_ref());
    one.item.flow == Flow::Added
        && one.basis_equal
        && one.unit_equal == found.unit_equal
        && added.base_value < level.base_value
        && of_one().is_some_and(|(a, b)| a.value == b.value)
}

/// Every figure of `passage` of the kind of `target`, beside it.
pub(super) fn comparisons<'a, 'p>(
    subject: &Subject,
    target: &Quantity,
    passage: &'p Passage<'a>,
) -> impl Iterator<Item = Comparison<'a, 'p>> {
    let (wanted, none_left) = (family(target), is_none_left(target));
    let items = passage.items.iter().filter(move |item| {
        item.quantity.role != QuantityRole::Baseline
            && family(item.quantity) == wanted
            && (!none_left || item.quantity.base_value == 0.0)
    });
    items.map(|item| comparison(subject, target, item))
}

/// Whether nothing is to be left of what is counted (全面消除): how many were dealt with is not how many are left.
fn is_none_left(target: &Quantity) -> bool {
    target.base_value == 0.0 && target.base_unit.is_empty()
}

fn rank(c: &Comparison) -> f32 {
    2.0 * c.fit
        + c.cover_back
        + 0.8 * f32::from(u8::from(c.basis_equal))
        + 0.3 * f32::from(u8::from(c.unit_equal))
        + 0.2 * c.closeness
        + 0.3
            * f32::from(u8::from(
                c.echo && family(c.item.quantity) != Family::Percent,
            ))
}

fn comparison<'a, 'p>(
    subject: &Subject,
    target: &Quantity,
    item: &'p Item<'a>,
) -> Comparison<'a, 'p> {
    let actual = item.quantity;
    let name = subject.measure.as_ref().unwrap_or(&subject.words);
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let cover = share(name.common(&item.words).weight, name.total);
    Comparison {
        item,
        cover,
        cover_back: share(subject.around.common(&item.words).weight, item.words.total),
        fit: match is_said(subject, target) {
            true => cover,
            false => share(subject.words.common(&item.words).weight, item.words.total),
        },
        basis_equal: flow(target.basis) == flow(actual.basis),
        unit_equal: target.base_unit == actual.base_unit,
        closeness: closeness(target, actual),
        excess: excess(target, actual),
        echo: (actual.base_value - target.base_value).abs()
            < 1e-9 * target.base_value.abs().max(1.0),
        stock_for_flow: added(subject, target) && item.flow == Flow::Stock,
        flow_for_stock: subject.qualifiers.flow == Flow::Stock && item.flow == Flow::Added,
    }
}

/// Whether the commitment says itself what it counts.
fn is_said(subject: &Subject, target: &Quantity) -> bool {
    let measure = target.measure.as_ref();
    measure.is_none_or(|m| subject.commitment.span.contains(m.span))
}

fn added(subject: &Subject, target: &Quantity) -> bool {
    subject.qualifiers.flow == Flow::Added || target.basis == Basis::Increase
}

fn closeness(target: &Quantity, actual: &Quantity) -> f32 {
    let (a, t) = (actual.base_value.abs(), target.base_value.abs());
    let distance = if family(target) == Family::Percent {
        (a - t).abs() / 5.0
    } else if a > 0.0 && t > 0.0 {
        (a / t).ln().abs()
    } else {
        return 0.0;
    };
    (1.0 / (1.0 + distance)) as f32
}

fn excess(target: &Quantity, actual: &Quantity) -> f32 {
    let (a, t) = (actual.base_value, target.base_value);
    let far = if family(target) == Family::Percent {
        (a - t) / 10.0
    } else if a > 0.0 && t > 0.0 {
        (a / t).ln()
    } else {
        0.0
    };
    far as f32
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
        | "千瓦时" | "立方米" | "标准煤" | "天" | "年" | "岁" | "周岁" | "℃" | "米" | "标箱"
        | "蒸吨" | "小时" | "个小时" | "分钟" | "秒" | "秒钟" | "学时" | "课时" | "个学时"
        | "个课时" | "个月" | "周" | "个星期" | "日历天" | "工作日" | "个工作日" => {
            Family::Measured
        }
        _ => Family::Counted,
    }
}

/// Whether one figure can be held against the other: money of one currency, measures in one unit, people with people, animals with
/// animals, occasions with occasions, homes with homes.
pub(super) fn are_commensurable(one: &Quantity, other: &Quantity) -> bool {
    let (a, b) = (one.base_unit.as_str(), other.base_unit.as_str());
    let family = family(one);
    family == self::family(other)
        && match family {
            Family::Percent => (a == "‰") == (b == "‰"),
            Family::Money | Family::Measured => a == b,
            Family::Counted => a == b || counted(one) == counted(other),
        }
}

/// Counting words of animals (头, 只, 羽).
const ANIMALS: [&str; 4] = ["头", "只", "羽", "匹"];

/// What is counted, as the counting word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    People,
    Animals,
    Occasions,
    Homes,
    Seats,
    Things,
}

fn counted(quantity: &Quantity) -> Counted {
    let measure = quantity.name();
    match quantity.base_unit.as_str() {
        "人" | "名" | "位" | "人次" => Counted::People,
        "户" if HOMES.iter().any(|home| measure.contains(home)) => Counted::Homes,
        unit if ANIMALS.contains(&unit) => Counted::Animals,
        unit if unit.ends_with('次') => Counted::Occasions,
        _ if SEATS.iter().any(|seat| measure.ends_with(seat)) => Counted::Seats,
        _ => Counted::Things,
    }
}

/// Ends of names of places for one, which are no buildings (学位 – 幼儿园).
const SEATS: [&str; 5] = ["学位", "床位", "泊位", "车位", "岗位"];

/// Names of what households live in, which is counted otherwise too (改造老旧小区3965户 – 56个).
const HOMES: [&str; 2] = ["小区", "社区"];

/// Whether `passage` gives a growth rate where a level was promised, or the other way round.
pub fn is_other_question(subject: &Subject, passage: &Passage) -> bool {
    let Some(target) = subject.measured() else {
        return false;
    };
    let growth = |q: &Quantity| q.basis == Basis::Growth && family(q) == Family::Percent;
    let figures = || {
        passage
            .items
            .iter()
            .map(|i| i.quantity)
            .filter(|q| q.role != QuantityRole::Baseline)
    };
    figures().next().is_some() && figures().all(|q| growth(q) != growth(target))
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
