//! What it costs to read: body text of .docx and .xlsx in bytes a second, and a hundred ordinary .docx at once.

use divan::Bencher;
use divan::counter::BytesCount;
use duban::source::read_bytes;
use rayon::prelude::*;
use std::io::{Cursor, Write};

const SENTENCE: &str = "新建改扩建幼儿园12所，新增学位3600个；改造老旧小区35个，惠及居民1.2万户。";
/// Characters of an ordinary report.
const ORDINARY: usize = 20_000;
/// Characters of a large one.
const LARGE: usize = 2_000_000;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_large_docx(bencher: Bencher<'_, '_>) {
    read(bencher, docx(LARGE), "大.docx");
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_large_xlsx(bencher: Bencher<'_, '_>) {
    read(bencher, xlsx(LARGE), "大.xlsx");
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_hundred_docx(bencher: Bencher<'_, '_>) {
    let file = docx(ORDINARY);
    let all = || {
        let documents = |_| read_bytes(&file, "报告.docx").documents.len();
        (0..100).into_par_iter().map(documents).sum::<usize>()
    };
    bencher.bench_local(all);
}

/// Reads `file`, counted in bytes of the text found.
fn read(bencher: Bencher<'_, '_>, file: Vec<u8>, name: &str) {
    let text = read_bytes(&file, name).documents[0].file.text.len();
    bencher
        .counter(BytesCount::new(text))
        .bench_local(|| read_bytes(&file, name).documents.len());
}

/// A Word file of paragraphs with runs and properties, as office programs write them.
fn docx(characters: usize) -> Vec<u8> {
    let half = SENTENCE.len() / 2;
    let half = (half..)
        .find(|&i| SENTENCE.is_char_boundary(i))
        .expect("the end is one");
    let (a, b) = SENTENCE.split_at(half);
    let run = |words: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"32\"/></w:rPr><w:t>{words}</w:t></w:r>"
        )
    };
    let paragraph = format!(
        "<w:p w:rsidR=\"00A77B3E\"><w:pPr><w:ind w:firstLine=\"640\"/></w:pPr>{}{}</w:p>",
        run(a),
        run(b)
    );
    let body = paragraph.repeat(characters / SENTENCE.chars().count());
    let xml = format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Stored: repeated text would pack beyond what the reader believes of text.
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer
        .start_file("word/document.xml", stored)
        .expect("a fresh archive takes a part");
    writer
        .write_all(xml.as_bytes())
        .expect("memory takes any content");
    writer
        .finish()
        .expect("a fresh archive can be closed")
        .into_inner()
}

/// A workbook of four columns.
fn xlsx(characters: usize) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["序号", "事项", "进展", "责任单位"]) {
        sheet
            .write_string(0, column, header)
            .expect("a cell of the sheet");
    }
    let rows = characters / SENTENCE.chars().count() / 2;
    for row in (1..).take(rows) {
        let cells = [
            row.to_string(),
            format!("{row}{SENTENCE}"),
            format!("{SENTENCE}{row}"),
            "县教体局".into(),
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet
                .write_string(row, column, cell)
                .expect("a cell of the sheet");
        }
    }
    book.save_to_buffer().expect("a workbook of texts")
}
