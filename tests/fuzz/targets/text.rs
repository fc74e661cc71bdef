//! Feeds plain text, Markdown and separated values; the first byte chooses the name. Seeds: tests/fuzz/seeds.py.
#![no_main]

mod door;

const NAMES: [&str; 4] = ["a.txt", "a.md", "a.csv", "a.tsv"];

libfuzzer_sys::fuzz_target!(init: door::watch(), |bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    door::read(bytes, NAMES[usize::from(first) % NAMES.len()]);
});
