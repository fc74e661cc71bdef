//! Turns decoded plain text into documents: articles, flattened and `|` tables, blocks.

use crate::document::lines::chunks;
use crate::document::outline::outline;
use crate::document::{Document, SourceFile, Table};
use crate::location::DocId;
use crate::source::{article, flat_table, pipe_table};
use std::ops::Range;
use std::sync::Arc;

/// The documents of a decoded plain-text file.
pub fn documents(file: &Arc<SourceFile>) -> Vec<Document> {
    let articles = article::split(&file.text);
    articles
        .into_iter()
        .map(|range| document(file, range))
        .collect()
}

fn document(file: &Arc<SourceFile>, range: Range<usize>) -> Document {
    let mut tables: Vec<Table> = flat_table::find(&file.text, &range);
    tables.extend(pipe_table::find(&file.text, &range));
    tables.sort_by_key(|t| t.range.start);
    let ranges: Vec<Range<usize>> = tables.iter().map(|t| t.range.clone()).collect();
    let outline = outline(&file.text, chunks(&file.text, range.clone(), &ranges));
    Document {
        id: DocId(0),
        file: Arc::clone(file),
        range,
        title: outline.title,
        blocks: outline.blocks,
        tables,
    }
}
