//! Lists what an auditor asks of a report, line by line, for formats without columns of their own.

use super::overview::{SETTINGS, by_rule, files, is_false_alarm};
use super::redact::redact;
use super::{Provenance, Report, plain, unpaired, wording};
use crate::finding::{Acceptance, Finding, Severity};
use std::collections::BTreeMap;

/// What made the report: program, word lists, files read with their hashes, rules that spoke with their versions.
pub fn origin(report: &Report) -> Vec<String> {
    origin_of(report, Severity::Info, &|_| true)
}

/// The same, of rules that spoke at `least` so loud, and of the files of which `names` is true: a unit's own file goes
/// back without the names of others.
pub fn origin_of(report: &Report, least: Severity, names: &dyn Fn(&str) -> bool) -> Vec<String> {
    let tool = Provenance::of(report);
    let mut lines = vec![
        format!("程序 {} {}", tool.name, tool.version),
        format!("词表 blake3 {}", tool.lexicon),
    ];
    let files = files(report).filter(|f| names(&f.path));
    lines.extend(files.map(|file| {
        let kind = if file.encoding == SETTINGS {
            "豁免文件"
        } else {
            "输入"
        };
        format!("{kind} {} blake3 {}", plain::line(&file.path), file.blake3)
    }));
    let rules = rules(report, least);
    if !rules.is_empty() {
        lines.push(format!("规则 {}", rules.join("、")));
    }
    lines
}

/// Every exemption that holds, with the finding it stands for: who approved it, why, until when.
pub fn waived(report: &Report) -> Vec<String> {
    let line = |f: &Finding| match &f.accepted {
        Some(acceptance @ Acceptance::Waived { .. }) => Some(format!(
            "{} {} {}",
            plain::line(&report.place(f.primary).header()),
            f.rule,
            plain::line(&redact(&wording::acceptance(acceptance)))
        )),
        Some(Acceptance::Baseline | Acceptance::Unchanged) | None => None,
    };
    report.findings.iter().filter_map(line).collect()
}

/// Entries of the baseline that no finding of this run answers to.
pub fn stale(report: &Report) -> Vec<String> {
    let line = |(rule, message): &(String, String)| {
        let message = plain::line(&redact(message));
        format!("基线中的 {rule} 本次没有出现：{message}")
    };
    report.stale.iter().map(line).collect()
}

/// What was decided about findings, and how files were read: exemptions, 误报, baseline entries without a finding, notes, documents compared with none.
pub fn remarks(report: &Report) -> Vec<String> {
    let mut lines = waived(report);
    lines.extend(false_alarms_line(report));
    lines.extend(stale(report));
    let note = |(file, what): &(String, String)| plain::line(&redact(&format!("{file}：{what}")));
    lines.extend(report.notes.iter().map(note));
    lines.extend(unpaired::notes(report).iter().map(note));
    lines
}

/// Findings called 误报, by rule id.
pub fn false_alarms(report: &Report) -> BTreeMap<&str, usize> {
    let mut rules = BTreeMap::new();
    for finding in report.findings.iter().filter(|f| is_false_alarm(f)) {
        *rules.entry(finding.rule.as_str()).or_default() += 1;
    }
    rules
}

/// `误报 3（status-no-number 2、typo 1）`; none without one.
pub fn false_alarms_line(report: &Report) -> Option<String> {
    let rules = false_alarms(report);
    let each: Vec<String> = rules.iter().map(|(id, n)| format!("{id} {n}")).collect();
    let total: usize = rules.values().sum();
    (total > 0).then(|| format!("误报 {total}（{}）", each.join("、")))
}

/// The rules that have an open finding of `least` or graver, or a false alarm, with their versions.
fn rules(report: &Report, least: Severity) -> Vec<String> {
    let (open, alarms) = (by_rule(report), false_alarms(report));
    let is_loud = |findings: &Vec<&Finding>| findings.iter().any(|f| f.severity >= least);
    let spoke = |id: &str| open.get(id).is_some_and(is_loud) || alarms.contains_key(id);
    let rules = report.rules.iter().filter(|r| spoke(&r.id));
    rules.map(|r| format!("{} v{}", r.id, r.version)).collect()
}
