//! Writes findings as GitHub annotations; ten of a level are shown, so the rest goes to the job summary.
//!
//! Lines that are no workflow command stand in the log of the step only: there is what the run was made from.

use super::overview::Overview;
use super::redact::redact;
use super::wording::{self, SEVERITIES, VERDICTS};
use super::{MARK, Report, audit, plain};
use crate::finding::{Finding, Severity};
use std::fmt::Write as _;

/// Annotations of one level that GitHub shows per step.
const PER_LEVEL: usize = 10;
/// Rows of the job summary; a summary may be one megabyte.
const SUMMARY_ROWS: usize = 500;
/// Longest quote in a row of the job summary, in columns.
const QUOTE: usize = 160;

/// At most ten workflow commands per level; then, for the log, the counts, exemptions and what made them.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    for severity in SEVERITIES {
        for finding in open(report, severity).take(PER_LEVEL) {
            annotation(&mut out, report, finding);
        }
    }
    for u in report.unread.iter().take(PER_LEVEL) {
        let text = plain::line(&redact(&format!("未读（{}）：{}", u.what, u.why)));
        let _ = writeln!(out, "::error file={}::{}", property(&u.file), data(&text));
    }
    counts(&mut out, &Overview::of(report));
    for line in remarks(report) {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// What was decided about findings, how files were read, and what made the report.
fn remarks(report: &Report) -> Vec<String> {
    let mut lines = audit::remarks(report);
    lines.extend(audit::origin(report));
    lines
}

/// The job summary in Markdown: counts, then every open finding that blocks or needs a reply.
pub fn summary(report: &Report) -> String {
    let mut out = format!("<!-- {MARK} -->\n## 督办核对结果\n\n");
    counts(&mut out, &Overview::of(report));
    out.push_str("\n| 级别 | 规则 | 位置 | 问题 | 对照、依据、说明 |\n|---|---|---|---|---|\n");
    let listed = || SEVERITIES.into_iter().flat_map(|s| open(report, s));
    for finding in listed().take(SUMMARY_ROWS) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            wording::severity(finding.severity),
            finding.rule,
            cell(&report.place(finding.primary).header()),
            cell(&redact(&finding.message)),
            beside(report, finding).join("<br>"),
        );
    }
    let rest = listed().count().saturating_sub(SUMMARY_ROWS);
    if rest > 0 {
        let _ = writeln!(out, "\n另有 {rest} 条，见完整报告。");
    }
    for u in &report.unread {
        let _ = writeln!(
            out,
            "\n- 未读：{}（{}）：{}",
            cell(&u.file),
            cell(&u.what),
            cell(&redact(&u.why))
        );
    }
    out.push_str("\n<details><summary>豁免、误报与来源</summary>\n\n");
    for line in remarks(report) {
        let _ = writeln!(out, "- {}", cell(&line));
    }
    out.push_str("\n</details>\n");
    out
}

/// What a finding is held against, its reasons and what was said about it.
fn beside(report: &Report, f: &Finding) -> Vec<String> {
    let related = f.related.iter().map(|r| {
        let place = report.place(r.span);
        let words = plain::clip(&plain::line(&place.quote), QUOTE);
        cell(&redact(&format!("{} {}：{words}", r.label, place.header())))
    });
    let reasons = f.because.iter().map(|b| cell(&redact(b)));
    let said = f.statement.iter();
    let said = said.map(|s| cell(&redact(&format!("说明：{}", wording::statement(s)))));
    related.chain(reasons).chain(said).collect()
}

fn counts(out: &mut String, o: &Overview) {
    let severities = SEVERITIES.iter().zip(o.open);
    let verdicts = VERDICTS.iter().zip(o.verdicts).filter(|(_, n)| *n > 0);
    let found: Vec<String> = severities
        .map(|(s, n)| format!("{} {n}", wording::severity(*s)))
        .collect();
    let became: Vec<String> = verdicts
        .map(|(v, n)| format!("{} {n}", wording::verdict(*v)))
        .collect();
    let _ = writeln!(
        out,
        "文档 {} 份，对照 {} 组，承诺 {} 项（{}）；{}；豁免 {}，基线内 {}，未改动 {}；未读 {}，未能理解 {} 处。",
        o.documents,
        o.pairings,
        o.commitments,
        became.join("，"),
        found.join("，"),
        o.waived,
        o.baseline,
        o.unchanged,
        o.unread,
        o.not_understood
    );
}

fn open(report: &Report, severity: Severity) -> impl Iterator<Item = &Finding> {
    let findings = report.findings.iter();
    findings.filter(move |f| f.accepted.is_none() && f.severity == severity)
}

/// One workflow command. GitHub refuses `col` when start and end line differ.
fn annotation(out: &mut String, report: &Report, f: &Finding) {
    let place = report.place(f.primary);
    let (end_line, end_column) = place.end();
    let columns = match place.line == end_line {
        true => format!(",col={},endColumn={end_column}", place.column),
        false => String::new(),
    };
    let mut text = plain::line(&redact(&f.message));
    for r in &f.related {
        let other = report.place(r.span);
        let _ = write!(
            text,
            "\n{} {}：{}",
            plain::line(&redact(&r.label)),
            plain::line(&other.header()),
            plain::line(&other.quote)
        );
    }
    for reason in &f.because {
        let _ = write!(text, "\n依据：{}", plain::line(&redact(reason)));
    }
    if !f.help.is_empty() {
        let _ = write!(text, "\n{}", plain::line(&redact(&f.help)));
    }
    if let Some(statement) = &f.statement {
        let said = redact(&wording::statement(statement)).into_owned();
        let _ = write!(text, "\n说明：{}", plain::line(&said));
    }
    let _ = writeln!(
        out,
        "::{} file={},line={},endLine={}{columns},title={}::{}",
        command(f.severity),
        property(&place.file.path),
        place.line,
        end_line,
        property(&f.rule),
        data(&text),
    );
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&plain::line(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}

/// Text inside a Markdown table cell: one line, no bar, no markup of its own.
fn cell(text: &str) -> String {
    plain::markdown(&plain::line(text))
}
