//! Finds progress: what a document says has happened, and the rows of progress tables.

use crate::extract::commitment::objects::objects;
use crate::extract::commitment::{Material, Reader, innermost};
use crate::extract::owner::Owner;
use crate::extract::part::{Part, PartRole};
use crate::extract::period::Period;
use crate::extract::quantity::Quantity;
use crate::extract::status::{Stage, Status};
use crate::location::{Span, Spanned};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One thing a document says has happened (进展情况).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The clause.
    pub span: Span,
    /// Its figures.
    pub quantities: Vec<Quantity>,
    /// Named objects, as written.
    pub objects: Vec<Spanned<String>>,
    /// The stage it says was reached.
    pub stage: Option<Stage>,
    /// The heading it stands under.
    pub section: Option<Span>,
    /// The period it speaks about.
    pub period: Option<Period>,
}

/// One row of a progress table, its cells by meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProgressRow {
    /// The whole row.
    pub span: Span,
    /// 序号 as written.
    pub number: Option<Spanned<String>>,
    /// 事项内容: the commitment.
    pub matter: Option<Span>,
    /// 年度目标, where the table has a column for it.
    #[serde(default)]
    pub annual: Option<Span>,
    /// 阶段目标.
    pub target: Option<Span>,
    /// 完成情况.
    pub progress: Option<Span>,
    /// What had been done by the end of the period before, where the table has a column for it.
    #[serde(default)]
    pub before: Option<Span>,
    /// 完成时限, where the table has a column for it.
    #[serde(default)]
    pub due: Option<Span>,
    /// 完成率, where the table has a column for it.
    #[serde(default)]
    pub rate: Option<Span>,
    /// 责任单位 as a cell.
    pub owner_cell: Option<Span>,
    /// 责任单位, read.
    pub owners: Vec<Owner>,
    /// 分管领导 as written.
    pub leader: Option<Span>,
    /// The status word that opens the progress cell.
    pub status: Option<Status>,
    /// Whether the item is marked ★.
    pub starred: bool,
}

impl Reader {
    /// The progress clauses of the review parts, in order; a clause with several figures makes one for each.
    pub fn progress(&self, material: &Material<'_>) -> Vec<Progress> {
        let parts = material.profile.parts.iter();
        let reviews = parts.filter(|p| p.role == PartRole::Review);
        reviews
            .flat_map(|part| self.progress_of(material, part))
            .collect()
    }

    fn progress_of(&self, material: &Material<'_>, part: &Part) -> Vec<Progress> {
        let (document, text) = (material.document, &material.document.file.text);
        let blocks = material.paragraphs(part);
        let sketches = self
            .pencils
            .sketches(text, &blocks, (material.quantities, None));
        let progress = |range: Range<usize>, object: Range<usize>| {
            let quantities = inside(material.quantities, &range);
            let numbers: Vec<Range<usize>> = quantities.iter().map(|q| q.span.range()).collect();
            Progress {
                objects: objects(document, object, (&numbers, material.times), &self.pencils),
                stage: self.stages.reported(document.id, text, range.clone()),
                section: innermost(part, range.start).map(|s| document.span(s.heading.clone())),
                period: part.period,
                quantities,
                span: document.span(range),
            }
        };
        let sketches = sketches.into_iter();
        sketches.map(|s| progress(s.range, s.noun.core)).collect()
    }
}

/// The quantities that begin in `range`; `quantities` is sorted.
fn inside(quantities: &[Quantity], range: &Range<usize>) -> Vec<Quantity> {
    let first = quantities.partition_point(|q| q.span.start < range.start);
    let last = quantities.partition_point(|q| q.span.start < range.end);
    quantities[first..last].to_vec()
}
