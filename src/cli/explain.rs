//! `duban explain`: says of a rule what it reports, why, with examples, and what to do.

use super::output;
use crate::config::Config;
use crate::error::{ExitCode, RequestError};
use crate::finding::Severity;
use crate::rule::RuleSet;
use crate::rule::condition::ConditionFile;
use crate::rule::example::ExampleFile;
use crate::rule::load::{Source, built_in_sources, sources_of};
use crate::rule::manual::{self, Entry};
use crate::rule::scope::Scope;
use crate::rule::shorthand::Short;
use crate::rule::template::Placeholder;
use crate::yaml;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// 一条规则查什么、为什么、怎么改；不写规则名则列出全部
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 规则的编号或名称，也可以是规则里的一个问题（words、pattern……）
    #[arg(value_name = "规则")]
    rule: Option<String>,
    /// 写出全部规则
    #[arg(long)]
    all: bool,
    /// terminal 或 markdown
    #[arg(long, value_enum, value_name = "格式", default_value = "terminal")]
    format: Format,
    /// 设置文件，其中的规则目录也在内，默认从当前目录逐级向上找 duban.yaml
    #[arg(long, value_name = "文件")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// 终端
    Terminal,
    /// Markdown
    Markdown,
}

/// Groups of the catalogue.
const GROUPS: [(&str, &str); 6] = [
    ("A", "证据"),
    ("B", "目标与进展对应"),
    ("C", "承诺质量"),
    ("D", "跨年、多期"),
    ("E", "数字"),
    ("F", "文本"),
];

pub(super) fn main(arguments: &Arguments) -> ExitCode {
    match text(arguments) {
        Ok(text) => {
            output::print(text.as_bytes());
            ExitCode::Clean
        }
        Err(error) => output::error(error),
    }
}

fn text(arguments: &Arguments) -> Result<String, RequestError> {
    let sources = sources(arguments.config.clone())?;
    let markdown = arguments.format == Format::Markdown;
    if let Some(id) = &arguments.rule {
        return meant(id, &sources, markdown);
    }
    if arguments.all {
        return Ok(reference(&sources, markdown));
    }
    Ok(list(&sources))
}

/// The rule of this id or title, else the question of this key.
fn meant(name: &str, sources: &[(String, Source)], markdown: bool) -> Result<String, RequestError> {
    let is_titled = |source: &Source| source.file.title.as_deref() == Some(name);
    let rule = sources
        .iter()
        .find(|(id, source)| id == name || is_titled(source))
        .map(|(id, source)| explained(id, source, markdown));
    let is_asked = |key: &str, alias: &str| key == name || alias == name;
    let mut questions = ConditionFile::QUESTIONS.iter();
    let question = questions.find(|(key, alias, ..)| is_asked(key, alias)).map(
        |(key, alias, scopes, fills)| {
            let entry = manual::QUESTIONS.iter().find(|e| e.key == *key);
            question((key, alias), scopes, fills, entry)
        },
    );
    match (rule, question) {
        (None, None) => Err(unknown(name, sources)),
        (rule, question) => Ok(rule.into_iter().chain(question).collect()),
    }
}

/// The built-in rules, and over them the rules of the folders the configuration names.
fn sources(config: Option<PathBuf>) -> Result<Vec<(String, Source)>, RequestError> {
    let mut sources: BTreeMap<String, Source> = built_in_sources()?.into_iter().collect();
    if let Some(file) = config.or_else(|| Config::find(Path::new("."))) {
        let config = Config::read(&file, &RuleSet::built_in_ids())?;
        for folder in &config.rule_folders {
            sources.extend(sources_of(folder)?);
        }
    }
    Ok(sources.into_iter().collect())
}

fn unknown(id: &str, sources: &[(String, Source)]) -> RequestError {
    let titles = sources.iter().filter_map(|(_, s)| s.file.title.as_deref());
    let questions = ConditionFile::QUESTIONS.iter().map(|(key, ..)| *key);
    let known = sources.iter().map(|(id, _)| id.as_str());
    let known: Vec<&str> = known.chain(titles).chain(questions).collect();
    RequestError::Argument {
        reason: format!("没有规则或问题“{id}”"),
        help: yaml::suggestion(id, &known),
    }
}

fn grouped(sources: &[(String, Source)], mut each: impl FnMut(&str, &str, &[&(String, Source)])) {
    let group = |source: &Source| source.file.group.clone().unwrap_or_default();
    for (letter, name) in GROUPS.iter().chain([&("", "其他")]) {
        let members: Vec<_> = sources
            .iter()
            .filter(|(_, s)| group(s) == *letter)
            .collect();
        if !members.is_empty() {
            each(letter, name, &members);
        }
    }
}

fn list(sources: &[(String, Source)]) -> String {
    let mut out = String::new();
    grouped(sources, |letter, name, members| {
        let _ = writeln!(out, "{letter} {name}");
        for (id, source) in members {
            let title = source.file.title.as_deref().unwrap_or("");
            let _ = writeln!(out, "  {:<26}{}  {title}", id, level(source));
        }
    });
    out + "\n用 duban explain 规则编号 看一条规则\n"
}

fn level(source: &Source) -> &'static str {
    match source.file.severity {
        Some(Severity::Error) => "错误",
        Some(Severity::Warning) => "警告",
        Some(Severity::Info) | None => "提示",
    }
}

