//! Judges a promise by the figures of its reports: which of them answers, and whether it shows anything.

use super::answer::{Answer, answer, beside, is_as_good, other_parts, others_of_the_list};
use super::proof::{Figure, is_same_measure};
use super::{Judgement, Verdict, Yardstick, admitted, is_short};
use crate::document::Document;
use crate::extract::quantity::Quantity;
use crate::link::compare::{Family, family};
use crate::link::passage::Passage;
use crate::link::subject::Subject;
use std::cmp::Ordering;

/// What the figures say.
pub(super) enum Figured {
    /// This became of it.
    Judged(Judgement),
    /// The figure is short of the target, and leaves open whether the target was reached.
    Open(Judgement),
}

/// A promise of a figure.
#[derive(Debug, Clone, Copy)]
struct Promised<'p> {
    plan: &'p Document,
    subject: &'p Subject<'p>,
    target: &'p Quantity,
    /// Whether less is better.
    ceiling: bool,
}

impl Yardstick {
    /// The verdict of the figures; none where no figure answers.
    pub(super) fn on_figures(
        &self,
        (plan, subject, target): (&Document, &Subject, &Quantity),
        (review, reports): (&Document, &[&Passage]),
        all: &[Passage],
    ) -> Option<Figured> {
        let answers = reports.iter().filter_map(|&p| answer(subject, target, p));
        let (passage, comparison) = answers.max_by(|(_, a), (_, b)| {
            let nearness = (a.unit_equal, a.closeness);
            let other = nearness.partial_cmp(&(b.unit_equal, b.closeness));
            other.unwrap_or(Ordering::Equal)
        })?;
        let promised = Promised {
            plan,
            subject,
            target,
            ceiling: self.words.is_ceiling(plan, subject),
        };
        let weigh = |actual: &Quantity| self.weigh(promised, (review, actual));
        let parts = other_parts((subject, target), passage, &comparison).map(weigh);
        let parts = Parts::of(weigh(comparison.item.quantity), parts);
        let adds_up = family(target) != Family::Percent && !promised.ceiling;
        let judged = match parts.most {
            Some(most) if adds_up => most, // the whole is no less than its part
            Some(_) => {
                let why = "报告分开写的几项，有的达到了目标";
                return Some(Figured::Judged(parts.least.likely(why)));
            }
            None => parts.least,
        };
        if !is_short(&judged) {
            let told = review.slice(passage.span.range());
            let counted = family(target) == Family::Counted;
            let short_of = counted.then(|| self.words.short_of((plan, subject), told));
            let short_of = short_of.flatten().or_else(|| admitted(subject, reports));
            return Some(Figured::Judged(short_of.unwrap_or(judged)));
        }
        let mut others = others_of_the_list((subject, target), passage).map(weigh);
        match others.find(|j| !is_short(j)) {
            Some(reached) => Some(Figured::Judged(reached)),
            None => Some(self.short(promised, (review, (passage, comparison)), (judged, all))),
        }
    }

    fn weigh(&self, promised: Promised, actual: (&Document, &Quantity)) -> Judgement {
        let target = (promised.plan, promised.target);
        self.tolerance.judge(target, actual, promised.ceiling)
    }

    /// What a figure that lies below its target says, with what stands beside it.
    fn short(
        &self,
        promised: Promised,
        (review, (passage, comparison)): (&Document, Answer),
        (judged, all): (Judgement, &[Passage]),
    ) -> Figured {
        let Promised {
            plan,
            subject,
            target,
            ceiling,
        } = promised;
        let planned = Figure::promised(plan, subject, target);
        let reported = Figure::within(review, comparison.item.quantity, passage.span.range());
        let rises = target.falling && !comparison.item.quantity.falling && !ceiling;
        let is_part =
            reported.is_part_of_what_stands_before() && planned.is_part_of_what_stands_before();
        let beside = beside(passage, all).filter_map(|p| answer(subject, target, p));
        let mut as_good =
            beside.filter(|(p, c)| is_as_good((subject, p, c), (passage, &comparison)));
        let reaches = |c: &Quantity| !is_short(&self.weigh(promised, (review, c)));
        if rises
            || !ceiling && self.sums.come_to((subject, target), passage, &comparison)
            || self.proof.leaves_open(planned, reported)
            || !is_part && as_good.any(|(_, c)| reaches(c.item.quantity))
        {
            return Figured::Open(judged);
        }
        let alike = self.proof.are_alike(planned, reported)
            && is_same_measure(subject, &comparison)
            && !self.proof.is_other_matter((subject, planned), passage);
        Figured::Judged(match alike {
            true => judged,
            false => judged.likely("两处口径未必相同，只供参考"),
        })
    }
}

/// What became of the parts of a whole.
struct Parts {
    /// The least favourable.
    least: Judgement,
    /// One that is not short, where others are.
    most: Option<Judgement>,
}

impl Parts {
    fn of(one: Judgement, others: impl Iterator<Item = Judgement>) -> Self {
        let favour = |judged: &Judgement| match judged.verdict {
            Verdict::Exceeded => 2,
            Verdict::Met | Verdict::InProgress | Verdict::NotMentioned | Verdict::NotDue => 1,
            Verdict::Partial | Verdict::Missed | Verdict::Delayed => 0,
        };
        let (mut least, mut most) = (one.clone(), one);
        for other in others {
            if favour(&other) < favour(&least) {
                least = other;
            } else if favour(&other) > favour(&most) {
                most = other;
            }
        }
        let is_mixed = is_short(&least) && !is_short(&most);
        Self {
            most: is_mixed.then_some(most),
            least,
        }
    }
}
