//! Renders a part of a page's tree as lines and tables.

use super::table;
use crate::document::builder::Slot;
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

/// A rendered piece of a page.
#[derive(Debug)]
pub(super) enum Part {
    /// A line of text.
    Line {
        /// Its text.
        text: String,
        /// Heading level 1–6.
        level: Option<u8>,
    },
    /// A data table.
    Table(Vec<Vec<Slot>>),
    /// Another article begins.
    Boundary,
}

/// Renders what is below `root`; stops before the node `until`.
pub(super) fn render(root: NodeRef<'_, Node>, until: Option<ego_tree::NodeId>) -> Vec<Part> {
    let mut page = Page::default();
    let mut edges = root.traverse();
    while let Some(edge) = edges.next() {
        let (Edge::Open(node) | Edge::Close(node)) = edge;
        let opens = matches!(edge, Edge::Open(_));
        if opens && Some(node.id()) == until {
            break;
        }
        match node.value() {
            Node::Text(text) if opens => page.text(text),
            Node::Element(element) if opens && is_hidden(element) => skip(&mut edges, node),
            Node::Element(element)
                if opens && element.name() == "table" && table::is_data(node) =>
            {
                page.flush();
                page.tables += 1;
                page.parts.push(Part::Table(table::grid(node, page.tables)));
                skip(&mut edges, node);
            }
            Node::Element(element) if opens => page.open(element),
            Node::Element(element) => page.close(element),
            _ => {}
        }
    }
    page.flush();
    page.parts
}

/// The visible text below `root` as lines.
pub(super) fn text_of(root: NodeRef<'_, Node>) -> String {
    let lines = render_lines(root)
        .into_iter()
        .filter_map(|part| match part {
            Part::Line { text, .. } => Some(text),
            Part::Table(_) | Part::Boundary => None,
        });
    lines.collect::<Vec<_>>().join("\n")
}

fn render_lines(root: NodeRef<'_, Node>) -> Vec<Part> {
    let mut page = Page {
        keep_links: true,
        ..Page::default()
    };
    let mut edges = root.traverse();
    while let Some(edge) = edges.next() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => page.text(text),
                Node::Element(element) if is_hidden(element) => skip(&mut edges, node),
                Node::Element(element) => page.open(element),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    page.close(element);
                }
            }
        }
    }
    page.flush();
    page.parts
}

fn skip(edges: &mut ego_tree::iter::Traverse<'_, Node>, node: NodeRef<'_, Node>) {
    let closes = |edge: &Edge<'_, Node>| matches!(edge, Edge::Close(n) if n.id() == node.id());
    edges.find(closes);
}

/// Whether an element and all below it are never shown, or never content.
pub(super) fn is_hidden(element: &Element) -> bool {
    let chrome = matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "nav"
            | "footer"
            | "aside"
            | "button"
            | "select"
            | "textarea"
            | "iframe"
            | "svg"
            | "object"
            | "rt"
            | "rp"
            | "title"
            | "del"
    );
    let style = element.attr("style").unwrap_or_default();
    chrome
        || element.attr("hidden").is_some()
        || (style.contains("none")
            && style
                .replace(' ', "")
                .to_ascii_lowercase()
                .contains("display:none"))
}

/// Elements that stand on lines of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "section"
            | "article"
            | "main"
            | "header"
            | "blockquote"
            | "pre"
            | "dl"
            | "dt"
            | "dd"
            | "form"
            | "fieldset"
            | "hr"
            | "figure"
            | "figcaption"
            | "caption"
            | "center"
            | "address"
            | "body"
    )
}

fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?;
    digit.parse().ok().filter(|n| (1..=6).contains(n))
}

#[derive(Default)]
struct Page {
    parts: Vec<Part>,
    line: String,
    linked: usize,
    links: u32,
    level: Option<u8>,
    preformatted: u32,
    lists: Vec<Option<u32>>,
    keep_links: bool,
    tables: u32,
    articles: u32,
}

impl Page {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        if is_block(name) {
            self.flush();
        }
        match name {
            "br" => self.flush(),
            "a" => self.links += 1,
            "pre" => self.preformatted += 1,
            "ol" => self.lists.push(Some(0)),
            "ul" => self.lists.push(None),
            "li" => {
                if let Some(Some(count)) = self.lists.last_mut() {
                    *count += 1;
                    self.line = format!("{count}. ");
                }
            }
            "article" | "h1" => {
                self.articles += 1;
                if self.articles > 1 && name == "article" {
                    self.parts.push(Part::Boundary);
                }
            }
            _ => {}
        }
        self.level = level(name).or(self.level);
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if is_block(name) {
            self.flush();
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "ol" | "ul" => drop(self.lists.pop()),
            _ => {}
        }
        if level(name).is_some() {
            self.level = None;
        }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.line.push_str(text);
            return;
        }
        let before = self.line.len();
        let mut gap = String::new();
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                gap.push(c);
                continue;
            }
            self.gap(&gap, c);
            gap.clear();
            if c != '\u{ad}' && c != '\u{200b}' && c != '\u{feff}' {
                self.line.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
        if !gap.is_empty() && !self.line.is_empty() && !gap.contains('\n') {
            self.line.push(' ');
        }
        if self.links > 0 {
            self.linked += self.line.len() - before;
        }
    }

    /// White space collapses to a blank; a line end of the source between two Chinese characters to nothing.
    fn gap(&mut self, gap: &str, next: char) {
        let Some(last) = self.line.chars().last().filter(|_| !gap.is_empty()) else {
            return;
        };
        let wrapped = gap.contains('\n') && !last.is_ascii() && !next.is_ascii();
        if !wrapped && last != ' ' {
            self.line.push(' ');
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.line);
        let linked = std::mem::take(&mut self.linked);
        let trimmed = text.trim();
        let only_links = linked > 0 && linked + 6 >= trimmed.len() && self.level.is_none();
        if !trimmed.is_empty() && (self.keep_links || !only_links) {
            self.parts.push(Part::Line {
                text: trimmed.to_owned(),
                level: self.level,
            });
        }
    }
}
