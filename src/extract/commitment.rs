//! Finds commitments: what a document says will be done, in a form a reader could check.

use crate::extract::deadline::Deadline;
use crate::extract::owner::Owner;
use crate::extract::period::Period;
use crate::extract::quantity::Quantity;
use crate::extract::status::Stage;
use crate::location::{Span, Spanned};
use serde::Serialize;

/// How checkable a commitment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A numeric target.
    Quantified,
    /// A named project, institution, document or event with a concrete verb.
    Named,
    /// A direction without a checkable deliverable.
    Qualitative,
}

/// How firmly it is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Firmness {
    /// 确保, 完成, or nothing said.
    Firm,
    /// 力争, 争取.
    Aspiring,
}

/// How much silence about it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// A named project or direction.
    Ordinary,
    /// A quantified target.
    Quantified,
    /// ★ item.
    Starred,
    /// 民生实事.
    Livelihood,
    /// 主要预期目标.
    Headline,
}

/// One thing a document says will be done (承诺事项).
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// The clause.
    pub span: Span,
    /// How checkable.
    pub kind: Kind,
    /// Its figures; the first is the target.
    pub quantities: Vec<Quantity>,
    /// Named objects (projects, bodies, documents), as written.
    pub objects: Vec<Spanned<String>>,
    /// The verb that governs it, possibly inherited from an earlier clause.
    pub verb: Option<Spanned<String>>,
    /// The stage it promises to reach.
    pub stage: Option<Stage>,
    /// 力争 or firm.
    pub firmness: Firmness,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// Who is responsible.
    pub owners: Vec<Owner>,
    /// How much silence weighs.
    pub weight: Weight,
    /// The heading it stands under.
    pub section: Option<Span>,
    /// The period it is promised for.
    pub period: Option<Period>,
}
