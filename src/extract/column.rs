//! Tells what the columns of a table hold, from their headers.

use crate::document::{Document, Table};
use crate::extract::Lexicon;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Column {
    /// 序号.
    Number,
    /// 事项内容.
    Matter,
    /// 目标名称: a short name of the matter.
    Name,
    /// 阶段目标.
    Target,
    /// 完成情况.
    Progress,
    /// 下步措施, 备注.
    Next,
    /// 责任单位.
    Owner,
    /// 牵头单位.
    Lead,
    /// 配合单位.
    Support,
    /// 分管领导.
    Leader,
    /// 状态.
    Status,
    /// 完成时限.
    Deadline,
    /// 类别.
    Category,
}

/// Header words by column, compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct ColumnReader {
    /// Longest first.
    words: Vec<(String, Column)>,
}

impl ColumnReader {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let lists = [
            ("number", Column::Number),
            ("matter", Column::Matter),
            ("name", Column::Name),
            ("target", Column::Target),
            ("progress", Column::Progress),
            ("next", Column::Next),
            ("owner", Column::Owner),
            ("lead", Column::Lead),
            ("support", Column::Support),
            ("leader", Column::Leader),
            ("status", Column::Status),
            ("deadline", Column::Deadline),
            ("category", Column::Category),
        ];
        let list = |(name, column): (&str, Column)| {
            let words = lexicon.words(&format!("table_headers.{name}"));
            words
                .iter()
                .map(|w| (w.clone(), column))
                .collect::<Vec<_>>()
        };
        let mut words: Vec<(String, Column)> = lists.into_iter().flat_map(list).collect();
        words.sort_by_key(|(w, _)| usize::MAX - w.len());
        Self { words }
    }

    /// The meaning of each column of `table`; each of matter, target and progress at most once.
    ///
    /// A table of goals without a column for the matter itself has it in the first column of goals or names.
    pub(crate) fn read(&self, document: &Document, table: &Table) -> Vec<Option<Column>> {
        let mut columns: Vec<Option<Column>> = table
            .header
            .iter()
            .map(|cell| self.one(document.slice(cell.range.clone())))
            .collect();
        for once in [Column::Matter, Column::Target, Column::Progress] {
            let mut seen = false;
            for column in columns.iter_mut().filter(|c| **c == Some(once)) {
                if std::mem::replace(&mut seen, true) {
                    *column = None;
                }
            }
        }
        if !columns.contains(&Some(Column::Matter)) {
            let stand_in = [Column::Name, Column::Target, Column::Category];
            let found = stand_in
                .iter()
                .find_map(|s| columns.iter().position(|c| *c == Some(*s)));
            if let Some(at) = found {
                columns[at] = Some(Column::Matter);
            }
        }
        columns
    }

    /// The meaning of one header or label.
    pub(super) fn one(&self, header: &str) -> Option<Column> {
        let header: String = header
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '*')
            .collect();
        self.words
            .iter()
            .find(|(w, _)| header.contains(w.as_str()))
            .map(|(_, c)| *c)
    }
}
