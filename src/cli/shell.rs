//! `duban completions` and `duban man`: what shells and `man` read, made from the commands themselves.

use super::{Arguments as Program, output, usage};
use crate::error::ExitCode;
use clap::CommandFactory as _;
use std::path::PathBuf;

/// 输出命令补全脚本
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// bash、zsh、fish、powershell 或 elvish
    #[arg(value_name = "外壳")]
    shell: clap_complete::Shell,
}

/// 写出手册页
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// 写到哪个目录
    #[arg(value_name = "目录", default_value = ".")]
    folder: PathBuf,
}

pub(super) fn completions(arguments: &Completions) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Program::command(),
        "duban",
        &mut script,
    );
    output::print(&script);
    ExitCode::Clean
}

pub(super) fn man(arguments: &Man) -> ExitCode {
    let mut program = Program::command();
    program.build();
    let pages = program.get_subcommands().cloned();
    let mut written = 0;
    for command in std::iter::once(program.clone()).chain(pages) {
        let page = clap_mangen::Man::new(command);
        let (name, mut text) = (page.get_filename(), Vec::new());
        if page.render(&mut text).is_err() {
            continue;
        }
        let text = in_chinese(&String::from_utf8_lossy(&text));
        if let Err(error) = output::save(&arguments.folder.join(name), text.as_bytes()) {
            return output::error(error);
        }
        written += 1;
    }
    let folder = arguments.folder.display();
    output::print(format!("已写出 {written} 个手册页到 {folder}\n").as_bytes());
    ExitCode::Clean
}

/// A rendered page with the generator's headings and phrases in Chinese.
fn in_chinese(page: &str) -> String {
    const HEADINGS: [(&str, &str); 8] = [
        ("NAME", "名称"),
        ("SYNOPSIS", "用法"),
        ("DESCRIPTION", "说明"),
        ("OPTIONS", "选项"),
        ("SUBCOMMANDS", "命令"),
        ("COMMANDS", "命令"),
        ("EXTRA", "示例"),
        ("VERSION", "版本"),
    ];
    let line = |line: &str| {
        let heading = line.strip_prefix(".SH ");
        let heading = heading.and_then(|h| HEADINGS.iter().find(|(english, _)| *english == h));
        heading.map_or_else(|| line.to_owned(), |(_, chinese)| format!(".SH {chinese}"))
    };
    let lines: Vec<String> = page.lines().map(line).collect();
    // An apostrophe at the start of a line would be a command, so the page writes it as a string of its own.
    usage::help(
        &lines
            .join("\n")
            .replace("(see a summary with \\*(Aq\\-h\\*(Aq)", ""),
    )
    .replace("(see more with \\*(Aq\\-\\-help\\*(Aq)", "")
        + "\n"
}
