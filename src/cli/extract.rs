//! `duban extract`: shows what was understood of documents.

use super::output;
use crate::error::ExitCode;
use crate::report::facts;
use crate::run::{Request, run};
use std::path::PathBuf;

/// 列出从文件中读出的内容：各部分、承诺、进展、数量、时间
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文件或目录
    #[arg(value_name = "文件", required = true)]
    path: Vec<PathBuf>,
    /// 输出格式：json
    #[arg(long, value_name = "格式", default_value = "json")]
    format: Format,
}

/// Formats facts can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object.
    Json,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    let request = Request {
        paths: arguments.path.clone(),
        ..Request::default()
    };
    match run(&request) {
        Ok(report) => {
            match arguments.format {
                Format::Json => output::print(facts::write(&report).as_bytes()),
            }
            if report.unread.is_empty() {
                ExitCode::Clean
            } else {
                ExitCode::Unread
            }
        }
        Err(error) => output::error(error),
    }
}
