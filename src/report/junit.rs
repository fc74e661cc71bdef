//! Writes a report as JUnit XML: one suite per document, one case per matter and rule, so that passes are visible.

use super::redact::redact;
use super::{Report, plain, wording};
use crate::finding::{Finding, Severity};
use crate::link::Matter;
use quick_junit::{NonSuccessKind, Report as Junit, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The report as JUnit XML. No times: the same input gives the same bytes.
pub fn write(report: &Report) -> String {
    let mut junit = Junit::new("duban");
    for document in &report.documents {
        let id = document.id.0;
        let of_document = |f: &&Finding| f.primary.doc.0 == id;
        let mut suite = TestSuite::new(plain::line(&document.file.path));
        suite.add_test_cases(cases(
            report,
            report.findings.iter().filter(of_document).collect(),
            report
                .linked
                .matters
                .iter()
                .filter(|m| m.commitment.span.doc.0 == id),
        ));
        junit.add_test_suite(suite);
    }
    if !report.unread.is_empty() {
        junit.add_test_suite(unread(report));
    }
    junit
        .to_string()
        .expect("plain text has no characters XML forbids")
}

fn cases<'a>(
    report: &Report,
    findings: Vec<&'a Finding>,
    matters: impl Iterator<Item = &'a Matter>,
) -> Vec<TestCase> {
    let mut grouped: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        grouped
            .entry((&finding.rule, &finding.matter_key))
            .or_default()
            .push(finding);
    }
    let flagged: std::collections::HashSet<&str> = grouped.keys().map(|(_, key)| *key).collect();
    let passed = matters
        .filter(|m| !flagged.contains(m.key.as_str()))
        .map(|m| {
            let place = report.place(m.commitment.span);
            let name = format!(
                "{} {}（{}）",
                m.id,
                words(&place.quote),
                wording::verdict(m.verdict)
            );
            let mut case = TestCase::new(name, TestCaseStatus::success());
            case.set_classname("follow-up");
            case
        });
    let failed = grouped
        .iter()
        .map(|((rule, _), all)| case(report, rule, all));
    failed
        .collect::<Vec<_>>()
        .into_iter()
        .chain(passed)
        .collect()
}

/// Errors and warnings fail; advice and accepted findings are skipped, with the reason.
fn case(report: &Report, rule: &str, findings: &[&Finding]) -> TestCase {
    let open = findings.iter().filter(|f| f.accepted.is_none());
    let worst = open.map(|f| f.severity).max();
    let first = findings
        .iter()
        .find(|f| f.accepted.is_none())
        .or(findings.first());
    let message = first.map_or_else(String::new, |f| words(&redact(&f.message)));
    let mut status = match worst {
        Some(Severity::Error | Severity::Warning) => {
            TestCaseStatus::non_success(NonSuccessKind::Failure)
        }
        Some(Severity::Info) | None => TestCaseStatus::skipped(),
    };
    status.set_message(message);
    if let Some(severity) = worst.filter(|s| *s > Severity::Info) {
        status.set_type(wording::severity(severity));
    }
    status.set_description(description(report, findings));
    let name = first.map_or_else(String::new, |f| {
        let place = report.place(f.primary);
        format!(
            "{} 第{}行第{}列",
            words(&place.quote),
            place.line,
            place.column
        )
    });
    let mut case = TestCase::new(name, status);
    case.set_classname(rule);
    case
}

fn description(report: &Report, findings: &[&Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let _ = writeln!(
            out,
            "{} {}",
            report.place(f.primary).header(),
            redact(&f.message)
        );
        for r in &f.related {
            let place = report.place(r.span);
            let _ = writeln!(out, "{} {}：{}", r.label, place.header(), place.quote);
        }
        for reason in &f.because {
            let _ = writeln!(out, "依据：{}", redact(reason));
        }
        let _ = writeln!(out, "建议：{}", redact(&f.help));
        if let Some(acceptance) = &f.accepted {
            let _ = writeln!(out, "{}", wording::acceptance(acceptance));
        }
        if let Some(statement) = &f.statement {
            let _ = writeln!(out, "说明：{}", redact(&wording::statement(statement)));
        }
    }
    out
}

fn unread(report: &Report) -> TestSuite {
    let mut suite = TestSuite::new("未读");
    for u in &report.unread {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(plain::line(&u.why));
        let name = format!("{}（{}）", plain::line(&u.file), plain::line(&u.what));
        suite.add_test_case(TestCase::new(name, status));
    }
    suite
}

/// One short line.
fn words(text: &str) -> String {
    plain::clip(&plain::line(text), 80)
}
