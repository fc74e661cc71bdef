//! Which figure of a report answers a promise, and which only stands near it.

use crate::linking::years;
use duban::link::Matter;
use duban::link::verdict::Verdict;

/// The matter whose promise contains `words`: `promise` was made, `reported` the year after.
fn judged(promise: &str, reported: &str, words: &str) -> Matter {
    years(promise, reported, "办好全县运动会。")
        .matter(words)
        .clone()
}

/// The verdict and the reason given for it.
fn told(promise: &str, reported: &str) -> (Verdict, String) {
    let matter = judged(promise, reported, "");
    (matter.verdict, matter.because.join("；"))
}

#[test]
fn growth_is_not_answered_by_a_level() {
    let (verdict, why) = told("社会消费品零售总额增长9%。", "社会消费品零售总额16.2亿元。");
    assert_eq!(verdict, Verdict::NotMentioned);
    assert_eq!(why, "报告提到了这一项，没有写承诺的这个数");
}

#[test]
fn what_is_made_is_not_answered_by_what_is_used_up() {
    let (verdict, _) = told(
        "规模以上工业增加值增长8%以上。",
        "全县万元规模以上工业增加值能耗下降3.39%。",
    );
    assert_eq!(verdict, Verdict::NotMentioned);
}

#[test]
fn another_act_in_the_same_clause_is_no_answer() {
    let (verdict, why) = told(
        "新开工棚户区改造1087套。",
        "新开工棚户区改造安置房937套，基本建成2411套。",
    );
    assert_eq!(verdict, Verdict::Partial, "{why}");
}

#[test]
fn a_whole_told_in_parts_is_judged_by_the_least_of_them() {
    for (promise, wanted) in [
        ("居民人均可支配收入增长7%左右。", Verdict::Met),
        ("城乡居民人均可支配收入增长6%以上。", Verdict::Exceeded),
        ("城乡居民人均可支配收入增长7%以上。", Verdict::Missed),
    ] {
        let told = "城乡居民人均可支配收入分别增长6.7%和7.7%。";
        assert_eq!(self::told(promise, told).0, wanted, "{promise}");
    }
}

#[test]
fn a_count_is_no_less_than_one_of_its_parts() {
    for (promise, said) in [
        (
            "新建美丽乡村示范村100个。",
            "分别建设省级、市级美丽乡村示范村26个、100个，10个村庄入选省级试点。",
        ),
        (
            "城镇新增就业11万人。",
            "新增城镇就业12.2万人、农村劳动力转移就业4.5万人。",
        ),
    ] {
        let (verdict, why) = told(promise, said);
        assert!(
            matches!(verdict, Verdict::Met | Verdict::Exceeded),
            "{said}: {why}"
        );
    }
}

#[test]
fn parts_that_come_to_the_whole_show_no_shortfall() {
    for (promise, said) in [
        (
            "新建和改扩建中小学60所。",
            "新建、改扩建中小学校21所、39所。",
        ),
        (
            "新建改造提升750座公共厕所。",
            "完成新建改造提升城区公厕250座、涉旅厕所159座、农村公厕690座。",
        ),
        (
            "新增省智能工厂（车间）25个。",
            "新增省智能工厂17家、智能车间95个。",
        ),
        (
            "确保6月底前完成22个赛事场馆及运动员村项目。",
            "25个竞赛场馆和1个运动员村建设改造基本完成。",
        ),
    ] {
        let (verdict, why) = told(promise, said);
        assert_eq!(verdict, Verdict::Met, "{said}: {why}");
    }
    let (verdict, _) = told("创建和美小区140个。", "建成和美小区115个、和美村庄300个。");
    assert_eq!(verdict, Verdict::Partial);
}

#[test]
fn the_sum_or_rate_of_a_neighbour_proves_nothing() {
    for (promise, said) in [
        (
            "电子信息产业规上营业收入达到190亿元。",
            "数字经济核心产业规上营业收入突破150亿元。",
        ),
        (
            "开发区规上工业增加值增长18%。",
            "全县规上工业增加值增长8.5%。",
        ),
    ] {
        let matter = judged(promise, said, "");
        assert!(
            !matter.proven || matter.verdict == Verdict::NotMentioned,
            "{said}"
        );
    }
}

#[test]
fn the_end_of_a_name_in_a_list_is_the_name() {
    let said = "建成美丽乡村示范镇12个、示范村54个、风景线15条。";
    let (verdict, why) = told("创建美丽乡村示范村30个。", said);
    assert_eq!(verdict, Verdict::Exceeded, "{why}");
}

