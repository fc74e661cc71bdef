//! Turns a passage into what the page shows of it: its place, a link to it, and its words, those marked that the other passage lacks.

use crate::location::Span;
use crate::report::marked::{self, Piece, marked};
use crate::report::redact::redact;
use crate::report::{Report, plain};
use serde::Serialize;

/// Longest wording, in bytes, whose changed words are marked; longer ones differ too much to be worth it.
const MARKED_BYTES: usize = 1200;

/// One of the two passages that are held against each other.
#[derive(Serialize)]
pub(super) struct Side {
    label: String,
    place: String,
    href: String,
    pieces: Vec<PieceRow>,
}

#[derive(Serialize)]
pub(super) struct PieceRow {
    text: String,
    changed: bool,
}

impl From<Piece> for PieceRow {
    fn from(Piece { text, changed }: Piece) -> Self {
        Self { text, changed }
    }
}

pub(super) fn whole(text: &str) -> Vec<PieceRow> {
    marked::whole(text).into_iter().map(Into::into).collect()
}

/// The pieces of both wordings, changed words marked where both are there and short enough.
pub(super) fn marks(mine: &str, theirs: Option<&str>) -> (Vec<PieceRow>, Vec<PieceRow>) {
    let rows = |pieces: Vec<Piece>| pieces.into_iter().map(Into::into).collect();
    match theirs {
        Some(theirs) if mine.len() + theirs.len() <= MARKED_BYTES => {
            let (left, right) = marked(mine, theirs);
            (rows(left), rows(right))
        }
        Some(theirs) => (whole(mine), whole(theirs)),
        None => (whole(mine), Vec::new()),
    }
}

pub(super) fn side(report: &Report, span: Span, label: &str, pieces: Vec<PieceRow>) -> Side {
    let place = report.place(span);
    let logical = place
        .logical()
        .map_or_else(String::new, |l| format!(" {l}"));
    Side {
        label: safe(label),
        place: plain::line(&format!("{}{logical}", place.header())),
        href: crate::report::sarif::uri(&report.link(&place.file.path)),
        pieces,
    }
}

pub(super) fn safe(text: &str) -> String {
    plain::line(&redact(text))
}
