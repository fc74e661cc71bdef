//! A document's issuer, year and parts are recognised from its text.

use duban::extract::part::{PartRole, Profile};
use duban::extract::period::Period;
use duban::extract::{Facts, Lexicon, extract};
use duban::source::read_bytes;

fn facts(text: &str, name: &str) -> Vec<Facts> {
    let lexicon = Lexicon::built_in();
    let documents = read_bytes(text.as_bytes(), name).documents;
    documents.iter().map(|d| extract(d, &lexicon)).collect()
}

fn profile(text: &str) -> Profile {
    facts(text, "样本.txt").remove(0).profile
}

fn seed(name: &str) -> Vec<Facts> {
    let path = std::fs::read_dir("seeds")
        .unwrap()
        .map(|e| e.unwrap().path());
    let path = path
        .into_iter()
        .find(|p| p.file_name().unwrap().to_str().unwrap().starts_with(name))
        .unwrap();
    facts(&std::fs::read_to_string(&path).unwrap(), "seed.txt")
}

fn roles(profile: &Profile) -> Vec<(PartRole, Option<Period>)> {
    profile.parts.iter().map(|p| (p.role, p.period)).collect()
}

const REPORT: &str = "政府工作报告\n\n——2022年1月20日在云溪市第五届人民代表大会第一次会议上\n\n市长 张三\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n";

fn report(parts: &[&str]) -> Profile {
    profile(&format!("{REPORT}{}", parts.join("\n\n")))
}

const REVIEW: &str = "过去一年，我们顶住压力，取得了显著成效。累计完成投资300亿元，同比增长9%，成功举办文化旅游节，入选全国试点城市。";
const PLAN: &str = "今年要力争生产总值增长7%以上，加快推进项目建设，确保新建幼儿园12所，完善服务体系，大力发展数字经济。";

#[test]
fn the_seeds_are_recognised() {
    let of = |name: &str| {
        let facts = seed(name).remove(0);
        (facts.profile.issuer, facts.profile.year)
    };
    assert_eq!(of("000"), ("西海岸新区".to_owned(), Some(2021)));
    assert_eq!(of("001"), ("市南区科技局".to_owned(), Some(2021)));
    assert_eq!(of("002"), ("青岛市工业和信息化局".to_owned(), Some(2021)));
    assert_eq!(of("003"), ("青岛市即墨区".to_owned(), Some(2019)));
    assert_eq!(of("004"), ("青岛科技创新园".to_owned(), Some(2022)));
}

#[test]
fn a_body_named_in_a_cell_of_a_table_is_not_its_issuer() {
    let rows = "序号,事项内容,牵头单位,进展情况\n1,建成粮食储备库,岩桥县人民政府,主体完工。\n2,改造农贸市场,岩桥县人民政府,改造3处。\n";
    let issuer = |before: &str, name: &str| {
        let facts = facts(&format!("{before}{rows}"), name).remove(0);
        facts.profile.issuer
    };
    assert_eq!(
        issuer("云溪市2024年重点任务推进情况表,,,\n", "表.csv"),
        "云溪市"
    );
    let stated = "2024年重点任务推进情况表,,,\n填报单位：云溪市人民政府督查室,,,\n";
    assert_eq!(issuer(stated, "表.csv"), "云溪市");
    assert_eq!(
        issuer("重点任务推进情况表,,,\n", "云溪市2024年.csv"),
        "云溪市"
    );
    assert_eq!(issuer("重点任务推进情况表,,,\n", "表.csv"), "");
}

#[test]
fn only_the_reports_of_a_site_have_parts_that_look_back_or_ahead() {
    let facts = seed("003");
    let reports = facts
        .iter()
        .filter(|f| f.profile.parts.iter().any(|p| p.role == PartRole::Plan));
    assert_eq!(reports.count(), 2);
    let expected = [
        (PartRole::Other, None),
        (PartRole::Review, Some(Period::year(2018))),
        (PartRole::Plan, Some(Period::year(2019))),
    ];
    assert_eq!(roles(&facts[1].profile), expected);
}

#[test]
fn a_table_knows_the_months_it_covers() {
    let facts = seed("000").remove(0);
    assert_eq!(facts.profile.as_of.unwrap().to_string(), "2021-03-31");
    assert_eq!(facts.profile.parts[0].role, PartRole::Table);
    assert_eq!(facts.rows.len(), 27);
}

#[test]
fn a_report_looks_back_on_the_year_before_and_plans_for_its_own() {
    let profile = report(&[
        "一、2021年工作回顾",
        REVIEW,
        "二、2022年工作安排",
        PLAN,
        "三、加强政府自身建设",
        PLAN,
    ]);
    assert_eq!(
        (profile.issuer.as_str(), profile.year),
        ("云溪市", Some(2022))
    );
    let expected = [
        (PartRole::Other, None),
        (PartRole::Review, Some(Period::year(2021))),
        (PartRole::Plan, Some(Period::year(2022))),
    ];
    assert_eq!(roles(&profile), expected);
    assert_eq!(profile.parts[2].sections.len(), 2);
}

#[test]
fn what_is_meant_for_five_years_is_no_plan_for_this_one() {
    let outlook = "今后五年，要坚持创新驱动发展，到2026年生产总值年均增长7%，城镇化率达到70%，建成区域中心城市。";
    let profile = report(&[
        "一、过去五年工作回顾",
        REVIEW,
        "二、今后五年的目标任务",
        outlook,
        "三、2022年工作安排",
        PLAN,
    ]);
    let found: Vec<PartRole> = profile.parts.iter().map(|p| p.role).collect();
    assert_eq!(
        found,
        [
            PartRole::Other,
            PartRole::Review,
            PartRole::Other,
            PartRole::Plan
        ]
    );
    let reviewed = profile.parts[1].period.unwrap();
    assert_eq!((reviewed.start.year(), reviewed.end.year()), (2017, 2021));
}

