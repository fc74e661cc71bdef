//! Cuts what stands before a number into the pieces of a list, back to the beginning of its clause.

use crate::rule::check::text::Glyph;
use std::ops::Range;

/// Splits what stands before `end` into list pieces, back to the clause's beginning. None for unmatched brackets.
pub(super) fn pieces_before(g: &[Glyph], end: usize) -> Option<Vec<Range<usize>>> {
    let mut pieces = Vec::new();
    let (mut i, mut piece_end) = (end, end);
    while i > 0 {
        let c = g[i - 1].1;
        match c {
            '）' | ')' | '”' | '》' | '】' | '’' => {
                let open = opening(c);
                i = g[..i - 1].iter().rposition(|&(_, o)| o == open)?;
                let adjacent = matches!(c, '”' | '》') && i > 0 && matches!(g[i - 1].1, '”' | '》');
                if adjacent {
                    pieces.push(i..piece_end);
                    piece_end = i;
                }
            }
            '、' => {
                pieces.push(i..piece_end);
                i -= 1;
                piece_end = i;
            }
            '（' | '(' | '“' | '《' | '【' | '‘' | '，' | '：' | ':' | '。' | '；' | '？'
            | '！' | '\t' | '*' | '#' | '|' => break,
            ',' if !between_digits(g, i - 1) => break,
            '—' if i > 1 && g[i - 2].1 == '—' => break,
            _ => i -= 1,
        }
    }
    pieces.push(i..piece_end);
    pieces.reverse();
    Some(pieces)
}

/// Quotes in a piece beyond the first: a 、 may be missing before each (`“清洁乡村”巩固“厕所革命”推进`).
pub(super) fn further_quotes(piece: &[Glyph]) -> usize {
    let quotes = piece.iter().filter(|&&(_, c)| c == '“').count();
    quotes.saturating_sub(1)
}

/// Whether the character at `i` stands between two digits.
fn between_digits(g: &[Glyph], i: usize) -> bool {
    let digit = |j: usize| g.get(j).is_some_and(|&(_, c)| c.is_ascii_digit());
    i > 0 && digit(i - 1) && digit(i + 1)
}

/// The mark that opens what `close` closes.
fn opening(close: char) -> char {
    match close {
        '）' => '（',
        ')' => '(',
        '”' => '“',
        '》' => '《',
        '】' => '【',
        _ => '‘',
    }
}

/// The characters of a piece outside quotes, titles and brackets.
pub(super) fn outside_quotes(piece: &[Glyph]) -> Vec<char> {
    let mut depth = 0usize;
    let mut out = Vec::new();
    for &(_, c) in piece {
        match c {
            '“' | '《' | '（' | '(' | '【' => depth += 1,
            '”' | '》' | '）' | ')' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether `g` begins with `word`.
pub(super) fn starts_with(g: &[Glyph], word: &[char]) -> bool {
    g.len() >= word.len() && g.iter().zip(word).all(|(&(_, a), &b)| a == b)
}

/// Whether `g` ends with `word`.
pub(super) fn ends_with(g: &[Glyph], word: &[char]) -> bool {
    g.len() >= word.len()
        && g[g.len() - word.len()..]
            .iter()
            .zip(word)
            .all(|(&(_, a), &b)| a == b)
}
