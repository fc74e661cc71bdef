//! Turns positioned glyphs and ruling lines, as PDF and OFD pages hold them, into lines, paragraphs and tables.

mod column;
mod furniture;
mod grid;
mod line;
mod paragraph;
mod table;

use crate::document::builder::Builder;
use crate::location::Origin;
use paragraph::Paragraph;
use table::Ruled;

/// Most glyphs laid out of one page.
pub(super) const MAX_GLYPHS: usize = 200_000;
/// Most ruling lines of one page that are searched for tables.
pub(super) const MAX_RULES: usize = 6_000;

/// A character, or several that share one glyph, at its place. Lengths in points, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Left edge.
    pub(super) x: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Advance width.
    pub(super) width: f32,
    /// Font size.
    pub(super) size: f32,
    /// What it stands for.
    pub(super) text: String,
}

/// A horizontal or vertical ruling line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it runs from left to right.
    pub(super) horizontal: bool,
    /// Its y (horizontal) or x (vertical).
    pub(super) at: f32,
    /// Where it begins on the other axis.
    pub(super) from: f32,
    /// Where it ends on the other axis.
    pub(super) to: f32,
}

/// A page as drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// 1-based number.
    pub(super) number: u32,
    /// Height in points.
    pub(super) height: f32,
    /// Its glyphs in drawing order.
    pub(super) glyphs: Vec<Glyph>,
    /// Its ruling lines.
    pub(super) rules: Vec<Rule>,
    /// Pictures on it.
    pub(super) images: u32,
    /// Glyphs whose character is not known.
    pub(super) unknown: usize,
}

/// What stands on a page, from top to bottom.
#[derive(Debug)]
enum Item {
    Paragraph(Paragraph),
    Table(Ruled),
}

impl Item {
    /// Takes in the item that follows when it is the rest of this one; gives it back if not.
    fn absorb(&mut self, next: Self) -> Option<Self> {
        match (self, next) {
            (Self::Table(above), Self::Table(below)) => above.absorb(below).map(Self::Table),
            (Self::Paragraph(above), Self::Paragraph(below)) if above.goes_on_in(&below) => {
                above.append(below);
                None
            }
            (_, next) => Some(next),
        }
    }
}

/// Adds the pages to `builder`; returns the pages that could not be read (what, why).
pub(super) fn lay_out(mut pages: Vec<Page>, builder: &mut Builder) -> Vec<(String, String)> {
    let unread = pages.iter().filter_map(unreadable).collect();
    pages.retain(|page| unreadable(page).is_none());
    let sheets: Vec<Sheet> = pages.iter().map(Sheet::new).collect();
    let sheets = furniture::without(sheets, &pages);
    let mut items: Vec<(u32, Item)> = Vec::new();
    for (page, sheet) in pages.iter().zip(sheets) {
        for item in page_items(page.number, sheet) {
            let rest = match items.last_mut() {
                Some((_, last)) => last.absorb(item),
                None => Some(item),
            };
            items.extend(rest.map(|item| (page.number, item)));
        }
    }
    for (number, item) in items {
        match item {
            Item::Paragraph(paragraph) => {
                let _ = builder.line(&paragraph.text, None, Some(Origin::Page(number)));
            }
            Item::Table(table) => builder.table(table.slots()),
        }
    }
    unread
}

/// A page as lines: those inside the grids, and the others.
struct Sheet {
    tables: Vec<(grid::Grid, Vec<line::Line>)>,
    lines: Vec<line::Line>,
}

impl Sheet {
    fn new(page: &Page) -> Self {
        let mut lines = line::lines(page);
        let mut tables = Vec::new();
        for grid in grid::find(&page.rules) {
            let (inside, outside) = lines.into_iter().partition(|l| grid.holds(l));
            lines = outside;
            tables.push((grid, inside));
        }
        Self { tables, lines }
    }
}

fn page_items(number: u32, sheet: Sheet) -> Vec<Item> {
    let Sheet { tables, mut lines } = sheet;
    let ruled = |(grid, inside): (grid::Grid, Vec<line::Line>)| {
        (grid.top(), Ruled::new(&grid, &inside, number))
    };
    let mut tables: Vec<(f32, Ruled)> = tables.into_iter().map(ruled).collect();
    tables.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut items = Vec::new();
    for (top, table) in tables {
        let (above, below) = lines.into_iter().partition(|l: &line::Line| l.y < top);
        items.extend(
            paragraph::join(column::in_order(above))
                .into_iter()
                .map(Item::Paragraph),
        );
        items.push(Item::Table(table));
        lines = below;
    }
    items.extend(
        paragraph::join(column::in_order(lines))
            .into_iter()
            .map(Item::Paragraph),
    );
    items
}

/// Why a page could not be read.
fn unreadable(page: &Page) -> Option<(String, String)> {
    let known = page
        .glyphs
        .iter()
        .filter(|g| !g.text.trim().is_empty())
        .count();
    let what = format!("第{}页", page.number);
    if known == 0 && page.unknown == 0 {
        let why = format!(
            "第 {} 页没有文字层，像是扫描件，请先做文字识别",
            page.number
        );
        return (page.images > 0).then_some((what, why));
    }
    let why = format!(
        "第 {} 页的文字没有对应的编码，无法还原，请换用文字版",
        page.number
    );
    (page.unknown > known).then_some((what, why))
}
