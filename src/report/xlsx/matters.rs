//! Writes commitments as rows of 承诺台账.

use super::sheet::{Cell, Column, Sheet, column};
use crate::extract::commitment::{Commitment, Kind};
use crate::extract::owner::OwnerRole;
use crate::extract::quantity::Quantity;
use crate::link::verdict::Verdict;
use crate::link::{Link, Matter};
use crate::report::redact::redact;
use crate::report::rows::metric;
use crate::report::{Report, plain, wording};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The columns of 承诺台账.
const COLUMNS: [Column; 13] = [
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
pub(super) fn write(report: &Report) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("承诺台账", &COLUMNS)?;
    sheet.rows(&report.linked.matters, |_, matter| cells(report, matter))?;
    for verdict in wording::VERDICTS {
        if let Some(color) = color(verdict) {
            sheet.color("状态", wording::verdict(verdict), color)?;
        }
    }
    sheet.finish()
}

/// The colour behind a state: green for what was reached, yellow for less, red for what was missed, grey for silence.
fn color(verdict: Verdict) -> Option<u32> {
    match verdict {
        Verdict::Exceeded | Verdict::Met => Some(0x00CC_F0D4),
        Verdict::Partial | Verdict::Delayed => Some(0x00FF_F1B8),
        Verdict::Missed => Some(0x00FF_DCD7),
        Verdict::NotMentioned => Some(0x00EA_EEF2),
        Verdict::InProgress | Verdict::NotDue => None,
    }
}

fn cells(report: &Report, matter: &Matter) -> [Cell; 13] {
    let c = &matter.commitment;
    let place = report.place(c.span);
    let quantity = c.quantities.first();
    let year = c.period.map(|p| p.end.year().to_string());
    let value = |q: &Quantity| match q.value_hi {
        None => Cell::Number(q.value),
        Some(_) => Cell::Text(report.place(q.literal).quote.into_owned()),
    };
    let text = Cell::Text;
    [
        text(matter.id.clone()),
        text(year.unwrap_or_default()),
        text(plain::line(&place.quote)),
        text(redact(metric(c).unwrap_or("")).into_owned()),
        quantity.map_or_else(|| text(String::new()), value),
        text(quantity.map_or_else(String::new, |q| q.unit.clone())),
        text(c.deadline.as_ref().map_or_else(String::new, wording::due)),
        text(leads(c)),
        text(checkable(c.kind).to_owned()),
        text(progress(report, matter)),
        text(wording::verdict(matter.verdict).to_owned()),
        text(redact(&matter.because.join("\n")).into_owned()),
        Cell::Link {
            path: report.link(&place.file.path),
            text: plain::line(&place.header()),
        },
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
    let line = |link: &Link| {
        let place = report.place(link.progress);
        let (header, quote) = (plain::line(&place.header()), plain::line(&place.quote));
        format!("{header} {quote}")
    };
    let along = matter.along.iter().map(|link| {
        let until = wording::until(report.as_of(link.progress));
        format!("{until}：{}", line(link))
    });
    let lines: Vec<String> = along.chain(matter.links.iter().map(line)).collect();
    lines.join("\n")
}
