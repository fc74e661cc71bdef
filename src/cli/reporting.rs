//! Turns a report into everything asked for: standard output, files, notices, the baseline, the exit code.

use super::links;
use super::output::{self, Appearance};
use super::settings::Settings;
use super::stats;
use crate::config::Config;
use crate::error::{ExitCode, RequestError};
use crate::finding::{Finding, Gate};
use crate::gate::Gatekeeper;
use crate::ledger::Ledger;
use crate::report::{Format, Report, Stage, View, docx, json, notice, overview, terminal};
use crate::run::Extent;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What to make of a report.
#[derive(Debug, clap::Args)]
pub(super) struct Reporting {
    /// 输出格式：terminal、json、jsonl、sarif、github、github-summary、gitlab、junit、html、xlsx、docx、markdown
    #[arg(long, value_name = "格式", default_value = "terminal", value_parser = output::format)]
    format: Format,
    /// 另存为文件，格式按扩展名定，可写多次
    #[arg(long, short, value_name = "文件")]
    pub(super) output: Vec<PathBuf>,
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
    /// 各阶段和各条规则用了多少时间、处理了多少字节，内存峰值，写到标准错误
    #[arg(long)]
    stats: bool,
    #[command(flatten)]
    pub(super) settings: Settings,
    #[command(flatten)]
    pub(super) appearance: Appearance,
}

impl Reporting {
    /// Makes the report with `find`, decides what gates and writes all that is asked for. `input` is the name of the
    /// document that came on standard input.
    pub(super) fn deliver(
        &self,
        gatekeeper: Gatekeeper,
        today: Option<Date>,
        input: Option<&str>,
        find: impl FnOnce(&Config, Extent) -> Result<Report, RequestError>,
    ) -> Result<ExitCode, RequestError> {
        let outputs = [&self.output[..], &gatekeeper.config.outputs].concat();
        let files = formats(&outputs)?;
        let is_new = |path: &Path| outputs.iter().any(|o| o == path);
        let ledger = self.ledger.as_deref();
        let ledger = ledger.map(|path| ledger_at(path, is_new(path)));
        let ledger = ledger.transpose()?;
        let extent = self.extent(&files, &gatekeeper);
        let mut report = find(&gatekeeper.config, extent)?;
        let (baseline, paths) = (gatekeeper.config.baseline.clone(), gatekeeper.paths.clone());
        let unread = report.unread.iter().map(|u| u.file.as_str());
        let read = overview::files(&report).map(|f| f.path.as_str());
        let read: Vec<&str> = read.chain(unread).collect();
        Settings::complain(&gatekeeper.config, &paths, &read);
        let gate = self.gate(&gatekeeper);
        gatekeeper.decide(&mut report, today);
        report.ledger = ledger.unwrap_or_default();
        report.ledger.attach(&mut report.findings);
        let mut stages = std::mem::take(&mut report.stages);
        let written = stages.time(Stage::Report, || self.put_out(&mut report, files, input))?;
        if self.stats {
            output::note(&stats::tables(&report, &stages, written));
        }
        if self.update_baseline {
            self.update(&report, &baseline, &paths)?;
        }
        let code = exit_code(&report, gate);
        std::mem::forget(report); // the program ends here: nobody needs the memory of a million small pieces back
        Ok(code)
    }

    /// What the outputs show of what is understood and found.
    fn extent(&self, files: &[(&Path, Format)], gatekeeper: &Gatekeeper) -> Extent {
        let formats = files.iter().map(|(_, format)| *format);
        let formats: Vec<Format> = formats.chain([self.format]).collect();
        let is_terminal = |format: &Format| *format == Format::Terminal;
        let counts_advice = !self.appearance.view().info
            && self.notice.is_none()
            && self.ledger.is_none()
            && !self.update_baseline
            && self.gate(gatekeeper) != Gate::Info
            && gatekeeper.is_plain();
        match formats.iter().any(|format| format.shows_ledger()) {
            true => Extent::Ledger,
            false if counts_advice && formats.iter().all(is_terminal) => Extent::Gravest,
            false => Extent::Findings,
        }
    }

