//! Finds goals that a text itself says were not reached: `计划建成78个，目前6个未建成`, `要求完成77家，实际完成75家`.

use super::interval::{Interval, plain};
use super::line::{Line, Words, lines};
use super::text::Cuts;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::{Bound, Quantity};
use crate::rule::wordlist::WordList;
use std::ops::Range;

/// The words that set a goal beside what came of it.
#[derive(Debug)]
pub struct Shortfalls {
    actual: Words,
    goal: Words,
    undone: Words,
    other: Words,
    marked: Option<WordList>,
}

impl Shortfalls {
    /// Reads the lists `shortfall.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        let marks = [
            lexicon.words("shortfall.actual"),
            lexicon.words("shortfall.undone"),
        ]
        .concat();
        Self {
            actual: words("shortfall.actual"),
            goal: words("shortfall.goal"),
            undone: words("shortfall.undone"),
            other: words("shortfall.other"),
            marked: WordList::new(&marks).ok(),
        }
    }

    /// Every goal in `document` with a lower result beside it.
    pub fn find(&self, document: &Document, (quantities, cuts): (&[Quantity], &Cuts)) -> Vec<Slip> {
        let mut slips = Vec::new();
        let marked = |text: &str| self.marked.as_ref().is_some_and(|list| list.any(text));
        if !marked(document.slice(document.range.clone())) {
            return slips;
        }
        for line in lines(document, quantities, cuts.full_sentences(document)) {
            let sentence = &line.text[line.range.clone()];
            if marked(sentence) && self.goal.stand_in(sentence) {
                let figures = 1..line.figures.len();
                slips.extend(figures.clone().filter_map(|i| self.told(&line, i)));
                slips.extend(figures.filter_map(|i| self.undone(&line, i)));
            }
        }
        slips
    }

    /// `…增长13％、15％，实际分别增长9％、11.3％`; `i` is the first result.
    fn told(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let marker = self.actual.last_in(line.before(i))?;
        let between = &line.before(i)[marker.end..];
        if self.other.stand_in(between) || between.contains(['，', '、', ',', '数']) {
            return None;
        }
        let results = i..i + self.listed(line, i);
        let goals = self.goals(line, i, results.len())?;
        let short = goals.iter().zip(results.clone());
        let short: Vec<(usize, usize)> = short
            .map(|(&goal, result)| (goal, result))
            .filter(|&(goal, result)| is_short(&line.figures[goal], &line.figures[result]))
            .collect();
        let because = short
            .iter()
            .map(|&(goal, result)| format!("目标{}，实际{}", line.shown(goal), line.shown(result)));
        let because = because.collect::<Vec<_>>().join("；");
        let first = *goals.first()?;
        let slip = Slip::new(Kind::Certain, line.span(i, results.end - 1), because);
        (!short.is_empty()).then(|| slip.with(line.span(first, first), "目标"))
    }

    /// How many results are listed from `i` on: figures of one unit joined by 、 or 和.
    fn listed(&self, line: &Line<'_>, i: usize) -> usize {
        let joined = |j: &usize| {
            matches!(line.before(*j).trim(), "、" | "和" | "，")
                && line.figures[*j].base_unit == line.figures[i].base_unit
        };
        1 + (i + 1..line.figures.len()).take_while(joined).count()
    }

    /// The `count` figures of the same unit before result `i`, since the last result.
    fn goals(&self, line: &Line<'_>, i: usize, count: usize) -> Option<Vec<usize>> {
        let fresh = |j: &usize| self.actual.last_in(line.before(*j)).is_none();
        let before: Range<usize> = 0..i;
        let same = |j: &usize| line.figures[*j].base_unit == line.figures[i].base_unit;
        let named = |j: &usize| !self.other.stand_in(line.before(*j));
        let mut goals: Vec<usize> = before
            .rev()
            .take_while(fresh)
            .filter(|j| same(j) && named(j))
            .take(count)
            .collect();
        goals.reverse();
        (goals.len() == count).then_some(goals)
    }

    /// `计划建成78个，目前6个未建成`; `i` is what is left undone.
    fn undone(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        self.undone.strip(line.after(i).trim_start())?;
        let goal = i - 1;
        let planned = self.goal.stand_in(line.before(goal));
        let (whole, left) = (&line.figures[goal], &line.figures[i]);
        if !planned || whole.base_unit != left.base_unit || left.base_value >= whole.base_value {
            return None;
        }
        let because = format!(
            "目标{}，{}未完成，完成{}{}",
            line.shown(goal),
            line.shown(i),
            plain(whole.base_value - left.base_value),
            whole.base_unit
        );
        let slip = Slip::new(Kind::Likely, line.span(goal, i), because);
        Some(slip)
    }
}

/// Whether `result` is less than the goal whatever rounding hides, and less is worse.
fn is_short(goal: &Quantity, result: &Quantity) -> bool {
    let floor = match goal.bound {
        Bound::Exactly | Bound::AtLeast | Bound::Between => goal.base_value,
        Bound::AtMost | Bound::About => return false,
    };
    let kind = |q: &Quantity| q.base_unit == "%" || q.base_unit == "个百分点";
    kind(goal) == kind(result) && Interval::of(result).hi < floor
}
