//! Finds the article of a page: the deepest element that holds most of the unlinked text, with the title and date line before it.

use super::render::{Part, is_hidden, render};
use super::table;
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node, Selector};
use std::collections::HashMap;

/// Share of the page's unlinked text the article must hold, in percent.
const SHARE: usize = 75;
/// Longest line taken for a date-and-source line, in characters.
const LONGEST_DATE_LINE: usize = 80;

/// The title, the date line and the article of `page`.
pub(super) fn parts(page: &Html) -> Vec<Part> {
    let Some(root) = root(page) else {
        return Vec::new();
    };
    let article = render(root, None);
    let mut before = page_title(page, &article);
    before.extend(date_lines(page, root));
    before.extend(article);
    before
}

/// The deepest element that holds at least [`SHARE`] percent of the unlinked text.
fn root(page: &Html) -> Option<NodeRef<'_, Node>> {
    let weights = weights(page);
    let whole = *weights.get(&page.tree.root().id())?;
    let mut root = page.tree.root();
    let heavy = |node: &NodeRef<'_, Node>| {
        weights
            .get(&node.id())
            .is_some_and(|w| w * 100 >= whole * SHARE && *w > 0)
    };
    while let Some(child) = root.children().find(heavy) {
        let stops = match child.value().as_element().map(Element::name) {
            None | Some("p" | "span" | "font") => true,
            Some("table") => table::is_data(child),
            Some(_) => false,
        };
        if stops {
            break;
        }
        root = child;
    }
    Some(root)
}

/// Characters of unlinked, visible text below each element.
fn weights(page: &Html) -> HashMap<NodeId, usize> {
    let mut weights = HashMap::new();
    let mut open: Vec<usize> = Vec::new();
    let mut silent: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let own = match node.value() {
                    Node::Text(text) if silent.is_none() => {
                        text.chars().filter(|c| !c.is_whitespace()).count()
                    }
                    _ => 0,
                };
                if let Node::Element(e) = node.value()
                    && silent.is_none()
                    && (e.name() == "a" || is_hidden(e))
                {
                    silent = Some(node.id());
                }
                open.push(own);
            }
            Edge::Close(node) => {
                if silent == Some(node.id()) {
                    silent = None;
                }
                let weight = open.pop().unwrap_or(0);
                if let Some(outer) = open.last_mut() {
                    *outer += weight;
                }
                weights.insert(node.id(), weight);
            }
        }
    }
    weights
}

/// The page's title as a line, unless the article says it itself.
fn page_title(page: &Html, article: &[Part]) -> Vec<Part> {
    let Some(title) = declared_title(page) else {
        return Vec::new();
    };
    let dense = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let wanted = dense(&title);
    let said = article.iter().take(8).any(|part| match part {
        Part::Line { text, .. } => dense(text).contains(&wanted),
        Part::Table(_) | Part::Boundary => false,
    });
    if said {
        Vec::new()
    } else {
        vec![Part::Line {
            text: title,
            level: Some(0),
        }]
    }
}

/// The title in the order of trust: the portals' own meta element (GB/T 政府网站 `ArticleTitle`), the first h1, the window title without the site's name.
fn declared_title(page: &Html) -> Option<String> {
    let select = |css: &str| {
        Selector::parse(css)
            .ok()
            .and_then(|s| page.select(&s).next())
    };
    let meta = select("meta[name='ArticleTitle' i]")
        .and_then(|e| e.attr("content"))
        .map(str::to_owned);
    let text = |css: &str| select(css).map(|e| e.text().collect::<String>());
    let window = || {
        text("title").map(|t| {
            t.split(['_', '|', '－'])
                .next()
                .unwrap_or_default()
                .to_owned()
        })
    };
    let candidates = [meta, text("h1"), window()].into_iter().flatten();
    let clean = candidates.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    clean.into_iter().find(|t| !t.is_empty())
}

/// Short lines before the article that carry a date or a source.
fn date_lines(page: &Html, root: NodeRef<'_, Node>) -> Vec<Part> {
    let before = render(page.tree.root(), Some(root.id()));
    let is_date_line = |text: &str| {
        let labelled = ["发布", "来源", "日期", "时间", "发文机关", "信息提供"]
            .iter()
            .any(|w| text.contains(w));
        labelled
            && text.contains(|c: char| c.is_ascii_digit())
            && text.chars().count() <= LONGEST_DATE_LINE
    };
    before
        .into_iter()
        .filter(|part| match part {
            Part::Line { text, .. } => is_date_line(text),
            Part::Table(_) | Part::Boundary => false,
        })
        .collect()
}
