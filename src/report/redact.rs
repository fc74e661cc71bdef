//! Masks phone and identity numbers character by character, so that offsets and columns stay true.

use std::borrow::Cow;

/// Shortest run of digits that can be a phone number.
const SHORTEST: usize = 7;
/// How far before a number a word like 电话 counts, in bytes.
const REACH: usize = 36;
/// Characters that make the digits before them a figure.
const UNITS: [char; 14] = [
    '元', '万', '亿', '人', '户', '家', '个', '吨', '亩', '平', '年', '件', '次', '米',
];
/// Words after which any seven or eight digits are a phone number.
const INTRODUCTIONS: [&str; 8] = [
    "电话", "热线", "手机", "传真", "联系", "座机", "总机", "微信",
];

/// `text` with phone and identity numbers masked at equal length (bytes and characters).
///
/// Masked are mainland identity numbers (18 characters), mobile numbers, numbers with an area code, and seven or eight
/// digits shortly after 电话, 传真 and the like. Figures with a unit are left alone.
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut masked: Option<Vec<u8>> = None;
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let end = run_end(bytes, i);
        if is_private(text, i, end) {
            let out = masked.get_or_insert_with(|| bytes.to_vec());
            for b in &mut out[i..end] {
                if b.is_ascii_alphanumeric() {
                    *b = b'*';
                }
            }
        }
        i = end;
    }
    match masked.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        Some(Err(_)) | None => Cow::Borrowed(text),
    }
}

/// End of the run of digits, and of single hyphens or spaces between digits, that begins at `start`; takes an X that closes it.
fn run_end(bytes: &[u8], start: usize) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while digit(end) || (end > start && bytes.get(end) == Some(&b'-') && digit(end + 1)) {
        end += 1;
    }
    let closes = matches!(bytes.get(end), Some(b'x' | b'X')) && end - start == 17;
    end + usize::from(closes)
}

fn is_private(text: &str, start: usize, end: usize) -> bool {
    if end - start < SHORTEST || counts_something(text, start, end) {
        return false;
    }
    let digits: Vec<u8> = text[start..end].bytes().filter(|&b| b != b'-').collect();
    match digits.len() {
        18 => matches!(digits[6..8], [b'1', b'9'] | [b'2', b'0']),
        11 if digits[0] == b'1' => (b'3'..=b'9').contains(&digits[1]),
        10..=12 => digits[0] == b'0' && digits[1] != b'0',
        7 | 8 => is_introduced(text, start) && !text[start..end].contains("--"),
        _ => false,
    }
}

/// Whether the number belongs to a decimal or is followed by a unit.
fn counts_something(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text[..start].as_bytes(), text[end..].as_bytes());
    let decimal_before = matches!(before, [.., b'0'..=b'9', b'.' | b',']);
    let decimal_after = matches!(after, [b'.' | b',', b'0'..=b'9', ..] | [b'%', ..]);
    decimal_before || decimal_after || text[end..].starts_with(UNITS)
}

fn is_introduced(text: &str, start: usize) -> bool {
    let mut from = start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    INTRODUCTIONS.iter().any(|w| text[from..start].contains(w))
}
