//! Bytes → one reading through the door of all readers, with what must hold of every reading.

use duban::document::Document;
use std::panic::{PanicHookInfo, set_hook, take_hook};

/// Ends the run at a panic in the readers' own code, which the door would otherwise catch and name.
/// Panics of foreign parsers are the door's business and pass.
pub fn watch() {
    let abort = take_hook();
    set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
        let place = panic.location().map_or("", |l| l.file());
        if !place.contains("/registry/") && !place.contains("/rustlib/") {
            abort(panic);
        }
    }));
}

/// Reads `bytes` as a file of this `name`; every place of every document must lie in the text, on character bounds.
pub fn read(bytes: &[u8], name: &str) {
    let reading = duban::source::read_bytes(bytes, name);
    assert!(!reading.documents.is_empty() || !reading.unread.is_empty(), "nothing said");
    reading.documents.iter().for_each(check);
}

fn check(document: &Document) {
    let text = &document.file.text;
    let mut ranges = vec![document.range.clone()];
    ranges.extend(document.title.clone());
    ranges.extend(document.blocks.iter().map(|b| b.range.clone()));
    for table in &document.tables {
        ranges.push(table.range.clone());
        let cells = table.rows.iter().flat_map(|r| &r.cells);
        ranges.extend(cells.map(|c| c.range.clone()));
    }
    for range in ranges {
        assert!(text.get(range.clone()).is_some(), "{range:?} is no place of the text");
        document.file.origin(range.start);
    }
}
