//! Takes the named objects out of an object phrase: `A、B和C等3个项目` → A, B, C.

use super::pieces::pieces;
use super::sketch::Pencils;
use crate::document::Document;
use crate::extract::period::Time;
use crate::location::Spanned;
use std::ops::Range;

/// Objects that are kept of one list.
const MOST_OBJECTS: usize = 64;

/// The objects named in `range` (bytes), in order; `numbers` are the quantities inside it, `times` those of the document.
pub(crate) fn objects(
    document: &Document,
    range: Range<usize>,
    (numbers, times): (&[Range<usize>], &[Time]),
    pencils: &Pencils,
) -> Vec<Spanned<String>> {
    let text = &document.file.text;
    let (nouns, said) = (&pencils.nouns, &pencils.said);
    let pieces = pieces(text, range, (numbers, pencils));
    let bare = pieces.into_iter().map(|piece| {
        let piece = without_numbers(text, piece, numbers);
        said.without(text, nouns.name(text, piece), times)
    });
    let named = bare.filter(|r| !r.is_empty()).take(MOST_OBJECTS);
    let objects = named.map(|r| Spanned::new(text[r.clone()].to_owned(), document.span(r)));
    let objects = pencils.holders.joined(text, objects.collect(), nouns);
    let mut objects = pencils.elided.completed(text, objects, nouns);
    objects.retain(|o| o.value.chars().nth(1).is_some());
    objects.shrink_to_fit();
    objects
}

/// `piece` without the quantities at its ends and without an attribute that holds one (`投资10亿元的…`).
fn without_numbers(text: &str, piece: Range<usize>, numbers: &[Range<usize>]) -> Range<usize> {
    let mut piece = piece;
    for n in numbers {
        if n.start < piece.start || piece.end < n.end {
            continue;
        }
        let behind = &text[n.end..piece.end];
        let mut opening = behind.char_indices().take_while(|&(at, _)| at <= 9);
        let attribute = opening.find(|&(_, c)| c == '的').map(|(at, _)| at);
        if let Some(at) = attribute {
            piece.start = n.end + at + '的'.len_utf8();
        } else if n.start <= piece.start + 3 {
            piece.start = n.end + (behind.len() - without_bound(behind).len());
        } else if piece.end <= n.end + 9 {
            piece.end = n.start;
        }
        if piece.start >= piece.end {
            return piece.end..piece.end;
        }
    }
    piece
}

/// `text` without the words that bound a number before it.
fn without_bound(text: &str) -> &str {
    let bounds = ["以上", "以内", "以下", "左右"];
    bounds
        .iter()
        .find_map(|w| text.strip_prefix(w))
        .unwrap_or(text)
}
