//! Finds phone and identity numbers in a text, so that they can be reported and masked.

use std::borrow::Cow;
use std::ops::Range;

/// Shortest run of digits that can be a phone number.
const SHORTEST: usize = 7;
/// How far before a number a word like 电话 counts, in bytes.
const REACH: usize = 36;
/// Characters that make the digits before them a figure.
const UNITS: [char; 14] = [
    '元', '万', '亿', '人', '户', '家', '个', '吨', '亩', '平', '年', '件', '次', '米',
];
/// Digits of a group as people space them: mobile numbers 138 1234 5678, identity numbers by place, birthday and serial.
const SPACED: [[usize; 3]; 2] = [[3, 4, 4], [6, 8, 4]];
/// Words after which any seven or eight digits are a phone number.
const INTRODUCTIONS: [&str; 8] = [
    "电话", "热线", "手机", "传真", "联系", "座机", "总机", "微信",
];

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// 居民身份证号.
    Identity,
    /// 手机号.
    Mobile,
    /// 固定电话, with area code or behind a word like 电话.
    Landline,
}

impl Number {
    /// Its name in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "身份证号",
            Self::Mobile => "手机号",
            Self::Landline => "电话号码",
        }
    }
}

/// The phone and identity numbers of `text` with their byte ranges, in order.
///
/// Found are mainland identity numbers (18 characters), mobile numbers, numbers with an area code, and seven or eight
/// digits shortly after 电话, 传真 and the like, also in full-width digits or spaced in groups. Figures with a unit are
/// passed over.
pub fn personal_numbers(text: &str) -> Vec<(Number, Range<usize>)> {
    if rows(text.as_bytes()).next().is_none() {
        return Vec::new(); // most texts
    }
    if !has_full_width(text) {
        return numbers(text);
    }
    let (mut narrow, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        places.resize(narrow.len() + 1, at);
        narrow.push(narrowed(c));
    }
    places.resize(narrow.len() + 1, text.len());
    let found = numbers(&narrow).into_iter();
    found
        .map(|(number, at)| (number, places[at.start]..places[at.end]))
        .collect()
}

/// Where so many bytes of which numbers are made follow each other. One in [`SHORTEST`] bytes is looked at.
fn rows(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let is_part = |b: &u8| PART[usize::from(*b)];
    let mut at = SHORTEST - 1;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let here = at;
            at += SHORTEST;
            if is_part(byte) {
                let before = bytes[..here].iter().rev();
                let start = here - before.take_while(|b| is_part(b)).count();
                let end = here + bytes[here..].iter().take_while(|b| is_part(b)).count();
                at = end + SHORTEST;
                if end - start >= SHORTEST {
                    return Some(start..end);
                }
            }
        }
        None
    })
}

/// Bytes numbers are made of: digits, also full-width ones, and what stands between them or closes them.
const PART: [bool; 256] = {
    let mut parts = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        parts[byte] = matches!(byte as u8, b'0'..=b'9' | b'-' | b' ' | b'x' | b'X' | 0xEF | 0xBC | 0x90..=0x99);
        byte += 1;
    }
    parts
};

/// `text` with the numbers of [`personal_numbers`] masked at equal length, in bytes and characters.
pub fn masked(text: &str) -> Cow<'_, str> {
    let found = personal_numbers(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut last) = (String::with_capacity(text.len()), 0);
    for (_, at) in found {
        out.push_str(&text[last..at.start]);
        out.extend(text[at.clone()].chars().map(mask));
        last = at.end;
    }
    Cow::Owned(out + &text[last..])
}

/// What stands for a character of a number: as many bytes as it.
fn mask(c: char) -> char {
    match c {
        c if is_full_width(c) => '＊',
        c if c.is_ascii_alphanumeric() => '*',
        c => c,
    }
}

