//! Collects what a question found: places to point at, related places, reasons, values for the message.

use crate::finding::Related;
use crate::location::Span;
use crate::rule::template::Placeholder;

/// Why a question is answered with yes. A question answers with one evidence per thing found; none means no.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The places found; the first is the one to point at. May be empty: the answer concerns the whole.
    pub spans: Vec<Span>,
    /// Other places that belong to it, each with a label in Chinese.
    pub related: Vec<Related>,
    /// Arithmetic and reasons, one per line, in Chinese.
    pub because: Vec<String>,
    /// Values for the message.
    pub values: Vec<(Placeholder, String)>,
    /// Properties a `grade` can ask for with `mark`.
    pub marks: Vec<&'static str>,
}

/// What a question answers that only says yes or no.
pub fn yes_or_no(holds: bool) -> Vec<Evidence> {
    holds.then(Evidence::default).into_iter().collect()
}

impl Evidence {
    /// Evidence that points at `span`.
    pub fn at(span: Span) -> Self {
        Self {
            spans: vec![span],
            ..Self::default()
        }
    }

    /// With a value for the message.
    #[must_use]
    pub fn value(mut self, placeholder: Placeholder, text: impl Into<String>) -> Self {
        self.values.push((placeholder, text.into()));
        self
    }

    /// With a related place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        let label = label.into();
        self.related.push(Related { span, label });
        self
    }

    /// With a reason, in Chinese.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.because.push(reason.into());
        self
    }

    /// With a property a `grade` can ask for.
    #[must_use]
    pub fn mark(mut self, mark: &'static str) -> Self {
        self.marks.push(mark);
        self
    }

    /// Both together; `self` comes first.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.spans.extend(&other.spans);
        self.related.extend(other.related.iter().cloned());
        self.because.extend(other.because.iter().cloned());
        self.values.extend(other.values.iter().cloned());
        self.marks.extend(&other.marks);
        self
    }
}
