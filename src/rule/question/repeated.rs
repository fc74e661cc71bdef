//! Answers which clauses of a table stand in more than one of its rows.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::extract::progress::ProgressRow;
use crate::location::Span;
use crate::rule::case::{Case, Subject};
use crate::rule::condition::Ask;
use crate::rule::evidence::Evidence;
use crate::rule::likeness::{essence, ratio_of};
use crate::rule::scope::Scope;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Length of the runs two clauses must share before they are compared.
const RUN: usize = 4;

/// A cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellName {
    /// 事项内容.
    #[serde(alias = "事项内容")]
    Matter,
    /// 阶段目标.
    #[serde(alias = "阶段目标")]
    Target,
    /// 完成情况.
    #[serde(alias = "完成情况")]
    Progress,
}

/// Arguments of `repeated`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatedArguments {
    /// 对象: which cell of the rows.
    #[serde(alias = "对象")]
    pub of: CellName,
    /// 对照: the cell of the other rows it is compared with; the same cell when nothing is said.
    #[serde(default, alias = "对照")]
    pub with: Option<CellName>,
    /// 至少: least similarity, 0 to 1.
    #[serde(alias = "至少")]
    pub at_least: f64,
    /// 字数: shortest clause, in letters and digits.
    #[serde(alias = "字数")]
    pub chars: usize,
}

/// Which cell, and how alike.
#[derive(Debug)]
pub struct Repeated(RepeatedArguments);

/// A clause of a row.
struct Piece {
    row: usize,
    span: Span,
    essence: Vec<char>,
    original: bool,
}

impl Ask for Repeated {
    type Arguments = RepeatedArguments;
    const ON: &'static [Scope] = &[Scope::Table];
    const FILLS: &'static [Placeholder] = &[Placeholder::Similarity, Placeholder::Expected];

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments))
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Subject::Table(rows) = case.subject else {
            return Vec::new();
        };
        let mut pieces = self.pieces(case, rows, self.0.of, self.0.with.is_none());
        if let Some(with) = self.0.with {
            let own = pieces.len();
            pieces.extend(self.pieces(case, rows, with, true));
            pieces.rotate_left(own);
        }
        let mut found = Vec::new();
        for (first, second) in neighbours(&pieces) {
            let (a, b) = (&pieces[first], &pieces[second]);
            if !a.original || self.0.with.is_some() && b.original {
                continue;
            }
            if let Some(likeness) = ratio_of(&a.essence, &b.essence, self.0.at_least) {
                let number = rows[a.row].number.as_ref().map_or("", |n| n.value.as_str());
                let evidence = Evidence::at(b.span)
                    .related(a.span, format!("第{number}项"))
                    .value(Placeholder::Expected, number)
                    .value(Placeholder::Similarity, format!("{:.0}%", likeness * 100.0));
                found.push(evidence);
            }
        }
        found
    }
}

impl Repeated {
    /// The clauses of a cell of the rows; `original` ones may be repeated by others.
    fn pieces(
        &self,
        case: &Case<'_>,
        rows: &[ProgressRow],
        of: CellName,
        original: bool,
    ) -> Vec<Piece> {
        let cell = |row: &ProgressRow| match of {
            CellName::Matter => row.matter,
            CellName::Target => row.target,
            CellName::Progress => row.progress,
        };
        let text = &case.document.file.text;
        let mut pieces = Vec::new();
        for (row, cell) in rows
            .iter()
            .enumerate()
            .filter_map(|(i, r)| Some((i, cell(r)?)))
        {
            for range in clause::clauses(text, cell.range()) {
                let essence = essence(&text[range.clone()]);
                if essence.len() >= self.0.chars {
                    let span = Span::new(cell.doc, range);
                    pieces.push(Piece {
                        row,
                        span,
                        essence,
                        original,
                    });
                }
            }
        }
        pieces
    }
}

/// Pairs of pieces of different rows that share a run, in order.
fn neighbours(pieces: &[Piece]) -> BTreeSet<(usize, usize)> {
    let mut by_run: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    for (i, piece) in pieces.iter().enumerate() {
        for run in piece.essence.windows(RUN) {
            by_run.entry(run).or_default().push(i);
        }
    }
    let mut pairs = BTreeSet::new();
    for list in by_run.values().filter(|l| (2..=8).contains(&l.len())) {
        for (n, &a) in list.iter().enumerate() {
            for &b in &list[n + 1..] {
                if pieces[a].row != pieces[b].row {
                    pairs.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    pairs
}
