//! Finds among what was dropped what the new side reports on: that was done or is under way, not given up.

use super::{Fate, Pair, Side};
use crate::document::Document;
use crate::link::verdict::Verdict;
use crate::link::{Linked, Matter};
use crate::location::{DocId, Span};
use std::collections::HashMap;

/// What the new side reports on a commitment it does not make again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// Where, in the new document.
    pub span: Span,
    /// What became of the commitment.
    pub verdict: Verdict,
}

/// A place whatever the run it was read in: file and bytes.
type Place<'a> = (&'a str, usize, usize);

/// Marks the dropped commitments of `pairs` that the new side reports on, by what was linked in a run over the documents of both.
pub fn answered(
    pairs: &mut [Pair],
    (old, new): (Side<'_>, Side<'_>),
    (documents, linked): (&[Document], &Linked),
) {
    let place = |documents: &'_ [Document], span: Span| -> Option<(String, usize, usize)> {
        let document = documents.get(span.doc.0 as usize)?;
        Some((document.file.path.clone(), span.start, span.end))
    };
    let matters = linked.matters.iter().filter(|m| is_reported(m));
    let known: HashMap<_, _> = matters
        .filter_map(|m| {
            let link = m.links.first()?;
            let report = place(documents, link.progress)?;
            Some((place(documents, m.commitment.span)?, (report, m.verdict)))
        })
        .collect();
    for pair in pairs.iter_mut().filter(|p| p.fate == Fate::Dropped) {
        let promised = pair.old.as_ref().map(|c| c.span);
        let promised = promised.and_then(|span| place(old.documents, span));
        let Some((report, verdict)) = promised.and_then(|p| known.get(&p)) else {
            continue;
        };
        let (path, start, end) = report;
        if let Some(span) = span_in(new.documents, (path, *start, *end)) {
            pair.fate = Fate::Reported;
            pair.answer = Some(Answer {
                span,
                verdict: *verdict,
            });
        }
    }
}

fn is_reported(matter: &Matter) -> bool {
    match matter.verdict {
        Verdict::Exceeded
        | Verdict::Met
        | Verdict::Partial
        | Verdict::Missed
        | Verdict::Delayed
        | Verdict::InProgress => true,
        Verdict::NotMentioned | Verdict::NotDue => false,
    }
}

/// The place as a span of one of `documents`.
fn span_in(documents: &[Document], (path, start, end): Place<'_>) -> Option<Span> {
    let holds = |d: &&Document| d.file.path == path && d.range.start <= start && end <= d.range.end;
    let id: DocId = documents.iter().find(holds)?.id;
    Some(Span::new(id, start..end))
}
