//! Turns bytes into output: what the terminal can show, files, standard output, errors. A closed pipe is success.

use crate::error::{ExitCode, RequestError, refusal};
use crate::report::{Format, View};
use crate::run::Progress;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// How long a run may take before it shows a sign of life.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the sign of life changes.
const TICK: Duration = Duration::from_millis(100);
/// Width when standard output is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// How the terminal output should look.
#[derive(Debug, clap::Args)]
pub(super) struct Appearance {
    /// 终端宽度（列），默认取终端实际宽度，否则 100
    #[arg(long, value_name = "列数", value_parser = count)]
    width: Option<usize>,
    /// 是否着色
    #[arg(long, value_name = "何时", default_value = "auto")]
    color: When,
    /// 只用 ASCII 字符画线
    #[arg(long)]
    ascii: bool,
    /// 提示级问题也逐条列出
    #[arg(long)]
    info: bool,
    /// 只要汇总（不与 -v 同用）
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// 说明对照了什么、没对照什么、略过了什么
    #[arg(long, short, action = clap::ArgAction::Count)]
    verbose: u8,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum When {
    /// 标准输出是终端时
    Auto,
    /// 总是
    Always,
    /// 从不
    Never,
}

impl Appearance {
    /// What to tell the report of this terminal.
    pub(super) fn view(&self) -> View {
        View {
            width: self.width.unwrap_or_else(terminal_width),
            color: self.has_color(),
            ascii: self.ascii || !speaks_unicode(),
            info: self.info,
            quiet: self.quiet,
            verbose: self.verbose,
        }
    }

    /// Whether `-v` was given.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose > 0
    }

    /// `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE` decide unless told otherwise.
    fn has_color(&self) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
            }
        }
    }
}

fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0))
}

/// False on consoles where box drawing is known to come out garbled: an encoding other than UTF-8 is named, or a classic Windows console.
fn speaks_unicode() -> bool {
    if cfg!(windows) {
        return ["WT_SESSION", "TERM_PROGRAM", "TERM"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
    }
    let named = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    let charset = named.as_deref().and_then(|v| v.split_once('.'));
    charset.is_none_or(|(_, charset)| charset.to_lowercase().replace('-', "").starts_with("utf8"))
}

/// A number of columns or processors, for clap.
pub(super) fn count(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| *n > 0);
    number.ok_or_else(|| "请写正整数，如 80".to_owned())
}

/// Says on standard error that `path` was written.
pub(super) fn said_saved(path: &Path) {
    note(&format!("已写出 {}\n", path.display()));
}

/// The format called `name`, for clap.
pub(super) fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| format!("没有这种格式；可用：{}", names()))
}

fn names() -> String {
    Format::ALL.map(|(_, name, _)| name).join("、")
}

/// The error for an output file whose name says no format.
pub(super) fn unknown_extension(path: &Path) -> RequestError {
    let ends: Vec<&str> = Format::ALL.iter().flat_map(|f| f.2).copied().collect();
    RequestError::Argument {
        reason: format!("从文件名看不出格式：{}", path.display()),
        help: format!("请用这些扩展名之一：{}", ends.join(" ")),
    }
}

/// Prints `bytes`. A reader that has gone away is no failure.
pub(super) fn print(bytes: &[u8]) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
}

/// Largest document taken from standard input, in bytes.
const MOST_INPUT: u64 = 512 << 20;

/// Everything on standard input.
pub(super) fn read_input() -> Result<Vec<u8>, RequestError> {
    let mut bytes = Vec::new();
    let read = std::io::stdin()
        .lock()
        .take(MOST_INPUT)
        .read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|e| RequestError::File {
        path: "-".to_owned(),
        reason: format!("读不了标准输入：{}", refusal(&e)),
        help: "请核对管道前面的命令".to_owned(),
    })
}

/// Everything in the file at `path`.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, RequestError> {
    std::fs::read(path).map_err(|e| RequestError::File {
        path: path.display().to_string(),
        reason: format!("打不开：{}", refusal(&e)),
        help: "请核对路径是否写对".to_owned(),
    })
}

