//! Raises findings that stood in the report before of the same series.

use crate::finding::{Finding, Severity};
use crate::report::Report;
use std::collections::{BTreeMap, BTreeSet};

/// Raises by one level every finding that says what was said of the same matter in the next earlier report of the same issuer.
pub(super) fn escalate(report: &mut Report) {
    let before = predecessors(report);
    let earlier: BTreeSet<u32> = before.values().copied().collect();
    let earlier = |f: &&Finding| earlier.contains(&f.primary.doc.0);
    let known = report.findings.iter().filter(earlier).map(identity);
    let known: BTreeSet<(u32, &str, &str, &str)> = known.collect();
    let stood: Vec<bool> = report
        .findings
        .iter()
        .map(|f| {
            let earlier = before.get(&f.primary.doc.0);
            let key = earlier.map(|&doc| {
                let (_, rule, matter, message) = identity(f);
                (doc, rule, matter, message)
            });
            !f.matter_key.is_empty() && key.is_some_and(|key| known.contains(&key))
        })
        .collect();
    for (finding, _) in report
        .findings
        .iter_mut()
        .zip(stood)
        .filter(|(_, stood)| *stood)
    {
        finding
            .because
            .push("上期已提示同一问题，本期仍在".to_owned());
        finding.severity = match finding.severity {
            Severity::Info => Severity::Warning,
            Severity::Warning | Severity::Error => Severity::Error,
        };
    }
}

/// What makes two findings one problem: rule, matter and what is said, with its figures and days.
fn identity(finding: &Finding) -> (u32, &str, &str, &str) {
    (
        finding.primary.doc.0,
        &finding.rule,
        &finding.matter_key,
        &finding.message,
    )
}

/// For each progress report the one before it: same issuer, next earlier as-of day.
fn predecessors(report: &Report) -> BTreeMap<u32, u32> {
    let mut series: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for facts in report.facts.iter().filter(|f| !f.rows.is_empty()) {
        if let (false, Some(day)) = (facts.profile.issuer.is_empty(), facts.profile.as_of) {
            series
                .entry(&facts.profile.issuer)
                .or_default()
                .push((day, facts.doc.0));
        }
    }
    let mut before = BTreeMap::new();
    for mut reports in series.into_values() {
        reports.sort_unstable();
        let steps = reports.windows(2).filter(|w| w[0].0 < w[1].0);
        before.extend(steps.map(|w| (w[1].1, w[0].1)));
    }
    before
}
