//! `duban completions` and `duban man`: what shells and `man` read, made from the commands themselves.

use super::{Arguments as Program, output};
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
    let program = Program::command();
    let pages = program
        .get_subcommands()
        .map(|c| (format!("duban-{}.1", c.get_name()), c.clone()));
    let mut written = 0;
    for (name, command) in std::iter::once(("duban.1".to_owned(), program.clone())).chain(pages) {
        let mut page = Vec::new();
        if clap_mangen::Man::new(command).render(&mut page).is_err() {
            continue;
        }
        if let Err(error) = output::save(&arguments.folder.join(name), &page) {
            return output::error(error);
        }
        written += 1;
    }
    let folder = arguments.folder.display();
    output::print(format!("已写出 {written} 个手册页到 {folder}\n").as_bytes());
    ExitCode::Clean
}
