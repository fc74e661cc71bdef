//! Cuts running text into clauses, and clauses into measures: the smallest stretches that promise one thing each.

use super::said::Said;
use super::verbs::{Verbs, is_concrete};
use crate::document::clause::LONGEST;
use std::ops::Range;

/// Bytes of a clause, rather few.
const CLAUSE: usize = 32;

/// A clause and where it stands among its neighbours.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    /// The clause without enumeration mark, marks of emphasis and white space, in bytes.
    pub(crate) range: Range<usize>,
    /// Number of its paragraph in the stretch that was cut.
    pub(crate) paragraph: u32,
    /// Number of its sentence in the stretch that was cut.
    pub(crate) sentence: u32,
    /// Number of its sentence in the paragraph.
    pub(crate) sentence_in_paragraph: u32,
    /// Its number in the sentence.
    pub(crate) index: u32,
    /// Whether an enumeration mark (`一是`, `（三）`, `1、`) was taken off its front.
    pub(crate) numbered: bool,
    /// The character that ends it; a line end where the text ends.
    pub(crate) end: char,
}

/// Clauses of the paragraphs `blocks` of `text`: cut at `，；：。` outside brackets and quotation marks.
///
/// A line end inside a paragraph is a hard wrap and cuts nothing.
pub(crate) fn clauses(text: &str, blocks: &[Range<usize>]) -> Vec<Clause> {
    let length: usize = blocks.iter().map(|b| b.len()).sum();
    let mut found = Vec::with_capacity((length / CLAUSE).next_power_of_two());
    let mut sentence = 0;
    for (paragraph, block) in (0..).zip(blocks) {
        let cut = cut(text, block.clone(), (paragraph, sentence));
        sentence = cut.last().map_or(sentence, |c: &Clause| c.sentence + 1);
        found.extend(cut);
    }
    found
}

/// Clauses of one paragraph; its own number and that of its first sentence are given.
fn cut(text: &str, range: Range<usize>, (paragraph, sentence): (u32, u32)) -> Vec<Clause> {
    let mut cutter = Cutter {
        text,
        found: Vec::new(),
        next: Clause {
            range: range.start..range.start,
            paragraph,
            sentence,
            sentence_in_paragraph: 0,
            index: 0,
            numbered: false,
            end: '\n',
        },
    };
    let mut depth = 0u32;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '（' | '(' | '“' | '《' | '「' | '【' | '〔' => depth += 1,
            '）' | ')' | '”' | '》' | '」' | '】' | '〕' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' => {
                depth = 0;
                cutter.end_clause(at, c);
                cutter.next.sentence += 1;
                cutter.next.sentence_in_paragraph += 1;
                cutter.next.index = 0;
            }
            '；' | ';' | '，' | '：' | ',' | ':' if depth == 0 && !in_number(text, at, c) => {
                cutter.end_clause(at, c);
            }
            '、' if at - cutter.next.range.start >= LONGEST => cutter.end_clause(at, c),
            _ => {}
        }
    }
    cutter.end_clause(range.end, '\n');
    cutter.found
}

fn in_number(text: &str, at: usize, c: char) -> bool {
    let digit = |i: Option<usize>| {
        i.and_then(|i| text.as_bytes().get(i))
            .is_some_and(u8::is_ascii_digit)
    };
    matches!(c, ',' | ':') && digit(at.checked_sub(1)) && digit(Some(at + 1))
}

struct Cutter<'a> {
    text: &'a str,
    found: Vec<Clause>,
    next: Clause,
}

impl Cutter<'_> {
    fn end_clause(&mut self, at: usize, end: char) {
        let range = self.next.range.start..at;
        self.next.range.start = at + self.text[at..].chars().next().map_or(0, char::len_utf8);
        let range = bare(self.text, range);
        let mark = enumeration(&self.text[range.clone()]);
        let range = bare(self.text, range.start + mark..range.end);
        if range.is_empty() {
            return;
        }
        self.found.push(Clause {
            range,
            numbered: mark > 0,
            end,
            ..self.next.clone()
        });
        self.next.index += 1;
    }
}

