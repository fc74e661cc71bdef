//! Turns the text of a user-written YAML file into a typed value, or into an error that points into it, in Chinese.

use crate::error::{RequestError, UserText};
use serde::de::DeserializeOwned;
use std::ops::Range;

/// Largest file read as YAML, in bytes: deeply nested brackets cost time that grows with the size.
pub const MAX_BYTES: usize = 1_000_000;

/// Reads `text`, shown to people as `file`. A leading byte order mark is ignored.
///
/// # Errors
/// [`RequestError::Yaml`] with the byte range in `text` (after the byte order mark), the reason and what to do.
pub fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, RequestError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_BYTES {
        let reason = format!("文件超过 {} KB", MAX_BYTES / 1000);
        return Err(error(
            file,
            "",
            0..0,
            reason,
            "请拆成几个较小的文件".to_owned(),
        ));
    }
    serde_yaml::from_str(text).map_err(|e| explain(file, text, &e))
}

/// An error about `range` of `text`, for conversions that check more than the YAML reader can.
pub fn error(
    file: &str,
    text: &str,
    range: Range<usize>,
    reason: String,
    help: String,
) -> RequestError {
    let text = UserText::new(file, text);
    RequestError::Yaml {
        file: file.to_owned(),
        text,
        at: range.into(),
        reason,
        help,
    }
}

/// `text` as one YAML scalar that reads back as the same text.
pub fn scalar(text: &str) -> String {
    serde_yaml::to_string(text).map_or_else(|_| format!("{text:?}"), |y| y.trim_end().to_owned())
}

fn explain(file: &str, text: &str, e: &serde_yaml::Error) -> RequestError {
    let message = e.to_string();
    let start = e.location().map_or(0, |l| l.index().min(text.len()));
    let at = place(text, start, &message);
    let (reason, help) = translate(&message, &text[at.clone()]);
    if let Some(damage) = editor_damage(text, &at) {
        return error(file, text, damage.range, damage.reason, damage.help);
    }
    error(file, text, at, reason, help)
}

/// The word at `start`, or the second of two equal keys.
fn place(text: &str, start: usize, message: &str) -> Range<usize> {
    if let Some(key) = between(message, "duplicate field `", "`") {
        let lines = text.split_inclusive('\n').scan(0, |at, line| {
            let here = *at;
            *at += line.len();
            Some((
                here + line.len() - line.trim_start().len(),
                line.trim_start(),
            ))
        });
        let second = lines.filter(|(_, l)| l.starts_with(key)).nth(1);
        return second.map_or(0..0, |(at, _)| at..at + key.len());
    }
    let rest = &text[floor(text, start)..];
    let word = rest
        .find(['\n', '\r', ':', '：', ',', '#'])
        .unwrap_or(rest.len());
    let start = floor(text, start);
    start..start + rest[..word].trim_end().len()
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// The reason and the remedy in Chinese for a message of the YAML reader about `word`.
fn translate(message: &str, word: &str) -> (String, String) {
    if let Some(key) = between(message, "unknown field `", "`") {
        let known = quoted(message.split_once("expected").map_or("", |x| x.1));
        return (format!("不认识的字段“{key}”"), suggestion(key, &known));
    }
    if let Some(value) = between(message, "unknown variant `", "`") {
        let known = quoted(message.split_once("expected").map_or("", |x| x.1));
        return (format!("不认识的取值“{value}”"), suggestion(value, &known));
    }
    if let Some(key) = between(message, "missing field `", "`") {
        return (format!("缺少字段“{key}”"), format!("请补充一行“{key}: …”"));
    }
    if let Some(key) = between(message, "duplicate field `", "`") {
        return (format!("字段“{key}”写了两次"), "请只保留一处".to_owned());
    }
    if message.contains("invalid value: integer") {
        let help = "请核对数字；年度写四位，如 2026".to_owned();
        return (format!("“{word}”不在可用的范围内"), help);
    }
    if message.contains("invalid type") || message.contains("invalid value") {
        let found = between(message, "string \"", "\"").unwrap_or(word);
        let found = match found {
            "" => String::new(),
            found => format!("，写的是“{found}”"),
        };
        let wanted = wanted(message);
        return (
            format!("这里应当是{wanted}{found}"),
            format!("请改成{wanted}"),
        );
    }
    if let Some(own) = own_words(message) {
        return (own.to_owned(), "请照此改正".to_owned());
    }
    if message.contains("cannot start any token") {
        return (
            "这里有 YAML 不允许的字符".to_owned(),
            "缩进请用空格，不用制表符".to_owned(),
        );
    }
    let help = "请核对缩进、冒号后的空格、引号和括号是否成对".to_owned();
    ("YAML 写法有误".to_owned(), help)
}

/// A message that is already Chinese, without the path before and the place after it.
fn own_words(message: &str) -> Option<&str> {
    let text = message.split(" at line ").next()?;
    let text = text.rsplit_once(": ").map_or(text, |x| x.1);
    text.starts_with(|c: char| !c.is_ascii()).then_some(text)
}

fn wanted(message: &str) -> &'static str {
    let expected = message.rsplit_once("expected ").map_or("", |x| x.1);
    let expected = expected.split(" at line").next().unwrap_or("");
    match expected {
        e if e.starts_with("struct") || e.contains("map") => "一组“字段: 值”",
        e if e.contains("sequence") => "列表（每项一行，以“- ”开头）",
        e if e.contains("bool") => "“true”（是）或“false”（否）",
        e if e.contains("string") => "文字",
        e if e.starts_with('u') || e.starts_with('i') || e.starts_with('f') => "数字",
        _ => "另一种写法",
    }
}

