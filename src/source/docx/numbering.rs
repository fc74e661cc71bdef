//! Reads numbering.xml into the lists of a document.

use crate::ooxml::{Node, PackageError, Walk};
use crate::source::numbering::Numbering;
use crate::source::numeral::Style;

/// Reads numbering.xml.
pub(super) fn read(xml: &str) -> Result<Numbering, PackageError> {
    let mut numbering = Numbering::default();
    let mut walk = Walk::new(xml);
    let (mut outer, mut level, mut in_list) = (0, 0, false);
    while let Some((node, _)) = walk.step()? {
        let Node::Open(tag) = node else { continue };
        let value = || tag.number("val");
        match tag.name() {
            "abstractNum" => {
                outer = tag.number("abstractNumId").unwrap_or(0);
                in_list = false;
            }
            "num" => {
                outer = tag.number("numId").unwrap_or(0);
                in_list = true;
            }
            "lvl" | "lvlOverride" => level = tag.number("ilvl").unwrap_or(0),
            "abstractNumId" if in_list => numbering.link(outer, value().unwrap_or(0)),
            "startOverride" if in_list => numbering.restart(outer, level, value().unwrap_or(1)),
            "start" if !in_list => numbering.level(outer, level).start = value().unwrap_or(1),
            "numFmt" if !in_list => {
                let style = tag.attribute("val").and_then(|name| Style::named(&name));
                numbering.level(outer, level).style = style;
            }
            "lvlText" if !in_list => {
                numbering.level(outer, level).text = tag.attribute("val").unwrap_or_default();
            }
            _ => {}
        }
    }
    Ok(numbering)
}