#[test]
fn parts_are_found_by_tense_where_headings_do_not_name_a_year() {
    let profile = report(&[
        "一、砥砺奋进，高质量发展迈出坚实步伐",
        REVIEW,
        REVIEW,
        "二、乘势而上，奋力谱写新篇章",
        PLAN,
        PLAN,
    ]);
    let found: Vec<PartRole> = profile.parts.iter().map(|p| p.role).collect();
    assert_eq!(found, [PartRole::Other, PartRole::Review, PartRole::Plan]);
}

#[test]
fn a_december_session_speaks_about_the_next_year() {
    let text = REPORT.replace("2022年1月20日", "2021年12月28日");
    let profile = profile(&format!(
        "{text}一、工作回顾\n\n{REVIEW}\n\n二、工作安排\n\n{PLAN}\n"
    ));
    assert_eq!(profile.year, Some(2022));
}

#[test]
fn annexes_are_parts_of_their_own() {
    let closing = "各位代表，让我们更加紧密地团结起来，为建设现代化云溪而努力奋斗！";
    let items = [
        "附件1",
        "2021年十件民生实事完成情况",
        "一、新建幼儿园12所（市教育局负责）。已建成14所，新增学位4200个。",
        "二、改造老旧小区30个（市住建局牵头，各县区配合）。已全部完工。",
        "三、新增公交线路5条（市交通局负责）。已开通6条。",
        "附件2",
        "名词解释",
        "1.两化：指信息化和工业化。",
    ];
    let parts = [
        &[
            "一、2021年工作回顾",
            REVIEW,
            "二、2022年工作安排",
            PLAN,
            closing,
        ][..],
        &items,
    ]
    .concat();
    let facts = facts(&format!("{REPORT}{}", parts.join("\n\n")), "样本.txt").remove(0);
    let found: Vec<PartRole> = facts.profile.parts.iter().map(|p| p.role).collect();
    assert_eq!(
        found,
        [
            PartRole::Other,
            PartRole::Review,
            PartRole::Plan,
            PartRole::Review,
            PartRole::Other
        ]
    );
    assert_eq!(facts.rows.len(), 3);
    assert_eq!(facts.rows[1].owners.len(), 2);
}

#[test]
fn folder_and_file_name_help_only_where_the_text_is_silent() {
    let text = "一、工作回顾\n\n过去一年，我们顶住压力，取得了显著成效，完成了各项任务。\n\n二、工作安排\n\n今年要力争增长7%以上，确保完成各项目标任务。\n";
    let found = facts(text, "报告/云溪市/2022.txt").remove(0).profile;
    assert_eq!((found.issuer.as_str(), found.year), ("云溪市", Some(2022)));
    let told = format!("{REPORT}{text}");
    let found = facts(&told, "报告/别的市/2019.txt").remove(0).profile;
    assert_eq!((found.issuer.as_str(), found.year), ("云溪市", Some(2022)));
}

#[test]
fn a_half_year_summary_looks_back_on_its_months() {
    let text = format!(
        "云溪市科技局2023年上半年工作总结和下半年工作打算\n\n一、上半年工作开展情况\n\n{REVIEW}\n\n二、下半年工作打算\n\n{PLAN}\n"
    );
    let profile = profile(&text);
    assert_eq!(
        (profile.issuer.as_str(), profile.year),
        ("云溪市科技局", Some(2023))
    );
    assert_eq!(profile.as_of.unwrap().to_string(), "2023-06-30");
    let review = profile
        .parts
        .iter()
        .find(|p| p.role == PartRole::Review)
        .unwrap();
    assert_eq!(review.period.unwrap().end.to_string(), "2023-06-30");
}

#[test]
fn the_day_of_the_session_does_not_limit_a_yearly_report_to_months() {
    let text = format!(
        "2017年1月9日云溪市第十五届人民代表大会第一次会议通过\n\n市长 某某\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n一、2016年工作回顾\n\n{REVIEW}\n\n二、2017年工作安排\n\n{PLAN}\n"
    );
    let profile = profile(&text);
    let review = profile.parts.iter().find(|p| p.role == PartRole::Review);
    let period = review.unwrap().period.unwrap();
    assert_eq!(profile.year, Some(2017));
    assert_eq!(
        (period.start.year(), period.end.to_string()),
        (2016, "2016-12-31".to_owned())
    );
}

#[test]
fn a_spell_named_by_a_plan_tells_of_its_years() {
    let opening = REPORT.replace("2022年1月20日", "2021年1月20日");
    let text = format!(
        "{opening}一、“十三五”时期和2020年工作回顾\n\n“十三五”时期，是转型发展的五年。\n\n（一）实力增强\n\n累计完成投资300亿元，成功举办文化旅游节，取得了显著成效，入选全国试点城市。\n\n二、2021年工作安排\n\n{PLAN}\n"
    );
    let facts = facts(&text, "云溪市/2021.txt").remove(0);
    let told = text.find("累计完成投资").unwrap();
    assert!(facts.tells_of_years(told));
}

#[test]
fn the_names_of_one_body_share_a_root_and_those_of_others_do_not() {
    use duban::extract::issuer::root;
    assert_eq!(root("青岛市崂山区"), root("崂山区"));
    assert_eq!(root("广东省广州市"), root("广州市"));
    assert_eq!(root("凉山彝族自治州"), root("凉山州"));
    assert_ne!(root("广州市"), root("杭州市"));
    assert_ne!(root("恩施州恩施市"), root("恩施州"));
}
