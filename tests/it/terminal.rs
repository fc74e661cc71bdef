//! The terminal output fits its width, points at the right words and stays safe.

use crate::sample;
use duban::document::{Document, SourceFile};
use duban::finding::Finding;
use duban::location::DocId;
use duban::report::{Format, Report, View};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

fn shown(report: &Report, view: View) -> String {
    String::from_utf8(report.write(Format::Terminal, &view)).unwrap()
}

fn everything(width: usize) -> View {
    View {
        width,
        info: true,
        verbose: 1,
        ..View::default()
    }
}

#[test]
fn the_sample_looks_as_written_down() {
    sample::golden("terminal", &shown(&sample::report(), View::default()));
    sample::golden(
        "terminal_verbose_60",
        &shown(&sample::report(), everything(60)),
    );
}

#[test]
fn no_line_is_wider_than_asked_for() {
    for width in [40, 60, 100, 200] {
        let text = shown(&sample::report(), everything(width));
        let widest = text.lines().max_by_key(|l| l.width()).unwrap();
        assert!(
            widest.width() <= width,
            "{} > {width}: {widest}",
            widest.width()
        );
    }
}

#[test]
fn ascii_draws_no_boxes_and_colour_is_off_unless_asked_for() {
    let plain = shown(
        &sample::report(),
        View {
            ascii: true,
            ..View::default()
        },
    );
    assert!(!plain.contains(['─', '│', '╭', '·', '…']), "{plain}");
    assert!(!plain.contains('\u{1b}'));
    let coloured = shown(
        &sample::report(),
        View {
            color: true,
            ..View::default()
        },
    );
    assert!(coloured.contains("\u{1b}["));
}

#[test]
fn control_and_bidi_characters_never_reach_the_terminal() {
    let text = shown(&sample::report(), everything(100));
    assert!(!text.contains(['\u{7}', '\u{202e}', '\u{1b}']), "{text}");
}

#[test]
fn phone_numbers_are_masked() {
    let text = shown(&sample::report(), everything(200));
    assert!(
        !text.contains("85911145") && !text.contains("13812345678"),
        "{text}"
    );
    assert!(!text.contains("13912345678"));
}

#[test]
fn the_words_above_the_underline_are_the_words_found() {
    let text = shown(&sample::report(), View::default());
    let lines: Vec<&str> = text.lines().collect();
    let row = lines
        .iter()
        .position(|l| l.contains("新建幼儿园9所"))
        .unwrap();
    let (line, under) = (lines[row], lines[row + 1]);
    let start = under.find(['─', '┬']).map(|i| under[..i].width()).unwrap();
    let end = under.width();
    assert_eq!(columns(line, start, end), "新建幼儿园9所");
}

/// The part of `line` between two display columns.
fn columns(line: &str, start: usize, end: usize) -> String {
    let mut column = 0;
    let inside = line.chars().filter(|c| {
        let at = column;
        column += c.to_string().width();
        at >= start && at < end
    });
    inside.collect()
}

#[test]
fn lines_of_seventy_thousand_columns_are_clipped_and_do_not_panic() {
    for unit in ["很长的一行，", "x"] {
        let text = format!("{}正常推进{}", unit.repeat(40_000), unit.repeat(40_000));
        let start = text.find("正常推进").unwrap();
        let report = one(&text, start..start + 12);
        let out = shown(&report, View::default());
        assert!(out.contains("正常推进"));
        assert!(out.lines().all(|l| l.width() <= 100), "{out}");
        let all = one(&text, 0..text.len());
        assert!(
            shown(&all, View::default())
                .lines()
                .all(|l| l.width() <= 100)
        );
    }
}

#[test]
fn more_than_three_findings_of_an_item_become_a_line_each() {
    let mut report = sample::report();
    let model = report.findings[3].clone();
    report.findings = (0..5)
        .map(|i| Finding {
            fingerprint: i.to_string(),
            ..model.clone()
        })
        .collect();
    let text = shown(&report, View::default());
    let in_full = |l: &&str| l.starts_with("  错误 target-missed");
    assert_eq!(text.lines().filter(in_full).count(), 3);
    assert!(text.contains("另有 2 条"), "{text}");
    let briefly = text.matches("报告/2025.txt:4:7 错误 target-missed").count();
    assert_eq!(briefly, 2, "each with its place: {text}");
}

/// A report with one finding at `range` of `text`.
fn one(text: &str, range: std::ops::Range<usize>) -> Report {
    let mut report = sample::report();
    let file = SourceFile::new(
        "长.txt".into(),
        text.into(),
        "utf-8".into(),
        String::new(),
        vec![],
    );
    let document = Document {
        file: Arc::new(file),
        range: 0..text.len(),
        ..report.documents[0].clone()
    };
    let primary = duban::location::Span::new(DocId(0), range);
    let finding = Finding {
        primary,
        related: vec![],
        ..report.findings[3].clone()
    };
    report.documents = vec![document];
    report.facts.clear();
    report.linked = duban::link::Linked::default();
    report.findings = vec![finding];
    report
}

#[test]
fn places_are_links_where_the_terminal_takes_them() {
    let check = |forced: &str, color: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(["check", "seeds/000_09e300f7dafa71f7.txt", "--color", color])
            .env("FORCE_HYPERLINK", forced)
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(!check("0", "never").contains("\u{1b}]8;;"));
    for color in ["never", "always"] {
        let linked = check("1", color);
        let address = "/seeds/000_09e300f7dafa71f7.txt\u{1b}\\";
        assert!(
            linked.contains("\u{1b}]8;;file:///") && linked.contains(address),
            "{linked}"
        );
    }
}
