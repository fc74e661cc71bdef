//! What became of a promise, mechanism by mechanism, on short made-up reports of one county.

use crate::linking::{verdict, years};
use duban::link::Matter;
use duban::link::verdict::Verdict;

/// The matter whose promise contains `words`: `promise` was made, `reported` the year after.
fn judged(promise: &str, reported: &str, words: &str) -> Matter {
    years(promise, reported, "办好全县运动会。")
        .matter(words)
        .clone()
}

#[test]
fn work_that_is_only_praised_is_still_under_way() {
    for praise in ["成效明显", "取得新突破", "全面提速"] {
        let said = verdict(
            "推进青禾河生态公园建设",
            &format!("青禾河生态公园建设{praise}"),
        );
        assert_eq!(said, Verdict::InProgress, "{praise}");
    }
}

#[test]
fn a_result_inside_a_name_is_none_where_the_clause_ends_in_moving_on() {
    let said = verdict(
        "推进青禾钢铁搬迁改造项目建设",
        "青禾钢铁搬迁改造项目加快实施",
    );
    assert_eq!(said, Verdict::InProgress);
}

#[test]
fn what_is_being_built_is_not_built() {
    let said = verdict("建成投用云溪县重离子医院", "建设云溪县重离子医院");
    assert_eq!(said, Verdict::Delayed);
}

#[test]
fn a_measure_that_was_to_be_carried_out_and_is_carried_out_is_met() {
    let said = verdict(
        "建立青禾县企业职工养老保险调剂制度",
        "实施青禾县企业职工养老保险调剂制度",
    );
    assert_eq!(said, Verdict::Met);
}

#[test]
fn a_narrower_count_below_the_target_is_partial_but_no_proof() {
    let said = judged("新建充电桩2400个。", "新建公共充电桩1887个。", "充电桩");
    assert_eq!((said.verdict, said.proven), (Verdict::Partial, true));
    let said = judged(
        "启动100个产业创新服务综合体建设。",
        "创建省级产业创新服务综合体48家。",
        "综合体",
    );
    assert_eq!((said.verdict, said.proven), (Verdict::Partial, false));
}

#[test]
fn the_verb_before_what_is_counted_makes_it_no_other_thing() {
    let said = judged(
        "建成标准厂房100万平方米。",
        "竣工标准厂房89.5万平方米。",
        "标准厂房",
    );
    assert_eq!((said.verdict, said.proven), (Verdict::Partial, true));
}

#[test]
fn the_whole_of_a_list_answers_and_not_its_part() {
    let said = verdict(
        "新增2000个以上A级景区村庄",
        "新增A级以上景区村庄2640个、3A级景区村庄465个",
    );
    assert_eq!(said, Verdict::Exceeded);
}

#[test]
fn near_a_number_is_below_it() {
    let said = judged(
        "引进国内实际到位资金300亿元。",
        "引进国内实际到位资金近300亿元。",
        "到位资金",
    );
    assert_eq!(said.verdict, Verdict::Missed);
    assert_eq!(
        said.because,
        ["目标300亿元，报告近300亿元，没有到，低于目标"]
    );
}

#[test]
fn a_target_named_among_those_not_reached_is_missed_though_its_number_returns() {
    let said = verdict(
        "创新能力B类乡镇达到9个",
        "创新能力B类乡镇达到9个的目标没有完全实现",
    );
    assert_eq!(said, Verdict::Missed);
}

#[test]
fn fewer_named_than_were_promised_is_partial() {
    let said = judged(
        "建成投产5座青禾资源热力电厂。",
        "青禾第三资源热力电厂建成投产。",
        "热力电厂",
    );
    assert_eq!((said.verdict, said.proven), (Verdict::Partial, true));
    let said = judged(
        "建成投产5座青禾资源热力电厂。",
        "青禾第三资源热力电厂等一批项目建成投产。",
        "热力电厂",
    );
    assert_eq!(said.verdict, Verdict::Met);
}

#[test]
fn what_the_report_names_in_another_form_is_there() {
    for (promise, reported) in [
        (
            "建成青禾至云溪高速公路、东山体育场",
            "青云高速、东山体育场建成",
        ),
        (
            "建成东山体育场、城北客专全线",
            "城北客专、东山体育场建成投用",
        ),
        (
            "建成东山体育场、中国（云溪）跨境电商综合试验区",
            "东山体育场、跨境电商综合试验区建成",
        ),
    ] {
        assert_eq!(verdict(promise, reported), Verdict::Met, "{promise}");
    }
}

#[test]
fn things_named_among_many_leave_open_what_became_of_the_rest() {
    let said = judged(
        "抓好梅花三期、柠檬酸等项目建设。",
        "梅花三期、青禾科技等31个工业项目竣工投产。",
        "梅花三期",
    );
    assert_eq!((said.verdict, said.proven), (Verdict::Partial, false));
}

#[test]
fn things_that_come_apart_are_met_in_part() {
    let said = judged(
        "开工建设青禾先进光源、云溪量子装置。",
        "青禾先进光源开工建设。云溪量子装置可研获批。",
        "先进光源",
    );
    assert_eq!(said.verdict, Verdict::Partial);
    let why = "承诺的青禾先进光源已到承诺的节点，云溪量子装置还没有";
    assert_eq!(said.because, [why]);
}

