//! The workbook has the columns of a 台账, holds text only, and gives back what people filled in.

use crate::sample::{self, golden};
use calamine::{Data, Reader, Xlsx};
use duban::finding::Conclusion;
use duban::ledger::Ledger;
use duban::report::{Format, Report, View, notice};
use std::io::Cursor;

fn bytes(report: &Report) -> Vec<u8> {
    report.write(Format::Xlsx, &View::default())
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range
        .rows()
        .map(|r| r.iter().map(Data::to_string).collect())
        .collect()
}

/// The cell of the first row that has `words` somewhere, under `header`.
fn cell(rows: &[Vec<String>], words: &str, header: &str) -> String {
    let column = rows[0].iter().position(|h| h == header).unwrap();
    let row = rows
        .iter()
        .find(|r| r.iter().any(|c| c.contains(words)))
        .unwrap();
    row[column].clone()
}

#[test]
fn the_sheets_look_as_written_down() {
    let bytes = bytes(&sample::report());
    let text = |name| {
        let rows = sheet(&bytes, name);
        let lines: Vec<String> = rows
            .iter()
            .map(|r| r.join(" | ").replace('\n', "⏎"))
            .collect();
        lines.join("\n")
    };
    golden("xlsx_findings", &text("问题清单"));
    golden("xlsx_ledger", &text("承诺台账"));
    golden("xlsx_notes", &text("核对说明"));
}

#[test]
fn a_state_is_coloured_by_its_whole_name() {
    let bytes = bytes(&sample::report());
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheets = String::new();
    for i in 0..book.len() {
        let mut part = book.by_index(i).unwrap();
        if part.name().unwrap().starts_with("xl/worksheets/sheet") {
            std::io::Read::read_to_string(&mut part, &mut sheets).unwrap();
        }
    }
    // 完成 stands in 未完成 and 部分完成 too.
    assert!(!sheets.contains("containsText"), "{sheets}");
    for state in ["完成", "未完成", "部分完成", "没有下文"] {
        let rule = format!("operator=\"equal\"><formula>\"{state}\"</formula>");
        assert!(sheets.contains(&rule), "{state}");
    }
}

#[test]
fn one_row_is_one_finding_with_the_promise_beside_it() {
    let rows = sheet(&bytes(&sample::report()), "问题清单");
    assert_eq!(rows.len(), 1 + sample::report().findings.len());
    assert_eq!(
        cell(&rows, "target-missed", "完成情况原文"),
        "新建幼儿园9所"
    );
    assert!(cell(&rows, "target-missed", "关联原文").ends_with("新建幼儿园12所"));
    assert_eq!(cell(&rows, "进度表 C2", "页/行"), "进度表 C2");
}

#[test]
fn text_like_a_formula_stays_text() {
    let bytes = bytes(&sample::report());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert!(book.worksheet_formula("问题清单").unwrap().is_empty());
    let rows = sheet(&bytes, "问题清单");
    assert!(rows.iter().flatten().any(|c| c.starts_with("=HYPERLINK")));
}

#[test]
fn what_people_fill_in_survives_the_next_run_by_fingerprint() {
    let mut report = sample::report();
    report.ledger = filled(
        "target-missed-0002",
        &[
            ("整改情况", "已开工"),
            ("复核结论", "误报"),
            ("销号日期", "2026-03-01"),
            ("说明", "三所已移交"),
        ],
    );
    report.findings[3].statement = None;
    let ledger = report.ledger.clone();
    ledger.attach(&mut report.findings);
    let statement = report.findings[3].statement.clone().unwrap();
    assert_eq!(
        (statement.conclusion, statement.text.as_str()),
        (Conclusion::FalseAlarm, "三所已移交")
    );
    report.findings.reverse();
    let rows = sheet(&bytes(&report), "问题清单");
    assert_eq!(cell(&rows, "target-missed-0002", "整改情况"), "已开工");
    assert_eq!(cell(&rows, "target-missed-0002", "销号日期"), "2026-03-01");
    let again = Ledger::parse(&bytes(&report)).unwrap();
    assert_eq!(
        again.entries["target-missed-0002"].cell("说明"),
        "三所已移交"
    );
}

