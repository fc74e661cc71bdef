//! Finds where a plan lists the 民生实事 it promises: in one paragraph, under a heading, item by item behind an announcement.

use crate::document::heading::{Style, mark};
use crate::document::{BlockKind, Document};
use crate::extract::lexicon::Lexicon;
use crate::extract::part::Part;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Words that name such lists, compiled.
#[derive(Debug)]
pub(super) struct Livelihood {
    named: WordTable<()>,
    tentative: WordTable<()>,
    counted: WordTable<()>,
}

/// Characters of a heading that says no more than that the list follows.
const SHORT_HEADING: usize = 8;

/// Characters of a title over a list, at most.
const TITLE: usize = 30;

impl Livelihood {
    /// Reads `weighing.livelihood`, `weighing.tentative` and `weighing.counted`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            named: lexicon.finder("weighing.livelihood"),
            tentative: lexicon.finder("weighing.tentative"),
            counted: lexicon.finder("weighing.counted"),
        }
    }

    /// The stretches of `part` that list them item by item: what is numbered behind a title or a paragraph that announces a list,
    /// with the headings between.
    pub(super) fn lists(&self, document: &Document, part: &Part) -> Vec<Range<usize>> {
        let mut lists: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        let blocks = document.blocks_in(part.span.range());
        for block in blocks.filter(|b| b.kind != BlockKind::Furniture) {
            let line = document.slice(block.range.clone());
            if self.announces(line) {
                lists.push(block.range.end..block.range.end);
                is_open = true;
            } else if is_item(line) {
                if let Some(list) = lists.last_mut().filter(|_| is_open) {
                    list.end = block.range.end;
                }
            } else {
                is_open &= block.kind != BlockKind::Paragraph;
            }
        }
        lists.retain(|list| !list.is_empty());
        lists
    }

    /// Whether what is numbered behind `line` is the list: a title that counts it, or a sentence that announces it.
    fn announces(&self, line: &str) -> bool {
        let says_little = line.chars().nth(TITLE).is_none();
        says_little && self.is_list(line) || !is_item(line) && self.begins_in(line).is_some()
    }

    /// Where in `line` a list of 民生实事 begins: behind the words that announce it. A sentence that only speaks of doing them
    /// well, and candidates that are still to be voted on, announce none.
    pub(super) fn begins_in(&self, line: &str) -> Option<usize> {
        let mut end = 0;
        for sentence in line.split_inclusive('。') {
            let start = end;
            end += sentence.len();
            let whole = sentence.strip_suffix('。').unwrap_or(sentence);
            if !self.named.any(whole) {
                continue;
            }
            let last_colon = whole.rfind(['：', ':']);
            let counted = self.counted.first_end(whole);
            let tentative = self.tentative.first_end(whole);
            let announces = |word: &Range<usize>| {
                let up_to = |end: Option<usize>| end.is_some_and(|end| end <= word.end);
                let opens = last_colon.is_some_and(|at| word.end <= at);
                opens || up_to(counted) && !up_to(tentative)
            };
            if let Some(word) = self.named.find(whole).find(announces) {
                return tentative.is_none().then_some(start + word.end);
            }
        }
        None
    }

    /// Whether `heading` stands over a list of 民生实事: it counts them, or says little else (`（三）办好民生实事`).
    pub(super) fn is_heading(&self, heading: &str) -> bool {
        let title = heading
            .rsplit(['）', ')', '、', '.'])
            .next()
            .unwrap_or(heading);
        let short = title.chars().count() <= SHORT_HEADING;
        self.is_list(heading) || (short && self.named.any(title))
    }

    /// Whether `words` name a list of 民生实事 and not only the aim: they count its items or call it a list.
    fn is_list(&self, words: &str) -> bool {
        self.named.any(words) && self.counted.any(words) && !self.tentative.any(words)
    }
}

/// Whether a line is an item of a list: `3.新建…`, `（3）新建…`.
fn is_item(line: &str) -> bool {
    let style = mark(line).map(|m| m.style);
    style.is_some_and(|style| matches!(style, Style::Arabic | Style::ParenArabic))
}
