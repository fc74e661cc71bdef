//! `duban diff`: compares two drafts or two years, commitment by commitment.

use super::keep::{self, Keep};
use super::output::{self, Appearance};
use crate::cache::Cache;
use crate::compare::{Fate, Pair, Side, answered, compare};
use crate::error::{ExitCode, RequestError};
use crate::extract::Lexicon;
use crate::report::Report;
use crate::report::comparison::{Comparison, ComparisonFormat};
use crate::run::{Extent, Request, run};
use std::path::{Path, PathBuf};

/// 逐条对比两稿或两年的承诺：保留、改写、削弱、移位、取消、已有交代、新增
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 旧稿或上一年
    #[arg(value_name = "旧")]
    old: PathBuf,
    /// 新稿或下一年
    #[arg(value_name = "新")]
    new: PathBuf,
    /// 输出格式：terminal、json、html
    #[arg(long, value_name = "格式", default_value = "terminal", value_parser = format)]
    format: ComparisonFormat,
    /// 另存为文件（.html 或 .json）
    #[arg(long, short, value_name = "文件")]
    output: Vec<PathBuf>,
    /// 有这类变化时以 1 退出：weakened 削弱、dropped 取消；可写多次
    #[arg(long, value_name = "变化", value_parser = fate)]
    fail_on: Vec<Fate>,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    appearance: Appearance,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match diff(arguments) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn diff(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let cache = arguments.keep.cache();
    let comparison = comparison(&arguments.old, &arguments.new, &cache)?;
    let view = arguments.appearance.view();
    if view.verbose > 0 {
        keep::complain(&cache);
    }
    if comparison.old.documents.is_empty() || comparison.new.documents.is_empty() {
        say_unread(&comparison);
        output::note("一侧没有读出文字，没有对比\n");
        return Ok(ExitCode::Unread);
    }
    for path in &arguments.output {
        let format = format_of(path)?;
        output::save(path, &comparison.file(format, &view))?;
        output::said_saved(path);
    }
    output::print(&comparison.write(arguments.format, &view));
    if !comparison.old.unread.is_empty() || !comparison.new.unread.is_empty() {
        say_unread(&comparison);
        return Ok(ExitCode::Unread);
    }
    let stopped = arguments
        .fail_on
        .iter()
        .any(|&fate| comparison.count(fate) > 0);
    Ok(if stopped {
        ExitCode::Findings
    } else {
        ExitCode::Clean
    })
}

fn say_unread(comparison: &Comparison) {
    for unread in comparison.old.unread.iter().chain(&comparison.new.unread) {
        output::note(&format!(
            "未读 {}（{}）：{}\n",
            unread.file, unread.what, unread.why
        ));
    }
}

fn comparison(old: &Path, new: &Path, cache: &Cache) -> Result<Comparison, RequestError> {
    let read = |paths: &[&Path], extent: Extent| {
        run(&Request {
            paths: paths.iter().map(|p| (*p).to_owned()).collect(),
            cache: Some(cache),
            extent,
            ..Request::default()
        })
    };
    let paths = [old, new];
    let (old, new) = (read(&[old], Extent::Facts)?, read(&[new], Extent::Facts)?);
    let mut pairs = compare(side(&old), side(&new), &Lexicon::built_in());
    if pairs.iter().any(|p: &Pair| p.fate == Fate::Dropped) {
        let both = read(&paths, Extent::Ledger)?;
        let sides = (side(&old), side(&new));
        answered(&mut pairs, sides, (&both.documents, &both.linked));
    }
    Ok(Comparison { old, new, pairs })
}

fn side(report: &Report) -> Side<'_> {
    Side {
        documents: &report.documents,
        facts: &report.facts,
    }
}

fn format_of(path: &Path) -> Result<ComparisonFormat, RequestError> {
    let end = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or("")
        .to_lowercase();
    match end.as_str() {
        "html" | "htm" => Ok(ComparisonFormat::Html),
        "json" => Ok(ComparisonFormat::Json),
        "txt" => Ok(ComparisonFormat::Terminal),
        _ => Err(RequestError::Argument {
            reason: format!("从文件名看不出格式：{}", path.display()),
            help: "对比结果可存为 .html、.json 或 .txt".to_owned(),
        }),
    }
}

fn format(name: &str) -> Result<ComparisonFormat, String> {
    match name {
        "terminal" => Ok(ComparisonFormat::Terminal),
        "json" => Ok(ComparisonFormat::Json),
        "html" => Ok(ComparisonFormat::Html),
        _ => Err("没有这种格式；可用：terminal、json、html".to_owned()),
    }
}

fn fate(name: &str) -> Result<Fate, String> {
    match name {
        "weakened" => Ok(Fate::Weakened),
        "dropped" => Ok(Fate::Dropped),
        _ => Err("可写 weakened（削弱）或 dropped（取消）".to_owned()),
    }
}
