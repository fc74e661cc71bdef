//! Every format that tools read: as written down, valid by its own schema, pointing back at the right words, masked.

use crate::sample::{self, golden};
use duban::finding::{Conclusion, Statement};
use duban::report::redact::redact;
use duban::report::{Format, Report, View, docx};
use serde_json::Value;
use std::io::{Cursor, Read as _};

const TEXTS: [(&str, &str); 3] = [
    ("报告/2024.txt", sample::PLAN),
    ("报告/2025.txt", sample::REVIEW),
    ("台账\u{202e}.xlsx", sample::SHEET),
];

fn written(format: Format) -> String {
    String::from_utf8(sample::report().write(format, &View::default())).unwrap()
}

fn json(format: Format) -> Value {
    serde_json::from_str(&written(format)).unwrap()
}

/// What masks the personal data of the sample, character by character.
fn masked(text: &str) -> String {
    text.replace("85911145", "********")
        .replace("13812345678", "***********")
}

fn text_of(file: &str) -> &'static str {
    TEXTS.iter().find(|(name, _)| *name == file).unwrap().1
}

#[test]
fn each_format_looks_as_written_down() {
    golden("json", &written(Format::Json));
    golden("jsonl", &written(Format::Jsonl));
    golden("sarif", &written(Format::Sarif));
    golden("github", &written(Format::Github));
    golden("github_summary", &written(Format::GithubSummary));
    golden("gitlab", &written(Format::Gitlab));
    golden("junit", &written(Format::Junit));
}

#[test]
fn no_format_lets_a_phone_number_through() {
    for (format, name, _) in Format::ALL {
        let bytes = sample::report().write(
            format,
            &View {
                info: true,
                ..View::default()
            },
        );
        let text = String::from_utf8_lossy(&bytes);
        for number in ["85911145", "13812345678", "13912345678"] {
            assert!(!text.contains(number), "{name}: {number}");
        }
    }
}

/// The text of everything a format writes; packages as the texts of their parts.
fn shown(report: &Report, format: Format) -> String {
    let view = View {
        info: true,
        verbose: 1,
        width: 4000,
        ..View::default()
    };
    let bytes = match format {
        Format::Docx => docx::write(report, "报告/2025.txt", b"").unwrap(),
        _ => report.write(format, &view),
    };
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(&bytes)) else {
        return String::from_utf8(bytes).unwrap();
    };
    let mut text = String::new();
    for i in 0..package.len() {
        let _ = package.by_index(i).unwrap().read_to_string(&mut text);
    }
    text
}

#[test]
fn no_field_of_a_report_carries_a_phone_number_through() {
    let report = sample::with_phones("13812345678");
    for (format, name, _) in Format::ALL {
        let text = shown(&report, format);
        let at = text.find("13812345678");
        let around = at.map(|at| text[..at].chars().rev().take(60).collect::<Vec<_>>());
        let around = around.map(|c| c.into_iter().rev().collect::<String>());
        assert_eq!(around, None, "{name}");
    }
}

#[test]
fn every_format_shows_findings_reasons_exemptions_statements_what_was_unread_and_what_made_it() {
    let mut report = sample::report();
    report.stale = vec![("typo".into(), "旧基线里的一条".into())];
    let hash = &report.documents[1].file.blake3;
    for (format, name, _) in Format::ALL {
        let text = shown(&report, format);
        let mut wanted = vec![
            "新建幼儿园12所",
            "9 ÷ 12 = 75%",
            "三所因征迁顺延",
            env!("CARGO_PKG_VERSION"),
            hash,
        ];
        match format {
            // A unit's own file says nothing about other files, and nothing of the baseline.
            Format::Docx => wanted.extend(["张三", "云政发", "1 处未读"]),
            // GitLab takes issues of the code; the baseline is none.
            Format::Gitlab => wanted.extend(["张三", "云政发", "缺少 word"]),
            _ => wanted.extend(["张三", "云政发", "缺少 word", "旧基线里的一条"]),
        }
        let text = text
            .replace(['\\'], "")
            .replace("<mark>", "")
            .replace("</mark>", "");
        for words in wanted {
            assert!(text.contains(words), "{name} shows {words}\n{text}");
        }
    }
}

