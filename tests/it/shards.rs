//! A run in shards, merged, prints what one run prints: in every format, byte for byte.

use crate::again::{FORMATS, Place};
use std::fs;
use std::process::Output;

const CHECK: [&str; 5] = ["check", "docs", "--today", "2026-04-10", "--no-cache"];

/// Writes the parts of a run in `of` shards and names them.
fn parts(place: &Place, of: usize) -> Vec<String> {
    let write = |number: usize| {
        let (shard, name) = (format!("{number}/{of}"), format!("{number}.part"));
        let written = place.duban(&[&CHECK[..], &["--shard", &shard, "-o", &name]].concat());
        assert!(written.status.success(), "{written:?}");
        name
    };
    (1..=of).map(write).collect()
}

fn merge(place: &Place, parts: &[&str], format: &str) -> Output {
    place.duban(&[&["merge", "--format", format], parts].concat())
}

#[test]
fn shards_merged_print_what_one_run_prints() {
    let place = Place::new();
    fs::write(place.path("docs/坏了.docx"), "no zip").unwrap();
    fs::write(
        place.path("docs/无单位.txt"),
        "关于某事的通知\n\n年底前完成道路改造3公里。\n",
    )
    .unwrap();
    for of in [1, 2, 5] {
        let parts = parts(&place, of);
        let parts: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
        for format in FORMATS {
            let single = place.duban(&[&CHECK[..], &["--format", format]].concat());
            let merged = merge(&place, &parts, format);
            assert!(single.stdout == merged.stdout, "{of} shards, {format}");
            assert_eq!(single.status.code(), merged.status.code());
        }
    }
}

#[test]
fn settings_baseline_and_waivers_apply_when_parts_are_merged() {
    let place = Place::new();
    let settings = "rules: { severity: { commitment-dropped: info } }\n";
    fs::write(place.path("docs/duban.yaml"), settings).unwrap();
    assert!(place.duban(&["baseline", "docs/青禾县"]).status.success());
    let parts = parts(&place, 3);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let single = place.duban(&[&CHECK[..], &["--format", "json"]].concat());
    assert!(single.stdout == merge(&place, &parts, "json").stdout);
}

#[test]
fn a_part_that_is_missing_twice_damaged_or_of_another_run_is_refused() {
    let place = Place::new();
    parts(&place, 3);
    let bytes = fs::read(place.path("2.part")).unwrap();
    fs::write(place.path("damaged.part"), &bytes[..bytes.len() - 1]).unwrap();
    fs::copy(place.path("1.part"), place.path("other.part")).unwrap();
    let other = [
        &CHECK[..2],
        &[
            "--today",
            "2026-04-11",
            "--shard",
            "2/3",
            "-o",
            "other.part",
        ],
    ];
    assert!(place.duban(&other.concat()).status.success());
    for (parts, says) in [
        (&["1.part", "3.part"][..], "缺第 2 份（共 3 份）"),
        (
            &["1.part", "2.part", "3.part", "2.part"],
            "第 2 份写了不止一次",
        ),
        (
            &["1.part", "damaged.part", "3.part"],
            "damaged.part 不是完整的一份核对结果",
        ),
        (
            &["1.part", "other.part", "3.part"],
            "other.part 与其他各份不是同一次核对",
        ),
        (&["docs/duban.yaml"], "打不开"),
    ] {
        let refused = merge(&place, parts, "json");
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_shard_that_cannot_be_is_refused() {
    let place = Place::new();
    for shard in ["0/2", "3/2", "2", "x/y"] {
        let refused = place.duban(&[&CHECK[..], &["--shard", shard, "-o", "x.part"]].concat());
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains("几/共几"), "{said}");
    }
}
