//! Text becomes blocks and tables: headings by their marks, wrapped lines put together, leftovers set aside.

use duban::document::{BlockKind, Document};
use duban::source::read_bytes;

fn documents(text: &str) -> Vec<Document> {
    read_bytes(text.as_bytes(), "样本.txt").documents
}

/// Blocks of a one-document text as `(kind, text)`.
fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let documents = documents(text);
    assert_eq!(documents.len(), 1);
    let block =
        |b: &duban::document::Block| (b.kind, documents[0].slice(b.range.clone()).to_owned());
    documents[0].blocks.iter().map(block).collect()
}

fn seed(name: &str) -> Vec<Document> {
    let path = std::fs::read_dir("seeds")
        .unwrap()
        .map(|e| e.unwrap().path());
    let path = path
        .into_iter()
        .find(|p| p.file_name().unwrap().to_str().unwrap().starts_with(name))
        .unwrap();
    read_bytes(&std::fs::read(&path).unwrap(), path.to_str().unwrap()).documents
}

fn of_kind(document: &Document, kind: BlockKind) -> Vec<&str> {
    let wanted = document.blocks.iter().filter(|b| b.kind == kind);
    wanted.map(|b| document.slice(b.range.clone())).collect()
}

#[test]
fn headings_are_known_by_their_marks_and_keep_their_level() {
    use BlockKind::{Heading, Paragraph, Title};
    let text = "政府工作报告\n\n一、2018年工作回顾\n\n过去一年，全市上下顶住压力，各项工作取得新成绩，完成了年初确定的主要目标任务。\n\n（一）经济稳中向好\n\n生产总值增长7%，规模以上工业增加值增长8%，固定资产投资增长9%，消费增长10%，好于预期。\n";
    let kinds: Vec<BlockKind> = blocks(text).into_iter().map(|(k, _)| k).collect();
    assert_eq!(kinds, [Title, Heading(1), Paragraph, Heading(2), Paragraph]);
}

#[test]
fn markdown_marks_are_no_content() {
    let text = "# 政府工作报告\n\n**二、2020年重点工作**\n\n今年要抓好以下工作：**一是**新建幼儿园12所，改造老旧小区30个，确保年底前全部投入使用。\n";
    let found = blocks(text);
    assert_eq!(found[0], (BlockKind::Title, "政府工作报告".to_owned()));
    assert_eq!(
        found[1],
        (BlockKind::Heading(1), "二、2020年重点工作".to_owned())
    );
}

#[test]
fn a_short_first_sentence_with_a_mark_heads_its_paragraph() {
    let text = "一、2020年工作\n\n（一）着力扩大有效投资。推进项目120个，完成投资300亿元，确保一季度开工率达到40%以上。\n（二）着力培育产业。新增规上企业50家，培育专精特新企业20家，建成投产项目30个。\n";
    let found = blocks(text);
    assert_eq!(
        found[1],
        (BlockKind::Heading(2), "（一）着力扩大有效投资。".to_owned())
    );
    assert!(found[2].1.starts_with("推进项目120个"));
}

#[test]
fn list_items_with_figures_stay_paragraphs() {
    let text = "三、扎实办好民生实事\n\n集中力量办好一批民生实事，着力解决人民群众最关心最直接最现实的利益问题。\n\n1.新建改建农村公路1000公里\n\n2.新建普惠性幼儿园18所\n\n3.开工建设中小学校12所\n";
    let items = blocks(text)
        .into_iter()
        .filter(|(k, t)| *k == BlockKind::Paragraph && t.starts_with(['1', '2', '3']));
    assert_eq!(items.count(), 3);
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let text = "全年盘活低效用地160余亩,为新招引的恒荣新材料、皓杰智能科技、榕贝卫衣生产基地、智能健身器材、鹏琳新材料科\n\n技、银钻科技制造等6家高新技术产业提供生产办公场地。\n";
    let found = blocks(text);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.contains("材料科\n\n技、银钻"));
}

