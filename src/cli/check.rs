//! `duban check`: reads everything below the paths and reports.

use crate::error::ExitCode;
use crate::report::json;
use crate::run::{Request, run};
use std::io::Write as _;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文件或目录
    #[arg(default_value = ".")]
    path: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, default_value = "terminal")]
    format: String,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match run(&Request {
        paths: arguments.path.clone(),
        today: None,
    }) {
        Ok(report) => {
            let _ = std::io::stdout().write_all(json::write(&report).as_bytes());
            ExitCode::Clean
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{:?}", miette::Report::new(error));
            ExitCode::BadRequest
        }
    }
}
