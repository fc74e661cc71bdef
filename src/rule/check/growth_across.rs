//! Compares the growth a plan states with last year's level in the same document: `111.2亿元` reviewed, `117亿元，增长5.5%` planned.

use super::growth::{Growth, Rate};
use super::interval::{Interval, is_firm};
use super::line::{Line, lines};
use super::text::Cuts;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Facts;
use crate::extract::part::PartRole;
use crate::extract::quantity::Quantity;
use std::collections::BTreeMap;

/// How far, in points, computed and stated growth may be apart and still be about the same figures.
const FAR: f64 = 12.0;

/// A level with the rate behind it.
struct Level<'a> {
    quantity: &'a Quantity,
    rate: &'a Quantity,
    sign: f64,
    shown: &'a str,
}

impl Growth {
    /// Every planned growth rate that the reviewed level rules out.
    pub fn find_across(&self, document: &Document, known: (&Facts, &Cuts)) -> Vec<Slip> {
        let reviewed = self.levels(document, known, PartRole::Review);
        let planned = self.levels(document, known, PartRole::Plan);
        let mut slips = Vec::new();
        for (measure, levels) in planned {
            let (Some(earlier), [later]) = (reviewed.get(&measure), &levels[..]) else {
                continue;
            };
            if let [earlier] = &earlier[..] {
                slips.extend(compare(&measure, earlier, later));
            }
        }
        slips
    }

    /// Levels with rates in the parts of `role`, by measure and unit.
    fn levels<'a>(
        &self,
        document: &'a Document,
        (facts, cuts): (&'a Facts, &Cuts),
        role: PartRole,
    ) -> BTreeMap<String, Vec<Level<'a>>> {
        let mut found: BTreeMap<String, Vec<Level<'a>>> = BTreeMap::new();
        let parts: Vec<_> = facts
            .profile
            .parts
            .iter()
            .filter(|p| p.role == role)
            .collect();
        if parts.is_empty() {
            return found;
        }
        for line in lines(document, &facts.quantities, cuts.sentences(document)) {
            let inside = parts
                .iter()
                .any(|p| p.span.range().contains(&line.range.start));
            for i in 0..if inside { line.figures.len() } else { 0 } {
                if let Some((measure, level)) = self.level(&line, i) {
                    found.entry(measure).or_default().push(level);
                }
            }
        }
        found
    }

    fn level<'a>(&self, line: &Line<'a>, i: usize) -> Option<(String, Level<'a>)> {
        let quantity = &line.figures[i];
        let Rate {
            figure,
            sign,
            yearly,
        } = self.rate_behind(line, i)?;
        let measure = quantity.measure.as_ref()?.value.as_str();
        let mut name = measure;
        while let Some(shorter) = self.noise.strip(name) {
            name = shorter;
        }
        let headline = name.chars().count() >= 4 && is_firm(quantity) && !yearly;
        if !headline || quantity.base_unit == "%" || self.is_real(line, i) {
            return None;
        }
        let level = Level {
            quantity,
            rate: &line.figures[figure],
            sign,
            shown: line.shown(i),
        };
        Some((format!("{name}/{}", quantity.base_unit), level))
    }
}

fn compare(measure: &str, earlier: &Level<'_>, later: &Level<'_>) -> Option<Slip> {
    let (from, to) = (Interval::of(earlier.quantity), Interval::of(later.quantity));
    let found = to.growth_from(from);
    let half = 0.5 * 10f64.powi(-i32::from(later.rate.decimals));
    let middle = later.rate.value.abs() * later.sign;
    let stated = Interval {
        lo: middle - half,
        hi: middle + half,
    };
    if stated.meets(found) || (found.middle() - middle).abs() > FAR {
        return None;
    }
    let name = measure.split('/').next().unwrap_or(measure);
    let because = format!(
        "{name}：{}→{} = {:+.2}%…{:+.2}%，文中称{}%，不相容",
        earlier.shown, later.shown, found.lo, found.hi, later.rate.value
    );
    let cut = Interval::cut_off(middle, later.rate.decimals).meets(found);
    let kind = if cut { Kind::Advice } else { Kind::Certain };
    let at = later.quantity.span.start..later.rate.span.end;
    Some(Slip::new(kind, at, because).with(earlier.quantity.span.range(), "上年数"))
}
