//! Finds a name among the pieces of a clause: whole, shortened, or abbreviated.

use super::runs::BREAK;
use super::wording::Wording;

/// Characters an abbreviation has at least.
const SHORTEST_ABBREVIATION: usize = 3;

/// Characters an abbreviation has at most.
const LONGEST_ABBREVIATION: usize = 6;

/// How a name and a piece of a clause fit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Piece {
    /// Share of the name found in the piece.
    pub name: f32,
    /// Share of the piece found in the name.
    pub piece: f32,
    /// Rarity of what they share.
    pub weight: f32,
}

impl Piece {
    /// Whether the piece is the name, whole or shortened.
    pub fn is_name(self) -> bool {
        self.name >= 0.5 || self.piece >= 0.6 && self.weight >= 3.0
    }

    fn fit(self) -> f32 {
        self.name * self.piece * self.weight.min(10.0)
    }
}

impl Wording {
    /// The piece between two marks of `clause` that has most in common with this name, as shares of rarity.
    pub fn best_piece(&self, clause: &Self) -> Piece {
        let mut best = Piece::default();
        if !self.letters.may_share(&clause.letters) {
            return best;
        }
        let mut start = 0;
        for end in 0..=clause.chars.len() {
            let ends = clause
                .chars
                .get(end)
                .is_none_or(|&c| c == BREAK || c == '等');
            if !ends {
                continue;
            }
            let (mut all, mut shared) = (0.0, 0.0);
            for pair in clause
                .pairs
                .get(start..end.saturating_sub(1))
                .unwrap_or(&[])
            {
                all += pair.rarity;
                if pair.rarity > 0.0 && self.has(pair.hash) {
                    shared += pair.rarity;
                }
            }
            let piece = Piece {
                name: share(shared, self.rarity),
                piece: share(shared, all),
                weight: shared,
            };
            if piece.fit() > best.fit() {
                best = piece;
            }
            start = end + 1;
        }
        best
    }

    /// How telling the best abbreviation of this name in `clause` is, about 0 to 1: characters that stand in a row in the
    /// clause and in the same order, but not in a row, in the name (`省运会` for `省第十六届运动会`).
    pub fn abbreviation(&self, clause: &Self) -> f32 {
        let mut best = 0f32;
        if self.chars.len() < SHORTEST_ABBREVIATION || !self.letters.may_share(&clause.letters) {
            return best;
        }
        let is_known = |at: usize| {
            let c = clause.chars.get(at);
            c.is_some_and(|&c| self.letters.may_hold(c))
        };
        // Of three characters in a row one stands at such a place.
        let places = (2..clause.chars.len()).step_by(SHORTEST_ABBREVIATION);
        for at in places.filter(|&at| is_known(at)) {
            let before = (1..SHORTEST_ABBREVIATION).take_while(|&n| is_known(at - n));
            let behind = (1..SHORTEST_ABBREVIATION).take_while(|&n| is_known(at + n));
            let known = at - before.count()..at + behind.count() + 1;
            for start in known.start..(known.end + 1).saturating_sub(SHORTEST_ABBREVIATION) {
                best = best.max(self.abbreviation_at(clause, start));
            }
        }
        best.min(1.5)
    }

    /// How telling the abbreviation of this name is that begins at the character `start` of `clause`; 0 for none.
    fn abbreviation_at(&self, clause: &Self, start: usize) -> f32 {
        let length = self.in_order(&clause.chars[start..]);
        let short = &clause.chars[start..start + length];
        if length < SHORTEST_ABBREVIATION || self.holds(short) {
            return 0.0;
        }
        let pairs = &clause.pairs[start..start + length - 1];
        let rarity: f32 = pairs.iter().map(|p| p.rarity).sum();
        let opens = f32::from(u8::from(self.chars.first() == short.first()));
        rarity * opens / 20.0 + length as f32 / 20.0
    }

    /// How many of the first characters of `chars` this name has in that order; at most [`LONGEST_ABBREVIATION`].
    fn in_order(&self, chars: &[char]) -> usize {
        let mut wanted = chars.iter().take(LONGEST_ABBREVIATION).peekable();
        let mut found = 0;
        for c in &self.chars {
            match wanted.peek() {
                Some(&&BREAK) | None => break,
                Some(&w) if w == c => {
                    wanted.next();
                    found += 1;
                }
                Some(_) => {}
            }
        }
        found
    }
}

/// The share of `part` in `whole`; nothing of nothing.
pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
