//! Decides which findings of a report gate: configured severities, escalation, waivers, baseline, what changed.

mod escalate;
mod problem;

use crate::baseline::Baseline;
use crate::config::Config;
use crate::finding::{Acceptance, Finding};
use crate::location::{DocId, Span};
use crate::report::Report;
use crate::waiver::{Waivers, marker};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What findings are held against.
#[derive(Debug, Default)]
pub struct Gatekeeper {
    /// Settings.
    pub config: Config,
    /// Findings known before.
    pub baseline: Baseline,
    /// The paths looked at, as given; none when documents are not read from files.
    pub paths: Vec<PathBuf>,
    /// Findings exempted.
    pub waivers: Waivers,
    /// With `--since`: the files that changed, canonical; none when everything counts.
    pub changed: Option<BTreeSet<PathBuf>>,
}

impl Gatekeeper {
    /// Marks every finding of `report` that does not gate, and adds findings about exemptions that are wrong.
    pub fn decide(mut self, report: &mut Report, today: Option<Date>) {
        self.set_severities(report);
        if self.config.escalate {
            escalate::escalate(report);
        }
        let unclear = self.read_markers(report);
        let paths: Vec<String> = report
            .documents
            .iter()
            .map(|d| d.file.path.clone())
            .collect();
        let path_of = |f: &Finding| paths[f.primary.doc.0 as usize].clone();
        let mut problems = self.waivers.apply(&mut report.findings, &path_of, today);
        problems.extend(unclear);
        self.leave_unchanged(report);
        let unmatched = self.baseline.accept(&mut report.findings);
        if report.unread.is_empty() && self.baseline.is_within(&self.paths) {
            report.stale = unmatched;
        }
        problem::add(report, problems);
    }

    /// Whether nothing is said about findings: what becomes of each is decided by the severity its rule gives it, by
    /// exemptions in its own file and, among progress tables, by whether it stood in the one before.
    pub fn is_plain(&self) -> bool {
        self.config.leaves_severities()
            && self.baseline.is_empty()
            && self.waivers.is_empty()
            && self.changed.is_none()
    }

    fn set_severities(&self, report: &mut Report) {
        if self.config.leaves_severities() {
            return;
        }
        let documents = &report.documents;
        report.findings.retain_mut(|finding| {
            let file = &documents[finding.primary.doc.0 as usize].file.path;
            match self.config.severity(&finding.rule, file, finding.severity) {
                Some(severity) => {
                    finding.severity = severity;
                    true
                }
                None => false,
            }
        });
    }

    fn read_markers(&mut self, report: &Report) -> Vec<crate::waiver::Problem> {
        let mut files: Vec<_> = report.documents.iter().map(|d| &d.file).collect();
        files.dedup_by(|a, b| a.path == b.path);
        let mut unclear = Vec::new();
        let markers = files.into_par_iter().map(|file| marker::read(file));
        for (waivers, problems) in markers.collect::<Vec<_>>() {
            self.waivers.extend(waivers);
            unclear.extend(problems);
        }
        unclear
    }

    /// Findings none of whose files changed do not gate; what a rule misses in a counterpart has that for its file as well.
    fn leave_unchanged(&self, report: &mut Report) {
        let Some(changed) = &self.changed else { return };
        let is_changed = |path: &str| {
            Path::new(path)
                .canonicalize()
                .is_ok_and(|canonical| changed.contains(&canonical))
        };
        let touched: Vec<bool> = report
            .documents
            .iter()
            .map(|d| is_changed(&d.file.path))
            .collect();
        let at = |span: Span| touched[span.doc.0 as usize];
        let counterparts = counterparts(report);
        let across = |id: &str| report.rules.iter().any(|r| r.id == id && r.across);
        let is_touched = |f: &Finding| {
            let is_missing = f.related.is_empty() && across(&f.rule);
            let others = counterparts.get(&f.primary.doc).filter(|_| is_missing);
            at(f.primary)
                || f.related.iter().any(|r| at(r.span))
                || others.is_some_and(|docs| docs.iter().any(|d| touched[d.0 as usize]))
        };
        let open = |f: &Finding| f.accepted.is_none();
        let left: Vec<bool> = report
            .findings
            .iter()
            .map(|f| open(f) && !is_touched(f))
            .collect();
        for (finding, _) in report
            .findings
            .iter_mut()
            .zip(left)
            .filter(|(_, left)| *left)
        {
            finding.accepted = Some(Acceptance::Unchanged);
        }
    }
}

/// For each document those it was held against.
fn counterparts(report: &Report) -> BTreeMap<DocId, BTreeSet<DocId>> {
    let mut all: BTreeMap<DocId, BTreeSet<DocId>> = BTreeMap::new();
    for pairing in report.linked.pairings.iter().filter(|p| p.accepted) {
        let (plan, later) = (pairing.plan.doc, pairing.report.doc);
        all.entry(plan).or_default().insert(later);
        all.entry(later).or_default().insert(plan);
    }
    all
}
