//! Feeds .doc and .xls: as whole compound files, or as the streams inside, so that the fuzzer need not find its way through the sectors.
//!
//! The first byte chooses: a whole file, the two streams of a Word file (parted by a length in two bytes), the stream of a workbook.
#![no_main]

mod door;

use std::io::{Cursor, Write};

libfuzzer_sys::fuzz_target!(init: door::watch(), |bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    match first % 3 {
        0 => door::read(bytes, "a.doc"),
        1 => {
            let Some((length, streams)) = bytes.split_first_chunk::<2>() else { return };
            let length = usize::from(u16::from_le_bytes(*length)).min(streams.len());
            let (document, table) = streams.split_at(length);
            let parts = [("/WordDocument", document), ("/0Table", table), ("/1Table", table)];
            door::read(&compound(&parts), "a.doc");
        }
        _ => door::read(&compound(&[("/Workbook", bytes)]), "a.xls"),
    }
});

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes a new file");
    for (name, content) in streams {
        let mut stream = file.create_stream(name).expect("a new file takes any stream");
        stream.write_all(content).expect("memory takes any content");
    }
    file.flush().expect("memory can be flushed");
    file.into_inner().into_inner()
}
