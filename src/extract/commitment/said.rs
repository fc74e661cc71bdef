//! Takes off a name what is said of it behind it: `X年底前建成投用` → `X`.

use crate::extract::Lexicon;
use crate::extract::period::Time;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Rank of `stages.ladder` from which on a word says of a thing that it got there (开工, 建成), not what is made (编制, 申报).
const REACHED: u8 = 5;

/// Fewest characters a name has.
const SHORTEST: usize = 2;

/// What joins two things said of one.
const JOINING: [char; 4] = ['并', '和', '及', '与'];

/// Words that are said of a thing behind its name.
#[derive(Debug)]
pub(crate) struct Said {
    words: WordTable<()>,
    /// Those of them that say what was reached.
    steps: WordTable<()>,
    /// What a thing is to become, or is done to it, behind a joint.
    goes_on: WordTable<()>,
}

impl Said {
    /// Compiles the upper steps of `stages.ladder`, and `tails.said`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let ladder = lexicon.pairs("stages.ladder").iter();
        let reached = ladder.filter(|(_, rank)| rank.parse().is_ok_and(|r: u8| r >= REACHED));
        let steps: Vec<&String> = reached.map(|(word, _)| word).collect();
        let around = lexicon.words("tails.said").iter();
        let ladder = lexicon.pairs("stages.ladder").iter().map(|(word, _)| word);
        let done = ladder.chain(lexicon.words("tails.verbal"));
        Self {
            words: WordTable::new(steps.iter().copied().chain(around.clone()).map(|w| (w, ()))),
            steps: WordTable::new(steps.into_iter().map(|w| (w, ()))),
            goes_on: WordTable::new(around.clone().chain(done).map(|w| (w, ()))),
        }
    }

    /// `name` (bytes of `text`) without the stages, times and adverbs it ends in; all of it where nothing is left.
    /// `times` are those of the text, in order.
    pub(crate) fn without(&self, text: &str, name: Range<usize>, times: &[Time]) -> Range<usize> {
        let mut end = name.end;
        while let Some(start) = self.last(text, end, times) {
            if start <= name.start {
                break;
            }
            end = start;
        }
        let is_name = text[name.start..end].chars().count() >= SHORTEST;
        let end = if is_name { end } else { name.end };
        name.start..self.without_joint(text, name.start..end)
    }

    /// Where `text[range]` ends without the word that joins what is said of it behind (`某博物馆并` | `投入使用`).
    fn without_joint(&self, text: &str, range: Range<usize>) -> usize {
        let open = text[range.clone()].trim_end_matches(JOINING);
        let end = range.start + open.len();
        let goes_on = end < range.end && self.goes_on.match_at(text, range.end).is_some();
        let is_name = text[range.start..end].chars().nth(SHORTEST - 1).is_some();
        if goes_on && is_name { end } else { range.end }
    }

    /// Whether `text[range]` ends in a step that a thing is to reach, behind its name.
    pub(crate) fn ends(&self, text: &str, range: &Range<usize>) -> bool {
        let word = self.steps.match_before(text, range.end);
        word.is_some_and(|(length, ())| {
            let name = range.start..range.end.saturating_sub(length).max(range.start);
            text[name].chars().nth(SHORTEST - 1).is_some()
        })
    }

    /// Where the word, time or bracket with years begins that ends at `end`.
    fn last(&self, text: &str, end: usize, times: &[Time]) -> Option<usize> {
        let word = self.words.match_before(text, end);
        let ended = times.partition_point(|t| t.span.end <= end);
        let time = ended.checked_sub(1).map(|i| &times[i]);
        let time = time.filter(|t| t.span.end == end && t.end.is_some()); // `30周年` has no last day
        let word = word.map(|(length, ())| end - length);
        let years = || term_of_years(&text[..end]);
        word.or(time.map(|t| t.span.start)).or_else(years)
    }
}

/// Where the bracket begins that ends `text` and says for which years a paper is (国土空间总体规划（2021—2035年）).
fn term_of_years(text: &str) -> Option<usize> {
    let start = text.strip_suffix('）')?.rfind('（')?;
    let inside = text[start..].trim_matches(['（', '）']);
    let of_years = inside
        .trim_end_matches('年')
        .ends_with(|c: char| c.is_ascii_digit());
    of_years.then_some(start)
}
