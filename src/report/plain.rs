//! Makes untrusted text safe to show on one line: no control, bidirectional or invisible characters, no runs of space.

use unicode_width::UnicodeWidthChar;

/// What stands for a character that must not reach a terminal.
const REPLACEMENT: char = '\u{FFFD}';

/// What to show for `c`: nothing for invisible characters, a space for white space, a mark for control and bidi characters.
pub fn shown(c: char) -> Option<char> {
    match c {
        '\u{4E00}'..='\u{9FFF}' => Some(c), // Chinese characters, most of the text, need no look into tables
        _ if c.is_whitespace() => Some(' '),
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Some(REPLACEMENT),
        _ if c.is_control() => Some(REPLACEMENT),
        _ if c.width().unwrap_or(0) == 0 => None,
        _ => Some(c),
    }
}

/// `text` on one line, safe to print.
pub fn line(text: &str) -> String {
    spaced(text).trim().to_owned()
}

/// Like [`line`], but keeps a space at either end. A line end between two Chinese characters leaves nothing: it was a hard wrap.
pub fn spaced(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    loop {
        let plain = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else {
            return out;
        };
        rest = &rest[c.len_utf8()..];
        match shown(c) {
            Some(' ') => {
                let space = &rest[..rest.len() - rest.trim_start().len()];
                rest = &rest[space.len()..];
                let wraps = c == '\n' || space.contains('\n');
                let joins = is_wide(out.chars().last()) && is_wide(rest.chars().next());
                if !(wraps && joins) {
                    out.push(' ');
                }
            }
            Some(c) => out.push(c),
            None => {}
        }
    }
}

/// Most of what reports are written in: shown as it is, and not a space.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '!'..='~' | '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）')
}

fn is_wide(c: Option<char>) -> bool {
    c.is_some_and(|c| columns_of(c) == 2)
}

/// Display columns of a character (two for Chinese).
pub fn columns_of(c: char) -> usize {
    match c {
        '\u{4E00}'..='\u{9FFF}' => 2,
        _ => c.width().unwrap_or(0),
    }
}

/// Display columns of `text`, character by character.
pub fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The beginning of `text` in at most `width` columns, `…` where it was cut.
pub fn clip(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += columns_of(c);
        if used > width {
            break;
        }
        out.push(c);
    }
    out + "…"
}

/// The end of `text` in at most `width` columns, `…` where it was cut: for paths, whose end tells most.
pub fn clip_start(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.char_indices().rev().take_while(|(_, c)| {
        used += columns_of(*c);
        used <= width
    });
    let start = kept.last().map_or(text.len(), |(i, _)| i);
    format!("…{}", &text[start..])
}

/// `text` as Markdown that shows exactly these characters.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '>' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
