//! Answers what the status word of a row means.

use crate::extract::Lexicon;
use crate::extract::status::Light;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::effort::Effort;
use crate::rule::evidence::{Evidence, yes_or_no};
use crate::rule::scope::Scope;
use crate::rule::shorthand::OneOrMany;
use crate::rule::template::Placeholder;
use schemars::JsonSchema;
use serde::Deserialize;

/// What a status word means, as rules name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// 有状态词: any status word.
    #[serde(alias = "有状态词")]
    Any,
    /// 正常: 正常推进, 达序时进度 …
    #[serde(alias = "正常")]
    Green,
    /// 完成: 已完成, 办结 …
    #[serde(alias = "完成")]
    Done,
    /// 滞后: 滞后, 欠进度 …
    #[serde(alias = "滞后")]
    Behind,
    /// 未启动.
    #[serde(alias = "未启动")]
    NotStarted,
    /// 停止: 停止, 取消, 调整.
    #[serde(alias = "停止")]
    Withdrawn,
}

impl Meaning {
    fn is(self, light: Light) -> bool {
        match self {
            Self::Any => true,
            Self::Green => light == Light::Green,
            Self::Done => light == Light::Done,
            Self::Behind => light == Light::Behind,
            Self::NotStarted => light == Light::NotStarted,
            Self::Withdrawn => light == Light::Withdrawn,
        }
    }
}

/// The meanings that count.
#[derive(Debug)]
pub struct HasStatus(Vec<Meaning>);

impl Ask for HasStatus {
    type Arguments = OneOrMany<Meaning>;
    const ON: &'static [Scope] = &[Scope::Row, Scope::Progress, Scope::Sentence, Scope::Clause];
    const FILLS: &'static [Placeholder] = &[];
    const IS_YES_OR_NO: bool = true;

    fn prepare(arguments: Self::Arguments, _: &Lexicon) -> Result<Self, String> {
        Ok(Self(arguments.0))
    }

    fn effort(&self) -> Effort {
        Effort::Look
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        yes_or_no(self.holds(case))
    }

    fn holds(&self, case: &Case<'_>) -> bool {
        let status = case.row().and_then(|row| row.status.as_ref());
        status.is_some_and(|s| self.0.iter().any(|m| m.is(s.light)))
    }
}
