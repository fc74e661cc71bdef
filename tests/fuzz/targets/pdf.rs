//! Feeds PDF files as they are.
#![no_main]

mod door;

libfuzzer_sys::fuzz_target!(init: door::watch(), |bytes: &[u8]| door::read(bytes, "a.pdf"));
