//! `duban baseline`: accepts today's findings, so that only new ones gate.

use super::output;
use super::settings::Settings;
use crate::baseline::{Baseline, Update};
use crate::error::{ExitCode, RequestError};
use crate::finding::{Acceptance, Finding};
use crate::report::Report;
use crate::run::{Extent, Request, run};
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
        extent: Extent::Findings,
        ..Request::default()
    })?;
    gatekeeper.decide(&mut report, Some(today));
    if file.exists() {
        return update(&file, &report, &arguments.path, arguments.accept_new);
    }
    let baseline = Baseline::of(&open(&report), &file, &arguments.path);
    output::save(&file, baseline.to_json().as_bytes())?;
    Ok(format!(
        "已写出 {}：{} 个问题记为已知\n",
        file.display(),
        baseline.len()
    ))
}

/// Brings the baseline in `file` up to date with `report`, made of what lies below `paths`; returns what to tell the user.
pub(super) fn update(
    file: &Path,
    report: &Report,
    paths: &[PathBuf],
    accept_new: bool,
) -> Result<String, RequestError> {
    let mut baseline = Baseline::read(file)?;
    let is_within = baseline.is_within(paths);
    let is_whole = is_within && report.unread.is_empty();
    let reason = unseen(&baseline, is_within);
    let update = baseline.update(&open(report), (paths, is_whole), accept_new);
    output::save(file, baseline.to_json().as_bytes())?;
    Ok(said(file, &update, accept_new, &reason))
}

/// Findings that no waiver covers.
fn open(report: &Report) -> Vec<Finding> {
    let waived = |f: &&Finding| matches!(f.accepted, Some(Acceptance::Waived { .. }));
    let open = report.findings.iter().filter(|f| !waived(f));
    open.cloned().collect()
}

/// Why something known was not looked at, and what to do.
fn unseen(baseline: &Baseline, is_within: bool) -> String {
    if is_within {
        return "有文件未读，请处理未读文件后再更新".to_owned();
    }
    let whole = |place| {
        if place == "." {
            "所在目录的全部"
        } else {
            place
        }
    };
    let places: Vec<&str> = baseline.checked().into_iter().map(whole).collect();
    format!("基线记的是{}，请核对全部后再更新", places.join("、"))
}

fn said(file: &Path, update: &Update, accept_new: bool, reason: &str) -> String {
    let Update {
        kept,
        removed,
        added,
        unseen,
        refused,
    } = update;
    let mut said = format!(
        "已更新 {}：保留 {kept}，删去已消除的 {removed}",
        file.display()
    );
    if accept_new {
        said += &format!("，收入新问题 {added}");
    } else if *refused > 0 {
        said += &format!("；另有 {refused} 个新问题没有收入（--accept-new 可收入）");
    }
    if *unseen > 0 {
        said += &format!("；本次没有看到的 {unseen} 个照旧保留：{reason}");
    }
    said + "\n"
}
