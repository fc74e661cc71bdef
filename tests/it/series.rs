//! Progress tables of one year are held against one another, against the plan of the year and against its report.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A row: matter, yearly goal, owner, deadline, progress, status.
type Row<'a> = [&'a str; 6];

/// The table of a period with its rows, and a remark after each where there is one.
fn table(period: &str, note: &str, rows: &[(Row<'_>, &str)]) -> String {
    let mut text = format!(
        "# 岚州市2024年重点任务{period}进展情况\n\n{note}\n\n|事项|年度目标|责任单位|完成时限|进展情况|状态|备注|\n|---|---|---|---|---|---|---|\n"
    );
    for (cells, remark) in rows {
        let _ = writeln!(text, "|{}|{remark}|", cells.join("|"));
    }
    text
}

/// What `duban` finds by `rule` in the tables of the first quarter and the first half-year.
fn found(rule: &str, then: &[Row<'_>], now: &[Row<'_>]) -> Vec<String> {
    noted(rule, &bare(then), "", &bare(now))
}

/// Rows without remarks.
fn bare<'a>(rows: &[Row<'a>]) -> Vec<(Row<'a>, &'a str)> {
    rows.iter().map(|row| (*row, "")).collect()
}

/// The same with remarks, and a note before the later table.
fn noted(rule: &str, then: &[(Row<'_>, &str)], note: &str, now: &[(Row<'_>, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("一季度.md"), table("一季度", "", then)).unwrap();
    fs::write(folder.path().join("上半年.md"), table("上半年", note, now)).unwrap();
    findings(folder.path(), rule)
}

/// The messages of what `duban` finds in `folder` by `rule`.
fn findings(folder: &Path, rule: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["check", ".", "--no-cache", "--format", "jsonl"])
        .current_dir(folder)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let of_rule = lines.filter(|f| f["type"] == "finding" && f["rule"] == rule);
    of_rule
        .map(|f| f["message"].as_str().unwrap().to_owned())
        .collect()
}

/// A row of which only the name and the goal matter.
fn named<'a>(matter: &'a str, goal: &'a str) -> Row<'a> {
    [
        matter,
        goal,
        "市住建局",
        "12月底前",
        "正在办理前期手续。",
        "正常推进",
    ]
}

/// A row of which only the progress matters.
fn told(progress: &str) -> Row<'_> {
    [
        "改造老旧小区",
        "160个",
        "市住建局",
        "12月底前",
        progress,
        "正常推进",
    ]
}

#[test]
fn rows_go_on_whatever_figures_verbs_and_common_words_stand_beside_their_names() {
    for (then, now) in [
        (("新增规上工业企业", "60家"), ("新增规上工业企业60家", "")),
        (("铁路专用线建设", "2条"), ("铁路专用线", "2条")),
        (("S216省道改建", "18公里"), ("S216省道改建工程", "18公里")),
        (("新建口袋公园", "22个"), ("口袋公园建设", "22个")),
        (("筹集人才公寓", "900套"), ("人才公寓筹集", "900套")),
        (("水美乡村建设", "35个"), ("全域水美乡村示范片创建35个", "")),
        (
            ("招商引资", "新签约亿元以上项目75个"),
            ("新签约亿元以上项目75个", ""),
        ),
        (("市第二水厂", "通水"), ("市第二水厂项目", "通水")),
    ] {
        let rows = [named("建成滨江大桥", "通车"), named(then.0, then.1)];
        let next = [named("建成滨江大桥", "通车"), named(now.0, now.1)];
        let gone = found("commitment-dropped", &rows, &next);
        assert!(gone.is_empty(), "{then:?} {now:?}: {gone:?}");
    }
}

#[test]
fn a_row_that_is_not_there_any_more_is_told_once_with_its_name() {
    let kept = [
        named("建成滨江大桥", "通车"),
        named("新建口袋公园", "22个"),
        named("筹集人才公寓", "900套"),
    ];
    let missing = [named("改造农贸市场", "6处"), named("滨江大桥二期", "开工")];
    let then = [&kept[..], &missing[..]].concat();
    let now = [&kept[..], &[named("滨江大桥三期", "开工")]].concat();
    assert_eq!(
        found("commitment-dropped", &then, &now),
        [
            "上期列有“改造农贸市场”，没有办结，本期的表里没有了",
            "上期列有“滨江大桥二期”，没有办结，本期的表里没有了",
        ]
    );
    let other = [
        named("编制国土空间规划", "报批"),
        named("建成滨江大桥", "通车"),
    ];
    let gone = found("commitment-dropped", &then, &other);
    assert!(
        gone.is_empty(),
        "a table of other matters does not go on with it: {gone:?}"
    );
}

