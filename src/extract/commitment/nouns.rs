//! Finds the head noun of an object: `黄水东调二期承接工程建设` is an 工程.

use crate::extract::lexicon::Lexicon;
use crate::extract::list_end::ListEnds;
use crate::extract::words::WordTable;
use std::ops::Range;

/// What kind of thing a head noun names; the lists are `rules/lexicon/heads.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeadClass(usize);

/// Keys of `heads.*`, from the most to the least tangible.
pub(crate) const CLASSES: [&str; 14] = [
    "transport",
    "plant",
    "water",
    "institution",
    "culture",
    "zone",
    "document",
    "event",
    "title",
    "program",
    "project",
    "platform",
    "abstract",
    "mass",
];

impl HeadClass {
    /// The key of its list.
    pub(crate) fn key(self) -> &'static str {
        CLASSES[self.0]
    }

    /// Whether it is a thing that can have a name: neither a quality (能力) nor a mass (产业).
    pub(crate) fn is_tangible(self) -> bool {
        self.0 < CLASSES.len() - 2
    }
}

/// An object phrase taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Noun {
    /// The phrase without the verbal nouns behind it.
    pub(crate) core: Range<usize>,
    /// The verbal nouns taken off, outermost first: `建设`, `前期工作`.
    pub(crate) tails: Vec<Range<usize>>,
    /// The head noun and its kind.
    pub(crate) head: Option<(Range<usize>, HeadClass)>,
}

/// The head-noun lists, compiled.
#[derive(Debug)]
pub(crate) struct Nouns {
    heads: WordTable<HeadClass>,
    tails: WordTable<()>,
    /// Tails that belong to the name all the same (试点).
    named_tails: WordTable<()>,
    /// Modifiers no name ends in (综合整治).
    open_ends: WordTable<()>,
    /// What names of contests and fairs end in (自行车赛, 兰洽会).
    event_ends: WordTable<()>,
    pub(crate) list_ends: ListEnds,
}

impl Nouns {
    /// Compiles `heads.*`, `tails.verbal`, `tails.named`, `tails.open` and `lists.event_ends`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let of_class = |(i, key): (usize, &&str)| {
            let list = lexicon.words(&format!("heads.{key}"));
            list.iter()
                .map(move |w| (w.clone(), HeadClass(i)))
                .collect::<Vec<_>>()
        };
        let tails = lexicon.words("tails.verbal");
        Self {
            heads: WordTable::new(CLASSES.iter().enumerate().flat_map(of_class)),
            tails: WordTable::new(tails.iter().map(|w| (w, ()))),
            named_tails: lexicon.finder("tails.named"),
            open_ends: lexicon.finder("tails.open"),
            event_ends: lexicon.finder("lists.event_ends"),
            list_ends: ListEnds::new(lexicon),
        }
    }

    /// Takes `text[range]` apart.
    pub(crate) fn read(&self, text: &str, range: Range<usize>) -> Noun {
        let mut core = range;
        let mut tails = Vec::new();
        while let Some((length, ())) = self.tails.match_before(text, core.end) {
            if core.len() <= length + 3 {
                break;
            }
            tails.push(core.end - length..core.end);
            core.end -= length;
        }
        let head = self.head(text, core.clone());
        Noun { core, tails, head }
    }

    /// Whether `text[range]` ends as the name of a contest or a fair does.
    pub(crate) fn is_event(&self, text: &str, range: &Range<usize>) -> bool {
        let end = self.event_ends.match_before(text, range.end);
        end.is_some_and(|(length, ())| length < range.len())
    }

    /// Whether a verbal noun that is no part of a name begins at byte `at` (建设).
    pub(crate) fn is_tail(&self, text: &str, at: usize) -> bool {
        self.tails.match_at(text, at).is_some()
    }

    /// The name in `text[range]`: its core, with the tails that belong to it.
    pub(crate) fn name(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let noun = self.read(text, range);
        let mut name = noun.core.clone();
        for tail in noun.tails.iter().rev() {
            let is_named = self.named_tails.match_at(text, tail.start).is_some();
            let is_open = self.open_ends.match_before(text, name.end).is_some();
            if is_named || is_open && name.end == tail.start {
                name.end = tail.end;
            }
        }
        name
    }

    /// The head noun that ends `text[range]`, brackets and closing quotation marks aside.
    pub(crate) fn head(
        &self,
        text: &str,
        range: Range<usize>,
    ) -> Option<(Range<usize>, HeadClass)> {
        let end = range.start + without_bracket(&text[range.clone()]).len();
        let (length, class) = self.heads.match_before(text, end)?;
        (length <= end - range.start).then(|| (end - length..end, class))
    }
}

/// `phrase` without a bracket at its end and without closing quotation marks.
fn without_bracket(phrase: &str) -> &str {
    let open = phrase
        .strip_suffix('）')
        .and_then(|inner| inner.rfind('（'));
    let phrase = open.map_or(phrase, |at| &phrase[..at]);
    phrase.trim_end_matches(['”', '》', '"'])
}