    fn gate(&self, gatekeeper: &Gatekeeper) -> Gate {
        self.fail_on.unwrap_or(gatekeeper.config.fail_on)
    }

    /// Writes `report` wherever it is asked for; says how many bytes went to standard output.
    fn put_out(
        &self,
        report: &mut Report,
        files: Vec<(&Path, Format)>,
        input: Option<&str>,
    ) -> Result<usize, RequestError> {
        let view = self.appearance.view();
        if self.format == Format::Docx || files.iter().any(|(_, f)| *f == Format::Docx) {
            say_whose_comments(report);
        }
        for (path, format) in files {
            report.way_back = output::way_back(path);
            let bytes = if format == Format::Docx {
                written(report, format, &view, input)?
            } else {
                report.file(format, &view)
            };
            not_over(report, path)?;
            output::save(path, &bytes)?;
            output::said_saved(path);
        }
        report.way_back.clear();
        if let Some(folder) = &self.notice {
            for (name, text) in notice::files(report) {
                let path = folder.join(name);
                output::save(&path, text.as_bytes())?;
                output::said_saved(&path);
            }
        }
        if let Some(shown) = shown_in_pieces(report, self.format, &view) {
            return Ok(shown);
        }
        let bytes = written(report, self.format, &view, input)?;
        output::print(&bytes);
        if self.format == Format::Github {
            output::job_summary(&report.write(Format::GithubSummary, &view));
        }
        Ok(bytes.len())
    }

    fn update(
        &self,
        report: &Report,
        baseline: &Path,
        paths: &[PathBuf],
    ) -> Result<(), RequestError> {
        let said = super::baseline::update(baseline, report, paths, self.accept_new)?;
        output::note(&said);
        Ok(())
    }
}

/// Shows `report` piece by piece in a `format` that can grow large, and says how many bytes that were; none in other formats.
fn shown_in_pieces(report: &Report, format: Format, view: &View) -> Option<usize> {
    let mut shown = 0;
    let mut show = |bytes: &[u8]| {
        shown += bytes.len();
        output::print(bytes);
    };
    match format {
        Format::Terminal => {
            let linked = |piece: String| links::linked(piece.into_bytes());
            terminal::write_to(report, view, |piece| show(&linked(piece)));
        }
        Format::Json => json::write_to(report, |piece| show(&piece)),
        Format::Jsonl
        | Format::Sarif
        | Format::Github
        | Format::GithubSummary
        | Format::Gitlab
        | Format::Junit
        | Format::Html
        | Format::Xlsx
        | Format::Docx
        | Format::Bulletin => return None,
    }
    Some(shown)
}

/// `report` in `format`; a Word file keeps all of the first document, which is read again for it unless it came on standard input.
fn written(
    report: &Report,
    format: Format,
    view: &View,
    input: Option<&str>,
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
    if document.file.encoding != "docx" || input == Some(path) {
        return Ok(report.write(format, view));
    }
    let original = output::read_file(Path::new(path))?;
    docx::write(report, path, &original).map_err(|why| RequestError::File {
        path: path.to_owned(),
        reason: format!("写不出批注：{why}"),
        help: "请用 Word 或 WPS 打开后另存为 .docx 再试".to_owned(),
    })
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

/// The ledger at `path`. One that is not there is refused, because a mistyped name would lose what people filled in –
/// unless this run writes it: then it is the first.
fn ledger_at(path: &Path, is_written: bool) -> Result<Ledger, RequestError> {
    let shown = path.display();
    match (path.exists(), is_written) {
        (true, _) => {}
        (false, true) => output::note(&format!("没有台账 {shown}，按第一次核对处理\n")),
        (false, false) => {
            return Err(RequestError::Argument {
                reason: format!("没有台账：{shown}"),
                help: format!("请核对 --ledger 的路径；第一次核对用 -o {shown} 写出台账"),
            });
        }
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
