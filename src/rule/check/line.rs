//! Holds one sentence with its quantities, and reads the words between them.

use super::interval::is_firm;
use crate::document::Document;
use crate::extract::quantity::Quantity;
use std::cell::OnceCell;
use std::ops::Range;

/// A sentence and the quantities in it, in order.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The file's text.
    pub text: &'a str,
    /// The sentence, in bytes.
    pub range: Range<usize>,
    /// Its quantities.
    pub figures: &'a [Quantity],
    /// How many brackets are open where each of them begins; counted when it is first asked for.
    depths: OnceCell<Vec<usize>>,
}

/// Those of the `stretches` of `document`, in order of place, that hold a quantity.
pub fn lines<'a>(
    document: &'a Document,
    quantities: &'a [Quantity],
    stretches: &[Range<usize>],
) -> Vec<Line<'a>> {
    let mut out = Vec::new();
    let mut first = 0;
    for range in stretches {
        let later = quantities[first..].iter();
        first += later.take_while(|q| q.span.start < range.start).count();
        let inside = quantities[first..].iter();
        let count = inside.take_while(|q| q.span.end <= range.end).count();
        if count > 0 {
            let figures = &quantities[first..first + count];
            out.push(Line::new(document, range.clone(), figures));
        }
    }
    out
}

/// How many brackets opened since byte `start` of `text` are open where each of `figures` begins.
fn depths(text: &str, start: usize, figures: &[Quantity]) -> Vec<usize> {
    let (mut at, mut depth) = (start, 0usize);
    let open_at = |figure: &Quantity| {
        for c in text[at..figure.span.start.max(at)].chars() {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        at = figure.span.start.max(at);
        depth
    };
    figures.iter().map(open_at).collect()
}

impl<'a> Line<'a> {
    /// The stretch `range` of `document`, in which `figures` stand.
    pub fn new(document: &'a Document, range: Range<usize>, figures: &'a [Quantity]) -> Self {
        Self {
            text: &document.file.text,
            range,
            figures,
            depths: OnceCell::new(),
        }
    }

    /// The text between figure `i - 1` (or the sentence's start) and figure `i`.
    pub fn before(&self, i: usize) -> &'a str {
        let from = match i {
            0 => self.range.start,
            _ => self.figures[i - 1].span.end,
        };
        &self.text[from..self.figures[i].span.start.max(from)]
    }

    /// The text between figure `i` and the next one, or the sentence's end.
    pub fn after(&self, i: usize) -> &'a str {
        let to = self
            .figures
            .get(i + 1)
            .map_or(self.range.end, |q| q.span.start);
        let from = self.figures[i].span.end;
        &self.text[from..to.max(from)]
    }

    /// The text of figure `i` as written.
    pub fn shown(&self, i: usize) -> &'a str {
        &self.text[self.figures[i].span.range()]
    }

    /// Whether figures `i` and `j` count the same thing in the same unit and are stated as they are.
    pub fn comparable(&self, i: usize, j: usize) -> bool {
        let (a, b) = (&self.figures[i], &self.figures[j]);
        a.base_unit == b.base_unit && is_firm(a) && is_firm(b)
    }

    /// Bytes from the first to the last of two figures.
    pub fn span(&self, from: usize, to: usize) -> Range<usize> {
        self.figures[from].span.start..self.figures[to].span.end
    }

    /// How many brackets of this sentence are open where figure `i` begins.
    pub fn depth(&self, i: usize) -> usize {
        let counted = || depths(self.text, self.range.start, self.figures);
        self.depths.get_or_init(counted)[i]
    }
}

/// A list of words that may stand in a gap, longest first.
#[derive(Debug, Clone)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of several lists of `lexicon` together.
    pub fn new(lexicon: &crate::extract::Lexicon, names: &[&str]) -> Self {
        let mut words: Vec<String> = names
            .iter()
            .flat_map(|n| lexicon.words(n))
            .cloned()
            .collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        Self(words)
    }

    /// `text` without one of the words at its start.
    pub fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.0.iter().find_map(|w| text.strip_prefix(w.as_str()))
    }

    /// `text` without one of the words at its end.
    pub fn strip_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.0.iter().find_map(|w| text.strip_suffix(w.as_str()))
    }

    /// Whether one of the words stands in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        self.0.iter().any(|w| text.contains(w.as_str()))
    }

    /// Whether one of the words stands in both texts.
    pub fn in_both(&self, one: &str, other: &str) -> bool {
        let mut words = self.0.iter();
        words.any(|w| one.contains(w.as_str()) && other.contains(w.as_str()))
    }

    /// Where the last of the words stands in `text`.
    pub fn last_in(&self, text: &str) -> Option<Range<usize>> {
        let place = |w: &String| text.rfind(w.as_str()).map(|i| i..i + w.len());
        self.0
            .iter()
            .filter_map(place)
            .max_by_key(|r| (r.end, r.len()))
    }
}
