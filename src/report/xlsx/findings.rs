//! Writes findings as rows of 问题清单, one row each, with what people filled in before.

use super::sheet::{Cell, Column, Sheet, column};
use crate::extract::owner::OwnerRole;
use crate::extract::part::PartRole;
use crate::extract::progress::ProgressRow;
use crate::finding::{Acceptance, Finding, Waived};
use crate::ledger::{Entry, FINGERPRINT, MATTER, SHEETS};
use crate::link::Matter;
use crate::location::Span;
use crate::report::redact::redact;
use crate::report::{Report, plain, wording};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::{HashMap, HashSet};

/// The columns of 问题清单 and 已消除.
const COLUMNS: [Column; 26] = [
    column("问题编号", 10.0),
    column("文件", 24.0),
    column("页/行", 12.0),
    column("事项序号", 8.0),
    column("事项内容", 36.0),
    column("责任单位", 16.0),
    column("牵头单位", 14.0),
    column("分管领导", 10.0),
    column("阶段目标", 30.0),
    column("完成情况原文", 40.0),
    column("问题类型", 20.0),
    column("严重程度", 9.0),
    column("判定依据", 34.0),
    column("关联原文", 34.0),
    column("整改建议", 34.0),
    column("整改时限", 12.0),
    column("整改情况", 24.0),
    column("复核结论", 10.0),
    column("销号日期", 12.0),
    column("豁免理由·批准人·到期日", 24.0),
    column("首次发现期次", 12.0),
    column("连续出现次数", 12.0),
    column("说明", 24.0),
    column("最近期次", 10.0),
    column(FINGERPRINT, 10.0),
    column(MATTER, 10.0),
];

/// Columns people fill in; they are carried from one ledger to the next as they stand.
const FILLED_IN: [&str; 5] = ["整改时限", "整改情况", "复核结论", "销号日期", "说明"];

/// Every finding of the report, errors first; 问题编号 counts in reading order, so that sorting by it brings that back.
pub(super) fn open(report: &Report) -> Result<Worksheet, XlsxError> {
    let context = Context::of(report);
    let none = Entry::default();
    let mut sheet = Sheet::new(SHEETS[0], &COLUMNS)?;
    sheet.rows(&report.gravest_first(), |_, (index, finding)| {
        let before = report.ledger.entries.get(&finding.fingerprint);
        let row = Row {
            finding,
            before: before.unwrap_or(&none),
        };
        row.cells(&context, index + 1)
    })?;
    dress(sheet)
}

/// Rows of the earlier ledger whose finding no longer fires: kept, so that 销号 has its history.
pub(super) fn gone(report: &Report) -> Result<Worksheet, XlsxError> {
    let here: HashSet<&str> = report
        .findings
        .iter()
        .map(|f| f.fingerprint.as_str())
        .collect();
    let entries = report.ledger.entries.iter();
    let gone = entries.filter(|(fingerprint, _)| !here.contains(fingerprint.as_str()));
    let mut sheet = Sheet::new(SHEETS[1], &COLUMNS)?;
    for (_, entry) in gone {
        sheet.row(COLUMNS.map(|c| redact(entry.cell(c.header)).into_owned()))?;
    }
    dress(sheet)
}

fn dress(mut sheet: Sheet) -> Result<Worksheet, XlsxError> {
    sheet.color("严重程度", "错误", 0x00FF_DCD7)?;
    sheet.color("严重程度", "警告", 0x00FF_F1B8)?;
    sheet.choices("复核结论", &["属实", "误报", "已说明"])?;
    sheet.hide("最近期次")?;
    sheet.hide(FINGERPRINT)?;
    sheet.hide(MATTER)?;
    sheet.finish()
}

/// Where to look up the matter and the table row of a finding.
struct Context<'a> {
    report: &'a Report,
    matters: HashMap<&'a str, &'a Matter>,
    titles: HashMap<&'a str, &'a str>,
}

impl<'a> Context<'a> {
    fn of(report: &'a Report) -> Self {
        Self {
            report,
            matters: report.matters(),
            titles: report.titles(),
        }
    }

    /// The table row a span lies in; rows are in order of place.
    fn row(&self, span: Span) -> Option<&'a ProgressRow> {
        let rows = &self.report.facts.get(span.doc.0 as usize)?.rows;
        let after = rows.partition_point(|r| r.span.start <= span.start);
        rows[..after].last().filter(|r| r.span.contains(span))
    }

    fn words(&self, span: Option<Span>) -> String {
        span.map_or_else(String::new, |s| plain::line(&self.report.place(s).quote))
    }

    /// Whether a span lies in a plan: what it says is promised, not done.
    fn is_promised(&self, span: Span) -> bool {
        let facts = self.report.facts.get(span.doc.0 as usize);
        let mut parts = facts.into_iter().flat_map(|f| &f.profile.parts);
        parts.any(|p| p.role == PartRole::Plan && p.span.contains(span))
    }

    /// What the finding's document speaks about: `2025年3月` for a table up to a day, else `2025年`.
    fn period(&self, span: Span) -> String {
        let Some(facts) = self.report.facts.get(span.doc.0 as usize) else {
            return String::new();
        };
        let day = facts.profile.as_of;
        match (day.filter(|_| !facts.rows.is_empty()), facts.profile.year) {
            (Some(day), _) => format!("{}年{}月", day.year(), day.month()),
            (None, Some(year)) => format!("{year}年"),
            (None, None) => String::new(),
        }
    }
}