#[test]
fn an_addition_does_not_answer_how_many_there_are_to_be() {
    let (verdict, _) = told("科技型中小企业达220家。", "新增科技型中小企业46家。");
    assert_eq!(verdict, Verdict::NotMentioned);
}

#[test]
fn each_of_several_measures_is_answered_by_its_own() {
    let said = "A级景区接待游客增长25.1%。";
    let promise = "A级景区接待游客、门票收入分别增长25%和20%。";
    let run = years(promise, said, "办好全县运动会。");
    assert_eq!(run.verdicts()[..2], [Verdict::Met, Verdict::NotMentioned]);
}

#[test]
fn rounding_is_no_shortfall() {
    for (promise, said, wanted) in [
        (
            "新建高标准农田25.2万亩。",
            "新建高标准农田25.19万亩。",
            Verdict::Met,
        ),
        (
            "新建高标准农田25.2万亩。",
            "新建高标准农田24.9万亩。",
            Verdict::Partial,
        ),
        (
            "规上工业增加值增长7%。",
            "规上工业增加值增长6.6%。",
            Verdict::Missed,
        ),
    ] {
        assert_eq!(told(promise, said).0, wanted, "{said}");
    }
}

#[test]
fn households_are_not_held_against_quarters() {
    let (verdict, _) = told("改造老旧小区3965户。", "改造老旧小区56个。");
    assert_eq!(verdict, Verdict::Met);
}

#[test]
fn nearly_all_is_not_all() {
    let (verdict, _) = told(
        "县级公立中医院胸痛中心全覆盖。",
        "县级公立中医院胸痛中心基本实现全覆盖。",
    );
    assert_eq!(verdict, Verdict::Partial);
}

#[test]
fn how_growth_was_computed_does_not_hide_it() {
    for said in [
        "地方一般公共预算收入5.95亿元，按可比口径增长4%。",
        "地方一般公共预算收入在大幅减税降费的情况下增长4%。",
        "地方一般公共预算收入同口径增长4%。",
    ] {
        let matter = judged("地方一般公共预算收入增长5.5%。", said, "");
        assert_eq!(matter.verdict, Verdict::Missed, "{said}");
    }
}

#[test]
fn exports_are_not_answered_by_trade_as_a_whole() {
    let matter = judged("出口总额增长7%。", "进出口总额增长3.6%。", "");
    assert!(matter.verdict != Verdict::Missed || !matter.proven);
}

#[test]
fn what_all_earn_proves_nothing_of_a_part() {
    let matter = judged(
        "城镇居民人均可支配收入增长10%。",
        "全体居民人均可支配收入增长7.3%。",
        "",
    );
    assert!(matter.verdict != Verdict::Missed || !matter.proven);
}

#[test]
fn both_parts_of_a_list_keep_pace_with_the_economy() {
    let (verdict, why) = told(
        "城镇、农村居民人均可支配收入与经济增长同步。",
        "地区生产总值增长5%。城乡居民人均可支配收入分别增长5.5%和6.5%。",
    );
    assert_ne!(verdict, Verdict::NotMentioned, "{why}");
}

#[test]
fn preparations_that_led_to_the_work_are_not_late() {
    let (verdict, _) = told(
        "完成青岚至云溪高速公路前期工作。",
        "青岚至云溪高速公路启动建设。",
    );
    assert_ne!(verdict, Verdict::Delayed);
}

#[test]
fn how_many_were_finished_does_not_say_how_many_were_started_or_pushed_on_with() {
    for promise in [
        "启动36个城中村改造。",
        "推进36个城中村改造。",
        "谋划实施城中村改造36个。",
    ] {
        let matter = judged(promise, "完成32个城中村改造。", "");
        let told = (matter.verdict, matter.proven);
        assert_eq!(told, (Verdict::Partial, false), "{promise}");
    }
}

#[test]
fn seats_are_no_buildings() {
    let matter = judged("新增三级医院床位5000张。", "新增三级医院15家。", "");
    assert!(matter.verdict != Verdict::Partial || !matter.proven);
}

#[test]
fn a_paper_that_is_carried_out_is_there() {
    let promise = "制定青禾县乡村振兴战略规划。";
    let (verdict, why) = told(promise, "实施青禾县乡村振兴战略规划。");
    assert_eq!(verdict, Verdict::Met);
    assert_eq!(why, "承诺拿出文件，报告已在照着做");
}

