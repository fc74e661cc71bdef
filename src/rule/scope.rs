//! Names what a rule can be put to, where a text stands, and which of its texts a question is asked of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a rule is put to, one after another (范围).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 文件: a whole document.
    #[serde(alias = "文件")]
    Document,
    /// 表格: all rows of one progress table.
    #[serde(alias = "表格")]
    Table,
    /// 行: one row of a progress table; its main text is the whole row.
    #[serde(alias = "行")]
    Row,
    /// 完成情况: the progress of one row; rows without progress are passed over.
    #[serde(alias = "完成情况")]
    Progress,
    /// 承诺: one commitment of a plan.
    #[serde(alias = "承诺")]
    Commitment,
    /// 事项: a commitment with everything later said about it.
    #[serde(alias = "事项")]
    Matter,
    /// 年度衔接: what was reported or promised for one year, and what is promised for the next.
    #[serde(alias = "年度衔接")]
    Succession,
    /// 句: a sentence of the running text or of a table cell.
    #[serde(alias = "句")]
    Sentence,
    /// 分句: a clause of the running text or of a table cell.
    #[serde(alias = "分句")]
    Clause,
}

impl Scope {
    /// All scopes.
    pub const ALL: &[Self] = &[
        Self::Document,
        Self::Table,
        Self::Row,
        Self::Progress,
        Self::Commitment,
        Self::Matter,
        Self::Succession,
        Self::Sentence,
        Self::Clause,
    ];

    /// The name as written in rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Table => "table",
            Self::Row => "row",
            Self::Progress => "progress",
            Self::Commitment => "commitment",
            Self::Matter => "matter",
            Self::Succession => "succession",
            Self::Sentence => "sentence",
            Self::Clause => "clause",
        }
    }
}

/// Where a sentence or clause stands (位置).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// 回顾: in a part that looks back.
    #[serde(alias = "回顾")]
    Review,
    /// 计划: in a part that looks ahead.
    #[serde(alias = "计划")]
    Plan,
    /// 其他: in any other part.
    #[serde(alias = "其他")]
    Other,
    /// 标题: a heading or title.
    #[serde(alias = "标题")]
    Heading,
    /// 事项内容: the matter cell of a row.
    #[serde(alias = "事项内容")]
    Matter,
    /// 阶段目标: the target cell of a row.
    #[serde(alias = "阶段目标")]
    Target,
    /// 完成情况: the progress cell of a row.
    #[serde(alias = "完成情况")]
    Progress,
    /// 责任单位: the owner cell of a row.
    #[serde(alias = "责任单位")]
    Owners,
    /// 其他单元格: another cell of a table.
    #[serde(alias = "其他单元格")]
    Cell,
}

/// One of the texts that belong to what a rule is put to (对象).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 本身: its main text.
    #[default]
    #[serde(alias = "本身")]
    Whole,
    /// 证据: the place the condition found; only for `point_at`.
    #[serde(alias = "证据")]
    Evidence,
    /// 事项内容: the matter cell of its row.
    #[serde(alias = "事项内容")]
    Matter,
    /// 阶段目标: the target cell of its row.
    #[serde(alias = "阶段目标")]
    Target,
    /// 年度目标: the cell of its row that says what is to be reached in the year, where the table has such a column.
    #[serde(alias = "年度目标")]
    Annual,
    /// 时限: the deadline of a row, where its table has a column for it.
    #[serde(alias = "时限")]
    Due,
    /// 完成情况: the progress cell of its row.
    #[serde(alias = "完成情况")]
    Progress,
    /// 责任单位: the owner cell of its row.
    #[serde(alias = "责任单位")]
    Owners,
    /// 状态词: the status word that opens the progress.
    #[serde(alias = "状态词")]
    Status,
    /// 所在句: the sentence it stands in.
    #[serde(alias = "所在句")]
    Sentence,
    /// 下一分句: the clause after it, in the same sentence.
    #[serde(alias = "下一分句")]
    NextClause,
    /// 下一句: the sentence after it, in the same cell or paragraph.
    #[serde(alias = "下一句")]
    NextSentence,
    /// 所在段: the paragraph or cell it stands in.
    #[serde(alias = "所在段")]
    Paragraph,
    /// 段内前文: what stands before its sentence in the paragraph or cell; empty for the first sentence.
    #[serde(alias = "段内前文")]
    Before,
    /// 段内后文: what stands after its sentence in the paragraph or cell; empty for the last sentence.
    #[serde(alias = "段内后文")]
    After,
    /// 下一段: the paragraph or cell after its own in a place of the same kind, headings passed over.
    #[serde(alias = "下一段")]
    NextParagraph,
    /// 所在标题: the heading of the innermost section it stands in.
    #[serde(alias = "所在标题")]
    Heading,
    /// 栏名: the header above its cell, or the label before it in its line.
    #[serde(alias = "栏名")]
    Column,
    /// 文件: the whole document.
    #[serde(alias = "文件")]
    Document,
    /// 文件标题: the title of the document.
    #[serde(alias = "文件标题")]
    Title,
    /// 计划开头: the line the plan begins with; in a document that is all plan, the line after the title.
    #[serde(alias = "计划开头")]
    Opening,
    /// 上年: the earlier of two successive passages; the promise of a matter.
    #[serde(alias = "上年")]
    Earlier,
    /// 上年一项: the earlier of two successive passages; where it is a list, the member whose figure is compared.
    #[serde(alias = "上年一项")]
    EarlierItem,
    /// 本年: the later of two successive passages; the best report of a matter.
    #[serde(alias = "本年")]
    Later,
    /// 本年一项: the same; where it is a list, the member whose figure is compared with the promised one.
    #[serde(alias = "本年一项")]
    LaterItem,
}
