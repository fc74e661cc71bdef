//! Turns findings into a Word file with comments: the original with 批注 where it is a .docx, else one made from the text.

mod anchor;
mod notes;
mod plain;

use super::redact::redact;
use super::wording;
use super::{MARK, Report};
use crate::document::SourceFile;
use crate::finding::Finding;
use crate::ooxml::{Package, PackageError, rewrite, sign};
use crate::source::docx_stretches;
use anchor::{Note, anchored};
use std::collections::BTreeMap;

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
    annotate(&plain::package(&document.file.text)?, &notes)
}

/// The first document of `report` with its comments, made from its text as for any file that is no .docx; empty without a document.
pub fn from_text(report: &Report) -> Vec<u8> {
    let made = report.documents.first().map(|document| {
        let notes = notes_on(report, &document.file);
        plain::package(&document.file.text).and_then(|package| annotate(&package, &notes))
    });
    made.and_then(Result::ok).unwrap_or_default()
}

/// A comment for each finding in `file`, in the order of the findings.
fn notes_on(report: &Report, file: &SourceFile) -> Vec<Note> {
    let about = |f: &&Finding| report.document(f.primary).file.path == file.path;
    let notes = report
        .findings
        .iter()
        .filter(about)
        .map(|f| (f.primary.range(), comment(report, f)));
    anchor::dense(&file.text, notes.collect())
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
    redact(&lines.join("\n")).into_owned()
}
