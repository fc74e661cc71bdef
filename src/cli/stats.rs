//! Turns what stages and rules cost into the tables of `duban check --stats`.

use crate::judge::Cost;
use crate::report::{Report, Stage, Stages};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

/// Time and bytes of every stage, findings and processor time of every rule, dearest first, and the most memory that was
/// used; all of it differs from run to run. `written` is what went to standard output, in bytes.
pub(super) fn tables(report: &Report, stages: &Stages, written: usize) -> String {
    let text: usize = report.documents.iter().map(|d| d.range.len()).sum();
    let mut out = String::from("    毫秒        字节   兆字节/秒  阶段\n");
    for (stage, time) in stages.iter() {
        let bytes = match stage {
            Stage::Find => 0,
            Stage::Read | Stage::Extract | Stage::Link | Stage::Judge => text,
            Stage::Report => written,
        };
        let (millis, speed) = (millis(time), speed(bytes, time));
        let _ = writeln!(
            out,
            "{millis:8.1} {bytes:11} {speed:11.1}  {}",
            stage.name()
        );
    }
    out.push('\n');
    rules(&mut out, &report.costs, text);
    match peak() {
        Some(bytes) => writeln!(out, "\n内存峰值 {:.1} 兆字节", bytes as f64 / 1e6),
        None => writeln!(out, "\n内存峰值 这个系统不提供"),
    }
    .expect("a string grows");
    out
}

/// Rules are put to `text` bytes.
fn rules(out: &mut String, costs: &[Cost], text: usize) {
    let mut rules: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
    for cost in costs {
        let sum = rules.entry(&cost.rule).or_default();
        sum.0 += cost.findings;
        sum.1 += cost.time;
    }
    let whole: Duration = rules.values().map(|(_, time)| *time).sum();
    let found: usize = rules.values().map(|(findings, _)| findings).sum();
    let mut rows: Vec<(&str, (usize, Duration))> = rules.into_iter().collect();
    rows.sort_by(|a, b| b.1.1.cmp(&a.1.1).then(a.0.cmp(b.0)));
    out.push_str("   问题   毫秒   占比   兆字节/秒  规则\n");
    rows.push(("合计", (found, whole)));
    for (rule, (findings, time)) in rows {
        let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
        let (millis, speed) = (millis(time), speed(text, time));
        let _ = writeln!(
            out,
            "{findings:7} {millis:6.1} {share:5.1}% {speed:11.1}  {rule}"
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Millions of bytes a second; 0 for what takes no time.
fn speed(bytes: usize, time: Duration) -> f64 {
    match time.as_secs_f64() {
        0.0 => 0.0,
        seconds => bytes as f64 / 1e6 / seconds,
    }
}

/// The most memory the process has used, in bytes, where the system says so (`VmHWM` of proc_pid_status(5)).
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
