//! Turns two wordings into pieces, each marked as shared or changed.

use similar::{ChangeTag, TextDiff};

/// A stretch of one wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other wording lacks them.
    pub changed: bool,
}

/// The pieces of `old` and of `new`. Single shared characters between changes count as changed, for readability.
pub fn marked(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let diff = TextDiff::from_chars(old, new);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for op in diff.ops() {
        let is_stray = op.tag() == similar::DiffTag::Equal
            && op.old_range().len() == 1
            && !left.is_empty()
            && op.old_range().end < old.chars().count();
        for change in diff.iter_changes(op) {
            let text = change.value();
            match change.tag() {
                ChangeTag::Equal => {
                    push(&mut left, text, is_stray);
                    push(&mut right, text, is_stray);
                }
                ChangeTag::Delete => push(&mut left, text, true),
                ChangeTag::Insert => push(&mut right, text, true),
            }
        }
    }
    (left, right)
}

fn push(pieces: &mut Vec<Piece>, text: &str, changed: bool) {
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => pieces.push(Piece {
            text: text.to_owned(),
            changed,
        }),
    }
}
