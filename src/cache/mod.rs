//! Keeps what a stage made under the hash of what it was made from, so that it need not be made again.
//!
//! An entry is a file of its own, named by its [`Key`]: the same inputs to the same program give the same name, so an entry
//! is never wrong, only missing. It is written beside and renamed into place, so several processes may share a folder, and
//! ends with a checksum, so a damaged or foreign file is passed over and said. Entries lie in 256 drawers by the first
//! byte of their names; a drawer that grows too large loses its oldest entries, so the whole stays below
//! [`MOST_BYTES`] without anybody counting it.

mod drawer;
mod key;

pub use key::Key;

use drawer::Drawer;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Most bytes a folder holds, about.
pub const MOST_BYTES: u64 = 2 << 30;

/// Bytes of the checksum at the end of an entry.
const CHECKSUM: usize = 16;

/// What tells backup programs that a folder holds nothing of value (<https://bford.info/cachedir/>).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# duban\n";

/// Where results are kept between runs, or nowhere.
#[derive(Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    /// Runs over fewer bytes keep nothing.
    least: u64,
    complaints: Mutex<Vec<String>>,
}

impl Cache {
    /// Keeps entries below `folder`, for runs over at least `least` bytes of documents.
    pub fn at(folder: PathBuf, least: u64) -> Self {
        Self {
            folder: Some(folder),
            least,
            ..Self::default()
        }
    }

    /// Whether anything is kept at all.
    pub fn is_on(&self) -> bool {
        self.folder.is_some()
    }

    /// Whether a run over `bytes` bytes of documents is worth keeping.
    pub fn serves(&self, bytes: u64) -> bool {
        self.is_on() && bytes >= self.least
    }

    /// What was kept under `key`; none when there is nothing, or nothing whole.
    pub fn load(&self, key: &Key) -> Option<Vec<u8>> {
        let path = self.drawer(key)?.entry(key);
        let mut bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                self.complain(format!("缓存读不了：{}：{error}", path.display()));
                return None;
            }
        };
        let content = bytes.len().checked_sub(CHECKSUM);
        let content = content.filter(|&n| checksum(&bytes[..n]) == bytes[n..]);
        if content.is_none() {
            self.complain(format!("缓存已损坏，不用它：{}", path.display()));
        }
        bytes.truncate(content?);
        Some(bytes)
    }

    /// Keeps `bytes` under `key`. A folder that cannot be written to is said, once.
    pub fn save(&self, key: &Key, mut bytes: Vec<u8>) {
        let Some(drawer) = self.drawer(key) else {
            return;
        };
        bytes.extend(checksum(&bytes));
        if let Err(error) = drawer.put(key, &bytes) {
            let folder = self.folder.as_deref().unwrap_or(Path::new(""));
            self.complain(format!("缓存写不进去：{}：{error}", folder.display()));
        }
    }

    /// Says that what was kept under `key` is not what it should be.
    pub fn distrust(&self, key: &Key) {
        if let Some(drawer) = self.drawer(key) {
            let path = drawer.entry(key);
            self.complain(format!("缓存已损坏，不用它：{}", path.display()));
        }
    }

    /// What was wrong with the cache, each once, in order; results do not depend on it.
    pub fn complaints(&self) -> Vec<String> {
        let lock = self.complaints.lock();
        let mut all = lock.unwrap_or_else(PoisonError::into_inner).clone();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn complain(&self, what: String) {
        let lock = self.complaints.lock();
        lock.unwrap_or_else(PoisonError::into_inner).push(what);
    }

    fn drawer(&self, key: &Key) -> Option<Drawer<'_>> {
        let folder = self.folder.as_deref()?;
        Some(Drawer::of(folder, key))
    }
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut sum = [0; CHECKSUM];
    sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..CHECKSUM]);
    sum
}
