//! Finds the documents below the paths a user gave, and says what was passed over.

mod reason;

use crate::error::{RequestError, refusal};
use crate::source::Unread;
use ignore::gitignore::Gitignore;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files to read, in order: as given, folders by name.
    pub(super) files: Vec<PathBuf>,
    /// Files and folders passed over, with the reason in Chinese.
    pub(super) passed_over: Vec<(String, String)>,
    /// Folders and links that could not be followed.
    pub(super) unread: Vec<Unread>,
}

impl Found {
    /// Bytes of all files to read.
    pub(super) fn bytes(&self) -> u64 {
        let size = |path: &PathBuf| std::fs::metadata(path).map_or(0, |about| about.len());
        self.files.iter().map(size).sum()
    }
}

/// A path as shown to people: `/` between names, no leading `./`.
pub(super) fn shown(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

/// The documents at and below `paths`. A file given by name is always read; below folders only documents are.
///
/// # Errors
/// When a path does not exist, or nothing below the paths is a document and nothing failed to be read.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, RequestError> {
    let mut search = Search::default();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => search.folder(path),
            Ok(meta) if meta.is_file() => search.add(path.clone()),
            Ok(_) => search.unreadable(path),
            Err(_) => return Err(missing(path)),
        }
    }
    let found = search.found;
    if found.files.is_empty() && found.unread.is_empty() && !paths.is_empty() {
        return Err(nothing_to_read(paths, &found));
    }
    Ok(found)
}

/// Why pipes, sockets and devices are not read.
const NO_FILE: &str = "不是普通文件";

#[derive(Default)]
struct Search {
    found: Found,
    /// Files already taken, however they were named.
    seen: HashSet<PathBuf>,
    /// The `.gitignore` of each folder that has one.
    ignores: BTreeMap<PathBuf, Gitignore>,
}

impl Search {
    fn folder(&mut self, root: &Path) {
        self.inherit_ignores(root);
        let mut walk = WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Err(error) => self.unreachable(&error),
                Ok(entry) if entry.depth() == 0 => self.read_ignores(entry.path()),
                Ok(entry) => match self.refuse(&entry) {
                    Some(why) => {
                        self.found.passed_over.push((shown(entry.path()), why));
                        if entry.file_type().is_dir() {
                            walk.skip_current_dir();
                        }
                    }
                    None if entry.file_type().is_dir() => self.read_ignores(entry.path()),
                    None => self.add(entry.into_path()),
                },
            }
        }
    }

    fn add(&mut self, path: PathBuf) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
        if self.seen.insert(identity) {
            self.found.files.push(path);
        }
    }

    /// Notes that `path` is neither a file nor a folder: a pipe would be waited for without end.
    fn unreadable(&mut self, path: &Path) {
        self.found.unread.push(Unread {
            file: shown(path),
            what: "整个文件".to_owned(),
            why: format!("{NO_FILE}；请给出文件或目录"),
        });
    }

    /// Why an entry below a folder is passed over.
    fn refuse(&self, entry: &DirEntry) -> Option<String> {
        let is_dir = entry.file_type().is_dir();
        if !is_dir && !entry.file_type().is_file() {
            return Some(NO_FILE.to_owned());
        }
        reason::by_name(entry.path(), is_dir)
            .or_else(|| {
                self.is_ignored(entry.path(), is_dir)
                    .then(|| ".gitignore 中已排除".to_owned())
            })
            .or_else(|| {
                if is_dir {
                    None
                } else {
                    reason::by_content(entry.path())
                }
            })
    }

    /// The deepest `.gitignore` that has an opinion decides.
    fn is_ignored(&self, path: &Path, is_dir: bool) -> bool {
        let folders = path
            .ancestors()
            .skip(1)
            .filter_map(|folder| self.ignores.get(folder));
        let decided = folders
            .map(|rules| rules.matched(path, is_dir))
            .find(|m| !m.is_none());
        decided.is_some_and(|m| m.is_ignore())
    }

    fn read_ignores(&mut self, folder: &Path) {
        let file = folder.join(".gitignore");
        if file.is_file() {
            self.ignores
                .insert(folder.to_owned(), Gitignore::new(file).0);
        }
    }

    /// Reads the `.gitignore`s above `root`, up to the repository's top.
    fn inherit_ignores(&mut self, root: &Path) {
        let above: Vec<PathBuf> = root.ancestors().skip(1).map(Path::to_owned).collect();
        let top = above.iter().position(|folder| folder.join(".git").exists());
        for folder in above.iter().take(top.map_or(0, |i| i + 1)) {
            self.read_ignores(folder);
        }
    }

    fn unreachable(&mut self, error: &walkdir::Error) {
        let path = error.path().map(shown).unwrap_or_default();
        match (error.loop_ancestor(), error.io_error()) {
            (Some(_), _) => self
                .found
                .passed_over
                .push((path, "符号链接指回上级目录，已跳过".to_owned())),
            (None, Some(_)) if error.path().is_some_and(Path::is_symlink) => {
                self.found.unread.push(Unread {
                    file: path,
                    what: "整个文件".to_owned(),
                    why: "链接指向的文件不存在；请核对链接，或放入原文件".to_owned(),
                });
            }
            (None, Some(io)) => self.found.unread.push(Unread {
                file: path,
                what: "整个目录".to_owned(),
                why: format!("{}；请核对目录权限", refusal(io)),
            }),
            (None, None) => {}
        }
    }
}

fn missing(path: &Path) -> RequestError {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let neighbours: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    let mut neighbours: Vec<&str> = neighbours.iter().map(String::as_str).collect();
    neighbours.sort_unstable();
    let similar = similar::get_close_matches(name.as_str(), &neighbours, 3, 0.6);
    let help = if similar.is_empty() {
        "请核对路径是否写对；当前目录可用“.”表示".to_owned()
    } else {
        let similar: Vec<String> = similar.iter().map(|n| shown(&folder.join(n))).collect();
        format!("是不是：{}", similar.join("、"))
    };
    RequestError::MissingPath {
        path: shown(path),
        help,
    }
}

fn nothing_to_read(paths: &[PathBuf], found: &Found) -> RequestError {
    let places: Vec<String> = paths.iter().map(|p| shown(p)).collect();
    let others = match found.passed_over.len() {
        0 => "目录是空的".to_owned(),
        n => format!("另有 {n} 个文件或目录被跳过，可直接写出文件名来读"),
    };
    RequestError::NothingToRead {
        path: places.join("、"),
        help: format!("{others}；能读的格式：{}", reason::EXTENSIONS.join("、")),
    }
}
