//! Turns a Word file (.docx, .docm, .dotx) into a layout: numbering as shown, tables, text boxes, notes, tracked changes accepted.

mod body;
mod numbering;
mod style;

use super::numbering::Numbering;
use super::story::{Emitter, Item, Stretch};
use super::{Failure, Rendering};
use crate::ooxml::{Node, Package, PackageError, Walk};
use body::Body;
use std::collections::{HashMap, HashSet};
use style::Styles;

/// Where the main part of a Word package usually is.
const MAIN_PART: &str = "word/document.xml";

/// Reads the bytes of a Word package.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let (emitter, trouble) = emit(&mut package, &main, Emitter::default())?;
    let mut rendering = Rendering::new("docx", emitter.builder.finish());
    rendering
        .unread
        .extend(trouble.map(|e| ("正文后段".to_owned(), e.to_string())));
    Ok(rendering)
}

/// The stretches of the main part in order of the text [`super::read_bytes`] gives for the same bytes, and that part's name and XML.
///
/// # Errors
/// When the package cannot be read.
pub fn stretches(bytes: &[u8]) -> Result<(Vec<Stretch>, String, String), PackageError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let (emitter, _) = emit(&mut package, &main, Emitter::tracing())?;
    let xml = package.text(&main)?.unwrap_or_default();
    Ok((emitter.stretches.unwrap_or_default(), main, xml))
}

fn emit(
    package: &mut Package<'_>,
    main: &str,
    mut emitter: Emitter,
) -> Result<(Emitter, Option<PackageError>), PackageError> {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |name: &str| {
        format!("{folder}/{name}")
            .trim_start_matches('/')
            .to_owned()
    };
    let xml = package.text(main)?.ok_or(PackageError::Broken)?;
    let styles = package.text(&part("styles.xml"))?;
    let styles = styles.map_or_else(Styles::default, |xml| {
        Styles::read(&xml).unwrap_or_default()
    });
    let lists = package.text(&part("numbering.xml"))?;
    let mut lists = lists.map_or_else(Numbering::default, |xml| {
        numbering::read(&xml).unwrap_or_default()
    });
    let mut body = Body::new(&xml, &styles, &mut lists);
    let (items, trouble) = body.read();
    let notes = std::mem::take(&mut body.notes);
    let mut told = HashSet::new();
    emitter.items(&items);
    if !notes.is_empty() {
        let footnotes = package.text(&part("footnotes.xml"))?.unwrap_or_default();
        let endnotes = package.text(&part("endnotes.xml"))?.unwrap_or_default();
        let (footnotes, endnotes) = (split_notes(&footnotes), split_notes(&endnotes));
        for (footnote, id) in notes {
            if !told.insert((footnote, id.clone())) {
                continue;
            }
            let from = if footnote { &footnotes } else { &endnotes };
            let Some(xml) = from.get(&id) else { continue };
            let mut items = Body::new(xml, &styles, &mut lists).read().0;
            items.iter_mut().for_each(without_place);
            emitter.items(&items);
        }
    }
    Ok((emitter, trouble))
}

/// The XML of each note by its id.
fn split_notes(xml: &str) -> HashMap<String, &str> {
    let mut notes: HashMap<String, &str> = HashMap::new();
    let mut walk = Walk::new(xml);
    while let Ok(Some((node, range))) = walk.step() {
        let Node::Open(tag) = node else { continue };
        if !matches!(tag.name(), "footnote" | "endnote") {
            continue;
        }
        let Some(id) = tag.attribute("id") else {
            continue;
        };
        let inside = walk.depth();
        let mut end = range.end;
        while walk.depth() >= inside {
            match walk.step() {
                Ok(Some((_, piece))) => end = piece.end,
                Ok(None) | Err(_) => break,
            }
        }
        notes.insert(id, &xml[range.start..end]);
    }
    notes
}

fn without_place(item: &mut Item) {
    if let Item::Paragraph(paragraph) = item {
        paragraph.number = None;
        paragraph.pieces.clear();
    }
}

/// Name of the main part: the package's `officeDocument` relationship, else the usual name.
fn main_part(package: &mut Package<'_>) -> Result<String, PackageError> {
    if package.has(MAIN_PART) {
        return Ok(MAIN_PART.to_owned());
    }
    let relations = package.text("_rels/.rels")?.unwrap_or_default();
    let mut walk = Walk::new(&relations);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        if tag
            .attribute("Type")
            .is_some_and(|t| t.ends_with("/officeDocument"))
        {
            let target = tag.attribute("Target").unwrap_or_default();
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Err(PackageError::Broken)
}