/// Runs `work` on at most `jobs` processors; on all of them when nothing is said. This thread is one of the workers.
pub(super) fn with_jobs<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let workers = rayon::ThreadPoolBuilder::new().use_current_thread();
    let workers = workers.num_threads(jobs.map_or(0, |n| n.max(1)));
    match workers.build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Says `text` beside the report, on standard error.
pub(super) fn note(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Adds `text` to the job summary of a GitHub workflow, when there is one.
pub(super) fn job_summary(text: &[u8]) {
    if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY") {
        let file = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path);
        let _ = file.and_then(|mut file| file.write_all(text));
    }
}

/// Writes `bytes` to `path`, making its folder.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<(), RequestError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    folder
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(|e| RequestError::File {
            path: path.display().to_string(),
            reason: format!("写不进去：{}", refusal(&e)),
            help: "请核对目录是否存在、是否有写权限、文件是否正被打开".to_owned(),
        })
}

/// The way from the folder of `file` to the working directory, where paths start: `../` for a folder below it, empty in it.
pub(super) fn way_back(file: &Path) -> String {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let there = folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder));
    let here = std::env::current_dir().and_then(|p| p.canonicalize());
    let (Ok(there), Ok(here)) = (there, here) else {
        return String::new();
    };
    let shared = there.ancestors().find(|a| here.starts_with(a));
    let Some(shared) = shared else {
        return String::new(); // another drive: no relative way
    };
    let up = there.strip_prefix(shared).map_or(0, |p| p.iter().count());
    let down = here.strip_prefix(shared).unwrap_or(Path::new(""));
    let down = down
        .iter()
        .map(|name| format!("{}/", name.to_string_lossy()));
    "../".repeat(up) + &down.collect::<String>()
}

/// Explains `error` on standard error.
pub(super) fn error(error: RequestError) -> ExitCode {
    let colored = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
    let theme = match (speaks_unicode(), colored) {
        (true, true) => miette::GraphicalTheme::unicode(),
        (true, false) => miette::GraphicalTheme::unicode_nocolor(),
        (false, _) => miette::GraphicalTheme::none(),
    };
    let handler = miette::GraphicalReportHandler::new_themed(theme)
        .with_width(terminal_width())
        .with_links(false);
    let mut text = String::new();
    if handler.render_report(&mut text, &error).is_err() {
        text = format!("{error}\n");
    }
    // Only the footer: a line of the user's own file, which may say help as well, begins with its number.
    let line = |line: &str| match line.strip_prefix("  help: ") {
        Some(help) => format!("  帮助：{help}\n"),
        None => format!("{line}\n"),
    };
    let text: String = text.lines().map(line).collect();
    let _ = std::io::stderr().write_all(text.as_bytes());
    ExitCode::BadRequest
}

/// How far a run has come, in words.
fn state(progress: &Progress) -> String {
    let count = |n: &std::sync::atomic::AtomicUsize| n.load(std::sync::atomic::Ordering::Relaxed);
    match (count(&progress.read), count(&progress.found)) {
        (read, found) if read < found => format!("已读取 {read}/{found} 个文件"),
        (_, found) => format!("已读取 {found} 个文件，正在核对"),
    }
}

/// Runs `work`; when it takes long and standard error is a terminal, shows that it is under way.
pub(super) fn while_waiting<T: Send>(progress: &Progress, work: impl FnOnce() -> T + Send) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let (done, waiting) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let ended =
                |patience| waiting.recv_timeout(patience) != Err(mpsc::RecvTimeoutError::Timeout);
            if ended(PATIENCE) {
                return;
            }
            let spinner = indicatif::ProgressBar::new_spinner();
            while !ended(TICK) {
                spinner.set_message(state(progress));
                spinner.tick();
            }
            spinner.finish_and_clear();
        });
        let result = work();
        drop(done);
        result
    })
}
