//! Cuts an object phrase into names: `A、B改造和C改造等3个项目` → A, B改造, C改造.

use super::cut::joints;
use super::nouns::{HeadClass, Noun, Nouns};
use super::rare;
use super::sketch::Pencils;
use std::ops::Range;

/// Fewest characters on both sides of a joint that divides names.
const LEAST_SIDE: usize = 3;

/// Fewest characters of a name behind a list that is closed.
const LEAST_BEHIND: usize = 5;

/// Characters of a proper name, at most.
const LONGEST_NAME: usize = 40;

/// Characters of an attribute, at most.
const LONGEST_ATTRIBUTE: usize = 10;

/// Share of rare pairs from which on a phrase holds a proper name.
const NAME: f32 = 0.3;

/// The names in `range`, in order; `numbers` are the quantities inside it.
pub(super) fn pieces(
    text: &str,
    range: Range<usize>,
    (numbers, pencils): (&[Range<usize>], &Pencils),
) -> Vec<Range<usize>> {
    let nouns = &pencils.nouns;
    let (list, rest) = list_range(text, range, (numbers, nouns));
    let mut pieces = cut(text, list, pencils);
    if let Some(rest) = rest.and_then(|rest| behind_list(text, rest, nouns)) {
        pieces.extend(cut(text, rest, pencils));
    }
    let pieces = without_attributes(text, pieces, pencils);
    let apart = pieces.into_iter();
    apart
        .flat_map(|piece| quoted_apart(text, piece))
        .map(|piece| without_kind(text, piece, nouns))
        .collect()
}

/// The part of `range` that holds the list: before `等…`, or before the number that sums it up; and what stands behind the 等.
fn list_range(
    text: &str,
    range: Range<usize>,
    (numbers, nouns): (&[Range<usize>], &Nouns),
) -> (Range<usize>, Option<Range<usize>>) {
    let phrase = &text[range.clone()];
    let several = phrase.contains('、');
    let summed = numbers
        .iter()
        .find(|n| several && n.start > range.start && n.end < range.end);
    let open = nouns.list_ends.last(text, range.clone());
    let end = [open, summed.map(|n| n.start)].into_iter().flatten().min();
    let rest = open.filter(|_| end == open);
    let rest = rest.map(|at| at + '等'.len_utf8()..range.end);
    (range.start..end.unwrap_or(range.end), rest)
}

/// What stands in `rest` beside the kind of what was listed (`等快速路和甲铁路二期`).
fn behind_list(text: &str, rest: Range<usize>, nouns: &Nouns) -> Option<Range<usize>> {
    let joints = joints(text, rest.clone());
    let (at, c) = joints.into_iter().find(|(_, c)| *c != '、')?;
    let kind = rest.start..rest.start + text[rest.start..at].trim_end_matches('以').len();
    let behind = at + c.len_utf8()..rest.end;
    let is_kind = is_thing(text, kind, nouns);
    let name = &text[behind.clone()];
    let is_name = name.chars().nth(LEAST_BEHIND - 1).is_some() && rare::pairs(name) >= NAME;
    (is_kind && is_name && is_thing(text, behind.clone(), nouns)).then_some(behind)
}

/// Cuts at `、`, and at `和及与` behind a word that can end the name of a thing (职业教育与产业协同创新试验区 is one name); behind
/// a 、 the 和 closes the list whatever ends there, and one of names without a head goes on (`甲、乙和丙职教中心`).
fn cut(text: &str, range: Range<usize>, pencils: &Pencils) -> Vec<Range<usize>> {
    let nouns = &pencils.nouns;
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    for (at, c) in joints(text, range.clone()) {
        let behind = at + c.len_utf8();
        let left =
            start..start.max(start + text[start..at.max(start)].trim_end_matches('以').len());
        let right = behind..range.end;
        let closes_a_list = c == '和' && !pieces.is_empty();
        let ends_name = || {
            let head = nouns.head(text, without_phase(text, left.clone()));
            let ends = head.is_some_and(|(_, class)| class.is_tangible() || closes_a_list)
                || nouns.is_event(text, &left);
            let long = |r: &Range<usize>| text[r.clone()].chars().nth(LEAST_SIDE - 1).is_some();
            let works = || c != '与' && are_works(text, (&left, &right), nouns);
            long(&left) && long(&right) && (ends || works())
        };
        let goes_on = || {
            let bare = |r: &Range<usize>| pencils.elided.is_bare(&text[r.clone()], nouns);
            pieces.last().is_some_and(bare) && bare(&left)
        };
        if at >= start && (c == '、' || ends_name() || goes_on()) {
            pieces.push(left);
            start = behind;
        }
    }
    pieces.push(start..range.end);
    pieces
}

