//! How things move from plan to plan: the same thing or only a similar name, the same step or the next, one thing of a list or all.

use crate::linking::years;
use duban::link::Change;

/// A review that says nothing of what was promised.
const SILENT: &str = "改造农村公路126公里。";

/// How `promise` moved when the review was silent and the next plan says `next`.
fn moved(promise: &str, next: &str) -> Option<Change> {
    moved_after(promise, SILENT, next)
}

fn moved_after(promise: &str, review: &str, next: &str) -> Option<Change> {
    let sentence = |text: &str| format!("{}。", text.trim_end_matches('。'));
    let [plan, told, then] = [promise, review, next].map(sentence);
    years(&plan, &told, &then).change(promise)
}

/// How the thing moved that the review reports in words with `told`, when its own plan says `next`.
fn planned_after(told: &str, next: &str) -> Option<Change> {
    years(
        "办好全县运动会。",
        &format!("{told}。"),
        &format!("{next}。"),
    )
    .change(told)
}

const LATE: [Option<Change>; 2] = [Some(Change::Slipped), Some(Change::Repeated)];

#[test]
fn names_that_end_in_another_noun_are_other_things() {
    let apart = [
        ("建成青禾工程审批管理系统", "完成青禾工程审批管理改革"),
        ("建成龙潭疏港公路", "建成龙潭疏港铁路专用线"),
        (
            "完成青禾国土空间总体规划报批",
            "制定青禾国土空间总体规划实施意见",
        ),
        ("建成市第五医院重症大楼", "建成市第五医院重症大楼附属工程"),
    ];
    for (promise, next) in apart {
        assert!(!LATE.contains(&moved(promise, next)), "{promise} – {next}");
    }
}

#[test]
fn what_comes_first_in_a_name_tells_it_from_others() {
    assert!(!LATE.contains(&moved("建成徐青快速通道", "建成徐禾快速通道")));
    assert!(!LATE.contains(&moved("建成青禾河一桥", "建成青禾河二桥")));
    assert!(!LATE.contains(&moved("创建云岭5A级景区", "创建云岭4A级景区")));
}

#[test]
fn another_title_is_not_asked_for_again() {
    assert_ne!(
        moved("成功创建全国文明城市", "启动创建全国文明典范城市"),
        Some(Change::Repeated)
    );
    assert_eq!(
        moved("争创全国双拥模范城“三连冠”", "继续争创全国双拥模范城"),
        Some(Change::Repeated)
    );
}

#[test]
fn a_title_asked_for_again_is_repeated_unless_the_review_speaks_of_it() {
    let (promise, next) = ("积极创建国家生态园林城市", "争创国家生态园林城市");
    assert_eq!(moved(promise, next), Some(Change::Repeated));
    let told = "国家生态园林城市创建有序推进";
    assert_ne!(moved_after(promise, told, next), Some(Change::Repeated));
}

#[test]
fn what_somebody_else_sets_up_is_asked_for_and_then_runs() {
    let asked = "争取青禾银行在云溪设立分行";
    assert!(!LATE.contains(&moved(asked, "推动青禾银行云溪分行正式运营")));
}

#[test]
fn what_is_kept_up_all_the_time_is_neither_late_nor_repeated() {
    assert!(!LATE.contains(&moved(
        "常态化开展全国文明城市创建",
        "常态化开展全国文明城市创建"
    )));
    assert!(!LATE.contains(&moved(
        "巩固国家卫生城市创建成果",
        "巩固国家卫生城市创建成果"
    )));
}

#[test]
fn a_new_round_is_another_one() {
    let (promise, next) = ("完成青禾公共标识规范建设", "启动新一轮青禾公共标识规范建设");
    assert!(!LATE.contains(&moved(promise, next)));
}

#[test]
fn each_thing_of_a_list_is_followed_where_it_is_promised_again() {
    let run = years(
        "创建国家生态园林城市、全国无障碍建设示范城市。",
        SILENT,
        "争创国家生态园林城市。提升市政管养水平。争创全国无障碍建设示范城市。",
    );
    let matter = run.matter("国家生态园林城市");
    assert_eq!(matter.restatements.len(), 2);
}

#[test]
fn what_is_reported_of_one_thing_of_a_list_says_nothing_of_another() {
    let promise = "开工建设青禾大桥、云溪隧道";
    let told = "青禾大桥开工建设";
    assert_eq!(
        moved_after(promise, told, "开工建设云溪隧道"),
        Some(Change::Slipped)
    );
    assert!(!LATE.contains(&moved_after(promise, told, "规划建设青禾大桥")));
}

#[test]
fn what_a_list_ends_in_is_what_was_to_be_finished() {
    let promise = "完成青禾至云溪、青禾至江口高速公路前期工作";
    let after = moved(promise, "扎实推进青禾至云溪高速公路建设");
    assert!(!LATE.contains(&after));
    let promise = "完成青禾一中、云溪中学主体工程";
    let again = moved(promise, "完成青禾一中、江口中学主体工程");
    assert_eq!(again, Some(Change::Slipped));
}

#[test]
fn a_word_inside_a_name_is_no_stage() {
    let promise = "共建青禾自贸试验区协同开放示范区";
    let after = moved(promise, "加快建设青禾自贸试验区协同开放示范区");
    assert!(!LATE.contains(&after));
}

#[test]
fn the_noun_a_list_ends_in_belongs_to_all_of_it() {
    assert_eq!(
        moved("组建青禾技术研究院", "组建青禾技术、云溪材料等研究院"),
        Some(Change::Slipped)
    );
    let places = moved("支持青禾、云溪申报航空口岸", "支持青禾、江口申报综合保税区");
    assert!(!LATE.contains(&places));
}

#[test]
fn two_ways_of_writing_a_road_are_one_road() {
    assert_eq!(
        moved("建成国道330青禾段", "建成G330青禾段"),
        Some(Change::Slipped)
    );
}

#[test]
fn a_size_that_returns_is_no_target_set_again() {
    let (promise, next) = (
        "推进青禾年产50万吨氨基酸项目",
        "推动青禾年产50万吨氨基酸项目建设",
    );
    assert_ne!(moved(promise, next), Some(Change::Repeated));
}

#[test]
fn what_is_done_for_a_thing_is_not_the_thing() {
    let next_stage = [
        (
            "完成青溪、云溪协同发展区规划编制",
            "启动青溪、云溪协同发展区建设",
        ),
        ("青禾火车站枢纽工程完成投资6亿元", "完成青禾火车站枢纽工程"),
        ("1号线建成运营、2号线实现电通", "建成运营2号线"),
        ("伊青公路实现通车", "完成汤青公路收尾工程"),
        ("青禾智慧学院开始招生", "办好青禾智慧学院"),
        ("青禾运河湿地公园基本建成", "建成青禾运河湿地公园"),
    ];
    for (told, next) in next_stage {
        assert!(
            !LATE.contains(&planned_after(told, next)),
            "{told} – {next}"
        );
    }
}
