//! Describes a finding: what a rule has to say about a place, complete enough for every output format.

pub mod quotation;

use crate::location::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Deref;
use std::sync::Arc;

/// How serious a finding is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Advice; never enters a 通报.
    #[serde(alias = "提示", alias = "建议")]
    Info,
    /// Needs a reply.
    #[serde(alias = "警告", alias = "关注")]
    Warning,
    /// Blocks the gate.
    #[serde(alias = "错误")]
    Error,
}

/// A second place of a finding: the old promise, the target cell, another row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What it is, in Chinese (`2019年承诺`).
    pub label: String,
}

/// A line of text that many findings may share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Line(Arc<str>);

impl Deref for Line {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Arc<str>>> From<T> for Line {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Something a rule has to say about a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Rule id, kebab-case.
    pub rule: String,
    /// The rule's version when the finding was made.
    pub rule_version: u32,
    /// How serious.
    pub severity: Severity,
    /// One line in Chinese: what does not meet.
    pub message: String,
    /// What to do, beginning 请补充 / 请核对 / 请说明.
    pub help: Line,
    /// The place it is about.
    pub primary: Span,
    /// Words under the marked place, in Chinese; may be empty.
    pub label: String,
    /// Other places.
    pub related: Vec<Related>,
    /// Arithmetic and reasons, one per line, in Chinese.
    pub because: Vec<String>,
    /// Identity of this finding: rule id + matter key + period + ordinal. Never of offsets or paths.
    pub fingerprint: String,
    /// Identity of the matter over periods.
    pub matter_key: String,
    /// Responsible units as written, for grouping.
    pub owners: Vec<String>,
    /// How it was accepted, if it was; accepted findings do not gate.
    pub accepted: Option<Acceptance>,
    /// What an office or officer said about it; never deletes it.
    pub statement: Option<Box<Statement>>,
}

/// What somebody concluded about a finding (复核结论).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub enum Conclusion {
    /// The finding is right.
    #[serde(rename = "属实")]
    Confirmed,
    /// The finding is a false alarm.
    #[serde(rename = "误报")]
    FalseAlarm,
    /// The office has explained; waits for review.
    #[serde(rename = "已说明")]
    Explained,
}

/// A statement about a finding (说明).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// What was concluded.
    pub conclusion: Conclusion,
    /// Who says so; may be empty.
    pub by: String,
    /// In their words; may be empty.
    pub text: String,
}

/// Why a finding does not gate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Acceptance {
    /// It stood in the baseline.
    Baseline,
    /// Somebody waived it.
    Waived(Box<Waived>),
    /// Neither its document nor a counterpart changed since the given git revision.
    Unchanged,
}

/// How a finding was waived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waived {
    /// Reason from the closed list, in Chinese.
    pub reason: String,
    /// Approver.
    pub by: String,
    /// Last day, ISO 8601.
    pub until: String,
    /// The document that proves it, if one is named.
    pub evidence: Option<String>,
}

/// What formats need to know of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleInfo {
    /// Kebab-case id.
    pub id: String,
    /// Name in Chinese.
    pub title: String,
    /// Default severity.
    pub severity: Severity,
    /// Version.
    pub version: u32,
    /// Why the rule exists.
    pub why: String,
    /// What to do about a finding.
    pub help: String,
    /// Whether it holds two reports against each other.
    pub across: bool,
}

/// The lowest severity that fails a run.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Errors fail.
    #[default]
    Error,
    /// Warnings and errors fail.
    Warning,
    /// Everything fails.
    Info,
    /// Nothing fails.
    Never,
}

impl Gate {
    /// Whether a finding of `severity` fails the run.
    pub fn stops(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// Identity of a finding over edits of the file: rule, matter and period, and the how-manieth such finding it is.
/// 16 hexadecimal digits of a blake3 hash; never of offsets or paths.
pub fn fingerprint(rule: &str, matter_key: &str, period: &str, ordinal: usize) -> String {
    short_hash(&[rule, matter_key, period, &ordinal.to_string()])
}

fn short_hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
