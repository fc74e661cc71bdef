//! Turns a report into what the page shows around its findings and its ledger, all text still unescaped.

use super::finding::units_of;
use super::side::safe;
use crate::report::audit::{self, false_alarms};
use crate::report::overview::{Overview, by_rule, files};
use crate::report::wording::{self, SEVERITIES, VERDICTS};
use crate::report::{Provenance, Report, plain, unpaired};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything the page shows besides findings, ledger, chart and years.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    tool: Provenance<'a>,
    scope: [Count; 5],
    severities: Vec<Count>,
    lights: Vec<Count>,
    accepted: [Count; 4],
    rules: Vec<RuleCount<'a>>,
    units: Vec<UnitCount>,
    file_names: BTreeSet<String>,
    pairings: Vec<PairingRow>,
    unread: Vec<[String; 3]>,
    notes: Vec<[String; 2]>,
    stale: Vec<String>,
    not_understood: Vec<[String; 3]>,
    inputs: Vec<[String; 2]>,
}

#[derive(Serialize)]
struct Count {
    class: &'static str,
    name: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct RuleCount<'a> {
    id: &'a str,
    title: &'a str,
    why: &'a str,
    version: u32,
    open: usize,
    false_alarms: usize,
}

#[derive(Serialize, Default)]
struct UnitCount {
    name: String,
    counts: [usize; 3],
}

impl<'a> Page<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let overview = Overview::of(report);
        Self {
            tool: Provenance::of(report),
            scope: scope(&overview),
            severities: SEVERITIES
                .iter()
                .zip(overview.open)
                .map(|(s, n)| count(wording::severity_class(*s), wording::severity(*s), n))
                .collect(),
            lights: lights(&overview),
            accepted: [
                count("", "豁免", overview.waived),
                count("", "基线内", overview.baseline),
                count("", "未改动", overview.unchanged),
                count("", "误报", overview.false_alarms),
            ],
            rules: rules(report),
            units: units(report),
            file_names: files(report).map(|f| plain::line(&f.path)).collect(),
            pairings: report
                .linked
                .pairings
                .iter()
                .map(|p| pairing(report, p))
                .collect(),
            unread: report
                .unread
                .iter()
                .map(|u| [&u.file, &u.what, &u.why].map(|s| safe(s)))
                .collect(),
            notes: report
                .notes
                .iter()
                .cloned()
                .chain(unpaired::notes(report))
                .map(|(file, what)| [plain::line(&file), safe(&what)])
                .collect(),
            stale: audit::stale(report),
            not_understood: not_understood(report),
            inputs: files(report)
                .map(|f| [plain::line(&f.path), f.blake3.clone()])
                .collect(),
        }
    }
}

fn count(class: &'static str, name: &'static str, count: usize) -> Count {
    Count { class, name, count }
}

fn scope(o: &Overview) -> [Count; 5] {
    [
        count("", "文件", o.files),
        count("", "文档", o.documents),
        count("", "对照组", o.pairings),
        count("", "承诺", o.commitments),
        count("", "表格行", o.rows),
    ]
}

fn lights(o: &Overview) -> Vec<Count> {
    VERDICTS
        .iter()
        .zip(o.verdicts)
        .map(|(v, n)| count(wording::verdict_class(*v), wording::verdict(*v), n))
        .collect()
}

fn rules(report: &Report) -> Vec<RuleCount<'_>> {
    let open = by_rule(report);
    let alarms = false_alarms(report);
    let counted = report.rules.iter().map(|r| RuleCount {
        id: &r.id,
        title: &r.title,
        why: &r.why,
        version: r.version,
        open: open.get(r.id.as_str()).map_or(0, Vec::len),
        false_alarms: alarms.get(r.id.as_str()).copied().unwrap_or(0),
    });
    counted.filter(|r| r.open + r.false_alarms > 0).collect()
}

/// Open findings by unit, in the order of their names: no ranking.
fn units(report: &Report) -> Vec<UnitCount> {
    let mut units: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for f in report.findings.iter().filter(|f| f.accepted.is_none()) {
        let index = SEVERITIES
            .iter()
            .position(|s| *s == f.severity)
            .unwrap_or(0);
        for unit in units_of(f) {
            units.entry(unit).or_default()[index] += 1;
        }
    }
    units
        .into_iter()
        .map(|(name, counts)| UnitCount {
            name: safe(name),
            counts,
        })
        .collect()
}

#[derive(Serialize)]
struct PairingRow {
    plan: String,
    report: String,
    accepted: bool,
    reason: String,
}

fn pairing(report: &Report, p: &crate::link::Pairing) -> PairingRow {
    let header = |span| plain::line(&report.place(span).header());
    PairingRow {
        plan: header(p.plan),
        report: header(p.report),
        accepted: p.accepted,
        reason: safe(&p.reason),
    }
}

fn not_understood(report: &Report) -> Vec<[String; 3]> {
    let all = report.facts.iter().flat_map(|f| &f.not_understood);
    all.map(|(span, why)| {
        let place = report.place(*span);
        let quote = plain::clip(&plain::line(&place.quote), 120);
        [plain::line(&place.header()), safe(why), quote]
    })
    .collect()
}
