//! Turns a laid-out file into documents, with the structure recognition all formats share.

use crate::document::builder::Piece;
use crate::document::{Block, BlockKind, Document, SourceFile};
use crate::location::DocId;
use std::sync::Arc;

/// The documents of `file`, whose text was put together from `pieces`.
pub(super) fn documents(file: &Arc<SourceFile>, pieces: Vec<Piece>) -> Vec<Document> {
    let (mut blocks, mut tables) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Line { range, .. } => blocks.push(Block {
                kind: BlockKind::Paragraph,
                range,
            }),
            Piece::Table(table) => tables.push(table),
            Piece::Boundary(_) => {}
        }
    }
    vec![Document {
        id: DocId(0),
        file: Arc::clone(file),
        range: 0..file.text.len(),
        title: None,
        blocks,
        tables,
    }]
}
