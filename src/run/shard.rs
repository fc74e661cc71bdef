//! Says which documents fall into one of several shards: all of one issuer into the same, by a stable hash of its name.

use crate::document::Document;
use crate::extract::issuer::root;
use std::str::FromStr;

/// One of several parts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let both = text.split_once('/');
        let both = both.and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
        match both {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            Some(_) | None => Err("应写成 第几份/共几份，如 2/8".to_owned()),
        }
    }
}

impl Shard {
    /// Whether `document`, issued by `issuer`, falls into this shard. Documents that may be compared share a shard; one
    /// without issuer is compared with no other and goes by its file.
    pub(super) fn holds(self, document: &Document, issuer: &str) -> bool {
        let name = match issuer {
            "" => format!("file/1\n{}", document.file.path),
            issuer => format!("issuer/1\n{}", root(issuer)),
        };
        let hash = blake3::hash(name.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hash.as_bytes()[..8]);
        u64::from_le_bytes(first) % u64::from(self.of) == u64::from(self.number - 1)
    }
}
