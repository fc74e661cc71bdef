//! What counts as a commitment, sentence by sentence.

use duban::document::Document;
use duban::extract::commitment::{Commitment, Firmness, Kind, Weight};
use duban::extract::deadline::Deadline;
use duban::extract::part::PartRole;
use duban::extract::quantity::Basis;
use duban::extract::{Facts, Lexicon, Told, extract_as, progress};

/// The facts of `text`, read as the plan of 2023.
fn plan(text: &str) -> Facts {
    read(text, PartRole::Plan).1
}

fn read(text: &str, role: PartRole) -> (Document, Facts) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2023.txt");
    std::fs::write(&path, text).unwrap();
    let document = duban::source::read(&path, "2023.txt").documents.remove(0);
    let told = Told {
        year: Some(2023),
        role: Some(role),
        ..Told::default()
    };
    let facts = extract_as(&document, &Lexicon::built_in(), &told);
    (document, facts)
}

/// The checkable commitments of `text` as `(text, kind)`.
fn checkable(text: &str) -> Vec<(String, Kind)> {
    let facts = plan(text);
    let checkable = facts
        .commitments
        .iter()
        .filter(|c| c.kind != Kind::Qualitative);
    checkable
        .map(|c| (text[c.span.range()].to_owned(), c.kind))
        .collect()
}

fn only(facts: &Facts) -> &Commitment {
    assert_eq!(facts.commitments.len(), 1, "{:#?}", facts.commitments);
    &facts.commitments[0]
}

fn objects(commitment: &Commitment) -> Vec<&str> {
    commitment
        .objects
        .iter()
        .map(|o| o.value.as_str())
        .collect()
}

fn quantified(texts: &[&str]) -> Vec<(String, Kind)> {
    texts
        .iter()
        .map(|t| ((*t).to_owned(), Kind::Quantified))
        .collect()
}

#[test]
fn two_measures_with_figures_are_two_commitments() {
    assert_eq!(
        checkable("城镇新增就业1100万人以上，城镇调查失业率5.5%左右。"),
        quantified(&["城镇新增就业1100万人以上", "城镇调查失业率5.5%左右"])
    );
}

#[test]
fn two_counts_under_one_verb_are_two_commitments_and_share_the_verb() {
    let text = "改造老旧小区100个、棚户区2000户。";
    assert_eq!(
        checkable(text),
        quantified(&["改造老旧小区100个", "棚户区2000户"])
    );
    let facts = plan(text);
    let verb = |c: &Commitment| c.verb.as_ref().map(|v| v.value.clone());
    assert!(
        facts
            .commitments
            .iter()
            .all(|c| verb(c).as_deref() == Some("改造"))
    );
}

#[test]
fn a_list_of_names_under_one_verb_is_one_commitment_with_objects() {
    let facts = plan("加快推进海州湾跨海大桥、石梁河水库和徐圩污水处理厂建设。");
    let commitment = only(&facts);
    assert_eq!(commitment.kind, Kind::Named);
    assert_eq!(
        objects(commitment),
        ["海州湾跨海大桥", "石梁河水库", "徐圩污水处理厂"]
    );
}

#[test]
fn when_and_how_a_thing_is_to_be_there_is_not_part_of_its_name() {
    for (text, name) in [
        ("确保滏阳互通工程年内建成通车。", "滏阳互通工程"),
        ("奥体中心7月1日前试运行。", "奥体中心"),
        ("力争“南线”上鹰高速年底前全面开工。", "“南线”上鹰高速"),
        ("推动滴滴共享汽车产业园尽快开工建设。", "滴滴共享汽车产业园"),
    ] {
        assert_eq!(objects(only(&plan(text))), [name], "{text}");
    }
}

#[test]
fn counts_joined_behind_their_nouns_are_two_commitments() {
    let told = checkable("创建省级示范乡镇15个和示范村120个。");
    let texts: Vec<&str> = told.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["创建省级示范乡镇15个", "示范村120个"]);
}

#[test]
fn how_many_live_there_and_what_it_carries_are_no_targets() {
    for text in [
        "开工建设青岚港30万吨级原油码头。",
        "推进青岚镇200人以上自然村公路建设。",
    ] {
        let kinds = checkable(text).into_iter().map(|(_, kind)| kind);
        assert!(
            kinds.into_iter().all(|kind| kind != Kind::Quantified),
            "{text}"
        );
    }
}

