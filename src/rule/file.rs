//! Mirrors a rule file as written; everything is optional so that a user's file can change one line of a built-in rule.

use crate::finding::Severity;
use crate::rule::condition::ConditionFile;
use crate::rule::example::ExamplesFile;
use crate::rule::scope::{Field, Scope};
use schemars::JsonSchema;
use serde::Deserialize;

/// A rule file. Its name without `.yaml` is the rule's id.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rule")]
pub struct RuleFile {
    /// 名称: what the rule is called.
    #[serde(default, alias = "名称")]
    pub title: Option<String>,
    /// 分组: the group of the catalogue it belongs to, `A` to `F`; groups the reference.
    #[serde(default, alias = "分组")]
    pub group: Option<String>,
    /// 级别: error (拦截), warning (需说明) or info (建议).
    #[serde(default, alias = "级别")]
    pub severity: Option<Severity>,
    /// 停用: true switches the rule off.
    #[serde(default, alias = "停用")]
    pub off: Option<bool>,
    /// 范围: what the rule is put to.
    #[serde(default, alias = "范围")]
    pub on: Option<Scope>,
    /// 条件: when it reports.
    #[serde(default, alias = "条件")]
    pub when: Option<ConditionFile>,
    /// 分级: the first line whose condition holds sets the severity.
    #[serde(default, alias = "分级")]
    pub grade: Option<Vec<GradeFile>>,
    /// 次数: report once per subject (default) or once per evidence found.
    #[serde(default, alias = "次数")]
    pub once: Option<Once>,
    /// 指向: the place the finding points at; the evidence when nothing is said.
    #[serde(default, alias = "指向")]
    pub point_at: Option<Field>,
    /// 对照: further places shown with the finding.
    #[serde(default, alias = "对照")]
    pub related: Option<Vec<RelatedFile>>,
    /// 提示: one line, what does not meet; placeholders in braces.
    #[serde(default, alias = "提示")]
    pub message: Option<String>,
    /// 标注: words under the marked place; placeholders in braces.
    #[serde(default, alias = "标注")]
    pub label: Option<String>,
    /// 建议: what to do, beginning 请; placeholders in braces.
    #[serde(default, alias = "建议")]
    pub help: Option<String>,
    /// 说明: why the rule exists, what it does not report.
    #[serde(default, alias = "说明")]
    pub why: Option<String>,
    /// 版本: raised when the meaning of the rule changes.
    #[serde(default, alias = "版本")]
    pub version: Option<u32>,
    /// 另有: the same rule put to something else; what a line leaves out is as above.
    #[serde(default, alias = "另有")]
    pub also: Option<Vec<AlsoFile>>,
    /// 用例: texts it must report and texts it must pass over.
    #[serde(default, alias = "用例")]
    pub examples: Option<ExamplesFile>,
}

/// A line of `grade`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Grade")]
pub struct GradeFile {
    /// 级别.
    #[serde(alias = "级别")]
    pub severity: Severity,
    /// 条件.
    #[serde(alias = "条件")]
    pub when: ConditionFile,
}

/// A further place shown with the finding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RelatedPlace")]
pub struct RelatedFile {
    /// 对象: which text.
    #[serde(alias = "对象")]
    pub of: Field,
    /// 标注: what it is, in Chinese.
    #[serde(alias = "标注")]
    pub label: String,
}

/// Another thing the same rule is put to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Also")]
pub struct AlsoFile {
    /// 范围.
    #[serde(alias = "范围")]
    pub on: Scope,
    /// 条件.
    #[serde(alias = "条件")]
    pub when: ConditionFile,
    /// 级别.
    #[serde(default, alias = "级别")]
    pub severity: Option<Severity>,
    /// 分级.
    #[serde(default, alias = "分级")]
    pub grade: Vec<GradeFile>,
    /// 次数.
    #[serde(default, alias = "次数")]
    pub once: Option<Once>,
    /// 指向.
    #[serde(default, alias = "指向")]
    pub point_at: Option<Field>,
    /// 对照.
    #[serde(default, alias = "对照")]
    pub related: Vec<RelatedFile>,
    /// 提示.
    #[serde(default, alias = "提示")]
    pub message: Option<String>,
    /// 标注.
    #[serde(default, alias = "标注")]
    pub label: Option<String>,
    /// 建议.
    #[serde(default, alias = "建议")]
    pub help: Option<String>,
}

impl AlsoFile {
    /// The whole rule file it stands for.
    pub fn over(self, base: &RuleFile) -> RuleFile {
        let own = RuleFile {
            on: Some(self.on),
            when: Some(self.when),
            severity: self.severity,
            grade: Some(self.grade),
            once: self.once,
            point_at: Some(self.point_at.unwrap_or(Field::Evidence)),
            related: Some(self.related),
            message: self.message,
            label: self.label,
            help: self.help,
            also: Some(Vec::new()),
            ..RuleFile::default()
        };
        own.over(base.common())
    }
}

/// How often a rule reports about one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    /// 每个对象一条: once; the first evidence is shown.
    #[default]
    #[serde(alias = "每个对象一条")]
    Subject,
    /// 每处一条: once for every evidence.
    #[serde(alias = "每处一条")]
    Evidence,
    /// 每句一条: once for every sentence; what else it found there is shown with the first.
    #[serde(alias = "每句一条")]
    Sentence,
}

impl RuleFile {
    /// What another thing the rule is put to takes over from it.
    fn common(&self) -> Self {
        Self {
            title: self.title.clone(),
            group: self.group.clone(),
            severity: self.severity,
            off: self.off,
            once: self.once,
            message: self.message.clone(),
            label: self.label.clone(),
            help: self.help.clone(),
            why: self.why.clone(),
            version: self.version,
            ..Self::default()
        }
    }

    /// This file where it says something, else `base`.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        Self {
            title: self.title.or(base.title),
            group: self.group.or(base.group),
            severity: self.severity.or(base.severity),
            off: self.off.or(base.off),
            on: self.on.or(base.on),
            when: self.when.or(base.when),
            grade: self.grade.or(base.grade),
            once: self.once.or(base.once),
            point_at: self.point_at.or(base.point_at),
            related: self.related.or(base.related),
            message: self.message.or(base.message),
            label: self.label.or(base.label),
            help: self.help.or(base.help),
            why: self.why.or(base.why),
            version: self.version.or(base.version),
            also: self.also.or(base.also),
            examples: self.examples.or(base.examples),
        }
    }
}