#[test]
fn rows_that_were_done_split_merged_or_noted_as_leaving_are_not_gone() {
    let market = named("改造农贸市场", "6处");
    let bridge = named("建成滨江大桥", "通车");
    let gone = |then: &[(Row<'_>, &str)], note: &str, now: &[(Row<'_>, &str)]| {
        noted("commitment-dropped", then, note, now)
    };
    let mut done = market;
    done[5] = "已完成";
    assert!(gone(&[(bridge, ""), (done, "")], "", &[(bridge, "")]).is_empty());
    assert!(gone(&[(bridge, ""), (market, "已销号")], "", &[(bridge, "")]).is_empty());
    let note = "农贸市场改造并入城市更新行动，不再列入本表。";
    assert!(gone(&[(bridge, ""), (market, "")], note, &[(bridge, "")]).is_empty());
    let split = [
        (bridge, ""),
        (named("农贸市场改造（城区）", "4处"), ""),
        (named("农贸市场改造（乡镇）", "2处"), ""),
    ];
    assert!(gone(&[(bridge, ""), (market, "")], "", &split).is_empty());
    let merged = [
        (bridge, ""),
        (named("市场提升", "改造农贸市场6处、新建口袋公园22个"), ""),
    ];
    let apart = [
        (bridge, ""),
        (market, ""),
        (named("新建口袋公园", "22个"), ""),
    ];
    assert!(gone(&apart, "", &merged).is_empty());
}

#[test]
fn a_goal_split_over_several_rows_is_not_lower() {
    let then = [named("改造农贸市场", "60处")];
    let now = [
        named("改造农贸市场", "40处"),
        named("农贸市场改造（乡镇）", "20处"),
    ];
    assert!(found("metric-redefined", &then, &now).is_empty());
    let lowered = found("metric-redefined", &then, &now[..1]);
    assert_eq!(lowered, ["年度目标由“60处”改为“40处”，没有说明"]);
}

#[test]
fn a_goal_is_lower_wherever_the_table_writes_it_unless_it_says_why() {
    let then = [
        named("改造农贸市场", "60处"),
        named("PM2.5平均浓度", "38微克/立方米以下"),
    ];
    let now = [
        named("改造农贸市场48处", ""),
        named("PM2.5平均浓度", "36微克/立方米以下"),
    ];
    assert_eq!(
        found("metric-redefined", &then, &now),
        ["年度目标由“60处”改为“48处”，没有说明"]
    );
    let now = [named(
        "改造农贸市场",
        "48处（经市政府批准，由60处调整为48处）",
    )];
    assert!(found("metric-redefined", &then, &now).is_empty());
}

#[test]
fn a_deadline_moved_later_or_softened_is_told_unless_a_reason_stands_beside_it() {
    let due = |day: &'static str| {
        let mut row = named("建成滨江大桥", "通车");
        row[3] = day;
        row
    };
    for (then, now, moved) in [
        ("6月底前", "9月底前", true),
        ("10月底前", "年内", true),
        ("12月底前", "2025年3月底前", true),
        ("10月底前", "持续推进", true),
        ("10月底前", "10月31日前", false),
        ("12月底前", "年内", false),
        ("12月底前", "10月底前", false),
    ] {
        let told = found("deadline-slip", &[due(then)], &[due(now)]);
        let message = format!("完成时限由“{then}”改为“{now}”，没有说明");
        assert_eq!(
            told,
            if moved { vec![message] } else { Vec::new() },
            "{then} {now}"
        );
    }
    for reason in [
        "经市政府常务会议研究，延至9月底前",
        "因汛期无法水上施工",
        "由于征迁滞后，已报市政府同意",
    ] {
        let told = noted(
            "deadline-slip",
            &[(due("6月底前"), "")],
            "",
            &[(due("9月底前"), reason)],
        );
        assert!(told.is_empty(), "{reason}");
    }
    let other = noted(
        "deadline-slip",
        &[(due("6月底前"), "")],
        "",
        &[(due("9月底前"), "因地制宜推进")],
    );
    assert_eq!(other.len(), 1);
}

