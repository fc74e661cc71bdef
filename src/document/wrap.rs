//! Decides whether a line end is a hard wrap inside a sentence or its end.

use crate::document::heading;

/// Shortest line, in characters, that is taken for a wrapped one without a comma at its end.
const FULL_LINE: usize = 35;

/// Whether `next` goes on with the sentence `line` breaks off. Both are trimmed lines; blank lines between them do not matter.
pub fn continues(line: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
        return false;
    };
    if begins_block(next, first) {
        return false;
    }
    match last {
        '、' | '，' | ',' | '（' | '(' | '“' | '《' => true,
        '0'..='9' => first.is_ascii_digit() || is_closing(first),
        _ if ends_sentence(line) => false,
        _ => is_closing(first) || is_running(line),
    }
}

/// Whether `text` ends as a sentence does, closing quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(['”', '"', '’', '）', ')', '》', '*', ' ']);
    inner.ends_with(['。', '！', '？', '；', '：', '…', '!', '?', ';', ':', '.'])
}

/// A list item, heading, table line or bullet never continues a sentence.
fn begins_block(next: &str, first: char) -> bool {
    matches!(
        first,
        '#' | '|' | '*' | '•' | '●' | '■' | '★' | '☆' | '—' | '―' | '-' | '【' | '\t'
    ) || heading::mark(next).is_some()
        || next.starts_with("各位代表")
}

/// Marks that never begin a line of their own.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '、' | '；' | '）' | '”' | '》' | ',' | ';' | ')' | '%' | '％'
    )
}

/// Whether `line` is running text: long, not a heading, with punctuation inside.
fn is_running(line: &str) -> bool {
    line.contains(['，', '。', '、', '；', ',', ';'])
        && line.chars().nth(FULL_LINE).is_some()
        && heading::mark(line).is_none_or(|m| m.style.is_list())
}
