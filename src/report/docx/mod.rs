//! Turns findings into a Word file with comments: the original with 批注 where it is a .docx, else one made from the text.

mod anchor;
mod notes;
mod plain;

use super::plain::line;
use super::redact::redact;
use super::{MARK, Report, audit, wording};
use crate::document::SourceFile;
use crate::finding::{Finding, Severity};
use crate::ooxml::{Package, PackageError, rewrite, sign};
use crate::source::docx_stretches;
use anchor::{Note, anchored};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The file `path` of `report`, whose bytes are `bytes`, with one comment a finding; nothing else of a .docx changes.
///
/// # Errors
/// When the original is damaged beyond copying.
pub fn write(report: &Report, path: &str, bytes: &[u8]) -> Result<Vec<u8>, PackageError> {
    let Some(document) = report.documents.iter().find(|d| d.file.path == path) else {
        return Err(PackageError::Broken);
    };
    let notes = notes_on(report, &document.file);
    if document.file.encoding == "docx" {
        return annotate(bytes, &notes);
    }
    annotate(&plain::package(&redact(&document.file.text))?, &notes)
}

/// The first document of `report` with its comments, made from its text as for any file that is no .docx; empty without a document.
pub fn from_text(report: &Report) -> Vec<u8> {
    let made = report.documents.first().map(|document| {
        let notes = notes_on(report, &document.file);
        plain::package(&redact(&document.file.text)).and_then(|package| annotate(&package, &notes))
    });
    made.and_then(Result::ok).unwrap_or_default()
}

/// A comment for each finding in `file`, in the order of the findings, and one on its first line about the check itself.
fn notes_on(report: &Report, file: &SourceFile) -> Vec<Note> {
    let about = |f: &&Finding| report.document(f.primary).file.path == file.path;
    let notes = report
        .findings
        .iter()
        .filter(about)
        .map(|f| (f.primary.range(), comment(report, f)));
    let closing = (first_line(&file.text), remarks(report, file));
    anchor::dense(&file.text, notes.chain([closing]).collect())
}

/// The Word package in `bytes` with `notes` as comments.
fn annotate(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>, PackageError> {
    let (stretches, main, xml) = docx_stretches(bytes)?;
    let mut package = Package::open(bytes)?;
    let mut parts = BTreeMap::new();
    let first = notes::first_free(&mut package, &main)?;
    let (xml, placed) = anchored(&xml, &stretches, notes, first)?;
    notes::add(&mut package, &main, &placed, &mut parts)?;
    parts.insert(main, xml);
    Ok(sign(rewrite(bytes, &parts)?, MARK))
}

/// The first line of `text` that says something.
fn first_line(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next().unwrap_or("");
    start..start + line.trim_end().len()
}

/// What was checked, by what, and what could not be read.
fn remarks(report: &Report, file: &SourceFile) -> String {
    let mine = |f: &&Finding| report.document(f.primary).file.path == file.path;
    let findings = || report.findings.iter().filter(mine);
    let count = findings().count();
    let mut lines = vec![format!("【核对说明】本文件 {count} 条批注，请逐条核对。")];
    let unread = report.unread.iter().filter(|u| u.file == file.path);
    lines.extend(unread.map(|u| format!("未读 {}：{}", u.what, u.why)));
    let others = report.unread.iter().filter(|u| u.file != file.path).count();
    if others > 0 {
        lines.push(format!("一同核对的材料另有 {others} 处未读。"));
    }
    let notes = report.notes.iter().filter(|(f, _)| *f == file.path);
    lines.extend(notes.map(|(_, what)| what.clone()));
    let beside = findings().flat_map(|f| &f.related);
    let beside: BTreeSet<&str> = beside
        .map(|r| report.document(r.span).file.path.as_str())
        .chain([file.path.as_str()])
        .collect();
    lines.extend(audit::origin_of(report, Severity::Info, &|path| {
        beside.contains(path)
    }));
    plain_lines(&lines)
}

fn plain_lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|l| line(&redact(l))).collect();
    lines.join("\n")
}

/// What a comment says, one paragraph a line.
fn comment(report: &Report, finding: &Finding) -> String {
    let title = report
        .rules
        .iter()
        .find(|r| r.id == finding.rule)
        .map_or(finding.rule.as_str(), |r| &r.title);
    let severity = wording::severity(finding.severity);
    let mut lines = vec![format!("【{severity}】{title}：{}", finding.message)];
    lines.extend(finding.because.iter().cloned());
    for related in &finding.related {
        let place = report.place(related.span);
        lines.push(format!(
            "{}：{}（{}）",
            related.label,
            place.quote,
            place.header()
        ));
    }
    lines.push(finding.help.to_string());
    if let Some(statement) = &finding.statement {
        lines.push(format!("说明：{}", wording::statement(statement)));
    }
    lines.extend(finding.accepted.as_ref().map(wording::acceptance));
    lines.push(format!("规则 {} v{}", finding.rule, finding.rule_version));
    plain_lines(&lines)
}
