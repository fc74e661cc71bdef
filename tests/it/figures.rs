//! Numbers and times: labelled sentences, small examples, and properties that hold for any input.

use duban::document::{Document, SourceFile};
use duban::extract::Lexicon;
use duban::extract::deadline::{Deadline, DeadlineFinder};
use duban::extract::figures::{FigureFinder, Figures, Setting};
use duban::extract::period::{Period, TimeUse, Years};
use duban::extract::quantity::{Basis, Bound, Quantity, QuantityRole, Units};
use duban::location::DocId;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);
static FINDER: LazyLock<FigureFinder> = LazyLock::new(|| FigureFinder::new(&LEXICON));

fn document(text: &str) -> Document {
    let file = SourceFile::new(
        "文.txt".into(),
        text.into(),
        "utf-8".into(),
        String::new(),
        Vec::new(),
    );
    Document {
        id: DocId(0),
        range: 0..file.text.len(),
        file: Arc::new(file),
        title: None,
        blocks: Vec::new(),
        tables: Vec::new(),
    }
}

fn figures(text: &str, years: Years) -> Figures {
    let document = document(text);
    let setting = Setting {
        years,
        role: QuantityRole::Target,
    };
    FINDER.find(&document, document.range.clone(), setting)
}

pub(crate) fn quantities(text: &str) -> Vec<Quantity> {
    figures(text, Years::same(2019)).quantities
}

