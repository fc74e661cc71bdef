//! Turns a report into what the page shows, all text still unescaped.

use crate::finding::Finding;
use crate::link::Matter;
use crate::link::verdict::Verdict;
use crate::location::Span;
use crate::report::audit::{self, false_alarms};
use crate::report::marked::{self, Piece, marked};
use crate::report::overview::{Overview, by_rule, files};
use crate::report::redact::redact;
use crate::report::rows::metric;
use crate::report::wording::{self, SEVERITIES, VERDICTS};
use crate::report::{Provenance, Report, plain};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Longest wording, in bytes, whose changed words are marked; longer ones differ too much to be worth it.
const MARKED_BYTES: usize = 1200;
/// How a unit is named that a table leaves out.
const NO_UNIT: &str = "（未列责任单位）";

/// Everything the page shows besides chart and years.
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
    findings: Vec<Row<'a>>,
    ledger: Vec<LedgerRow<'a>>,
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
        let matters: HashMap<&str, &Matter> = report
            .linked
            .matters
            .iter()
            .map(|m| (m.key.as_str(), m))
            .collect();
        let titles: HashMap<&str, &str> = report
            .rules
            .iter()
            .map(|r| (r.id.as_str(), r.title.as_str()))
            .collect();
        let rows = report.findings.iter();
        let ledger = report.linked.matters.iter();
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
            findings: rows
                .map(|f| Row::of(report, f, &matters, &titles))
                .collect(),
            ledger: ledger.map(|m| LedgerRow::of(report, m)).collect(),
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
                .map(|(file, what)| [plain::line(file), safe(what)])
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

fn units_of(f: &Finding) -> Vec<&str> {
    match f.owners.is_empty() {
        true => vec![NO_UNIT],
        false => f.owners.iter().map(String::as_str).collect(),
    }
}

/// A finding as the page shows it.
#[derive(Serialize)]
struct Row<'a> {
    severity: &'static str,
    class: &'static str,
    rule: &'a str,
    title: &'a str,
    file: String,
    units: Vec<String>,
    message: String,
    left: Option<Side>,
    right: Option<Side>,
    silent: bool,
    more: Vec<Side>,
    because: Vec<String>,
    help: String,
    fingerprint: &'a str,
    accepted: Option<String>,
    statement: Option<String>,
}

/// One of the two passages that are held against each other.
#[derive(Serialize)]
struct Side {
    label: String,
    place: String,
    href: String,
    pieces: Vec<PieceRow>,
}

#[derive(Serialize)]
struct PieceRow {
    text: String,
    changed: bool,
}

impl<'a> Row<'a> {
    fn of(
        report: &'a Report,
        f: &'a Finding,
        matters: &HashMap<&str, &Matter>,
        titles: &HashMap<&str, &'a str>,
    ) -> Self {
        let matter = matters.get(f.matter_key.as_str());
        let is_left = comes_first(report, f, matter.copied());
        let other = f.related.first();
        let words = |span: Span| plain::line(&report.place(span).quote);
        let (mine, theirs) = marks(&words(f.primary), other.map(|r| words(r.span)).as_deref());
        let mine = side(report, f.primary, &f.label, mine);
        let theirs = other.map(|r| side(report, r.span, &r.label, theirs));
        let (left, right) = match is_left {
            true => (Some(mine), theirs),
            false => (theirs, Some(mine)),
        };
        let more = f.related.iter().skip(1);
        let silent = matter.is_some_and(|m| m.verdict == Verdict::NotMentioned);
        Self {
            severity: wording::severity(f.severity),
            class: wording::severity_class(f.severity),
            rule: &f.rule,
            title: titles.get(f.rule.as_str()).copied().unwrap_or(""),
            file: plain::line(&report.document(f.primary).file.path),
            units: units_of(f).into_iter().map(safe).collect(),
            message: safe(&f.message),
            silent: silent && right.is_none(),
            left,
            right,
            more: more
                .map(|r| side(report, r.span, &r.label, whole(&words(r.span))))
                .collect(),
            because: f.because.iter().map(|b| safe(b)).collect(),
            help: safe(&f.help),
            fingerprint: &f.fingerprint,
            accepted: f.accepted.as_ref().map(|a| safe(&wording::acceptance(a))),
            statement: f.statement.as_ref().map(|s| safe(&wording::statement(s))),
        }
    }
}

