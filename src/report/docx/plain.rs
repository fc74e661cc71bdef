//! Makes a Word package from plain text, one paragraph a line.

use super::notes::escape;
use crate::ooxml::{PackageError, rewrite};
use std::collections::BTreeMap;

/// An empty zip: its end-of-directory record (APPNOTE 4.3.16).
const EMPTY: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// The package. Every character of `text` that is not white space is one character of the document, so that places can be counted over.
///
/// # Errors
/// None in practice; those of [`rewrite`].
pub(super) fn package(text: &str) -> Result<Vec<u8>, PackageError> {
    let paragraph = |line: &str| {
        let line = escape(&writable(line.trim_end_matches('\r')));
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")
    };
    let body: String = text.split('\n').map(paragraph).collect();
    let document = format!(
        "{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let parts = [
        ("[Content_Types].xml", format!("{HEAD}{TYPES}")),
        ("_rels/.rels", format!("{HEAD}{RELATIONS}")),
        ("word/document.xml", document),
    ];
    let parts: BTreeMap<String, String> = parts
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text))
        .collect();
    rewrite(EMPTY, &parts)
}

/// Characters XML or Word would drop or that turn the line about, each replaced by one that stays.
fn writable(line: &str) -> String {
    let shown = |c: char| match c {
        '\t' => c,
        '\u{ad}' => '-',
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() && !c.is_whitespace() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    line.chars().map(shown).collect()
}
