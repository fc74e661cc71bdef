//! Feeds bytes as the body of a Word package to the walk that traces characters back to their XML.
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
    if let Ok((stretches, _, xml)) = duban::source::docx_stretches(&package) {
        for range in stretches.into_iter().filter_map(|s| s.xml) {
            assert!(xml.get(range).is_some(), "a stretch lies on character bounds");
        }
    }
});
