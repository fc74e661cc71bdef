//! What is counted: where its name begins and ends.

use crate::figures::{measure, only, quantities};
use duban::extract::quantity::{Basis, QuantityRole};

#[test]
fn a_noun_that_begins_like_a_verb_keeps_its_beginning() {
    for (text, name) in [
        ("新增停车泊位3800个", "停车泊位"),
        ("新建新能源汽车充电桩50个", "新能源汽车充电桩"),
        ("近岸海域优良水质比例达98%", "近岸海域优良水质比例"),
        ("建成和美乡村170个", "和美乡村"),
        ("再生水利用率提高到55%", "再生水利用率"),
        ("全市开发区营业收入增长8%", "开发区营业收入"),
        ("新开办公办幼儿园10所", "公办幼儿园"),
        ("新增危险废物处置能力10万吨", "危险废物处置能力"),
        ("新建公共停车泊位500个", "公共停车泊位"),
        ("打造数字化转型标杆企业100家", "数字化转型标杆企业"),
    ] {
        assert_eq!(measure(&only(text)), name, "{text}");
    }
}

#[test]
fn what_only_describes_the_thing_counted_is_no_part_of_it() {
    for (text, name) in [
        ("新建和提档升级镇卫生院74家", "镇卫生院"),
        ("争创国家森林村庄32个", "国家森林村庄"),
        ("粮食产量保持60万吨", "粮食产量"),
        ("建成100片集中连片的永久基本农田", "永久基本农田"),
        ("打造30家富有本地特色的“青岚新街市”", "“青岚新街市”"),
        ("推进4个省级化工园区的基础设施提升", "省级化工园区"),
        ("食品抽检量达到每千人9批次", "食品抽检量"),
        ("70%以上的行政村建成省级清洁乡村", "行政村建成省级清洁乡村"),
    ] {
        assert_eq!(measure(&only(text)), name, "{text}");
    }
}

#[test]
fn work_on_things_is_no_growth_and_more_of_them_is_an_addition() {
    for (text, basis) in [
        ("改造提升60座公厕", Basis::Total),
        ("加快20座在建水库工程建设", Basis::Total),
        ("污水处理能力提升5万吨", Basis::Increase),
    ] {
        assert_eq!(only(text).basis, basis, "{text}");
    }
}

#[test]
fn what_it_rises_from_is_no_target_though_the_clause_before_names_it() {
    let found = quantities("提高城乡低保保障标准，从每月503元提高到554元");
    let roles: Vec<bool> = found
        .iter()
        .map(|q| q.role == QuantityRole::Baseline)
        .collect();
    assert_eq!(roles, [true, false]);
    assert!(
        found
            .iter()
            .all(|q| measure(q).ends_with("城乡低保保障标准"))
    );
}

#[test]
fn a_blank_before_ten_thousand_is_none() {
    let found = only("城镇新增就业22.7 万人");
    assert_eq!((found.value, found.unit.as_str()), (22.7, "万人"));
}

#[test]
fn what_numbers_an_item_is_no_part_of_it() {
    for text in ["（3）新建卫生厕所50座", "四是新建卫生厕所50座"] {
        assert_eq!(measure(&only(text)), "卫生厕所", "{text}");
    }
}

#[test]
fn when_and_where_are_never_part_of_what_is_counted() {
    for (text, name) in [
        ("力争产业规模达到2400亿元", "产业规模"),
        ("力争规模以上工业增加值增长10%", "规模以上工业增加值"),
        (
            "确保全市数字经济核心产业营业收入达900亿元",
            "数字经济核心产业营业收入",
        ),
    ] {
        assert_eq!(measure(&only(text)), name, "{text}");
    }
}

#[test]
fn a_noun_with_a_verb_inside_it_goes_on_behind_it() {
    for (text, name) in [
        ("培育3家省级创新创业共同体", "省级创新创业共同体"),
        (
            "新培育1个省级现代服务业集聚示范区",
            "省级现代服务业集聚示范区",
        ),
        ("帮扶3000名就业困难人员实现再就业", "就业困难人员"),
        ("提升打造25个人才攻关联合体", "人才攻关联合体"),
    ] {
        assert_eq!(measure(&only(text)), name, "{text}");
    }
}

#[test]
fn what_something_happened_under_is_not_what_is_counted() {
    let found = only("一般公共预算收入在大幅减税降费的情况下增长0.8%");
    assert_eq!(measure(&found), "一般公共预算收入");
}

#[test]
fn a_share_is_of_what_was_counted_before_it() {
    let found = quantities("全年研发投入410亿元、占GDP比重4.91%。");
    assert_eq!(measure(&found[1]), "研发投入占GDP比重");
}

#[test]
fn a_word_for_two_things_inside_a_name_stands_for_both() {
    let found = quantities("金融机构存贷款余额分别增长8%左右和13%以上。");
    let names: Vec<&str> = found.iter().map(measure).collect();
    assert_eq!(names, ["金融机构存款余额", "金融机构贷款余额"]);
}

#[test]
fn what_only_the_last_of_a_list_says_is_said_of_all() {
    for (text, names) in [
        (
            "农业、规模以上工业增加值分别增长7%、11%",
            ["农业增加值", "规模以上工业增加值"],
        ),
        (
            "其中第二、第三产业增加值分别增长6%、7%",
            ["第二产业增加值", "第三产业增加值"],
        ),
        (
            "高新技术产业、战略性新兴产业增加值分别增长9%、8%",
            ["高新技术产业增加值", "战略性新兴产业增加值"],
        ),
        (
            "农村卫生厕所普及率、畜禽粪污资源化利用率分别达到90%、85%",
            ["农村卫生厕所普及率", "畜禽粪污资源化利用率"],
        ),
        (
            "常住、户籍人口城镇化率分别达到62%和51.5%",
            ["常住人口城镇化率", "户籍人口城镇化率"],
        ),
    ] {
        let found = quantities(text);
        let told: Vec<&str> = found.iter().map(measure).collect();
        assert_eq!(told, names, "{text}");
    }
}
