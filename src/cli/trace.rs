//! `duban trace`: one commitment through all documents and years.

use super::keep::Keep;
use super::output;
use super::settings::Settings;
use crate::error::{ExitCode, RequestError};
use crate::link::fold::Folder;
use crate::report::trace;
use crate::run::{Request, run};
use std::path::PathBuf;

/// 看一件承诺事项在各年材料里的来龙去脉
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 承诺里的字样、承诺编号；加 --all 时这里就是文件或目录
    #[arg(value_name = "字样或编号")]
    wanted: Option<String>,
    /// 文件或目录，默认当前目录
    #[arg(value_name = "文件")]
    path: Vec<PathBuf>,
    /// 列出全部事项
    #[arg(long)]
    all: bool,
    /// 输出格式：text、json、csv
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_possible_values = true
    )]
    format: Format,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    settings: Settings,
}

/// Formats a trace can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// One JSON array.
    Json,
    /// One line per year of a matter.
    Csv,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match follow(arguments) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn follow(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let (wanted, paths) = arguments.asked();
    let config = arguments.settings.config(&paths)?;
    let cache = arguments.keep.cache();
    let request = Request {
        paths,
        cache: Some(&cache),
        config: Some(&config),
        ..Request::default()
    };
    let report = run(&request)?;
    let folder = Folder::new(&config.lexicon()?);
    let mut traces = trace::traces(&report, wanted, &folder);
    if let (true, Some(wanted)) = (traces.is_empty(), wanted) {
        traces = trace::similar(&report, wanted, &folder);
        if !traces.is_empty() {
            output::note(&format!("没有写着“{wanted}”的承诺，以下字样相近\n"));
        }
    }
    if traces.is_empty() {
        output::note("没有找到这样的承诺；可换用承诺原文里的几个字，或用 --all 列出全部\n");
    }
    let text = match arguments.format {
        Format::Text => trace::text(&report, &traces),
        Format::Json => trace::json(&report, &traces),
        // Excel takes a text without this mark for one in the local code page.
        Format::Csv => format!("\u{feff}{}", trace::csv(&report, &traces)),
    };
    output::print(text.as_bytes());
    Ok(if report.unread.is_empty() {
        ExitCode::Clean
    } else {
        ExitCode::Unread
    })
}

impl Arguments {
    /// What is asked for – none for everything – and where to look.
    fn asked(&self) -> (Option<&str>, Vec<PathBuf>) {
        let mut paths = self.path.clone();
        let mut wanted = self.wanted.as_deref();
        if self.all {
            paths.splice(0..0, wanted.take().map(PathBuf::from));
        }
        if paths.is_empty() {
            paths.push(PathBuf::from("."));
        }
        (wanted, paths)
    }
}
