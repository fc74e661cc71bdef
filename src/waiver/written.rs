//! `duban-waivers.yaml` as people write it.

use crate::finding::Conclusion;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file `duban-waivers.yaml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    /// Findings exempted, by whom, until when.
    #[serde(alias = "豁免")]
    pub waivers: Vec<WrittenWaiver>,
    /// What offices and officers say about findings; deletes nothing.
    #[serde(alias = "说明")]
    pub statements: Vec<WrittenStatement>,
}

/// One exemption: a fingerprint, or a rule below a path.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenWaiver {
    /// The finding's fingerprint.
    #[serde(alias = "指纹", default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The rule exempted, when no fingerprint is given.
    #[serde(alias = "规则", default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Where the rule is exempted: a glob over paths.
    #[serde(alias = "路径", default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why, from the closed list.
    #[serde(alias = "理由")]
    pub reason: Reason,
    /// Who approved.
    #[serde(alias = "批准人")]
    pub by: String,
    /// Last day it holds, `2026-12-31`.
    #[serde(alias = "到期", with = "iso_date")]
    #[schemars(with = "String")]
    pub until: Date,
    /// The document that proves it.
    #[serde(alias = "依据", default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// Why a finding may be exempted (豁免理由).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum Reason {
    /// Policy was changed.
    #[serde(rename = "政策调整")]
    PolicyChanged,
    /// The level above cancelled it.
    #[serde(rename = "上级取消")]
    CancelledAbove,
    /// Force majeure.
    #[serde(rename = "不可抗力")]
    ForceMajeure,
    /// The change of basis was explained.
    #[serde(rename = "口径变更已说明")]
    BasisExplained,
    /// Cannot be published.
    #[serde(rename = "涉密不便公开")]
    Confidential,
    /// A false alarm.
    #[serde(rename = "误报")]
    FalseAlarm,
}

impl Reason {
    /// All reasons, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::PolicyChanged,
        Self::CancelledAbove,
        Self::ForceMajeure,
        Self::BasisExplained,
        Self::Confidential,
        Self::FalseAlarm,
    ];

    /// The words of the list.
    pub fn text(self) -> &'static str {
        match self {
            Self::PolicyChanged => "政策调整",
            Self::CancelledAbove => "上级取消",
            Self::ForceMajeure => "不可抗力",
            Self::BasisExplained => "口径变更已说明",
            Self::Confidential => "涉密不便公开",
            Self::FalseAlarm => "误报",
        }
    }
}

/// What somebody says about a finding.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenStatement {
    /// The finding's fingerprint.
    #[serde(alias = "指纹")]
    pub fingerprint: String,
    /// 属实, 误报 or 已说明.
    #[serde(alias = "结论")]
    pub conclusion: Conclusion,
    /// Who says so.
    #[serde(alias = "说明人", default)]
    pub by: String,
    /// In their words.
    #[serde(alias = "内容", default)]
    pub text: String,
}

mod iso_date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        let wrong = |_| serde::de::Error::custom("日期应写成 2026-12-31 这样的形式");
        text.parse().map_err(wrong)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub(super) fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(date)
    }
}
