//! Prepares clauses for comparison: what is promised, and what is reported.

use super::wording::{Folder, Wording};
use crate::document::{Document, clause};
use crate::extract::Facts;
use crate::extract::commitment::Commitment;
use crate::extract::part::Part;
use crate::extract::quantity::Quantity;
use crate::location::Span;
use std::ops::Range;

/// A document with what was understood of it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub document: &'a Document,
    /// What was understood.
    pub facts: &'a Facts,
}

impl<'a> Source<'a> {
    /// The quantities inside `range`, in order.
    pub fn quantities(self, range: &Range<usize>) -> &'a [Quantity] {
        let all = &self.facts.quantities;
        let first = all.partition_point(|q| q.span.start < range.start);
        let last = first + all[first..].partition_point(|q| q.span.end <= range.end);
        &all[first..last]
    }

    fn wording(self, folder: &Folder, range: Range<usize>) -> Wording {
        let numbers: Vec<Range<usize>> = self
            .quantities(&range)
            .iter()
            .map(|q| q.span.range())
            .collect();
        folder.wording(&self.document.file.text, range, &numbers)
    }
}

/// A reporting clause, ready to be compared.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The clause.
    pub span: Span,
    /// Its own words.
    pub words: Wording,
    /// Its words and those of the clause before it in the same sentence.
    pub around: Wording,
    /// Its figures.
    pub quantities: &'a [Quantity],
}

/// The clauses of `part`, ready to be compared.
pub fn passages<'a>(source: Source<'a>, part: &Part, folder: &Folder) -> Vec<Passage<'a>> {
    let text = &source.document.file.text;
    let mut passages: Vec<Passage<'a>> = Vec::new();
    for sentence in clause::sentences(text, part.span.range()) {
        let mut before: Option<Wording> = None;
        for range in clause::clauses(text, sentence) {
            let words = source.wording(folder, range.clone());
            let around = before
                .as_ref()
                .map_or_else(|| words.clone(), |b| words.joined(b));
            before = Some(words.clone());
            passages.push(Passage {
                span: source.document.span(range.clone()),
                words,
                around,
                quantities: source.quantities(&range),
            });
        }
    }
    passages
}

/// A commitment, ready to be compared.
#[derive(Debug)]
pub struct Subject<'a> {
    /// What is promised.
    pub commitment: &'a Commitment,
    /// The words of its clause.
    pub words: Wording,
    /// Its words and those of the clause before it in the same sentence.
    pub around: Wording,
    /// What is counted.
    pub measure: Option<Wording>,
    /// Its named objects.
    pub objects: Vec<Wording>,
}

impl Subject<'_> {
    /// The figure to be reached.
    pub fn target(&self) -> Option<&Quantity> {
        self.commitment.quantities.first()
    }
}

/// `commitment`, ready to be compared.
pub fn subject<'a>(source: Source<'a>, commitment: &'a Commitment, folder: &Folder) -> Subject<'a> {
    let words = source.wording(folder, commitment.span.range());
    let text = &source.document.file.text;
    let before = preceding_clause(text, commitment.span.start);
    let around = words.joined(&source.wording(folder, before));
    let fold = |name: &str| folder.wording(name, 0..name.len(), &[]);
    let measure = commitment
        .quantities
        .first()
        .and_then(|q| q.measure.as_ref())
        .map(|m| fold(&m.value));
    let objects = commitment.objects.iter().map(|o| fold(&o.value)).collect();
    Subject {
        commitment,
        words,
        around,
        measure,
        objects,
    }
}

/// The clause before `at` in the same sentence; empty at a sentence's start.
fn preceding_clause(text: &str, at: usize) -> Range<usize> {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
    let Some(head) = text[..at].strip_suffix(['，', '、', ',']) else {
        return at..at;
    };
    let start = head.rfind(|c: char| ends(c) || c == '，').map_or(0, |i| {
        i + head[i..].chars().next().map_or(1, char::len_utf8)
    });
    start..head.len()
}
