//! What became of a promise, and how it moves from year to year, on short made-up reports of one county.

use duban::document::Document;
use duban::extract::{Facts, Lexicon, extract};
use duban::link::thread::threads;
use duban::link::verdict::Verdict;
use duban::link::{Change, Linked, Matter, link};
use duban::location::{DocId, Span};

/// A report of `issuer` for `year`: what it says of the year before, and what it plans.
pub(crate) fn report(issuer: &str, year: i16, review: &str, plan: &str) -> String {
    let last = year - 1;
    format!(
        "{issuer}政府工作报告（{year}年）\n\n一、{last}年工作回顾\n\n{review}\n\n二、{year}年重点工作\n\n{plan}\n"
    )
}

pub(crate) struct Run {
    documents: Vec<Document>,
    linked: Linked,
}

pub(crate) fn run(texts: &[String]) -> Run {
    let lexicon = Lexicon::built_in();
    let mut documents = Vec::new();
    for (id, text) in (0u32..).zip(texts) {
        let name = format!("{id}.txt");
        let mut reading = duban::source::read_bytes(text.as_bytes(), &name);
        let mut document = reading.documents.remove(0);
        document.id = DocId(id);
        documents.push(document);
    }
    let facts: Vec<Facts> = documents.iter().map(|d| extract(d, &lexicon)).collect();
    let linked = link(&documents, &facts, &lexicon);
    Run { documents, linked }
}

/// Two successive reports of one county: `plan` promised, `review` reported, `next` promised.
pub(crate) fn years(plan: &str, review: &str, next: &str) -> Run {
    run(&[
        report("云溪县", 2023, "上年各项工作有序开展。", plan),
        report("云溪县", 2024, review, next),
    ])
}

impl Run {
    fn text(&self, span: Span) -> &str {
        self.documents[span.doc.0 as usize].slice(span.range())
    }

    /// What became of every promise, in order.
    pub(crate) fn verdicts(&self) -> Vec<Verdict> {
        self.linked.matters.iter().map(|m| m.verdict).collect()
    }

    /// The matter whose promise contains `words`.
    pub(crate) fn matter(&self, words: &str) -> &Matter {
        let found = self
            .linked
            .matters
            .iter()
            .find(|m| self.text(m.commitment.span).contains(words));
        found.unwrap_or_else(|| panic!("no matter “{words}”"))
    }

    /// How what contains `words` moved to the next plan.
    pub(crate) fn change(&self, words: &str) -> Option<Change> {
        let moved = self
            .linked
            .successions
            .iter()
            .find(|s| s.next.is_some() && self.text(s.earlier).contains(words));
        moved.map(|s| s.change)
    }
}

pub(crate) fn verdict(promise: &str, reported: &str) -> Verdict {
    let run = years(
        &format!("{promise}。"),
        &format!("{reported}。新建农村公路126公里。"),
        "办好全县运动会。",
    );
    run.matter(promise).verdict
}

#[test]
fn an_indicator_below_its_target_is_missed() {
    assert_eq!(
        verdict("一般公共预算收入增长5%以上", "一般公共预算收入增长3.2%"),
        Verdict::Missed
    );
}

#[test]
fn about_seven_percent_allows_half_a_point() {
    assert_eq!(
        verdict("地区生产总值增长7%左右", "地区生产总值增长6.5%"),
        Verdict::Met
    );
}

#[test]
fn a_rate_more_than_half_a_point_above_its_target_is_exceeded() {
    assert_eq!(
        verdict("规模以上工业增加值增长6%", "规上工业增加值增长8.1%"),
        Verdict::Exceeded
    );
}

#[test]
fn a_kept_ceiling_is_met_however_far_below_it_stays() {
    assert_eq!(
        verdict("城镇登记失业率控制在4%以内", "城镇登记失业率2.1%"),
        Verdict::Met
    );
}

#[test]
fn a_count_that_falls_short_is_partial() {
    assert_eq!(
        verdict("改造城镇老旧小区45个", "改造城镇老旧小区30个"),
        Verdict::Partial
    );
}

#[test]
fn a_count_more_than_a_twentieth_above_its_target_is_exceeded() {
    assert_eq!(
        verdict("新建口袋公园10个", "新建口袋公园13个"),
        Verdict::Exceeded
    );
}

#[test]
fn a_project_that_was_built_is_met() {
    assert_eq!(
        verdict("建成青禾河大桥", "青禾河大桥建成投用"),
        Verdict::Met
    );
}

