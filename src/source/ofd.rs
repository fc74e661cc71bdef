//! Turns an OFD file (GB/T 33190) into pages of glyphs and ruling lines: OFD.xml → Document.xml → Content.xml → TextCode.

use super::page::{self, Glyph, MAX_GLYPHS, MAX_RULES, Page, Rule};
use super::{Failure, Rendering};
use crate::document::builder::Builder;
use crate::ooxml::{Node, Package, PackageError, Tag, Walk};

/// Points per millimetre, the unit of OFD.
const POINTS: f32 = 72.0 / 25.4;
/// Most pages read of one file.
const MAX_PAGES: usize = 3_000;
/// Thickest shape, in millimetres, that is taken for a rule.
const THICKEST: f32 = 1.2;

/// Reads the bytes of an OFD package.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let mut package = Package::open(bytes)?;
    if package.has("Encryptions.xml") || package.has("encryptinfo.dat") {
        return Err(Failure("OFD 文件已加密，请去掉密码后再查".to_owned()));
    }
    let start = package.text("OFD.xml")?.ok_or(PackageError::Broken)?;
    let (mut pages, mut unread) = (Vec::new(), Vec::new());
    for root in texts(&start, "DocRoot")? {
        let root = clean(&root);
        let Some(document) = package.text(&root)? else {
            continue;
        };
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let templates = locations(&document, "TemplatePage")?;
        for (_, location) in locations(&document, "Page")? {
            let number = u32::try_from(pages.len() + 1).unwrap_or(u32::MAX);
            if pages.len() >= MAX_PAGES {
                unread.push((
                    format!("第{number}页起"),
                    format!("超过 {MAX_PAGES} 页的上限，其后未读取"),
                ));
                break;
            }
            let mut page = Page {
                number,
                height: 297.0 * POINTS,
                ..Page::default()
            };
            if let Err(e) = draw(&mut package, folder, &location, &templates, &mut page) {
                unread.push((format!("第{number}页"), e.to_string()));
            }
            pages.push(page);
        }
    }
    let mut builder = Builder::default();
    unread.extend(page::lay_out(pages, &mut builder));
    let mut rendering = Rendering::new("ofd", builder.finish());
    rendering.unread = unread;
    Ok(rendering)
}

/// Text of every element called `name`.
fn texts(xml: &str, name: &str) -> Result<Vec<String>, PackageError> {
    let (mut found, mut inside) = (Vec::new(), false);
    let mut walk = Walk::new(xml);
    while let Some((node, _)) = walk.step()? {
        match node {
            Node::Open(tag) => inside = tag.name() == name,
            Node::Close => inside = false,
            Node::Text(text) if inside => found.push(text.into_owned()),
            Node::Text(_) => {}
        }
    }
    Ok(found)
}

/// Id and location of every element called `name`.
fn locations(xml: &str, name: &str) -> Result<Vec<(String, String)>, PackageError> {
    let mut found = Vec::new();
    let mut walk = Walk::new(xml);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        if tag.name() == name
            && let Some(location) = tag.attribute("BaseLoc")
        {
            found.push((tag.attribute("ID").unwrap_or_default(), location));
        }
    }
    Ok(found)
}

/// A part name: no leading slash, `..` resolved inside the package.
fn clean(location: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in location.trim().split(['/', '\\']) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

fn draw(
    package: &mut Package<'_>,
    folder: &str,
    location: &str,
    templates: &[(String, String)],
    page: &mut Page,
) -> Result<(), PackageError> {
    let mut part = |location: &str| {
        let name = if location.starts_with('/') {
            clean(location)
        } else {
            clean(&format!("{folder}/{location}"))
        };
        package.text(&name)
    };
    let content = part(location)?.ok_or(PackageError::Broken)?;
    Content::new(page).read(&content)?;
    let template = template_of(&content)?;
    let used = templates
        .iter()
        .find(|(id, _)| template.as_ref() == Some(id));
    if let Some((_, location)) = used
        && let Some(xml) = part(location)?
    {
        Content::new(page).read(&xml)?;
    }
    Ok(())
}

fn template_of(content: &str) -> Result<Option<String>, PackageError> {
    let mut walk = Walk::new(content);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        if tag.name() == "Template" {
            return Ok(tag.attribute("TemplateID"));
        }
    }
    Ok(None)
}

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
struct Content<'p> {
    page: &'p mut Page,
    object: Object,
    code: Option<(f32, f32, Vec<f32>, Vec<f32>)>,
    path: bool,
}

impl<'p> Content<'p> {
    fn new(page: &'p mut Page) -> Self {
        Self {
            page,
            object: Object::default(),
            code: None,
            path: false,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), PackageError> {
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
