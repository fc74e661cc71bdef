//! Drops running headers, footers and page numbers.

use super::line::Line;
use super::{Page, Sheet};
use std::collections::HashMap;

/// Share of the page height, at top and bottom, in which headers and footers stand.
const MARGIN: f32 = 0.12;

/// The sheets without headers, footers and page numbers; what stands in a table is none of them.
pub(super) fn without(mut sheets: Vec<Sheet>, pages: &[Page]) -> Vec<Sheet> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (sheet, page) in sheets.iter().zip(pages) {
        let margin = sheet.lines.iter().filter(|l| in_margin(l, page));
        let mut here: Vec<String> = margin.map(|l| pattern(&l.text)).collect();
        here.sort();
        here.dedup();
        here.into_iter()
            .for_each(|text| *seen.entry(text).or_default() += 1);
    }
    let often = |text: &str| {
        let times = seen.get(&pattern(text)).copied().unwrap_or(0);
        pages.len() > 2 && times > 1 && times * 2 >= pages.len()
    };
    for (sheet, page) in sheets.iter_mut().zip(pages) {
        sheet
            .lines
            .retain(|l| !in_margin(l, page) || !(is_page_number(&l.text) || often(&l.text)));
    }
    sheets
}

fn in_margin(line: &Line, page: &Page) -> bool {
    line.y < page.height * MARGIN || line.y > page.height * (1.0 - MARGIN)
}

fn pattern(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect()
}

/// `3`, `- 3 -`, `第3页`, `第 3 页 共 10 页`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let rest: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"-—–―·第页共,，/".contains(*c))
        .collect();
    !rest.is_empty() && rest.len() <= 8 && rest.bytes().all(|b| b.is_ascii_digit())
}
