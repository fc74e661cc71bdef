//! `duban check`: reads everything below the paths and reports.

use super::keep::{self, Keep};
use super::output;
use super::reporting::Reporting;
use crate::cache::Cache;
use crate::config::Config;
use crate::error::{ExitCode, RequestError};
use crate::record;
use crate::report::Report;
use crate::run::{Extent, Progress, Request, Shard, Tools, conclude, run, work_on_shard};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文件或目录；“-”读标准输入
    #[arg(value_name = "路径", default_value = ".")]
    path: Vec<PathBuf>,
    /// 标准输入的文件名，据此识别格式和年度
    #[arg(long, value_name = "文件名", default_value = "标准输入.txt")]
    stdin_name: String,
    /// 由 duban extract --format jsonl 写出的事实核对，不读原文；“-”为标准输入
    #[arg(long, value_name = "文件")]
    facts: Vec<PathBuf>,
    /// 只核对几份中的一份，写到 -o 文件，由 duban merge 合并：2/8 为八份中的第二份
    #[arg(
        long,
        value_name = "几/共几",
        conflicts_with = "facts",
        requires = "output"
    )]
    shard: Option<Shard>,
    /// 同时用几个处理器核，默认全部
    #[arg(long, value_name = "个数", value_parser = output::count)]
    jobs: Option<usize>,
    /// 只显示实际生效的设置
    #[arg(long)]
    print_config: bool,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    reporting: Reporting,
}

impl Arguments {
    fn files(&self) -> Vec<PathBuf> {
        let named = |p: &&PathBuf| p.as_os_str() != "-";
        self.path.iter().filter(named).cloned().collect()
    }

    fn has_input(&self) -> bool {
        self.path.iter().any(|p| p.as_os_str() == "-")
    }

    /// What the files are read with.
    fn request<'a>(
        &self,
        (config, extent): (&'a Config, Extent),
        (progress, cache): (&'a Progress, &'a Cache),
    ) -> Result<Request<'a>, RequestError> {
        let has_input = self.has_input() && self.facts.is_empty();
        let input = has_input.then(output::read_input).transpose()?;
        Ok(Request {
            paths: self.files(),
            input: input.map(|bytes| (self.stdin_name.clone(), bytes)),
            today: Some(self.reporting.settings.today()),
            config: Some(config),
            progress: Some(progress),
            cache: Some(cache),
            shard: self.shard,
            extent,
        })
    }

    /// What is found in facts written before.
    fn from_facts(
        &self,
        config: &Config,
        (today, extent): (Date, Extent),
    ) -> Result<Report, RequestError> {
        let tools = Tools::new(Some(config))?;
        let understood = record::read(&self.lines()?, "--facts", tools.lexicon.blake3());
        Ok(conclude(understood, &tools, (Some(today), extent)))
    }

    /// The lines of all facts files.
    fn lines(&self) -> Result<String, RequestError> {
        let mut lines = String::new();
        for path in &self.facts {
            let bytes = if path.as_os_str() == "-" {
                output::read_input()?
            } else {
                output::read_file(path)?
            };
            lines += &String::from_utf8_lossy(&bytes);
        }
        Ok(lines)
    }
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match output::with_jobs(arguments.jobs, || check(arguments)) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn check(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let reporting = &arguments.reporting;
    let mut gatekeeper = reporting.settings.gatekeeper(&arguments.path)?;
    if !arguments.facts.is_empty() {
        gatekeeper.paths.clear();
    }
    if arguments.print_config {
        output::print(gatekeeper.config.to_yaml().as_bytes());
        return Ok(ExitCode::Clean);
    }
    let (progress, cache) = (Progress::default(), arguments.keep.cache());
    let given = (&progress, &cache);
    if let Some(shard) = arguments.shard {
        let request = arguments.request((&gatekeeper.config, Extent::Findings), given)?;
        let part = output::while_waiting(&progress, || work_on_shard(&request))?;
        return save(&part, shard, &reporting.output);
    }
    let today = reporting.settings.today();
    let input = arguments.has_input().then_some(&*arguments.stdin_name);
    reporting.deliver(gatekeeper, Some(today), input, |config, extent| {
        let report = output::while_waiting(&progress, || match arguments.facts.is_empty() {
            true => run(&arguments.request((config, extent), given)?),
            false => arguments.from_facts(config, (today, extent)),
        });
        if reporting.appearance.is_verbose() {
            keep::complain(&cache);
        }
        report
    })
}

/// Saves the work on a shard; what was found and what could not be read is said when all are merged.
fn save(part: &[u8], shard: Shard, files: &[PathBuf]) -> Result<ExitCode, RequestError> {
    for file in files {
        output::save(file, part)?;
        let (file, Shard { number, of }) = (file.display(), shard);
        output::print(format!("已写出 {file}：共 {of} 份中的第 {number} 份\n").as_bytes());
    }
    Ok(ExitCode::Clean)
}