#[test]
fn figures_in_a_row_that_share_a_noun_are_not_cut() {
    let text = "推动一批100亿元、50亿元、20亿元产业项目落地开工。";
    let only_one = |c: &[(String, Kind)]| assert_eq!(c.len(), 1, "{c:?}");
    only_one(&checkable(text));
}

#[test]
fn words_with_the_mark_of_a_list_in_them_do_not_end_it() {
    let facts = plan("建成国科大杭州高等研究院、浙大国际科创中心等一批平台。");
    assert_eq!(
        objects(only(&facts)),
        ["国科大杭州高等研究院", "浙大国际科创中心"]
    );
}

#[test]
fn a_specification_is_no_target() {
    for text in [
        "开工建设500千伏邢台北输变电工程。",
        "建成100兆瓦光伏发电项目。",
        "为65周岁以上老年人建立健康档案。",
    ] {
        let facts = plan(text);
        let quantified = facts
            .commitments
            .iter()
            .filter(|c| c.kind == Kind::Quantified);
        assert_eq!(quantified.count(), 0, "{text}");
    }
    let told = checkable("人均预期寿命提高到76岁。");
    assert_eq!(told, quantified(&["人均预期寿命提高到76岁"]));
}

#[test]
fn headline_goals_end_where_a_text_of_one_line_goes_on() {
    let goals = "今年主要预期目标是：地区生产总值增长6%，城镇新增就业8万人。";
    let other = "推动各项工作取得新成效。".repeat(60);
    let facts = plan(&format!("{goals}{other}改造老旧小区20个。"));
    let weights = facts.commitments.iter().map(|c| c.weight);
    let weights: Vec<Weight> = weights.filter(|w| *w != Weight::Ordinary).collect();
    assert_eq!(
        weights,
        [Weight::Headline, Weight::Headline, Weight::Quantified]
    );
}

#[test]
fn who_asks_for_a_title_is_to_hold_it() {
    for (text, held) in [
        (
            "推动东山、西山创建国家级旅游度假区。",
            vec!["东山国家级旅游度假区", "西山国家级旅游度假区"],
        ),
        (
            "确保青岚景区成功创建国家4A级旅游景区。",
            vec!["青岚景区国家4A级旅游景区"],
        ),
        (
            "支持东山经开区争创国家级经开区、西山高新区争创国家级高新区。",
            vec!["东山经开区国家级经开区", "西山高新区国家级高新区"],
        ),
    ] {
        let facts = plan(text);
        let first = facts.commitments.iter().next();
        assert_eq!(first.map(objects).unwrap_or_default(), held, "{text}");
    }
}

#[test]
fn the_head_only_the_last_of_a_list_has_is_that_of_each() {
    for (text, named) in [
        (
            "加快建设东岚、西岚保障性蔬菜基地。",
            vec!["东岚保障性蔬菜基地", "西岚保障性蔬菜基地"],
        ),
        (
            "建成珀岚、砚岚和琅岚垃圾焚烧发电厂。",
            vec![
                "珀岚垃圾焚烧发电厂",
                "砚岚垃圾焚烧发电厂",
                "琅岚垃圾焚烧发电厂",
            ],
        ),
        (
            "争创全国、全省双拥模范城。",
            vec!["全国双拥模范城", "全省双拥模范城"],
        ),
        ("开工建设珀岚、砚岚等水库。", vec!["珀岚水库", "砚岚水库"]),
        ("开工建设青岚水库、珀岚机场。", vec!["青岚水库", "珀岚机场"]),
        ("建成青岚北排一、二通道。", vec!["青岚北排一、二通道"]),
    ] {
        let facts = plan(text);
        let first = facts.commitments.iter().next();
        assert_eq!(first.map(objects).unwrap_or_default(), named, "{text}");
    }
}

#[test]
fn works_phases_and_what_stands_behind_a_list_are_names_of_their_own() {
    for (text, named) in [
        ("完成青岚路改造和珀岚湿地修复。", vec!["青岚路", "珀岚湿地"]),
        (
            "开工建设青岚轨道交通三期和珀岚市域铁路。",
            vec!["青岚轨道交通三期", "珀岚市域铁路"],
        ),
        (
            "建成青岚路东延、珀岚路等快速路和砚岚城际铁路二期。",
            vec!["青岚路东延", "珀岚路", "砚岚城际铁路二期"],
        ),
        ("建成青岚博物馆并投入使用。", vec!["青岚博物馆"]),
        (
            "完成建成区雨污分流改造工程。",
            vec!["建成区雨污分流改造工程"],
        ),
    ] {
        let facts = plan(text);
        let first = facts.commitments.iter().next();
        assert_eq!(first.map(objects).unwrap_or_default(), named, "{text}");
    }
}