/// `range` without white space and marks of emphasis at both ends.
fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let edge = |c: char| c.is_whitespace() || matches!(c, '*' | '#' | '—' | '-' | '|' | '★');
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start_matches(edge).len());
    start..(start + text[start..range.end].trim_end_matches(edge).len())
}

/// Bytes of the enumeration mark at the front of `clause`.
fn enumeration(clause: &str) -> usize {
    let circled = |c: &char| ('①'..='⑳').contains(c);
    if let Some(number) = clause.chars().next().filter(circled) {
        return number.len_utf8();
    }
    let rest = clause.trim_start_matches(['（', '(']);
    let bracket = clause.len() - rest.len();
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let after = rest.trim_start_matches(numeral);
    let width = rest.len() - after.len();
    if width == 0 {
        return 0;
    }
    let mark = match after.chars().next() {
        Some(c @ ('）' | ')')) if bracket > 0 => c,
        Some(c @ '、') if bracket == 0 => c,
        Some(c @ '是') if bracket == 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) => c,
        Some(c @ ('.' | '．'))
            if !after[c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit()) =>
        {
            c
        }
        Some(_) | None => return 0,
    };
    bracket + width + mark.len_utf8()
}

/// Measures of a clause: cut at `、` and `和` where both sides carry a figure or a verb of their own, in front or behind
/// (`A建成通车、B投入运营`).
///
/// `figures` are those of the text, sorted.
pub(crate) fn measures(
    text: &str,
    clause: Range<usize>,
    figures: &[Range<usize>],
    (verbs, said): (&Verbs, &Said),
) -> Vec<Range<usize>> {
    let joints = joints(text, clause.clone());
    if text[clause.clone()].contains("分别") {
        return vec![clause];
    }
    let figures = Figures {
        text,
        ranges: figures,
    };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = clause.start;
    for (n, &(at, c)) in joints.iter().enumerate() {
        let (left, right) = (start..at, at + c.len_utf8()..clause.end);
        let next = |list_only: bool| {
            let later = joints[n + 1..].iter();
            let mut stops = later.filter(|j| !list_only || j.1 == '、').map(|j| j.0);
            stops.next().unwrap_or(clause.end)
        };
        let ends_said = |piece: Range<usize>| {
            let whole = piece.start..clause.end;
            said.ends(text, &piece) || !figures.any(whole.clone()) && said.ends(text, &whole)
        };
        let opens_with_figure = || figures.starting(right.start).is_some();
        let cut_here = if c == '、' {
            !figures.share_noun(at, right.clone())
                && ((figures.any(left.clone()) && figures.any(right.start..next(true)))
                    || (left.len() >= LEAST_BEFORE_FIGURE && opens_with_figure())
                    || both_have_verbs(text, &left, &right, verbs)
                    || said.ends(text, &left) && ends_said(right.start..next(true)))
        } else {
            let counted = || figures.counts(text, &left);
            figures.any(left.clone())
                && (opens_with_figure() || counted() && figures.any(right.start..next(false)))
        };
        if cut_here {
            pieces.push(left);
            start = right.start;
        }
    }
    pieces.push(start..clause.end);
    with_subjects(text, pieces)
}

/// Figures of a text, sorted.
#[derive(Debug, Clone, Copy)]
struct Figures<'a> {
    text: &'a str,
    ranges: &'a [Range<usize>],
}

impl<'a> Figures<'a> {
    /// Whether a figure begins in `range`.
    fn any(self, range: Range<usize>) -> bool {
        let first = self.ranges.partition_point(|f| f.start < range.start);
        self.ranges.get(first).is_some_and(|f| f.start < range.end)
    }

