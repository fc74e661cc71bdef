//! Figures, shares and lists are compared only where the text itself says what belongs together.

use duban::document::Document;
use duban::extract::{Facts, Lexicon, extract};
use duban::rule::check::contribution::Contributions;
use duban::rule::check::growth::Growth;
use duban::rule::check::list_count::ListCount;
use duban::rule::check::parts::Parts;
use duban::rule::check::percent_point::PercentPoints;
use duban::rule::check::share::Shares;
use duban::rule::check::shortfall::Shortfalls;
use duban::rule::check::text::Cuts;
use duban::rule::check::{Kind, Slip};
use duban::source;

/// What a check finds in `text`, as kind and arithmetic.
fn found(
    text: &str,
    check: impl Fn(&Document, &Facts, &Lexicon) -> Vec<Slip>,
) -> Vec<(Kind, String)> {
    let lexicon = Lexicon::built_in();
    let reading = source::read_bytes(text.as_bytes(), "报告.txt");
    let slips = reading
        .documents
        .iter()
        .flat_map(|d| check(d, &extract(d, &lexicon), &lexicon));
    slips.map(|s| (s.kind, s.because)).collect()
}

fn growth(text: &str) -> Vec<(Kind, String)> {
    found(text, |d, f, l| {
        Growth::new(l).find(d, (&f.quantities, &Cuts::default()))
    })
}

fn parts(text: &str) -> Vec<(Kind, String)> {
    found(text, |d, f, l| {
        let mut slips = Parts::new(l).find(d, (&f.quantities, &Cuts::default()));
        slips.extend(Shares::new(l).find(d, (&f.quantities, &Cuts::default())));
        slips
    })
}

fn lists(text: &str) -> Vec<(Kind, String)> {
    found(text, |d, _, l| ListCount::new(l).find(d, &Cuts::default()))
}

#[test]
fn a_whole_number_leaves_more_room_than_one_with_a_decimal() {
    assert_eq!(
        growth("一般公共预算收入由111.2亿元增加到117亿元，增长5.5%。"),
        []
    );
    let slips = growth("一般公共预算收入由111.2亿元增加到117.0亿元，增长5.5%。");
    let shown = "111.2亿元→117.0亿元 = +5.12%…+5.31%，文中称5.5%，不相容";
    assert_eq!(slips, [(Kind::Certain, shown.to_owned())]);
}

#[test]
fn growth_at_constant_prices_and_fuzzy_numbers_are_not_computed() {
    assert_eq!(
        growth("地区生产总值由4342.38亿元提高到6733.79亿元，增长40.6%。"),
        []
    );
    assert_eq!(growth("高新技术企业由280余家增加到750家，增长126.2%。"), []);
}

#[test]
fn a_yearly_mean_is_computed_only_between_two_named_years() {
    assert_eq!(
        growth("预算支出由75.82亿元增加到128.3亿元，年均增长11.1%。"),
        []
    );
    let stated = |rate: &str| {
        format!("预算支出由2015年的75.82亿元增加到2020年的128.3亿元，年均增长{rate}%。")
    };
    assert_eq!(growth(&stated("11.1")), []);
    assert_eq!(growth(&stated("14.1")).len(), 1);
}

#[test]
fn an_increase_and_its_rate_give_the_level_of_the_year_before() {
    assert_eq!(
        growth("税收收入50.0亿元，比上年增加5.0亿元，增长11.1%。"),
        []
    );
    assert_eq!(
        growth("税收收入50.0亿元，比上年增加5.0亿元，增长21.1%。").len(),
        1
    );
}

#[test]
fn a_count_grows_from_a_whole_number() {
    assert_eq!(growth("新发展高新技术企业134家、增长67.5%。"), []);
    assert_eq!(
        growth("新发展高新技术企业134家、增长66.9%。")[0].0,
        Kind::Likely
    );
}

#[test]
fn bracketed_parts_make_the_whole() {
    assert_eq!(parts("孵化载体共计12家（孵化器8家、众创空间4家）。"), []);
    assert_eq!(
        parts("孵化载体共计12家（孵化器8家、众创空间5家）。"),
        [(
            Kind::Certain,
            "8家＋5家 = 13家，文中总数12家，不相等".to_owned()
        )]
    );
}

#[test]
fn what_stands_behind_qizhong_is_not_added_up() {
    assert_eq!(
        parts("已引进企业12家，其中上市公司和头部企业5家、行业协会2家。"),
        []
    );
    assert_eq!(
        parts("转移就业260万人，其中省外就业125万人、脱贫人口93万人。"),
        []
    );
}

#[test]
fn parts_and_the_rest_make_the_whole() {
    let text = |rest: usize| {
        format!(
            "梳理项目156个，其中38个项目已纳入统计；36个项目今年可纳入；31个项目无法纳入（非工业11个、停止20个）；剩余{rest}个项目正在推进。"
        )
    };
    assert_eq!(parts(&text(51)), []);
    assert_eq!(parts(&text(61)).len(), 1);
}

#[test]
fn the_rest_behind_parts_that_make_their_whole_is_of_the_task() {
    let text = |rest: usize| {
        format!("治理46条。已完成39条，其中国家清单12条、省级清单27条，剩余{rest}条正在施工。")
    };
    assert_eq!(parts(&text(7)), []);
    let wrong = "39条＋8条 = 47条，文中总数46条，不相等".to_owned();
    assert_eq!(parts(&text(8)), [(Kind::Certain, wrong)]);
    assert_eq!(
        parts("已建成11所，其中小学6所、初中5所，其余4所主体封顶。"),
        []
    );
}

