//! Progress tables of other offices: columns are known by what their headers mean, rows by how they are written.

use duban::extract::progress::ProgressRow;
use duban::extract::{Facts, Lexicon, extract};
use duban::source::read_bytes;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The rows of one document, and what was read of it.
fn read(text: &str) -> (Facts, Vec<ProgressRow>) {
    let read = read_bytes(text.as_bytes(), "云岭县进展表.md");
    let facts = extract(&read.documents[0], &Lexicon::built_in());
    let rows = facts.rows.to_vec();
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

/// A table of one period, its rows as matter, yearly goal, progress and status.
fn period(title: &str, rows: &[[&str; 4]]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|r| format!("|{}|\n", r.join("|")))
        .collect();
    format!(
        "# {title}\n\n|事项内容|年度目标|进展情况|状态|\n|---|---|---|---|\n{}",
        lines.concat()
    )
}

/// The messages of what `duban` finds in `folder`, as the rule and what it says.
fn found(folder: &Path, rule: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["check", ".", "--cache-dir", "cache", "--format", "jsonl"])
        .current_dir(folder)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let findings = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let of_rule = findings.filter(|f| f["type"] == "finding" && f["rule"] == rule);
    of_rule
        .map(|f| f["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn tables_of_a_year_are_compared_period_by_period() {
    let first = [
        [
            "新建高标准农田6万亩",
            "6万亩",
            "完成勘测设计，涉及8个乡镇。",
            "正常推进",
        ],
        [
            "开工建设第二高级中学",
            "主体封顶",
            "完成土地平整，施工单位已进场作业85人。",
            "正常推进",
        ],
        [
            "编制城市更新专项规划",
            "完成编制",
            "形成初步成果，征求了12个部门意见。",
            "正常推进",
        ],
        ["打通文昌路北延", "建成通车", "3月25日建成通车。", "已完成"],
    ];
    let second = [
        ["新建高标准农田6万亩", "4万亩", "完成1.2万亩。", "正常推进"],
        [
            "开工建设第二高级中学",
            "主体封顶",
            "完成土地平整，施工单位已进场作业85人。",
            "正常推进",
        ],
    ];
    let folder = tempfile::tempdir().unwrap();
    let title = |period: &str| format!("清源县2024年重点任务{period}进展情况");
    fs::write(
        folder.path().join("一季度.md"),
        period(&title("一季度"), &first),
    )
    .unwrap();
    fs::write(
        folder.path().join("上半年.md"),
        period(&title("上半年"), &second),
    )
    .unwrap();
    let same = "本期的进展与上期相同，没有新的内容";
    assert_eq!(found(folder.path(), "duplicate-progress"), [same]);
    let lowered = "年度目标由“6万亩”改为“4万亩”，没有说明";
    assert_eq!(found(folder.path(), "metric-redefined"), [lowered]);
    let gone = "上期列有“编制城市更新专项规划”，没有办结，本期的表里没有了";
    assert_eq!(found(folder.path(), "commitment-dropped"), [gone]);

    // What was found before depends on the table before.
    let mut changed = first;
    changed[1][2] = "完成桩基施工120根。";
    fs::write(
        folder.path().join("一季度.md"),
        period(&title("一季度"), &changed),
    )
    .unwrap();
    assert!(found(folder.path(), "duplicate-progress").is_empty());
}

#[test]
fn a_plan_is_held_against_the_latest_table_of_its_year_until_the_report_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "清源县2024年政府工作报告\n各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2023年工作回顾\n全年各项工作有序开展。\n二、2024年重点工作\n新建高标准农田6万亩。改造老旧小区28个。开工建设第二高级中学。新建社区养老服务中心5所。\n";
    fs::write(folder.path().join("2024年报告.txt"), plan).unwrap();
    let rows = [
        [
            "新建高标准农田6万亩",
            "6万亩",
            "已建成3.9万亩。",
            "正常推进",
        ],
        ["改造老旧小区28个", "28个", "完工28个。", "已完成"],
        [
            "开工建设第二高级中学",
            "主体封顶",
            "完成桩基施工120根。",
            "正常推进",
        ],
    ];
    let title = "清源县2024年重点任务三季度进展情况";
    fs::write(folder.path().join("三季度.md"), period(title, &rows)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["check", ".", "--no-cache", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ledger = report["ledger"].as_array().unwrap();
    let verdicts: Vec<(&str, &str)> = ledger
        .iter()
        .map(|m| {
            (
                m["commitment"]["quote"].as_str().unwrap(),
                m["verdict"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        verdicts,
        [
            ("新建高标准农田6万亩", "in_progress"),
            ("改造老旧小区28个", "in_progress"),
            ("开工建设第二高级中学", "in_progress"),
            ("新建社区养老服务中心5所", "not_due"),
        ]
    );
}

#[test]
fn yes_and_no_are_statuses_under_a_header_that_asks() {
    use duban::extract::status::Light;
    for (header, answer, light) in [
        ("是否达序时进度", "是", Some(Light::Green)),
        ("是否达序时进度", "否", Some(Light::Behind)),
        ("是否达到序时进度", "√", Some(Light::Green)),
        ("是否完成", "是", Some(Light::Done)),
        ("是否完成", "否", None),
        ("状态", "是", None),
    ] {
        let text = format!(
            "# 云岭县2024年重点工作进展情况表\n\n|序号|事项|进展情况|{header}|\n|---|---|---|---|\n|1|校园绿化|已建成9所|{answer}|\n"
        );
        let (_, rows) = read(&text);
        let found = rows[0].status.as_ref().map(|s| s.light);
        assert_eq!(found, light, "{header} {answer}");
    }
}

#[test]
fn an_item_that_begins_with_a_name_asks_for_something_and_then_tells() {
    let owner = "（责任单位：县水利局）";
    let items = [
        (
            "城东水厂。年度计划投资3亿元，1—9月完成2.4亿元。",
            "年度计划投资3亿元",
            "1—9月完成2.4亿元。",
        ),
        (
            "北环路。项目全长12公里，10月底前建成通车。目前路基完成91%。",
            "10月底前建成通车",
            "目前路基完成91%。",
        ),
        (
            "县体育馆。年度目标：12月底前封顶。工程进展：已浇筑至三层。",
            "12月底前封顶",
            "已浇筑至三层。",
        ),
        (
            "生态廊道。全年计划造林6万亩。工程建设正常推进。",
            "全年计划造林6万亩",
            "工程建设正常推进。",
        ),
        (
            "南线管道。完成焊接12公里，管沟回填9公里。",
            "",
            "完成焊接12公里，管沟回填9公里。",
        ),
        (
            "新校区。总建筑面积42万平方米，已竣工26万平方米。",
            "",
            "已竣工26万平方米。",
        ),
    ];
    let paragraphs = items.iter().zip(1..);
    let paragraphs = paragraphs.map(|((item, ..), n)| format!("{n}.{item}{owner}\n\n"));
    let text = format!(
        "云岭县2024年重点工程三季度进展情况\n\n{}",
        paragraphs.collect::<String>()
    );
    let reading = read_bytes(text.as_bytes(), "云岭县2024年重点工程三季度进展情况.txt");
    let facts = extract(&reading.documents[0], &Lexicon::built_in());
    let found = facts.rows.iter();
    let found: Vec<(&str, &str)> = found
        .map(|row| (cell(&text, row.annual), cell(&text, row.progress)))
        .collect();
    let wanted: Vec<(&str, &str)> = items
        .iter()
        .map(|(_, asked, told)| (*asked, *told))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn an_item_without_an_owner_among_many_with_one_is_a_row_too() {
    let item = |n: usize| {
        let owner = if n == 4 {
            ""
        } else {
            "（责任单位：县水利局）"
        };
        format!("{n}.第{n}水厂。年度计划投资3亿元，1—9月完成2.4亿元。{owner}\n\n")
    };
    let text = format!(
        "云岭县2024年重点工程三季度进展情况\n\n一、水网\n\n{}二、路网\n\n{}",
        (1..=4).map(item).collect::<String>(),
        (5..=8).map(item).collect::<String>()
    );
    let reading = read_bytes(text.as_bytes(), "云岭县2024年重点工程三季度进展情况.txt");
    let facts = extract(&reading.documents[0], &Lexicon::built_in());
    let owned: Vec<bool> = facts.rows.iter().map(|r| r.owner_cell.is_some()).collect();
    assert_eq!(owned, [true, true, true, false, true, true, true, true]);
}

#[test]
fn a_blank_cell_beside_a_good_status_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# 云岭县2024年重点任务三季度落实情况表\n\n数据截至2024年9月30日\n\n|序号|重点任务|年度目标|1—9月完成情况|是否达序时进度|\n|---|---|---|---|---|\n|1|文旅消费|接待游客200万人次||是|\n|2|校园绿化|建成绿化示范学校12所|已建成9所|是|\n";
    fs::write(folder.path().join("云岭县2024年三季度落实情况表.md"), text).unwrap();
    let said = found(folder.path(), "status-no-number");
    assert_eq!(said, ["状态填“是否达序时进度：是”，完成情况是空的"]);
}
