//! Broken text, typos, contradictions and personal numbers are found; ordinary prose is left alone.

use duban::document::Document;
use duban::extract::Lexicon;
use duban::personal::{Number, has_valid_check, personal_numbers};
use duban::rule::check::conflict::Conflicts;
use duban::rule::check::integrity::Integrity;
use duban::rule::check::names::Names;
use duban::rule::check::structure::Structure;
use duban::rule::check::text::Cuts;
use duban::rule::check::typo::Typos;
use duban::rule::check::{Kind, Slip};
use duban::source;

fn found(text: &str, check: impl Fn(&Document, &Lexicon) -> Vec<Slip>) -> Vec<(Kind, String)> {
    let lexicon = Lexicon::built_in();
    let reading = source::read_bytes(text.as_bytes(), "报告.txt");
    let slips = reading.documents.iter().flat_map(|d| {
        check(d, &lexicon)
            .into_iter()
            .map(|s| (s.kind, d.slice(s.at).to_owned()))
            .collect::<Vec<_>>()
    });
    slips.collect()
}

fn typos(text: &str) -> Vec<(Kind, String)> {
    found(text, |d, l| Typos::new(l).find(d))
}

fn breaks(text: &str) -> Vec<(Kind, String)> {
    found(text, |d, l| Integrity::new(l).find(d))
}

#[test]
fn wrong_words_are_found_and_the_longer_right_ones_are_not() {
    assert_eq!(
        typos("一季度，根根省、市部署。"),
        [(Kind::Likely, "根根".to_owned())]
    );
    assert_eq!(typos("正常推进。。"), [(Kind::Advice, "。。".to_owned())]);
    assert_eq!(typos("推动动能转换，推进进口扩大，靠自己经营。"), []);
}

#[test]
fn about_with_an_approximate_number_is_good_chinese_and_near_with_one_is_not() {
    assert_eq!(typos("西部乡镇约3000多人参加招聘。"), []);
    assert_eq!(typos("近300余家企业参会。").len(), 1);
}

#[test]
fn two_sentences_without_a_mark_between_them_are_found() {
    assert_eq!(
        typos("助力青岛打造世界工业互联网之都加大5G基础设施建设。").len(),
        1
    );
    assert_eq!(
        typos("助力青岛成为北方的深圳2020年总部基地已引进企业12家。").len(),
        1
    );
    assert_eq!(typos("现代化产业体系加快构建，创新体系加快完善。"), []);
}

#[test]
fn a_long_text_without_one_of_the_commonest_characters_lost_it() {
    let sentence = "全市推进产业发展，建设一批新的中心，大力实施国家战略，实现人民生活全面提高，动员各方加快转化。";
    let whole = format!("{}政府和社会共同努力。", sentence.repeat(80));
    assert_eq!(breaks(&whole), []);
    assert_eq!(breaks(&whole.replace('和', ""))[0].0, Kind::Certain);
    assert_eq!(breaks("全市推进产业发展。"), []);
}

#[test]
fn shares_written_together_and_paragraphs_that_stop_are_broken() {
    assert_eq!(breaks("平均浓度分别下降19%13%，改善明显。")[0].1, "19%13%");
    let cut = "全年新认定高企84家，新增软件业务收入上规模企业9家，领军、高成长性软件企业7家。优秀软件产品9项，创建软件行业标准项目39项，行业系统解决方案能力建设项目1";
    assert_eq!(breaks(cut)[0].0, Kind::Certain);
}

#[test]
fn a_general_claim_and_its_own_figures_may_not_disagree() {
    let check = |text: &str| found(text, |d, l| Conflicts::new(l).find(d, &Cuts::default())).len();
    assert_eq!(
        check("园区各项经济指标稳中有进，财政收入与去年同期基本持平。"),
        1
    );
    assert_eq!(check("梳理签约工业项目156个，其中非工业项目11个。"), 1);
    assert_eq!(check("提供348个技工岗位、拟招聘2338人。"), 0);
}

