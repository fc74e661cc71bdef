//! Writes the lines after the findings: what was read, compared, found, accepted and not understood.

use super::{Painter, severity_style};
use crate::finding::Severity;
use crate::location::Span;
use crate::report::overview::Overview;
use crate::report::redact::redact;
use crate::report::wording::{SEVERITIES, VERDICTS};
use crate::report::{Report, audit, plain, unpaired, wording};
use owo_colors::Style;

/// Places not understood that `-v` shows before it only counts.
const SHOWN: usize = 20;

/// Appends unread files (always), what `-v` asks for, and the summary.
pub(super) fn write(out: &mut String, report: &Report, painter: &Painter<'_>) {
    let overview = Overview::of(report);
    unread(out, report, painter);
    for (file, what) in &report.notes {
        let text = format!("{}：{}", plain::line(file), plain::line(&redact(what)));
        painter.hanging(out, "  说明 ", &text);
    }
    for (file, what) in unpaired::notes(report) {
        painter.hanging(out, "  未对照 ", &format!("{file}：{}", redact(&what)));
    }
    if painter.view.verbose > 0 {
        pairings(out, report, painter);
        for line in audit::waived(report).iter().chain(&audit::stale(report)) {
            painter.hanging(out, "  ", line);
        }
        not_understood(out, report, painter);
        for (file, why) in &report.passed_over {
            painter.hanging(
                out,
                "  略过 ",
                &format!("{}：{}", plain::line(file), plain::line(why)),
            );
        }
        for line in audit::origin(report) {
            painter.hanging(out, "  来源 ", &line);
        }
    }
    painter.hanging(out, &head(painter, "范围"), &scope(&overview));
    if overview.commitments > 0 {
        painter.hanging(out, &head(painter, "承诺"), &verdicts(&overview));
    }
    painter.hanging(
        out,
        &head(painter, "问题"),
        &findings(report, &overview, painter),
    );
    painter.hanging(out, &head(painter, "未尽"), &left(&overview));
}

fn head(painter: &Painter<'_>, title: &str) -> String {
    painter.paint(&format!("{title}："), Style::new().bold())
}

fn unread(out: &mut String, report: &Report, painter: &Painter<'_>) {
    for u in &report.unread {
        let tag = painter.paint("未读", severity_style(Severity::Error));
        let text = format!(
            "{}（{}）：{}",
            plain::line(&u.file),
            plain::line(&u.what),
            plain::line(&redact(&u.why))
        );
        painter.hanging(out, &format!("  {tag} "), &text);
    }
    if !report.unread.is_empty() {
        out.push('\n');
    }
}

fn pairings(out: &mut String, report: &Report, painter: &Painter<'_>) {
    for pairing in &report.linked.pairings {
        let (tag, style) = match pairing.accepted {
            true => ("对照", Style::new().green()),
            false => ("不对照", Style::new().dimmed()),
        };
        let text = format!(
            "{} → {}：{}",
            part(report, pairing.plan),
            part(report, pairing.report),
            plain::line(&redact(&pairing.reason))
        );
        painter.hanging(out, &format!("  {} ", painter.paint(tag, style)), &text);
    }
}

fn part(report: &Report, span: Span) -> String {
    plain::line(&report.place(span).header())
}

fn not_understood(out: &mut String, report: &Report, painter: &Painter<'_>) {
    let all = || report.facts.iter().flat_map(|f| &f.not_understood);
    for (span, why) in all().take(SHOWN) {
        let place = report.place(*span);
        let text = format!(
            "{}：{}：{}",
            plain::line(&place.header()),
            plain::line(&redact(why)),
            plain::line(&place.quote)
        );
        out.push_str(&plain::clip(&format!("  未能理解 {text}"), painter.width));
        out.push('\n');
    }
    let rest = all().count().saturating_sub(SHOWN);
    if rest > 0 {
        painter.hanging(
            out,
            "  未能理解 ",
            &format!("另有 {rest} 处，见 --format json"),
        );
    }
}

fn scope(o: &Overview) -> String {
    let rows = if o.rows > 0 {
        format!("，表格 {} 行", o.rows)
    } else {
        String::new()
    };
    format!(
        "读入文件 {} 个（文档 {} 份），对照 {} 组，承诺 {} 项{rows}",
        o.files, o.documents, o.pairings, o.commitments
    )
}

fn verdicts(o: &Overview) -> String {
    let counted = VERDICTS.iter().zip(o.verdicts).filter(|(_, n)| *n > 0);
    let each: Vec<String> = counted
        .map(|(v, n)| format!("{} {n}", wording::verdict(*v)))
        .collect();
    each.join("，")
}

fn findings(report: &Report, o: &Overview, painter: &Painter<'_>) -> String {
    let each: Vec<String> = SEVERITIES
        .iter()
        .zip(o.open)
        .map(|(s, n)| format!("{} {n}", wording::severity(*s)))
        .collect();
    let hint = if o.of_severity(Severity::Info) > 0 && !painter.view.info {
        "（提示只计数，--info 可见）"
    } else {
        ""
    };
    let mut text = format!(
        "{}{hint}；豁免 {}，基线内 {}",
        each.join("，"),
        o.waived,
        o.baseline
    );
    if o.unchanged > 0 {
        text += &format!("，未改动 {}", o.unchanged);
    }
    if !report.stale.is_empty() {
        text += &format!("，基线中已不出现 {}", report.stale.len());
    }
    if let Some(alarms) = audit::false_alarms_line(report) {
        text += &format!("；{alarms}");
    }
    text
}

fn left(o: &Overview) -> String {
    format!(
        "未读 {}，未能理解 {} 处，略过 {} 个文件，未对照 {} 组（-v 可见）",
        o.unread, o.not_understood, o.passed_over, o.refused
    )
}
