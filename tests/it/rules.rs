//! Rules: every built-in one is valid and keeps its own examples, and what a user may write is read or explained.

use assert_cmd::Command;
use duban::extract::Lexicon;
use duban::finding::fingerprint;
use duban::link::key::matter_key;
use duban::rule::load;
use duban::trial::try_rule;
use std::fs;
use std::path::Path;

#[test]
fn every_built_in_rule_is_valid() {
    let rules = load::built_in(&Lexicon::built_in()).unwrap();
    let ids: Vec<String> = rules.infos().into_iter().map(|r| r.id).collect();
    let texts = load::built_in_texts().iter().map(|(id, _)| *id);
    assert_eq!(ids, texts.collect::<Vec<_>>());
}

#[test]
fn every_built_in_rule_reports_and_passes_over_its_own_examples() {
    let lexicon = Lexicon::built_in();
    let mut wrong = Vec::new();
    for (id, source) in load::built_in_sources().unwrap() {
        let examples = source.file.examples.clone().unwrap_or_default();
        if examples.silent.is_empty() {
            wrong.push(format!("{id}: no example to pass over"));
        }
        for failure in try_rule(&id, &source, &lexicon).unwrap().failures {
            wrong.push(format!("{id}: {failure:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn identities_do_not_change_between_versions() {
    let key = matter_key("青岛市", "规上工业增加值增长10%左右。");
    assert_eq!(key, matter_key("青岛市", "规上工业增加值增长 10% 左右"));
    assert_eq!(key, "975ae1c4f0ebbbf4");
    assert_eq!(
        fingerprint("target-missed", &key, "2021/", 1),
        "59d54f2cc3e59a46"
    );
}

const OWN_RULE: &str = "\
名称: 口头禅
级别: 警告
范围: 完成情况
条件: { 词语: own.pet_phrases }
提示: 用了口头禅“{词}”
建议: 请删去，写明做了什么。
用例:
  应报: [ 正常推进。挂图作战，已完成3项。 ]
  不报: [ 正常推进。已完成3项。 ]
";

/// A folder with `rules` and a report that uses the phrase.
fn own_folder(rules: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (name, text) in rules {
        write(&format!("rules/{name}"), text);
    }
    write(
        "rules/lexicon/own.yaml",
        "pet_phrases: [挂图作战, 倒排工期]\n",
    );
    write("duban.yaml", "rules: { folders: [rules] }\n");
    let cell = "正常推进。挂图作战，召开会议研究部署。";
    let table = format!(
        "2023年临河县政府工作报告确定事项1-3月份推进情况\n\n\t序号\n\t事项内容\n\t责任单位\n\t3月份目标\n\t截至3月底完成情况\n\n\t1\n\t建设园区。\n\t县工信局\n\t完成选址。\n\t{cell}\n"
    );
    write("材料/一季度.txt", &table);
    folder
}

fn rules_found(folder: &Path) -> Vec<String> {
    let run = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder)
        .args(["check", "材料", "--format", "json"])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|f| {
            format!(
                "{} {}",
                f["rule"].as_str().unwrap(),
                f["severity"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn a_new_rule_with_a_new_word_list_needs_no_rust() {
    let folder = own_folder(&[("pet-phrase.yaml", OWN_RULE)]);
    assert!(rules_found(folder.path()).contains(&"pet-phrase warning".to_owned()));
    let tried = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder.path())
        .args(["test", "rules"])
        .output()
        .unwrap();
    let text = String::from_utf8(tried.stdout).unwrap();
    assert_eq!(text, "1条规则，2个用例相符，0个不符\n");
    let explained = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder.path())
        .args(["explain", "pet-phrase"])
        .output()
        .unwrap();
    let text = String::from_utf8(explained.stdout).unwrap();
    assert!(text.starts_with("口头禅 pet-phrase（警告）"), "{text}");
}

#[test]
fn a_missed_example_is_shown_with_the_place_its_text_was_put_in() {
    let clause = OWN_RULE.replace("范围: 完成情况", "范围: 分句").replace(
        "{ 词语: own.pet_phrases }",
        "{ 位置: 回顾, 词语: own.pet_phrases }",
    );
    let folder = own_folder(&[("pet-phrase.yaml", &clause)]);
    let tried = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder.path())
        .args(["test", "rules"])
        .output()
        .unwrap();
    let text = String::from_utf8(tried.stdout).unwrap();
    let said = "漏报  pet-phrase\n  用例：正常推进。挂图作战，已完成3项。\n  放在：报告的计划部分";
    assert!(text.starts_with(said), "{text}");
}

#[test]
fn a_user_file_changes_one_line_of_a_built_in_rule_or_switches_it_off() {
    let changed = own_folder(&[("activity-as-result.yaml", "级别: info\ngrade: []\n")]);
    assert!(rules_found(changed.path()).contains(&"activity-as-result info".to_owned()));
    let off = own_folder(&[("activity-as-result.yaml", "停用: true\n")]);
    let found = rules_found(off.path());
    assert!(
        !found.iter().any(|f| f.starts_with("activity-as-result")),
        "{found:?}"
    );
}

#[test]
fn a_copy_of_all_built_in_rules_and_word_lists_changes_nothing() {
    let own = own_folder(&[]);
    let plain = rules_found(own.path());
    let mut files: Vec<(String, String)> = Vec::new();
    for folder in ["", "lexicon/"] {
        for entry in fs::read_dir(format!("rules/{folder}")).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if name.ends_with(".yaml") {
                let text = fs::read_to_string(entry.path()).unwrap();
                files.push((format!("{folder}{name}"), text));
            }
        }
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    assert_eq!(rules_found(own_folder(&files).path()), plain);
}

#[test]
fn a_rule_without_an_example_it_reports_fails_its_test() {
    let without = OWN_RULE.replace("  应报: [ 正常推进。挂图作战，已完成3项。 ]\n", "");
    let folder = own_folder(&[("pet-phrase.yaml", &without)]);
    let tried = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder.path())
        .args(["test", "rules"])
        .output()
        .unwrap();
    assert_eq!(tried.status.code(), Some(1));
    let text = String::from_utf8(tried.stdout).unwrap();
    assert!(text.starts_with("没有应报的用例  pet-phrase\n"), "{text}");
}

/// The reason a rule file is refused for, on one line.
fn refused(text: &str) -> String {
    let folder = own_folder(&[("pet-phrase.yaml", text)]);
    let run = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder.path())
        .args(["test", "rules"])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2), "{text}");
    String::from_utf8(run.stderr).unwrap()
}

