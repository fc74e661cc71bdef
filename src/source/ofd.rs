//! Turns an OFD file (GB/T 33190) into pages of glyphs and ruling lines: OFD.xml → Document.xml → Content.xml → TextCode.

mod content;

use super::page::{self, Page};
use super::{Failure, Rendering};
use crate::document::builder::Builder;
use crate::ooxml::{Node, Package, PackageError, Walk};
use content::Content;

/// Points per millimetre, the unit of OFD.
pub(super) const POINTS: f32 = 72.0 / 25.4;
/// Most pages read of one file.
const MAX_PAGES: usize = 3_000;

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
