//! Names what was made by the hash of the program and of everything it was made from.

use std::fmt;

/// The hash of what an entry was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(blake3::Hash);

impl Key {
    /// The key of what `stage` makes from `parts`. Another build of the program, with other sources, word lists or
    /// libraries, has other keys.
    pub fn of(stage: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut put = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        put(env!("CARGO_PKG_VERSION").as_bytes());
        put(env!("DUBAN_BUILD").as_bytes());
        put(stage.as_bytes());
        parts.iter().for_each(|part| put(part));
        Self(hasher.finalize())
    }

    /// The bytes of the hash, to be part of another key.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}
