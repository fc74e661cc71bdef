//! Turns a laid-out file into documents, with the structure recognition all formats share.

use crate::document::builder::Piece;
use crate::document::lines::Chunk;
use crate::document::outline::outline;
use crate::document::{Document, SourceFile, Table};
use crate::location::DocId;
use std::ops::Range;
use std::sync::Arc;

/// The documents of `file`, whose text was put together from `pieces`: one, or one for each stretch between boundaries that has content.
pub(super) fn documents(file: &Arc<SourceFile>, pieces: Vec<Piece>) -> Vec<Document> {
    let (mut documents, mut open, mut start) = (Vec::new(), Gathered::default(), 0);
    for piece in pieces {
        match piece {
            Piece::Line { range, level } => open.chunks.push(Chunk {
                range,
                level,
                ..Chunk::default()
            }),
            Piece::Table(table) => open.tables.push(table),
            Piece::Boundary(at) => {
                documents.extend(std::mem::take(&mut open).close(file, start..at));
                start = at;
            }
        }
    }
    documents.extend(open.close(file, start..file.text.len()));
    documents
}

#[derive(Default)]
struct Gathered {
    chunks: Vec<Chunk>,
    tables: Vec<Table>,
}

impl Gathered {
    fn close(self, file: &Arc<SourceFile>, range: Range<usize>) -> Option<Document> {
        if self.chunks.is_empty() && self.tables.is_empty() {
            return None;
        }
        let outline = outline(&file.text, self.chunks);
        Some(Document {
            id: DocId(0),
            file: Arc::clone(file),
            range,
            title: outline.title,
            blocks: outline.blocks,
            tables: self.tables,
        })
    }
}
