//! Turns the commitments of two documents into what was kept, reworded, weakened, dropped, moved or is new.

mod align;
mod weaken;

use crate::document::Document;
use crate::extract::commitment::{Commitment, Kind};
use serde::Serialize;
pub use weaken::Weakening;

/// What happened to a commitment between two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Word for word, or but for punctuation.
    Kept,
    /// Other words, nothing weaker.
    Reworded,
    /// A lower number, an earlier stage, a later date, 力争 added, an owner gone.
    Weakened,
    /// Under another heading, otherwise kept.
    Moved,
    /// Only in the old document.
    Dropped,
    /// Only in the new document.
    New,
}

/// One commitment in both documents, or in one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What happened.
    pub fate: Fate,
    /// In the old document.
    pub old: Option<Commitment>,
    /// In the new document.
    pub new: Option<Commitment>,
    /// How it got weaker; empty unless weakened.
    pub weakenings: Vec<Weakening>,
    /// How alike the two wordings are, 0 to 1.
    pub likeness: f64,
}

/// The commitments of one side, with their text.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The documents their spans refer to.
    pub documents: &'a [Document],
    /// The commitments, in order of place.
    pub commitments: &'a [Commitment],
}

impl Side<'_> {
    /// The commitment's words.
    pub fn quote(&self, commitment: &Commitment) -> &str {
        self.slice(commitment.span)
    }

    /// The heading it stands under, or an empty string.
    pub fn heading(&self, commitment: &Commitment) -> &str {
        commitment.section.map_or("", |span| self.slice(span))
    }

    fn slice(&self, span: crate::location::Span) -> &str {
        self.documents
            .get(span.doc.0 as usize)
            .map_or("", |d| d.slice(span.range()))
    }
}

/// Compares two documents commitment by commitment: pairs in the old document's order, then what is new.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Pair> {
    let partners = align::align(old, new);
    let mut taken = vec![false; new.commitments.len()];
    let mut pairs = Vec::new();
    for (commitment, partner) in old.commitments.iter().zip(partners) {
        match partner {
            Some((i, likeness)) => {
                taken[i] = true;
                pairs.push(matched(
                    (old, commitment),
                    (new, &new.commitments[i]),
                    likeness,
                ));
            }
            None if checkable(commitment) => {
                pairs.push(alone(Fate::Dropped, Some(commitment), None))
            }
            None => {}
        }
    }
    let fresh = new
        .commitments
        .iter()
        .zip(taken)
        .filter(|(c, taken)| !taken && checkable(c));
    pairs.extend(fresh.map(|(c, _)| alone(Fate::New, None, Some(c))));
    pairs
}

/// Directions without a deliverable come and go in every draft; only their wording is compared.
fn checkable(commitment: &Commitment) -> bool {
    match commitment.kind {
        Kind::Quantified | Kind::Named => true,
        Kind::Qualitative => false,
    }
}

fn matched(old: (Side<'_>, &Commitment), new: (Side<'_>, &Commitment), likeness: f64) -> Pair {
    let weakenings = weaken::weakenings(old.1, new.1);
    let heading = |(side, c): (Side<'_>, &Commitment)| align::letters(side.heading(c));
    let same = align::letters(old.0.quote(old.1)) == align::letters(new.0.quote(new.1));
    let fate = match (weakenings.is_empty(), same) {
        (false, _) => Fate::Weakened,
        (true, false) => Fate::Reworded,
        (true, true) if align::dice(&heading(old), &heading(new)) < 0.3 => Fate::Moved,
        (true, true) => Fate::Kept,
    };
    Pair {
        fate,
        old: Some(old.1.clone()),
        new: Some(new.1.clone()),
        weakenings,
        likeness,
    }
}

fn alone(fate: Fate, old: Option<&Commitment>, new: Option<&Commitment>) -> Pair {
    Pair {
        fate,
        old: old.cloned(),
        new: new.cloned(),
        weakenings: Vec::new(),
        likeness: 0.0,
    }
}
