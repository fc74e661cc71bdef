//! Decides by when a commitment is due.

use crate::document::Document;
use crate::extract::lexicon::Lexicon;
use crate::extract::period::{Modifier, Period, Time, TimeUse};
use crate::extract::words::WordTable;
use crate::location::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How far back in its sentence a commitment looks for a date said before it, in bytes.
const REACH: usize = 360;

/// When a commitment is due (完成时限).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Deadline {
    /// By a day, with the words that say so. A day beyond the part's period is a goal of several years (到2025年).
    By(Date, Span),
    /// Within a period; a plan for a year without its own date means that year.
    Within(Period),
    /// 长期坚持.
    Ongoing,
    /// 尽快, 适时: words without a date.
    Unclear(Span),
}

/// Finds deadlines; built once from a lexicon.
#[derive(Debug)]
pub struct DeadlineFinder {
    /// True for words without an end, false for words without a date.
    words: WordTable<bool>,
}

impl DeadlineFinder {
    /// Compiles `rules/lexicon/deadlines.yaml`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str, ongoing: bool| {
            let words = lexicon.words(name).iter().cloned();
            words.map(|w| (w, ongoing)).collect::<Vec<_>>()
        };
        let ongoing = list("deadlines.ongoing", true).into_iter();
        Self {
            words: WordTable::new(ongoing.chain(list("deadlines.unclear", false))),
        }
    }

    /// When what stands at `range` is due: the date it names, the last one its sentence named before it, words
    /// without a date, or the period of its part. `times` are those of the document, in order.
    pub fn find(
        &self,
        document: &Document,
        range: Range<usize>,
        (times, period): (&[Time], Option<Period>),
    ) -> Option<Deadline> {
        let text = &document.file.text;
        let due = |t: &&Time| is_due(t, period);
        let inside = between(times, range.clone()).iter().find(due);
        let named = inside.or_else(|| {
            let sentence = sentence_start(text, range.start)..range.start;
            between(times, sentence).iter().rfind(due)
        });
        if let Some(time) = named {
            return deadline(time, period);
        }
        match self.words.find_values(&text[range.clone()]).next() {
            Some((_, true)) => Some(Deadline::Ongoing),
            Some((at, false)) => {
                let at = range.start + at.start..range.start + at.end;
                Some(Deadline::Unclear(document.span(at)))
            }
            None => period.map(Deadline::Within),
        }
    }
}

/// The times that begin in `range`.
fn between(times: &[Time], range: Range<usize>) -> &[Time] {
    let first = times.partition_point(|t| t.span.start < range.start);
    let last = times.partition_point(|t| t.span.start < range.end);
    &times[first..last.max(first)]
}

/// Whether a time can be a deadline of something promised for `period`: it ends, and not before the period begins.
fn is_due(time: &Time, period: Option<Period>) -> bool {
    let Some(end) = time.end else {
        return false;
    };
    let early = period.is_some_and(|p| end < p.start);
    let opens = matches!(
        time.modifier,
        Some(Modifier::Start | Modifier::After | Modifier::Since)
    );
    let span_of_years = time.period().is_some_and(|p| p.start.year() < p.end.year());
    match time.purpose {
        TimeUse::Deadline => !early && !opens,
        TimeUse::Date => !early && !opens && !span_of_years,
        TimeUse::AsOf => false,
    }
}

/// A date of its own, or the part's period where the words say no more than that (年内, 全年).
fn deadline(time: &Time, period: Option<Period>) -> Option<Deadline> {
    let end = time.end?;
    match (time.period(), period) {
        (Some(named), Some(own)) if named == own => Some(Deadline::Within(own)),
        _ => Some(Deadline::By(end, time.span)),
    }
}

/// Start of the sentence that `at` stands in, not further back than [`REACH`].
fn sentence_start(text: &str, at: usize) -> usize {
    let back = text[..at].char_indices().rev();
    let mut start = at;
    for (i, c) in back {
        if matches!(c, '。' | '；' | ';' | '！' | '？' | '\n' | '\r' | '\t') || at - i > REACH {
            break;
        }
        start = i;
    }
    start
}
