//! Mirrors the examples of a rule file, and writes each out as the small documents it stands for.

use crate::finding::Severity;
use crate::rule::scope::Scope;
use crate::rule::shorthand::Short;
use schemars::JsonSchema;
use serde::Deserialize;

/// The examples of a rule.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Examples")]
pub struct ExamplesFile {
    /// 应报: what the rule must report.
    #[serde(default, alias = "应报")]
    pub report: Vec<Short<ExampleFile>>,
    /// 不报: what it must pass over.
    #[serde(default, alias = "不报")]
    pub silent: Vec<Short<ExampleFile>>,
}

/// One example: a text read as the rule's `on` has it, or the parts of a small made-up document.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Example")]
pub struct ExampleFile {
    /// 文字: the text, placed as the rule's `on` has it.
    #[serde(default, alias = "文字")]
    pub text: Option<String>,
    /// 事项内容: the matter cell of a row.
    #[serde(default, alias = "事项内容")]
    pub matter: Option<String>,
    /// 责任单位: the owner cell of a row.
    #[serde(default, alias = "责任单位")]
    pub owners: Option<String>,
    /// 阶段目标: the target cell of a row.
    #[serde(default, alias = "阶段目标")]
    pub target: Option<String>,
    /// 完成情况: the progress cell of a row.
    #[serde(default, alias = "完成情况")]
    pub progress: Option<String>,
    /// 多行: several rows of one table.
    #[serde(default, alias = "多行")]
    pub rows: Vec<RowFile>,
    /// 上期: the rows of the table of the period before.
    #[serde(default, alias = "上期")]
    pub before: Vec<RowFile>,
    /// 承诺: a text of last year's plan.
    #[serde(default, alias = "承诺")]
    pub promise: Option<String>,
    /// 报告: a text of this year's review.
    #[serde(default, alias = "报告")]
    pub report: Option<String>,
    /// 计划: a text of this year's plan.
    #[serde(default, alias = "计划")]
    pub plan: Option<String>,
    /// 全文: a whole document as it stands.
    #[serde(default, alias = "全文")]
    pub document: Option<String>,
    /// 今天: the day the example is judged on, as `"2023-07-01"`.
    #[serde(default, alias = "今天")]
    pub today: Option<String>,
    /// 级别: the severity expected.
    #[serde(default, alias = "级别")]
    pub severity: Option<Severity>,
}

/// A row of an example table.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ExampleRow")]
pub struct RowFile {
    /// 事项内容.
    #[serde(default, alias = "事项内容")]
    pub matter: String,
    /// 责任单位.
    #[serde(default, alias = "责任单位")]
    pub owners: String,
    /// 阶段目标.
    #[serde(default, alias = "阶段目标")]
    pub target: String,
    /// 完成情况.
    #[serde(default, alias = "完成情况")]
    pub progress: String,
    /// 年度目标.
    #[serde(default, alias = "年度目标")]
    pub annual: String,
    /// 时限.
    #[serde(default, alias = "时限")]
    pub due: String,
}

impl RowFile {
    /// Its cells on one line, as a person would read them.
    pub fn shown(&self) -> String {
        let cells = [
            &self.matter,
            &self.annual,
            &self.owners,
            &self.due,
            &self.target,
            &self.progress,
        ];
        let filled: Vec<&str> = cells
            .iter()
            .map(|c| c.trim())
            .filter(|c| !c.is_empty())
            .collect();
        filled.join("，")
    }
}

impl From<Vec<String>> for ExampleFile {
    fn from(texts: Vec<String>) -> Self {
        Self {
            text: Some(texts.join("\n")),
            ..Self::default()
        }
    }
}

/// A made-up document: its file name and text.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// File name; the year in it and in the title agree.
    pub name: String,
    /// Text.
    pub text: String,
}

/// Issuer of the made-up documents.
const ISSUER: &str = "临河县";

impl ExampleFile {
    /// The documents the example stands for, oldest first. A bare text is placed as `on` has it.
    pub fn papers(&self, on: Scope) -> Vec<Paper> {
        if let Some(text) = &self.document {
            return vec![paper("文件.txt", text.clone())];
        }
        if let Some(text) = &self.text {
            return self.placed(text, on);
        }
        if self.has_rows() && !self.is_series() {
            return vec![paper("推进情况.txt", table(&self.table_rows()))];
        }
        let mut papers = Vec::new();
        if let Some(promise) = &self.promise {
            papers.push(report(2022, FILLER_REVIEW, promise));
        }
        if self.is_series() {
            papers.extend(self.tables());
        }
        if self.report.is_some() || self.plan.is_some() {
            let review = self.report.as_deref().unwrap_or(FILLER_REVIEW);
            let plan = self.plan.as_deref().unwrap_or(FILLER_PLAN);
            papers.push(report(2023, review, plan));
        }
        papers
    }

