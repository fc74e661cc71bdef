//! Turns rule files, built-in and the user's, into valid rules, or into an error that points into the file.

use crate::error::{RequestError, refusal};
use crate::extract::Lexicon;
use crate::rule::condition::{Complaint, Condition};
use crate::rule::file::RuleFile;
use crate::rule::scope::{Field, Scope};
use crate::rule::template::{Placeholder, Template};
use crate::rule::{Rule, RuleSet};
use crate::yaml;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod tables {
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// The rules that come with the program.
///
/// # Errors
/// A built-in file that is not valid; a test makes sure that there is none.
pub fn built_in(lexicon: &Lexicon) -> Result<RuleSet, RequestError> {
    with_folders(&[], lexicon)
}

/// Ids and YAML texts of the built-in rules, by id.
pub fn built_in_texts() -> &'static [(&'static str, &'static str)] {
    tables::TEXTS
}

/// The built-in rules with their texts and examples, by id.
///
/// # Errors
/// A built-in file that is not valid; a test makes sure that there is none.
pub fn built_in_sources() -> Result<Vec<(String, Source)>, RequestError> {
    let source = |(id, text): &(&str, &str)| {
        let shown = format!("{id}.yaml");
        let file = yaml::parse(&shown, text)?;
        let text = (*text).to_owned();
        Ok(((*id).to_owned(), Source { file, shown, text }))
    };
    built_in_texts().iter().map(source).collect()
}

/// The rules of a user's folder, each over the built-in rule of the same id.
///
/// # Errors
/// The folder cannot be read, or a file is not valid.
pub fn sources_of(folder: &Path) -> Result<Vec<(String, Source)>, RequestError> {
    let mut sources = Vec::new();
    for path in rule_files(folder)? {
        let (id, mut source) = read(&path)?;
        if let Some((_, text)) = built_in_texts().iter().find(|(known, _)| *known == id) {
            source.file = source.file.over(yaml::parse(&source.shown, text)?);
        }
        sources.push((id, source));
    }
    Ok(sources)
}

/// The built-in rules, extended and changed by the rule files of `folders`, later folders over earlier ones.
///
/// # Errors
/// A folder that cannot be read or a file that is not valid.
pub fn with_folders(folders: &[PathBuf], lexicon: &Lexicon) -> Result<RuleSet, RequestError> {
    let mut files: BTreeMap<String, Source> = BTreeMap::new();
    for (id, json) in tables::COMPILED {
        let file: RuleFile = serde_json::from_str(json).expect("the build wrote valid JSON");
        let source = Source {
            file,
            shown: format!("{id}.yaml"),
            text: String::new(),
        };
        files.insert((*id).to_owned(), source);
    }
    let mut written = blake3::Hasher::new();
    for folder in folders {
        for path in rule_files(folder)? {
            let (id, mut source) = read(&path)?;
            written.update(source.text.as_bytes());
            written.update(id.as_bytes());
            if let Some(base) = files.remove(&id) {
                source.file = source.file.over(base.file);
            }
            files.insert(id, source);
        }
    }
    let mut rules = Vec::new();
    for (id, source) in files {
        if source.file.off != Some(true) {
            rules.extend(source.rules(&id, lexicon)?);
        }
    }
    let written = written.finalize().to_hex().to_string();
    Ok(RuleSet { rules, written })
}

/// A rule file with the text to point into.
#[derive(Debug, Clone)]
pub struct Source {
    /// As written.
    pub file: RuleFile,
    /// Its path, as shown to people.
    pub shown: String,
    /// Its text; empty for a built-in rule.
    pub text: String,
}

/// Reads one rule file.
///
/// # Errors
/// It cannot be opened, its name is no rule id, or its text is no rule.
pub fn read(path: &Path) -> Result<(String, Source), RequestError> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let text = std::fs::read_to_string(path).map_err(|e| RequestError::File {
        path: shown.clone(),
        reason: format!("打不开：{}", refusal(&e)),
        help: "请核对文件是否存在，编码是否为 UTF-8".to_owned(),
    })?;
    let id = path
        .file_stem()
        .map_or(String::new(), |s| s.to_string_lossy().into_owned());
    if !is_id(&id) {
        let help = "规则文件名即规则编号，请用小写英文字母、数字和短横线，如 vague-progress.yaml";
        return Err(RequestError::File {
            path: shown,
            reason: format!("“{id}”不能作规则编号"),
            help: help.to_owned(),
        });
    }
    let file = yaml::parse(&shown, &text)?;
    Ok((id, Source { file, shown, text }))
}

fn is_id(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(fits) && !name.starts_with('-')
}

/// The rule files of a folder, by name; word lists stand in its subfolder `lexicon`.
///
/// # Errors
/// The folder cannot be read.
pub fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, RequestError> {
    let entries = std::fs::read_dir(folder).map_err(|e| RequestError::File {
        path: folder.to_string_lossy().replace('\\', "/"),
        reason: format!("打不开规则目录：{}", refusal(&e)),
        help: "请核对 duban.yaml 里 rules.folders 的路径".to_owned(),
    })?;
    let yaml = |p: &PathBuf| p.extension().is_some_and(|e| e == "yaml" || e == "yml");
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(yaml).collect();
    files.sort();
    Ok(files)
}

