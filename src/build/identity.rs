//! Names this build by the hash of all it is made from, so that what one build kept is never read by another.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// The hash of the program's sources, rules, word lists and the versions of its libraries.
pub(super) fn of_sources() -> u64 {
    let mut hasher = DefaultHasher::new();
    for place in ["Cargo.lock", "Cargo.toml", "rules", "src"] {
        add(Path::new(place), &mut hasher);
    }
    hasher.finish()
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    path.to_string_lossy().replace('\\', "/").hash(hasher);
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| add(path, hasher));
    } else {
        fs::read(path).unwrap_or_default().hash(hasher);
    }
}