/// Names listed where none is near.
const MOST_LISTED: usize = 20;

/// `是不是想写“…”？` for the nearest of `known`, else the list, else those of a long list that are least unlike.
pub fn suggestion(word: &str, known: &[&str]) -> String {
    if let Some(near) = similar::get_close_matches(word, known, 1, 0.6).first() {
        return format!("是不是想写“{near}”？");
    }
    if known.len() <= MOST_LISTED {
        return format!("可用的有：{}", known.join("、"));
    }
    match similar::get_close_matches(word, known, 3, 0.3)[..] {
        [] => format!("可用的有 {} 个，如：{}", known.len(), known[..3].join("、")),
        ref near => format!("相近的有：{}", near.join("、")),
    }
}

fn quoted(list: &str) -> Vec<&str> {
    list.split('`').skip(1).step_by(2).collect()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

struct Damage {
    range: Range<usize>,
    reason: String,
    help: String,
}

/// What Chinese editors and input methods do to YAML, at or before the reported place.
fn editor_damage(text: &str, at: &Range<usize>) -> Option<Damage> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > at.end {
            return None;
        }
        if let Some(damage) = damaged_line(start, line) {
            return Some(damage);
        }
        start += line.len();
    }
    None
}

fn damaged_line(start: usize, line: &str) -> Option<Damage> {
    let code = line.trim_end();
    let indent = code.len() - code.trim_start().len();
    let damage = |at: usize, len: usize, reason: &str, help: &str| Damage {
        range: start + at..start + at + len,
        reason: reason.to_owned(),
        help: help.to_owned(),
    };
    if code.trim_start().starts_with('#') {
        return None;
    }
    if let Some(i) = code[..indent].find('\u{3000}') {
        return Some(damage(i, 3, "缩进里有全角空格", "请改成半角空格"));
    }
    if let Some(i) = code[..indent].find('\t') {
        return Some(damage(i, 1, "缩进里有制表符", "请改成空格"));
    }
    let key = &code[indent..];
    let colon = key.find('：')?;
    if !key[..colon].contains([':', '"', '\'', ' ', '，', '。']) {
        let help = "请改成半角冒号“:”，后面空一格";
        return Some(damage(
            indent + colon,
            3,
            "字段名后面用了全角冒号“：”",
            help,
        ));
    }
    None
}
