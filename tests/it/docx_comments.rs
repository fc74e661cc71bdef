//! Comments in Word files stand where the findings are, and change nothing else.

use crate::sample;
use assert_cmd::Command;
use duban::location::Span;
use duban::ooxml::{Node, Package, Walk};
use duban::report::{Report, docx};
use duban::source::read_bytes;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};

/// The text between the anchors of each comment, and the comments' own texts, by number.
fn comments(bytes: &[u8]) -> BTreeMap<String, (String, String)> {
    let mut package = Package::open(bytes).unwrap();
    let (document, notes) = (
        package.text("word/document.xml").unwrap().unwrap(),
        package.text("word/comments.xml").unwrap(),
    );
    let mut found: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    let mut walk = Walk::new(&document);
    while let Some((node, _)) = walk.step().unwrap() {
        match node {
            Node::Open(tag) if tag.name() == "commentRangeStart" => {
                open.extend(tag.attribute("id"))
            }
            Node::Open(tag) if tag.name() == "commentRangeEnd" => {
                let id = tag.attribute("id").unwrap();
                open.retain(|o| *o != id);
            }
            Node::Text(text) => open
                .iter()
                .for_each(|id| found.entry(id.clone()).or_default().0.push_str(&text)),
            Node::Open(_) | Node::Close => {}
        }
    }
    let notes = notes.unwrap_or_default();
    let mut walk = Walk::new(&notes);
    let mut id = String::new();
    while let Some((node, _)) = walk.step().unwrap() {
        match node {
            Node::Open(tag) if tag.name() == "comment" => id = tag.attribute("id").unwrap(),
            // Line breaks between the declaration, the root and the comments belong to no comment.
            Node::Text(text) if walk.depth() > 1 => {
                found.entry(id.clone()).or_default().1.push_str(&text)
            }
            Node::Open(_) | Node::Text(_) | Node::Close => {}
        }
    }
    found
}

fn word(body: &str) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", "<Types></Types>".to_owned()),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>"),
        ),
        ("customXml/item.xml", "<untouched/>".to_owned()),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A report on the Word file `bytes` with one finding for each of `quotes`.
fn about(bytes: &[u8], quotes: &[&str]) -> Report {
    let mut report = sample::report();
    report.documents = read_bytes(bytes, "原.docx").documents;
    let document = &report.documents[0];
    let template = report.findings[0].clone();
    let finding = |quote: &&str| {
        let start = document.file.text.find(quote).unwrap();
        let mut finding = template.clone();
        finding.primary = Span::new(document.id, start..start + quote.len());
        finding.related.clear();
        finding
    };
    report.findings = quotes.iter().map(finding).collect();
    report
}

fn anchored(body: &str, quotes: &[&str]) {
    let original = word(body);
    let report = about(&original, quotes);
    let bytes = docx::write(&report, "原.docx", &original).unwrap();
    let mut found = comments(&bytes).into_values().map(|(text, _)| text);
    assert!(found.next_back().is_some(), "the comment about the check");
    assert_eq!(found.collect::<Vec<_>>(), quotes);
    assert_eq!(
        read_bytes(&bytes, "原.docx").documents[0].file.text,
        report.documents[0].file.text
    );
}

#[test]
fn an_anchor_inside_a_run_splits_it() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>今年新增学位3600个，改造小区</w:t></w:r></w:p>";
    anchored(body, &["新增学位3600个"]);
}

#[test]
fn an_anchor_may_span_runs_cells_and_references() {
    let body = "<w:p><w:r><w:t>投资</w:t></w:r><w:r><w:t>12亿&amp;元</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>事项</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>正常推进</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    anchored(body, &["资12亿&元", "正常推进", "甲"]);
}

#[test]
fn two_findings_on_one_place_get_a_comment_each() {
    anchored(
        "<w:p><w:r><w:t>正常推进。</w:t></w:r></w:p>",
        &["正常推进", "正常推进"],
    );
}

#[test]
fn automatic_numbers_and_deleted_text_do_not_shift_the_anchor() {
    let body = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>一、</w:t></w:r><w:r><w:tab/><w:t xml:space=\"preserve\"> 建成 大桥 </w:t></w:r></w:p>";
    anchored(body, &["建成 大桥"]);
}

#[test]
fn a_text_file_becomes_a_word_file_with_the_same_words() {
    let report = sample::report();
    let bytes = docx::write(&report, "报告/2024.txt", b"").unwrap();
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(
        dense(&read_bytes(&bytes, "新.docx").documents[0].file.text),
        dense(sample::PLAN)
    );
    let found = comments(&bytes);
    let expected = report.findings.iter().filter(|f| f.primary.doc.0 == 0);
    for ((text, note), finding) in found.values().zip(expected.clone()) {
        assert_eq!(
            dense(text),
            dense(
                report
                    .document(finding.primary)
                    .slice(finding.primary.range())
            )
        );
        assert!(note.contains(&finding.message));
    }
    assert_eq!(found.len(), expected.count() + 1);
    let about_the_check = found.values().next_back().unwrap();
    assert_eq!(about_the_check.0, "云溪县政府工作报告（2024年）");
    assert!(about_the_check.1.contains(&report.documents[0].file.blake3));
}

#[test]
fn check_writes_the_first_document_with_comments_and_never_over_it() {
    let folder = tempfile::tempdir().unwrap();
    let body = "<w:p><w:r><w:t>云溪县政府工作报告（2024年）</w:t></w:r></w:p>\
        <w:p><w:r><w:t>二、2024年重点工作</w:t></w:r></w:p>\
        <w:p><w:r><w:t>力争新建幼儿园12所。</w:t></w:r></w:p>";
    let original = word(body);
    std::fs::write(folder.path().join("报告.docx"), &original).unwrap();
    let check = |more: &[&str]| {
        let mut command = Command::cargo_bin("duban").unwrap();
        let command = command.current_dir(folder.path());
        command.args(["check", "报告.docx"]).args(more).output()
    };
    let printed = check(&["--format", "docx", "--output", "报告.批注.docx"]).unwrap();
    let saved = std::fs::read(folder.path().join("报告.批注.docx")).unwrap();
    assert_eq!(printed.stdout, saved);
    let found = comments(&saved);
    assert!(!found.is_empty());
    for (anchor, note) in found.values() {
        assert!(!anchor.is_empty() && !note.is_empty());
    }
    let refused = check(&["--output", "报告.docx"]).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let kept = std::fs::read(folder.path().join("报告.docx")).unwrap();
    assert_eq!(kept, original);
}
