//! Writes entries into one of the 256 folders of a cache and takes out the oldest when it is full.

use super::{Key, MOST_BYTES, TAG};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

/// Most bytes in one drawer.
const MOST: u64 = MOST_BYTES / 256;

/// Tells the files this process is writing apart.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// One of the folders of a cache.
#[derive(Debug)]
pub(super) struct Drawer<'a> {
    cache: &'a Path,
    folder: PathBuf,
}

impl<'a> Drawer<'a> {
    /// The drawer of `cache` in which `key` lies.
    pub(super) fn of(cache: &'a Path, key: &Key) -> Self {
        let folder = cache.join(&key.to_string()[..2]);
        Self { cache, folder }
    }

    /// Where `key` lies.
    pub(super) fn entry(&self, key: &Key) -> PathBuf {
        self.folder.join(&key.to_string()[2..])
    }

    /// Writes `bytes` beside and renames them into place; what would fill the drawer by itself is left out.
    pub(super) fn put(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let size = bytes.len() as u64;
        if size > MOST {
            return Ok(());
        }
        self.open()?;
        self.make_room(size)?;
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let name = format!("new-{}-{number}", std::process::id());
        let beside = self.folder.join(name);
        let renamed = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, self.entry(key)));
        renamed.inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }

    fn open(&self) -> io::Result<()> {
        if self.folder.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let tag = self.cache.join("CACHEDIR.TAG");
        if tag.exists() {
            return Ok(());
        }
        fs::write(tag, TAG)
    }

    /// Takes out the oldest entries until `size` more bytes fit. What another process took out first is gone as well.
    fn make_room(&self, size: u64) -> io::Result<()> {
        let mut entries: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
        for entry in fs::read_dir(&self.folder)?.flatten() {
            if let Ok(about) = entry.metadata() {
                let written = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                entries.push((written, entry.path(), about.len()));
            }
        }
        let mut whole: u64 = size + entries.iter().map(|(_, _, size)| size).sum::<u64>();
        entries.sort();
        let mut oldest = entries.into_iter();
        while whole > MOST
            && let Some((_, path, size)) = oldest.next()
        {
            let _ = fs::remove_file(path);
            whole -= size;
        }
        Ok(())
    }
}
