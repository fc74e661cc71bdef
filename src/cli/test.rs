//! `duban test`: runs the examples inside rule files and says which were missed and which were false.

use super::output;
use crate::config::{Config, word_lists};
use crate::error::{ExitCode, RequestError};
use crate::rule::{RuleSet, load};
use crate::trial::{Failure, Trial, try_rule};
use std::fmt::Write as _;
use std::path::PathBuf;

/// 跑规则里的用例，列出误报和漏报
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 规则目录；不写则跑自带的规则
    #[arg(value_name = "目录")]
    folder: Option<PathBuf>,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match trials(arguments) {
        Ok(trials) => {
            output::print(text(&trials).as_bytes());
            let failed = trials.iter().any(|t| !t.failures.is_empty());
            if failed {
                ExitCode::Findings
            } else {
                ExitCode::Clean
            }
        }
        Err(error) => output::error(error),
    }
}

fn trials(arguments: &Arguments) -> Result<Vec<Trial>, RequestError> {
    let own = arguments.folder.iter().map(|f| f.join("lexicon"));
    let mut own: Vec<PathBuf> = own.filter(|f| f.is_dir()).collect();
    let file = arguments.folder.as_deref().and_then(Config::find);
    let config = file.map(|file| Config::read(&file, &RuleSet::built_in_ids()));
    let config = config.transpose()?.unwrap_or_default();
    own.extend(config.word_lists());
    let mut lexicon = word_lists::load(&own)?;
    config.settle(&mut lexicon);
    let sources = match &arguments.folder {
        Some(folder) => load::sources_of(folder)?,
        None => load::built_in_sources()?,
    };
    sources
        .iter()
        .map(|(id, source)| try_rule(id, source, &lexicon))
        .collect()
}

fn text(trials: &[Trial]) -> String {
    let mut out = String::new();
    for trial in trials {
        for Failure {
            kind,
            example,
            placed,
            said,
        } in &trial.failures
        {
            let _ = writeln!(out, "{}  {}", kind.name(), trial.rule);
            let mut detail = |name: &str, text: &str| {
                if !text.is_empty() {
                    let _ = writeln!(out, "  {name}：{text}");
                }
            };
            detail("用例", example);
            detail("放在", placed);
            detail("规则说", said);
        }
    }
    let passed: usize = trials.iter().map(|t| t.passed).sum();
    let failed: usize = trials.iter().map(|t| t.failures.len()).sum();
    let _ = writeln!(
        out,
        "{}条规则，{passed}个用例相符，{failed}个不符",
        trials.len()
    );
    out
}
