//! What each stage of a run costs on a pair of reports of two successive years, each of about 20,000 characters.

use divan::Bencher;
use divan::counter::BytesCount;
use duban::document::Document;
use duban::extract::{Facts, Lexicon, extract};
use duban::judge::judge;
use duban::link::{Linked, link};
use duban::location::DocId;
use duban::report::{Format, Report, View};
use duban::rule::RuleSet;
use duban::rule::case::Papers;
use duban::run::{Extent, Tools, Understood, conclude};
use duban::source::read_bytes;
use std::fmt::Write;

/// Characters of an ordinary report.
const ORDINARY: usize = 20_000;

fn main() {
    divan::main();
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let texts = [report(2023), report(2024)];
    bencher
        .counter(BytesCount::new(texts.concat().len()))
        .bench_local(|| documents(&texts));
}

#[divan::bench]
fn extract_facts(bencher: Bencher<'_, '_>) {
    let pair = Pair::read();
    bencher
        .counter(pair.bytes())
        .bench_local(|| facts(&pair.documents, &pair.lexicon));
}

#[divan::bench]
fn link_facts(bencher: Bencher<'_, '_>) {
    let pair = Pair::read();
    bencher
        .counter(pair.bytes())
        .bench_local(|| link(&pair.documents, &pair.facts, &pair.lexicon));
}

#[divan::bench]
fn judge_matters(bencher: Bencher<'_, '_>) {
    let pair = Pair::read();
    let linked = link(&pair.documents, &pair.facts, &pair.lexicon);
    let rules = RuleSet::built_in(&pair.lexicon);
    bencher
        .counter(pair.bytes())
        .bench_local(|| judge(&pair.papers(&linked), &rules.rules));
}

#[divan::bench]
fn write_for_a_terminal(bencher: Bencher<'_, '_>) {
    let report = whole();
    bencher.bench_local(|| report.write(Format::Terminal, &View::default()).len());
}

#[divan::bench]
fn prepare_word_lists_and_rules(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| RuleSet::built_in(&Lexicon::built_in()));
}

/// Two reports, read and understood.
struct Pair {
    lexicon: Lexicon,
    documents: Vec<Document>,
    facts: Vec<Facts>,
}

impl Pair {
    fn read() -> Self {
        let lexicon = Lexicon::built_in();
        let documents = documents(&[report(2023), report(2024)]);
        Self {
            facts: facts(&documents, &lexicon),
            documents,
            lexicon,
        }
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.documents.iter().map(|d| d.text().len()).sum::<usize>())
    }

    fn papers<'a>(&'a self, linked: &'a Linked) -> Papers<'a> {
        Papers {
            documents: &self.documents,
            facts: &self.facts,
            linked,
            lexicon: &self.lexicon,
            today: None,
        }
    }
}

fn whole() -> Report {
    let tools = Tools::new(None).expect("what comes with the program is valid");
    let documents = documents(&[report(2023), report(2024)]);
    let understood = Understood {
        facts: facts(&documents, &tools.lexicon),
        documents,
        ..Understood::default()
    };
    conclude(understood, &tools, (None, Extent::Ledger))
}

fn documents(texts: &[String]) -> Vec<Document> {
    let read = |(id, text): (u32, &String)| {
        let mut reading = read_bytes(text.as_bytes(), &format!("{id}.txt"));
        let mut document = reading.documents.remove(0);
        document.id = DocId(id);
        document
    };
    (0..).zip(texts).map(read).collect()
}

fn facts(documents: &[Document], lexicon: &Lexicon) -> Vec<Facts> {
    documents.iter().map(|d| extract(d, lexicon)).collect()
}

/// A report of `year`: what was done the year before, and what is to be done; half of each promise comes back a year later.
fn report(year: usize) -> String {
    let mut text = format!(
        "甲市{year}年政府工作报告\n各位代表：现在，我代表市人民政府，向大会报告工作。\n一、{}年工作回顾\n",
        year - 1
    );
    part(
        &mut text,
        year - 1,
        ["建成", "完成投资", "达到"],
        ORDINARY / 2,
    );
    let _ = write!(
        text,
        "二、{year}年工作安排\n主要预期目标：地区生产总值增长6%左右，城镇新增就业2.{}万人。\n",
        year % 10
    );
    part(
        &mut text,
        year,
        ["新建", "力争完成投资", "提高到"],
        ORDINARY,
    );
    text
}

/// Paragraphs about the things of `year` until the text has `characters`.
fn part(text: &mut String, year: usize, [built, invested, reached]: [&str; 3], characters: usize) {
    let places = [
        "城东",
        "城西",
        "高新区",
        "开发区",
        "滨河新区",
        "北山",
        "南湖",
        "老城区",
        "空港",
        "临江",
    ];
    let things = [
        "实验小学",
        "中心医院",
        "污水处理厂",
        "文化馆",
        "体育公园",
        "养老服务中心",
        "高铁站",
        "科技产业园",
        "农贸市场",
        "幼儿园",
    ];
    let mut count = text.chars().count();
    for n in 0.. {
        if count >= characters {
            return;
        }
        let place = places[(n * 7 + year) % places.len()];
        let thing = things[(n * 3 + n / 10 + year) % things.len()];
        let paragraph = format!(
            "（{n}）推进{place}建设。{built}{place}{thing}{}个，改造老旧小区{}个，新增学位{}个，{invested}{}.{}亿元；{thing}覆盖率{reached}{}%。深入实施{place}提升行动，加快{thing}等项目建设，持续优化营商环境。\n",
            n % 9 + 2,
            n % 31 + 5,
            100 * (n % 17 + 3),
            n % 40 + 1,
            n % 9,
            60 + n % 39
        );
        count += paragraph.chars().count();
        text.push_str(&paragraph);
    }
}
