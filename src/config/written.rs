//! `duban.yaml` as people write it: every field optional, unknown fields refused, Chinese names accepted.

use crate::finding::{Gate, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file `duban.yaml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    /// What a file is, where its text does not say or says it wrongly. The first glob that matches wins.
    #[serde(alias = "文件")]
    pub documents: Vec<WrittenDocument>,
    /// Which rules run, and how.
    #[serde(alias = "规则")]
    pub rules: WrittenRules,
    /// Folders or files with word lists that extend the built-in ones.
    #[serde(alias = "词表")]
    pub lexicons: Vec<String>,
    /// What makes a run fail.
    #[serde(alias = "关口")]
    pub gate: WrittenGate,
    /// Conventions about the lead unit.
    #[serde(alias = "牵头")]
    pub lead: WrittenLead,
    /// The baseline file.
    #[serde(alias = "基线")]
    pub baseline: Option<String>,
    /// The waivers file.
    #[serde(alias = "豁免")]
    pub waivers: Option<String>,
    /// Reports written at every run, format by extension.
    #[serde(alias = "输出")]
    pub outputs: Vec<String>,
    /// Other settings for some paths.
    #[serde(alias = "分路径")]
    pub overrides: Vec<WrittenOverride>,
}

/// What the files under a glob are.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenDocument {
    /// Glob, relative to the folder of `duban.yaml`.
    #[serde(alias = "路径")]
    pub path: String,
    /// Issuing body, e.g. `青岛市崂山区`.
    #[serde(alias = "机关", default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Year of the plan part, or of the table.
    #[serde(alias = "年度", default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// What the whole file is: `plan`, `review`, `table`, or `other` (not read for commitments).
    #[serde(alias = "类型", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<WrittenKind>,
}

/// What a whole file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrittenKind {
    /// Only promises.
    #[serde(alias = "计划")]
    Plan,
    /// Only reports.
    #[serde(alias = "总结")]
    Review,
    /// A progress table.
    #[serde(alias = "表格")]
    Table,
    /// Neither.
    #[serde(alias = "其他")]
    Other,
}

/// Which rules run, and how.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenRules {
    /// Folders with rule files of one's own.
    #[serde(alias = "目录")]
    pub folders: Vec<String>,
    /// Ids of rules that do not run.
    #[serde(alias = "停用")]
    pub off: Vec<String>,
    /// Severity by rule id.
    #[serde(alias = "级别")]
    pub severity: BTreeMap<String, Severity>,
    /// Tolerances, by name: `about_points`, `about_share`, `exceeded_points`, `exceeded_share`, `lowered_share`.
    #[serde(alias = "参数")]
    pub parameters: BTreeMap<String, f64>,
}

/// What makes a run fail.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenGate {
    /// Lowest severity that fails a run; `never` reports only.
    #[serde(alias = "级别")]
    pub fail_on: Option<Gate>,
    /// Whether a finding that stood in the report before is raised one level (default: true).
    #[serde(alias = "升级")]
    pub escalate: Option<bool>,
}

/// Conventions about the lead unit.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenLead {
    /// Whether the unit listed first leads (列第一位的为牵头单位). Default: false.
    #[serde(alias = "首位为牵头")]
    pub first_listed_is_lead: bool,
}

/// Other settings for the files under a glob.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenOverride {
    /// Glob, relative to the folder of `duban.yaml`.
    #[serde(alias = "路径")]
    pub path: String,
    /// Ids of rules that do not run there.
    #[serde(alias = "停用", default)]
    pub off: Vec<String>,
    /// Severity by rule id there.
    #[serde(alias = "级别", default)]
    pub severity: BTreeMap<String, Severity>,
}
