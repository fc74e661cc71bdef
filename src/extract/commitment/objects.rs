//! Takes the named objects out of an object phrase: `A、B和C等3个项目` → A, B, C.

use super::cut::joints;
use super::nouns::Nouns;
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
    let pieces = pieces(text, list_range(text, range, (numbers, nouns)), nouns);
    let bare = pieces.into_iter().map(|piece| {
        let piece = without_numbers(text, piece, numbers);
        said.without(text, nouns.name(text, piece), times)
    });
    let named = bare.filter(|r| text[r.clone()].chars().count() >= 2);
    let mut objects: Vec<Spanned<String>> = named
        .take(MOST_OBJECTS)
        .map(|r| Spanned::new(text[r.clone()].to_owned(), document.span(r)))
        .collect();
    objects.shrink_to_fit();
    pencils.holders.joined(text, objects, nouns)
}

/// The part of `range` that holds the list: before `等…`, or before the number that sums it up.
fn list_range(
    text: &str,
    range: Range<usize>,
    (numbers, nouns): (&[Range<usize>], &Nouns),
) -> Range<usize> {
    let phrase = &text[range.clone()];
    let several = phrase.contains('、');
    let summed = numbers
        .iter()
        .find(|n| several && n.start > range.start && n.end < range.end);
    let open = nouns.list_ends.last(text, range.clone());
    let end = [open, summed.map(|n| n.start)].into_iter().flatten().min();
    range.start..end.unwrap_or(range.end)
}

/// Cuts at `、`, and at `和及与` behind a word that can end the name of a thing (职业教育与产业协同创新试验区 is one name); behind
/// a 、 the 和 closes the list whatever ends there.
fn pieces(text: &str, range: Range<usize>, nouns: &Nouns) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    for (at, c) in joints(text, range.clone()) {
        let behind = at + c.len_utf8();
        let long = |r: Range<usize>| text[r].chars().count() >= 3;
        let closes_a_list = c == '和' && !pieces.is_empty();
        let ends_name = || {
            let left = start..at.max(start);
            let is_thing = |left| {
                let head = nouns.head(text, left);
                head.is_some_and(|(_, class)| class.is_tangible() || closes_a_list)
            };
            let works =
                || is_work(text, left.clone(), nouns) && is_work(text, behind..range.end, nouns);
            let is_long = long(left.clone()) && long(behind..range.end);
            is_long && (is_thing(left.clone()) || c != '与' && works())
        };
        if at >= start && (c == '、' || ends_name()) {
            pieces.push(start..at);
            start = behind;
        }
    }
    pieces.push(start..range.end);
    pieces
        .into_iter()
        .flat_map(|piece| quoted_apart(text, piece))
        .collect()
}

/// Whether `text[range]` is work on a thing (北二路改造).
fn is_work(text: &str, range: Range<usize>, nouns: &Nouns) -> bool {
    let noun = nouns.read(text, range);
    let is_thing = noun.head.is_some_and(|(_, class)| class.is_tangible());
    is_thing && !noun.tails.is_empty()
}

/// `piece`, cut between two quoted names in a row (“智安小区”“智安街道”).
fn quoted_apart(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = piece.start;
    for pair in ["”“", "》《"] {
        for (at, _) in text[piece.clone()].match_indices(pair) {
            let middle = piece.start + at + '”'.len_utf8();
            parts.push(start..middle);
            start = middle;
        }
    }
    parts.push(start..piece.end);
    parts
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