    /// Where a text on its own is put, in Chinese; empty where the example says so itself.
    pub fn placed_in(&self, on: Scope) -> &'static str {
        if self.text.is_none() {
            return "";
        }
        match on {
            Scope::Row | Scope::Progress | Scope::Table => "表格的完成情况（progress）",
            Scope::Document => "",
            Scope::Commitment
            | Scope::Sentence
            | Scope::Clause
            | Scope::Matter
            | Scope::Succession => {
                "报告的计划部分；要放在别处，请写 { progress: … } 或 { report: … }"
            }
        }
    }

    fn has_rows(&self) -> bool {
        let cells = [&self.matter, &self.target, &self.progress, &self.owners];
        !self.rows.is_empty() || cells.iter().any(|cell| cell.is_some())
    }

    /// Whether its rows stand in tables of a year: one after the other, or after the plan of the year.
    fn is_series(&self) -> bool {
        !self.before.is_empty() || self.promise.is_some() && self.has_rows()
    }

    /// The table of the first quarter, where there are rows before, and that of the first half-year.
    fn tables(&self) -> Vec<Paper> {
        let year = if self.promise.is_some() { 2022 } else { 2023 };
        let tables = [
            ("一季度", self.before.clone()),
            ("上半年", self.table_rows()),
        ];
        let tables = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
        let paper_of = |(period, rows): (&str, Vec<RowFile>)| {
            paper(
                &format!("{year}年{period}.md"),
                periodic(year, period, &rows),
            )
        };
        tables.map(paper_of).collect()
    }

    fn placed(&self, text: &str, on: Scope) -> Vec<Paper> {
        let row = |progress: &str| RowFile {
            matter: "推进重点工作。".to_owned(),
            owners: "县工信局".to_owned(),
            target: "按计划推进。".to_owned(),
            progress: progress.to_owned(),
            ..RowFile::default()
        };
        match on {
            Scope::Row | Scope::Progress | Scope::Table => {
                vec![paper("推进情况.txt", table(&[row(text)]))]
            }
            Scope::Document => vec![paper("文件.txt", text.to_owned())],
            Scope::Commitment
            | Scope::Sentence
            | Scope::Clause
            | Scope::Matter
            | Scope::Succession => {
                vec![report(2023, FILLER_REVIEW, text)]
            }
        }
    }

    fn table_rows(&self) -> Vec<RowFile> {
        if !self.rows.is_empty() {
            return self.rows.clone();
        }
        let or = |text: &Option<String>, other: &str| text.clone().unwrap_or(other.to_owned());
        vec![RowFile {
            matter: or(&self.matter, "推进重点工作。"),
            owners: or(&self.owners, "县工信局"),
            target: or(&self.target, "按计划推进。"),
            progress: or(&self.progress, "正常推进。已完成3项。"),
            ..RowFile::default()
        }]
    }
}

const FILLER_REVIEW: &str = "全县经济社会保持平稳。";
const FILLER_PLAN: &str = "继续做好各项工作。";

fn paper(name: &str, text: String) -> Paper {
    let name = name.to_owned();
    Paper { name, text }
}

/// A yearly report with a review of `year` − 1 and a plan for `year`.
fn report(year: i16, review: &str, plan: &str) -> Paper {
    let last = year - 1;
    let text = format!(
        "{ISSUER}人民政府{year}年政府工作报告\n\n一、{last}年工作回顾\n\n{review}\n\n二、{year}年工作安排\n\n{plan}\n"
    );
    paper(&format!("{year}.txt"), text)
}

/// A progress table as a word processor flattens it: one cell per line, led by a tab.
fn table(rows: &[RowFile]) -> String {
    let mut text = format!(
        "2023年{ISSUER}政府工作报告确定事项1-3月份推进情况\n\n\t序号\n\t事项内容\n\t责任单位\n\t3月份目标\n\t截至3月底完成情况\n\n"
    );
    for (i, row) in rows.iter().enumerate() {
        let number = i + 1;
        let RowFile {
            matter,
            owners,
            target,
            progress,
            ..
        } = row;
        text += &format!("\t{number}\n\t{matter}\n\t{owners}\n\t{target}\n\t{progress}\n\n");
    }
    text
}

/// The progress table of a period of `year`, with goals and deadlines of the year.
fn periodic(year: i16, period: &str, rows: &[RowFile]) -> String {
    let mut text = format!(
        "# {ISSUER}{year}年政府工作报告重点任务{period}推进情况\n\n| 序号 | 事项内容 | 年度目标 | 责任单位 | 完成时限 | 进展情况 |\n|---|---|---|---|---|---|\n"
    );
    for (i, row) in rows.iter().enumerate() {
        let number = i + 1;
        let RowFile {
            matter,
            owners,
            progress,
            annual,
            due,
            target: _,
        } = row;
        text += &format!("| {number} | {matter} | {annual} | {owners} | {due} | {progress} |\n");
    }
    text
}
