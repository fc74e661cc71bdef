//! Hands excerpts to miette as one source: every place at an offset of its own, with its own file, line and column.
//!
//! miette prints whole lines, counts columns in bytes and panics past display column 65,535, so it never sees the file.
//! Several excerpts in one source keep related places in one diagnostic; `related` would repeat title and help.

use super::excerpt::Excerpt;
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::fmt;

/// An excerpt with the place it was cut from.
#[derive(Debug)]
pub(super) struct Snippet {
    /// Name for the header line: the file, and the position in an original without lines.
    pub(super) name: String,
    /// 1-based line of the place.
    pub(super) line: usize,
    /// 1-based column of the place, in characters.
    pub(super) column: usize,
    /// The words.
    pub(super) excerpt: Excerpt,
    /// What to write under the mark, already broken into lines; may be empty.
    pub(super) label: String,
}

/// One diagnostic: a message over one or more snippets.
#[derive(Debug)]
pub(super) struct Shown {
    /// The line above the snippets.
    pub(super) message: String,
    /// How grave.
    pub(super) severity: miette::Severity,
    /// The places, the finding's own first.
    pub(super) source: Snippets,
}

/// Snippets side by side in one imaginary text; a gap keeps miette from joining them.
#[derive(Debug)]
pub(super) struct Snippets(pub(super) Vec<Snippet>);

impl Snippets {
    /// Each snippet with the offset it begins at.
    fn placed(&self) -> impl Iterator<Item = (usize, &Snippet)> {
        self.0.iter().scan(0, |next, snippet| {
            let base = *next;
            *next += snippet.excerpt.text.len() + 2;
            Some((base, snippet))
        })
    }

    fn labels(&self) -> Vec<LabeledSpan> {
        self.placed()
            .enumerate()
            .map(|(i, (base, snippet))| {
                let label = Some(snippet.label.clone()).filter(|l| !l.is_empty());
                let mark = &snippet.excerpt.mark;
                let span = (base + mark.start, mark.len());
                match i {
                    0 => LabeledSpan::new_primary_with_span(label, span),
                    _ => LabeledSpan::new_with_span(label, span),
                }
            })
            .collect()
    }
}

impl SourceCode for Snippets {
    /// With context, the whole excerpt; without, exactly the span (miette takes the header's position from that call).
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let inside =
            |(base, s): &(usize, &Snippet)| *base <= start && end <= base + s.excerpt.text.len();
        let (base, snippet) = self.placed().find(inside).ok_or(MietteError::OutOfBounds)?;
        let range = match (before, after) {
            (0, 0) => start - base..end - base,
            _ => 0..snippet.excerpt.text.len(),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            snippet.name.clone(),
            &snippet.excerpt.text.as_bytes()[range.clone()],
            (base + range.start, range.len()).into(),
            snippet.line - 1,
            snippet.column - 1,
            1,
        )))
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.source.labels().into_iter()))
    }
}