fn is_full_width(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// Whether `text` has a full-width digit: `EF BC 90` to `EF BC 99` in UTF-8.
fn has_full_width(text: &str) -> bool {
    let mut threes = text.as_bytes().windows(3);
    threes.any(|three| matches!(three, [0xEF, 0xBC, 0x90..=0x99]))
}

/// A full-width digit as the ordinary one.
fn narrowed(c: char) -> char {
    let digit = is_full_width(c).then(|| u32::from(c) - u32::from('０'));
    digit.and_then(|d| char::from_digit(d, 10)).unwrap_or(c)
}

fn numbers(text: &str) -> Vec<(Number, Range<usize>)> {
    let mut found = Vec::new();
    for row in rows(text.as_bytes()) {
        numbers_in(text, row, &mut found);
    }
    found
}

/// Adds to `found` the numbers in a row of bytes of which numbers are made.
fn numbers_in(text: &str, row: Range<usize>, found: &mut Vec<(Number, Range<usize>)>) {
    let bytes = text.as_bytes();
    let mut i = row.start;
    while i < row.end {
        if !bytes[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let end = spaced_end(bytes, i).unwrap_or_else(|| run_end(bytes, i));
        found.extend(kind(text, i, end).map(|number| (number, i..end)));
        i = end;
    }
}

/// Whether the last character of an identity number is the check character of the others (GB 11643).
pub fn has_valid_check(identity: &str) -> bool {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let identity: String = identity
        .chars()
        .filter(|c| *c != ' ')
        .map(narrowed)
        .collect();
    let bytes = identity.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: usize = bytes
        .iter()
        .zip(WEIGHTS)
        .map(|(b, w)| usize::from(b - b'0') * w)
        .sum();
    bytes[17].to_ascii_uppercase() == CHECKS[sum % 11]
}

/// End of a number whose digits stand in the groups of [`SPACED`], a space between them.
fn spaced_end(bytes: &[u8], start: usize) -> Option<usize> {
    let group_end = |at: usize, count: usize, last: bool| {
        let group = bytes.get(at..at + count)?;
        let (end, before) = group.split_last()?;
        let closes = end.is_ascii_digit() || (last && count == 4 && matches!(end, b'x' | b'X'));
        (closes && before.iter().all(u8::is_ascii_digit)).then_some(at + count)
    };
    SPACED.iter().find_map(|[first, second, third]| {
        let at = group_end(start, *first, false).filter(|&at| bytes.get(at) == Some(&b' '))?;
        let at = group_end(at + 1, *second, false).filter(|&at| bytes.get(at) == Some(&b' '))?;
        let end = group_end(at + 1, *third, true)?;
        let goes_on = bytes.get(end).is_some_and(u8::is_ascii_digit);
        (!goes_on).then_some(end)
    })
}

/// End of the run of digits, and of single hyphens between digits, that begins at `start`; takes an X that closes it.
fn run_end(bytes: &[u8], start: usize) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while digit(end) || (end > start && bytes.get(end) == Some(&b'-') && digit(end + 1)) {
        end += 1;
    }
    let closes = matches!(bytes.get(end), Some(b'x' | b'X')) && end - start == 17;
    end + usize::from(closes)
}

fn kind(text: &str, start: usize, end: usize) -> Option<Number> {
    if end - start < SHORTEST || counts_something(text, start, end) || is_hash(text, start, end) {
        return None;
    }
    let digits: Vec<u8> = text[start..end]
        .bytes()
        .filter(|b| !b"- ".contains(b))
        .collect();
    let (number, fits) = match digits.len() {
        18 => (
            Number::Identity,
            matches!(digits[6..8], [b'1', b'9'] | [b'2', b'0']),
        ),
        11 if digits[0] == b'1' => (Number::Mobile, (b'3'..=b'9').contains(&digits[1])),
        10..=12 => (Number::Landline, digits[0] == b'0' && digits[1] != b'0'),
        7 | 8 => {
            let joined = !text[start..end].contains("--");
            (Number::Landline, joined && is_introduced(text, start))
        }
        _ => return None,
    };
    fits.then_some(number)
}

/// Whether the number belongs to a decimal or is followed by a unit.
fn counts_something(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&text.as_bytes()[..start], &text.as_bytes()[end..]);
    let decimal_before = matches!(before, [.., b'0'..=b'9', b'.' | b',']);
    let decimal_after = matches!(after, [b'.' | b',', b'0'..=b'9', ..] | [b'%', ..]);
    decimal_before || decimal_after || text[end..].starts_with(UNITS)
}

/// Whether the number is part of a hash or fingerprint: 16 or 64 hexadecimal digits, letters among them.
fn is_hash(text: &str, start: usize, end: usize) -> bool {
    let part = |b: &u8| b.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let before = bytes[..start].iter().rev().take_while(|b| part(b)).count();
    let after = bytes[end..].iter().take_while(|b| part(b)).count();
    let token = &bytes[start - before..end + after];
    let is_hex = token.iter().all(u8::is_ascii_hexdigit);
    matches!(token.len(), 16 | 64) && is_hex && !token.iter().all(u8::is_ascii_digit)
}

fn is_introduced(text: &str, start: usize) -> bool {
    let mut from = start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    INTRODUCTIONS.iter().any(|w| text[from..start].contains(w))
}
