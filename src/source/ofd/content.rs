//! Reads one content stream of an OFD page: text codes become glyphs, straight shapes become ruling lines.

use super::POINTS;
use crate::ooxml::{Node, PackageError, Tag, Walk};
use crate::source::page::{Glyph, MAX_GLYPHS, MAX_RULES, Page, Rule};

/// Thickest shape, in millimetres, that is taken for a rule.
const THICKEST: f32 = 1.2;

/// A graphic object: where its box stands and how it is transformed.
#[derive(Debug, Clone, Copy, Default)]
struct Object {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    matrix: Option<[f32; 6]>,
    size: f32,
    seen: bool,
}

impl Object {
    fn new(tag: &Tag<'_>) -> Self {
        let boundary = tag
            .attribute("Boundary")
            .map(|v| numbers(&v))
            .unwrap_or_default();
        let side = |i: usize| boundary.get(i).copied().unwrap_or(0.0);
        let matrix = tag
            .attribute("CTM")
            .and_then(|v| numbers(&v).try_into().ok());
        let size = tag
            .attribute("Size")
            .and_then(|v| v.parse().ok())
            .unwrap_or(4.0);
        let seen = tag.attribute("Visible").is_none_or(|v| v != "false");
        Self {
            x: side(0),
            y: side(1),
            width: side(2),
            height: side(3),
            matrix,
            size,
            seen,
        }
    }

    /// A point of the object's own space on the page, in millimetres.
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        (self.x + a * x + c * y + e, self.y + b * x + d * y + f)
    }

    /// Factor from the object's own widths to the page's.
    fn stretch(&self) -> f32 {
        let [a, b, ..] = self.matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        a.hypot(b)
    }

    /// Type size on the page, in millimetres.
    fn size(&self) -> f32 {
        let [_, _, c, d, ..] = self.matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        self.size * c.hypot(d)
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace()
        .take(64)
        .filter_map(|n| n.parse().ok())
        .collect()
}

/// Reads one content stream onto a page.
pub(super) struct Content<'p> {
    page: &'p mut Page,
    object: Object,
    code: Option<(f32, f32, Vec<f32>, Vec<f32>)>,
    path: bool,
}

impl<'p> Content<'p> {
    pub(super) fn new(page: &'p mut Page) -> Self {
        Self {
            page,
            object: Object::default(),
            code: None,
            path: false,
        }
    }

    pub(super) fn read(&mut self, xml: &str) -> Result<(), PackageError> {
        let mut walk = Walk::new(xml);
        while let Some((node, _)) = walk.step()? {
            match node {
                Node::Open(tag) => self.open(&tag),
                Node::Close => (self.code, self.path) = (None, false),
                Node::Text(text) if self.object.seen => self.text(&text),
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "TextObject" | "PathObject" => self.object = Object::new(tag),
            "ImageObject" => self.page.images += 1,
            "PhysicalBox" => {}
            "TextCode" => {
                let number = |name| {
                    tag.attribute(name)
                        .and_then(|v| v.parse().ok())
                        .unwrap_or(0.0)
                };
                let list = |name| tag.attribute(name).map(|v| deltas(&v)).unwrap_or_default();
                self.code = Some((number("X"), number("Y"), list("DeltaX"), list("DeltaY")));
            }
            "AbbreviatedData" => self.path = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.path {
            return self.shape(text);
        }
        let Some((mut x, mut y, across, down)) = self.code.take() else {
            return;
        };
        let size = self.object.size();
        for (at, c) in text.trim_end_matches(['\n', '\r']).chars().enumerate() {
            if self.page.glyphs.len() >= MAX_GLYPHS {
                return;
            }
            let (left, base) = self.object.place(x, y);
            let usual = if c.is_ascii() { 0.5 } else { 1.0 } * size;
            let advance = across.get(at).copied().map(|d| d * self.object.stretch());
            let width = advance.filter(|&d| d > 0.0).map_or(usual, |d| d.min(size));
            self.page.glyphs.push(Glyph {
                x: left * POINTS,
                y: base * POINTS,
                width: width * POINTS,
                size: size * POINTS,
                text: c.to_string(),
            });
            let usual = if down.is_empty() { usual } else { 0.0 };
            x += across.get(at).copied().unwrap_or(usual);
            y += down.get(at).copied().unwrap_or(0.0);
        }
    }

    /// A path of one straight line is a rule, a box four; thin boxes are rules too.
    fn shape(&mut self, data: &str) {
        if self.page.rules.len() > MAX_RULES {
            return;
        }
        let mut points = Vec::new();
        let mut words = data.split_whitespace().take(400);
        while let Some(word) = words.next() {
            if matches!(word, "M" | "L" | "S")
                && let (Some(Ok(x)), Some(Ok(y))) =
                    (words.next().map(str::parse), words.next().map(str::parse))
            {
                points.push(self.object.place(x, y));
            }
        }
        let closed = data.trim_end().ends_with('C');
        if closed && points.len() > 2 {
            let first = points[0];
            points.push(first);
        }
        for pair in points.windows(2) {
            self.rule(pair[0], pair[1]);
        }
        if points.len() < 2 && self.object.width.min(self.object.height) < THICKEST {
            let o = self.object;
            self.rule((o.x, o.y), (o.x + o.width, o.y + o.height));
        }
    }

    fn rule(&mut self, (x1, y1): (f32, f32), (x2, y2): (f32, f32)) {
        let (across, down) = ((x2 - x1).abs(), (y2 - y1).abs());
        let rule = |horizontal: bool, a: f32, b: f32, from: f32, to: f32| Rule {
            horizontal,
            at: f32::midpoint(a, b) * POINTS,
            from: from.min(to) * POINTS,
            to: from.max(to) * POINTS,
        };
        if down < THICKEST && across > down {
            self.page.rules.push(rule(true, y1, y2, x1, x2));
        } else if across < THICKEST && down > across {
            self.page.rules.push(rule(false, x1, x2, y1, y2));
        }
    }
}

/// Distances between characters; `g n v` stands for `v` n times (GB/T 33190 11.3).
fn deltas(text: &str) -> Vec<f32> {
    let mut out = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words
                .next()
                .and_then(|w| w.parse::<usize>().ok())
                .unwrap_or(0);
            let value = words
                .next()
                .and_then(|w| w.parse::<f32>().ok())
                .unwrap_or(0.0);
            out.extend(std::iter::repeat_n(value, count.min(MAX_GLYPHS)));
        } else {
            out.extend(word.parse::<f32>());
        }
        if out.len() > MAX_GLYPHS {
            break;
        }
    }
    out
}
