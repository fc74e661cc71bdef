//! `duban baseline`: accepts today's findings, so that only new ones gate.

use super::output;
use super::settings::Settings;
use crate::baseline::{Baseline, Update};
use crate::error::{ExitCode, RequestError};
use crate::finding::Finding;
use crate::run::{Request, run};
use std::path::{Path, PathBuf};

/// 把眼下的问题记为基线，以后只对新问题设关口
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文件或目录
    #[arg(value_name = "路径", default_value = ".")]
    path: Vec<PathBuf>,
    /// 已有基线时，把新问题也收进去（默认只删去已经消除的）
    #[arg(long)]
    accept_new: bool,
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

fn write(arguments: &Arguments) -> Result<String, RequestError> {
    let today = arguments.settings.today();
    let mut gatekeeper = arguments.settings.gatekeeper(&arguments.path)?;
    let file = gatekeeper.config.baseline.clone();
    gatekeeper.baseline = Baseline::default();
    let mut report = run(&Request {
        paths: arguments.path.clone(),
        today: Some(today),
        config: Some(&gatekeeper.config),
        ..Request::default()
    })?;
    gatekeeper.decide(&mut report, Some(today));
    let open: Vec<Finding> = report
        .findings
        .into_iter()
        .filter(|f| f.accepted.is_none())
        .collect();
    if file.exists() {
        return update(&file, &open, arguments.accept_new);
    }
    let baseline = Baseline::of(&open);
    output::save(&file, baseline.to_json().as_bytes())?;
    Ok(format!(
        "已写出 {}：{} 个问题记为已知\n",
        file.display(),
        baseline.len()
    ))
}

/// Brings the baseline in `file` up to date with `findings`; returns what to tell the user.
pub(super) fn update(
    file: &Path,
    findings: &[Finding],
    accept_new: bool,
) -> Result<String, RequestError> {
    let mut baseline = Baseline::read(file)?;
    let Update {
        kept,
        removed,
        added,
        refused,
    } = baseline.update(findings, accept_new);
    output::save(file, baseline.to_json().as_bytes())?;
    let mut said = format!(
        "已更新 {}：保留 {kept}，删去已消除的 {removed}",
        file.display()
    );
    if accept_new {
        said += &format!("，收入新问题 {added}");
    } else if refused > 0 {
        said += &format!("；另有 {refused} 个新问题没有收入（--accept-new 可收入）");
    }
    Ok(said + "\n")
}
