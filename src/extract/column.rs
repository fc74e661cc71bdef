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
    /// 年度目标: what is to be reached by the end of the year.
    Annual,
    /// 阶段目标.
    Target,
    /// 完成情况.
    Progress,
    /// 7月底累计: what had been done by the end of the period before, beside the progress.
    Before,
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
    /// 完成率.
    Rate,
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
    /// Words for what is to be reached.
    goals: Vec<String>,
    /// Words for what a task comes to.
    contents: Vec<String>,
    /// Words for the whole year, and for a part of it.
    year: Vec<String>,
    stage: Vec<String>,
    /// What the header of a period before ends with.
    before: Vec<String>,
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
            ("rate", Column::Rate),
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
        let list = |name: &str| lexicon.words(&format!("table_headers.{name}")).to_vec();
        Self {
            words,
            goals: list("goals"),
            contents: list("contents"),
            year: list("year"),
            stage: list("stage"),
            before: list("before"),
        }
    }

    /// The meaning of each column of `table`; each of matter, goals and progress at most once.
    ///
    /// A second column of tasks beside the matter says what is to be reached by the end of the year, where none other does. A
    /// table of goals without a column for the matter itself has it in the first column of goals or names.
    pub(crate) fn read(&self, document: &Document, table: &Table) -> Vec<Option<Column>> {
        let mut columns: Vec<Option<Column>> = table
            .header
            .iter()
            .map(|cell| self.one(document.slice(cell.range.clone())))
            .collect();
        let has_goals = columns
            .iter()
            .any(|c| matches!(c, Some(Column::Annual | Column::Target)));
        let headers = table.header.iter().map(|c| document.slice(c.range.clone()));
        let tasks = columns.iter_mut().zip(headers);
        let mut beside = tasks.filter(|(c, _)| **c == Some(Column::Matter)).skip(1);
        let says = |header: &str| self.contents.iter().any(|w| header.contains(w.as_str()));
        if let Some((second, _)) = beside.find(|(_, h)| !has_goals && says(h)) {
            *second = Some(Column::Annual);
        }
        for once in [
            Column::Matter,
            Column::Annual,
            Column::Target,
            Column::Progress,
        ] {
            let mut seen = false;
            for column in columns.iter_mut().filter(|c| **c == Some(once)) {
                if std::mem::replace(&mut seen, true) {
                    *column = None;
                }
            }
        }
        let ends = |header: &str| {
            self.before
                .iter()
                .any(|w| header.trim_end().ends_with(w.as_str()))
        };
        if columns.contains(&Some(Column::Progress)) {
            let headers = table.header.iter().map(|c| document.slice(c.range.clone()));
            let mut unread = columns.iter_mut().zip(headers).filter(|(c, _)| c.is_none());
            if let Some((before, _)) = unread.find(|(_, header)| ends(header)) {
                *before = Some(Column::Before);
            }
        }
        if !columns.contains(&Some(Column::Matter)) {
            let stand_in = [
                Column::Name,
                Column::Annual,
                Column::Target,
                Column::Category,
            ];
            let found = stand_in
                .iter()
                .find_map(|s| columns.iter().position(|c| *c == Some(*s)));
            if let Some(at) = found {
                columns[at] = Some(Column::Matter);
            }
        }
        columns
    }

    /// The meaning of one header or label: that of its longest word, of equally long ones the last.
    pub(super) fn one(&self, header: &str) -> Option<Column> {
        let header: String = header
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '*')
            .collect();
        let places = self
            .words
            .iter()
            .filter_map(|(w, c)| Some((w.len(), header.rfind(w.as_str())?, *c)));
        let found = places.max_by_key(|(len, at, _)| (*len, *at));
        match found.map(|(_, _, column)| column) {
            Some(Column::Matter | Column::Target) | None => {
                self.goal(&header).or(found.map(|f| f.2))
            }
            other => other,
        }
    }

    /// Whether a header names what is to be reached in the year or in a part of it: 全年任务, 三季度节点, 9月底目标.
    fn goal(&self, header: &str) -> Option<Column> {
        let ends = |before: &str, periods: &[String]| {
            let before = before.trim_end_matches(['份', '底', '末', '前']);
            periods.iter().any(|p| before.ends_with(p.as_str()))
        };
        self.goals.iter().find_map(|goal| {
            let before = &header[..header.find(goal.as_str())?];
            if ends(before, &self.stage) {
                return Some(Column::Target);
            }
            ends(before, &self.year).then_some(Column::Annual)
        })
    }
}
