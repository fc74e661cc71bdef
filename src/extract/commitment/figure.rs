//! Tells figures that are promised from numbers that only describe: in names, sizes of projects, thresholds.

use crate::extract::lexicon::Lexicon;
use crate::extract::quantity::Quantity;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Words around a number by which it only describes; the lists are `rules/lexicon/promised.yaml`.
#[derive(Debug)]
pub(crate) struct Figures {
    size_before: WordTable<()>,
    grade_after: WordTable<()>,
    threshold_nouns: WordTable<()>,
    own_count_units: WordTable<()>,
    count_nouns: WordTable<()>,
    goals: WordTable<()>,
}

impl Figures {
    /// Compiles `promised.*`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let table = |key: &str| {
            let list = lexicon.words(&format!("promised.{key}"));
            WordTable::new(list.iter().map(|w| (w, ())))
        };
        Self {
            size_before: table("size_before"),
            grade_after: table("grade_after"),
            threshold_nouns: table("threshold_nouns"),
            own_count_units: table("own_count_units"),
            count_nouns: table("count_nouns"),
            goals: table("goals"),
        }
    }

    /// The quantities of `text[range]` that can be promised, in order, as numbers in `quantities` (sorted).
    pub(crate) fn promised(
        &self,
        text: &str,
        range: Range<usize>,
        quantities: &[Quantity],
    ) -> Vec<usize> {
        let first = quantities.partition_point(|q| q.span.start < range.start);
        let last = quantities.partition_point(|q| q.span.start < range.end);
        (first..last)
            .filter(|&i| self.is_promised(text, &range, &quantities[i]))
            .collect()
    }

    fn is_promised(&self, text: &str, range: &Range<usize>, q: &Quantity) -> bool {
        let before = &text[range.start..q.span.start];
        let after = &text[q.span.end..range.end];
        let stripped = after.trim_start_matches(['以', '之', '上', '下', '内', '左', '右']);
        let attribute = stripped.starts_with('的') || after.starts_with('级');
        let sized = self.size_before.match_before(text, q.span.start).is_some()
            || self
                .size_before
                .match_before(
                    before.trim_end_matches(['约', '达', '超', '近']),
                    before.len(),
                )
                .is_some();
        !is_quoted(before)
            && !(sized && attribute)
            && self.grade_after.match_at(after, 0).is_none()
            && !(q.base_unit == "元"
                && self
                    .threshold_nouns
                    .match_at(stripped.trim_start_matches('的'), 0)
                    .is_some())
            && !self.is_agenda(after, q)
    }

    /// `4个方面`, `十项重点工作`: how many headings follow, nothing to be counted later.
    fn is_agenda(&self, after: &str, q: &Quantity) -> bool {
        self.own_count_units.match_at(&q.unit, 0).is_some()
            && self.count_nouns.match_at(after, 0).is_some()
    }

    /// Whether the clause promises a measurable state without a number: 全覆盖, 动态清零, 与经济增长同步.
    pub(crate) fn has_goal(&self, clause: &str) -> bool {
        clause
            .char_indices()
            .any(|(i, _)| self.goals.match_at(clause, i).is_some())
    }
}

/// Whether a quotation or bracket is still open at the end of `before`.
fn is_quoted(before: &str) -> bool {
    let depth = before.chars().fold(0i32, |depth, c| match c {
        '“' | '《' | '（' | '(' => depth + 1,
        '”' | '》' | '）' | ')' => (depth - 1).max(0),
        _ => depth,
    });
    depth > 0
}
