//! `duban schema`: prints the JSON Schema of a user-written file, for editors.

use super::output;
use crate::config::written::Written;
use crate::error::ExitCode;
use crate::rule::file::RuleFile;

/// 输出 JSON Schema，供编辑器校验规则文件和 duban.yaml
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 哪一种文件
    #[arg(value_enum, value_name = "文件", default_value = "rule")]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// 规则文件
    Rule,
    /// duban.yaml
    Config,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    let schema = match arguments.of {
        Of::Rule => schemars::schema_for!(RuleFile),
        Of::Config => schemars::schema_for!(Written),
    };
    output::print(format!("{:#}\n", schema.as_value()).as_bytes());
    ExitCode::Clean
}
