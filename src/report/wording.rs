//! Names of the closed sets in Chinese, the same in every format.

use crate::extract::deadline::Deadline;
use crate::finding::{Acceptance, Conclusion, Severity, Statement, Waived};
use crate::link::Change;
use crate::link::verdict::Verdict;
use jiff::civil::Date;

/// Severities from gravest to lightest, the order of every count.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Verdicts in the order every overview lists them.
pub const VERDICTS: [Verdict; 8] = [
    Verdict::Exceeded,
    Verdict::Met,
    Verdict::InProgress,
    Verdict::Partial,
    Verdict::Delayed,
    Verdict::Missed,
    Verdict::NotMentioned,
    Verdict::NotDue,
];

/// 严重程度.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

/// 状态 of a matter, as 督查 ledgers name it.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exceeded => "超额完成",
        Verdict::Met => "完成",
        Verdict::Partial => "部分完成",
        Verdict::Missed => "未完成",
        Verdict::Delayed => "欠序时",
        Verdict::InProgress => "在途",
        Verdict::NotMentioned => "没有下文",
        Verdict::NotDue => "未到期",
    }
}

/// How a deliverable moved from one year to the next.
pub fn change(change: Change) -> &'static str {
    match change {
        Change::Slipped => "时限顺延",
        Change::Repeated => "原样再列",
        Change::Advanced => "进入下一阶段",
        Change::DoneAndNew => "完成并另立新项",
        Change::Continuing => "继续推进",
        Change::Lowered => "目标调低",
        Change::Flat => "目标持平",
        Change::Dropped => "不再提及",
    }
}

/// Why a finding does not gate: `豁免：口径变更已说明（批准人 张三，至 2026-12-31）` or `基线内`.
pub fn acceptance(acceptance: &Acceptance) -> String {
    match acceptance {
        Acceptance::Baseline => "基线内".to_owned(),
        Acceptance::Unchanged => "未改动".to_owned(),
        Acceptance::Waived(waived) => {
            let Waived {
                reason,
                by,
                until,
                evidence,
            } = &**waived;
            let evidence = evidence.iter().map(|e| format!("，依据 {e}"));
            let evidence: String = evidence.collect();
            format!("豁免：{reason}（批准人 {by}，至 {until}{evidence}）")
        }
    }
}

/// 复核结论.
pub fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Confirmed => "属实",
        Conclusion::FalseAlarm => "误报",
        Conclusion::Explained => "已说明",
    }
}

/// What was said about a finding: `已说明（市住建局）：因征迁调整`.
pub fn statement(statement: &Statement) -> String {
    let mut out = conclusion(statement.conclusion).to_owned();
    if !statement.by.is_empty() {
        out += &format!("（{}）", statement.by);
    }
    if !statement.text.is_empty() {
        out += &format!("：{}", statement.text);
    }
    out
}

/// The day a commitment is due, `ongoing`, or none when no day can be told.
pub fn deadline(deadline: &Deadline) -> Option<String> {
    match deadline {
        Deadline::By(date, _) => Some(date.to_string()),
        Deadline::Within(period) => Some(period.end.to_string()),
        Deadline::Ongoing => Some("ongoing".to_owned()),
        Deadline::Unclear(_) => None,
    }
}

/// The day a progress table's figures run to.
pub fn until(day: Option<Date>) -> String {
    day.map_or_else(
        || "其间".to_owned(),
        |day| format!("截至{}年{}月{}日", day.year(), day.month(), day.day()),
    )
}

/// A severity as a name in style sheets.
pub fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A verdict as a name in style sheets.
pub fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exceeded => "exceeded",
        Verdict::Met => "met",
        Verdict::Partial => "partial",
        Verdict::Missed => "missed",
        Verdict::Delayed => "delayed",
        Verdict::InProgress => "in-progress",
        Verdict::NotMentioned => "not-mentioned",
        Verdict::NotDue => "not-due",
    }
}

/// When a commitment is due, for people.
pub fn due(deadline: &Deadline) -> String {
    match deadline {
        Deadline::By(date, _) => date.to_string(),
        Deadline::Within(period) => period.end.to_string(),
        Deadline::Ongoing => "长期坚持".to_owned(),
        Deadline::Unclear(_) => "未写明日期".to_owned(),
    }
}
