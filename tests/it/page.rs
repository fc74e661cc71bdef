//! The web page shows everything, escapes everything, and needs nothing but itself.

use crate::sample::{self, golden};
use duban::finding::Finding;
use duban::report::{Format, Report, View};
use scraper::{Html, Selector};

fn page(report: &Report) -> String {
    String::from_utf8(report.write(Format::Html, &View::default())).unwrap()
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn the_page_looks_as_written_down() {
    golden("html", &page(&sample::report()));
}

#[test]
fn words_of_a_document_never_become_markup() {
    let html = Html::parse_document(&page(&sample::report()));
    assert_eq!(select(&html, "script").len(), 1, "only our own script");
    assert!(select(&html, "article i, article b, td b").is_empty());
    assert!(select(&html, "[onmouseover]").is_empty());
    let text: String = html.root_element().text().collect();
    assert!(text.contains("<i>target-missed</i>"));
}

#[test]
fn attributes_cannot_be_closed_from_a_document() {
    let mut report = sample::report();
    report.findings[0].owners = vec!["\"onmouseover=\"alert(1)".into()];
    report.findings[0].fingerprint = "\"><script>alert(1)</script>".into();
    let html = Html::parse_document(&page(&report));
    assert!(select(&html, "[onmouseover]").is_empty());
    assert_eq!(select(&html, "script").len(), 1);
}

#[test]
fn nothing_is_fetched_from_anywhere() {
    let html = page(&sample::report());
    assert!(!html.contains("http://") && !html.contains("https://"));
    let html = Html::parse_document(&html);
    assert!(select(&html, "link, img, iframe, script[src]").is_empty());
}

#[test]
fn every_finding_stands_side_by_side_with_what_it_is_held_against() {
    let report = sample::report();
    let html = Html::parse_document(&page(&report));
    assert_eq!(select(&html, "article").len(), report.findings.len());
    let missed = &select(&html, "article[data-rule=target-missed] .sides > div");
    let side = |i: usize| -> String { missed[i].text().collect() };
    assert!(side(0).contains("新建幼儿园12所"), "{}", side(0));
    assert!(side(1).contains("新建幼儿园9所"), "{}", side(1));
    let changed: Vec<String> = select(&html, "article[data-rule=target-missed] mark")
        .iter()
        .map(|m| m.text().collect())
        .collect();
    assert_eq!(changed, ["12", "9"]);
}

#[test]
fn waivers_statements_unread_files_and_provenance_are_shown() {
    let text: String = Html::parse_document(&page(&sample::report()))
        .root_element()
        .text()
        .collect();
    for words in [
        "豁免：口径变更已说明（批准人 张三，至 2026-12-31，依据 云政发〔2024〕7号）",
        "已说明（县教体局）：三所因征迁顺延",
        "不是有效的 docx",
        "表头只认出一半",
        "时限顺延",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains(&"0".repeat(64)), "lexicon hash");
}

#[test]
fn without_script_everything_is_visible_and_the_filter_is_not() {
    let html = Html::parse_document(&page(&sample::report()));
    assert!(select(&html, "article[hidden]").is_empty());
    assert_eq!(select(&html, "form[hidden]").len(), 1);
}

#[test]
fn an_empty_report_is_a_page_too() {
    let mut report = sample::report();
    report.findings = Vec::<Finding>::new();
    report.linked = duban::link::Linked::default();
    assert!(page(&report).contains("没有发现问题"));
}
