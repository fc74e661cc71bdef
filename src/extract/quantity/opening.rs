//! Takes off what opens the words before a number: adverbs, times, verbs, and verbs inside with what stands before them.

use super::measure::Field;
use crate::extract::glyph::{char_at, skip_blanks};
use crate::extract::lexicon::Lexicon;
use crate::extract::list_end::ListEnds;
use crate::extract::words::WordTable;

/// A word in front of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// An adverb, a time or a place: never part of a noun.
    Adverb,
    /// A verb, or with some words behind it the beginning of a noun (完成率).
    Verb,
    /// The beginning of a noun that only looks like one of them (新能源).
    Noun,
}

/// Words in front of what is counted, compiled from `rules/lexicon/measures.yaml`.
#[derive(Debug)]
pub(super) struct Openings {
    lead: WordTable<Lead>,
    /// Verbs inside, behind which the noun begins.
    cut: WordTable<()>,
    /// Characters behind a verb that make a noun of it (完成率); false for words that only begin with them.
    nominal: WordTable<bool>,
    list_ends: ListEnds,
}

impl Openings {
    /// Reads `measures.opening`, `lead`, `not_lead`, `cut`, `nominal` and `not_nominal`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let leads = [
            ("measures.opening", Lead::Adverb),
            ("measures.lead", Lead::Verb),
            ("measures.not_lead", Lead::Noun),
        ];
        let leads = leads.iter().flat_map(|(list, lead)| {
            let words = lexicon.words(list).iter();
            words.map(|w| (w.as_str(), *lead))
        });
        let nominal = [("measures.nominal", true), ("measures.not_nominal", false)];
        let nominal = nominal.iter().flat_map(|(list, is_nominal)| {
            let words = lexicon.words(list).iter();
            words.map(|w| (w.as_str(), *is_nominal))
        });
        Self {
            lead: WordTable::new(leads),
            cut: lexicon.finder("measures.cut"),
            nominal: WordTable::new(nominal),
            list_ends: ListEnds::new(lexicon),
        }
    }

    /// Whether what begins at byte `at` makes a noun of the verb before it.
    pub(super) fn is_nominal(&self, text: &str, at: usize) -> bool {
        let nominal = self.nominal.match_at(text, at);
        nominal.is_some_and(|(_, is_nominal)| is_nominal)
    }

    /// Whether a verb or adverb begins at byte `at`.
    pub(super) fn open_at(&self, text: &str, at: usize) -> bool {
        let lead = self.lead.match_at(text, at);
        lead.is_some_and(|(_, lead)| lead != Lead::Noun)
    }

    /// `start` moved over times, adverbs and verbs.
    pub(super) fn strip(&self, field: &Field<'_>, mut start: usize, end: usize) -> usize {
        loop {
            start = skip_blanks(field.text, start);
            if start >= end {
                return end;
            }
            if let Some(c @ ('、' | '”' | '）' | ')' | '*' | '·' | '．' | '.')) =
                char_at(field.text, start)
            {
                start += c.len_utf8();
                continue;
            }
            let time = field
                .times
                .iter()
                .rev()
                .find(|t| t.range.start == start && t.range.end <= end);
            if let Some(time) = time {
                start = time.range.end;
                continue;
            }
            let lead = self.lead.match_at(field.text, start);
            let Some((len, lead)) = lead.filter(|(len, _)| start + len <= end) else {
                return start;
            };
            let next = start + len;
            let is_noun = match lead {
                Lead::Adverb => false,
                Lead::Verb => self.is_nominal(&field.text[..end], next),
                Lead::Noun => true,
            };
            if is_noun {
                return start;
            }
            start = next;
        }
    }

    /// `start` moved behind the last verb inside, where a noun follows it.
    pub(super) fn cut(&self, text: &str, start: usize, end: usize) -> usize {
        let inside = &text[start..end];
        let mut best = start;
        let mut depth = 0usize;
        for (i, c) in inside.char_indices() {
            let at = start + i;
            match c {
                '“' | '《' | '（' | '(' => depth += 1,
                '”' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 || at < best {
                continue;
            }
            if let Some((len, ())) = self.cut.match_at(text, at) {
                let after = at + len;
                let leaves = after + 2 * '的'.len_utf8() <= end;
                if leaves && !self.is_nominal(text, after) {
                    best = after;
                }
            } else if at + 3 * c.len_utf8() <= end
                && (c == '的'
                    || self.list_ends.is_at(text, at) && at > start && !text[..at].ends_with('”'))
            {
                best = at + c.len_utf8();
            }
        }
        best
    }
}
