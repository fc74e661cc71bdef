//! Turns the commitments of two documents into what was kept, reworded, weakened, dropped, reported on, moved or is new.

mod align;
mod answer;
mod couple;
mod threshold;
mod weaken;

use crate::document::Document;
use crate::extract::commitment::{Commitment, Kind};
use crate::extract::{Facts, Lexicon};
use crate::location::Span;
pub use answer::{Answer, answered};
use serde::Serialize;
pub use weaken::Weakening;
use weaken::Yardstick;

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
    /// Not promised again, but the new document reports on it.
    Reported,
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
    /// What the new document reports on it; only where it does not promise it again.
    pub answer: Option<Answer>,
    /// How alike the two wordings are, 0 to 1.
    pub likeness: f64,
}

/// What is compared: the documents of one side and what was understood of them, in the same order.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The documents; `DocId` is the index.
    pub documents: &'a [Document],
    /// Their facts.
    pub facts: &'a [Facts],
}

/// Some commitments of one side, with their text.
#[derive(Debug, Clone)]
struct Sheet<'a> {
    documents: &'a [Document],
    /// In order of place; where several share a clause, the first.
    commitments: Vec<&'a Commitment>,
}

impl<'a> Sheet<'a> {
    fn new(side: Side<'a>, documents: &[usize]) -> Self {
        let facts = documents.iter().filter_map(|&i| side.facts.get(i));
        let mut commitments: Vec<&Commitment> = facts.flat_map(|f| &f.commitments).collect();
        commitments.dedup_by_key(|c| c.span);
        Self {
            documents: side.documents,
            commitments,
        }
    }

    /// The commitment's words.
    fn quote(&self, commitment: &Commitment) -> &'a str {
        self.slice(commitment.span)
    }

    /// The heading it stands under, or an empty string.
    fn heading(&self, commitment: &Commitment) -> &'a str {
        commitment.section.map_or("", |span| self.slice(span))
    }

    fn slice(&self, span: Span) -> &'a str {
        self.documents
            .get(span.doc.0 as usize)
            .map_or("", |d| d.slice(span.range()))
    }
}

/// Compares two sides commitment by commitment, each issuer's documents with the same issuer's: pairs in the old side's order, then what is new.
pub fn compare(old: Side<'_>, new: Side<'_>, lexicon: &Lexicon) -> Vec<Pair> {
    let yardstick = lexicon.compiled(Yardstick::new);
    let couples = couple::couples(old.facts, new.facts);
    let compared = couples.iter().map(|(olds, news)| {
        let (old, new) = (Sheet::new(old, olds), Sheet::new(new, news));
        compare_sheets(&old, &new, &yardstick)
    });
    let (mut pairs, mut fresh) = (Vec::new(), Vec::new());
    for (found, new) in compared {
        pairs.extend(found);
        fresh.extend(new);
    }
    pairs.extend(fresh);
    pairs
}

/// Pairs in the old sheet's order, and what is new.
fn compare_sheets(
    old: &Sheet<'_>,
    new: &Sheet<'_>,
    yardstick: &Yardstick,
) -> (Vec<Pair>, Vec<Pair>) {
    let partners = align::align(old, new);
    let mut taken = vec![false; new.commitments.len()];
    let mut pairs = Vec::new();
    for (commitment, partner) in old.commitments.iter().zip(partners) {
        match partner {
            Some((i, likeness)) => {
                taken[i] = true;
                let (old, new) = ((old, *commitment), (new, new.commitments[i]));
                pairs.push(matched(old, new, likeness, yardstick));
            }
            None if is_checkable(commitment) => {
                pairs.push(alone(Fate::Dropped, Some(commitment), None));
            }
            None => {}
        }
    }
    let fresh = new.commitments.iter().zip(taken);
    let fresh = fresh.filter(|(c, taken)| !taken && is_checkable(c));
    let fresh = fresh.map(|(c, _)| alone(Fate::New, None, Some(c)));
    (pairs, fresh.collect())
}

/// Directions without a deliverable come and go in every draft; only their wording is compared.
fn is_checkable(commitment: &Commitment) -> bool {
    match commitment.kind {
        Kind::Quantified | Kind::Named => true,
        Kind::Qualitative => false,
    }
}

fn matched(
    old: (&Sheet<'_>, &Commitment),
    new: (&Sheet<'_>, &Commitment),
    likeness: f64,
    yardstick: &Yardstick,
) -> Pair {
    let weakenings = yardstick.weakenings(old, new, likeness);
    let heading = |(sheet, c): (&Sheet<'_>, &Commitment)| align::letters(sheet.heading(c));
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
        answer: None,
        likeness,
    }
}

fn alone(fate: Fate, old: Option<&Commitment>, new: Option<&Commitment>) -> Pair {
    Pair {
        fate,
        old: old.cloned(),
        new: new.cloned(),
        weakenings: Vec::new(),
        answer: None,
        likeness: 0.0,
    }
}
