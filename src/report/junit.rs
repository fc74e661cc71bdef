//! Writes a report as JUnit XML: one suite per document, one case per finding and per matter without one, so that passes are visible.

use super::redact::redact;
use super::{Provenance, Report, audit, plain, wording};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::link::Matter;
use crate::link::verdict::Verdict;
use quick_junit::{NonSuccessKind, Report as Junit, TestCase, TestCaseStatus, TestSuite};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// The report as JUnit XML. No times: the same input gives the same bytes.
pub fn write(report: &Report) -> String {
    let mut junit = Junit::new("duban");
    let findings = report.findings.iter();
    let flagged: HashSet<&str> = findings.map(|f| f.matter_key.as_str()).collect();
    for document in &report.documents {
        let id = document.id.0;
        let of_document = |f: &&Finding| f.primary.doc.0 == id;
        let findings = report.findings.iter().filter(of_document);
        let matters = report.linked.matters.iter();
        let matters = matters.filter(|m| m.commitment.span.doc.0 == id);
        let quiet = matters.filter(|m| !flagged.contains(m.key.as_str()));
        let mut suite = TestSuite::new(plain::line(&document.file.path));
        for (name, value) in properties(report, document) {
            suite.add_property((name, value));
        }
        suite.add_test_cases(failed(report, findings.collect()));
        suite.add_test_cases(quiet.map(|m| without_finding(report, m)));
        junit.add_test_suite(suite);
    }
    if !report.unread.is_empty() {
        junit.add_test_suite(unread(report));
    }
    if let Some(last) = junit.test_suites.last_mut() {
        last.set_system_out(audit::remarks(report).join("\n"));
    }
    junit
        .to_string()
        .expect("plain text has no characters XML forbids")
}

/// What made the cases of a suite: program, word lists, the file and how it was read.
fn properties(report: &Report, document: &Document) -> [(String, String); 4] {
    let (tool, file) = (Provenance::of(report), &document.file);
    [
        ("duban", tool.version),
        ("lexicon", tool.lexicon),
        ("blake3", &file.blake3),
        ("read_as", &file.encoding),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
}

/// A case per finding, so that failures count what every other format counts; equal names are numbered.
fn failed(report: &Report, findings: Vec<&Finding>) -> Vec<TestCase> {
    let mut names: HashMap<(&str, String), usize> = HashMap::new();
    let mut cases = Vec::with_capacity(findings.len());
    for finding in findings {
        let name = name(report, finding);
        let times = names.entry((&finding.rule, name.clone())).or_default();
        *times += 1;
        let name = match *times {
            1 => name,
            n => format!("{name}（{n}）"),
        };
        cases.push(case(report, name, finding));
    }
    cases
}

fn name(report: &Report, finding: &Finding) -> String {
    let place = report.place(finding.primary);
    let (line, column) = (place.line, place.column);
    format!("{} 第{line}行第{column}列", words(&place.quote))
}

/// A matter no rule speaks of: passed when it was kept or is under way, else skipped with its verdict.
fn without_finding(report: &Report, m: &Matter) -> TestCase {
    let place = report.place(m.commitment.span);
    let verdict = wording::verdict(m.verdict);
    let status = match m.verdict {
        Verdict::Exceeded | Verdict::Met | Verdict::InProgress => TestCaseStatus::success(),
        Verdict::Partial
        | Verdict::Missed
        | Verdict::Delayed
        | Verdict::NotMentioned
        | Verdict::NotDue => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(verdict);
            status
        }
    };
    let name = format!("{} {}（{verdict}）", m.id, words(&place.quote));
    let mut case = TestCase::new(name, status);
    case.set_classname("follow-up");
    case
}

/// Errors and warnings fail; advice and accepted findings are skipped, with the reason.
fn case(report: &Report, name: String, finding: &Finding) -> TestCase {
    let is_open = finding.accepted.is_none();
    let mut status = match finding.severity {
        Severity::Error | Severity::Warning if is_open => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(wording::severity(finding.severity));
            status
        }
        Severity::Error | Severity::Warning | Severity::Info => TestCaseStatus::skipped(),
    };
    status.set_message(words(&redact(&finding.message)));
    status.set_description(description(report, finding));
    let mut case = TestCase::new(name, status);
    case.set_classname(finding.rule.clone());
    case
}

fn description(report: &Report, f: &Finding) -> String {
    let said = |text: &str| plain::line(&redact(text));
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} {}（{} v{}）",
        plain::line(&report.place(f.primary).header()),
        said(&f.message),
        f.rule,
        f.rule_version
    );
    for r in &f.related {
        let place = report.place(r.span);
        let _ = writeln!(
            out,
            "{} {}：{}",
            said(&r.label),
            plain::line(&place.header()),
            plain::line(&place.quote)
        );
    }
    for reason in &f.because {
        let _ = writeln!(out, "依据：{}", said(reason));
    }
    let _ = writeln!(out, "建议：{}", said(&f.help));
    if let Some(acceptance) = &f.accepted {
        let _ = writeln!(out, "{}", redact(&wording::acceptance(acceptance)));
    }
    if let Some(statement) = &f.statement {
        let _ = writeln!(out, "说明：{}", said(&wording::statement(statement)));
    }
    out
}

fn unread(report: &Report) -> TestSuite {
    let mut suite = TestSuite::new("未读");
    for u in &report.unread {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(plain::line(&redact(&u.why)));
        let name = format!("{}（{}）", plain::line(&u.file), plain::line(&u.what));
        suite.add_test_case(TestCase::new(name, status));
    }
    suite
}

/// One short line.
fn words(text: &str) -> String {
    plain::clip(&plain::line(text), 80)
}
