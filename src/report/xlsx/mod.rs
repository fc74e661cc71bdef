//! Writes a report as a workbook: 问题清单 (with what people filled in before), 承诺台账, 已消除, 核对说明.

mod findings;
mod matters;
mod sheet;

use super::audit::{false_alarms, stale, waived};
use super::overview::{Overview, by_rule, files};
use super::redact::redact;
use super::{MARK, Provenance, Report, plain, wording};
use crate::ooxml::sign;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use sheet::Sheet;
use std::fmt::Write as _;

/// How hard the workbook is packed, of 9: the usual 6 takes two and a half times as long to make it a tenth smaller.
const COMPRESSION: u8 = 3;

/// The report as a workbook's bytes.
pub fn write(report: &Report) -> Vec<u8> {
    workbook(report).expect("texts are cut to what a cell holds, sheets to what a workbook holds")
}

fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let (findings, matters) = rayon::join(|| findings::open(report), || matters::write(report));
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    book.set_zip_compression_level(COMPRESSION);
    for sheet in [findings?, matters?, findings::gone(report)?, notes(report)?] {
        book.push_worksheet(sheet);
    }
    Ok(sign(book.save_to_buffer()?, MARK))
}

/// Marks the file as ours, also after people filled it in, with a fixed day of creation: same input, same bytes.
fn properties() -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title("督办核对台账")
        .set_comment(MARK)
        .set_creation_datetime(&day))
}

const NOTES: [sheet::Column; 2] = [sheet::column("项目", 18.0), sheet::column("内容", 100.0)];

/// What was read, what was not, and by what.
fn notes(report: &Report) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("核对说明", &NOTES)?;
    let mut row = |name: &str, text: &str| sheet.row([name, text].map(str::to_owned));
    let tool = Provenance::of(report);
    let o = Overview::of(report);
    row("程序", &format!("{} {}", tool.name, tool.version))?;
    row("词表 blake3", tool.lexicon)?;
    row("范围", &scope(&o))?;
    for (verdict, n) in wording::VERDICTS.iter().zip(o.verdicts) {
        row(wording::verdict(*verdict), &n.to_string())?;
    }
    for unread in &report.unread {
        let text = format!("{}（{}）：{}", unread.file, unread.what, unread.why);
        row("未读", &plain::line(&redact(&text)))?;
    }
    for line in waived(report) {
        row("豁免", &line)?;
    }
    for line in stale(report) {
        row("基线", &line)?;
    }
    for (file, what) in &report.notes {
        let text = redact(&format!("{file}：{what}")).into_owned();
        row("读取说明", &plain::line(&text))?;
    }
    for (span, why) in report.facts.iter().flat_map(|f| &f.not_understood) {
        let place = report.place(*span);
        let text = format!("{} {why}：{}", place.header(), place.quote);
        row("未能理解", &plain::line(&redact(&text)))?;
    }
    for file in files(report) {
        row(
            "输入文件",
            &format!("{} blake3 {}", plain::line(&file.path), file.blake3),
        )?;
    }
    let (open, alarms) = (by_rule(report), false_alarms(report));
    for rule in &report.rules {
        let open = open.get(rule.id.as_str()).map_or(0, Vec::len);
        let alarms = alarms.get(rule.id.as_str()).unwrap_or(&0);
        let text = format!("{} {} v{}", rule.title, rule.id, rule.version);
        row("规则", &format!("{text}：问题 {open}，误报 {alarms}"))?;
    }
    sheet.finish()
}

fn scope(o: &Overview) -> String {
    let mut text = format!(
        "文件 {} 个，文档 {} 份，对照 {} 组，承诺 {} 项",
        o.files, o.documents, o.pairings, o.commitments
    );
    let _ = write!(
        text,
        "；豁免 {}，基线内 {}，未改动 {}，误报 {}",
        o.waived, o.baseline, o.unchanged, o.false_alarms
    );
    let _ = write!(
        text,
        "；未读 {}，未能理解 {} 处，识别数量 {} 个",
        o.unread, o.not_understood, o.quantities
    );
    text
}
