//! Reads the years named beside two levels, and a text without them.

use super::line::Line;
use std::ops::Range;

/// Years between the two years named before the levels; none if not exactly two are named.
pub(super) fn years_between(line: &Line<'_>, a: usize, b: usize) -> Option<i32> {
    let from = line.before(a);
    let clause = from.rfind(['，', '；', ',']).map_or(from, |i| &from[i..]);
    let start = line.figures[a].span.start - clause.len();
    let years = years_in(&line.text[start..line.figures[b].span.start]);
    match years[..] {
        [first, last] if last > first && last - first <= 20 => Some(last - first),
        _ => None,
    }
}

fn years_in(text: &str) -> Vec<i32> {
    let mut out = Vec::new();
    for (i, _) in text.match_indices('年') {
        let digits = text.as_bytes()[..i]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count();
        if digits == 4 {
            out.extend(text[i - 4..i].parse::<i32>().ok());
        }
    }
    out
}

/// `gap` without year expressions such as `2019年的`.
pub(super) fn without_years(gap: &str) -> String {
    let mut out = gap.to_owned();
    while let Some(i) = out.find('年') {
        let digits = out.as_bytes()[..i]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let mut end = i + '年'.len_utf8();
        for word in ["底", "末", "的"] {
            if out[end..].starts_with(word) {
                end += word.len();
            }
        }
        let range: Range<usize> = i - digits..end;
        out.replace_range(range, "");
    }
    out.trim().to_owned()
}
