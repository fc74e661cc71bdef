//! Feeds .docx, .xlsx and .ofd: as whole packages, or as the XML parts inside (parted by a zero byte), so that the fuzzer need not find its way through the zip.
//!
//! The first byte chooses: a whole package, a Word file (read, and traced back to its XML as comments need it), a workbook, an OFD file.
#![no_main]

mod door;

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const WORD: [&str; 4] = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
const SHEET: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];
const OFD: [&str; 3] = ["Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "OFD.xml"];

libfuzzer_sys::fuzz_target!(init: door::watch(), |bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    match first % 4 {
        0 => door::read(bytes, "a.docx"),
        1 => {
            let package = package(&WORD, bytes);
            door::read(&package, "a.docx");
            if let Ok((stretches, _, xml)) = duban::source::docx_stretches(&package) {
                for range in stretches.into_iter().filter_map(|s| s.xml) {
                    assert!(xml.get(range).is_some(), "a stretch lies on character bounds");
                }
            }
        }
        2 => door::read(&package(&SHEET, bytes), "a.xlsx"),
        _ => door::read(&package(&OFD, bytes), "a.ofd"),
    }
});

/// A package whose parts hold the pieces of `bytes` in order.
fn package(names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in names.iter().zip(bytes.splitn(names.len(), |b| *b == 0)) {
        writer.start_file(*name, stored).expect("a fresh archive takes any part");
        writer.write_all(content).expect("memory takes any content");
    }
    writer.finish().expect("a fresh archive can be closed").into_inner()
}
