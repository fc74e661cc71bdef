//! Feeds web pages and pages saved as one MIME file; the first byte chooses, and what makes them recognised is put before.
#![no_main]

mod door;

const HEADS: [&[u8]; 2] = [b"<html>", b"MIME-Version: 1.0\r\nX: content-type: html\r\n"];

libfuzzer_sys::fuzz_target!(init: door::watch(), |bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let head = HEADS[usize::from(first) % HEADS.len()];
    door::read(&[head, bytes].concat(), "a.html");
});