#[test]
fn what_is_wrong_with_a_rule_file_is_said_in_chinese_with_the_place() {
    let cases = [
        (OWN_RULE.replace("提示:", "提醒:"), "提醒"),
        (OWN_RULE.replace("名称: ", "名称："), "全角冒号"),
        (
            OWN_RULE.replace("own.pet_phrases", "own.pet_phrase"),
            "own.pet_phrases",
        ),
        (OWN_RULE.replace("{词}", "{状况}"), "状况"),
        (
            OWN_RULE
                .replace("范围: 完成情况", "范围: 年度衔接")
                .replace("条件: { 词语: own.pet_phrases }", "条件: { 状态: 正常 }"),
            "succession",
        ),
        (OWN_RULE.replace("级别: 警告\n", ""), "severity"),
    ];
    for (text, expected) in cases {
        let said = refused(&text);
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn the_schema_knows_every_question_and_explain_every_rule() {
    let run = |arguments: &[&str]| {
        let run = Command::cargo_bin("duban")
            .unwrap()
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    let schema = run(&["schema"]);
    let reference = run(&["explain", "--all", "--format", "markdown"]);
    for (key, alias, _, _) in duban::rule::condition::ConditionFile::QUESTIONS {
        assert!(schema.contains(&format!("\"{key}\"")), "{key}");
        assert!(reference.contains(&format!("`{key}`（{alias}）")), "{key}");
    }
    for (id, _) in load::built_in_texts() {
        assert!(reference.contains(id), "{id}");
    }
}

#[test]
fn check_says_on_request_what_each_stage_and_each_rule_cost() {
    let run = Command::cargo_bin("duban")
        .unwrap()
        .args(["check", "seeds", "--quiet", "--stats"])
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    let row = said.lines().find(|l| l.ends_with("  uniform-status"));
    assert!(
        row.is_some_and(|r| r.trim_start().starts_with("1 ")),
        "{said}"
    );
    let sum = said.lines().find(|l| l.ends_with("  合计"));
    assert!(sum.is_some_and(|row| row.contains(" 100.0% ")), "{said}");
    for stage in ["查找文件", "读入", "提取", "衔接", "核对", "输出"] {
        assert!(said.lines().any(|l| l.ends_with(stage)), "{said}");
    }
    assert!(said.lines().last().unwrap().starts_with("内存峰值 "));
}

#[test]
fn the_manual_explains_every_question_with_an_example_that_can_be_asked() {
    use duban::rule::condition::{Condition, ConditionFile};
    let keys = ConditionFile::QUESTIONS.iter().map(|(key, ..)| *key);
    let explained = duban::rule::manual::QUESTIONS.iter().map(|e| e.key);
    assert_eq!(keys.collect::<Vec<_>>(), explained.collect::<Vec<_>>());
    let lexicon = Lexicon::built_in();
    for (entry, (_, _, scopes, _)) in duban::rule::manual::QUESTIONS
        .iter()
        .zip(ConditionFile::QUESTIONS)
    {
        let file: ConditionFile = duban::yaml::parse(entry.key, entry.example).unwrap();
        Condition::prepare(file, scopes[0], &lexicon).unwrap();
    }
}

#[test]
fn the_hash_of_the_word_lists_made_at_build_time_is_the_one_made_of_them() {
    let built_in = Lexicon::built_in();
    let mut again = Lexicon::built_in();
    again.add_words("measures.moves".to_owned(), Vec::new());
    assert_eq!(built_in.blake3(), again.blake3());
    again.add_words("measures.moves".to_owned(), vec!["翻番".to_owned()]);
    assert_ne!(built_in.blake3(), again.blake3());
}
