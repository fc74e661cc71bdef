//! Drafts a 通报 and a 提醒单 per unit in Markdown: errors and warnings only, neutral, a few quotes each, no ranking.

use super::overview::{Overview, is_false_alarm};
use super::redact::redact;
use super::terminal::bound::PER_ITEM;
use super::wording::{self, VERDICTS};
use super::{MARK, Provenance, Report, audit, plain};
use crate::finding::{Finding, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Longest quote, in columns.
const QUOTE: usize = 160;
/// Longest file name made of a unit's name, in characters.
const NAME: usize = 60;

/// The 通报 draft: 总体情况, 突出问题 by rule, 整改要求.
pub fn bulletin(report: &Report) -> String {
    let mut out =
        format!("<!-- {MARK} -->\n# 关于承诺事项落实情况的通报（草稿）\n\n## 一、总体情况\n\n");
    overall(&mut out, &Overview::of(report));
    out.push_str("\n## 二、突出问题\n");
    let rules = by_rule(report);
    if rules.is_empty() {
        out.push_str("\n没有需要通报的问题。\n");
    }
    for (number, (rule, findings)) in (1..).zip(&rules) {
        let title = report.rules.iter().find(|r| r.id == *rule);
        let title = title.map_or(*rule, |r| &r.title);
        let _ = writeln!(
            out,
            "\n### {number}. {}（{} 条）\n",
            escaped(title),
            findings.len()
        );
        for f in findings.iter().take(PER_ITEM) {
            let _ = writeln!(out, "- {}。{}", escaped(&f.message), quote(report, f));
            beside(&mut out, report, f);
        }
        more(&mut out, findings.len());
    }
    out.push_str("\n## 三、整改要求\n\n请各有关单位对照上述问题逐条核对：能补充的补充数量、节点和时间；需要调整的写明依据和批准情况；认为判断有误的附说明。请于　　月　　日前反馈。\n");
    unread(&mut out, report);
    sources(&mut out, report);
    out
}

/// File name and text of the 通报 and of each unit's 提醒单, in order of the units' names.
pub fn files(report: &Report) -> Vec<(String, String)> {
    let mut units: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in notable(report) {
        for unit in &finding.owners {
            units.entry(unit).or_default().push(finding);
        }
    }
    let mut names = BTreeSet::from(["通报.md".to_owned()]);
    let mut files = vec![("通报.md".to_owned(), bulletin(report))];
    for (unit, findings) in units {
        let stem = file_stem(unit);
        let numbered = (1..).map(|n| match n {
            1 => format!("提醒单-{stem}.md"),
            n => format!("提醒单-{stem}-{n}.md"),
        });
        let name = numbered.into_iter().find(|name| names.insert(name.clone()));
        files.push((name.unwrap_or_default(), reminder(report, unit, &findings)));
    }
    files
}

/// One unit's 提醒单: its own items only.
fn reminder(report: &Report, unit: &str, findings: &[&Finding]) -> String {
    let mut out = format!(
        "<!-- {MARK} -->\n# 提醒单\n\n{}：\n\n核对中有 {} 条需要贵单位补充或说明，请逐条核对。\n",
        escaped(unit),
        findings.len()
    );
    let mut items: BTreeMap<(u32, usize, &str), Vec<&Finding>> = BTreeMap::new();
    let mut first: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    for &f in findings {
        let place = (f.primary.doc.0, f.primary.start);
        let at = *first.entry(&f.matter_key).or_insert(place);
        items
            .entry((at.0, at.1, &f.matter_key))
            .or_default()
            .push(f);
    }
    for (number, item) in (1..).zip(items.values()) {
        let _ = writeln!(out, "\n## 第 {number} 项\n");
        for f in item.iter().take(PER_ITEM) {
            entry(&mut out, report, f);
        }
        more(&mut out, item.len());
    }
    let tool = Provenance::of(report);
    let _ = writeln!(
        out,
        "\n核对程序 {} {}，词表 blake3 {}。",
        tool.name, tool.version, tool.lexicon
    );
    out
}

fn entry(out: &mut String, report: &Report, f: &Finding) {
    let _ = writeln!(out, "- {}。{}", escaped(&f.message), quote(report, f));
    beside(out, report, f);
    let _ = writeln!(out, "  - {}", escaped(&f.help));
}

/// What a finding is held against, its reasons, and what was said about it.
fn beside(out: &mut String, report: &Report, f: &Finding) {
    for r in &f.related {
        let place = report.place(r.span);
        let words = escaped(&plain::clip(&plain::line(&place.quote), QUOTE));
        let _ = writeln!(
            out,
            "  - {}：“{words}”（{}）",
            escaped(&r.label),
            escaped(&place.header())
        );
    }
    for reason in &f.because {
        let _ = writeln!(out, "  - 依据：{}", escaped(reason));
    }
    if let Some(statement) = &f.statement {
        let _ = writeln!(out, "  - 说明：{}", escaped(&wording::statement(statement)));
    }
}

fn overall(out: &mut String, o: &Overview) {
    let _ = write!(out, "本次核对文件 {} 份", o.documents);
    if o.commitments > 0 {
        let _ = write!(out, "，承诺 {} 项", o.commitments);
        for (verdict, n) in VERDICTS.iter().zip(o.verdicts).filter(|(_, n)| *n > 0) {
            let _ = write!(out, "，{} {n} 项", wording::verdict(*verdict));
        }
    }
    let _ = writeln!(
        out,
        "。需要整改的 {} 条，需要说明的 {} 条；已豁免 {} 条。",
        o.of_severity(Severity::Error),
        o.of_severity(Severity::Warning),
        o.waived
    );
}

fn unread(out: &mut String, report: &Report) {
    for u in &report.unread {
        let _ = writeln!(
            out,
            "\n> 未读：{}（{}）：{}",
            escaped(&u.file),
            escaped(&u.what),
            escaped(&u.why)
        );
    }
}

/// Exemptions, 误报, how files were read and what made the draft: for the file, not for sending.
fn sources(out: &mut String, report: &Report) {
    out.push_str("\n## 附：核对依据\n\n");
    for line in audit::remarks(report).into_iter().chain(audit::origin_of(
        report,
        Severity::Warning,
        &|_| true,
    )) {
        let _ = writeln!(out, "- {}", escaped(&line));
    }
}

fn more(out: &mut String, total: usize) {
    if total > PER_ITEM {
        let _ = writeln!(out, "- 另有 {} 条。", total - PER_ITEM);
    }
}

/// Open errors and warnings; advice and false alarms never enter a 通报.
fn notable(report: &Report) -> impl Iterator<Item = &Finding> {
    let open = |f: &&Finding| f.accepted.is_none() && f.severity > Severity::Info;
    report
        .findings
        .iter()
        .filter(open)
        .filter(|f| !is_false_alarm(f))
}

/// Findings by rule, errors before warnings.
fn by_rule(report: &Report) -> Vec<(&str, Vec<&Finding>)> {
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in notable(report) {
        rules.entry(&finding.rule).or_default().push(finding);
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    for (_, findings) in &mut rules {
        findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    }
    rules.sort_by_key(|(_, findings)| std::cmp::Reverse(findings[0].severity));
    rules
}

fn quote(report: &Report, f: &Finding) -> String {
    let place = report.place(f.primary);
    let words = plain::clip(&plain::line(&place.quote), QUOTE);
    format!("“{}”（{}）", escaped(&words), escaped(&place.header()))
}

fn escaped(text: &str) -> String {
    plain::markdown(&plain::line(&redact(text)))
}

/// A unit's name as the stem of a file name that every system takes.
fn file_stem(unit: &str) -> String {
    let safe = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '.' | ' ' => '_',
        c => c,
    };
    plain::line(unit).chars().map(safe).take(NAME).collect()
}