#[test]
fn work_on_a_matter_does_not_show_that_its_paper_is_late() {
    let promise = "编制实施新一轮海洋强县建设行动方案。";
    let matter = judged(promise, "海洋强县建设步伐加快。", "海洋强县");
    assert!(matter.verdict != Verdict::Delayed || !matter.proven);
    let promise = "编制完成青禾县国土空间总体规划。";
    let drafted = judged(promise, "有序推进青禾县国土空间总体规划编制。", "国土空间");
    assert_eq!((drafted.verdict, drafted.proven), (Verdict::Delayed, true));
}

#[test]
fn the_main_structure_has_many_names() {
    let promise = "完成青禾县灰渣填埋场主体建设。";
    let (verdict, _) = told(promise, "青禾县灰渣填埋场主体工程完工。");
    assert_eq!(verdict, Verdict::Met);
}

#[test]
fn what_runs_on_trial_is_built_and_not_in_use() {
    let report = "青禾轨道交通2号线试运行。";
    let (verdict, _) = told("完成青禾轨道交通2号线建设。", report);
    assert_eq!(verdict, Verdict::Met);
    let (verdict, _) = told("建成投用青禾轨道交通2号线。", report);
    assert_eq!(verdict, Verdict::Delayed);
}

#[test]
fn what_was_added_answers_and_not_the_level_beside_it() {
    for (promise, said) in [
        ("新增上市公司30家。", "新增上市公司27家、总数达283家。"),
        (
            "新增规上工业企业100家以上。",
            "规上工业企业净增88家、达到1722家。",
        ),
    ] {
        assert_eq!(told(promise, said).0, Verdict::Partial, "{said}");
    }
}

#[test]
fn a_part_is_not_answered_by_the_whole_before_it() {
    let promise = "新签约亿元以上项目100个，其中百亿元项目10个。";
    let report = "新签约亿元以上项目120个，其中百亿元项目6个。";
    let matter = judged(promise, report, "百亿元");
    assert_eq!(matter.verdict, Verdict::Partial);
}

#[test]
fn some_growth_may_be_a_little_and_is_not_much() {
    let report = "全县进出口总额实现正增长。";
    let little = judged("进出口总额增长3%。", report, "");
    assert_eq!((little.verdict, little.proven), (Verdict::Missed, false));
    let much = judged("进出口总额增长8%。", report, "");
    assert_eq!((much.verdict, much.proven), (Verdict::Missed, true));
}

#[test]
fn what_is_to_be_cut_to_a_little_over_a_number_is_met_below_it() {
    let said = "权责清单事项从3018项大幅压减至986项。";
    let (verdict, why) = told("将权责清单事项从3018项压减到1000多项。", said);
    assert_eq!(verdict, Verdict::Met, "{why}");
}

#[test]
fn a_fall_that_has_slowed_is_no_growth() {
    let told = "社会消费品零售总额降幅比年初收窄27个百分点。";
    let matter = judged("社会消费品零售总额增长6%。", told, "");
    assert_eq!((matter.verdict, matter.proven), (Verdict::Missed, true));
}

#[test]
fn a_measure_listed_among_those_not_reached_is_missed() {
    let report = "社会消费品零售总额、服务业增加值、进出口总值、居民人均可支配收入等指标与年初计划还有一定差距。";
    let matter = judged("服务业增加值增长8.5%以上。", report, "");
    assert_eq!(matter.verdict, Verdict::Missed);
}

#[test]
fn parts_reported_as_one_sum_are_judged_together() {
    let promise = "新建中小学34所、幼儿园54所。";
    let reported = "新建中小学和幼儿园90所。";
    for part in ["中小学34所", "幼儿园54所"] {
        let matter = judged(promise, reported, part);
        assert_eq!(matter.verdict, Verdict::Met, "{part}");
        let why = matter.because.join("；");
        assert_eq!(why, "几项合起来承诺34所、54所，共88所，报告合在一起报90所");
    }
    let short = judged(promise, "新建中小学和幼儿园60所。", "幼儿园54所");
    assert_eq!((short.verdict, short.proven), (Verdict::Partial, false));
    let apiece = judged(promise, "新建中小学、幼儿园均超60所。", "幼儿园54所");
    assert!(!apiece.because.join("").contains("合在一起"));
}
