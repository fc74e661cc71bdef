//! `duban waive`: exempts one finding, with reason, approver and last day.

use super::output;
use super::settings::{Settings, date};
use crate::error::{ExitCode, RequestError};
use crate::waiver::{Reason, Waivers};
use crate::yaml;
use jiff::civil::Date;

/// 豁免一个问题，须写明理由、批准人和到期日
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 问题的指纹（问题清单和 JSON 里的 fingerprint）
    #[arg(value_name = "指纹", value_parser = fingerprint)]
    fingerprint: String,
    /// 理由：政策调整、上级取消、不可抗力、口径变更已说明、涉密不便公开、误报
    #[arg(long, value_name = "理由", value_parser = reason)]
    reason: Reason,
    /// 批准人
    #[arg(long, value_name = "姓名")]
    by: String,
    /// 到期日，如 2026-12-31
    #[arg(long, value_name = "日期", value_parser = date)]
    until: Date,
    /// 依据的文件
    #[arg(long, value_name = "文号")]
    evidence: Option<String>,
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
    let file = arguments.settings.config(&[])?.waivers;
    let shown = file.display().to_string();
    let before = match file.exists() {
        true => Waivers::text(&file)?,
        false => String::new(),
    };
    Waivers::parse(&shown, &before)?;
    let before = before.trim_start_matches('\u{feff}');
    let text = with_entry(before, &entry(arguments));
    Waivers::parse(&shown, &text).map_err(|_| RequestError::File {
        path: shown.clone(),
        reason: "加不进去：文件的写法不是一条一项".to_owned(),
        help: "请把 waivers 下的各条写成以“- ”开头的列表，再试一次".to_owned(),
    })?;
    output::save(&file, text.as_bytes())?;
    Ok(format!(
        "已写入 {shown}：{} 豁免至 {}\n",
        arguments.fingerprint, arguments.until
    ))
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

fn entry(arguments: &Arguments) -> String {
    let mut entry = format!(
        "  - fingerprint: {}\n    reason: {}\n    by: {}\n    until: {}\n",
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
