//! `duban extract`: shows what was understood of documents.

use super::keep::Keep;
use super::output;
use super::settings::Settings;
use crate::error::{ExitCode, RequestError};
use crate::extract::progress;
use crate::extract::progress::Progress;
use crate::record;
use crate::report::facts;
use crate::run::{Extent, Request, Tools, conclude, understand};
use rayon::prelude::*;
use std::path::PathBuf;

/// 列出从文件中读出的内容：各部分、承诺、进展、数量、时间
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文件或目录
    #[arg(value_name = "文件", required = true)]
    path: Vec<PathBuf>,
    /// 输出格式：json（一个对象）、jsonl（每份材料一行，可交给 check --facts）
    #[arg(
        long,
        value_name = "格式",
        default_value = "json",
        hide_possible_values = true
    )]
    format: Format,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    settings: Settings,
}

/// Formats facts can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object.
    Json,
    /// One line per document, complete: what `check --facts` reads.
    Jsonl,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match extract(arguments) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn extract(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let config = arguments.settings.config(&arguments.path)?;
    let tools = Tools::new(Some(&config))?;
    let cache = arguments.keep.cache();
    let request = Request {
        paths: arguments.path.clone(),
        cache: Some(&cache),
        config: Some(&config),
        ..Request::default()
    };
    let understood = understand(&request, &tools.lexicon)?;
    let is_complete = understood.unread.is_empty();
    let text = match arguments.format {
        Format::Json => {
            let documents = understood.documents.par_iter().zip(&understood.facts);
            let reported = documents.map(|(d, f)| progress(d, f, &tools.lexicon));
            let reported: Vec<Vec<Progress>> = reported.collect();
            let report = conclude(understood, &tools, (None, Extent::Facts));
            facts::write(&report, &reported)
        }
        Format::Jsonl => record::write(&understood, tools.lexicon.blake3()),
    };
    output::print(text.as_bytes());
    Ok(if is_complete {
        ExitCode::Clean
    } else {
        ExitCode::Unread
    })
}