#[test]
fn what_is_called_by_common_words_only_may_be_told_in_others() {
    let said = judged(
        "制定青禾县城总体规划和具体行动方案。",
        "完成青禾县城总体规划编制。",
        "总体规划",
    );
    assert!(!said.proven || said.verdict == Verdict::Met);
}

#[test]
fn parts_that_add_up_to_what_was_promised_are_no_shortfall() {
    let said = verdict(
        "完成林草生态修复9.5万亩",
        "完成营造林4.2万亩、草原生态修复5.5万亩",
    );
    assert_eq!(said, Verdict::Met);
}

#[test]
fn a_list_of_which_nothing_has_come_so_far_is_delayed_and_not_done_in_part() {
    let said = verdict(
        "推进青禾大桥、云溪隧道项目开工建设",
        "青禾大桥前期工作进一步深化",
    );
    assert_eq!(said, Verdict::Delayed);
}

#[test]
fn the_kind_alone_names_none_of_those_promised() {
    let said = verdict("开工建设10个以上海上风电项目", "海上风电项目加快推进");
    assert_ne!(said, Verdict::Partial);
}

#[test]
fn names_in_quotes_without_a_mark_between_are_several_things() {
    let said = judged(
        "办好“青洽会”“海外院士青禾行”“博士青禾游”等活动。",
        "成功举办“央企四季行”“海外院士青禾行”等活动。",
        "青洽会",
    );
    assert_eq!(said.verdict, Verdict::Partial);
}

#[test]
fn another_thing_of_the_list_is_not_this_one() {
    let said = verdict("完成彭山经开区、青神经开区扩区", "青神经开区成功扩区");
    assert_eq!(said, Verdict::Partial);
}

#[test]
fn as_many_things_still_moved_on_are_not_done() {
    let said = verdict(
        "续建和燕路、建宁路等4条过江通道",
        "和燕路等4条过江通道稳步推进",
    );
    assert_eq!(said, Verdict::InProgress);
}

#[test]
fn what_is_to_be_brought_down_is_reached_from_below() {
    for (reported, expected) in [
        ("县属国有企业由17家压减至6家", Verdict::Met),
        ("县属国有企业由17家压减至8家", Verdict::Missed),
    ] {
        let said = verdict("县属国有企业由17家压减至6家", reported);
        assert_eq!(said, expected, "{reported}");
    }
    let said = verdict("审批事项办理天数压缩到3天", "审批事项办理天数压缩到2天");
    assert!(matches!(said, Verdict::Met | Verdict::Exceeded), "{said:?}");
    let raised = "虚拟电厂实时可调负荷提升至";
    let said = verdict(&format!("{raised}75万千瓦"), &format!("{raised}84万千瓦"));
    assert_eq!(said, Verdict::Exceeded);
}

#[test]
fn a_growth_rate_behind_its_total_is_of_what_the_total_is_of() {
    let told = "社会消费品零售总额135亿元，增长2%；进出口总额20亿元，增长9%。";
    let said = judged("社会消费品零售总额增长8%左右。", told, "社会消费品零售总额");
    assert_eq!((said.verdict, said.proven), (Verdict::Missed, true));
}

#[test]
fn each_of_several_subjects_is_held_against_its_own_figure() {
    for told in [
        "城镇居民、农村居民人均可支配收入分别增长7.1%、9.4%。",
        "城镇和农村居民人均可支配收入增长7.1%和9.4%。",
    ] {
        let promised = "城镇居民人均可支配收入增长7.5%，农村居民人均可支配收入增长8.5%。";
        let town = judged(promised, told, "城镇居民人均可支配收入");
        assert_eq!(town.verdict, Verdict::Missed, "{told}");
        let country = judged(promised, told, "农村居民人均可支配收入");
        assert_eq!(country.verdict, Verdict::Exceeded, "{told}");
    }
}

#[test]
fn a_rate_of_something_else_proves_no_miss() {
    for (promised, told) in [
        ("单位地区生产总值能耗下降2%。", "地区生产总值增长4%。"),
        (
            "县级饮用水水源水质达标率保持100%。",
            "地表水国控断面水质优良比例达到98.7%。",
        ),
    ] {
        let said = judged(promised, told, "");
        let is_short = matches!(said.verdict, Verdict::Missed | Verdict::Partial);
        assert!(!(is_short && said.proven), "{promised}");
    }
}

#[test]
fn standing_still_is_told_behind_a_total() {
    let said = judged(
        "社会消费品零售总额增长11.5%。",
        "社会消费品零售总额1625亿元，与上年持平。",
        "社会消费品零售总额",
    );
    assert_eq!(said.verdict, Verdict::Missed);
}

#[test]
fn hours_are_no_matters() {
    let said = judged(
        "大力实施“无申请兑现”和24小时在线服务。",
        "38个惠企事项实现“无申请兑现”。",
        "无申请兑现",
    );
    assert_eq!(said.verdict, Verdict::Met);
}
