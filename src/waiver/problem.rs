//! Says what is wrong with an exemption, and what to do about it.

use crate::yaml;
use std::ops::Range;

/// What is wrong with an exemption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind.
    pub kind: ProblemKind,
    /// The file the exemption stands in.
    pub file: String,
    /// Where in that file, in bytes.
    pub place: Range<usize>,
    /// One line in Chinese.
    pub message: String,
    /// The rule the exemption names, when it names one.
    pub rule: Option<String>,
}

impl Problem {
    /// What to do, in Chinese; `rules` are the ids there are.
    pub fn help(&self, rules: &[&str]) -> String {
        match &self.rule {
            Some(rule) if !rules.contains(&rule.as_str()) => {
                format!("没有规则“{rule}”，{}", yaml::suggestion(rule, rules))
            }
            Some(_) | None => self.kind.help().to_owned(),
        }
    }
}

/// The ways an exemption can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// Its last day is over and its finding is still there.
    Expired,
    /// It matches nothing.
    Unused,
    /// It exempts more than one can have looked at.
    TooBroad,
    /// A marker in a text lacks rule, reason, approver or last day.
    Unclear,
}

impl ProblemKind {
    /// The id findings about it carry.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Expired => "waiver-expired",
            Self::Unused => "waiver-unused",
            Self::TooBroad => "waiver-too-broad",
            Self::Unclear => "waiver-unclear",
        }
    }

    /// What to do, in Chinese.
    pub fn help(self) -> &'static str {
        match self {
            Self::Expired => "请核对：问题已解决的删去豁免；仍需豁免的，重新报批并写明新的到期日",
            Self::Unused => "请核对：问题已消除的删去这条豁免；指纹或路径写错的请改正",
            Self::TooBroad => "请改为逐条按指纹豁免，或缩小 path 的范围",
            Self::Unclear => {
                "请按此补全：<!-- duban-waive: 规则名 理由=政策调整 批准人=王某 到期=2026-12-31 -->"
            }
        }
    }
}