#[test]
fn announced_sections_are_counted() {
    let text = |n: &str| {
        format!(
            "今年重点做好{n}个方面工作：（一）抓好项目。全力推进。（二）抓好招商。全力推进。（三）抓好民生。全力推进。"
        )
    };
    let check = |text: &str| found(text, |d, l| Structure::new(l).find(d, &Cuts::default())).len();
    assert_eq!((check(&text("三")), check(&text("四"))), (0, 1));
}

#[test]
fn nearly_equal_names_are_pointed_out() {
    let check = |text: &str| found(text, |d, l| Names::new(l).find(d)).len();
    assert_eq!(
        check("加快宸芯科技国家重点实验室建设，推进宸芯科技重点实验室认定。"),
        1
    );
    assert_eq!(
        check("加快宸芯科技国家重点实验室建设，推进宸芯科技国家重点实验室认定。"),
        0
    );
}

#[test]
fn names_of_two_things_are_not_one_name() {
    let check = |text: &str| found(text, |d, l| Names::new(l).find(d)).len();
    for text in [
        "力争创成国家全域旅游示范区。力争绩溪创成国家全域旅游示范区。",
        "推进宸芯科技重点实验室、宸芯科技国家重点实验室建设。",
        "建成先进制造技术研究院。与省先进技术研究院合作。",
        "建设联想（鹤壁）智能制造产业园。加快海思智能终端制造产业园建设。",
        "建成革命老区高质量发展示范区。推进革命老区水利高质量发展示范区建设。",
        "建设临洮经济开发区。支持临洮3个经济开发区发展。",
    ] {
        assert_eq!(check(text), 0, "{text}");
    }
}

#[test]
fn a_line_that_begins_something_of_its_own_breaks_no_sentence() {
    assert_eq!(
        breaks("建成公园3个。全年招商实现新突破，\n\n深入推进改革。").len(),
        1
    );
    assert_eq!(breaks("建成公园3个（牵头单位：住建局）\n\n附件2"), []);
}

#[test]
fn identity_numbers_carry_a_check_character() {
    assert!(has_valid_check("11010519491231002X"));
    assert!(!has_valid_check("110105194912310021"));
}

#[test]
fn phone_numbers_are_told_from_figures() {
    assert_eq!(
        personal_numbers("联系电话：85911145")[0].0,
        Number::Landline
    );
    assert_eq!(personal_numbers("手机13812345678")[0].0, Number::Mobile);
    assert_eq!(personal_numbers("总投资13812345678元"), []);
}

#[test]
fn companies_counted_as_persons_are_found_behind_a_comma_of_either_kind() {
    let conflicts = |text: &str| found(text, |d, l| Conflicts::new(l).find(d, &Cuts::default()));
    for comma in ["，", ","] {
        let text = format!("推荐甲{comma}乙公司、李四等3名人才。");
        assert_eq!(
            conflicts(&text),
            [(Kind::Advice, "乙公司、李四等3名人才".to_owned())]
        );
        let text = format!("推荐甲{comma}公司、李四等3名人才。");
        assert_eq!(conflicts(&text).len(), 1, "{text}");
    }
}

#[test]
fn the_words_that_take_the_predicate_away_are_quoted_as_written() {
    let lexicon = Lexicon::built_in();
    let reading = source::read_bytes("专班已经完成的样机、试验设计。".as_bytes(), "报告.txt");
    let slips = Typos::new(&lexicon).find(&reading.documents[0]);
    assert!(slips[0].because.starts_with("“已经完成的”"), "{slips:?}");
}

#[test]
fn signs_without_an_end_are_looked_at_in_one_pass() {
    for piece in ["公司已完成的", "《关于", "办好民生实事"] {
        assert_eq!(typos(&piece.repeat(20_000)), []);
    }
}
