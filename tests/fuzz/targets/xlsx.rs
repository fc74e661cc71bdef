//! Feeds bytes as a worksheet, so that the fuzzer need not find its way through the zip.
#![no_main]

use std::io::{Cursor, Write};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parts: &[(&str, &[u8])] = &[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='s' id='a'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<r><R Id='a' Target='worksheets/sheet1.xml'/></r>"),
        ("xl/worksheets/sheet1.xml", bytes),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).expect("a fresh archive takes any part");
        writer.write_all(content).expect("memory takes any content");
    }
    let package = writer.finish().expect("a fresh archive can be closed").into_inner();
    let _ = duban::source::read_bytes(&package, "a.xlsx");
});