/// Whether `left` and `right` each are work on a thing of their own (北二路改造和东河治理); of the right one the work may stand
/// behind its end.
fn are_works(text: &str, (left, right): (&Range<usize>, &Range<usize>), nouns: &Nouns) -> bool {
    let names_a_thing = |noun: &Noun| {
        let head = noun.head.as_ref();
        head.is_some_and(|(_, class)| class.is_tangible()) || is_named(&text[noun.core.clone()])
    };
    let (one, other) = (
        nouns.read(text, left.clone()),
        nouns.read(text, right.clone()),
    );
    let is_work = !other.tails.is_empty() || nouns.is_tail(text, right.end);
    !one.tails.is_empty() && is_work && names_a_thing(&one) && names_a_thing(&other)
}

/// Whether `name` is as long and as rare as a proper one.
fn is_named(name: &str) -> bool {
    let long = |least: usize| name.chars().nth(least - 1).is_some();
    long(LEAST_BEHIND) && !long(LONGEST_NAME + 1) && rare::pairs(name) >= NAME
}

/// Whether `text[range]` ends in the head of a thing, whatever its phase is.
fn is_thing(text: &str, range: Range<usize>, nouns: &Nouns) -> bool {
    let head = nouns.head(text, without_phase(text, range));
    head.is_some_and(|(_, class)| class.is_tangible())
}

/// `range` without the phase it ends in (轨道交通三期).
fn without_phase(text: &str, range: Range<usize>) -> Range<usize> {
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let name = text[range.clone()].strip_suffix('期');
    let name = name.filter(|name| name.ends_with(numeral));
    let name = name.map(|name| name.trim_end_matches(numeral).len());
    range.start..name.map_or(range.end, |length| range.start + length)
}

/// `pieces`, unless all are attributes of what the last of them ends in (`国内领先、世界一流的产业园`, `进村、进厂“两进”工程`).
fn without_attributes(
    text: &str,
    mut pieces: Vec<Range<usize>>,
    pencils: &Pencils,
) -> Vec<Range<usize>> {
    let nouns = &pencils.nouns;
    let Some((last, others)) = pieces.split_last().filter(|(_, others)| !others.is_empty()) else {
        return pieces;
    };
    let whole = &text[last.clone()];
    let of = whole.find('的').map(|at| (at, '的'.len_utf8()));
    let quoted = || whole.find('“').map(|at| (at, 0));
    let Some((at, length)) = of.or_else(quoted).filter(|(at, _)| *at > 0) else {
        return pieces;
    };
    let is_attribute = |r: Range<usize>| {
        let words = &text[r.clone()];
        let is_short = words.chars().nth(LONGEST_ATTRIBUTE).is_none();
        let names = pencils.elided.is_bare(words, nouns) || rare::pairs(words) > NAME;
        is_short
            && !names
            && nouns
                .head(text, r)
                .is_none_or(|(_, class)| !class.is_tangible())
    };
    let described = last.start + at + length..last.end;
    let all = others.iter().cloned().all(is_attribute) && is_attribute(last.start..last.start + at);
    let head = nouns.head(text, described.clone());
    let is_meant =
        |class: HeadClass| class.is_tangible() && (length > 0 || class.key() == "program");
    if all && head.is_some_and(|(_, class)| is_meant(class)) {
        pieces = vec![described];
    }
    pieces
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

/// `piece` without the kind a list inside closes with (`乙等铁路`).
fn without_kind(text: &str, piece: Range<usize>, nouns: &Nouns) -> Range<usize> {
    let end = nouns.list_ends.last(text, piece.clone());
    piece.start..end.unwrap_or(piece.end)
}
