//! Turns a stretch of characters into bits that tell which characters it cannot hold.

/// A bit for every character: most questions for a character end here.
pub(super) struct Letters(u128);

impl Letters {
    /// The bits of `chars`.
    pub(super) fn of(chars: &[char]) -> Self {
        Self(bits(chars))
    }

    /// Whether `c` may be among them.
    pub(super) fn may_hold(&self, c: char) -> bool {
        self.0 & bit(c) != 0
    }

    /// Whether all of `chars` may be among them.
    pub(super) fn may_hold_all(&self, chars: &[char]) -> bool {
        bits(chars) & !self.0 == 0
    }
}

fn bits(chars: &[char]) -> u128 {
    chars.iter().fold(0, |bits, &c| bits | bit(c))
}

fn bit(c: char) -> u128 {
    1 << (c as u32 % u128::BITS)
}
