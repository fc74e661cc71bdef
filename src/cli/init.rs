//! `duban init`: writes a commented `duban.yaml`, or a small made-up county to try things on.

use super::output;
use crate::error::{ExitCode, RequestError};
use crate::extract::Lexicon;
use crate::run::{Request, understand};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The commented configuration.
const CONFIG: &str = include_str!("init/duban.yaml");

/// The made-up entry of the configuration that gives way to the documents found in the folder.
const DOCUMENTS: &str = "\
#   - path: \"2025/*.docx\"
#     issuer: 青禾县
#     year: 2025
#     kind: plan          # plan 计划 | review 总结 | table 表格 | other 其他
";
/// Most documents that are written down.
const MOST: usize = 20;

/// The made-up county: file names and texts.
const EXAMPLE: [(&str, &str); 3] = [
    (
        "2025年政府工作报告.txt",
        include_str!("init/report-2025.txt"),
    ),
    (
        "2026年政府工作报告.txt",
        include_str!("init/report-2026.txt"),
    ),
    (
        "2026年一季度推进情况.txt",
        include_str!("init/progress-2026-q1.txt"),
    ),
];

/// 写一份带说明的 duban.yaml；--example 写出一个虚构县的样例
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 写到哪个目录
    #[arg(value_name = "目录", default_value = ".")]
    folder: PathBuf,
    /// 写出虚构的青禾县：两年报告和一张季度表，各类问题各有一例
    #[arg(long)]
    example: bool,
}

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    let config = CONFIG.replace(DOCUMENTS, &documents(&arguments.folder));
    let files: &[(&str, &str)] = if arguments.example {
        &EXAMPLE
    } else {
        &[(crate::config::FILE_NAME, &config)]
    };
    match write_all(&arguments.folder, files) {
        Ok(text) => {
            output::print(text.as_bytes());
            ExitCode::Clean
        }
        Err(error) => output::error(error),
    }
}

/// Writes `files` into `folder`; refuses to overwrite any before writing one. Returns what to tell the user.
fn write_all(folder: &Path, files: &[(&str, &str)]) -> Result<String, RequestError> {
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(RequestError::File {
            path: folder.join(name).display().to_string(),
            reason: "已经有这个文件".to_owned(),
            help: "请换一个目录，或先移走已有的文件".to_owned(),
        });
    }
    let mut said = String::new();
    for (name, text) in files {
        let path = folder.join(name);
        output::save(&path, text.as_bytes())?;
        said += &format!("已写出 {}\n", path.display());
    }
    Ok(said + &format!("接着运行：duban check {}\n", folder.display()))
}

/// What was recognised of the documents in `folder`, as commented entries for the user to correct; the made-up entry where there are none.
fn documents(folder: &Path) -> String {
    let request = Request {
        paths: vec![folder.to_owned()],
        ..Request::default()
    };
    let understood = understand(&request, &Lexicon::built_in());
    let Ok(understood) = understood else {
        return DOCUMENTS.to_owned();
    };
    let mut out = String::from(
        "# 以下是从本目录的材料里认出来的；认错了的，去掉 # 改正。还可写 kind：plan 计划 | review 总结 | table 表格 | other 其他\n",
    );
    let mut last = "";
    let found = understood.documents.iter().zip(&understood.facts);
    for (document, facts) in found.take(MOST) {
        let path = document.file.path.as_str();
        if std::mem::replace(&mut last, path) == path {
            continue;
        }
        let _ = writeln!(out, "#   - path: {:?}", inside(folder, path));
        if !facts.profile.issuer.is_empty() {
            let _ = writeln!(out, "#     issuer: {}", facts.profile.issuer);
        }
        if let Some(year) = facts.profile.year {
            let _ = writeln!(out, "#     year: {year}");
        }
    }
    out
}

/// `path` as seen from `folder`, where the configuration stands.
fn inside(folder: &Path, path: &str) -> String {
    let inside = Path::new(path).strip_prefix(folder);
    inside.map_or_else(
        |_| path.to_owned(),
        |p| p.display().to_string().replace('\\', "/"),
    )
}
