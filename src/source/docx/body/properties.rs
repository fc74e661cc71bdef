//! Reads the properties of paragraphs, runs, rows and cells on a walk over a Word story.

use super::{Body, Open};
use crate::ooxml::{Node, PackageError, Tag};
use crate::source::docx::style::{Outline, level};
use crate::source::story::Place;

impl Body<'_> {
    /// Calls `each` for every element below the one just opened.
    fn properties(
        &mut self,
        mut each: impl FnMut(&mut Self, &Tag<'_>),
    ) -> Result<(), PackageError> {
        let inside = self.walk.depth();
        while self.walk.depth() >= inside {
            match self.walk.step()? {
                Some((Node::Open(tag), _)) if matches!(tag.name(), "pPrChange" | "rPrChange") => {
                    self.walk.skip()?
                }
                Some((Node::Open(tag), _)) => each(self, &tag),
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// Its style and outline, whether it is numbered or deleted.
    pub(super) fn paragraph_properties(&mut self) -> Result<(), PackageError> {
        let (mut own, mut style, mut joined) = (Outline::default(), Outline::default(), false);
        self.properties(|body, tag| match tag.name() {
            "pStyle" => {
                style = body
                    .styles
                    .outline(&tag.attribute("val").unwrap_or_default())
            }
            "outlineLvl" => own.level = level(tag.number("val")),
            "numId" => own.list = tag.number("val"),
            "ilvl" => own.depth = tag.number("val"),
            "del" | "moveFrom" => joined = true,
            _ => {}
        })?;
        if let Some(last) = self.outlines.last_mut() {
            *last = (own.or(&style), joined);
        }
        Ok(())
    }

    /// Whether the run is hidden.
    pub(super) fn run_properties(&mut self) -> Result<(), PackageError> {
        let mut hidden = false;
        self.properties(|_, tag| hidden |= tag.name() == "vanish" && tag.is_on())?;
        self.hidden |= hidden && self.open.last() == Some(&Open::Run);
        Ok(())
    }

    /// Whether the row was deleted, and the places before its first cell.
    pub(super) fn row_properties(&mut self) -> Result<(), PackageError> {
        let (mut deleted, mut before) = (false, 0);
        self.properties(|_, tag| match tag.name() {
            "del" => deleted = true,
            "gridBefore" => before = tag.number("val").unwrap_or(0).clamp(0, 64),
            _ => {}
        })?;
        self.row_deleted = deleted;
        self.last_rows(|rows| {
            if let Some(row) = rows.last_mut() {
                row.extend((0..before).map(|_| Place {
                    span: 1,
                    ..Place::default()
                }));
            }
        });
        Ok(())
    }

    /// How many columns the cell spans, and whether it goes on from the one above.
    pub(super) fn cell_properties(&mut self) -> Result<(), PackageError> {
        let (mut span, mut continues) = (1, false);
        self.properties(|_, tag| match tag.name() {
            "gridSpan" => span = tag.number("val").unwrap_or(1).clamp(1, 64),
            "vMerge" => continues = tag.attribute("val").as_deref() != Some("restart"),
            _ => {}
        })?;
        self.last_rows(|rows| {
            if let Some(place) = rows.last_mut().and_then(|row| row.last_mut()) {
                place.span = usize::try_from(span).unwrap_or(1);
                place.continues = continues;
            }
        });
        Ok(())
    }
}
