//! What it costs to write ten thousand findings in each format.

#[path = "../it/sample.rs"]
#[allow(dead_code)]
mod sample;

use divan::Bencher;
use duban::document::{Document, SourceFile};
use duban::extract::commitment::Commitment;
use duban::finding::{Finding, Related};
use duban::link::Matter;
use duban::location::{DocId, Span};
use duban::report::{Format, Report, View};
use std::sync::Arc;

/// Findings, and as many commitments.
const MANY: usize = 10_000;

fn main() {
    divan::main();
}

#[divan::bench(args = ["terminal", "json", "sarif", "junit", "html", "xlsx", "markdown"], sample_count = 5, sample_size = 1)]
fn ten_thousand_findings(bencher: Bencher<'_, '_>, name: &str) {
    let report = many();
    let format = Format::named(name).expect("a format");
    bencher.bench_local(|| report.write(format, &View::default()).len());
}

/// The sample grown to a thousand lines on either side, each promise with its report.
fn many() -> Report {
    let mut report = sample::report();
    let (promise, progress) = (
        "新建改扩建第0000号幼儿园12所",
        "新建改扩建第0000号幼儿园9所",
    );
    let line = |words: &str, i: usize| words.replace("0000", &format!("{i:04}"));
    let text = |words: &str| {
        (0..MANY)
            .map(|i| line(words, i) + "。\n")
            .collect::<String>()
    };
    report.documents = vec![
        document(&report.documents[0], text(promise)),
        document(&report.documents[1], text(progress)),
    ];
    report.facts.truncate(2);
    report
        .facts
        .iter_mut()
        .for_each(|f| f.not_understood.clear());
    report.linked.pairings.clear();
    report.linked.successions.clear();
    let at = |doc, words: &str, i: usize| {
        let stride = words.len() + "。\n".len();
        Span::new(DocId(doc), i * stride..i * stride + words.len())
    };
    let matter = report.linked.matters[1].clone();
    let finding = report.findings[3].clone();
    report.linked.matters = (0..MANY)
        .map(|i| grown(&matter, i, at(0, promise, i), at(1, progress, i)))
        .collect();
    report.findings = (0..MANY)
        .map(|i| Finding {
            primary: at(1, progress, i),
            related: vec![Related {
                span: at(0, promise, i),
                label: "2024年承诺".into(),
            }],
            fingerprint: format!("target-missed-{i:05}"),
            matter_key: format!("key-{i:05}"),
            ..finding.clone()
        })
        .collect();
    report
}

fn grown(model: &Matter, i: usize, promise: Span, progress: Span) -> Matter {
    let mut matter = model.clone();
    matter.id = format!("M{i:05}");
    matter.key = format!("key-{i:05}");
    matter.commitment = Commitment {
        span: promise,
        section: None,
        quantities: Vec::new(),
        ..(*matter.commitment).clone()
    }
    .into();
    matter.links[0].progress = progress;
    matter
}

fn document(model: &Document, text: String) -> Document {
    let length = text.len();
    let path = model.file.path.clone();
    let file = SourceFile::new(path, text, "utf-8".into(), String::new(), Vec::new());
    Document {
        id: model.id,
        file: Arc::new(file),
        range: 0..length,
        title: None,
        blocks: Vec::new(),
        tables: Vec::new(),
    }
}