#[test]
fn the_summary_counts_false_alarms_by_rule() {
    let mut report = sample::report();
    for finding in &mut report.findings[3..5] {
        finding.statement = Some(Box::new(Statement {
            conclusion: Conclusion::FalseAlarm,
            by: "督查室".into(),
            text: String::new(),
        }));
    }
    for (format, name, _) in Format::ALL {
        let text = shown(&report, format);
        let counted = match format {
            Format::Json | Format::Jsonl => text.replace(' ', "").contains("\"false_alarms\":2"),
            Format::Sarif => text.contains("\"falseAlarms\": 2"),
            Format::Html => text.contains("<td class=\"n\">2"),
            Format::Xlsx => text.contains("，误报 2"),
            // Issues and comments have no summary: the verdict stands at each.
            Format::Gitlab | Format::Docx => text.contains("误报（督查室）"),
            _ => text
                .replace('\\', "")
                .contains("误报 3（status-no-number 1、target-missed 2"),
        };
        assert!(counted, "{name}\n{text}");
    }
}

#[test]
fn numbers_in_full_width_digits_or_spaced_in_groups_are_masked_at_equal_length() {
    for (text, expected) in [
        ("手机138 1234 5678。", "手机*** **** ****。"),
        (
            "手机１３８１２３４５６７８。",
            "手机＊＊＊＊＊＊＊＊＊＊＊。",
        ),
        ("身份证370202 19900101 123X", "身份证****** ******** ****"),
        ("全年138 1234 5678元", "全年138 1234 5678元"),
        ("指纹0123456789abcdef", "指纹0123456789abcdef"),
        (
            "增长１２.５％，共３４５６７８９人",
            "增长１２.５％，共３４５６７８９人",
        ),
    ] {
        let masked = redact(text);
        assert_eq!(masked, expected);
        assert_eq!(masked.len(), text.len());
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for (format, name, _) in Format::ALL {
        let bytes = || sample::report().write(format, &View::default());
        assert_eq!(bytes(), bytes(), "{name}");
    }
}

#[test]
fn the_end_of_a_file_name_says_the_format() {
    assert_eq!(Format::of_file("a/结果.JSON"), Some(Format::Json));
    assert_eq!(Format::of_file("a.gitlab.json"), Some(Format::Gitlab));
    assert_eq!(Format::of_file("a.sarif.json"), Some(Format::Sarif));
    assert_eq!(Format::of_file("没有扩展名"), None);
}

#[test]
fn json_offsets_and_columns_cut_the_quoted_words_from_the_file() {
    let report = json(Format::Json);
    let mut cut = 0;
    places(&report, &mut |place| {
        let chars: Vec<char> = text_of(place["file"].as_str().unwrap()).chars().collect();
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let words: String = chars[number("start")..number("end")].iter().collect();
        assert_eq!(place["quote"].as_str().unwrap(), masked(&words));
        let before: String = chars[..number("start")].iter().collect();
        assert_eq!(number("line"), before.matches('\n').count() + 1);
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(number("column"), column);
        cut += 1;
    });
    assert!(cut > 20, "{cut} places");
}

/// Calls `see` with every object that has a quote.
fn places(value: &Value, see: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            if map.contains_key("quote") {
                see(value);
            }
            map.values().for_each(|v| places(v, see));
        }
        Value::Array(items) => items.iter().for_each(|v| places(v, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn json_lines_hold_the_rows_of_the_json_report() {
    let lines: Vec<Value> = written(Format::Jsonl)
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let of = |kind: &str| lines.iter().filter(|l| l["type"] == kind).count();
    let whole = json(Format::Json);
    assert_eq!(of("finding"), whole["findings"].as_array().unwrap().len());
    assert_eq!(of("matter"), whole["ledger"].as_array().unwrap().len());
    assert_eq!(lines[0]["tool"], whole["tool"]);
}

#[test]
fn sarif_meets_the_schema_of_the_standard() {
    let mut schema: Value =
        serde_json::from_str(include_str!("../schema/sarif-2.1.0.json")).unwrap();
    // The standard's own pattern for languages has a stray bracket, which strict engines refuse.
    let language = &mut schema["definitions"]["run"]["properties"]["language"];
    language.as_object_mut().unwrap().remove("pattern");
    let language = &mut schema["definitions"]["toolComponent"]["properties"]["language"];
    language.as_object_mut().unwrap().remove("pattern");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let sarif = json(Format::Sarif);
    let errors: Vec<String> = validator
        .iter_errors(&sarif)
        .map(|e| format!("{e} at {}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn sarif_regions_cut_the_snippet_from_the_file() {
    let sarif = json(Format::Sarif);
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let related = result["relatedLocations"].as_array().unwrap();
        for location in result["locations"]
            .as_array()
            .unwrap()
            .iter()
            .chain(related)
        {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            let (file, text) = TEXTS.iter().find(|(f, _)| encoded(f) == uri).unwrap();
            let words = region(text, &physical["region"]);
            assert_eq!(
                physical["region"]["snippet"]["text"],
                masked(&words),
                "{file}"
            );
        }
        assert!(result["partialFingerprints"]["primaryLocationLineHash"].is_string());
    }
}

/// `path` percent-encoded as RFC 3986 has it.
fn encoded(path: &str) -> String {
    let byte = |b: u8| match b {
        b'/' | b'.' | b'0'..=b'9' | b'a'..=b'z' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    path.bytes().map(byte).collect()
}

/// The characters of `text` inside a SARIF region.
fn region(text: &str, region: &Value) -> String {
    let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
    let (mut line, mut column, mut out) = (1, 1, String::new());
    for c in text.chars() {
        let from = (number("startLine"), number("startColumn"));
        if (line, column) >= from && (line, column) < (number("endLine"), number("endColumn")) {
            out.push(c);
        }
        (line, column) = if c == '\n' {
            (line + 1, 1)
        } else {
            (line, column + 1)
        };
    }
    out
}

#[test]
fn sarif_puts_the_report_first_links_the_promise_and_names_cells() {
    let sarif = json(Format::Sarif);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let of = |rule: &str| results.iter().rev().find(|r| r["ruleId"] == rule).unwrap();
    let slip = of("deadline-slip");
    assert!(
        slip["message"]["text"]
            .as_str()
            .unwrap()
            .contains("[2024年承诺](1)")
    );
    assert_eq!(slip["relatedLocations"][0]["id"], 1);
    let cell = &of("status-no-number")["locations"][0]["logicalLocations"][0];
    assert_eq!(cell["fullyQualifiedName"], "进度表 C2");
}

#[test]
fn github_annotations_point_back_and_give_no_column_over_lines() {
    let mut report = sample::report();
    report.findings.iter_mut().for_each(|f| f.accepted = None);
    let text = String::from_utf8(report.write(Format::Github, &View::default())).unwrap();
    let commands: Vec<&str> = text.lines().filter(|l| l.contains(",line=")).collect();
    assert_eq!(commands.len(), report.findings.len());
    for command in &commands {
        let (head, _) = command
            .split_once("::")
            .and_then(|(_, r)| r.split_once("::"))
            .unwrap();
        let value = |key: &str| {
            let rest = head.split([',', ' ']).find_map(|p| p.strip_prefix(key));
            rest.map(|v| v.parse::<usize>().unwrap())
        };
        if value("line=") != value("endLine=") {
            assert_eq!(value("col="), None, "{command}");
        } else {
            assert!(value("endColumn=") > value("col="), "{command}");
        }
    }
    assert!(
        commands
            .iter()
            .any(|c| c.contains("line=7,endLine=7,col=1,endColumn=16"))
    );
}

#[test]
fn ten_annotations_of_a_level_are_written_and_the_summary_has_the_rest() {
    let mut report = sample::report();
    let model = report.findings[3].clone();
    report.findings = vec![model; 25];
    let annotations = String::from_utf8(report.write(Format::Github, &View::default())).unwrap();
    assert_eq!(annotations.matches("title=target-missed").count(), 10);
    let summary = String::from_utf8(report.write(Format::GithubSummary, &View::default())).unwrap();
    assert_eq!(summary.matches("| target-missed |").count(), 25);
}

#[test]
fn gitlab_issues_have_what_gitlab_requires_and_fingerprints_of_their_own() {
    let schema = include_str!("../schema/gitlab-code-quality.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let mut report = sample::report();
    let twice = report.findings[3].clone();
    report.findings.push(twice);
    let bytes = report.write(Format::Gitlab, &View::default());
    let issues: Value = serde_json::from_slice(&bytes).unwrap();
    assert!(validator.is_valid(&issues), "{issues:#}");
    let mut seen = std::collections::HashSet::new();
    for issue in issues.as_array().unwrap() {
        assert!(seen.insert(issue["fingerprint"].clone()), "{issue}");
    }
}

#[test]
fn junit_fails_as_often_as_there_are_open_errors_and_warnings() {
    let mut report = sample::report();
    let twin = report.findings.iter().find(|f| f.accepted.is_none());
    let twin = twin.unwrap().clone();
    report.findings.push(twin);
    let open = |f: &&duban::finding::Finding| {
        f.accepted.is_none() && f.severity > duban::finding::Severity::Info
    };
    let text = String::from_utf8(report.write(Format::Junit, &View::default())).unwrap();
    let count = report.findings.iter().filter(open).count();
    assert_eq!(text.matches("<failure").count(), count);
    assert!(text.contains(&format!("failures=\"{count}\"")), "{text}");
}

#[test]
fn junit_shows_matters_without_findings_as_passed_and_unread_files_as_errors() {
    let text = written(Format::Junit);
    assert!(text.contains("classname=\"follow-up\""));
    assert!(text.contains("<error message="));
    assert!(
        !text.contains("time="),
        "no time in a report that must not change"
    );
}
