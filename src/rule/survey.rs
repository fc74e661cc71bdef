//! Surveys a document's text once: where its characters and its figures stand, so that rules find the few places they can hold for.

use crate::document::Document;
use crate::extract::Facts;
use crate::extract::beginnings::Beginnings;
use crate::rule::layout::Layout;
use crate::rule::scope::Place;
use std::ops::Range;

/// A text and where its characters and figures stand; all offsets are bytes of this text.
#[derive(Debug)]
pub struct Survey<'t> {
    /// The text, its characters sorted.
    pub text: Beginnings<'t>,
    /// Its quantities, in order.
    pub figures: Vec<Range<usize>>,
    /// The kinds of places its sentences and clauses stand in; none where there are rows besides, which stand in places of their
    /// own.
    pub places: Option<Vec<Place>>,
}

impl<'t> Survey<'t> {
    /// Of `document`, in which `facts` were found and which was cut up.
    pub fn of(document: &'t Document, facts: &Facts, layout: &Layout) -> Self {
        let start = document.range.start;
        let spans = facts.quantities.iter().map(|q| q.span);
        let own = spans.filter(|s| s.doc == document.id && s.start >= start);
        Self {
            text: Beginnings::of(document.slice(document.range.clone())),
            figures: own.map(|s| s.start - start..s.end - start).collect(),
            places: facts.rows.is_empty().then(|| places(layout)),
        }
    }
}

fn places(layout: &Layout) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for unit in layout.sentences.iter().chain(&layout.clauses) {
        if !places.contains(&unit.place) {
            places.push(unit.place);
        }
    }
    places
}
