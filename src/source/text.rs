//! Turns plain text into documents: encoding, blocks, flattened tables, several articles in one file.

use crate::document::{Block, BlockKind, Document, SourceFile};
use crate::location::DocId;
use std::sync::Arc;

/// Decodes `bytes`; returns the text without BOM and the encoding's name.
pub fn decode(bytes: &[u8]) -> (String, String) {
    let (text, encoding, _) = encoding_rs::UTF_8.decode(bytes);
    (text.into_owned(), encoding.name().to_lowercase())
}

/// The documents of a decoded plain-text file.
pub fn documents(file: &Arc<SourceFile>) -> Vec<Document> {
    let mut blocks = Vec::new();
    for line in 1..=file.line_column(file.text.len()).0 {
        let range = crate::document::clause::trim(&file.text, file.line_range(line));
        if !range.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                range,
            });
        }
    }
    vec![Document {
        id: DocId(0),
        file: Arc::clone(file),
        range: 0..file.text.len(),
        title: None,
        blocks,
        tables: Vec::new(),
    }]
}