#[test]
fn a_project_still_under_way_is_delayed_when_its_completion_was_promised() {
    assert_eq!(
        verdict("建成云溪县博物馆新馆", "云溪县博物馆新馆加快推进"),
        Verdict::Delayed
    );
}

#[test]
fn standing_still_is_no_growth() {
    assert_eq!(
        verdict(
            "社会消费品零售总额增长7%以上",
            "社会消费品零售总额与上年持平"
        ),
        Verdict::Missed
    );
}

#[test]
fn a_count_is_not_there_while_it_is_being_built() {
    assert_eq!(
        verdict("打通跨区断头路22条", "跨区断头路22条全部开工"),
        Verdict::Delayed
    );
}

#[test]
fn what_a_report_owns_up_to_is_missed_and_its_problems_report_nothing_done() {
    let problems = |what: &str| format!("我们也清醒看到，工作中还有不足，{what}");
    assert_eq!(
        verdict(
            "外贸进出口总额增长10%",
            &problems("外贸进出口总额没有达到预期目标")
        ),
        Verdict::Missed
    );
    assert_eq!(
        verdict("建成青禾河大桥", &problems("青禾河大桥建设推进不快")),
        Verdict::NotMentioned
    );
}

#[test]
fn a_hope_for_more_is_no_promise_of_its_own() {
    let run = years(
        "地区生产总值增长6%，力争6.5%。",
        "地区生产总值增长3.6%。新建农村公路126公里。",
        "办好全县运动会。",
    );
    let mut promised = run
        .linked
        .matters
        .iter()
        .map(|m| run.text(m.commitment.span));
    assert!(promised.all(|text| !text.starts_with("力争")));
}

#[test]
fn silence_shows_what_was_searched_and_what_came_nearest() {
    let run = years(
        "新建社区养老服务中心6所。",
        "改造农村公路126公里。新建幼儿园3所。",
        "办好全县运动会。",
    );
    let matter = run.matter("养老服务中心");
    assert_eq!(matter.verdict, Verdict::NotMentioned);
    assert!(matter.links.is_empty());
    assert!(!matter.searched.parts.is_empty());
    assert!(matter.searched.nearest.len() <= 3);
}

#[test]
fn every_link_and_every_verdict_gives_reasons() {
    let run = years(
        "一般公共预算收入增长5%以上。",
        "一般公共预算收入增长3.2%。",
        "办好全县运动会。",
    );
    let matter = run.matter("一般公共预算收入");
    assert!(
        matter.links[0]
            .reasons
            .iter()
            .any(|r| r.contains("一般公共预算收入"))
    );
    assert!(matter.because[0].contains("5%") && matter.because[0].contains("3.2%"));
}

#[test]
fn a_completion_promised_again_has_slipped() {
    let run = years(
        "建成青禾河大桥。",
        "青禾河大桥加快推进。",
        "建成青禾河大桥。",
    );
    assert_eq!(run.change("建成青禾河大桥"), Some(Change::Slipped));
    assert_eq!(run.matter("建成青禾河大桥").restatements.len(), 1);
}

#[test]
fn a_start_followed_by_a_completion_has_advanced() {
    let run = years(
        "开工建设青禾河大桥。",
        "青禾河大桥开工建设。",
        "建成青禾河大桥。",
    );
    assert_eq!(run.change("开工建设青禾河大桥"), Some(Change::Advanced));
}

#[test]
fn a_target_below_what_was_reached_the_year_before_is_lowered() {
    let text = report(
        "云溪县",
        2024,
        "新增规模以上工业企业15家。",
        "新增规模以上工业企业8家。",
    );
    assert_eq!(
        run(&[text]).change("新增规模以上工业企业15家"),
        Some(Change::Lowered)
    );
}

#[test]
fn plans_and_reports_of_different_issuers_are_not_compared_and_that_is_said() {
    let run = run(&[
        report("云溪县", 2023, "上年各项工作有序开展。", "建成青禾河大桥。"),
        report("江口县", 2024, "青禾河大桥建成投用。", "办好全县运动会。"),
    ]);
    assert_eq!(run.matter("青禾河大桥").verdict, Verdict::NotDue);
    assert!(
        run.linked
            .pairings
            .iter()
            .any(|p| !p.accepted && p.reason.contains("江口县"))
    );
}