/// Whether the passage a finding points at belongs on the left, where the promise stands: the commitment of its matter;
/// without one the earlier year's passage, and within a document the one that stands first (a row's target before its progress).
fn comes_first(report: &Report, f: &Finding, matter: Option<&Matter>) -> bool {
    if let Some(m) = matter {
        return m.commitment.span.overlaps(f.primary);
    }
    let order = |span: Span| {
        let year = report.facts.get(span.doc.0 as usize);
        (year.and_then(|f| f.profile.year), span.doc, span.start)
    };
    f.related
        .first()
        .is_none_or(|other| order(f.primary) <= order(other.span))
}

impl From<Piece> for PieceRow {
    fn from(Piece { text, changed }: Piece) -> Self {
        Self { text, changed }
    }
}

fn whole(text: &str) -> Vec<PieceRow> {
    marked::whole(text).into_iter().map(Into::into).collect()
}

/// The pieces of both wordings, changed words marked where both are there and short enough.
fn marks(mine: &str, theirs: Option<&str>) -> (Vec<PieceRow>, Vec<PieceRow>) {
    let rows = |pieces: Vec<Piece>| pieces.into_iter().map(Into::into).collect();
    match theirs {
        Some(theirs) if mine.len() + theirs.len() <= MARKED_BYTES => {
            let (left, right) = marked(mine, theirs);
            (rows(left), rows(right))
        }
        Some(theirs) => (whole(mine), whole(theirs)),
        None => (whole(mine), Vec::new()),
    }
}

fn side(report: &Report, span: Span, label: &str, pieces: Vec<PieceRow>) -> Side {
    let place = report.place(span);
    let logical = place
        .logical()
        .map_or_else(String::new, |l| format!(" {l}"));
    Side {
        label: safe(label),
        place: plain::line(&format!("{}{logical}", place.header())),
        href: crate::report::sarif::uri(&report.link(&place.file.path)),
        pieces,
    }
}

fn safe(text: &str) -> String {
    plain::line(&redact(text))
}

/// A commitment as the ledger shows it.
#[derive(Serialize)]
struct LedgerRow<'a> {
    id: &'a str,
    class: &'static str,
    verdict: &'static str,
    metric: String,
    target: String,
    unit: &'a str,
    units: Vec<String>,
    promise: Side,
    progress: Vec<Side>,
    because: Vec<String>,
}

impl<'a> LedgerRow<'a> {
    fn of(report: &'a Report, m: &'a Matter) -> Self {
        let c = &m.commitment;
        let words = |span: Span| plain::line(&report.place(span).quote);
        let first = m.links.first();
        let (promise, reported) =
            marks(&words(c.span), first.map(|l| words(l.progress)).as_deref());
        let mut reported = Some(reported);
        let progress = m.links.iter().map(|l| {
            let pieces = reported.take().unwrap_or_else(|| whole(&words(l.progress)));
            side(report, l.progress, "", pieces)
        });
        let quantity = c.quantities.first();
        Self {
            id: &m.id,
            class: wording::verdict_class(m.verdict),
            verdict: wording::verdict(m.verdict),
            metric: safe(metric(c).unwrap_or("")),
            target: quantity.map_or_else(String::new, |q| words(q.literal)),
            unit: quantity.map_or("", |q| &q.unit),
            units: c.owners.iter().map(|o| safe(&o.name.value)).collect(),
            progress: progress.collect(),
            promise: side(report, c.span, "", promise),
            because: m.because.iter().map(|b| safe(b)).collect(),
        }
    }
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
