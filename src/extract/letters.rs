//! Turns a stretch of characters into bits that tell which characters it cannot hold.

/// Bits of the set.
const BITS: u32 = 256;

/// A bit for every character: most questions for a character or a word end here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters([u64; BITS as usize / 64]);

impl Letters {
    /// The bits of `chars`.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut letters = Self::default();
        for c in chars {
            let (word, bit) = place(c);
            letters.0[word] |= 1 << bit;
        }
        letters
    }

    /// With `c` among them.
    #[inline]
    #[must_use]
    pub fn and(mut self, c: char) -> Self {
        let (word, bit) = place(c);
        self.0[word] |= 1 << bit;
        self
    }

    /// Whether `c` may be among them.
    #[inline]
    pub fn may_hold(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.0[word] >> bit & 1 == 1
    }

    /// Whether all of `other` may be among them.
    #[inline]
    pub fn may_hold_all(&self, other: &Self) -> bool {
        let words = self.0.iter().zip(&other.0);
        words.fold(0, |missing, (own, other)| missing | other & !own) == 0
    }

    /// Whether some of `other` may be among them.
    #[inline]
    pub fn may_share(&self, other: &Self) -> bool {
        let words = self.0.iter().zip(&other.0);
        words.fold(0, |shared, (own, other)| shared | own & other) != 0
    }
}

/// Which word and which bit of it.
#[inline]
fn place(c: char) -> (usize, u32) {
    let bit = c as u32 % BITS;
    (bit as usize / 64, bit % 64)
}
