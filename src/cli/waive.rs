//! `duban waive`: exempts one finding, with reason, approver and last day.

use super::keep::Keep;
use super::output;
use super::settings::{Settings, date};
use crate::config::Config;
use crate::error::{ExitCode, RequestError};
use crate::report::plain;
use crate::report::redact::redact;
use crate::run::{Extent, Request, run};
use crate::waiver::{Reason, Waivers};
use crate::yaml;
use jiff::civil::Date;
use std::path::PathBuf;

/// Columns of the line that says what is exempted.
const SAID: usize = 160;

/// 豁免一个问题，须写明理由、批准人和到期日
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 问题的指纹（问题清单和 JSON 里的 fingerprint）
    #[arg(value_name = "指纹", value_parser = fingerprint)]
    fingerprint: String,
    /// 核对时所写的文件或目录，据此找到设置和这个问题的原文
    #[arg(value_name = "路径", default_value = ".")]
    path: Vec<PathBuf>,
    /// 理由：政策调整、上级取消、不可抗力、口径变更已说明、涉密不便公开、误报
    #[arg(long, value_name = "理由", value_parser = reason)]
    reason: Reason,
    /// 批准人
    #[arg(long, value_name = "姓名", value_parser = approver)]
    by: String,
    /// 到期日，如 2026-12-31
    #[arg(long, value_name = "日期", value_parser = date)]
    until: Date,
    /// 依据的文件
    #[arg(long, value_name = "文号")]
    evidence: Option<String>,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    settings: Settings,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(said) => {
            output::print(said.as_bytes());
            ExitCode::Clean
        }
        Err(error) => output::error(error),
    }
}

/// Adds the entry at the head of the list, keeping everything else in the file as it is.
fn write(arguments: &Arguments) -> Result<String, RequestError> {
    not_over(arguments)?;
    let config = arguments.settings.config(&arguments.path)?;
    let file = config.waivers.clone();
    let shown = file.display().to_string();
    let before = match file.exists() {
        true => Waivers::text(&file)?,
        false => String::new(),
    };
    Waivers::parse(&shown, &before)?;
    let before = before.trim_start_matches('\u{feff}');
    let exempted = exempted(arguments, &config);
    let text = with_entry(before, &entry(arguments, exempted.as_deref()));
    Waivers::parse(&shown, &text).map_err(|_| RequestError::File {
        path: shown.clone(),
        reason: "加不进去：文件的写法不是一条一项".to_owned(),
        help: "请把 waivers 下的各条写成以“- ”开头的列表，再试一次".to_owned(),
    })?;
    output::save(&file, text.as_bytes())?;
    if exempted.is_none() {
        output::note("提醒：没有找到这个指纹的问题；请核对指纹，或在指纹后面写出核对的路径\n");
    }
    Ok(format!(
        "已写入 {shown}：{} 豁免至 {}\n",
        arguments.fingerprint, arguments.until
    ))
}

/// Refuses a last day that is over: the entry would exempt nothing.
fn not_over(arguments: &Arguments) -> Result<(), RequestError> {
    let today = arguments.settings.today();
    if arguments.until >= today {
        return Ok(());
    }
    Err(RequestError::Argument {
        reason: format!(
            "到期日 {} 已经过去（今天是 {today}），写入也不起作用",
            arguments.until
        ),
        help: "请写今天或以后的日期".to_owned(),
    })
}

/// What the finding with this fingerprint says of which place, on one line; none when the documents show no such finding.
fn exempted(arguments: &Arguments, config: &Config) -> Option<String> {
    let cache = arguments.keep.cache();
    let report = run(&Request {
        paths: arguments.path.clone(),
        today: Some(arguments.settings.today()),
        config: Some(config),
        cache: Some(&cache),
        extent: Extent::Findings,
        ..Request::default()
    });
    let report = report.ok()?;
    let is_meant = |fingerprint: &str| fingerprint == arguments.fingerprint;
    let finding = report.findings.iter().find(|f| is_meant(&f.fingerprint))?;
    let place = report.place(finding.primary);
    let said = format!(
        "{}第{}行 {}：“{}”",
        place.file.path,
        place.line,
        redact(&finding.message),
        place.quote
    );
    Some(plain::clip(&plain::line(&said), SAID))
}

/// `before` with `entry` as the first item below the key that holds the exemptions.
fn with_entry(before: &str, entry: &str) -> String {
    let mut at = 0;
    for line in before.split_inclusive('\n') {
        let key = ["waivers:", "豁免:"]
            .into_iter()
            .find(|k| line.starts_with(k));
        if let Some(key) = key {
            let rest = line[key.len()..].trim().trim_start_matches("[]");
            let tail = &before[at + line.len()..];
            return format!(
                "{}{key}{rest}\n{}{tail}",
                &before[..at],
                indented_like(tail, entry)
            );
        }
        at += line.len();
    }
    format!("waivers:\n{entry}{before}")
}

/// `entry` indented as the first list item of `items` is; as it is when there is none.
fn indented_like(items: &str, entry: &str) -> String {
    let first = items.lines().find(|l| l.trim_start().starts_with("- "));
    let Some(first) = first else {
        return entry.to_owned();
    };
    let indent = &first[..first.len() - first.trim_start().len()];
    let lines = entry.lines().map(|l| l.strip_prefix("  ").unwrap_or(l));
    lines.map(|l| format!("{indent}{l}\n")).collect()
}

/// The entry; what it exempts stands beside it, for those who read the file.
fn entry(arguments: &Arguments, exempted: Option<&str>) -> String {
    let exempted = exempted.map_or_else(String::new, |said| format!("    # {said}\n"));
    let mut entry = format!(
        "  - fingerprint: {}\n{exempted}    reason: {}\n    by: {}\n    until: {}\n",
        yaml::scalar(&arguments.fingerprint),
        arguments.reason.text(),
        yaml::scalar(&arguments.by),
        arguments.until
    );
    if let Some(evidence) = &arguments.evidence {
        entry += &format!("    evidence: {}\n", yaml::scalar(evidence));
    }
    entry
}

fn approver(text: &str) -> Result<String, String> {
    let name = text.trim();
    let is_named = !name.is_empty();
    is_named
        .then(|| name.to_owned())
        .ok_or_else(|| "批准人不能空着，请写姓名".to_owned())
}

fn reason(text: &str) -> Result<Reason, String> {
    let names = || Reason::ALL.map(Reason::text).join("、");
    let found = Reason::ALL.into_iter().find(|r| r.text() == text);
    found.ok_or_else(|| format!("理由须是其中之一：{}", names()))
}

fn fingerprint(text: &str) -> Result<String, String> {
    let is_one = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_one
        .then(|| text.to_ascii_lowercase())
        .ok_or_else(|| "指纹是 16 位十六进制数，见问题清单的“指纹”列或 --format json".to_owned())
}
