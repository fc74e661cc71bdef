//! Turns what each rule cost into the table of `duban check --stats`.

use crate::judge::Cost;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

/// Findings and processor time of every rule, dearest first; times differ from run to run.
pub(super) fn table(costs: &[Cost]) -> String {
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
    let mut out = String::from("   问题   毫秒   占比  规则\n");
    for (rule, (findings, time)) in rows {
        let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
        let _ = writeln!(
            out,
            "{findings:7} {:6.1} {share:5.1}%  {rule}",
            millis(time)
        );
    }
    let _ = writeln!(out, "{found:7} {:6.1} 100.0%  合计", millis(whole));
    out
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
