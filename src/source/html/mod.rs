//! Turns a saved web page into a layout: the article with its title and date line, not the site around it.

mod article;
mod render;
mod table;

use super::{Failure, Rendering, encoding};
use crate::document::builder::Builder;
use render::Part;
use scraper::Html;

/// Deepest nesting of elements handed to the parser, whose work grows with depth times length.
const MAX_DEPTH: usize = 2_000;
/// Bytes in which a page declares its encoding (HTML 13.2.3.2 asks for 1024; portals need more).
const DECLARED_WITHIN: usize = 8192;

/// Reads the bytes of a page.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let declared = if has_bom(bytes) {
        None
    } else {
        declared(bytes)
    };
    match declared {
        Some(encoding) => read_text(&encoding.decode(bytes).0),
        None => read_text(&encoding::decode(bytes)?.text),
    }
}

/// Reads a decoded page.
pub(super) fn read_text(page: &str) -> Result<Rendering, Failure> {
    if depth(page) > MAX_DEPTH {
        return Err(Failure(format!(
            "网页元素嵌套超过 {MAX_DEPTH} 层，不予读取"
        )));
    }
    let page = Html::parse_document(page);
    let mut builder = Builder::default();
    for part in article::parts(&page) {
        match part {
            Part::Line { text, level } => drop(builder.line(&text, level, None)),
            Part::Table(grid) => builder.table(grid),
            Part::Boundary => builder.boundary(),
        }
    }
    Ok(Rendering::new("html", builder.finish()))
}

fn has_bom(bytes: &[u8]) -> bool {
    encoding_rs::Encoding::for_bom(bytes).is_some()
}

/// The encoding a page declares, if it is one whose text can look like this.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let lower = head.to_ascii_lowercase();
    let at = lower.windows(8).position(|w| w == b"charset=")? + 8;
    let name = head[at..].split(|b| matches!(b, b'"' | b'\'' | b' ' | b'>' | b';' | b'/'));
    let label = name.into_iter().find(|label| !label.is_empty())?;
    let encoding = encoding_rs::Encoding::for_label(label)?;
    let (_, _, wrong) = encoding.decode(bytes);
    (!wrong).then_some(encoding)
}

/// Elements that need no closing tag; they do not nest by being left open.
const UNCLOSED: [&str; 24] = [
    "p", "br", "img", "hr", "li", "td", "tr", "th", "input", "meta", "link", "option", "dd", "dt",
    "col", "tbody", "thead", "tfoot", "area", "base", "param", "source", "wbr", "embed",
];

/// Greatest number of elements open at once, counted without building a tree.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for (at, _) in page.match_indices('<') {
        let rest = &page.as_bytes()[at + 1..];
        let closing = rest.first() == Some(&b'/');
        let name = rest[usize::from(closing)..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric());
        let name: Vec<u8> = name.take(12).map(u8::to_ascii_lowercase).collect();
        if name.is_empty() || UNCLOSED.iter().any(|u| u.as_bytes() == name) {
            continue;
        }
        depth = if closing {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        deepest = deepest.max(depth);
    }
    deepest
}
