//! Cuts text into sentences and clauses, as byte ranges.

use crate::document::wrap;
use std::ops::Range;

/// Longest quotation or title, in bytes, inside which nothing is cut.
const QUOTE_LIMIT: usize = 240;
/// Longest bracket, in bytes, inside which nothing is cut.
const BRACKET_LIMIT: usize = 480;

/// Sentences of `text[range]`: cut after `。！？；`, their ASCII forms and at line ends, without surrounding white space.
///
/// Nothing is cut inside short brackets, quotations and `《》`, in decimals and list numbers, or at a hard wrap. Byte ranges in `text`.
pub fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    cut(text, range, false)
}

/// Clauses of `text[range]`: like [`sentences`], and also cut after `，` and after `,` that is no thousands separator. Byte ranges in `text`.
pub fn clauses(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    cut(text, range, true)
}

/// `range` without white space and Markdown's emphasis and heading marks at both ends.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    if is_inside_hanzi(&text.as_bytes()[range.clone()]) {
        return range;
    }
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    let mut inner = &text[range.clone()];
    let mut start = range.start;
    loop {
        let before = inner.len();
        let left = inner.trim_start_matches(blank);
        let left = left
            .strip_prefix("**")
            .map_or(left, |rest| rest.trim_start_matches('*'));
        start += before - left.len();
        let both = left.trim_end_matches(blank);
        inner = both
            .strip_suffix("**")
            .map_or(both, |rest| rest.trim_end_matches('*'));
        if inner.len() == before {
            return start..start + inner.len();
        }
    }
}

/// Whether `text` begins and ends with a Chinese character, as most clauses do: there is nothing to be taken off.
fn is_inside_hanzi(text: &[u8]) -> bool {
    let is_hanzi = |c: &[u8; 3]| matches!(c, [0xE4..=0xE9, 0x80..0xC0, 0x80..0xC0]);
    text.first_chunk().is_some_and(is_hanzi) && text.last_chunk().is_some_and(is_hanzi)
}

/// Fewest characters beside its figure by which a member of a list says what it counts.
const LEAST_MEMBER: usize = 3;

/// Of the list `clause`, the member that holds `figure`: `新增B5家` of `新增A10家、新增B5家、C20家`. `figures` are those of the
/// clause, in order; the whole clause where it lists no figures, or the member would not say what is counted. Byte ranges in `text`.
pub fn member(
    text: &str,
    clause: Range<usize>,
    figures: &[Range<usize>],
    figure: &Range<usize>,
) -> Range<usize> {
    let marks = |c: char| matches!(c, '、' | '，' | ',');
    let before = figures.iter().rfind(|f| f.end <= figure.start);
    let opened = before.and_then(|f| {
        let between = &text[f.end..figure.start];
        let mark = between.find(marks)?;
        let length = between[mark..].chars().next().map_or(0, char::len_utf8);
        Some(f.end + mark + length)
    });
    let behind = &text[figure.end..clause.end];
    let closed = behind.find('、').map(|at| figure.end + at);
    let goes_on = |end: usize| figures.iter().any(|f| f.start >= end);
    let start = opened.unwrap_or(clause.start);
    let end = closed.filter(|&end| goes_on(end)).unwrap_or(clause.end);
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let named = letters(&text[start..figure.start]) + letters(&text[figure.end..end]);
    if named < LEAST_MEMBER {
        return clause;
    }
    start..end
}

/// Bytes of a clause, at most: a longer one is a list without end, and is cut where it is so long.
pub const LONGEST: usize = 3_000;

fn cut(text: &str, range: Range<usize>, at_commas: bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    let mut push = |piece: Range<usize>| {
        let piece = trim(text, piece);
        if !piece.is_empty() {
            pieces.push(piece);
        }
    };
    let mut at = range.start;
    while at < range.end {
        if at_commas && at - start >= LONGEST {
            push(start..at);
            start = at;
        }
        if let 0xE4..0xEF = text.as_bytes()[at] {
            at += 3; // Chinese characters, most of the text
            continue;
        }
        let (step, cuts) = look(text, at, &range, at_commas);
        if cuts {
            push(start..at);
            start = at + step;
        }
        at += step;
    }
    push(start..range.end);
    pieces
}

/// How far to move from `at`, and whether the character there ends a piece.
fn look(text: &str, at: usize, range: &Range<usize>, at_commas: bool) -> (usize, bool) {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'\n' | b'\r' => (1, line_ends(text, at, range)),
        b';' | b'!' | b'?' => (1, true),
        b',' => (1, at_commas && !groups_digits(bytes, at)),
        b'.' => (1, stops(bytes, at)),
        b'(' => (shield(text, at, range, ")", BRACKET_LIMIT), false),
        0..=0x7F => (1, false),
        0xE2 | 0xE3 | 0xEF => match &bytes[at..at + 3] {
            b"\xE3\x80\x82" => (3, true),                                     // 。
            b"\xEF\xBC\x9B" | b"\xEF\xBC\x81" | b"\xEF\xBC\x9F" => (3, true), // ；！？
            b"\xEF\xBC\x8C" => (3, at_commas),                                // ，
            b"\xEF\xBC\x88" => (shield(text, at, range, "）", BRACKET_LIMIT), false), // （
            b"\xE3\x80\x8A" => (shield(text, at, range, "》", QUOTE_LIMIT), false), // 《
            b"\xE2\x80\x9C" => (shield(text, at, range, "”", QUOTE_LIMIT), false), // “
            _ => (3, false),
        },
        0xC0..=0xDF => (2, false),
        0xE0..=0xEF => (3, false),
        _ => (4, false),
    }
}

