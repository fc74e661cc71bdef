//! What people type is understood by whatever name it has, and what they are shown can be passed on as it stands.

use std::fs;
use std::path::Path;
use std::process::Command;

const EARLIER: &str = "青禾县2025年政府工作报告\n各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2024年工作回顾\n全年各项工作有序开展。\n二、2025年重点工作\n新增规上企业5家。绿色、有机农产品总数达到50个以上，“名特优新”农产品增加到20个。\n";
const LATER: &str = "青禾县2026年政府工作报告\n各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n新增规上企业3家。\n二、2026年重点工作\n新建幼儿园9所。\n";

/// What duban prints of the two reports, and beside them.
fn duban(arguments: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("2025.txt"), EARLIER).unwrap();
    fs::write(folder.path().join("2026.txt"), LATER).unwrap();
    run(folder.path(), arguments)
}

fn run(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn a_commitment_is_traced_by_whatever_name_it_has() {
    for name in ["规上企业", "规模以上企业"] {
        let (traced, beside) = duban(&["trace", name]);
        assert!(
            traced.contains("共 1 件事项") && beside.is_empty(),
            "{traced}"
        );
    }
    let (traced, beside) = duban(&["trace", "规模以上工业企业"]);
    assert!(traced.contains("新增规上企业5家"), "{traced}");
    assert!(beside.contains("以下字样相近"), "{beside}");
    let (traced, beside) = duban(&["trace", "火星"]);
    assert!(traced.contains("共 0 件事项") && beside.ends_with('\n'));
}

#[test]
fn passages_that_come_nowhere_near_are_not_shown() {
    let (traced, _) = duban(&["trace", "农产品总数"]);
    assert!(
        traced.contains("没有下文") && !traced.contains("最接近"),
        "{traced}"
    );
    let (checked, _) = duban(&["check", "."]);
    assert!(checked.contains("commitment-dropped"), "{checked}");
    assert!(!checked.contains("最接近"), "{checked}");
    let (json, _) = duban(&["check", ".", "--format", "json"]);
    assert!(json.contains("\"nearest\""), "the ledger keeps them");
}

#[test]
fn rules_are_explained_by_title_and_questions_by_key() {
    let explain = |name| duban(&["explain", name]);
    assert_eq!(explain("正常推进无量化").0, explain("status-no-number").0);
    for name in ["pattern", "正则"] {
        assert!(explain(name).0.starts_with("- `pattern`（正则）"));
    }
    assert!(
        explain("statu-no-number")
            .1
            .contains("是不是想写“status-no-number”")
    );
    let (_, said) = explain("没有的");
    assert!(said.lines().count() == 2, "no list of all names: {said}");
}

#[test]
fn a_notice_says_every_passage_once_and_keeps_hashes_to_the_file() {
    let (notice, _) = duban(&["check", ".", "--format", "markdown"]);
    let (sent, kept) = notice.split_once("<!-- 核对依据").unwrap();
    assert_eq!(
        sent.matches("绿色、有机农产品总数达到50个以上").count(),
        1,
        "{sent}"
    );
    assert!(sent.contains("“‘名特优新’农产品增加到20个”"), "{sent}");
    assert!(sent.contains("（2025.txt第6行）"), "{sent}");
    assert!(!sent.contains("blake3") && kept.contains("blake3"));
}

#[test]
fn of_a_list_the_one_that_is_compared_is_quoted() {
    let report = "青禾县2026年政府工作报告\n各位代表：现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n打造美丽乡村风景线4条、未来乡村38个、艺术赋能村50个。\n二、2026年重点工作\n打造美丽乡村风景线4条、未来乡村23个、艺术赋能村60个。\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("2026.txt"), report).unwrap();
    let (checked, _) = run(folder.path(), &["check", "."]);
    let said = "目标“未来乡村23个”低于上年实绩“未来乡村38个”";
    assert!(checked.contains(said), "{checked}");
}

#[test]
fn a_clause_with_several_promises_is_listed_once() {
    let plan = EARLIER.replace(
        "新增规上企业5家。",
        "高新技术产业、战略性新兴产业增加值分别增长7%和8%。新建粮库9座。新改建公厕12座。",
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("2025.txt"), plan).unwrap();
    fs::write(folder.path().join("2026.txt"), LATER).unwrap();
    let (checked, _) = run(folder.path(), &["check", "."]);
    let clause = "高新技术产业、战略性新兴产业增加值分别增长7%和8%";
    assert_eq!(checked.matches(clause).count(), 1, "{checked}");
}

#[test]
fn what_a_plan_promises_in_two_places_is_raised_once_with_both() {
    let folder = tempfile::tempdir().unwrap();
    let twice = EARLIER.replace(
        "新增规上企业5家。",
        "全年新增规上企业5家。\n优化营商环境。力争新增规上企业5家以上。\n办好民生实事。",
    );
    fs::write(folder.path().join("2025.txt"), twice).unwrap();
    fs::write(folder.path().join("2026.txt"), LATER).unwrap();
    let (printed, _) = run(folder.path(), &["check", ".", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let missed: Vec<_> = findings
        .iter()
        .filter(|f| f["rule"] == "target-missed")
        .collect();
    assert_eq!(missed.len(), 1, "{missed:?}");
    let related = missed[0]["related"].as_array().unwrap();
    let labels: Vec<_> = related
        .iter()
        .map(|r| r["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["上年承诺", "又一处"]);
}
