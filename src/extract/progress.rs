//! Finds progress: what a document says has happened, and the rows of progress tables.

use crate::extract::owner::Owner;
use crate::extract::period::Period;
use crate::extract::quantity::Quantity;
use crate::extract::status::{Stage, Status};
use crate::location::{Span, Spanned};

/// One thing a document says has happened (进展情况).
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressRow {
    /// The whole row.
    pub span: Span,
    /// 序号 as written.
    pub number: Option<Spanned<String>>,
    /// 事项内容: the commitment.
    pub matter: Option<Span>,
    /// 阶段目标.
    pub target: Option<Span>,
    /// 完成情况.
    pub progress: Option<Span>,
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
