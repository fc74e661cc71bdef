//! Holds the findings accepted as they are today, so that only new ones gate.
//!
//! Keyed by fingerprint, never by place: edits elsewhere, moved and renamed files change nothing. The same fingerprint may
//! occur several times; as many are accepted as were recorded.

use crate::error::{RequestError, refusal};
use crate::finding::{Acceptance, Finding};
use crate::personal::masked;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Schema name written into the file.
const SCHEMA: &str = "duban-baseline/1";

/// The findings known at one time.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Baseline {
    entries: BTreeMap<String, Entry>,
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
    /// New findings left out because new debt is only taken in when asked for.
    pub refused: usize,
}

impl Baseline {
    /// Everything in `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for finding in findings {
            let fresh = || Entry {
                fingerprint: finding.fingerprint.clone(),
                rule: finding.rule.clone(),
                message: masked(&finding.message).into_owned(),
                count: 0,
            };
            entries
                .entry(finding.fingerprint.clone())
                .or_insert_with(fresh)
                .count += 1;
        }
        Self { entries }
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
        Ok(Self { entries })
    }

    /// The file's text: sorted, ending in a newline.
    pub fn to_json(&self) -> String {
        let file = File {
            schema: SCHEMA.to_owned(),
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

    /// Drops what is no longer found; takes in what is new only with `accept_new`.
    pub fn update(&mut self, findings: &[Finding], accept_new: bool) -> Update {
        let now = Self::of(findings);
        let mut update = Update::default();
        let before = std::mem::take(&mut self.entries);
        for (fingerprint, mut entry) in now.entries {
            let known = before.get(&fingerprint).map_or(0, |e| e.count);
            let new = entry.count.saturating_sub(known);
            update.kept += entry.count - new;
            if accept_new {
                update.added += new;
            } else {
                update.refused += new;
                entry.count -= new;
            }
            if entry.count > 0 {
                self.entries.insert(fingerprint, entry);
            }
        }
        update.removed = before.values().map(|e| e.count).sum::<usize>() - update.kept;
        update
    }
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
