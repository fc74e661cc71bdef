//! Gives matters their two names: a short id within a report, and a key that stays the same over periods.

use super::Matter;
use crate::extract::background::is_letter;

/// Sets the ids of all `matters`, which are in order of place.
pub(super) fn number(matters: &mut [Matter]) {
    for (n, matter) in matters.iter_mut().enumerate() {
        matter.id = format!("M{:04}", n + 1);
    }
}

/// The key of a matter: the first 16 hexadecimal digits of blake3 over `matter/1`, the issuer and the text without marks
/// and white space.
pub fn matter_key(issuer: &str, text: &str) -> String {
    let mut plain = String::with_capacity(16 + issuer.len() + text.len());
    for part in ["matter/1\n", issuer, "\n"] {
        plain.push_str(part);
    }
    plain.extend(text.chars().filter(|&c| is_letter(c)));
    let hash = blake3::hash(plain.as_bytes());
    hash.to_hex()[..16].to_owned()
}
