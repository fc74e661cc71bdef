//! Progress tables of other offices: columns are known by what their headers mean, rows by how they are written.

use duban::extract::progress::ProgressRow;
use duban::extract::{Facts, Lexicon, extract};
use duban::source::read_bytes;

/// The rows of one document, and what was read of it.
fn read(text: &str) -> (Facts, Vec<ProgressRow>) {
    let read = read_bytes(text.as_bytes(), "云岭县进展表.md");
    let facts = extract(&read.documents[0], &Lexicon::built_in());
    let rows = facts.rows.iter().cloned().collect();
    (facts, rows)
}

/// A table of one row under `headers`, its cells named after their columns.
fn table(title: &str, headers: &[&str]) -> String {
    let line = |cells: &[&str]| format!("|{}|\n", cells.join("|"));
    let rule = vec!["---"; headers.len()];
    let cells: Vec<String> = headers.iter().map(|h| format!("{h}一栏的内容")).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    format!(
        "# {title}\n\n{}{}{}",
        line(headers),
        line(&rule),
        line(&cells)
    )
}

fn cell(text: &str, span: Option<duban::location::Span>) -> &str {
    span.map_or("", |s| &text[s.range()])
}

#[test]
fn goals_of_the_year_and_of_a_part_of_it_are_told_by_the_period_before_them() {
    for (header, annual, stage) in [
        ("年度目标", true, false),
        ("全年任务", true, false),
        ("2024年目标", true, false),
        ("年度目标任务", true, false),
        ("三季度节点", false, true),
        ("9月底目标", false, true),
        ("本季度计划", false, true),
        ("阶段性目标", false, true),
        ("上半年目标任务", false, true),
    ] {
        let text = table(
            "云岭县2024年重点工作进展情况表",
            &["序号", "事项", header, "进展情况"],
        );
        let (_, rows) = read(&text);
        let said = format!("{header}一栏的内容");
        let found = (
            cell(&text, rows[0].annual) == said,
            cell(&text, rows[0].target) == said,
        );
        assert_eq!(found, (annual, stage), "{header}");
    }
}

#[test]
fn progress_and_status_are_known_by_other_names() {
    for header in [
        "当前进度",
        "工作成效",
        "整改情况",
        "9月底实际进展",
        "年度目标完成情况",
    ] {
        let text = table("云岭县2024年重点工作表", &["事项", "年度目标", header]);
        let (_, rows) = read(&text);
        assert_eq!(
            cell(&text, rows[0].progress),
            format!("{header}一栏的内容"),
            "{header}"
        );
    }
    for word in [
        "达到序时进度",
        "按序时进度推进",
        "有序推进中",
        "符合进度要求",
    ] {
        let text = format!(
            "# 云岭县2024年重点工作进展情况表\n\n|事项|年度目标|上半年进展|进度评价|\n|---|---|---|---|\n|植树造林|造林1.5万亩|造林0.4万亩|{word}|\n"
        );
        let (_, rows) = read(&text);
        assert!(rows[0].status.is_some(), "{word}");
    }
}

#[test]
fn a_column_nobody_knows_is_named() {
    let text = table(
        "云岭县2024年重点工作进展情况表",
        &["事项", "年度目标", "进展情况", "群众满意度测评"],
    );
    let (facts, _) = read(&text);
    assert!(
        facts
            .not_understood
            .iter()
            .any(|(_, why)| why.contains("“群众满意度测评”一栏")),
        "{:?}",
        facts.not_understood
    );
}

#[test]
fn figures_run_to_the_day_that_is_told_and_not_to_the_end_of_a_goal() {
    let until = |text: &str| read(text).0.profile.as_of.map(|day| day.to_string());
    let headers = ["事项", "全年任务", "进展情况"];
    let table = |title: &str| table(title, &headers);
    assert_eq!(
        until(&table("云岭县2024年三季度重点工作进展情况表")).as_deref(),
        Some("2024-09-30")
    );
    let told = table("云岭县2024年重点工作进展情况表").replacen(
        "\n\n",
        "\n\n数据截至2024年9月30日\n\n",
        1,
    );
    assert_eq!(until(&told).as_deref(), Some("2024-09-30"));
}

#[test]
fn an_item_may_end_with_who_is_responsible_and_until_when() {
    let items = [
        "1.新建设施蔬菜大棚2000亩。截至9月底，已建成设施蔬菜大棚1640亩。（责任单位：市农业农村局；完成时限：2024年12月底）",
        "2.新改建国省干线公路120公里。前三季度建成64公里。（责任单位：市交通运输局；完成时限：2024年12月底）",
        "3.8月底前完成安河灌区改造可研批复。可研报告已上报，待组织评审。（责任单位：市水利局；完成时限：2024年8月底）",
        "4.建设冷链仓储设施8处。已建成6处。（责任单位：市商务局；完成时限：2024年12月底）",
    ];
    let text = format!(
        "岚州市2024年重点任务前三季度落实情况\n\n2024年，市政府确定了一批重点任务。截至9月30日，已完成2项。现将落实情况报告如下：\n\n一、重点任务\n\n{}\n",
        items.join("\n\n")
    );
    let (_, rows) = read(&text);
    assert_eq!(rows.len(), items.len());
    let third = &rows[2];
    assert_eq!(cell(&text, third.matter), "8月底前完成安河灌区改造可研批复");
    assert_eq!(cell(&text, third.progress), "可研报告已上报，待组织评审。");
    let owners: Vec<&str> = third.owners.iter().map(|o| o.name.value.as_str()).collect();
    assert_eq!(owners, ["市水利局"]);
}
