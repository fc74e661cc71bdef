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
    size_clauses: WordTable<()>,
    stock_verbs: WordTable<()>,
    reaching: WordTable<()>,
    horizons: WordTable<()>,
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
            size_clauses: table("size_clauses"),
            stock_verbs: table("stock_verbs"),
            reaching: table("reaching"),
            horizons: table("horizons"),
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
        holds(&self.goals, clause)
    }

    /// Whether the clause only says how large something is: `总投资260亿元`.
    pub(crate) fn is_size(&self, clause: &str) -> bool {
        self.size_clauses.match_at(clause, 0).is_some()
    }

    /// Whether the verbs speak of a stock that is there already (`做强4个基地`) and nothing is to be reached.
    pub(crate) fn is_stock<'a>(
        &self,
        mut verbs: impl Iterator<Item = &'a str>,
        body: &str,
    ) -> bool {
        let stock = |v: &str| {
            self.stock_verbs
                .match_at(v, 0)
                .is_some_and(|(n, ())| n == v.len())
        };
        verbs.any(stock) && !holds(&self.reaching, body)
    }

    /// Whether `clause` aims at a year after `year`, or at a term of several years.
    pub(crate) fn is_distant(&self, clause: &str, year: Option<i16>) -> bool {
        holds(&self.horizons, clause) || year.is_some_and(|year| years(clause).any(|y| y > year))
    }
}

fn holds(words: &WordTable<()>, text: &str) -> bool {
    text.char_indices()
        .any(|(i, _)| words.match_at(text, i).is_some())
}

/// The years that open `clause` or follow 到 in it, outside quotation marks and brackets.
fn years(clause: &str) -> impl Iterator<Item = i16> {
    clause.match_indices('年').filter_map(|(end, _)| {
        let start = end.checked_sub(4)?;
        let year: i16 = clause.get(start..end)?.parse().ok()?;
        let before = &clause[..start];
        let leads = before.is_empty() || before.ends_with(['到', '至', '保', '争', '以']);
        (leads && !is_quoted(before)).then_some(year)
    })
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
