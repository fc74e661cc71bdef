//! Turns command-line arguments into runs and their results into output. Only this module prints.

mod check;
mod init;
mod output;
mod usage;

use crate::error::ExitCode;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::Write as _;

/// 督办：对照承诺与落实情况，像编译器一样指出两者对不上的地方。
#[derive(Debug, Parser)]
#[command(name = "duban", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 读入文件，逐项核对，给出问题清单
    Check(check::Arguments),
    /// 写一份带说明的 duban.yaml，或写出样例（--example）
    Init(init::Arguments),
}

/// Runs the program with `arguments` (the program's name first).
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command }) => command.run(),
        Err(error) => {
            let text = usage::text(&error);
            let _ = if error.use_stderr() {
                std::io::stderr().write_all(text.as_bytes())
            } else {
                std::io::stdout().write_all(text.as_bytes())
            };
            if error.use_stderr() {
                ExitCode::BadRequest
            } else {
                ExitCode::Clean
            }
        }
    }
}

impl Command {
    fn run(&self) -> ExitCode {
        match self {
            Self::Check(arguments) => check::main(arguments),
            Self::Init(arguments) => init::main(arguments),
        }
    }
}