#[test]
fn an_addition_said_of_the_first_holds_for_those_behind_it() {
    let facts = plan("新增规模以上企业50家，高新技术企业30家，个体工商户达到9000户。");
    let bases = facts.commitments.iter().map(|c| c.quantities[0].basis);
    let wanted = [Basis::Increase, Basis::Increase, Basis::Total];
    assert_eq!(bases.collect::<Vec<_>>(), wanted);
}

#[test]
fn steps_behind_the_names_divide_a_list() {
    let facts = plan("确保东山大桥建成通车、西山机场二期投入运营。");
    let spans = facts
        .commitments
        .iter()
        .map(|c| c.span.range().len() / '东'.len_utf8());
    let lengths: Vec<usize> = spans.collect();
    assert!(lengths.iter().all(|&letters| letters <= 10), "{lengths:?}");
}

#[test]
fn five_years_named_in_passing_silence_nothing() {
    let plan = plan(
        "设立产业基金，未来5年全市投入不少于50亿元。\n\n改造老旧小区60个。\n\n新建公办幼儿园12所。",
    );
    let counted = plan
        .commitments
        .iter()
        .filter(|c| c.kind == Kind::Quantified);
    assert_eq!(counted.count(), 2);
}

#[test]
fn two_quoted_names_in_a_row_are_two() {
    let facts = plan("建设“智安小区”“智安街道”。");
    let first = facts.commitments.iter().next();
    let named = first.map(objects).unwrap_or_default();
    assert!(
        named.is_empty() || named == ["“智安小区”", "“智安街道”"],
        "{named:?}"
    );
}

#[test]
fn a_trial_is_named_as_one_and_no_name_ends_in_a_modifier() {
    for (text, name) in [
        ("启动城市公立医院综合改革试点。", "城市公立医院综合改革试点"),
        ("完成青岚河综合整治。", "青岚河综合整治"),
        (
            "推进国家中小企业数字化转型城市试点建设。",
            "国家中小企业数字化转型城市试点",
        ),
    ] {
        let facts = plan(text);
        let first = facts.commitments.iter().next();
        assert_eq!(first.map(objects), Some(vec![name]), "{text}");
    }
}

#[test]
fn numbers_of_a_row_are_one_name() {
    let facts = plan("推动海阳核电3、4号机组开工建设。");
    assert_eq!(objects(only(&facts)), ["海阳核电3、4号机组"]);
}

#[test]
fn contests_and_fairs_joined_are_two() {
    for (text, names) in [
        (
            "办好环湖自行车赛和第十五届省运会。",
            ["环湖自行车赛", "第十五届省运会"],
        ),
        (
            "承办第三届园博会和全国设计大赛。",
            ["第三届园博会", "全国设计大赛"],
        ),
    ] {
        assert_eq!(objects(only(&plan(text))), names, "{text}");
    }
}

#[test]
fn figures_of_what_is_done_or_still_to_be_decided_are_no_targets() {
    for text in ["形成了12项民生实事项目。", "组织票决12项民生实事候选项目。"]
    {
        let facts = plan(text);
        let mut all = facts.commitments.iter();
        assert!(all.all(|c| c.kind != Kind::Quantified), "{text}");
    }
}

#[test]
fn names_before_a_count_are_objects_of_one_counted_commitment() {
    let facts = plan("打通振五街、东新路、花园桥等6条断头路。");
    let commitment = only(&facts);
    assert_eq!(commitment.kind, Kind::Quantified);
    assert_eq!(objects(commitment), ["振五街", "东新路", "花园桥"]);
}

#[test]
fn figures_divided_among_subjects_make_one_commitment_each() {
    let facts = plan("接待游客量、旅游总收入分别增长10%、15%。");
    let values: Vec<f64> = facts
        .commitments
        .iter()
        .map(|c| c.quantities[0].value)
        .collect();
    assert_eq!(values, [10.0, 15.0]);
}

#[test]
fn one_figure_for_several_subjects_makes_one_commitment_each() {
    assert_eq!(
        checkable("固定资产投资、社会消费品零售总额均增长8%。").len(),
        2
    );
}