/// The only quantity of `text`.
pub(crate) fn only(text: &str) -> Quantity {
    let found = quantities(text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.into_iter().next().unwrap()
}

pub(crate) fn measure(q: &Quantity) -> &str {
    q.measure.as_ref().map_or("", |m| m.value.as_str())
}

#[test]
fn numerals_of_every_script_are_read_in_base_units() {
    let cases = [
        ("新建学校三十五所", 35.0, "所"),
        ("新建学校两百所", 200.0, "所"),
        ("新建学校２５所", 25.0, "所"),
        ("总投资1,234.5万元", 12_345_000.0, "元"),
        ("总投资3千万元", 3e7, "元"),
        ("总投资突破万亿元", 1e12, "元"),
        ("奖励一百万元", 1e6, "元"),
        ("流转土地3.5万亩", 35_000.0, "亩"),
        ("奖励比例为百分之五", 5.0, "%"),
        ("新增绿地2000余平方米", 2000.0, "平方米"),
        ("占全省三分之一", 1.0 / 3.0, "比例"),
        ("开发岗位二十四个", 24.0, "个"),
    ];
    for (text, value, unit) in cases {
        let q = only(text);
        assert!(
            (q.base_value - value).abs() < 1e-6 * value,
            "{text}: {}",
            q.base_value
        );
        assert_eq!(q.base_unit, unit, "{text}");
    }
}

#[test]
fn bounds_before_and_after_the_number_are_read() {
    let cases = [
        ("新增企业20家以上", Bound::AtLeast),
        ("新增企业不少于20家", Bound::AtLeast),
        ("新增企业20余家", Bound::AtLeast),
        ("失业率控制在5.5%以内", Bound::AtMost),
        ("新增企业近20家", Bound::About),
        ("增加值增长7%左右", Bound::About),
        ("新增企业20家", Bound::Exactly),
        ("新增企业3至5家", Bound::Between),
        ("突破20项关键核心技术", Bound::Exactly),
        ("发明专利突破200件", Bound::AtLeast),
        ("节约10万元", Bound::Exactly),
    ];
    for (text, bound) in cases {
        assert_eq!(only(text).bound, bound, "{text}");
    }
}

#[test]
fn ranges_have_two_ends() {
    for (text, low, high) in [
        ("培育企业3至5家", 3.0, 5.0),
        ("增长10—15%", 10.0, 15.0),
        ("建设1-2处", 1.0, 2.0),
        ("惠及三四十万人", 300_000.0, 400_000.0),
        ("奖励5000元-8000元", 5000.0, 8000.0),
    ] {
        let q = only(text);
        assert_eq!((q.base_value, q.base_value_hi), (low, Some(high)), "{text}");
    }
}

#[test]
fn names_ordinals_codes_and_years_are_no_quantities() {
    for text in [
        "发展双招双引，打造一区三基地",
        "建成5G基站、地铁11号线和8.6代线",
        "贯彻三中全会精神，坚持两个维护",
        "联系电话：85911145",
        "第十八届人民代表大会第三次会议",
        "一是加快建设。二、工作重点",
        "实施“1+3+N”行动，引进世界500强",
        "2019年是“十三五”规划的关键之年",
        "进一步深化一体化发展",
        "PM2.5与臭氧协同治理",
    ] {
        assert_eq!(quantities(text), [], "{text}");
    }
}

#[test]
fn the_measure_is_the_noun_counted_wherever_it_stands() {
    for (text, expected) in [
        ("规上工业增加值增长8.1%", "规上工业增加值"),
        ("培育企业460家", "企业"),
        ("新增就业10万人", "就业"),
        ("150个技改项目竣工", "技改项目"),
        ("160个投资千万元以上的技改项目", "技改项目"),
        ("完成固定资产投资500亿元", "固定资产投资"),
        ("新建口袋公园2处以及水景平台", "口袋公园"),
        ("开通10条客运航线和4条货运航线", "客运航线"),
        ("推动经营主体数量快速增长，争取突破150万户", "经营主体数量"),
    ] {
        assert_eq!(measure(&quantities(text)[0]), expected, "{text}");
    }
}

#[test]
fn several_numbers_go_to_several_measures_in_order() {
    let q = quantities("外贸进出口总额、社会消费品零售总额分别增长5%、9%");
    assert_eq!(
        q.iter().map(measure).collect::<Vec<_>>(),
        ["外贸进出口总额", "社会消费品零售总额"]
    );
    assert!(q.iter().all(|q| q.basis == Basis::Growth));
    let q = quantities("到账外资6.7亿美元、利用内资563.4亿元，分别增长8%、15.3%");
    assert_eq!(measure(&q[2]), measure(&q[0]));
    assert_eq!(measure(&q[3]), measure(&q[1]));
}

#[test]
fn a_row_may_start_from_another_row() {
    let q = quantities("森林覆盖率、草原植被盖度分别由22.8%、60%提高到30.8%、70%");
    let started = q.iter().map(|q| q.role == QuantityRole::Baseline);
    assert_eq!(started.collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!(measure(&q[2]), "森林覆盖率");
    assert_eq!(measure(&q[3]), "草原植被盖度");
}

#[test]
fn a_row_of_figures_gives_each_measure_its_own() {
    let rows: [(&str, &[(&str, f64)]); 7] = [
        (
            "本外币存、贷款余额分别增长8%、13%",
            &[("本外币存款余额", 8.0), ("贷款余额", 13.0)],
        ),
        (
            "工业投资、技改投资、民间投资分别增长8%、10.7%、10.8%",
            &[("工业投资", 8.0), ("技改投资", 10.7), ("民间投资", 10.8)],
        ),
        (
            "城镇居民、农村居民人均可支配收入分别增长7.1%、9.4%",
            &[
                ("城镇居民人均可支配收入", 7.1),
                ("农村居民人均可支配收入", 9.4),
            ],
        ),
        (
            "城乡居民人均可支配收入分别增长8%、9%以上",
            &[
                ("城镇居民人均可支配收入", 8.0),
                ("农村居民人均可支配收入", 9.0),
            ],
        ),
        (
            "城镇、农村居民人均收入分别达到3万元、2万元，分别增长5%、6%",
            &[
                ("城镇居民人均收入", 3.0),
                ("农村居民人均收入", 2.0),
                ("城镇居民人均收入", 5.0),
                ("农村居民人均收入", 6.0),
            ],
        ),
        (
            "分别建设省级、市级美丽乡村示范村26个、100个",
            &[("省级美丽乡村示范村", 26.0), ("市级美丽乡村示范村", 100.0)],
        ),
        (
            "高新技术企业、瞪羚企业分别达到2500家、153家，39项成果获省科学技术奖",
            &[
                ("高新技术企业", 2500.0),
                ("瞪羚企业", 153.0),
                ("成果", 39.0),
            ],
        ),
    ];
    for (text, expected) in rows {
        let found = figures(text, Years::same(2019)).quantities;
        let found: Vec<(&str, f64)> = found
            .iter()
            .map(|q| (q.measure.as_ref().map_or("", |m| m.value.as_str()), q.value))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_fraction_of_nothing_is_no_figure() {
    for text in ["零分之一", "一亿亿分之一"] {
        let found = figures(text, Years::same(2019)).quantities;
        assert!(found.iter().all(|q| q.base_value.is_finite()), "{text}");
    }
}

#[test]
fn what_depends_on_an_earlier_measure_carries_it() {
    let q = quantities("地区生产总值增长6.1%，总量达9.96万亿元，人均达12.36万元");
    assert_eq!(
        q.iter().map(measure).collect::<Vec<_>>(),
        ["地区生产总值", "地区生产总值总量", "人均地区生产总值"]
    );
}

#[test]
fn basis_tells_additions_from_stocks_and_growth() {
    for (text, basis) in [
        ("市场主体达到150万户", Basis::Total),
        ("市场主体新增31万户", Basis::Increase),
        ("市场主体增长7%", Basis::Growth),
        ("税收占比达到80%", Basis::Share),
        ("失业率4%", Basis::Rate),
        ("累计建成5G基站809处", Basis::Cumulative),
    ] {
        assert_eq!(quantities(text).last().unwrap().basis, basis, "{text}");
    }
    assert!(only("单位能耗下降3%").falling);
    assert!(!only("单位能耗下降到3%").falling);
}

#[test]
fn from_and_to_make_a_baseline() {
    let q = quantities("企业数量从2020年42家增加到2021年44家");
    assert_eq!(q[0].role, QuantityRole::Baseline);
    assert_eq!(q[1].role, QuantityRole::Target);
}

#[test]
fn relative_times_follow_the_part_not_the_file() {
    let years = Years {
        speaker: 2019,
        part: 2018,
    };
    for (text, start, end) in [
        ("较上年提升", Some("2017-01-01"), Some("2017-12-31")),
        ("全年完成", Some("2018-01-01"), Some("2018-12-31")),
        ("今年将完成", Some("2019-01-01"), Some("2019-12-31")),
        ("去年", Some("2018-01-01"), Some("2018-12-31")),
        ("3月上旬", Some("2018-03-01"), Some("2018-03-10")),
        ("1-10月份", Some("2018-01-01"), Some("2018-10-31")),
        ("12月底前", Some("2018-12-31"), Some("2018-12-31")),
        ("2019年以来", Some("2019-01-01"), None),
        ("“十四五”末", Some("2025-12-31"), Some("2025-12-31")),
        (
            "二〇二一年一月二十日",
            Some("2021-01-20"),
            Some("2021-01-20"),
        ),
        ("前三季度", Some("2018-01-01"), Some("2018-09-30")),
        ("2018—2020年", Some("2018-01-01"), Some("2020-12-31")),
    ] {
        let times = figures(text, years).times;
        assert_eq!(times.len(), 1, "{text}: {times:?}");
        let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
        assert_eq!(day(times[0].start).as_deref(), start, "{text}");
        assert_eq!(day(times[0].end).as_deref(), end, "{text}");
    }
}

#[test]
fn durations_are_iso_8601() {
    for (text, duration) in [
        ("三年行动", "P3Y"),
        ("连续十年", "P10Y"),
        ("3个月内", "P3M"),
        ("70周年", "P70Y"),
    ] {
        assert_eq!(
            figures(text, Years::same(2019)).times[0]
                .duration
                .as_deref(),
            Some(duration),
            "{text}"
        );
    }
}

#[test]
fn data_up_to_a_day_is_no_deadline() {
    let times = figures("截至3月底，已完成", Years::same(2021)).times;
    assert_eq!(times[0].purpose, TimeUse::AsOf);
}

#[test]
fn deadlines_say_by_when_or_that_nothing_is_said() {
    let finder = DeadlineFinder::new(&LEXICON);
    let year = Period::year(2019);
    let due = |text: &str| {
        let document = document(text);
        let times = figures(text, Years::same(2019)).times;
        finder.find(&document, document.range.clone(), (&times, Some(year)))
    };
    let by = |text: &str| match due(text) {
        Some(Deadline::By(day, _)) => day.to_string(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(by("6月底前建成大桥"), "2019-06-30");
    assert_eq!(by("上半年开工建设"), "2019-06-30");
    assert_eq!(by("到2025年建成大桥"), "2025-12-31");
    assert_eq!(by("力争三年内达到23处"), "2021-12-31");
    assert_eq!(due("年内建成大桥"), Some(Deadline::Within(year)));
    assert_eq!(due("建成大桥"), Some(Deadline::Within(year)));
    assert_eq!(due("长期坚持下去"), Some(Deadline::Ongoing));
    assert!(matches!(due("尽快开工"), Some(Deadline::Unclear(_))));
}

#[test]
fn equal_dimensions_convert_and_others_do_not() {
    let units = Units::new(&LEXICON);
    let near = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-6 * b);
    assert!(near(units.convert(15.0, "亩", "公顷"), 1.0));
    assert!(near(units.convert(1.0, "平方公里", "万平方米"), 100.0));
    assert!(near(units.convert(3.0, "万亩", "亩"), 30_000.0));
    assert!(near(units.convert(2.5, "公里", "米"), 2500.0));
    assert!(near(units.convert(1.2, "亿元", "万元"), 12_000.0));
    assert!(!units.same_dimension("家", "个"));
    assert!(!units.same_dimension("元", "美元"));
}

/// Sentences of reports of many places and years, labelled by hand before they were read by the program.
#[test]
fn labelled_sentences_are_read_as_their_labels_say() {
    let labels = include_str!("../labels/figures.jsonl");
    let (mut right, mut wrong, mut measured) = (0, Vec::new(), 0);
    for line in labels.lines() {
        let label: Value = serde_json::from_str(line).unwrap();
        let sentence = label["sentence"].as_str().unwrap();
        let year = i16::try_from(label["context_year"].as_i64().unwrap()).unwrap();
        let found = figures(sentence, Years::same(year)).quantities;
        for wanted in label["quantities"].as_array().unwrap() {
            if wanted["optional"] == true {
                continue;
            }
            let words = wanted["text"].as_str().unwrap();
            match found.iter().find(|q| agrees(q, sentence, wanted)) {
                Some(q) => {
                    right += 1;
                    measured +=
                        u32::from(shares_words(measure(q), wanted["metric"].as_str().unwrap()));
                }
                None => wrong.push(format!("{words} in {sentence}")),
            }
        }
    }
    assert!(
        wrong.len() * 50 <= right,
        "{} of {right}: {wrong:#?}",
        wrong.len()
    );
    assert!(
        measured * 100 >= u32::try_from(right).unwrap() * 90,
        "{measured} of {right} measures"
    );
}

fn agrees(q: &Quantity, sentence: &str, wanted: &Value) -> bool {
    let start = sentence[..q.span.start].chars().count();
    let at = wanted["start"].as_u64().unwrap() as usize..wanted["end"].as_u64().unwrap() as usize;
    let values: Vec<f64> = match &wanted["value"] {
        Value::Array(ends) => ends.iter().filter_map(Value::as_f64).collect(),
        one => one.as_f64().into_iter().collect(),
    };
    let mine: Vec<f64> = std::iter::once(q.base_value)
        .chain(q.base_value_hi)
        .collect();
    at.contains(&start) && mine == values && q.base_unit == wanted["unit"]
}

/// Whether two phrases share three fifths of their characters.
fn shares_words(a: &str, b: &str) -> bool {
    let mut left: Vec<char> = b.chars().collect();
    let common = a.chars().filter(|c| {
        left.iter()
            .position(|d| d == c)
            .map(|i| left.swap_remove(i))
            .is_some()
    });
    let both = a.chars().count() + b.chars().count();
    common.count() * 10 >= both * 3
}

fn chinese() -> impl Strategy<Value = String> {
    let pieces = [
        "一",
        "二",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "两",
        "半",
        "几",
        "数",
        "余",
        "多",
        "1",
        "20",
        "3.5",
        ".",
        ",",
        "，",
        "%",
        "年",
        "月",
        "日",
        "底",
        "前",
        "个",
        "家",
        "亿元",
        "亩",
        "以上",
        "至",
        "-",
        "—",
        "分之",
        "分别",
        "、",
        "增长",
        "企业",
        "“",
        "”",
        "（",
        "）",
        "的",
        "第",
        "今",
        "上半",
        "季度",
        "\n",
        "。",
        " ",
        "２",
        "零",
        "点",
        "十四五",
        "截至",
        "\u{1F600}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_every_span_is_its_literal(text in prop_oneof![chinese(), any::<String>()]) {
        let found = figures(&text, Years::same(2019));
        for q in &found.quantities {
            let words = &text[q.span.range()];
            prop_assert!(q.span.contains(q.literal));
            prop_assert!(words.contains(&text[q.literal.range()]));
            prop_assert!(q.value.is_finite() && q.base_value.is_finite());
            if let Some(m) = &q.measure {
                prop_assert!(text.is_char_boundary(m.span.start) && text.is_char_boundary(m.span.end));
            }
        }
        for pair in found.quantities.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for t in &found.times {
            prop_assert!(!text[t.span.range()].is_empty());
        }
    }

    #[test]
    fn ten_thousand_fold_is_said_by_wan_and_more_by_yi(n in 1u32..9999, decimals in 0u32..100) {
        let number = format!("{n}.{decimals:02}");
        let value = |scale: &str| only(&format!("投资{number}{scale}元")).base_value;
        let (one, wan, yi) = (value(""), value("万"), value("亿"));
        prop_assert!(one < wan && wan < yi);
        prop_assert!((wan / one - 1e4).abs() < 1e-6 && (yi / wan - 1e4).abs() < 1e-6);
    }

    #[test]
    fn a_printed_quantity_reads_back_as_itself(n in 1u32..1_000_000, unit in prop::sample::select(vec!["家", "亿元", "万亩", "%", "公里", "个百分点", "人次"])) {
        let first = only(&format!("完成{n}{unit}"));
        let again = only(&format!("完成{}{}", first.value, first.unit));
        prop_assert_eq!(first.base_value, again.base_value);
        prop_assert_eq!(first.base_unit, again.base_unit);
    }
}

#[test]
fn what_is_rarely_counted_in_one_unit_is_held_in_the_usual_one() {
    for (text, base, unit) in [
        ("收储低效用地102公顷。", 1530.0, "亩"),
        ("建成高标准农田0.4万公顷。", 60_000.0, "亩"),
        ("粮食总产量6.28亿斤。", 314_000.0, "吨"),
        ("新增光伏装机60兆瓦。", 60_000.0, "千瓦"),
        ("化肥施用量降至300公斤/公顷。", 300.0, "公斤"),
    ] {
        let document = &duban::source::read_bytes(text.as_bytes(), "样本.txt").documents[0];
        let lexicon = duban::extract::Lexicon::built_in();
        let facts = duban::extract::extract(document, &lexicon);
        let found = &facts.quantities[0];
        assert!(
            (found.base_value - base).abs() < 1e-6,
            "{text} {}",
            found.base_value
        );
        assert!(
            found.base_unit.starts_with(unit),
            "{text} {}",
            found.base_unit
        );
    }
}