#[test]
fn growth_is_compared_with_the_base_beside_it() {
    assert_eq!(
        growth("接待游客186.4万人次，上年同期162.1万人次，同比增长15.0%。"),
        []
    );
    let wrong = |text: &str| assert_eq!(growth(text).len(), 1, "{text}");
    wrong("接待游客186.4万人次，比上年同期的172.1万人次增长15.0%。");
    wrong("完成投资37.8亿元（上年同期35.4亿元），同比增长9.2%。");
    wrong("完成投资37.8亿元，同比增长9.2%（上年同期35.4亿元）。");
}

#[test]
fn shares_may_be_rounded_to_whole_percents_but_not_wrong() {
    let text =
        |share: &str| format!("梳理工业项目156个，其中38个项目已纳入统计库（占比{share}）。");
    assert_eq!(parts(&text("24.4%")), []);
    assert_eq!(parts(&text("24%")), []);
    assert_eq!(parts(&text("25.4%"))[0].0, Kind::Certain);
}

#[test]
fn done_and_undone_make_the_whole() {
    assert_eq!(parts("任务共626项，完成609项、未完成17项。"), []);
    assert_eq!(parts("任务共626项，完成609项、未完成18项。").len(), 1);
}

#[test]
fn a_closed_list_has_as_many_items_as_its_count() {
    assert_eq!(lists("组织索迷尔、美迪康、晓健康三家企业申报专项。"), []);
    assert_eq!(
        lists("组织索迷尔、美迪康、晓健康四家企业申报专项。")[0].0,
        Kind::Certain
    );
    assert_eq!(
        lists("国家级孵化载体4家(软件园、创联工场、航天科工)。").len(),
        1
    );
}

#[test]
fn open_lists_names_with_conjunctions_and_counts_of_each_item_are_no_closed_lists() {
    assert_eq!(lists("中挪创新平台、北欧合作中心等7个项目签约。"), []);
    assert_eq!(
        lists("青岛智能导航与控制研究所、青岛航讯科技有限公司2家单位获批。"),
        []
    );
    assert_eq!(lists("创建产业园2个、公共海外仓3个企业参与。"), []);
    assert_eq!(
        lists("提高低保、特困人员、孤儿基本生活与残疾人两项补贴标准。"),
        []
    );
}

#[test]
fn a_list_inside_one_pair_of_quotes_is_counted_too() {
    assert_eq!(lists("实施“登高、升规、晋位、上市”四大工程。"), []);
    assert_eq!(lists("实施“登高、升规、晋位、上市”五大工程。").len(), 1);
}

#[test]
fn a_contribution_is_at_most_the_increase_over_last_years_level() {
    let check = |delta: &str| {
        let text = format!(
            "累计产值478.96亿元，同比增长26.7%。新增企业预计净增产值{delta}亿元，拉动产值提升2个百分点以上。"
        );
        found(&text, |d, f, l| {
            Contributions::new(l).find(d, &f.quantities)
        })
        .len()
    };
    assert_eq!((check("3"), check("30")), (1, 0));
}

#[test]
fn a_rate_changes_by_points() {
    let check = |text: &str| {
        found(text, |d, f, l| {
            PercentPoints::new(l).find(d, (&f.quantities, &Cuts::default()))
        })
        .len()
    };
    assert_eq!(check("中考市线达线率增长53%。"), 1);
    assert_eq!(check("中考市线达线率提高5.3个百分点。"), 0);
    assert_eq!(check("全员劳动生产率增长7%。"), 0);
}

#[test]
fn a_space_before_the_figure_does_not_move_the_place_of_its_clause() {
    let text = "中考市线达线率增长 53%。";
    let lexicon = Lexicon::built_in();
    let reading = source::read_bytes(text.as_bytes(), "报告.txt");
    let document = &reading.documents[0];
    let facts = extract(document, &lexicon);
    let slips = PercentPoints::new(&lexicon).find(document, (&facts.quantities, &Cuts::default()));
    let places: Vec<_> = slips.iter().map(|s| document.slice(s.at.clone())).collect();
    assert_eq!(places, ["中考市线达线率增长 53%"]);
}

#[test]
fn a_figure_in_a_rare_unit_is_rounded_in_that_unit() {
    // 1公顷记作15亩：1.3公顷是1.25到1.35公顷，增幅在14.8%到32.0%之间。
    assert_eq!(growth("造林面积由1.3公顷增加到1.6公顷，增长16%。"), []);
    assert_eq!(growth("造林面积由1.3公顷增加到1.6公顷，增长36%。").len(), 1);
}

#[test]
fn what_is_left_undone_is_taken_from_a_goal_of_another_scale() {
    let slips = found(
        "全市计划建成安置房1万户，目前500户未建成。",
        |d, f, l| Shortfalls::new(l).find(d, (&f.quantities, &Cuts::default())),
    );
    let shown = "目标1万户，500户未完成，完成9500户";
    assert_eq!(slips, [(Kind::Likely, shown.to_owned())]);
}

#[test]
fn points_are_proposed_as_a_number_however_the_percentage_is_written() {
    let proposed = |text: &str| {
        let slips = found(text, |d, f, l| {
            PercentPoints::new(l).find(d, (&f.quantities, &Cuts::default()))
        });
        slips[0]
            .1
            .rsplit_once("是否应为")
            .map(|(_, p)| p.to_owned())
    };
    for text in ["覆盖率提高百分之五。", "覆盖率提高5％。", "覆盖率提高5%。"]
    {
        assert_eq!(proposed(text).as_deref(), Some("5个百分点"), "{text}");
    }
}

#[test]
fn a_sentence_without_end_is_read_in_one_pass() {
    for piece in ["1家，共计", "剩余1家，", "甲9999家占1%，", "产值增长1%、"] {
        let text = format!("共计9999家，{}。", piece.repeat(4000));
        let _ = (parts(&text), growth(&text));
    }
}