#[test]
fn a_promise_is_followed_through_three_years() {
    let run = run(&[
        report(
            "云溪县",
            2022,
            "上年各项工作有序开展。",
            "开工建设青禾河大桥。",
        ),
        report(
            "云溪县",
            2023,
            "青禾河大桥前期工作加快。",
            "开工建设青禾河大桥。",
        ),
        report("云溪县", 2024, "青禾河大桥开工建设。", "办好全县运动会。"),
    ]);
    let longest = threads(&run.linked)
        .into_iter()
        .max_by_key(Vec::len)
        .unwrap();
    assert_eq!(longest.len(), 2);
    assert_eq!(run.linked.matters[longest[1]].verdict, Verdict::Met);
}

#[test]
fn a_count_whose_things_are_told_by_size_is_one_item() {
    let said = verdict_of(
        "新开工10个以上30亿元级重大工业项目。",
        "新开工5个百亿元级、10个30亿元级重大工业项目。",
        "重大工业项目",
    );
    assert_eq!(said, Verdict::Met);
}

#[test]
fn a_step_reported_in_the_promised_word_is_taken() {
    let said = verdict_of("基本完成青禾高铁铺轨。", "青禾高铁主线铺轨。", "青禾高铁");
    assert_eq!(said, Verdict::Met);
}

#[test]
fn what_is_pushed_on_with_is_not_done() {
    let said = verdict_of(
        "全面完成青禾农信社改制组建农商行。",
        "全力推进青禾农信社改制组建农商行工作。",
        "青禾农信社",
    );
    assert_eq!(said, Verdict::Delayed);
}

/// The verdict on the promise that contains `words`.
fn verdict_of(promise: &str, reported: &str, words: &str) -> Verdict {
    years(promise, reported, "办好全县运动会。")
        .matter(words)
        .verdict
}

#[test]
fn an_event_held_every_year_has_not_slipped_but_the_same_edition_has() {
    let silent = "新建农村公路126公里。";
    let each_year = years("办好青禾河龙舟赛。", silent, "办好青禾河龙舟赛。");
    assert_ne!(each_year.change("龙舟赛"), Some(Change::Slipped));
    let same = years(
        "举办第三届中国（青禾）文化旅游博览会。",
        silent,
        "举办第三届中国（青禾）文化旅游博览会。",
    );
    assert_eq!(same.change("第三届"), Some(Change::Slipped));
}

#[test]
fn a_completion_without_a_report_has_slipped_where_the_next_plan_only_moves_on() {
    let run = years(
        "推动青禾河大桥建成通车。",
        "新建农村公路126公里。",
        "加快青禾河大桥建设。",
    );
    assert_eq!(run.change("青禾河大桥"), Some(Change::Slipped));
}

#[test]
fn a_stage_inside_a_name_is_not_promised() {
    let run = years(
        "扎实推进青禾开放大通道建设。",
        "新建农村公路126公里。",
        "深化青禾开放大通道建设。",
    );
    assert_ne!(run.change("青禾开放大通道"), Some(Change::Slipped));
}

#[test]
fn words_that_keep_the_same_company_are_near_in_meaning() {
    use duban::extract::meaning::Meaning;
    let of = |words: &str| Meaning::of(&words.chars().collect::<Vec<char>>());
    let kindergarten = of("普惠性幼儿园学位");
    let (school, sewer) = (of("学前教育"), of("雨污分流管网"));
    assert!(kindergarten.nearness(&school) > kindergarten.nearness(&sewer) + 0.2);
}

#[test]
fn things_of_one_size_are_no_answer_to_those_of_another() {
    for (plan, review) in [
        (
            "35蒸吨以上燃煤锅炉全部实现超低排放。",
            "全面完成323台35蒸吨及以下燃煤锅炉淘汰任务。",
        ),
        ("新开工亿元以上项目181个。", "新开工5000万元以上项目253个。"),
        ("打造10个千亿级产业集群。", "打造百亿级产业集群12个。"),
    ] {
        let run = years(plan, review, "各项工作有序开展。");
        let matter = &run.linked.matters[0];
        assert_eq!(matter.verdict, Verdict::NotMentioned, "{plan}");
    }
    let run = years(
        "新开工5000万元以上项目181个。",
        "新开工5000万元以上项目203个。",
        "各项工作有序开展。",
    );
    assert_eq!(run.linked.matters[0].verdict, Verdict::Exceeded);
}

#[test]
fn silence_beside_a_sum_of_years_is_only_likely_and_says_so() {
    let run = years(
        "城镇新增就业4.5万人。",
        "五年来，我们始终坚持就业优先。城镇新增就业28.6万人。",
        "各项工作有序开展。",
    );
    let matter = &run.linked.matters[0];
    assert_eq!(matter.verdict, Verdict::NotMentioned);
    assert!(!matter.proven, "{:?}", matter.because);
}