#[test]
fn a_total_that_falls_is_told() {
    for (then, now, number, expected) in [
        ("累计改造86个小区。", "累计改造71个小区。", "71个", "86个"),
        (
            "累计完成投资1.25亿元。",
            "累计完成投资9800万元。",
            "9800万元",
            "1.25亿元",
        ),
        ("主体工程完成85%。", "主体工程完成78%。", "78%", "85%"),
        (
            "已改造86个小区，其中整体搬迁12个。",
            "累计改造93个小区，其中整体搬迁9个。",
            "9个",
            "12个",
        ),
        ("改造86个小区。", "1—6月改造71个小区。", "71个", "86个"),
    ] {
        let message = format!("累计数“{number}”比上期的“{expected}”小，没有说明");
        assert_eq!(
            found("self-conflict", &[told(then)], &[told(now)]),
            [message],
            "{now}"
        );
    }
}

#[test]
fn figures_that_are_no_totals_or_were_corrected_may_fall() {
    for (then, now) in [
        ("累计改造86个小区。", "4—6月改造31个小区，累计改造117个。"),
        (
            "累计改造86个小区，在建40个。",
            "累计改造117个小区，在建9个。",
        ),
        (
            "累计改造86个小区，其余74个正在施工。",
            "累计改造117个小区，其余43个正在施工。",
        ),
        ("空气平均浓度41微克/立方米。", "空气平均浓度36微克/立方米。"),
        (
            "累计改造86个小区，完成年度任务的53.8%。",
            "累计改造91个小区，完成年度任务的50.6%。",
        ),
        ("本月改造26个小区。", "本月改造11个小区。"),
        (
            "累计改造86个小区。",
            "累计改造71个小区，上期误报，剔除重复统计的15个。",
        ),
        ("累计改造86个小区。", "累计惠及71个村。"),
        ("累计改造1.2万平方米。", "累计改造1.24万平方米。"),
    ] {
        let said = found("self-conflict", &[told(then)], &[told(now)]);
        assert!(said.is_empty(), "{now} {said:?}");
    }
    let note = "注：自二季度起按新口径统计，与一季度不可比。";
    let (then, now) = (told("累计改造86个小区。"), told("累计改造71个小区。"));
    assert!(noted("self-conflict", &[(then, "")], note, &[(now, "")]).is_empty());
}

#[test]
fn done_then_and_not_done_now_is_told() {
    let status = |word: &'static str, goal: &'static str| {
        [
            "改造老旧小区",
            goal,
            "市住建局",
            "12月底前",
            "已改造160个。",
            word,
        ]
    };
    let undone = |now: Row<'_>| found("status-mismatch", &[status("已完成", "160个")], &[now]);
    assert_eq!(
        undone(status("推进中", "160个")),
        ["上期已填“已完成”，本期又填“推进中”，没有说明"]
    );
    assert!(undone(status("已完成", "160个")).is_empty());
    assert!(
        undone(status("推进中", "200个")).is_empty(),
        "there is more to do"
    );
}

#[test]
fn another_lead_is_told_but_not_another_name_or_another_way_to_list_them() {
    let led = |matter: &'static str, owner: &'static str| {
        [
            matter,
            "12月底前完成",
            owner,
            "12月底前",
            "正在办理前期手续。",
            "正常推进",
        ]
    };
    let changed = |then: &'static str, now: &'static str| {
        found(
            "lead-unclear",
            &[led("建成滨江大桥", then)],
            &[led("建成滨江大桥", now)],
        )
    };
    assert_eq!(
        changed("市交通运输局", "市城投集团"),
        ["牵头单位由“市交通运输局”改为“市城投集团”，没有说明"]
    );
    assert!(changed("市人社局", "市人力资源社会保障局").is_empty());
    assert!(changed("市发改委，市财政局", "市发展改革委员会").is_empty());
    let matters = [
        "建成滨江大桥",
        "改造农贸市场",
        "新建口袋公园",
        "筹集人才公寓",
    ];
    let owners = ["市住建局", "市商务局", "市城管局", "市房产局"];
    let then: Vec<Row<'_>> = matters.iter().zip(owners).map(|(m, o)| led(m, o)).collect();
    let now: Vec<Row<'_>> = matters.iter().map(|m| led(m, "市政府办公室")).collect();
    assert!(found("lead-unclear", &then, &now).is_empty());
}