    /// The figure that begins at byte `at`, as written.
    fn starting(self, at: usize) -> Option<&'a str> {
        let found = self.ranges.binary_search_by_key(&at, |f| f.start);
        found.ok().map(|i| &self.text[self.ranges[i].clone()])
    }

    /// The figure that ends at byte `at`, as written.
    fn ending(self, at: usize) -> Option<&'a str> {
        let found = self.ranges.binary_search_by_key(&at, |f| f.end);
        found.ok().map(|i| &self.text[self.ranges[i].clone()])
    }

    /// Whether `range` of `text` ends in a figure that is no share, with its bound or without (公共图书馆3家以上).
    fn counts(self, text: &str, range: &Range<usize>) -> bool {
        let bare = text[range.clone()].trim_end_matches(['以', '上', '下', '内', '左', '右']);
        let end = range.start + bare.len();
        let is_share = bare.ends_with('%');
        let before = self.ranges.partition_point(|f| f.end <= end);
        before
            .checked_sub(1)
            .is_some_and(|i| self.ranges[i].end == end && !is_share)
    }

    /// Whether the figure that ends at `at` and the one that opens `right` count what is said once, behind both.
    fn share_noun(self, at: usize, right: Range<usize>) -> bool {
        let both = self.ending(at).zip(self.starting(right.start));
        let noun_follows = |figure: &str| {
            let rest = &self.text[right.start + figure.len()..right.end];
            !rest
                .trim_start_matches(['以', '上', '下', '内', '左', '右'])
                .is_empty()
        };
        both.is_some_and(|(one, other)| unit(one) == unit(other) && noun_follows(other))
    }
}

/// A figure as written without its number: two in the same unit in a row share the noun behind them (100亿、50亿产业项目).
fn unit(figure: &str) -> &str {
    figure.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
}

/// Bytes before a `、` that can be a measure without a figure when one with a figure follows.
const LEAST_BEFORE_FIGURE: usize = 18;

/// Pieces in a row that only say how much more and share one subject, at most: each is read with all before it.
const MOST_SHARING: usize = 8;

/// Pieces that only say how much more (`增长8%`), from where their subject begins.
fn with_subjects(text: &str, mut pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut sharing = 0;
    for i in 1..pieces.len() {
        let bare = ["增长", "下降", "同比"]
            .iter()
            .any(|w| text[pieces[i].clone()].starts_with(w));
        sharing = if bare { sharing + 1 } else { 0 };
        if (1..MOST_SHARING).contains(&sharing) {
            pieces[i].start = pieces[i - 1].start;
        }
    }
    pieces
}

fn both_have_verbs(text: &str, left: &Range<usize>, right: &Range<usize>, verbs: &Verbs) -> bool {
    let (a, b) = (
        verbs.lead(text, left.clone()),
        verbs.lead(text, right.clone()),
    );
    let Some(next) = b.verbs.first() else {
        return false;
    };
    !a.verbs.is_empty() && a.body.len() > 6 && (is_concrete(next.class) || !b.adverbs.is_empty())
}

/// Places of `、和及与` in `clause` outside brackets and quotation marks.
pub(crate) fn joints(text: &str, clause: Range<usize>) -> Vec<(usize, char)> {
    let mut depth = 0u32;
    let mut found = Vec::new();
    for (i, c) in text[clause.clone()].char_indices() {
        match c {
            '（' | '(' | '“' | '《' | '「' | '【' => depth += 1,
            '）' | ')' | '”' | '》' | '」' | '】' => depth = depth.saturating_sub(1),
            '、' if depth == 0 && numbers_on(text, clause.start + i) => {}
            '、' | '和' | '及' | '与' if depth == 0 => found.push((clause.start + i, c)),
            _ => {}
        }
    }
    found
}

/// Whether the `、` at `at` stands between two numbers of one row of things (`3、4号机组`, `5、6、9号线`, `一、二期`).
fn numbers_on(text: &str, at: usize) -> bool {
    let is_spelled = |c: char| "一二三四五六七八九十".contains(c);
    let is_digit = |c: char| c.is_ascii_digit();
    let (before, behind) = (&text[..at], &text[at + '、'.len_utf8()..]);
    let goes_on = |is_number: &dyn Fn(char) -> bool, things: &[char]| {
        let mut row = behind.chars().take(LONGEST_ROW);
        before.ends_with(is_number)
            && behind.starts_with(is_number)
            && row
                .find(|&c| !is_number(c) && c != '、')
                .is_some_and(|c| things.contains(&c))
    };
    goes_on(&is_digit, &NUMBERED) || goes_on(&is_spelled, &SPELLED)
}

/// Characters of a row of numbers that are looked through.
const LONGEST_ROW: usize = 40;

/// What follows the number of a thing.
const NUMBERED: [char; 2] = ['号', '期'];

/// What follows a number in words.
const SPELLED: [char; 8] = ['号', '期', '批', '级', '线', '环', '标', '通'];
