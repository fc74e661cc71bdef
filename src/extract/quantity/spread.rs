//! Gives several numbers to several measures: “A、B分别增长X%、Y%”.

use std::ops::Range;

/// The items of a list such as `A、B和C`, in order, without white space.
pub(crate) fn items(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = range.start;
    let mut depth = 0usize;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            '、' | '和' | '与' | '及' if depth == 0 => {
                items.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(start..range.end);
    items
        .into_iter()
        .map(|r| crate::document::clause::trim(text, r))
        .filter(|r| !r.is_empty())
        .collect()
}
