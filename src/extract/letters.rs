//! Turns a stretch of characters into bits that tell which characters it cannot hold.

/// A bit for every character: most questions for a character or a word end here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters(u128);

impl Letters {
    /// The bits of `chars`.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        Self(chars.into_iter().fold(0, |bits, c| bits | bit(c)))
    }

    /// Whether `c` may be among them.
    pub fn may_hold(self, c: char) -> bool {
        self.0 & bit(c) != 0
    }

    /// Whether all of `other` may be among them.
    pub fn may_hold_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

fn bit(c: char) -> u128 {
    1 << (c as u32 % u128::BITS)
}