#[test]
fn a_table_flattened_to_tab_led_lines_has_all_rows_and_cells() {
    let documents = seed("000");
    let table = &documents[0].tables[0];
    let header: Vec<String> = table
        .header
        .iter()
        .map(|c| {
            documents[0]
                .slice(c.range.clone())
                .split_whitespace()
                .collect()
        })
        .collect();
    assert_eq!(
        header,
        [
            "序号",
            "事项内容",
            "区分管领导",
            "责任单位",
            "3月份目标",
            "截至3月底完成情况"
        ]
    );
    assert_eq!(table.rows.len(), 27);
    assert!(table.rows.iter().all(|row| row.cells.len() == 6));
    let last = documents[0].slice(table.rows[26].cells[5].range.clone());
    assert!(last.starts_with("正常推进。") && last.ends_with("可研编制已完成。"));
}

#[test]
fn a_cell_merged_downwards_is_repeated_with_its_place() {
    let documents = seed("002");
    let rows = &documents[0].tables[0].rows;
    assert_eq!(rows.len(), 10);
    let first = |i: usize| documents[0].slice(rows[i].cells[0].range.clone());
    assert_eq!(
        (first(0), first(7), first(9)),
        ("重点目标", "重点目标", "创优目标")
    );
    assert_eq!(rows[0].cells[0].range, rows[7].cells[0].range);
}

#[test]
fn a_pipe_table_has_header_and_rows() {
    let text = "附件\n\n| **序号** | 民生领域 | 完成情况 |\n| --- | --- | --- |\n| **1** | 就业 | **已完成。**帮扶11.73万人 |\n| 2 | 养老 | 已完成。 |\n";
    let documents = documents(text);
    let table = &documents[0].tables[0];
    let cell = |c: &duban::document::Cell| documents[0].slice(c.range.clone()).to_owned();
    assert_eq!(
        table.header.iter().map(cell).collect::<Vec<_>>(),
        ["序号", "民生领域", "完成情况"]
    );
    assert_eq!(
        table.rows[0].cells.iter().map(cell).collect::<Vec<_>>()[0],
        "1"
    );
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn a_scraped_site_is_split_into_its_articles() {
    let documents = seed("003");
    assert_eq!(documents.len(), 10);
    assert!(
        documents[0]
            .title_text()
            .ends_with("2019年青岛市即墨区人民政府工作报告")
    );
    assert!(
        documents[1]
            .title_text()
            .ends_with("2019年青岛市崂山区政府工作报告")
    );
    assert!(
        documents
            .windows(2)
            .all(|pair| pair[0].range.end == pair[1].range.start)
    );
}

#[test]
fn headings_inside_one_line_are_found_and_a_district_number_is_none() {
    let documents = seed("003");
    let headings = of_kind(&documents[1], BlockKind::Heading(1));
    assert_eq!(
        headings,
        ["一、2018年工作回顾", "二、2019年的目标任务和主要工作安排"]
    );
    assert!(documents[1].text().contains("商务 二、三区"));
}

#[test]
fn site_leftovers_and_captions_are_no_content() {
    let documents = seed("001");
    let furniture = of_kind(&documents[0], BlockKind::Furniture);
    assert!(furniture.contains(&"logo"));
    assert!(furniture.iter().any(|l| l.starts_with("文章地址")));
    assert!(furniture.iter().any(|l| l.contains("酒店活动工作计划")));
    let documents = seed("004");
    let captions = of_kind(&documents[0], BlockKind::Caption);
    assert!(captions.contains(&"青岛英派斯体育产业园项目建设现场"));
    let headings = of_kind(&documents[0], BlockKind::Heading(2));
    assert!(headings.contains(&"突出项目主线 推动园区经济稳步提升"));
}

#[test]
fn an_unnumbered_heading_right_below_the_title_is_one() {
    let body = "一年来，全局上下认真落实各项部署，扎实推进重点工作，完成技术合同登记额30亿元，新增高新技术企业100家，取得明显成效。";
    let found = blocks(&format!(
        "云溪市科技局工作情况\n\n2022年工作回顾\n\n{body}\n"
    ));
    let kinds: Vec<BlockKind> = found.into_iter().map(|(k, _)| k).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Title,
            BlockKind::Heading(2),
            BlockKind::Paragraph
        ]
    );
}