/// Bytes from the opening mark at `at` past its closing one, when that stands near enough in the same line; else just the mark.
fn shield(text: &str, at: usize, range: &Range<usize>, close: &str, limit: usize) -> usize {
    let open = if text.as_bytes()[at] < 0x80 { 1 } else { 3 };
    let end = range.end.min(at + limit);
    let inside = &text.as_bytes()[at + open..end.max(at + open)];
    let lead = close.as_bytes()[0];
    for found in memchr_iter(lead, inside) {
        if inside[found..].starts_with(close.as_bytes()) {
            return if inside[..found].contains(&b'\n') {
                open
            } else {
                open + found + close.len()
            };
        }
    }
    open
}

fn memchr_iter(byte: u8, bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes
        .iter()
        .enumerate()
        .filter(move |&(_, &b)| b == byte)
        .map(|(i, _)| i)
}

/// Whether the comma at `at` groups thousands: `1,200`.
fn groups_digits(bytes: &[u8], at: usize) -> bool {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4)
}

/// Whether the full stop at `at` ends a sentence: not in `3.5`, `1.加强`, `No.1`, `www.gov.cn`, `...`.
fn stops(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| bytes[i]);
    let ends_word = before.is_some_and(|b| b >= 0x80 || matches!(b, b'%' | b')' | b'"'));
    ends_word && bytes.get(at + 1) != Some(&b'.')
}

/// Whether the line end at `at` ends a sentence rather than being a hard wrap.
fn line_ends(text: &str, at: usize, range: &Range<usize>) -> bool {
    let before = &text[range.start..at];
    let line = before.rfind('\n').map_or(before, |i| &before[i + 1..]);
    if line.trim().is_empty() {
        return false;
    }
    let after = text[at..range.end].trim_start();
    let next = after.split('\n').next().unwrap_or(after);
    !wrap::continues(line.trim(), next.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{clauses, sentences, trim};

    fn pieces(
        text: &str,
        cut: fn(&str, std::ops::Range<usize>) -> Vec<std::ops::Range<usize>>,
    ) -> Vec<&str> {
        cut(text, 0..text.len())
            .into_iter()
            .map(|r| &text[r])
            .collect()
    }

    #[test]
    fn nothing_is_cut_inside_titles_quotations_and_brackets() {
        let text =
            "印发《关于加快发展的意见；试行》，推进“三改一拆；五水共治”（一期，二期；三期）。完成";
        assert_eq!(pieces(text, sentences).len(), 2);
        assert_eq!(
            pieces(text, clauses),
            [
                "印发《关于加快发展的意见；试行》",
                "推进“三改一拆；五水共治”（一期，二期；三期）",
                "完成"
            ]
        );
    }

    #[test]
    fn an_opening_mark_without_its_end_hides_nothing() {
        assert_eq!(
            pieces("建设“一带一路，推进开放。完成", clauses),
            ["建设“一带一路", "推进开放", "完成"]
        );
        assert_eq!(
            pieces("一批（含\n两个）；其他", sentences),
            ["一批（含", "两个）", "其他"]
        );
    }

    #[test]
    fn ascii_punctuation_cuts_only_where_it_is_punctuation() {
        let text = "投资1,200万元,增长3.5%,1.加强管理;新建12所.扩建3所";
        assert_eq!(
            pieces(text, clauses),
            [
                "投资1,200万元",
                "增长3.5%",
                "1.加强管理",
                "新建12所",
                "扩建3所"
            ]
        );
    }

    #[test]
    fn a_hard_wrap_is_no_end_and_a_line_end_is() {
        let wrapped = "绿化面积约1.9万平方米;整修道路6.52万平方米,清挖雨篦1860个,新建党建景观小品10余处,\n\n打造示范点。\n已完成调研";
        assert_eq!(pieces(wrapped, sentences).len(), 3);
        assert_eq!(
            pieces("完成了企业数据的收集\n\n完成平台整合", sentences).len(),
            2
        );
    }

    #[test]
    fn trimming_takes_white_space_and_emphasis() {
        let text = " \u{3000}**一、2018年工作回顾** \r\n";
        assert_eq!(&text[trim(text, 0..text.len())], "一、2018年工作回顾");
        let starred = "★突破20项";
        assert_eq!(trim(starred, 0..starred.len()), 0..starred.len());
    }
}
