//! Counts what every format's overview and summary line show.

use super::Report;
use super::wording::{SEVERITIES, VERDICTS};
use crate::document::Document;
use crate::finding::{Acceptance, Conclusion, Finding, Severity};
use crate::link::verdict::Verdict;
use std::collections::BTreeMap;

/// Encoding that marks a file of settings (waivers) which findings point into: no document to be counted.
pub const SETTINGS: &str = "settings";

/// The counts of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    /// Files read.
    pub files: usize,
    /// Documents found in them.
    pub documents: usize,
    /// Pairs of parts that were compared.
    pub pairings: usize,
    /// Pairs of parts that were refused.
    pub refused: usize,
    /// Commitments.
    pub commitments: usize,
    /// Rows of progress tables.
    pub rows: usize,
    /// Quantities understood.
    pub quantities: usize,
    /// Open findings: errors, warnings, infos.
    pub open: [usize; 3],
    /// Findings with a waiver.
    pub waived: usize,
    /// Findings in the baseline.
    pub baseline: usize,
    /// Findings in documents nobody changed.
    pub unchanged: usize,
    /// Findings somebody called a false alarm.
    pub false_alarms: usize,
    /// What could not be read.
    pub unread: usize,
    /// Places read but not understood.
    pub not_understood: usize,
    /// Files passed over.
    pub passed_over: usize,
    /// Commitments by verdict, in the order of [`VERDICTS`].
    pub verdicts: [usize; 8],
}

impl Overview {
    /// The counts of `report`.
    pub fn of(report: &Report) -> Self {
        let facts = || report.facts.iter();
        let read = |d: &&Document| d.file.encoding != SETTINGS;
        let documents = report.documents.iter().filter(read);
        let mut overview = Self {
            files: files(report).filter(|f| f.encoding != SETTINGS).count(),
            documents: documents.count(),
            commitments: report.linked.matters.len() + report.briefs.len(),
            rows: facts().map(|f| f.rows.len()).sum(),
            quantities: report.quantities,
            unread: report.unread.len(),
            not_understood: facts().map(|f| f.not_understood.len()).sum(),
            passed_over: report.passed_over.len(),
            ..Self::default()
        };
        let pairings = &report.linked.pairings;
        overview.pairings = pairings.iter().filter(|p| p.accepted).count();
        overview.refused = pairings.len() - overview.pairings;
        overview.open[severity_index(Severity::Info)] += report.advice;
        for finding in &report.findings {
            match finding.accepted {
                None => overview.open[severity_index(finding.severity)] += 1,
                Some(Acceptance::Baseline) => overview.baseline += 1,
                Some(Acceptance::Unchanged) => overview.unchanged += 1,
                Some(Acceptance::Waived { .. }) => overview.waived += 1,
            }
        }
        let false_alarm = |f: &&Finding| is_false_alarm(f);
        overview.false_alarms = report.findings.iter().filter(false_alarm).count();
        let matters = report.linked.matters.iter().map(|m| m.verdict);
        for verdict in matters.chain(report.briefs.iter().map(|b| b.verdict)) {
            overview.verdicts[verdict_index(verdict)] += 1;
        }
        overview
    }

    /// Open findings of one severity.
    pub fn of_severity(&self, severity: Severity) -> usize {
        self.open[severity_index(severity)]
    }
}

/// The files read, each once, in order.
pub fn files(report: &Report) -> impl Iterator<Item = &crate::document::SourceFile> {
    let mut last = "";
    report.documents.iter().filter_map(move |d| {
        let new = d.file.path != last;
        last = &d.file.path;
        new.then_some(&*d.file)
    })
}

/// Open findings by rule id.
pub fn by_rule(report: &Report) -> BTreeMap<&str, Vec<&Finding>> {
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings.iter().filter(|f| f.accepted.is_none()) {
        rules.entry(&finding.rule).or_default().push(finding);
    }
    rules
}

/// Whether an officer called the finding a false alarm.
pub fn is_false_alarm(finding: &Finding) -> bool {
    let statement = finding.statement.as_ref();
    statement.is_some_and(|s| s.conclusion == Conclusion::FalseAlarm)
}

fn severity_index(severity: Severity) -> usize {
    SEVERITIES.iter().position(|s| *s == severity).unwrap_or(0)
}

fn verdict_index(verdict: Verdict) -> usize {
    VERDICTS.iter().position(|v| *v == verdict).unwrap_or(0)
}