/// A finding and its row in the earlier ledger.
struct Row<'a> {
    finding: &'a Finding,
    before: &'a Entry,
}

impl Row<'_> {
    fn cells(&self, context: &Context<'_>, number: usize) -> [Cell; 26] {
        let f = self.finding;
        let place = context.report.place(f.primary);
        let table = context.row(f.primary);
        let matter = context.matters.get(f.matter_key.as_str());
        let said = context.is_promised(f.primary).then_some(f.primary);
        let promise = table
            .and_then(|t| t.matter)
            .or(matter.map(|m| m.commitment.span))
            .or(said);
        let lead = table.map_or(&[][..], |t| &t.owners).iter();
        let lead: Vec<&str> = lead
            .filter(|o| o.role == OwnerRole::Lead)
            .map(|o| o.name.value.as_str())
            .collect();
        let is_promise = promise.is_some_and(|p| p.overlaps(f.primary));
        let done = (said.is_none() && !is_promise).then_some(f.primary);
        let progress = table.and_then(|t| t.progress).or(done);
        let title = context.titles.get(f.rule.as_str()).copied().unwrap_or("");
        let (first, times, period) = self.recurrence(context.report, &context.period(f.primary));
        let [due, remedy, conclusion, closed, statement] = self.filled_in();
        let at = place.logical();
        let text = Cell::Text;
        [
            text(format!("W{number:04}")),
            Cell::Link {
                path: context.report.link(&place.file.path),
                text: plain::line(&place.file.path),
            },
            text(at.unwrap_or_else(|| format!("第{}行第{}列", place.line, place.column))),
            text(context.words(table.and_then(|t| t.number.as_ref()).map(|n| n.span))),
            text(context.words(promise)),
            text(redact(&f.owners.join("、")).into_owned()),
            text(redact(&lead.join("、")).into_owned()),
            text(context.words(table.and_then(|t| t.leader))),
            text(context.words(table.and_then(|t| t.target))),
            text(context.words(progress)),
            text(format!("{title} {}", f.rule)),
            text(wording::severity(f.severity).to_owned()),
            text(self.because()),
            text(self.related(context)),
            text(redact(&f.help).into_owned()),
            text(due),
            text(remedy),
            text(conclusion),
            text(closed),
            text(self.exemption()),
            text(first),
            Cell::Number(times),
            text(statement),
            text(period),
            text(f.fingerprint.clone()),
            text(self.matter()),
        ]
    }

    fn because(&self) -> String {
        let f = self.finding;
        let lines: Vec<String> = std::iter::once(&f.message)
            .chain(&f.because)
            .map(|line| plain::line(&redact(line)))
            .collect();
        lines.join("\n")
    }

    fn related(&self, context: &Context<'_>) -> String {
        let one = |r: &crate::finding::Related| {
            let place = context.report.place(r.span);
            let quote = plain::line(&place.quote);
            format!(
                "{}（{}）：{quote}",
                plain::line(&redact(&r.label)),
                plain::line(&place.header())
            )
        };
        let lines: Vec<String> = self.finding.related.iter().map(one).collect();
        lines.join("\n")
    }

    /// Rule and matter, by which the finding is known in another period; empty for findings about no matter.
    fn matter(&self) -> String {
        let f = self.finding;
        match f.matter_key.as_str() {
            "" => String::new(),
            key => format!("{} {key}", f.rule),
        }
    }

    /// First period, how many periods in a row, last period. The same period again counts once; what another period's
    /// row says of the same rule and matter goes on here.
    fn recurrence(&self, report: &Report, now: &str) -> (String, f64, String) {
        let matter = self.matter();
        let is_new = self.before.cells.is_empty() && !matter.is_empty();
        let earlier = is_new.then(|| report.ledger.predecessor(&matter, now));
        let before = earlier.flatten().unwrap_or(self.before);
        let times = match (before.was_open, before.cell("最近期次") == now) {
            (_, true) => before.times().max(1),
            (true, false) => before.times() + 1,
            (false, false) => 1,
        };
        let first = match before.cell("首次发现期次") {
            "" => now,
            first => first,
        };
        (first.to_owned(), times as f64, now.to_owned())
    }

    /// What stands in the earlier ledger, else what a waiver file says.
    fn filled_in(&self) -> [String; 5] {
        let statement = self.finding.statement.as_ref();
        FILLED_IN.map(|header| {
            let said = match (header, statement) {
                ("复核结论", Some(s)) => wording::conclusion(s.conclusion),
                ("说明", Some(s)) => &s.text,
                _ => "",
            };
            let written = self.before.cell(header);
            redact(if written.is_empty() { said } else { written }).into_owned()
        })
    }

    fn exemption(&self) -> String {
        match &self.finding.accepted {
            Some(Acceptance::Waived(waived)) => {
                let Waived {
                    reason,
                    by,
                    until,
                    evidence,
                } = &**waived;
                let evidence: String = evidence.iter().map(|e| format!("·{e}")).collect();
                redact(&format!("{reason}·{by}·{until}{evidence}")).into_owned()
            }
            Some(other @ (Acceptance::Baseline | Acceptance::Unchanged)) => {
                wording::acceptance(other)
            }
            None => redact(self.before.cell("豁免理由·批准人·到期日")).into_owned(),
        }
    }
}
