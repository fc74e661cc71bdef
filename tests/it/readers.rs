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

/// Ledger and findings of a run over files of one format, without places: what a reader of the report is told.
fn told(names: &[&str], format: &str) -> Vec<String> {
    let request = duban::run::Request {
        paths: names
            .iter()
            .map(|name| fixture(&format!("{name}.{format}")))
            .collect(),
        today: Some(jiff::civil::date(2025, 3, 1)),
        ..Default::default()
    };
    let report = duban::run::run(&request).unwrap();
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let quote = |span| squeeze(&report.place(span).quote);
    let matters = report.linked.matters.iter().map(|m| {
        let links: Vec<String> = m.links.iter().map(|l| quote(l.progress)).collect();
        let (promise, because) = (quote(m.commitment.span), &m.because);
        format!("{promise} {:?} {links:?} {because:?}", m.verdict)
    });
    let findings = report.findings.iter().map(|f| {
        let related: Vec<String> = f.related.iter().map(|r| quote(r.span)).collect();
        let (mine, rule, message) = (quote(f.primary), &f.rule, &f.message);
        format!(
            "{rule} {message} {mine} {related:?} {:?} {}",
            f.because, f.fingerprint
        )
    });
    matters.chain(findings).collect()
}

fn same_told(formats: &[&str], names: &[&str]) {
    let expected = told(names, "docx");
    assert!(!expected.is_empty());
    for format in formats {
        let found = told(names, format);
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "{names:?} {format}");
        }
        assert_eq!(expected.len(), found.len(), "{names:?} {format}");
    }
}

#[test]
fn ledger_and_findings_are_the_same_in_every_format() {
    let tables = [
        "xlsx", "html", "mhtml", "ofd", "pdf", "csv", "doc", "xls", "md",
    ];
    same_told(&tables, &["table/seed000"]);
    let texts = ["html", "mhtml", "ofd", "pdf", "txt", "md", "doc"];
    same_told(&texts, &["prose/seed001"]);
    same_told(&texts, &["pair/plan2023", "pair/report2024"]);
}
