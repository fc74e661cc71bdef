//! Finds the thing promised – the measure, or the best of the objects – in a passage.

use super::passage::Passage;
use super::piece::{Piece, share};
use super::subject::Subject;
use super::wording::{Common, Wording};

/// How well the thing promised – the measure, or the best of the objects – is found in a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Focus<'s> {
    /// The measure, the best found object, or the whole clause.
    pub(super) name: &'s Wording,
    /// Share of its telling runs that are found.
    pub(super) cover: f32,
    /// Whether its last characters are found: in Chinese the head of a name.
    pub(super) tail: f32,
    /// Share of the objects that are found.
    pub(super) share: f32,
    /// How it fits the piece of the clause it fits best.
    pub(super) piece: Piece,
    /// How telling an abbreviation of one of the names is found.
    pub(super) abbreviation: f32,
}

impl Focus<'_> {
    /// Whether it is the whole clause of `subject`.
    pub(super) fn is_of(&self, subject: &Subject) -> bool {
        std::ptr::eq(self.name, &*subject.words)
    }
}

/// The best found thing of `subject`; `own` is what the whole clause shares with the passage.
pub(super) fn focus<'s>(subject: &'s Subject, passage: &Passage, own: Common) -> Focus<'s> {
    let names = subject.named();
    let mut found = 0;
    let mut abbreviation = 0f32;
    let mut best: Option<(f32, &Wording, f32, Piece)> = None;
    for name in names {
        let common = if std::ptr::eq(name, &*subject.words) {
            own
        } else {
            name.common(&passage.words)
        };
        let cover = share(common.weight, name.total);
        // Without a common run there is no common pair.
        let piece = if common.weight > 0.0 {
            name.best_piece(&passage.words)
        } else {
            Piece::default()
        };
        let strength = cover + piece.name + piece.piece * (piece.weight / 5.0).min(1.0);
        if best.is_none_or(|(most, ..)| strength.total_cmp(&most).is_ge()) {
            best = Some((strength, name, cover, piece));
        }
        found += usize::from(piece.is_name());
        abbreviation = abbreviation.max(name.abbreviation(&passage.words));
    }
    let (_, name, cover, piece) = best.expect("there is always a name");
    Focus {
        abbreviation,
        name,
        cover,
        tail: tail(name, &passage.words),
        share: found as f32 / names.len() as f32,
        piece,
    }
}

/// Whether the last two (half) and four (whole) characters of `name` stand in `words`.
fn tail(name: &Wording, words: &Wording) -> f32 {
    let end = name.chars.len();
    let found = |width: usize| {
        let tail = &name.chars[end.saturating_sub(width)..];
        tail.len() == width && words.holds(tail)
    };
    if !found(2) {
        return 0.0;
    }
    if found(4.min(end)) { 1.0 } else { 0.5 }
}
