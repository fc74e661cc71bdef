//! Asks git which files changed since a revision, and what a file said then.

use crate::error::RequestError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files whose content differs from what `revision` (its merge base with HEAD) holds, committed or not, as canonical paths.
/// A file that was only renamed has not changed.
///
/// # Errors
/// When `folder` is in no git work tree, or the revision is not there (a shallow clone).
pub fn changed_since(revision: &str, folder: &Path) -> Result<BTreeSet<PathBuf>, RequestError> {
    let top = PathBuf::from(text(git(folder, &["rev-parse", "--show-toplevel"])?));
    let base = base(revision, folder)?;
    let diff = git(&top, &["diff", "--name-status", "-z", "-M", &base])?;
    let untracked = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = changed_names(&diff).into_iter().chain(fields(&untracked));
    Ok(names
        .filter_map(|name| top.join(name).canonicalize().ok())
        .collect())
}

/// The text of `file` at `revision`; none when it was not there.
///
/// # Errors
/// When git or the revision is missing.
pub fn text_at(revision: &str, file: &Path) -> Result<Option<String>, RequestError> {
    let folder = file
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let commit = commit(revision, folder)?;
    let name = file
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().into_owned());
    let listed = git(folder, &["ls-tree", "--name-only", &commit, "--", &name])?;
    if listed.is_empty() {
        return Ok(None);
    }
    let bytes = git(folder, &["show", &format!("{commit}:./{name}")])?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The merge base with HEAD, or the revision itself where there is none.
fn base(revision: &str, folder: &Path) -> Result<String, RequestError> {
    let commit = commit(revision, folder)?;
    let merge = git(folder, &["merge-base", &commit, "HEAD"]).map(text);
    Ok(merge.unwrap_or(commit))
}

fn commit(revision: &str, folder: &Path) -> Result<String, RequestError> {
    let name = format!("{revision}^{{commit}}");
    git(
        folder,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &name,
        ],
    )
    .map(text)
    .map_err(|_| {
        let shallow = git(folder, &["rev-parse", "--is-shallow-repository"]).map(text);
        let help = if shallow.is_ok_and(|answer| answer == "true") {
            "这是浅克隆，没有取到这个版本；请先 git fetch --unshallow，或在 CI 里设 fetch-depth: 0"
        } else {
            "请核对版本名，例：origin/main、HEAD~1、v1.0"
        };
        wrong(format!("没有版本“{revision}”"), help)
    })
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, RequestError> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output();
    let output = output.map_err(|_| {
        wrong(
            "没有找到 git 程序".to_owned(),
            "--since 和 --waivers-from 需要安装 git",
        )
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let reason = if said.contains("not a git repository") {
        format!("“{}”不在 git 仓库内", folder.display())
    } else {
        said.lines().next().unwrap_or("没有说明原因").to_owned()
    };
    Err(wrong(
        reason,
        "请在 git 仓库内运行，或去掉 --since、--waivers-from",
    ))
}

fn wrong(reason: String, help: &str) -> RequestError {
    RequestError::Git {
        reason,
        help: help.to_owned(),
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

fn fields(bytes: &[u8]) -> Vec<String> {
    let fields = bytes.split(|&b| b == 0).filter(|f| !f.is_empty());
    fields
        .map(|f| String::from_utf8_lossy(f).into_owned())
        .collect()
}

/// Names in `--name-status -z` output; `R100` (renamed, same content) is no change.
fn changed_names(diff: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut fields = fields(diff).into_iter();
    while let Some(status) = fields.next() {
        let first = fields.next().unwrap_or_default();
        match status.chars().next() {
            Some('R' | 'C') => {
                let new = fields.next().unwrap_or_default();
                if status != "R100" && status != "C100" {
                    names.push(new);
                }
            }
            Some('D') | None => {}
            Some(_) => names.push(first),
        }
    }
    names
}
