//! `duban diff` says what became of each commitment between two drafts or two years.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A yearly report of `issuer` whose plan part holds `plan`.
fn report(issuer: &str, year: u32, plan: &str) -> String {
    format!(
        "{issuer}{year}年政府工作报告\n各位代表：现在，我代表{issuer}人民政府，向大会报告工作，请予审议。\n一、{}年工作回顾\n全年各项工作有序开展。\n二、{year}年重点工作\n{plan}\n",
        year - 1
    )
}

/// The pairs of `duban diff` between two texts, as fate and reasons.
fn diff(old: &str, new: &str) -> Vec<(String, Vec<String>)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("旧.txt"), old).unwrap();
    fs::write(folder.path().join("新.txt"), new).unwrap();
    pairs(folder.path(), "旧.txt", "新.txt")
}

/// The same between two paths below `folder`.
fn pairs(folder: &Path, old: &str, new: &str) -> Vec<(String, Vec<String>)> {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["diff", old, new, "--format", "json"])
        .current_dir(folder)
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    let pairs = json["pairs"].as_array().unwrap();
    pairs
        .iter()
        .map(|p| {
            let because = p["because"].as_array().unwrap();
            (text(&p["fate"]), because.iter().map(text).collect())
        })
        .collect()
}

fn fates(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (report("云溪县", 2024, old), report("云溪县", 2025, new));
    diff(&old, &new).into_iter().map(|(fate, _)| fate).collect()
}

fn reasons(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (report("云溪县", 2024, old), report("云溪县", 2025, new));
    diff(&old, &new)
        .into_iter()
        .flat_map(|(_, because)| because)
        .collect()
}

#[test]
fn a_lower_number_is_weaker_and_a_higher_one_is_not() {
    let old = "新建幼儿园12所。";
    assert_eq!(reasons(old, "新建幼儿园9所。"), ["目标由 12所 调为 9所"]);
    assert_eq!(fates(old, "新建幼儿园15所。"), ["reworded"]);
    assert_eq!(fates(old, "新建幼儿园12所。"), ["kept"]);
}

#[test]
fn where_less_is_better_the_higher_number_is_weaker() {
    let old = "居民消费价格涨幅3%左右。";
    let new = "居民消费价格涨幅控制在3.5%左右。";
    assert_eq!(reasons(old, new), ["目标由 3% 调为 3.5%"]);
    assert_eq!(fates(new, old), ["reworded"]);
}

#[test]
fn a_growth_target_is_the_same_target_in_other_words() {
    let old = "地区生产总值增长7%左右。";
    let new = "把地区生产总值增长目标确定为6.5%左右。";
    assert_eq!(reasons(old, new), ["目标由 7% 调为 6.5%"]);
}

#[test]
fn targets_of_different_levels_are_not_held_against_each_other() {
    let fates = fates("建设美丽乡村示范村100个。", "建设省级美丽乡村示范村20个。");
    assert_eq!(fates, ["reworded"]);
}

#[test]
fn a_lesser_stage_names_both_words() {
    let because = reasons("建成云溪河大桥。", "推进云溪河大桥建设。");
    assert_eq!(because, ["承诺的程度由“建成”改为“推进”"]);
}

#[test]
fn directions_that_share_only_their_verbs_are_not_paired() {
    assert!(fates("加强土壤污染防治。", "加强船舶污染防治。").is_empty());
}

#[test]
fn two_folders_are_compared_issuer_by_issuer() {
    let folder = tempfile::tempdir().unwrap();
    let (bridge, schools) = ("建成云溪河大桥。", "新建幼儿园12所。");
    for (side, first, second) in [("旧", bridge, schools), ("新", schools, bridge)] {
        let side = folder.path().join(side);
        fs::create_dir(&side).unwrap();
        fs::write(side.join("云溪.txt"), report("云溪县", 2024, first)).unwrap();
        fs::write(side.join("江口.txt"), report("江口县", 2024, second)).unwrap();
    }
    let fates = pairs(folder.path(), "旧", "新").into_iter().map(|(f, _)| f);
    let fates: Vec<String> = fates.collect();
    assert_eq!(fates, ["dropped", "dropped", "new", "new"]);
}

#[test]
fn one_document_of_each_side_is_compared_whoever_issued_it() {
    let (old, new) = ("新建幼儿园12所。", "新建幼儿园9所。");
    let pairs = diff(&report("云溪县", 2024, old), &report("江口县", 2024, new));
    assert_eq!(pairs[0].1, ["目标由 12所 调为 9所"]);
}

#[test]
fn numbers_are_marked_as_wholes_and_unlike_wordings_not_at_all() {
    use duban::report::marked::marked;
    let changed = |old, new| {
        let (left, right) = marked(old, new);
        let words = |pieces: Vec<duban::report::marked::Piece>| -> Vec<String> {
            let changed = pieces.into_iter().filter(|p| p.changed);
            changed.map(|p| p.text).collect()
        };
        (words(left), words(right))
    };
    let (left, right) = changed("推进115个项目建设", "推进1500个项目建设");
    assert_eq!(
        (left, right),
        (vec!["115".to_owned()], vec!["1500".to_owned()])
    );
    let (left, right) = changed(
        "加快科技国家重点实验室等高端科研平台建设，统筹推进平台认定。",
        "实施强区建设行动，打造全国知名的区域创新中心。",
    );
    assert!(left.is_empty() && right.is_empty());
}

#[test]
fn what_the_later_report_says_was_done_is_not_dropped() {
    let old = report("云溪县", 2024, "新建幼儿园12所。建成云溪河大桥。");
    let new = report("云溪县", 2025, "新建改造农村公路30公里。")
        .replace("全年各项工作有序开展。", "新建幼儿园12所，居全市第一。");
    let fates: Vec<String> = diff(&old, &new).into_iter().map(|(fate, _)| fate).collect();
    assert_eq!(fates, ["reported", "dropped", "new"]);
}

#[test]
fn another_measure_or_another_threshold_is_not_a_weaker_target() {
    let (registered, surveyed) = (
        "城镇登记失业率控制在5.5%以内。",
        "城镇调查失业率控制在6%以内。",
    );
    assert_eq!(fates(registered, surveyed), ["reworded"]);
    let (small, large) = (
        "新开工投资2000万元以上项目40个。",
        "新开工投资5000万元以上项目15个。",
    );
    assert_eq!(fates(small, large), ["reworded"]);
    let fewer = "新开工投资2000万元以上项目15个。";
    assert_eq!(fates(small, fewer), ["weakened"]);
}

#[test]
fn a_side_that_cannot_be_read_is_compared_with_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("旧.txt"),
        report("云溪县", 2024, "建成云溪河大桥。"),
    )
    .unwrap();
    fs::write(folder.path().join("新.txt"), "").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["diff", "旧.txt", "新.txt"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty(), "nothing is called dropped");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("没有对比"), "{said}");
}
