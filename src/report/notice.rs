//! Drafts a 通报 and a 提醒单 per unit in Markdown: errors and warnings only, neutral, a few quotes each, no ranking.

mod quoting;

use super::overview::{Overview, is_false_alarm};
use super::redact::redact;
use super::terminal::bound::PER_ITEM;
use super::wording::{self, VERDICTS};
use super::{MARK, Provenance, Report, audit, plain};
use crate::finding::quotation::nested;
use crate::finding::{Finding, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

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
        listed(&mut out, report, findings, beside);
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
        listed(&mut out, report, item, |out, report, f, said| {
            beside(out, report, f, said);
            let _ = writeln!(out, "  - {}", escaped(&f.help));
        });
    }
    let tool = Provenance::of(report);
    let made = [
        format!("核对程序 {} {}", tool.name, tool.version),
        format!("词表 blake3 {}", tool.lexicon),
    ];
    kept(&mut out, &made);
    out
}

/// The first few findings, each with what `below` writes below it; what is said of one place more than once is said once.
fn listed(
    out: &mut String,
    report: &Report,
    findings: &[&Finding],
    below: impl Fn(&mut String, &Report, &Finding, &str),
) {
    let mut said: Vec<(&Finding, usize)> = Vec::new();
    for f in findings {
        let is_same = |g: &Finding| g.message == f.message && g.primary == f.primary;
        match said.iter_mut().find(|(g, _)| is_same(g)) {
            Some((_, times)) => *times += 1,
            None => said.push((f, 1)),
        }
    }
    for (f, times) in said.iter().take(PER_ITEM) {
        let message = quoting::message(report, f);
        let times = match times {
            1 => String::new(),
            n => format!("，含 {n} 项"),
        };
        let beside = match quoting::holds(&message, &quoting::quote(report, f.primary)) {
            true => String::new(),
            false => format!("：“{}”", quoting::quote(report, f.primary)),
        };
        let at = quoting::place(report, f.primary);
        let said = nested(format!("{message}{beside}（{at}{times}）。"));
        let _ = writeln!(out, "- {}", escaped(&said));
        below(out, report, f, &message);
    }
    let left = said.iter().skip(PER_ITEM).map(|(_, times)| times).sum();
    more(out, left);
}

/// What a finding is held against, its reasons, and what was said about it; words that `said` holds are not said again.
fn beside(out: &mut String, report: &Report, f: &Finding, said: &str) {
    for r in &f.related {
        let (words, at) = (
            quoting::quote(report, r.span),
            quoting::place(report, r.span),
        );
        let text = match quoting::holds(said, &words) {
            true => format!("{}见{at}", r.label),
            false => nested(format!("{}：“{words}”（{at}）", r.label)),
        };
        let _ = writeln!(out, "  - {}", escaped(&text));
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

/// Exemptions, 误报, how files were read and what made the draft.
fn sources(out: &mut String, report: &Report) {
    let origin = audit::origin_of(report, Severity::Warning, &|_| true);
    let lines: Vec<String> = audit::remarks(report).into_iter().chain(origin).collect();
    kept(out, &lines);
}

/// `lines` for the file, not for sending: in a comment, which is not shown when the draft is.
fn kept(out: &mut String, lines: &[String]) {
    out.push_str("\n<!-- 核对依据，供存档，不随文发出\n");
    for line in lines {
        let _ = writeln!(out, "{}", escaped(line).replace("--", "- -"));
    }
    out.push_str("-->\n");
}

fn more(out: &mut String, left: usize) {
    if left > 0 {
        let _ = writeln!(out, "- 另有 {left} 条，见问题清单。");
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
