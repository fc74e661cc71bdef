//! Holds what was read of a document before its commitments are looked for.

use super::{Commitment, Weight};
use crate::document::{BlockKind, Document};
use crate::extract::part::{Part, PartRole, Profile};
use crate::extract::period::Time;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::Quantity;
use std::ops::Range;

/// A document and the facts commitments are made of, each sorted by place.
#[derive(Debug, Clone, Copy)]
pub struct Material<'m> {
    /// The document.
    pub document: &'m Document,
    /// Its parts.
    pub profile: &'m Profile,
    /// Its quantities.
    pub quantities: &'m [Quantity],
    /// Its time expressions.
    pub times: &'m [Time],
    /// Rows of its tables and lists.
    pub rows: &'m [ProgressRow],
}

impl Material<'_> {
    /// The stretches of `part` that promise: paragraphs of a plan, matter cells of tables.
    pub(super) fn blocks(&self, part: &Part) -> Vec<Range<usize>> {
        let cells = || {
            let matters = self.rows.iter().filter_map(|r| r.matter);
            let inside = matters
                .filter(|m| part.span.contains(*m))
                .map(|m| m.range());
            inside.filter(|m| self.in_table(m)).collect::<Vec<_>>()
        };
        match part.role {
            PartRole::Plan => {
                let mut blocks = self.paragraphs(part);
                blocks.extend(cells());
                blocks.sort_by_key(|b| b.start);
                blocks
            }
            PartRole::Table => cells(),
            PartRole::Review | PartRole::Other => Vec::new(),
        }
    }

    /// The paragraphs of `part`, in bytes.
    pub(in crate::extract) fn paragraphs(&self, part: &Part) -> Vec<Range<usize>> {
        let blocks = self.document.blocks.iter();
        let prose = blocks
            .filter(|b| b.kind == BlockKind::Paragraph)
            .map(|b| b.range.start.max(part.span.start)..b.range.end.min(part.span.end));
        prose.filter(|r| r.start < r.end).collect()
    }

    fn in_table(&self, cell: &Range<usize>) -> bool {
        let tables = &self.document.tables;
        let behind = tables.partition_point(|t| t.range.start <= cell.start);
        behind
            .checked_sub(1)
            .is_some_and(|i| cell.end <= tables[i].range.end)
    }

    /// Gives a commitment the owners of the row it stands in, and its star.
    pub(super) fn own(&self, commitment: &mut Commitment) {
        let behind = self
            .rows
            .partition_point(|r| r.span.start <= commitment.span.start);
        let row = behind.checked_sub(1).map(|i| &self.rows[i]);
        let Some(row) = row.filter(|r| r.span.contains(commitment.span)) else {
            return;
        };
        commitment.owners.clone_from(&row.owners);
        if row.starred {
            commitment.weight = commitment.weight.max(Weight::Starred);
        }
    }
}
