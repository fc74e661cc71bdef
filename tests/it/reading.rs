//! Bytes become text whatever their encoding; what is no text is named, and stops nothing.

use duban::source::{Reading, read_bytes};

const SAMPLE: &str =
    "二、2021年工作安排\r\n\r\n全年新建幼儿园12所，新增学位3600个；完成技术合同登记额30亿元。\r\n";

fn text_and_encoding(bytes: &[u8]) -> (String, String) {
    let reading = read_bytes(bytes, "样本.txt");
    assert_eq!(reading.unread, []);
    let file = &reading.documents[0].file;
    (file.text.clone(), file.encoding.clone())
}

fn why_unread(bytes: &[u8]) -> String {
    let Reading {
        documents, unread, ..
    } = read_bytes(bytes, "样本.txt");
    assert!(documents.is_empty());
    assert_eq!(unread[0].what, "整个文件");
    unread[0].why.clone()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_usual_encoding_gives_the_same_text_and_is_named() {
    let gb = encoding_rs::GB18030.encode(SAMPLE).0.into_owned();
    let with_mark = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    for (bytes, encoding) in [
        (SAMPLE.as_bytes().to_vec(), "utf-8"),
        (
            with_mark(b"\xEF\xBB\xBF", SAMPLE.as_bytes().to_vec()),
            "utf-8",
        ),
        (gb, "gb18030"),
        (
            with_mark(b"\xFF\xFE", utf16(SAMPLE, u16::to_le_bytes)),
            "utf-16le",
        ),
        (
            with_mark(b"\xFE\xFF", utf16(SAMPLE, u16::to_be_bytes)),
            "utf-16be",
        ),
        (utf16(SAMPLE, u16::to_le_bytes), "utf-16le"),
    ] {
        assert_eq!(
            text_and_encoding(&bytes),
            (SAMPLE.to_owned(), encoding.to_owned())
        );
    }
}

#[test]
fn traditional_characters_in_big5_are_read() {
    let text = "二、明年施政重點：全面推動社會住宅興建計畫，預計完成一千二百戶，並持續改善交通建設與公共服務品質。";
    let bytes = encoding_rs::BIG5.encode(text).0;
    assert_eq!(
        text_and_encoding(&bytes),
        (text.to_owned(), "big5".to_owned())
    );
}

#[test]
fn line_ends_are_kept_and_places_count_from_the_first_character() {
    let bytes = [b"\xEF\xBB\xBF", SAMPLE.as_bytes()].concat();
    let reading = read_bytes(&bytes, "样本.txt");
    let document = &reading.documents[0];
    let at = document.file.text.find("新增").unwrap();
    assert_eq!(document.file.line_column(at), (3, 12));
    assert!(document.text().contains("\r\n"));
}

#[test]
fn what_is_no_text_says_why_and_what_to_do() {
    assert!(why_unread(b"").contains("空"));
    assert!(why_unread(b" \r\n\t\n").contains("空的"));
    assert!(why_unread(&[0, 1, 2, 3, 255, 254, 0, 9].repeat(40)).contains("二进制"));
    let noise: Vec<u8> = (0..4000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80)
        .collect();
    assert!(why_unread(&noise).contains("编码"));
}

#[test]
fn one_unreadable_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("一.txt"), SAMPLE).unwrap();
    std::fs::write(folder.path().join("二.txt"), [0u8; 64]).unwrap();
    std::fs::write(folder.path().join("三.txt"), SAMPLE).unwrap();
    let request = duban::run::Request {
        paths: vec![folder.path().to_owned()],
        ..Default::default()
    };
    let report = duban::run::run(&request).unwrap();
    assert_eq!(report.documents.len(), 2);
    assert_eq!(report.unread.len(), 1);
}

#[test]
fn below_a_folder_only_documents_are_read_and_the_rest_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("报告.txt", SAMPLE);
    put("README.md", "说明");
    put(".草稿.txt", SAMPLE);
    put("~$报告.docx", "x");
    put("图.png", "x");
    put("旧稿.txt", SAMPLE);
    put(".gitignore", "旧稿.*\n");
    put("问题清单.html", "<!-- duban-report/1 -->");
    let request = duban::run::Request {
        paths: vec![folder.path().to_owned()],
        ..Default::default()
    };
    let report = duban::run::run(&request).unwrap();
    let read: Vec<&str> = report
        .documents
        .iter()
        .map(|d| d.file.path.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(read, ["报告.txt"]);
    let why = |name: &str| {
        let found = report
            .passed_over
            .iter()
            .find(|(file, _)| file.ends_with(name));
        found
            .unwrap_or_else(|| panic!("{name}: {:?}", report.passed_over))
            .1
            .clone()
    };
    assert_eq!(why("README.md"), "目录说明文件，不是报告");
    assert_eq!(why(".草稿.txt"), "隐藏文件");
    assert_eq!(why("~$报告.docx"), "文档打开时的临时文件");
    assert_eq!(why("图.png"), "不是能读的文档格式（.png）");
    assert_eq!(why("旧稿.txt"), ".gitignore 中已排除");
    assert_eq!(why("问题清单.html"), "duban 自己生成的报告");
}

#[test]
fn nothing_this_program_wrote_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("报告.txt"), SAMPLE).unwrap();
    std::fs::write(folder.path().join("旧稿.txt"), SAMPLE).unwrap();
    let duban = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_duban"));
        let output = command.args(arguments).current_dir(folder.path()).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let outputs = [
        "报.txt",
        "报.html",
        "报.md",
        "报.summary.md",
        "报.xlsx",
        "报.批注.docx",
        "报.github.txt",
    ];
    let asked: Vec<&str> = outputs.iter().flat_map(|o| ["--output", o]).collect();
    let check = ["check", ".", "--fail-on", "never", "--notice", "通报"];
    duban(&[&check[..], &asked].concat());
    duban(&[
        "diff",
        "旧稿.txt",
        "报告.txt",
        "-o",
        "比.html",
        "-o",
        "比.txt",
    ]);
    let said = duban(&["check", ".", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let read: Vec<&str> = report["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["file"].as_str().unwrap())
        .collect();
    assert_eq!(read, ["报告.txt", "旧稿.txt"]);
}

#[test]
fn a_file_given_by_name_is_read_whatever_it_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("README.md");
    std::fs::write(&file, SAMPLE).unwrap();
    let request = duban::run::Request {
        paths: vec![file],
        ..Default::default()
    };
    assert_eq!(duban::run::run(&request).unwrap().documents.len(), 1);
}

#[test]
fn a_folder_without_documents_and_a_missing_path_are_wrong_requests() {
    let folder = tempfile::tempdir().unwrap();
    let ask = |path: std::path::PathBuf| {
        let request = duban::run::Request {
            paths: vec![path],
            ..Default::default()
        };
        duban::run::run(&request).unwrap_err()
    };
    let empty = ask(folder.path().to_owned());
    assert!(empty.to_string().contains("没有可读的文档"));
    std::fs::write(folder.path().join("报告.txt"), SAMPLE).unwrap();
    let missing = ask(folder.path().join("报吿.txt"));
    let help = miette::Diagnostic::help(&missing).unwrap().to_string();
    assert!(
        help.starts_with("是不是：") && help.ends_with("报告.txt"),
        "{help}"
    );
}
