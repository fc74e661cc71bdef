//! The same content in every format gives the same text and tables.

use duban::document::Document;
use duban::source;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn read(name: &str) -> Vec<Document> {
    let reading = source::read(&fixture(name), name);
    assert_eq!(reading.unread, [], "{name}");
    reading.documents
}

/// Blocks and table rows in the order of the text, white space inside collapsed.
fn shape(documents: &[Document]) -> Vec<String> {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let mut parts = Vec::new();
    for document in documents {
        for block in &document.blocks {
            parts.push((
                block.range.start,
                squeeze(document.slice(block.range.clone())),
            ));
        }
        for table in &document.tables {
            let row = |cells: &[duban::document::Cell]| {
                let cells = cells
                    .iter()
                    .map(|c| squeeze(document.slice(c.range.clone())));
                cells.collect::<Vec<_>>().join("|")
            };
            parts.push((table.range.start, format!("表头 {}", row(&table.header))));
            parts.extend(table.rows.iter().map(|r| (r.range().start, row(&r.cells))));
        }
    }
    parts.sort_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, text)| text).collect()
}

fn same_in(formats: &[&str], name: &str) {
    let expected = shape(&read(&format!("{name}.docx")));
    for format in formats {
        let found = shape(&read(&format!("{name}.{format}")));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "{name}.{format}");
        }
        assert_eq!(expected.len(), found.len(), "{name}.{format}");
    }
}

#[test]
fn a_completion_table_reads_the_same_in_every_format() {
    same_in(
        &["xlsx", "html", "mhtml", "ofd", "pdf", "csv", "doc", "xls"],
        "table/seed000",
    );
}

#[test]
fn prose_reads_the_same_in_every_format() {
    same_in(
        &["html", "mhtml", "ofd", "pdf", "txt", "md", "doc"],
        "prose/seed001",
    );
    same_in(
        &["html", "mhtml", "ofd", "pdf", "txt", "md", "doc"],
        "pair/plan2023",
    );
    same_in(
        &["html", "mhtml", "ofd", "pdf", "txt", "md", "doc"],
        "pair/report2024",
    );
}
