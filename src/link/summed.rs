//! Judges promises that stand side by side and are reported together as one sum (`新建中小学34所、幼儿园54所` – `新建中小学和幼儿园90所`).

use super::Matter;
use super::compare::{Family, family};
use super::follow::Tools;
use super::prepared::Prepared;
use super::subject::Subject;
use super::verdict::{Judgement, Verdict};
use crate::extract::quantity::{Basis, Quantity, QuantityRole};
use std::ops::Range;

/// What joins several things that are counted together.
const JOINTS: [char; 4] = ['、', '和', '与', '及'];

/// Marks that end a row of promises.
const ENDS: [char; 5] = ['。', '；', ';', '！', '\n'];

/// Bytes a clause has at most that is looked at.
const LONGEST: usize = 600;

/// Most promises of one row.
const MOST: usize = 8;

/// Judges the rows of promises of `plan` that `report` sums up; `matters` begin with those of its commitments.
pub(super) fn settle(plan: &Prepared, report: &Prepared, matters: &mut [Matter], tools: &Tools) {
    let subjects = &plan.subjects;
    let mut start = 0;
    while start < subjects.len() {
        let mut end = start + 1;
        while end < subjects.len().min(start + MOST)
            && are_beside(plan, &subjects[end - 1], &subjects[end])
        {
            end += 1;
        }
        if end - start > 1 {
            let row = Row {
                plan,
                report,
                tools,
                subjects: &subjects[start..end],
            };
            row.settle(&mut matters[start..end]);
        }
        start = end;
    }
}

/// Whether two promises count in one unit, side by side in a sentence.
fn are_beside(plan: &Prepared, one: &Subject, other: &Subject) -> bool {
    let (Some(a), Some(b)) = (one.target(), other.target()) else {
        return false;
    };
    let text = &plan.source.document.file.text;
    let between = one.commitment.span.end..other.commitment.span.start;
    let between = text.get(between).unwrap_or("");
    counts(a) && counts(b) && a.unit == b.unit && !between.contains(ENDS)
}

/// Whether the figure says how many there are or are added.
fn counts(q: &Quantity) -> bool {
    let adds_up = matches!(family(q), Family::Counted | Family::Measured);
    adds_up && q.base_value_hi.is_none() && matches!(q.basis, Basis::Total | Basis::Increase)
}

/// Promises side by side.
struct Row<'r, 'a> {
    plan: &'r Prepared<'a>,
    report: &'r Prepared<'a>,
    tools: &'r Tools,
    subjects: &'r [Subject<'a>],
}

impl Row<'_, '_> {
    fn settle(&self, matters: &mut [Matter]) {
        for told in 0..matters.len() {
            let Some(link) = matters[told].links.first().cloned() else {
                continue;
            };
            let clause = link.progress.range();
            let Some((parts, sum)) = self.sum_in(&clause) else {
                continue;
            };
            let is_told_there = |at: &usize| {
                let first = matters[*at].links.first();
                first.is_none_or(|l| l.progress == link.progress)
            };
            if !parts.contains(&told) || !parts.iter().all(is_told_there) {
                continue;
            }
            let judged = self.judge(&parts, sum);
            for at in parts {
                let matter = &mut matters[at];
                matter.links = vec![link.clone()];
                matter.searched.nearest.clear();
                matter.verdict = judged.verdict;
                matter.proven = judged.proven;
                matter.because.clone_from(&judged.because);
            }
            return;
        }
    }

    /// The figure of a clause that counts several of the promises together, with their numbers.
    fn sum_in(&self, clause: &Range<usize>) -> Option<(Vec<usize>, &Quantity)> {
        let source = self.report.source;
        let text = source.document.slice(clause.clone());
        if text.len() > LONGEST || self.tools.apiece.any(text) {
            return None;
        }
        let unit = &self.subjects[0].target()?.base_unit;
        let mut figures = source.quantities(clause).iter();
        figures.find_map(|q| {
            let is_sum = counts(q) && q.role != QuantityRole::Baseline && q.base_unit == *unit;
            Some((is_sum.then(|| self.counted_in(q.name())).flatten()?, q))
        })
    }

    /// The numbers of the promises that count what `whole` joins; none unless each part of it is promised, and no part twice over.
    fn counted_in(&self, whole: &str) -> Option<Vec<usize>> {
        let parts: Vec<&str> = whole.split(JOINTS).collect();
        let is_of = |part: &str, own: &str| own.ends_with(part) || part.ends_with(own);
        let own = |at: usize| self.subjects[at].target().map_or("", Quantity::name);
        let is_name = |name: &str| name.chars().nth(1).is_some() && !name.contains(JOINTS);
        let promised = |part: &&str| {
            (0..self.subjects.len()).any(|at| is_name(own(at)) && is_of(part, own(at)))
        };
        if parts.len() < 2 || !parts.iter().all(|p| is_name(p) && promised(p)) {
            return None;
        }
        let members = (0..self.subjects.len())
            .filter(|&at| is_name(own(at)) && parts.iter().any(|part| is_of(part, own(at))));
        let members: Vec<usize> = members.collect();
        (members.len() >= parts.len()).then_some(members)
    }

    fn judge(&self, parts: &[usize], sum: &Quantity) -> Judgement {
        let targets: Vec<&Quantity> = parts
            .iter()
            .filter_map(|&at| self.subjects[at].target())
            .collect();
        let (plan, review) = (self.plan.source.document, self.report.source.document);
        let whole = Quantity {
            base_value: targets.iter().map(|q| q.base_value).sum(),
            value: rounded(targets.iter().map(|q| q.value).sum()),
            ..targets[0].clone()
        };
        let mut judged = self
            .tools
            .yardstick
            .weigh_sum((plan, &whole), (review, sum));
        let each: Vec<String> = targets
            .iter()
            .map(|q| format!("{}{}", q.value, q.unit))
            .collect();
        judged.because = vec![format!(
            "几项合起来承诺{}，共{}{}，报告合在一起报{}",
            each.join("、"),
            whole.value,
            whole.unit,
            review.slice(sum.span.range())
        )];
        match judged.verdict {
            Verdict::Partial | Verdict::Missed => judged.likely("报告没有把几项分开写"),
            Verdict::Exceeded
            | Verdict::Met
            | Verdict::Delayed
            | Verdict::InProgress
            | Verdict::NotMentioned
            | Verdict::NotDue => judged,
        }
    }
}

/// A sum as it would be written: 0.1 and 0.2 come to 0.3.
fn rounded(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}
