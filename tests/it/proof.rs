//! When a figure or a list shows that a promise was missed or an aim lowered, and when it proves nothing.

use crate::linking::{report, run, verdict, years};
use duban::link::Change;
use duban::link::verdict::Verdict;

/// How what is planned stands to what is reported for the year before.
fn moved(reported: &str, planned: &str) -> Option<Change> {
    let text = report(
        "云溪县",
        2024,
        &format!("{reported}。"),
        &format!("{planned}。"),
    );
    let words = reported.split('。').next_back().unwrap_or(reported);
    run(&[text]).change(words)
}

fn because(promise: &str, reported: &str) -> String {
    let run = years(
        &format!("{promise}。"),
        &format!("{reported}。"),
        "办好全县运动会。",
    );
    run.matter(promise).because.join("；")
}

#[test]
fn a_fall_is_shown_and_counted_as_one() {
    let why = because("社会消费品零售总额增长10%左右", "社会消费品零售总额下降3%");
    assert!(why.contains("报告下降3%，相差13.00个百分点"), "{why}");
}

#[test]
fn a_part_counted_alone_does_not_show_that_the_whole_was_missed() {
    let proven = |promise: &str, reported: &str| {
        let run = years(promise, &format!("{reported}。"), "办好全县运动会。");
        run.matter(promise).proven
    };
    assert!(!proven(
        "改造棚户区和建设保障性住房3000套",
        "改造棚户区2700套"
    ));
    assert!(!proven(
        "培育夜间消费集聚区5处",
        "创建省级以上夜间消费集聚区4处"
    ));
    assert!(proven("培育夜间消费集聚区5处", "培育夜间消费集聚区4处"));
}

#[test]
fn an_open_bound_within_reach_of_the_target_proves_no_shortfall() {
    let promise = "全年基础设施投资2200亿元";
    assert_ne!(verdict(promise, "基础设施投资超2000亿元"), Verdict::Missed);
    assert_eq!(verdict(promise, "基础设施投资1500亿元"), Verdict::Missed);
}

#[test]
fn how_many_projects_are_pushed_on_with_is_no_target() {
    assert_ne!(
        verdict("加快推进420个县级重大项目", "加快417个县级重大项目建设"),
        Verdict::Partial
    );
}

#[test]
fn changes_from_different_years_are_not_compared() {
    assert_ne!(
        verdict(
            "确保生产安全事故起数比前两年平均数下降20%",
            "生产安全事故起数下降12.9%"
        ),
        Verdict::Missed
    );
}

#[test]
fn covering_all_counties_is_not_measured_by_another_rate() {
    assert_ne!(
        verdict("实现生活垃圾焚烧处理全覆盖", "生活垃圾焚烧处理率达90%"),
        Verdict::Missed
    );
}

#[test]
fn the_whole_beside_a_part_is_what_answers() {
    assert_ne!(
        verdict(
            "确保死亡人数下降20%",
            "生产安全事故起数和死亡人数均下降22%，道路交通事故死亡人数下降16.1%"
        ),
        Verdict::Missed
    );
}

#[test]
fn an_aim_is_not_lowered_when_the_actual_took_in_more() {
    let lowered = Some(Change::Lowered);
    assert_ne!(
        moved(
            "发放创业担保贷款和就业创业补贴3.81亿元",
            "发放创业担保贷款1亿元"
        ),
        lowered
    );
    assert_ne!(
        moved("新增农业龙头企业35家", "新增市级以上农业龙头企业10家"),
        lowered
    );
    assert_ne!(
        moved("新增技能人才272.8万人", "新增高技能人才65万人"),
        lowered
    );
    assert_eq!(
        moved(
            "新改建农村公路1528公里",
            "新改建农村公路及安全防护工程1000公里"
        ),
        lowered
    );
}

#[test]
fn projects_signed_and_projects_started_are_different_counts() {
    assert_ne!(
        moved("新签约亿元以上产业项目24个", "新开工亿元以上产业项目20个"),
        Some(Change::Lowered)
    );
}

#[test]
fn what_five_years_added_up_to_is_no_actual_of_one_year() {
    let plan = "新增城镇就业23万人";
    let told = "五年来，我们始终坚持就业优先。新增城镇就业131万人";
    assert_ne!(moved(told, plan), Some(Change::Lowered));
    let named = "这是民生福祉普惠性改善的五年。新增城镇就业131万人";
    assert_ne!(moved(named, plan), Some(Change::Lowered));
    let reset = "五年来，我们始终坚持就业优先。\n\n一年来，民生持续改善。新增城镇就业31万人";
    assert_eq!(moved(reset, plan), Some(Change::Lowered));
}

#[test]
fn what_a_listed_investment_is_for_stands_in_the_clause_before() {
    assert_ne!(
        moved(
            "全年实施重点项目701个，完成投资3317亿元",
            "抓好新材料产业19个龙头项目，完成投资277.9亿元"
        ),
        Some(Change::Lowered)
    );
}

#[test]
fn a_list_says_what_was_found_and_what_was_not() {
    let why = because("建成城北文化馆、东山体育场", "城北文化馆建成开放");
    assert_eq!(why, "承诺2项，报告见到1项：城北文化馆；未见1项：东山体育场");
}

#[test]
fn a_thing_listed_is_looked_up_in_the_whole_review() {
    let promise = "建成城北文化馆、东山体育场";
    let told = "城北文化馆建成开放。实施全民健身工程。全县运动会在东山体育场成功举行";
    assert_ne!(verdict(promise, told), Verdict::Partial);
}

#[test]
fn a_head_said_once_for_all_is_said_for_each() {
    assert_ne!(
        verdict(
            "完成团结片区、三学街片区、西电片区改造",
            "三学街、西电、团结等重点片区完成改造"
        ),
        Verdict::Partial
    );
}

#[test]
fn what_belongs_to_a_thing_is_no_thing_of_its_own() {
    assert_ne!(
        verdict(
            "建成云溪综合货运枢纽及集疏运体系",
            "云溪国家综合货运枢纽建成投用"
        ),
        Verdict::Partial
    );
}

#[test]
fn examples_are_answered_by_a_count_of_their_kind() {
    assert_ne!(
        verdict(
            "加快九价宫颈癌疫苗、长效生长激素等创新药上市",
            "2个创新药获批上市，国内首支九价宫颈癌疫苗打破垄断"
        ),
        Verdict::Partial
    );
}

#[test]
fn the_left_banner_is_not_the_right_banner() {
    let why = because(
        "建成巴尔虎右旗博物馆、海拉尔图书馆、东山体育场",
        "巴尔虎左旗博物馆建成开放。海拉尔图书馆建成开放",
    );
    assert!(
        why.contains("未见2项：巴尔虎右旗博物馆、东山体育场"),
        "{why}"
    );
}