fn reference(sources: &[(String, Source)], markdown: bool) -> String {
    let mut out = String::from(if markdown { "# 规则手册\n\n" } else { "" });
    grouped(sources, |letter, name, members| {
        let mark = if markdown { "## " } else { "" };
        let _ = writeln!(out, "{mark}{letter} {name}\n");
        for (id, source) in members {
            out += &explained(id, source, markdown);
            out.push('\n');
        }
    });
    out + &questions(markdown)
}

/// The closed set of what rules may be put to, ask and say.
fn questions(markdown: bool) -> String {
    let mark = if markdown { "## " } else { "" };
    let mut out = format!("{mark}规则对什么提（on 范围）\n\n");
    for (name, alias, meaning) in manual::SCOPES {
        let _ = writeln!(out, "- `{name}`（{alias}）：{meaning}");
    }
    let _ = writeln!(out, "\n{mark}可以问的问题\n");
    let _ = writeln!(
        out,
        "并且写 `all`（全部），或者写 `any`（任一），不成立写 `not`（非）。\n"
    );
    for (key, alias, scopes, fills) in ConditionFile::QUESTIONS {
        let entry = manual::QUESTIONS.iter().find(|e| e.key == *key);
        out += &question((key, alias), scopes, fills, entry);
    }
    let _ = writeln!(
        out,
        "\n{mark}问哪段文字（of 对象、point_at 指向、related 对照）\n"
    );
    for (name, alias, meaning) in manual::FIELDS {
        let _ = writeln!(out, "- `{name}`（{alias}）：{meaning}");
    }
    let places: Vec<String> = manual::PLACES
        .iter()
        .map(|(n, a)| format!("`{n}`（{a}）"))
        .collect();
    let _ = writeln!(
        out,
        "\n{mark}句子在什么地方（place 位置）\n\n{}",
        places.join("、")
    );
    let _ = writeln!(out, "\n{mark}提示里可以填的内容\n");
    for p in Placeholder::ALL {
        let (name, alias, meaning) = (p.name(), p.alias(), p.meaning().trim());
        let _ = writeln!(out, "- `{{{name}}}`（{alias}）：{meaning}");
    }
    out
}

/// One question: what it asks, of what, with which arguments, and an example.
fn question(
    (key, alias): (&str, &str),
    scopes: &[Scope],
    fills: &[Placeholder],
    entry: Option<&Entry>,
) -> String {
    let mut out = format!("- `{key}`（{alias}）：{}\n", entry.map_or("", |e| e.asks));
    let mut line = |name: &str, text: &str| {
        let _ = writeln!(out, "  - {name}：{text}");
    };
    if let Some(entry) = entry {
        line("写法", entry.arguments);
        line("例", &format!("`{}`", entry.example));
    }
    let all = scopes.len() == Scope::ALL.len();
    let scopes: Vec<&str> = scopes.iter().map(|s| s.name()).collect();
    let scopes = if all {
        "任何范围".to_owned()
    } else {
        scopes.join("、")
    };
    line("可对", &scopes);
    let fills: Vec<String> = fills.iter().map(|p| format!("{{{}}}", p.name())).collect();
    if !fills.is_empty() {
        line("可填", &fills.join(" "));
    }
    out
}

fn explained(id: &str, source: &Source, markdown: bool) -> String {
    let file = &source.file;
    let text = |value: &Option<String>| value.as_deref().unwrap_or("").trim().to_owned();
    let (bold, end) = if markdown { ("**", "**") } else { ("", "") };
    let heading = if markdown { "### " } else { "" };
    let mut out = format!(
        "{heading}{} {id}（{}）\n\n",
        text(&file.title),
        level(source)
    );
    let _ = writeln!(out, "{bold}提示{end}：{}\n", text(&file.message));
    let _ = writeln!(
        out,
        "{bold}为什么{end}：{}\n",
        text(&file.why).replace('\n', "")
    );
    let _ = writeln!(out, "{bold}怎么办{end}：{}\n", text(&file.help));
    let examples = file.examples.clone().unwrap_or_default();
    for (name, list) in [("应报", &examples.report), ("不报", &examples.silent)] {
        let _ = writeln!(out, "{bold}{name}{end}：");
        for Short(example) in list {
            let _ = writeln!(out, "- {}", shown(example));
        }
        out.push('\n');
    }
    out
}

fn shown(example: &ExampleFile) -> String {
    let parts = [
        ("", &example.text),
        ("事项：", &example.matter),
        ("责任单位：", &example.owners),
        ("目标：", &example.target),
        ("完成情况：", &example.progress),
        ("承诺：", &example.promise),
        ("报告：", &example.report),
        ("计划：", &example.plan),
        ("", &example.document),
    ];
    let said = parts
        .iter()
        .filter_map(|(name, text)| Some(format!("{name}{}", text.as_ref()?.trim())));
    let mut said: Vec<String> = said.collect();
    let before = example.before.iter();
    said.extend(before.map(|row| format!("上期：{}", row.shown())));
    let alone = example.before.is_empty() && example.promise.is_none();
    said.extend(example.rows.iter().map(|row| match alone {
        true => format!("完成情况：{}", row.progress),
        false => format!("本期：{}", row.shown()),
    }));
    said.join(" ｜ ").replace('\n', " ")
}
