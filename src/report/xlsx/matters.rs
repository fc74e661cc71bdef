//! Writes commitments as rows of 承诺台账.

use super::sheet::{Column, Sheet, column};
use crate::extract::commitment::{Commitment, Kind};
use crate::extract::owner::OwnerRole;
use crate::link::Matter;
use crate::report::redact::redact;
use crate::report::rows::metric;
use crate::report::{Report, plain, wording};
use rust_xlsxwriter::XlsxError;

/// The columns of 承诺台账.
pub(super) const COLUMNS: [Column; 13] = [
    column("承诺编号", 10.0),
    column("年度", 8.0),
    column("原文", 44.0),
    column("指标", 18.0),
    column("数值", 10.0),
    column("单位", 8.0),
    column("时限", 12.0),
    column("牵头", 16.0),
    column("可核验等级", 11.0),
    column("各期进展", 50.0),
    column("状态", 10.0),
    column("判定依据", 36.0),
    column("证据位置", 28.0),
];

/// Every commitment of the report.
pub(super) fn write(report: &Report, sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    for matter in &report.linked.matters {
        let c = &matter.commitment;
        let cells = cells(report, matter);
        let row = sheet.row(&cells)?;
        if let Some(q) = c.quantities.first().filter(|q| q.value_hi.is_none()) {
            sheet.number(row, "数值", q.value)?;
        }
        sheet.link(
            row,
            "证据位置",
            &report.link(&report.document(c.span).file.path),
            &cells[12],
        );
    }
    sheet.color("状态", "完成", 0x00CC_F0D4)?;
    sheet.color("状态", "未完成", 0x00FF_DCD7)?;
    sheet.color("状态", "没有下文", 0x00EA_EEF2)?;
    sheet.color("状态", "欠序时", 0x00FF_F1B8)?;
    sheet.finish()
}

fn cells(report: &Report, matter: &Matter) -> [String; 13] {
    let c = &matter.commitment;
    let place = report.place(c.span);
    let quantity = c.quantities.first();
    let year = c.period.map(|p| p.end.year().to_string());
    [
        matter.id.clone(),
        year.unwrap_or_default(),
        plain::line(&place.quote),
        redact(metric(c).unwrap_or("")).into_owned(),
        quantity.map_or_else(String::new, |q| report.place(q.literal).quote.into_owned()),
        quantity.map_or_else(String::new, |q| q.unit.clone()),
        c.deadline.as_ref().map_or_else(String::new, wording::due),
        leads(c),
        checkable(c.kind).to_owned(),
        progress(report, matter),
        wording::verdict(matter.verdict).to_owned(),
        redact(&matter.because.join("\n")).into_owned(),
        plain::line(&place.header()),
    ]
}

fn leads(c: &Commitment) -> String {
    let leads = c.owners.iter().filter(|o| o.role != OwnerRole::Support);
    let names: Vec<&str> = leads.map(|o| o.name.value.as_str()).collect();
    redact(&names.join("、")).into_owned()
}

fn checkable(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantified => "量化",
        Kind::Named => "有明确事项",
        Kind::Qualitative => "方向性",
    }
}

fn progress(report: &Report, matter: &Matter) -> String {
    let line = |link: &crate::link::Link| {
        let place = report.place(link.progress);
        format!(
            "{} {}",
            plain::line(&place.header()),
            plain::line(&place.quote)
        )
    };
    let lines: Vec<String> = matter.links.iter().map(line).collect();
    lines.join("\n")
}
