//! The life of a gate: known findings, new ones, a waiver that cannot exempt its own change, expiry, a renamed file.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A progress table of a made-up county with one row per progress text.
fn table(progress: &[&str]) -> String {
    let mut text = String::from(
        "青禾县2026年重点工作一季度推进情况\n\n\t序号\n\t事项内容\n\t责任单位\n\t3月份目标\n\t截至3月底完成情况\n",
    );
    for (i, progress) in (1..).zip(progress) {
        let matter = [
            "改造农村公路",
            "改造老旧小区",
            "新建幼儿园",
            "整治河道",
            "更换供水管网",
        ][i - 1];
        text +=
            &format!("\n\t{i}\n\t{matter}{i}0处。\n\t县住建局\n\t完成招标{i}处。\n\t{progress}\n");
    }
    text
}

const HOLLOW: &str = "正常推进。正在积极对接有关部门，做好各项前期工作。";
const SOLID: &str = "正常推进。已完成招标6处，开工2处。";

struct Story {
    folder: tempfile::TempDir,
}

impl Story {
    fn begin() -> Self {
        let story = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        story.git(&["init", "-q", "-b", "main"]);
        story.git(&["config", "user.name", "officer"]);
        story.git(&["config", "user.email", "officer@example.invalid"]);
        story
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn git(&self, arguments: &[&str]) {
        let status = Command::new("git")
            .args(arguments)
            .current_dir(self.path())
            .status()
            .unwrap();
        assert!(status.success(), "git {arguments:?}");
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn duban(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(arguments)
            .current_dir(self.path())
            .output()
            .unwrap();
        let said =
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    }

    /// Exit code, and fingerprints of the findings of the rule that gate.
    fn check(&self, more: &[&str]) -> (i32, Vec<String>) {
        let arguments = [&["check", ".", "--format", "json"], more].concat();
        let (code, said) = self.duban(&arguments);
        let report: Value = serde_json::from_str(&said).unwrap();
        let open = report["findings"].as_array().unwrap().iter().filter(|f| {
            f["rule"] == "status-no-number" && f["waived"].is_null() && f["severity"] == "error"
        });
        (
            code,
            open.map(|f| f["fingerprint"].as_str().unwrap().to_owned())
                .collect(),
        )
    }
}

#[test]
fn only_new_findings_stop_a_change_and_a_change_cannot_exempt_itself() {
    let story = Story::begin();
    story.write(
        "一季度.txt",
        &table(&[HOLLOW, HOLLOW, HOLLOW, SOLID, SOLID]),
    );
    assert_eq!(story.check(&["--today", "2026-04-01"]).1.len(), 3);
    assert_eq!(story.duban(&["baseline", "."]).0, 0);
    story.commit("known findings");
    assert_eq!(story.check(&[]), (0, vec![]));

    story.write(
        "一季度.txt",
        &table(&[HOLLOW, HOLLOW, HOLLOW, HOLLOW, HOLLOW]),
    );
    let (code, new) = story.check(&[]);
    assert_eq!(
        (code, new.len()),
        (1, 2),
        "three old findings are known, two are new"
    );

    for fingerprint in &new {
        let said = story.duban(&[
            "waive",
            fingerprint,
            "--reason",
            "不可抗力",
            "--by",
            "王某",
            "--until",
            "2026-12-31",
        ]);
        assert_eq!(said.0, 0, "{}", said.1);
    }
    assert_eq!(story.check(&["--today", "2026-04-01"]).0, 0);
    let itself = story.check(&["--today", "2026-04-01", "--waivers-from", "HEAD"]);
    assert_eq!(
        itself,
        (1, new),
        "waivers added by the same change do not count"
    );

    story.commit("approved");
    assert_eq!(
        story
            .check(&["--today", "2026-04-01", "--waivers-from", "HEAD"])
            .0,
        0
    );
    assert_eq!(
        story.check(&["--today", "2027-01-01"]).0,
        1,
        "expired waivers no longer hold"
    );

    fs::rename(
        story.path().join("一季度.txt"),
        story.path().join("第一季度进度.txt"),
    )
    .unwrap();
    assert_eq!(
        story.check(&["--today", "2026-04-01"]),
        (0, vec![]),
        "a renamed file has nothing new"
    );
}

#[test]
fn since_gates_only_what_changed_and_a_rename_is_no_change() {
    let story = Story::begin();
    story.write("旧表.txt", &table(&[HOLLOW]));
    story.write("新表.txt", &table(&[SOLID]));
    story.commit("first");
    assert_eq!(story.check(&["--since", "HEAD"]).0, 0, "nothing changed");
    story.git(&["mv", "旧表.txt", "改名.txt"]);
    assert_eq!(
        story.check(&["--since", "HEAD"]).0,
        0,
        "renamed, not changed"
    );
    story.write("新表.txt", &table(&[SOLID, HOLLOW]));
    let (code, open) = story.check(&["--since", "HEAD"]);
    assert_eq!(
        (code, open.len()),
        (1, 1),
        "only the finding in the changed file counts"
    );
    let (code, said) = story.duban(&["check", ".", "--since", "没有"]);
    assert_eq!(code, 2);
    assert!(said.contains("没有版本“没有”"), "{said}");
}

#[test]
fn a_shallow_clone_says_what_is_missing() {
    let story = Story::begin();
    story.write("旧表.txt", &table(&[HOLLOW]));
    story.commit("first");
    story.write("旧表.txt", &table(&[SOLID]));
    story.commit("second");
    let url = format!("file://{}", story.path().display());
    story.git(&["clone", "-q", "--depth", "1", &url, "浅"]);
    let (code, said) = story.duban(&["check", "浅", "--since", "HEAD~1"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("浅克隆") && said.contains("fetch-depth: 0"),
        "{said}"
    );
}

#[test]
fn the_baseline_drops_what_is_gone_and_takes_in_new_findings_only_when_asked() {
    let story = Story::begin();
    story.write("一季度.txt", &table(&[HOLLOW, HOLLOW]));
    story.duban(&["baseline", "."]);
    story.write("一季度.txt", &table(&[SOLID, HOLLOW, HOLLOW]));
    let (_, said) = story.duban(&["check", ".", "--quiet"]);
    assert!(said.contains("基线中已不出现 1"), "{said}");
    let (code, said) = story.duban(&["check", ".", "--quiet", "--update-baseline"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("删去已消除的 1") && said.contains("没有收入"),
        "{said}"
    );
    story.duban(&["check", ".", "--quiet", "--update-baseline", "--accept-new"]);
    assert_eq!(story.check(&[]).0, 0);
}

#[test]
fn the_baseline_of_a_folder_keeps_what_a_smaller_run_or_an_unread_file_does_not_show() {
    let story = Story::begin();
    story.write("一季度.txt", &table(&[HOLLOW]));
    story.write("说明.txt", &table(&[SOLID]));
    story.duban(&["baseline", "."]);
    let known = fs::read(story.path().join("duban-baseline.json")).unwrap();
    let (_, said) = story.duban(&["baseline", "说明.txt"]);
    assert!(said.contains("删去已消除的 0"), "{said}");
    story.write("坏.docx", "PK\u{3}\u{4}");
    story.write("一季度.txt", &table(&[SOLID]));
    let (_, said) = story.duban(&["baseline", "."]);
    assert!(said.contains("有文件未读"), "{said}");
    let kept = fs::read(story.path().join("duban-baseline.json")).unwrap();
    assert!(known == kept);
    fs::remove_file(story.path().join("坏.docx")).unwrap();
    let (_, said) = story.duban(&["baseline", "."]);
    assert!(said.contains("删去已消除的 1"), "{said}");
}

#[test]
fn what_still_stands_in_the_next_report_is_raised_one_level_unless_told_not_to() {
    let story = Story::begin();
    let quarter = |name: &str, month: u8| {
        table(&[HOLLOW])
            .replace("一季度", name)
            .replace("3月", &format!("{month}月"))
    };
    story.write("一季度.txt", &quarter("一季度", 3));
    let levels = |more: &[&str]| {
        let arguments = [
            &["check", ".", "--format", "json", "--today", "2026-07-10"],
            more,
        ];
        let (_, said) = story.duban(&arguments.concat());
        let report: Value = serde_json::from_str(&said).unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        let undecomposed = findings
            .into_iter()
            .filter(|f| f["rule"] == "target-undecomposed");
        undecomposed
            .map(|f| {
                (
                    f["severity"].as_str().unwrap().to_owned(),
                    f["because"].to_string(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(levels(&[])[0].0, "warning");
    story.write("二季度.txt", &quarter("二季度", 6));
    let both = levels(&[]);
    assert_eq!(both[0].0, "warning");
    assert_eq!(
        both[1].0, "error",
        "the second quarter, after 一季度 by name"
    );
    assert!(both[1].1.contains("上期已提示"), "{}", both[1].1);
    story.write("duban.yaml", "gate: { escalate: false }\n");
    let kept = levels(&[]);
    assert!(kept.iter().all(|(severity, _)| severity == "warning"));
}

#[test]
fn since_counts_a_promise_that_a_changed_report_no_longer_speaks_of() {
    let story = Story::begin();
    story.duban(&["init", "--example", "."]);
    fs::remove_file(story.path().join("2026年一季度推进情况.txt")).unwrap();
    let report = story.path().join("2026年政府工作报告.txt");
    let text = fs::read_to_string(&report).unwrap();
    fs::write(
        &report,
        text.replace(
            "新增公办幼儿园学位960个。",
            "新增公办幼儿园学位960个。新建社区养老服务中心6所。",
        ),
    )
    .unwrap();
    story.commit("both years");
    let dropped = |more: &[&str]| {
        let arguments = [
            &["check", ".", "--format", "json", "--today", "2026-04-10"],
            more,
        ];
        let (_, said) = story.duban(&arguments.concat());
        let report: Value = serde_json::from_str(&said).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        findings
            .filter(|f| f["rule"] == "commitment-dropped" && f["waived"].is_null())
            .count()
    };
    assert_eq!(dropped(&["--since", "HEAD"]), 0);
    fs::write(&report, text).unwrap();
    assert_eq!(
        dropped(&["--since", "HEAD"]),
        1,
        "the promise stands in a file nobody changed"
    );
}

#[test]
fn a_renewed_waiver_holds_and_says_what_it_exempts() {
    let story = Story::begin();
    story.write("一季度.txt", &table(&[HOLLOW]));
    let (_, open) = story.check(&["--today", "2026-04-01"]);
    let waive = |today: &str, by: &str, until: &str| {
        let said = ["--reason", "不可抗力", "--by", by, "--until", until];
        story.duban(&[&["waive", &open[0], "--today", today], &said[..]].concat())
    };
    assert_eq!(waive("2026-04-01", "王某", "2026-06-30").0, 0);
    assert_eq!(story.check(&["--today", "2026-08-01"]).0, 1);
    assert_eq!(waive("2026-08-01", "王某", "2026-12-31").0, 0);
    let (code, said) = story.duban(&["check", ".", "--today", "2026-08-01"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("豁免 1") && !said.contains("waiver-expired"),
        "{said}"
    );
    assert_eq!(story.check(&["--today", "2027-01-01"]).0, 1);

    let written = fs::read_to_string(story.path().join("duban-waivers.yaml")).unwrap();
    assert!(
        written.contains("# 一季度.txt第13行 称“正常推进”"),
        "{written}"
    );
    let (code, said) = waive("2026-08-01", " ", "2026-12-31");
    assert!(code == 2 && said.contains("批准人不能空着"), "{said}");
    let (code, said) = waive("2026-08-01", "王某", "2026-07-31");
    assert!(code == 2 && said.contains("已经过去"), "{said}");
}

#[test]
fn what_the_settings_name_and_is_not_there_is_told() {
    let story = Story::begin();
    story.write("一季度.txt", &table(&[SOLID]));
    story.write(
        "duban.yaml",
        "baseline: 旧帐.json\ndocuments:\n  - { path: 二季度*.txt, year: 2026 }\n",
    );
    let (_, said) = story.duban(&["check", ".", "-q"]);
    assert!(said.contains("基线文件 旧帐.json 不存在"), "{said}");
    assert!(said.contains("路径“二季度*.txt”没有对上任何文件"), "{said}");
    let (_, said) = story.duban(&["check", "一季度.txt", "-q"]);
    assert!(
        !said.contains("没有对上"),
        "only a part was looked at: {said}"
    );
}
