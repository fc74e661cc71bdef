//! Writes the comments part of a Word package, or adds to the one that is there.

use super::anchor::Placed;
use crate::ooxml::{Node, Package, PackageError, Walk};
use std::collections::BTreeMap;

/// Namespace of WordprocessingML (ECMA-376).
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Relationship type of the comments part (ECMA-376 11.3.2).
const RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
/// Content type of the comments part (ECMA-376 11.3.2).
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The lowest comment number that is not taken.
pub(super) fn first_free(package: &mut Package<'_>, main: &str) -> Result<usize, PackageError> {
    let Some(part) = existing(package, main)? else {
        return Ok(0);
    };
    let xml = package.text(&part)?.unwrap_or_default();
    let mut next = 0;
    let mut walk = Walk::new(&xml);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        let id = tag.number("id").and_then(|id| usize::try_from(id).ok());
        if tag.name() == "comment" {
            next = next.max(id.map_or(0, |id| id.saturating_add(1)));
        }
    }
    Ok(next)
}

/// Adds `notes` to the parts to be written.
pub(super) fn add(
    package: &mut Package<'_>,
    main: &str,
    notes: &[Placed],
    parts: &mut BTreeMap<String, String>,
) -> Result<(), PackageError> {
    if notes.is_empty() {
        return Ok(());
    }
    if let Some(part) = existing(package, main)? {
        let xml = package.text(&part)?.unwrap_or_default();
        let prefix = root_prefix(&xml);
        let written: String = notes.iter().map(|note| comment(note, &prefix)).collect();
        let closing = format!("</{prefix}comments>");
        let merged = match xml.rfind(&closing) {
            Some(at) => format!("{}{written}{}", &xml[..at], &xml[at..]),
            None => format!(
                "{}>{written}{closing}",
                xml.trim_end().trim_end_matches("/>")
            ),
        };
        parts.insert(part, merged);
        return Ok(());
    }
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = (0..).map(|n| {
        if n == 0 {
            "comments.xml".to_owned()
        } else {
            format!("comments{n}.xml")
        }
    });
    let name = name
        .into_iter()
        .find(|name| !package.has(&format!("{folder}/{name}")))
        .unwrap_or_default();
    let written: String = notes.iter().map(|note| comment(note, "w:")).collect();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    parts.insert(
        format!("{folder}/{name}"),
        format!("{head}<w:comments xmlns:w=\"{WORD}\">{written}</w:comments>"),
    );
    let relations = relations_of(main);
    let xml = package.text(&relations)?;
    let xml = xml.unwrap_or_else(|| format!("{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"));
    let relation =
        format!("<Relationship Id=\"rIdDubanComments\" Type=\"{RELATION}\" Target=\"{name}\"/>");
    parts.insert(relations, before_end(&xml, "Relationships", &relation)?);
    let types = package
        .text("[Content_Types].xml")?
        .ok_or(PackageError::Broken)?;
    let kind = format!("<Override PartName=\"/{folder}/{name}\" ContentType=\"{CONTENT}\"/>");
    parts.insert(
        "[Content_Types].xml".to_owned(),
        before_end(&types, "Types", &kind)?,
    );
    Ok(())
}

/// Name of the comments part, when there is one.
fn existing(package: &mut Package<'_>, main: &str) -> Result<Option<String>, PackageError> {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let xml = package.text(&relations_of(main))?.unwrap_or_default();
    let mut walk = Walk::new(&xml);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        if tag
            .attribute("Type")
            .is_some_and(|t| t.ends_with("/relationships/comments"))
        {
            let target = tag.attribute("Target").unwrap_or_default();
            let name = target
                .strip_prefix('/')
                .map_or_else(|| format!("{folder}/{target}"), str::to_owned);
            return Ok(package.has(&name).then_some(name));
        }
    }
    Ok(None)
}

fn relations_of(main: &str) -> String {
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
    format!("{folder}/_rels/{name}.rels")
        .trim_start_matches('/')
        .to_owned()
}

fn root_prefix(xml: &str) -> String {
    let at = xml.find("comments").unwrap_or(0);
    let start = xml[..at].rfind('<').map_or(at, |i| i + 1);
    xml[start..at].to_owned()
}

fn before_end(xml: &str, root: &str, insert: &str) -> Result<String, PackageError> {
    let closing = format!("</{root}>");
    let at = xml.rfind(&closing).ok_or(PackageError::Broken)?;
    Ok(format!("{}{insert}{}", &xml[..at], &xml[at..]))
}

/// One comment; it has no date, so that the same findings give the same bytes.
fn comment(note: &Placed, prefix: &str) -> String {
    let p = prefix;
    let paragraph = |line: &str| {
        format!(
            "<{p}p><{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r></{p}p>",
            escape(line)
        )
    };
    let body: String = note.text.lines().map(paragraph).collect();
    format!(
        "<{p}comment {p}id=\"{}\" {p}author=\"duban\" {p}initials=\"督\">{body}</{p}comment>",
        note.id
    )
}

/// Text as XML 1.0 allows it: markup escaped, other control characters left out.
pub(super) fn escape(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n'));
    quick_xml::escape::escape(kept.collect::<String>()).into_owned()
}
