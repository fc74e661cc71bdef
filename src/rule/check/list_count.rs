//! Compares a closed list with the number that counts it: `甲、乙、丙三家企业`, `三家企业（甲、乙、丙）`.
//!
//! A list that ends in 等 is open and never compared. Names that hold a 和 or 与 make the number of items a range;
//! only a count outside the range is a slip.

mod count;
mod items;
mod pieces;

use super::text::{Cuts, Glyph, glyphs, span_of};
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use count::{Count, words};
use items::{Items, Listing};
use pieces::starts_with;
use std::ops::Range;

/// Compares lists with their counts.
#[derive(Debug, Clone)]
pub struct ListCount {
    listing: Listing,
    fixed: Vec<Vec<char>>,
    collectives: Vec<Vec<char>>,
}

/// A closed list with the number that counts it, in bytes of the file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The items, the first with what stands before it in its clause.
    pub items: Vec<Range<usize>>,
    /// The number, its classifier and up to four characters of the noun.
    pub count: Range<usize>,
}

impl ListCount {
    /// Reads the lists `lists.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            listing: Listing::new(lexicon),
            fixed: words(lexicon, "lists.fixed_counts"),
            collectives: words(lexicon, "lists.collectives"),
        }
    }

    /// Every closed list in `document` whose stated count lies outside the number of its items.
    pub fn find(&self, document: &Document, cuts: &Cuts) -> Vec<Slip> {
        let text = &document.file.text;
        let mut slips = Vec::new();
        for sentence in cuts.sentences(document) {
            let piece = &text[sentence.clone()];
            if (piece.contains('、') || piece.contains("”“"))
                && self.listing.counting.may_count(piece)
            {
                self.check(&glyphs(text, sentence.clone()), &mut slips);
            }
        }
        slips
    }

    /// Every closed list before its count whose number of items is the stated one.
    pub fn counted(&self, document: &Document, cuts: &Cuts) -> Vec<Listed> {
        let text = &document.file.text;
        let mut lists = Vec::new();
        for sentence in cuts.sentences(document) {
            let piece = &text[sentence.clone()];
            if !piece.contains('、') || !self.listing.counting.may_count(piece) {
                continue;
            }
            let g = glyphs(text, sentence.clone());
            for count in self.listing.counting.counts(&g) {
                let Some(items) = self.listing.list_before(&g, count) else {
                    continue;
                };
                if items.allow(count.value) {
                    let end = (count.end + 4).min(g.len());
                    lists.push(Listed {
                        items: items
                            .pieces
                            .iter()
                            .map(|p| span_of(&g, p.clone()))
                            .collect(),
                        count: span_of(&g, count.start..end),
                    });
                }
            }
        }
        lists
    }

    fn check(&self, g: &[Glyph], slips: &mut Vec<Slip>) {
        for count in self.listing.counting.counts(g) {
            let list = self.listing.list_before(g, count);
            let list = list.or_else(|| self.listing.list_in_brackets(g, count));
            let Some(items) = list else { continue };
            if items.allow(count.value) || self.is_fixed(g, count) {
                continue;
            }
            let Some(kind) = self.kind_of(g, &items, count) else {
                continue;
            };
            let from = items.pieces[0].start.min(count.start);
            let to = items.pieces[items.pieces.len() - 1].end.max(count.end);
            let because = arithmetic(g, &items, count);
            slips.push(Slip::new(kind, span_of(g, from..to), because));
        }
    }

    /// Near misses are what a slip of the pen looks like; a count far from the list counts something else.
    fn kind_of(&self, g: &[Glyph], items: &Items, count: Count) -> Option<Kind> {
        let near = |n: usize| n.abs_diff(count.value);
        let distance = near(items.least).min(near(items.most));
        let same_sort = self
            .collectives
            .iter()
            .any(|w| starts_with(&g[count.end..], w));
        match (distance, items.most, same_sort) {
            (1, 3.., _) | (1, 2, true) => Some(Kind::Certain),
            (2, 3.., true) => Some(Kind::Likely),
            (_, _, _) => None,
        }
    }

    /// Whether the number is part of a set phrase (`两位数`, `铁人三项`).
    fn is_fixed(&self, g: &[Glyph], count: Count) -> bool {
        let from = count.start.saturating_sub(3);
        self.fixed.iter().any(|w| {
            (from..=count.start).any(|i| i + w.len() > count.start && starts_with(&g[i..], w))
        })
    }
}

/// What was counted, for the reader.
fn arithmetic(g: &[Glyph], items: &Items, count: Count) -> String {
    let show = |p: &Range<usize>| -> String { g[p.clone()].iter().map(|&(_, c)| c).collect() };
    let names: Vec<String> = items.pieces.iter().map(show).collect();
    let stated: String = g[count.start..count.end].iter().map(|&(_, c)| c).collect();
    let listed = if items.least == items.most {
        format!("{}", items.least)
    } else {
        format!("{}至{}", items.least, items.most)
    };
    format!("列举{listed}项：{}；文中称“{stated}”", names.join("｜"))
}
