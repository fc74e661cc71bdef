//! Turns styles.xml into what a paragraph style says about headings and numbering.

use crate::ooxml::{Node, PackageError, Walk};
use std::collections::HashMap;

/// Longest chain of styles based on one another that is followed.
const MAX_CHAIN: usize = 20;

/// What a paragraph or its style says about its place in the outline.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Outline {
    /// 0 for a title, 1–9 for headings.
    pub(super) level: Option<u8>,
    /// Numbering instance (`numId`); 0 switches numbering off.
    pub(super) list: Option<i64>,
    /// Level within the numbering, from 0.
    pub(super) depth: Option<i64>,
}

impl Outline {
    /// Fills what is not said here from `base`.
    pub(super) fn or(self, base: &Self) -> Self {
        Self {
            level: self.level.or(base.level),
            list: self.list.or(base.list),
            depth: self.depth.or(base.depth),
        }
    }
}

/// The paragraph styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, (Outline, Option<String>)>,
}

impl Styles {
    /// Reads styles.xml.
    pub(super) fn read(xml: &str) -> Result<Self, PackageError> {
        let mut styles = Self::default();
        let mut walk = Walk::new(xml);
        let mut current = String::new();
        while let Some((node, _)) = walk.step()? {
            let Node::Open(tag) = node else { continue };
            if tag.name() == "style" {
                current = tag.attribute("styleId").unwrap_or_default();
                continue;
            }
            let (outline, base) = styles.styles.entry(current.clone()).or_default();
            match tag.name() {
                "name" => {
                    outline.level = outline
                        .level
                        .or(tag.attribute("val").and_then(|n| level_named(&n)))
                }
                "basedOn" => *base = tag.attribute("val"),
                "outlineLvl" => outline.level = level(tag.number("val")),
                "numId" => outline.list = tag.number("val"),
                "ilvl" => outline.depth = tag.number("val"),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// What the style `id` says, its base styles included.
    pub(super) fn outline(&self, id: &str) -> Outline {
        let mut outline = Outline::default();
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some((own, base)) = next.and_then(|id| self.styles.get(id)) else {
                break;
            };
            outline = outline.or(own);
            next = base.as_deref();
        }
        outline
    }
}

/// Heading level of an `outlineLvl` value: 0–8 are levels 1–9, 9 is body text (ECMA-376 17.3.1.20).
pub(super) fn level(value: Option<i64>) -> Option<u8> {
    let value = value.filter(|v| (0..9).contains(v))?;
    u8::try_from(value + 1).ok()
}

fn level_named(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    if name == "title" || name == "标题" {
        return Some(0);
    }
    let number = name
        .strip_prefix("heading ")
        .or(name.strip_prefix("标题 "))?;
    number.parse().ok().filter(|n| (1..=9).contains(n))
}
