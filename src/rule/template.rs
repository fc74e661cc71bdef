//! Turns a message with placeholders (`称“{status}”，但没有数字`) into text.

use std::borrow::Cow;

/// Declares the closed set of placeholders with name, Chinese alias and meaning.
macro_rules! placeholders {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $alias:literal;)+) => {
        /// What a message may contain in braces. The subject fills the first group, questions fill the others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Placeholder {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Placeholder {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in braces.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The Chinese name that means the same.
            pub fn alias(self) -> &'static str {
                match self { $(Self::$variant => $alias,)+ }
            }

            /// What it stands for, in Chinese.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+),)+ }
            }
        }
    };
}

placeholders! {
    /// 规则所指之处的原文（截短）
    Quote "quote" "原文";
    /// 事项内容（表格行；截短）
    Matter "matter" "事项";
    /// 阶段目标（表格行；截短）
    Target "target" "目标";
    /// 完成情况（表格行；截短）
    Progress "progress" "完成情况";
    /// 责任单位（表格行）
    Owners "owners" "责任单位";
    /// 状态词（表格行），如“正常推进”
    Status "status" "状态词";
    /// 上年的原文（年度衔接、事项；截短）
    Earlier "earlier" "上年";
    /// 本年的原文（年度衔接、事项；截短）
    Later "later" "本年";
    /// 找到的词
    Word "word" "词";
    /// 找到的数量，照原文
    Number "number" "数量";
    /// 应有的数或名称
    Expected "expected" "应为";
    /// 实有的数或名称
    Actual "actual" "实为";
    /// 相差多少
    Difference "difference" "相差";
    /// 相似程度，如 92%
    Similarity "similarity" "相似度";
    /// 个数
    Count "count" "个数";
    /// 总数
    Total "total" "总数";
    /// 没有找到的对象，顿号分隔
    Missing "missing" "未见";
    /// 找到的对象，顿号分隔
    Names "names" "名称";
    /// 时间，照原文
    Time "time" "时间";
    /// 指标名
    Measure "measure" "指标";
    /// 算式
    Arithmetic "arithmetic" "算式";
    /// 附带说明的话，自带逗号，没有则为空，如“，与上年目标相同”
    Aside "aside" "附注";
}

/// A message as parsed: literal text and placeholders.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Placeholder(Placeholder),
}

impl Template {
    /// Reads `text`.
    ///
    /// # Errors
    /// The name in braces that is no placeholder.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            let known = |p: &&Placeholder| p.name() == name.trim() || p.alias() == name.trim();
            let found = Placeholder::ALL.iter().find(known);
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Placeholder(*found.ok_or_else(|| name.to_owned())?));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The placeholders it contains.
    pub fn placeholders(&self) -> impl Iterator<Item = Placeholder> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Placeholder(p) => Some(*p),
        })
    }

    /// The text with every placeholder replaced by `value` of it; an unknown value becomes `…`.
    pub fn fill(&self, value: impl Fn(Placeholder) -> Option<String>) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) => Cow::from(text),
            Part::Placeholder(p) => value(*p).map_or(Cow::from("…"), Cow::from),
        });
        parts.collect::<Vec<_>>().concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_by_both_names_and_unknown_ones_are_named() {
        let template = Template::parse("称“{status}”，目标{目标}").unwrap();
        let filled = template.fill(|p| Some(p.name().to_uppercase()));
        assert_eq!(filled, "称“STATUS”，目标TARGET");
        assert_eq!(Template::parse("{nothing}").unwrap_err(), "nothing");
    }
}
