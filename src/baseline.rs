//! Holds the findings accepted as they are today, so that only new ones gate.
//!
//! Keyed by fingerprint, never by place: edits elsewhere, moved and renamed files change nothing. The same fingerprint may
//! occur several times; as many are accepted as were recorded. The file says which paths were looked at: a run over less of
//! them neither drops what it did not look at nor calls it gone.

mod scope;

use crate::error::{RequestError, refusal};
use crate::finding::{Acceptance, Finding};
use crate::personal::masked;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Schema name written into the file.
const SCHEMA: &str = "duban-baseline/1";

/// The findings known at one time.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
    /// What was looked at when it was written, as seen from `folder`.
    checked: scope::Scope,
    /// The folder the file is in.
    folder: PathBuf,
}

/// What is kept of a known finding: enough to recognise it, and to tell a person what it was.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: String,
    rule: String,
    message: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    /// Paths relative to the file's folder; a file that names none speaks of all of it.
    #[serde(default = "all")]
    checked: scope::Scope,
    findings: Vec<Entry>,
}

/// What changed when a baseline was brought up to date.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Update {
    /// Entries that stay.
    pub kept: usize,
    /// Entries whose finding is gone.
    pub removed: usize,
    /// Entries taken in.
    pub added: usize,
    /// Entries that stay because a part of what they were found in was not looked at.
    pub unseen: usize,
    /// New findings left out because new debt is only taken in when asked for.
    pub refused: usize,
}

impl Baseline {
    /// Everything in `findings`, found below `paths`, to be kept at `file`.
    pub fn of(findings: &[Finding], file: &Path, paths: &[PathBuf]) -> Self {
        let folder = folder_of(file);
        Self {
            entries: entries(findings),
            checked: scope::of(paths, &folder),
            folder,
        }
    }

    /// Reads the file at `path`; a missing file is an empty baseline.
    ///
    /// # Errors
    /// When the file is there and cannot be opened or understood.
    pub fn read(path: &Path) -> Result<Self, RequestError> {
        let shown = path.to_string_lossy().replace('\\', "/");
        let wrong = |reason: String| RequestError::File {
            path: shown.clone(),
            reason,
            help: "基线由 duban baseline 生成，请勿手改；可删除后重新生成".to_owned(),
        };
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path)
            .map_err(|e| wrong(format!("打不开基线文件：{}", refusal(&e))))?;
        let file: File = serde_json::from_str(&text).map_err(|e| {
            wrong(format!(
                "基线文件第 {} 行第 {} 列读不懂",
                e.line(),
                e.column()
            ))
        })?;
        if file.schema != SCHEMA {
            return Err(wrong(format!(
                "基线版本是“{}”，本程序用“{SCHEMA}”",
                file.schema
            )));
        }
        let entries = file
            .findings
            .into_iter()
            .map(|e| (e.fingerprint.clone(), e))
            .collect();
        Ok(Self {
            entries,
            checked: file.checked,
            folder: folder_of(path),
        })
    }

    /// The file's text: sorted, ending in a newline.
    pub fn to_json(&self) -> String {
        let file = File {
            schema: SCHEMA.to_owned(),
            checked: self.checked.clone(),
            findings: self.entries.values().cloned().collect(),
        };
        serde_json::to_string_pretty(&file).expect("plain data prints as JSON") + "\n"
    }

    /// Number of findings accepted.
    pub fn len(&self) -> usize {
        self.entries.values().map(|e| e.count).sum()
    }

    /// Whether nothing is accepted.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Marks the findings that are known; returns rule and message of the entries that matched nothing.
    pub fn accept(&self, findings: &mut [Finding]) -> Vec<(String, String)> {
        let mut left: BTreeMap<&str, usize> = self
            .entries
            .iter()
            .map(|(f, e)| (f.as_str(), e.count))
            .collect();
        for finding in findings.iter_mut().filter(|f| f.accepted.is_none()) {
            if let Some(n) = left
                .get_mut(finding.fingerprint.as_str())
                .filter(|n| **n > 0)
            {
                *n -= 1;
                finding.accepted = Some(Acceptance::Baseline);
            }
        }
        let stale = self
            .entries
            .values()
            .filter(|e| left[e.fingerprint.as_str()] == e.count);
        stale.map(|e| (e.rule.clone(), e.message.clone())).collect()
    }

    /// Whether a run over `paths` looks at everything the baseline was made of.
    pub fn is_within(&self, paths: &[PathBuf]) -> bool {
        scope::is_within(&self.checked, &self.folder, paths)
    }

    /// What one has to check for [`Baseline::is_within`], relative to the folder of the file.
    pub fn checked(&self) -> Vec<&str> {
        self.checked.iter().map(String::as_str).collect()
    }

    /// Drops what is no longer found below `paths`, when those are all that the baseline speaks of and every file of them
    /// was read (`is_whole`); takes in what is new only with `accept_new`.
    pub fn update(
        &mut self,
        findings: &[Finding],
        (paths, is_whole): (&[PathBuf], bool),
        accept_new: bool,
    ) -> Update {
        let mut update = Update::default();
        let mut before = std::mem::take(&mut self.entries);
        for (fingerprint, mut entry) in entries(findings) {
            let known = before.remove(&fingerprint).map_or(0, |e| e.count);
            let kept = entry.count.min(known);
            let new = entry.count - kept;
            update.kept += kept;
            update.added += if accept_new { new } else { 0 };
            update.refused += if accept_new { 0 } else { new };
            update.unseen += if is_whole { 0 } else { known - kept };
            update.removed += if is_whole { known - kept } else { 0 };
            entry.count = if is_whole { kept } else { known } + if accept_new { new } else { 0 };
            if entry.count > 0 {
                self.entries.insert(fingerprint, entry);
            }
        }
        let left: usize = before.values().map(|e| e.count).sum();
        if is_whole {
            update.removed += left;
            self.checked = scope::of(paths, &self.folder);
        } else {
            update.unseen += left;
            self.entries.append(&mut before);
        }
        if accept_new && !is_whole {
            self.checked.append(&mut scope::of(paths, &self.folder));
        }
        update
    }
}

/// `findings` by fingerprint.
fn entries(findings: &[Finding]) -> BTreeMap<String, Entry> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for finding in findings {
        let fresh = || Entry {
            fingerprint: finding.fingerprint.clone(),
            rule: finding.rule.clone(),
            message: masked(&finding.message).into_owned(),
            count: 0,
        };
        let entry = entries.entry(finding.fingerprint.clone());
        entry.or_insert_with(fresh).count += 1;
    }
    entries
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map_or_else(PathBuf::new, Path::to_owned)
}

fn all() -> scope::Scope {
    scope::Scope::from([".".to_owned()])
}

fn one() -> usize {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_one(n: &usize) -> bool {
    *n == 1
}
