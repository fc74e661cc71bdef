//! Turns the paths of a run into what a baseline covers, so that nothing is dropped that was not looked at.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// The paths whose findings a baseline holds, relative to its folder, with `/`; `.` is the folder itself.
pub(super) type Scope = BTreeSet<String>;

/// `paths` as seen from `folder`; what lies below another of them is left out.
pub(super) fn of(paths: &[PathBuf], folder: &Path) -> Scope {
    let whole: Vec<PathBuf> = paths.iter().map(|p| standing(p)).collect();
    let base = standing(folder);
    let inner = |path: &PathBuf| whole.iter().any(|w| w != path && path.starts_with(w));
    let outer = whole.iter().filter(|p| !inner(p));
    outer.map(|p| from(&base, p)).collect()
}

/// Whether everything in `scope` lies at or below one of `paths`.
pub(super) fn is_within(scope: &Scope, folder: &Path, paths: &[PathBuf]) -> bool {
    let seen: Vec<PathBuf> = paths.iter().map(|p| standing(p)).collect();
    let is_seen = |name: &String| {
        let path = standing(&folder.join(name));
        seen.iter().any(|s| path.starts_with(s))
    };
    scope.iter().all(is_seen)
}

/// The real path of `path`, or of the nearest folder above it that is there: what was in a file now gone can only have moved.
fn standing(path: &Path) -> PathBuf {
    let start = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let above = start.ancestors().chain([Path::new(".")]);
    let mut there = above.filter(|p| !p.as_os_str().is_empty());
    there
        .find_map(|p| p.canonicalize().ok())
        .unwrap_or_else(|| path.to_owned())
}

/// `path` as one writes it standing in `base`; both are real paths.
fn from(base: &Path, path: &Path) -> String {
    let shared = base
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = base.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(named);
    let steps: Vec<String> = up.chain(down).collect();
    if steps.is_empty() {
        return ".".to_owned();
    }
    steps.join("/")
}

fn named(component: Component<'_>) -> String {
    component.as_os_str().to_string_lossy().into_owned()
}
