//! Turns what is wrong with exemptions into findings, placed in the file the exemption stands in.

use crate::document::{Document, SourceFile};
use crate::extract::Facts;
use crate::finding::{Finding, RuleInfo, Severity};
use crate::location::{DocId, Span};
use crate::report::Report;
use crate::report::overview::SETTINGS;
use crate::waiver::{Problem, ProblemKind};
use std::sync::Arc;

/// Adds a finding for each problem, and the waivers file as a document when something in it is pointed at.
pub(super) fn add(report: &mut Report, problems: Vec<Problem>) {
    for problem in problems {
        let Some(doc) = document(report, &problem) else {
            continue;
        };
        let rule = problem.kind.rule();
        if !report.rules.iter().any(|r| r.id == rule) {
            report.rules.push(info(problem.kind));
        }
        let ordinal = report.findings.iter().filter(|f| f.rule == rule).count();
        let rules: Vec<&str> = report.rules.iter().map(|r| r.id.as_str()).collect();
        let help = problem.help(&rules);
        let mut finding = finding(problem, doc, ordinal);
        finding.help = help.into();
        report.findings.push(finding);
    }
}

/// The document that holds the problem's place; a file of waivers is taken in as one.
fn document(report: &mut Report, problem: &Problem) -> Option<DocId> {
    let holds = |d: &&Document| {
        d.file.path == problem.file
            && d.range.start <= problem.place.start
            && problem.place.end <= d.range.end
    };
    if let Some(document) = report.documents.iter().find(holds) {
        return Some(document.id);
    }
    let text = std::fs::read_to_string(&problem.file).ok()?;
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    if !text.is_char_boundary(problem.place.start) || !text.is_char_boundary(problem.place.end) {
        return None;
    }
    let id = DocId(u32::try_from(report.documents.len()).ok()?);
    let range = 0..text.len();
    let file = SourceFile::new(
        problem.file.clone(),
        text,
        SETTINGS.to_owned(),
        hash,
        Vec::new(),
    );
    let empty = Document {
        id,
        file: Arc::new(file),
        range,
        title: None,
        blocks: Vec::new(),
        tables: Vec::new(),
    };
    report.documents.push(empty);
    report.facts.push(Facts {
        doc: id,
        ..Facts::default()
    });
    Some(id)
}

fn finding(problem: Problem, doc: DocId, ordinal: usize) -> Finding {
    let rule = problem.kind.rule();
    let identity = format!("{rule}\n{}\n{ordinal}", problem.message);
    Finding {
        rule: rule.to_owned(),
        rule_version: 1,
        severity: severity(problem.kind),
        message: problem.message,
        help: problem.kind.help().into(),
        primary: Span::new(doc, problem.place),
        label: "这条豁免".to_owned(),
        related: Vec::new(),
        because: Vec::new(),
        fingerprint: blake3::hash(identity.as_bytes()).to_hex()[..16].to_owned(),
        matter_key: String::new(),
        owners: Vec::new(),
        accepted: None,
        statement: None,
    }
}

fn severity(kind: ProblemKind) -> Severity {
    match kind {
        ProblemKind::Expired => Severity::Error,
        ProblemKind::Unused | ProblemKind::TooBroad | ProblemKind::Unclear => Severity::Warning,
    }
}

fn info(kind: ProblemKind) -> RuleInfo {
    let (title, why) = match kind {
        ProblemKind::Expired => ("豁免到期", "豁免有期限；到期后问题重新计入关口"),
        ProblemKind::Unused => ("豁免落空", "没有对应问题的豁免会掩盖写错的指纹"),
        ProblemKind::TooBroad => ("豁免过宽", "一条豁免覆盖太多问题，等于停用规则"),
        ProblemKind::Unclear => ("豁免标记不全", "豁免须写明规则、理由、批准人和到期日"),
    };
    RuleInfo {
        id: kind.rule().to_owned(),
        title: title.to_owned(),
        severity: severity(kind),
        version: 1,
        why: why.to_owned(),
        help: kind.help().into(),
        across: false,
    }
}
