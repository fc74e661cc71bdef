//! Turns `--cache-dir` and `--no-cache` into the cache of a run.

use super::output;
use crate::cache::Cache;
use std::env;
use std::path::PathBuf;

/// Bytes of documents below which a run is over sooner than its results are written: it leaves nothing in the user's folder.
const LEAST: u64 = 1 << 20;

/// Where results are kept.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "缓存")]
pub(super) struct Keep {
    /// 缓存放在这个目录，默认放在系统的缓存目录
    #[arg(long, value_name = "目录")]
    cache_dir: Option<PathBuf>,
    /// 不用缓存，全部重新读取和核对
    #[arg(long, conflicts_with = "cache_dir")]
    no_cache: bool,
}

impl Keep {
    /// The cache as asked for.
    pub(super) fn cache(&self) -> Cache {
        match (&self.cache_dir, self.no_cache) {
            (_, true) => Cache::default(),
            (Some(folder), false) => Cache::at(folder.clone(), 0),
            (None, false) => users_folder().map_or_else(Cache::default, |folder| {
                Cache::at(folder.join("duban"), LEAST)
            }),
        }
    }
}

/// Says on standard error what was wrong with `cache`.
pub(super) fn complain(cache: &Cache) {
    for complaint in cache.complaints() {
        output::note(&format!("{complaint}\n"));
    }
}

/// The folder for caches by the convention of the system.
fn users_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = env::var_os(name).map(PathBuf::from);
        folder.filter(|f| f.is_absolute())
    };
    if cfg!(windows) {
        return folder("LOCALAPPDATA");
    }
    if cfg!(target_os = "macos") {
        return Some(folder("HOME")?.join("Library/Caches"));
    }
    folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))
}
