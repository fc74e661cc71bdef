//! `duban check`: reads everything below the paths and reports.

use super::output::{self, Appearance};
use crate::error::{ExitCode, RequestError};
use crate::finding::Gate;
use crate::report::{Format, Report};
use crate::run::{Request, run};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文件或目录
    #[arg(default_value = ".")]
    path: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "terminal", value_parser = output::format)]
    format: Format,
    /// 另存为文件，格式按扩展名定，可写多次
    #[arg(long, short, value_name = "文件")]
    output: Vec<PathBuf>,
    /// 达到该级别即以 1 退出
    #[arg(long, value_name = "级别", default_value = "error")]
    fail_on: Gate,
    #[command(flatten)]
    appearance: Appearance,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match check(arguments) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn check(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let files = formats(&arguments.output)?;
    let report = output::while_waiting(|| {
        run(&Request {
            paths: arguments.path.clone(),
            today: None,
        })
    })?;
    let view = arguments.appearance.view();
    for (path, format) in files {
        output::save(path, &report.write(format, &view.for_file()))?;
    }
    output::print(&report.write(arguments.format, &view));
    Ok(exit_code(&report, arguments.fail_on))
}

/// Each output file with its format; a name that says none is refused before anything runs.
fn formats(files: &[PathBuf]) -> Result<Vec<(&Path, Format)>, RequestError> {
    let known = |path: &'_ PathBuf| Format::of_file(&path.to_string_lossy());
    files
        .iter()
        .map(|path| match known(path) {
            Some(format) => Ok((path.as_path(), format)),
            None => Err(output::unknown_extension(path)),
        })
        .collect()
}

fn exit_code(report: &Report, gate: Gate) -> ExitCode {
    let stops = |f: &crate::finding::Finding| f.accepted.is_none() && gate.stops(f.severity);
    match (report.unread.is_empty(), report.findings.iter().any(stops)) {
        (false, _) => ExitCode::Unread,
        (true, true) => ExitCode::Findings,
        (true, false) => ExitCode::Clean,
    }
}
