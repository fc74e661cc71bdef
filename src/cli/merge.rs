//! `duban merge`: makes the report of a run out of the parts `duban check --shard` wrote.

use super::output;
use super::reporting::Reporting;
use crate::error::{ExitCode, RequestError};
use crate::run::{Tools, merge};
use std::path::PathBuf;

/// 合并 duban check --shard 写出的各份，给出与一次核对完全相同的结果
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 各份文件，先后不论
    #[arg(value_name = "文件", required = true)]
    part: Vec<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match put_together(arguments) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn put_together(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let read = |path: &PathBuf| Ok((path.display().to_string(), output::read_file(path)?));
    let files: Result<Vec<_>, RequestError> = arguments.part.iter().map(read).collect();
    let merged = merge(&files?)?;
    let reporting = &arguments.reporting;
    let gatekeeper = reporting.settings.gatekeeper(&merged.paths())?;
    let today = merged.today();
    reporting.deliver(gatekeeper, today, None, |config, extent| {
        merged.report(&Tools::new(Some(config))?, extent)
    })
}
