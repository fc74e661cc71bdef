//! Feeds bytes as the body of a Word package, so that the fuzzer need not find its way through the zip.
#![no_main]

use std::io::{Cursor, Write};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parts: &[(&str, &[u8])] = &[
        ("word/document.xml", bytes),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).expect("a fresh archive takes any part");
        writer.write_all(content).expect("memory takes any content");
    }
    let package = writer.finish().expect("a fresh archive can be closed").into_inner();
    let _ = duban::source::read_bytes(&package, "a.docx");
});
