//! Damaged and hostile files give a clear line under 未读, never a panic, a hang or a flood.

use duban::source::{Reading, read_bytes};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", xml.as_bytes())])
}

fn why(reading: &Reading) -> String {
    reading
        .unread
        .iter()
        .map(|u| format!("{} {}", u.what, u.why))
        .collect()
}

#[test]
fn an_empty_file_is_named_as_such() {
    assert!(why(&read_bytes(b"", "空.docx")).contains("0 字节"));
}

#[test]
fn an_office_file_that_is_none_is_unread_unless_it_is_plainly_a_text() {
    for (bytes, name) in [
        (&b"PKabc"[..], "坏.docx"),
        (b"hello", "坏.xlsx"),
        (b"hello", "坏.pdf"),
    ] {
        let reading = read_bytes(bytes, name);
        assert!(reading.documents.is_empty() && why(&reading).contains("与扩展名不符"));
    }
    let reading = read_bytes("完成投资12亿元，增长百分之六。".as_bytes(), "文.doc");
    assert_eq!(reading.documents.len(), 1);
    assert!(reading.notes[0].1.contains("按纯文本读入"));
}

#[test]
fn a_zip_bomb_is_refused_by_its_ratio() {
    let bomb = package(&[("word/document.xml", &vec![b' '; 64 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert!(why(&read_bytes(&bomb, "炸弹.docx")).contains("压缩比"));
}

#[test]
fn a_part_that_unpacks_to_too_much_is_refused_whatever_its_ratio() {
    let noise = |i: u32| b"acgt"[(i.wrapping_mul(2_654_435_761) >> 29) as usize & 3];
    let block: Vec<u8> = (0..1 << 20).map(noise).collect();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let fast = SimpleFileOptions::default().compression_level(Some(1));
    writer.start_file("word/document.xml", fast).unwrap();
    for _ in 0..130 {
        writer.write_all(&block).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(why(&read_bytes(&bytes, "大.docx")).contains("展开后过大"));
}

#[test]
fn a_file_beyond_the_limit_is_refused_with_both_sizes() {
    let said = why(&read_bytes(&vec![b'a'; 200 << 20], "大.txt"));
    assert!(said.contains("200 MB") && said.contains("100 MB"), "{said}");
}

#[test]
fn a_package_with_too_many_entries_is_refused() {
    let names: Vec<String> = (0..10_050).map(|n| format!("word/{n}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert!(why(&read_bytes(&package(&parts), "多.docx")).contains("条目"));
}

#[test]
fn deeply_nested_xml_is_refused() {
    let deep = "<w:sdt>".repeat(5_000);
    assert!(why(&read_bytes(&document(&deep), "深.docx")).contains("嵌套"));
}

#[test]
fn deeply_nested_html_is_refused() {
    let deep = format!("<html><body>{}", "<div>".repeat(100_000));
    assert!(why(&read_bytes(deep.as_bytes(), "深.html")).contains("嵌套"));
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE w:document [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
        <w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>增长&b;6%</w:t></w:r></w:p></w:body></w:document>";
    let reading = read_bytes(
        &package(&[("word/document.xml", bomb.as_bytes())]),
        "实体.docx",
    );
    assert_eq!(reading.documents[0].file.text.trim(), "增长6%");
}

#[test]
fn names_that_climb_out_are_only_names() {
    let parts: [(&str, &[u8]); 2] = [
        ("../../etc/passwd", b"x"),
        ("word/document.xml", b"<w:document/>"),
    ];
    let reading = read_bytes(&package(&parts), "路径.docx");
    assert!(why(&reading).contains("没有文字"));
}

#[test]
fn a_truncated_file_keeps_what_stands_before_the_damage() {
    let xml = "<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>完成投资12亿元。</w:t></w:r></w:p><w:p><w:r";
    let reading = read_bytes(
        &package(&[("word/document.xml", xml.as_bytes())]),
        "断.docx",
    );
    assert!(reading.documents[0].file.text.contains("完成投资12亿元"));
    assert!(why(&reading).contains("损坏"));
    let whole = document("<w:p/>");
    assert!(
        !read_bytes(&whole[..whole.len() / 2], "半.docx")
            .unread
            .is_empty()
    );
}

#[test]
fn content_counts_more_than_the_extension() {
    let reading = read_bytes(
        &document("<w:p><w:r><w:t>招商引资</w:t></w:r></w:p>"),
        "其实是.xls",
    );
    assert_eq!(reading.documents[0].file.encoding, "docx");
    assert!(why(&read_bytes(b"\x89PNG\r\n\x1a\n", "图.docx")).contains("图片"));
}

#[test]
fn a_protected_office_file_says_so() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptedPackage")
        .unwrap()
        .write_all(b"x")
        .unwrap();
    let bytes = file.into_inner().into_inner();
    assert!(why(&read_bytes(&bytes, "密.docx")).contains("密码"));
}

#[test]
fn a_protected_package_workbook_or_pdf_says_so() {
    let mut package = document("<w:p/>");
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = package.windows(4).position(|w| w == mark).unwrap();
        package[at + flags] |= 1;
    }
    assert!(why(&read_bytes(&package, "密.docx")).contains("密码"));

    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let begin = [&[9, 8, 16, 0, 0, 6][..], &[0; 14], &[0x2F, 0, 2, 0, 1, 0]].concat();
    let mut stream = file.create_stream("/Workbook").unwrap();
    stream.write_all(&begin).unwrap();
    drop(stream);
    file.flush().unwrap();
    let workbook = file.into_inner().into_inner();
    assert!(why(&read_bytes(&workbook, "密.xls")).contains("密码"));

    let zeros = "0".repeat(64);
    let locked = format!("<</Filter/Standard/V 1/R 2/Length 40/O<{zeros}>/U<{zeros}>/P -4>>");
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 5\n0000000000 65535 f \n".to_owned();
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        &locked,
    ];
    for (number, object) in (1..).zip(objects) {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let trailer = "trailer\n<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\nstartxref";
    pdf += &format!("{table}{trailer}\n{}\n%%EOF\n", pdf.len());
    assert!(why(&read_bytes(pdf.as_bytes(), "密.pdf")).contains("密码"));
}

#[test]
fn hidden_sheets_and_rows_are_read_and_that_is_said() {
    let sheets =
        "<sheet name=\"表\" r:id=\"a\"/><sheet name=\"底稿\" state=\"hidden\" r:id=\"a\"/>";
    let workbook = format!("<workbook xmlns:r=\"r\"><sheets>{sheets}</sheets></workbook>");
    let relations =
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>事项</v></c><c r=\"B1\" t=\"str\"><v>进展</v></c></row></sheetData></worksheet>";
    let bytes = package(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let request = duban::run::Request {
        input: Some(("台账.xlsx".to_owned(), bytes)),
        ..Default::default()
    };
    let report = duban::run::run(&request).unwrap();
    assert!(
        report.notes[0].1.contains("隐藏工作表 1 个"),
        "{:?}",
        report.notes
    );
    for (format, name) in [
        ("terminal", "说明 台账.xlsx"),
        ("json", "notes"),
        ("html", "读取和对照说明"),
    ] {
        let format = duban::report::Format::named(format).unwrap();
        let bytes = report.write(format, &duban::report::View::default());
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains(name) && text.contains("隐藏工作表 1 个"),
            "{text}"
        );
    }
}

#[test]
fn a_sheet_with_two_distant_cells_stays_small() {
    let workbook =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"a\"/></sheets></workbook>";
    let relations =
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>事项</v></c><c r=\"B1\" t=\"str\"><v>进展</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>完</v></c></row></sheetData></worksheet>";
    let bytes = package(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let reading = read_bytes(&bytes, "远.xlsx");
    assert!(why(&reading).is_empty());
    assert!(reading.documents[0].file.text.contains("事项\t进展"));
}

#[test]
fn tracked_deletions_are_out_and_insertions_in() {
    let body = "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>就业5200人</w:t></w:r></w:p>";
    let reading = read_bytes(&document(body), "修订.docx");
    assert_eq!(reading.documents[0].file.text.trim(), "新增就业5200人");
}

#[test]
fn a_text_box_is_read_once() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框外</w:t></w:r></w:p>"
    );
    let reading = read_bytes(&document(&body), "框.docx");
    assert_eq!(reading.documents[0].file.text.trim(), "框外\n框内");
}

#[test]
fn a_long_row_of_anything_takes_no_longer_than_other_text() {
    let lexicon = duban::extract::Lexicon::built_in();
    let told = duban::extract::Told {
        year: Some(2023),
        role: Some(duban::extract::part::PartRole::Plan),
        ..Default::default()
    };
    for unit in [
        "1、",
        "1个",
        "“全覆盖",
        "大桥建成、",
        "甲和乙",
        "“甲乙”“丙丁”",
        "2个、3条、",
        "城乡存贷款1%、",
        "从1%提高到2%",
        "1-2个",
        "完成率120%，",
        "推进甲乙路、",
        "力争",
        "甲\n",
        "“\n",
        "1-2个\n",
    ] {
        let text = format!("推进{}号机组建设。\n", unit.repeat(60_000 / unit.len()));
        let reading = duban::source::read_bytes(text.as_bytes(), "长行.txt");
        let facts = duban::extract::extract_as(&reading.documents[0], &lexicon, &told);
        assert!(facts.commitments.len() < text.len(), "{unit}");
        let both = unit.repeat(9_000 / unit.len());
        let both = format!("一、2022年工作回顾\n{both}\n二、2023年工作安排\n{both}\n");
        let request = duban::run::Request {
            input: Some(("长行.txt".to_owned(), both.into_bytes())),
            ..Default::default()
        };
        let report = duban::run::run(&request).expect("nothing is wrong with the request");
        assert_eq!(report.documents.len(), 1, "{unit}");
    }
}