fn filled(fingerprint: &str, cells: &[(&str, &str)]) -> Ledger {
    let mut ledger = Ledger::parse(&bytes(&sample::report())).unwrap();
    let entry = ledger.entries.get_mut(fingerprint).unwrap();
    for (header, text) in cells {
        entry.cells.insert((*header).to_owned(), (*text).to_owned());
    }
    ledger
}

#[test]
fn a_finding_counts_once_per_period_and_is_kept_when_it_no_longer_fires() {
    let mut report = sample::report();
    report.ledger = Ledger::parse(&bytes(&report)).unwrap();
    let same = sheet(&bytes(&report), "问题清单");
    assert_eq!(cell(&same, "target-missed-0002", "连续出现次数"), "1");
    report.facts[1].profile.year = Some(2026);
    report.ledger = Ledger::parse(&bytes(&report)).unwrap();
    report.facts[1].profile.year = Some(2027);
    let next = sheet(&bytes(&report), "问题清单");
    assert_eq!(cell(&next, "target-missed-0002", "连续出现次数"), "3");
    assert_eq!(cell(&next, "target-missed-0002", "首次发现期次"), "2025年");
    report.findings.retain(|f| f.rule != "target-missed");
    let gone = sheet(&bytes(&report), "已消除");
    assert_eq!(gone.len(), 3);
}

#[test]
fn the_next_period_goes_on_counting_by_rule_and_matter() {
    let mut report = sample::report();
    report.ledger = Ledger::parse(&bytes(&report)).unwrap();
    for finding in &mut report.findings {
        finding.fingerprint += "-next"; // a fingerprint names its period
    }
    report.facts[1].profile.year = Some(2026);
    let next = sheet(&bytes(&report), "问题清单");
    assert_eq!(cell(&next, "target-missed-0002-next", "连续出现次数"), "2");
    assert_eq!(
        cell(&next, "target-missed-0002-next", "首次发现期次"),
        "2025年"
    );
}

#[test]
fn links_lead_from_the_folder_of_the_workbook_to_the_files() {
    let mut report = sample::report();
    report.way_back = "../".into();
    assert_eq!(report.link("报告/2025.txt"), "../报告/2025.txt");
    assert_eq!(report.link("/全路径.txt"), "/全路径.txt");
}

#[test]
fn a_file_that_is_no_workbook_is_refused_and_a_missing_one_is_empty() {
    assert!(Ledger::parse(b"no workbook").is_err());
    let missing = std::path::Path::new("没有/这个.xlsx");
    assert_eq!(Ledger::read(missing).unwrap(), Ledger::default());
}

#[test]
fn the_bulletin_has_errors_and_warnings_only_and_each_unit_gets_its_own_items() {
    let files = notice::files(&sample::report());
    let all: Vec<String> = files
        .iter()
        .map(|(name, text)| format!("=== {name}\n{text}"))
        .collect();
    golden("notice", &all.join("\n"));
    assert!(
        files
            .iter()
            .all(|(_, text)| !text.contains("pii-exposure") && !text.contains("hedged"))
    );
    let unit = &files
        .iter()
        .find(|(name, _)| name == "提醒单-县教体局.md")
        .unwrap()
        .1;
    assert!(!unit.contains("县住建局"));
}

#[test]
fn a_unit_named_like_a_path_cannot_leave_the_folder() {
    let mut report = sample::report();
    report.findings[3].owners = vec!["../../x\u{202e}".into()];
    for (name, _) in notice::files(&report) {
        assert!(!name.contains(['/', '\\', '\u{202e}']), "{name}");
    }
}
