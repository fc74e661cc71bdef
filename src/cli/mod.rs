//! Turns command-line arguments into runs and their results into output. Only this module prints.

mod baseline;
mod check;
mod diff;
mod examples;
mod explain;
mod extract;
mod init;
mod keep;
mod links;
mod merge;
mod output;
mod reporting;
mod schema;
mod settings;
mod shell;
mod stats;
mod test;
mod trace;
mod usage;
mod waive;

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
    #[command(after_help = examples::CHECK)]
    Check(check::Arguments),
    /// 合并 duban check --shard 写出的各份，给出与一次核对完全相同的结果
    #[command(after_help = examples::MERGE)]
    Merge(merge::Arguments),
    /// 逐条对比两稿或两年的承诺
    #[command(after_help = examples::DIFF)]
    Diff(diff::Arguments),
    /// 看一件承诺事项在各年材料里的来龙去脉
    #[command(after_help = examples::TRACE)]
    Trace(trace::Arguments),
    /// 列出从文件中读出的内容：各部分、承诺、进展、数量、时间
    #[command(after_help = examples::EXTRACT)]
    Extract(extract::Arguments),
    /// 把眼下的问题记为基线，以后只对新问题设关口
    #[command(after_help = examples::BASELINE)]
    Baseline(baseline::Arguments),
    /// 豁免一个问题，须写明理由、批准人和到期日
    #[command(after_help = examples::WAIVE)]
    Waive(waive::Arguments),
    /// 写一份带说明的 duban.yaml，或写出样例（--example）
    Init(init::Arguments),
    /// 一条规则查什么、为什么、怎么改；不写规则名则列出全部
    #[command(after_help = examples::EXPLAIN)]
    Explain(explain::Arguments),
    /// 跑规则里的用例，列出误报和漏报
    Test(test::Arguments),
    /// 输出 JSON Schema，供编辑器校验规则文件和 duban.yaml
    Schema(schema::Arguments),
    /// 输出命令补全脚本
    Completions(shell::Completions),
    /// 写出手册页
    Man(shell::Man),
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
            Self::Merge(arguments) => merge::main(arguments),
            Self::Diff(arguments) => diff::main(arguments),
            Self::Trace(arguments) => trace::main(arguments),
            Self::Extract(arguments) => extract::main(arguments),
            Self::Baseline(arguments) => baseline::main(arguments),
            Self::Waive(arguments) => waive::main(arguments),
            Self::Init(arguments) => init::main(arguments),
            Self::Explain(arguments) => explain::main(arguments),
            Self::Test(arguments) => test::main(arguments),
            Self::Schema(arguments) => schema::main(arguments),
            Self::Completions(arguments) => shell::completions(arguments),
            Self::Man(arguments) => shell::man(arguments),
        }
    }
}
