//! `duban check`: reads everything below the paths and reports.

use super::links;
use super::output::{self, Appearance};
use super::settings::Settings;
use super::stats;
use crate::config::Config;
use crate::error::{ExitCode, RequestError};
use crate::finding::{Acceptance, Finding, Gate};
use crate::ledger::Ledger;
use crate::record;
use crate::report::{Format, Report, View, docx, notice, overview};
use crate::run::{Progress, Request, Tools, conclude, run};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

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
    /// 同时用几个处理器核，默认全部
    #[arg(long, value_name = "个数")]
    jobs: Option<usize>,
    /// 输出格式
    #[arg(long, value_name = "格式", default_value = "terminal", value_parser = output::format)]
    format: Format,
    /// 另存为文件，格式按扩展名定，可写多次
    #[arg(long, short, value_name = "文件")]
    output: Vec<PathBuf>,
    /// 写出通报草稿和各单位提醒单（Markdown）
    #[arg(long, value_name = "目录")]
    notice: Option<PathBuf>,
    /// 读回台账里填写的整改情况、复核结论、说明
    #[arg(long, value_name = "台账.xlsx")]
    ledger: Option<PathBuf>,
    /// 达到该级别即以 1 退出：error、warning、info 或 never，默认 error
    #[arg(long, value_name = "级别", hide_possible_values = true)]
    fail_on: Option<Gate>,
    /// 更新基线：删去已消除的问题
    #[arg(long)]
    update_baseline: bool,
    /// 更新基线时把新问题也收进去
    #[arg(long, requires = "update_baseline")]
    accept_new: bool,
    /// 各条规则报了多少、用了多少处理器时间，写到标准错误
    #[arg(long)]
    stats: bool,
    /// 只显示实际生效的设置
    #[arg(long)]
    print_config: bool,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    appearance: Appearance,
}

impl Arguments {
    fn files(&self) -> Vec<PathBuf> {
        self.path
            .iter()
            .filter(|p| p.as_os_str() != "-")
            .cloned()
            .collect()
    }

    /// `report` in `format`; a Word file keeps all of the first document, which is read again for it unless it came on standard input.
    fn written(
        &self,
        report: &Report,
        format: Format,
        view: &View,
    ) -> Result<Vec<u8>, RequestError> {
        if format != Format::Docx {
            return Ok(report.write(format, view));
        }
        let Some(document) = report.documents.first() else {
            return Err(RequestError::Argument {
                reason: "没有读到文档，写不出批注".to_owned(),
                help: "请核对路径，或换一种格式，如 --format json".to_owned(),
            });
        };
        let path = document.file.path.as_str();
        let is_input = path == self.stdin_name && self.path.iter().any(|p| p.as_os_str() == "-");
        if document.file.encoding != "docx" || is_input {
            return Ok(report.write(format, view));
        }
        let original = output::read_file(Path::new(path))?;
        docx::write(report, path, &original).map_err(|why| RequestError::File {
            path: path.to_owned(),
            reason: format!("写不出批注：{why}"),
            help: "请用 Word 或 WPS 打开后另存为 .docx 再试".to_owned(),
        })
    }