#[test]
fn directions_and_slogans_are_not_checkable() {
    for text in [
        "坚持稳中求进工作总基调，推动高质量发展。",
        "着力增强微观主体活力，加快塑造发展新优势。",
        "优化营商环境，弘扬企业家精神。",
    ] {
        assert_eq!(checkable(text), [], "{text}");
    }
}

#[test]
fn aims_beyond_the_planned_year_are_not_commitments_of_the_year() {
    assert_eq!(
        checkable("到2025年，高新技术企业达到500家，规上企业达到300家。"),
        []
    );
}

#[test]
fn numbers_in_names_and_sizes_are_not_targets() {
    for text in [
        "推进“956”产业集群发展。",
        "打造15分钟生活圈。",
        "做强4个省级以上外贸基地。",
        "重点做好7个方面工作。",
    ] {
        let quantified = |c: &(String, Kind)| c.1 == Kind::Quantified;
        assert!(!checkable(text).iter().any(quantified), "{text}");
    }
}

#[test]
fn a_threshold_is_not_the_target() {
    for text in ["实施5000万元以上项目248个。", "其中5000万元以上248个。"] {
        assert_eq!(only(&plan(text)).quantities[0].value, 248.0, "{text}");
    }
}

#[test]
fn how_many_kinds_is_not_how_many() {
    let facts = plan("推出便民服务11类4227项。");
    assert_eq!(only(&facts).quantities[0].value, 4227.0);
}

#[test]
fn livelihood_items_announced_and_numbered_weigh_as_such() {
    let text = "今年还将办好以下民生实事：\n\n1.新建公厕120座。\n\n2.改造老旧小区18个。\n\n各位代表！建成湿地公园3个。";
    let facts = plan(text);
    let counted = facts.commitments.iter();
    let counted = counted.filter(|c| c.kind == Kind::Quantified);
    let weights: Vec<Weight> = counted.map(|c| c.weight).collect();
    let expected = [Weight::Livelihood, Weight::Livelihood, Weight::Quantified];
    assert_eq!(weights, expected, "{:?}", facts.commitments);
}

#[test]
fn striving_is_kept_as_an_aspiration() {
    assert_eq!(
        only(&plan("力争高新技术企业达到3200家。")).firmness,
        Firmness::Aspiring
    );
    assert_eq!(only(&plan("新建公厕120座。")).firmness, Firmness::Firm);
}

#[test]
fn a_date_in_the_clause_is_the_deadline() {
    let facts = plan("6月底前建成投用滨海大桥。");
    let Some(Deadline::By(date, _)) = only(&facts).deadline else {
        panic!("no date: {:?}", facts.commitments);
    };
    assert_eq!(date.to_string(), "2023-06-30");
}

#[test]
fn expected_main_targets_weigh_most() {
    let facts = plan("今年经济社会发展主要预期目标是：地区生产总值增长6%。");
    let target = facts
        .commitments
        .iter()
        .find(|c| c.kind == Kind::Quantified)
        .unwrap();
    assert_eq!(target.weight, Weight::Headline);
}

#[test]
fn the_stage_promised_is_the_furthest_one_named() {
    let stage = |text: &str| only(&plan(text)).stage.as_ref().unwrap().rank;
    let rising = [
        "推进沿海高铁前期工作。",
        "开工建设滨海大桥。",
        "加快推进滨海大桥建设。",
        "建成滨海大桥。",
        "建成投用滨海大桥。",
    ];
    let ranks: Vec<u8> = rising.iter().map(|t| stage(t)).collect();
    assert!(ranks.windows(2).all(|w| w[0] < w[1]), "{ranks:?}");
}

#[test]
fn a_review_clause_keeps_its_figures_objects_and_stage() {
    let text = "滨海大桥建成通车，新建公厕120座，湾底隧道正在推进。";
    let (document, facts) = read(text, PartRole::Review);
    assert!(facts.commitments.is_empty());
    let progress = progress(&document, &facts, &Lexicon::built_in());
    let stages: Vec<(u8, bool)> = progress
        .iter()
        .filter_map(|p| p.stage.as_ref())
        .map(|s| (s.rank, s.reached))
        .collect();
    assert_eq!(stages, [(11, true), (7, true), (7, false)]);
    assert_eq!(progress[1].quantities[0].value, 120.0);
}
