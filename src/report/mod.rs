//! Turns what a run found into bytes, one file per format.

pub mod json;

use crate::document::Document;
use crate::extract::Facts;
use crate::finding::{Finding, RuleInfo};
use crate::link::Linked;
use crate::source::Unread;

/// Everything a run found; all a format may show.
#[derive(Debug)]
pub struct Report {
    /// The documents read, in order; `DocId` is the index.
    pub documents: Vec<Document>,
    /// Their facts, same order.
    pub facts: Vec<Facts>,
    /// Matters, successions, pairings.
    pub linked: Linked,
    /// Findings, sorted.
    pub findings: Vec<Finding>,
    /// The rules that were put, by id.
    pub rules: Vec<RuleInfo>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Files passed over, with the reason in Chinese.
    pub passed_over: Vec<(String, String)>,
}