    /// What is found in the files, or in facts written before.
    fn report(
        &self,
        config: &Config,
        today: Option<Date>,
        progress: &Progress,
    ) -> Result<Report, RequestError> {
        let request = Request {
            paths: self.files(),
            input: if self.facts.is_empty() {
                self.input()?
            } else {
                None
            },
            today,
            config: Some(config),
            progress: Some(progress),
        };
        if self.facts.is_empty() {
            return run(&request);
        }
        let tools = Tools::new(Some(config))?;
        let understood = record::read(&self.lines()?, "--facts", &tools.lexicon.blake3());
        Ok(conclude(understood, &tools, today))
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

    /// The document on standard input, when a path is `-`.
    fn input(&self) -> Result<Option<(String, Vec<u8>)>, RequestError> {
        if !self.path.iter().any(|p| p.as_os_str() == "-") {
            return Ok(None);
        }
        output::read_input().map(|bytes| Some((self.stdin_name.clone(), bytes)))
    }
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match output::with_jobs(arguments.jobs, || check(arguments)) {
        Ok(code) => code,
        Err(error) => output::error(error),
    }
}

fn check(arguments: &Arguments) -> Result<ExitCode, RequestError> {
    let gatekeeper = arguments.settings.gatekeeper(&arguments.path)?;
    if arguments.print_config {
        output::print(gatekeeper.config.to_yaml().as_bytes());
        return Ok(ExitCode::Clean);
    }
    let baseline = gatekeeper.config.baseline.clone();
    let gate = arguments.fail_on.unwrap_or(gatekeeper.config.fail_on);
    let outputs = [&arguments.output[..], &gatekeeper.config.outputs].concat();
    let files = formats(&outputs)?;
    let ledger = arguments.ledger.as_deref().map(ledger).transpose()?;
    let today = Some(arguments.settings.today());
    let progress = Progress::default();
    let mut report = output::while_waiting(&progress, || {
        let mut report = arguments.report(&gatekeeper.config, today, &progress)?;
        gatekeeper.decide(&mut report, today);
        report.ledger = ledger.unwrap_or_default();
        report.ledger.attach(&mut report.findings);
        Ok::<_, RequestError>(report)
    })?;
    let view = arguments.appearance.view();
    save(arguments, &mut report, &files, &view)?;
    let bytes = arguments.written(&report, arguments.format, &view)?;
    output::print(&match arguments.format == Format::Terminal {
        true => links::linked(bytes),
        false => bytes,
    });
    if arguments.format == Format::Github {
        output::job_summary(&report.write(Format::GithubSummary, &view));
    }
    if arguments.stats {
        output::note(&stats::table(&report.costs));
    }
    if arguments.update_baseline {
        let waived = |f: &&Finding| matches!(f.accepted, Some(Acceptance::Waived { .. }));
        let open: Vec<Finding> = report
            .findings
            .iter()
            .filter(|f| !waived(f))
            .cloned()
            .collect();
        output::note(&super::baseline::update(
            &baseline,
            &open,
            arguments.accept_new,
        )?);
    }
    Ok(exit_code(&report, gate))
}

/// Writes every file that is asked for; links in them lead from where they stand.
fn save(
    arguments: &Arguments,
    report: &mut Report,
    files: &[(&Path, Format)],
    view: &View,
) -> Result<(), RequestError> {
    if arguments.format == Format::Docx || files.iter().any(|(_, f)| *f == Format::Docx) {
        say_whose_comments(report);
    }
    for &(path, format) in files {
        report.way_back = output::way_back(path);
        let bytes = if format == Format::Docx {
            arguments.written(report, format, view)?
        } else {
            report.file(format, view)
        };
        not_over(report, path)?;
        output::save(path, &bytes)?;
    }
    report.way_back.clear();
    if let Some(folder) = &arguments.notice {
        for (name, text) in notice::files(report) {
            output::save(&folder.join(name), text.as_bytes())?;
        }
    }
    Ok(())
}

/// Says on which file the comments stand when there are several: a Word file holds those on one.
fn say_whose_comments(report: &Report) {
    let mut read = overview::files(report).filter(|f| f.encoding != overview::SETTINGS);
    let (Some(first), others) = (read.next(), read.count()) else {
        return;
    };
    if others > 0 {
        let path = &first.path;
        output::note(&format!(
            "批注写在 {path} 上；其余 {others} 个文件请逐个写出：duban check 文件 --output 文件.批注.docx\n"
        ));
    }
}

/// The ledger at `path`; says so when there is none, because a mistyped name would lose what people filled in.
fn ledger(path: &Path) -> Result<Ledger, RequestError> {
    if !path.exists() {
        let shown = path.display();
        output::note(&format!("没有台账 {shown}，按第一次核对处理\n"));
    }
    Ledger::read(path)
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

/// Refuses to write over a document that was checked.
fn not_over(report: &Report, path: &Path) -> Result<(), RequestError> {
    let Ok(target) = path.canonicalize() else {
        return Ok(());
    };
    let is_target = |read: &str| Path::new(read).canonicalize().is_ok_and(|p| p == target);
    if !report.documents.iter().any(|d| is_target(&d.file.path)) {
        return Ok(());
    }
    Err(RequestError::Argument {
        reason: format!("--output 会盖掉被核对的原文：{}", path.display()),
        help: "请换一个文件名，如 原名.批注.docx".to_owned(),
    })
}

fn exit_code(report: &Report, gate: Gate) -> ExitCode {
    let stops = |f: &Finding| f.accepted.is_none() && gate.stops(f.severity);
    match (report.unread.is_empty(), report.findings.iter().any(stops)) {
        (false, _) => ExitCode::Unread,
        (true, true) => ExitCode::Findings,
        (true, false) => ExitCode::Clean,
    }
}