/// A yearly report of `year`: what it says of the year before, and what it promises.
fn report(year: u16, review: &str, plan: &str) -> String {
    let last = year - 1;
    format!(
        "岚州市{year}年政府工作报告\n\n各位代表：现在，我代表市人民政府，向大会报告工作，请予审议。\n\n一、{last}年工作回顾\n\n{review}\n\n二、{year}年重点工作\n\n{plan}\n"
    )
}

#[test]
fn the_first_table_of_a_year_is_held_against_its_plan_and_the_report_against_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    let plan = "改造老旧小区160个，10月底前完工。滨江大桥6月底前建成通车。发展设施农业12万亩。新签约亿元以上项目90个，其中十亿元以上项目15个。";
    write("2024年.txt", report(2024, "全年各项工作有序开展。", plan));
    let first = [
        (
            [
                "老旧小区改造",
                "120个",
                "市住建局",
                "11月底前",
                "累计改造30个。",
                "正常推进",
            ],
            "",
        ),
        (
            [
                "滨江大桥",
                "建成通车",
                "市交通局",
                "9月底前",
                "主体完工。",
                "正常推进",
            ],
            "因汛期，经市政府同意延期",
        ),
    ];
    let last = [
        (
            [
                "老旧小区改造",
                "120个",
                "市住建局",
                "11月底前",
                "累计改造108个。",
                "正常推进",
            ],
            "",
        ),
        (
            [
                "设施农业",
                "12万亩",
                "市农业农村局",
                "12月底前",
                "累计发展设施农业11.2万亩。",
                "正常推进",
            ],
            "",
        ),
        (
            [
                "新签约亿元以上项目",
                "90个，其中十亿元以上15个",
                "市商务局",
                "12月底前",
                "累计新签约亿元以上项目82个，其中十亿元以上项目11个。",
                "正常推进",
            ],
            "",
        ),
    ];
    write("一季度.md", table("一季度", "", &first));
    write("三季度.md", table("三季度", "", &last));
    let review = "改造老旧小区131个。滨江大桥建成通车。发展设施农业10.8万亩。新签约亿元以上项目95个，其中十亿元以上项目13个。";
    write("2025年.txt", report(2025, review, "继续做好各项工作。"));
    let lowered = ["进展表的年度目标“120个”低于年初承诺的“160个”，没有说明"];
    assert_eq!(findings(folder.path(), "metric-redefined"), lowered);
    let later = ["进展表的时限是“11月底前”，年初承诺的是“10月底前”，没有说明"];
    assert_eq!(findings(folder.path(), "deadline-slip"), later);
    let lower = ["全年报“10.8万亩”，比最近一期进展表的累计数“11.2万亩”小"];
    assert_eq!(findings(folder.path(), "self-conflict"), lower);
}

#[test]
fn large_tables_of_rows_alike_are_compared_in_little_time() {
    let folder = tempfile::tempdir().unwrap();
    let rows = |first: usize| -> String {
        let row = |i: usize| {
            format!(
                "|建成第{i}号乡村振兴示范点道路工程|{i}公里|市住建局|12月底前|累计建成{i}公里。|正常推进||\n"
            )
        };
        (first..first + 1500).map(row).collect()
    };
    fs::write(
        folder.path().join("一季度.md"),
        table("一季度", "", &[]) + &rows(0),
    )
    .unwrap();
    fs::write(
        folder.path().join("上半年.md"),
        table("上半年", "", &[]) + &rows(40),
    )
    .unwrap();
    let start = Instant::now();
    findings(folder.path(), "commitment-dropped");
    assert!(start.elapsed() < Duration::from_secs(120));
}
