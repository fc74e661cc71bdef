//! Turns what the argument parser says – help, version, mistakes – into Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Fixed phrases of rendered help.
const PHRASES: [(&str, &str); 14] = [
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Examples:", "例："),
    ("设置:", "设置："),
    ("缓存:", "缓存："),
    ("[default: ", "[默认："),
    ("[possible values: ", "[可选："),
    ("Possible values:", "可选："),
    ("[aliases: ", "[也可写："),
    (
        "Print help (see more with '--help')",
        "显示帮助（--help 更详细）",
    ),
    (
        "Print help (see a summary with '-h')",
        "显示帮助（-h 为简要）",
    ),
    ("Print help", "显示帮助"),
];

/// The text to print for `error`, in Chinese, ending in a newline; coloured if the parser would colour it.
pub(super) fn text(error: &clap::Error) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => help(&error.render().to_string()),
        _ => format!("错误：{}\n帮助：{}\n", reason(error), remedy(error)),
    }
}

/// Rendered help with the parser's fixed phrases in Chinese.
pub(super) fn help(rendered: &str) -> String {
    let translate = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    let text = PHRASES.iter().fold(rendered.to_owned(), translate);
    text.replace("Print version", "显示版本")
        .replace("[OPTIONS]", "[选项]")
        .replace("<COMMAND>", "<命令>")
        .replace("[COMMAND]", "[命令]")
}

fn reason(error: &clap::Error) -> String {
    let argument = value(error, ContextKind::InvalidArg);
    let given = value(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有命令“{}”", value(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("不认识的参数“{argument}”"),
        ErrorKind::InvalidValue if given.is_empty() => format!("“{argument}”后面缺少取值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("“{argument}”不能取“{given}”")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::ArgumentConflict => {
            format!(
                "“{argument}”不能与“{}”同时用",
                value(error, ContextKind::PriorArg)
            )
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::TooManyValues => format!("“{argument}”多出了取值“{given}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”的取值个数不对")
        }
        ErrorKind::NoEquals => format!("“{argument}”的取值要用“=”连接"),
        ErrorKind::InvalidUtf8 => "参数不是有效的文字".to_owned(),
        _ => "参数有误".to_owned(),
    }
}

fn remedy(error: &clap::Error) -> String {
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let near = suggested
        .into_iter()
        .map(|kind| value(error, kind))
        .find(|v| !v.is_empty());
    let valid = value(error, ContextKind::ValidValue);
    if let Some(own) = std::error::Error::source(error) {
        return own.to_string();
    }
    if error.kind() == ErrorKind::ArgumentConflict {
        return "请去掉其中一个".to_owned();
    }
    match near {
        Some(near) => format!(
            "是不是想写“{}”？",
            near.split('、').next_back().unwrap_or(&near)
        ),
        None if !valid.is_empty() => format!("可选：{valid}"),
        None => "duban --help 列出全部命令，duban 命令 --help 列出该命令的选项".to_owned(),
    }
}

fn value(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(list)) => list
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("、"),
        _ => String::new(),
    }
}