impl Source {
    /// Checks and compiles the file: one rule, and one more of the same id for every other thing it is put to.
    ///
    /// # Errors
    /// What is missing or cannot be understood, with its place.
    pub fn rules(mut self, id: &str, lexicon: &Lexicon) -> Result<Vec<Rule>, RequestError> {
        let mut first = std::mem::take(&mut self.file);
        let also = first.also.take().unwrap_or_default();
        let others: Vec<RuleFile> = also.into_iter().map(|also| also.over(&first)).collect();
        let files = std::iter::once(first).chain(others);
        files.map(|file| self.rule(id, file, lexicon)).collect()
    }

    fn rule(&self, id: &str, file: RuleFile, lexicon: &Lexicon) -> Result<Rule, RequestError> {
        let on = self.needed(file.on, "on", "范围")?;
        let when = self.needed(file.when, "when", "条件")?;
        let when = Condition::prepare(when, on, lexicon).map_err(|c| self.complain(&c))?;
        let mut grade = Vec::new();
        for line in file.grade.unwrap_or_default() {
            let condition = Condition::prepare(line.when, on, lexicon);
            grade.push((line.severity, condition.map_err(|c| self.complain(&c))?));
        }
        let filled = filled(on, &when);
        let help_text = self.needed(file.help, "help", "建议")?;
        let related = file.related.unwrap_or_default();
        Ok(Rule {
            id: id.to_owned(),
            title: self.needed(file.title, "title", "名称")?,
            group: file.group.unwrap_or_default(),
            severity: self.needed(file.severity, "severity", "级别")?,
            version: file.version.unwrap_or(1),
            on,
            grade,
            once: file.once.unwrap_or_default(),
            point_at: file.point_at.unwrap_or(Field::Evidence),
            related: related.into_iter().map(|r| (r.of, r.label)).collect(),
            message: self.template(&self.needed(file.message, "message", "提示")?, &filled)?,
            label: self.template(&file.label.unwrap_or_default(), &filled)?,
            help: self.template(&help_text, &filled)?,
            help_line: help_text.into(),
            why: file.why.unwrap_or_default().trim().to_owned(),
            when,
        })
    }

    fn needed<T>(&self, value: Option<T>, key: &str, alias: &str) -> Result<T, RequestError> {
        value.ok_or_else(|| {
            let reason = format!("规则缺少“{key}”（{alias}）");
            yaml::error(
                &self.shown,
                &self.text,
                0..0,
                reason,
                format!("请补充一行“{key}: …”"),
            )
        })
    }

    fn complain(&self, complaint: &Complaint) -> RequestError {
        let key = self
            .key(complaint.key)
            .or_else(|| self.key(complaint.alias));
        let from = key.as_ref().map_or(0, |key| key.end);
        let at = self.value(&complaint.reason, from).or(key);
        let help = format!("duban explain {} 可查它的写法", complaint.key);
        yaml::error(
            &self.shown,
            &self.text,
            at.unwrap_or(0..0),
            complaint.reason.clone(),
            help,
        )
    }

    /// The place after byte `from` of what `reason` quotes first.
    fn value(&self, reason: &str, from: usize) -> Option<std::ops::Range<usize>> {
        let (_, quoted) = reason.split_once('“')?;
        let end = quoted.find("”有误").or_else(|| quoted.find('”'))?;
        let value = &quoted[..end];
        let start = from + self.text.get(from..)?.find(value)?;
        Some(start..start + value.len())
    }

    /// The place of `key:` in the text.
    fn key(&self, key: &str) -> Option<std::ops::Range<usize>> {
        let at = self.text.match_indices(key).map(|(at, _)| at);
        let is_key = |&at: &usize| self.text[at + key.len()..].trim_start().starts_with(':');
        at.filter(|&at| !self.text[..at].ends_with(char::is_alphanumeric))
            .find(is_key)
            .map(|at| at..at + key.len())
    }

    fn template(&self, text: &str, filled: &[Placeholder]) -> Result<Template, RequestError> {
        let complain = |name: &str| {
            let at = self
                .text
                .find(&format!("{{{name}"))
                .map(|at| at..at + name.len() + 2);
            let known: Vec<&str> = filled.iter().map(|p| p.name()).collect();
            let hint = yaml::suggestion(name, &known);
            let reason = format!("这条规则里没有可填入“{{{name}}}”的内容");
            yaml::error(&self.shown, &self.text, at.unwrap_or(0..0), reason, hint)
        };
        let template = Template::parse(text).map_err(|name| complain(&name))?;
        let unknown = template.placeholders().find(|p| !filled.contains(p));
        unknown.map_or(Ok(template), |p| Err(complain(p.name())))
    }
}

/// The placeholders a rule may use: those of its subject and those its questions fill.
fn filled(on: Scope, when: &Condition) -> Vec<Placeholder> {
    let mut filled = vec![Placeholder::Quote];
    match on {
        Scope::Row | Scope::Progress | Scope::Sentence | Scope::Clause => filled.extend([
            Placeholder::Matter,
            Placeholder::Target,
            Placeholder::Progress,
            Placeholder::Owners,
            Placeholder::Status,
        ]),
        Scope::Matter | Scope::Succession => {
            filled.extend([Placeholder::Earlier, Placeholder::Later]);
        }
        Scope::Document | Scope::Table | Scope::Commitment => {}
    }
    filled.extend(when.fills());
    filled
}
