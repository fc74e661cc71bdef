//! Tells whether the figures of a list are parts of what was promised, and come to as much.

use super::answer::NAMED;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use crate::link::compare::{Comparison, Family, are_commensurable, comparisons, family};
use crate::link::passage::Passage;
use crate::link::subject::Subject;

/// What joins the things a measure is of (智能工厂（车间）).
const JOINTS: [char; 6] = ['、', '和', '及', '与', '（', '）'];

/// Finds parts.
#[derive(Debug)]
pub(super) struct Sums {
    /// Words in which a joint joins nothing (和美).
    no_joints: WordTable<()>,
}

impl Sums {
    /// Reads `lists.not_conjunctions`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            no_joints: lexicon.finder("lists.not_conjunctions"),
        }
    }

    /// Whether the list that `chosen` stands in has the parts of what was promised, and they come to as much.
    pub(super) fn come_to(
        &self,
        (subject, target): (&Subject, &Quantity),
        passage: &Passage,
        chosen: &Comparison,
    ) -> bool {
        if family(target) == Family::Percent {
            return false;
        }
        let parts = comparisons(subject, target, passage).filter(|c| c.basis_equal);
        let parts: Vec<Comparison> = parts.collect();
        are_otherwise_named(target, &parts, chosen) || self.are_of_one_kind(target, &parts, chosen)
    }

    /// Whether those of the `parts` that are called the same come to the whole, or end in the same word where it joins several
    /// things (中小学60所 – 新建、改扩建中小学校21所、39所; 智能工厂（车间）25个 – 智能工厂17家、智能车间95个).
    fn are_of_one_kind(
        &self,
        target: &Quantity,
        parts: &[Comparison],
        chosen: &Comparison,
    ) -> bool {
        let (wanted, own) = (target.name(), chosen.item.quantity.name());
        let things = self.without_false_joints(wanted);
        let joins = things.contains(JOINTS);
        if own.is_empty() || !joins && wanted.contains(own) {
            return false;
        }
        let last = |name: &str| name.chars().next_back();
        let other = (!own.contains(wanted)).then_some(own);
        let ends = things.split(JOINTS).chain(other).filter_map(last);
        let ends: Vec<char> = ends.collect();
        let is_part = |c: &&Comparison| {
            let told = c.item.quantity.name();
            let added = !c.stock_for_flow && c.item.flow == chosen.item.flow;
            let alike = told == own || last(told).is_some_and(|end| ends.contains(&end));
            let counted = c.unit_equal || joins && are_commensurable(target, c.item.quantity);
            added && alike && counted
        };
        let parts = values(parts.iter().filter(is_part));
        parts.len() > 1 && (joins || all_below(target, &parts)) && reach(target, &parts)
    }

    /// `name` without the words in which a joint joins nothing.
    fn without_false_joints(&self, name: &str) -> String {
        let mut own = String::with_capacity(name.len());
        let mut at = 0;
        for word in self.no_joints.find(name) {
            own.push_str(&name[at..word.start.max(at)]);
            at = word.end;
        }
        own.push_str(&name[at..]);
        own
    }
}

/// Whether none of the `parts` is the whole, and all have other names (生态修复9.5万亩 – 营造林4.2万亩、草原修复5.5万亩).
fn are_otherwise_named(target: &Quantity, parts: &[Comparison], chosen: &Comparison) -> bool {
    let parts = values(parts.iter().filter(|c| c.unit_equal));
    let named_otherwise = chosen.cover > 0.0 && chosen.cover < NAMED;
    named_otherwise && all_below(target, &parts) && reach(target, &parts)
}

fn values<'c, 'p: 'c, 'a: 'p>(parts: impl Iterator<Item = &'c Comparison<'a, 'p>>) -> Vec<f64> {
    parts.map(|c| c.item.quantity.base_value).collect()
}

fn all_below(target: &Quantity, parts: &[f64]) -> bool {
    parts.iter().all(|&part| part < target.base_value)
}

fn reach(target: &Quantity, parts: &[f64]) -> bool {
    parts.iter().sum::<f64>() >= target.base_value
}
