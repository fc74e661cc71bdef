//! Finds what a number measures: the noun phrase before or after it, with its place.

use super::attribute::Attributes;
use super::opening::Openings;
use crate::extract::glyph::{BREAK, GlyphTable, char_at, char_before, skip_blanks};
use crate::extract::lexicon::Lexicon;
use crate::extract::period::grammar::Reading;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Longest measure looked for before a number, in bytes.
const REACH: usize = 180;

/// Longest group with what it is to come to, in bytes.
const LONGEST_GROUP: usize = 90;

/// Words that join what is counted to what else is.
const ALSO: [&str; 2] = ["以及", "及其"];

/// What joins a name to the next; no name ends in it.
const OPEN_ENDS: [char; 4] = ['、', '和', '与', '及'];

/// Opens the name of a share of something else.
const SHARE: char = '占';

/// Opens what something happened under.
const UNDER: char = '在';

/// Words between one thing counted and the number of the next.
const JOINTS: [&str; 5] = ["以及", "和", "与", "及", "并"];

/// Words that bound a measure, compiled from `rules/lexicon/measures.yaml`.
#[derive(Debug)]
pub(crate) struct MeasureWords {
    openings: Openings,
    /// False for words that only look like a predicate.
    predicate: WordTable<bool>,
    scopes: WordTable<()>,
    /// Openings of words about how a figure was computed.
    adverbial: WordTable<()>,
    /// Words after a number that it does not count (台阶, 大关).
    not_measured: WordTable<()>,
    /// True for words put before what they depend on (人均), false for those put after (总量).
    dependent: WordTable<bool>,
    /// How names end that say what share something has (占…比重).
    shares: WordTable<()>,
    /// Words for what something happened under (情况下).
    circumstances: WordTable<()>,
    /// What says of a group what it comes to (建成).
    comes_to: WordTable<()>,
    attribute: Attributes,
}

/// The text around a number that may hold its measure.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    pub(crate) text: &'a str,
    pub(crate) glyphs: &'a GlyphTable,
    /// Time expressions, in order.
    pub(crate) times: &'a [Reading],
    /// Not further back than this.
    pub(crate) floor: usize,
    /// Not further on than this.
    pub(crate) ceiling: usize,
}

impl MeasureWords {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let plain =
            |list: &str| WordTable::new(lexicon.words(list).iter().map(|w| (w.as_str(), ())));
        let marked = |list: &str, value: bool| {
            let words = lexicon.words(list).iter().cloned();
            words.map(|w| (w, value)).collect::<Vec<_>>()
        };
        let predicate = marked("measures.predicate", true).into_iter();
        Self {
            openings: Openings::new(lexicon),
            predicate: WordTable::new(predicate.chain(marked("measures.not_predicate", false))),
            scopes: plain("measures.scopes"),
            adverbial: plain("measures.adverbial"),
            not_measured: plain("measures.not_measured"),
            shares: plain("measures.shares"),
            circumstances: plain("measures.circumstances"),
            comes_to: plain("measures.comes_to"),
            attribute: Attributes::new(lexicon),
            dependent: WordTable::new(
                lexicon
                    .pairs("measures.dependent")
                    .iter()
                    .map(|(w, v)| (w.as_str(), v == "前")),
            ),
        }
    }

    /// The noun phrase that ends at `end`; empty range when nothing is left after adverbs and verbs.
    pub(crate) fn before(&self, field: &Field<'_>, end: usize) -> Range<usize> {
        let start = behind_number(field.text, clause_start(field, end)..end);
        let start = self.openings.strip(field, start, end);
        let start = self.openings.cut(field.text, start, end);
        let start = self.openings.strip(field, start, end);
        let range = crate::document::clause::trim(field.text, start..end);
        let open = field.text[range.clone()].trim_end_matches(OPEN_ENDS).len();
        let range = range.start..range.start + open;
        if let Some(under) = self.under(field, &range) {
            return self.before(field, under);
        }
        let is_scope = self.is_scope(&field.text[range.clone()]);
        if is_scope || self.adverbial.match_at(field.text, range.start).is_some() {
            range.end..range.end
        } else {
            range
        }
    }

    /// Where the words begin that say under what circumstances something happened, and end in `range` (在减税降费的情况下).
    fn under(&self, field: &Field<'_>, range: &Range<usize>) -> Option<usize> {
        let (length, ()) = self.circumstances.match_before(field.text, range.end)?;
        let clause = clause_start(field, range.end)..range.end - length;
        let under = field.text[clause.clone()].rfind(UNDER)?;
        Some(clause.start + under)
    }

    /// Whether a verb or adverb begins at byte `at`.
    pub(crate) fn has_lead(&self, text: &str, at: usize) -> bool {
        self.openings.open_at(text, at)
    }

    /// Whether `words` are one for a place or a part (全市, 其中), which by itself is not what is counted.
    pub(crate) fn is_scope(&self, words: &str) -> bool {
        let scope = self.scopes.match_at(words, 0);
        scope.is_some_and(|(length, ())| length == words.len())
    }

    /// Whether `range` depends on what was measured before (总量, 占GDP比重); true for a word put in front (人均).
    pub(crate) fn dependent(&self, text: &str, range: &Range<usize>) -> Option<bool> {
        let is_share = text[range.clone()].starts_with(SHARE)
            && self.shares.match_before(text, range.end).is_some();
        let dependent = self.dependent.match_at(text, range.start);
        let whole = dependent.filter(|(len, _)| *len == range.len());
        whole.map(|(_, front)| front).or(is_share.then_some(false))
    }

    /// The noun phrase that begins at `start`; empty range when a verb or the end of the clause comes first.
    pub(crate) fn after(&self, field: &Field<'_>, start: usize) -> Range<usize> {
        let start = skip_blanks(field.text, start);
        let from = match char_at(field.text, start) {
            Some('的') => start + '的'.len_utf8(),
            _ => self.attribute.behind_grade(field.text, start),
        };
        let clause_end = field
            .glyphs
            .next(field.text, from, field.ceiling, BREAK)
            .map(|(at, _)| at);
        let clause = from..clause_end.unwrap_or(field.ceiling);
        let from = self.attribute.skip(field.text, clause);
        let mut quoted = false;
        let mut at = from;
        while at < clause_end.unwrap_or(field.ceiling)
            && let Some(c) = char_at(field.text, at)
        {
            match c {
                '“' | '《' | '‘' => quoted = true,
                '”' | '》' | '’' => quoted = false,
                '（' | '(' if at > from => match self.over_brackets(field, at) {
                    Some(after) => {
                        at = after;
                        continue;
                    }
                    None => break,
                },
                '、' if !quoted && clause_end.is_some() && at > from => {
                    if self.openings.open_at(field.text, at + c.len_utf8()) {
                        break;
                    }
                    at += c.len_utf8();
                    continue;
                }
                _ => {}
            }
            if !quoted && self.ends_noun(field, from, at) {
                break;
            }
            at += match self.predicate.match_at(field.text, at) {
                Some((noun, false)) => noun,
                _ => c.len_utf8(),
            };
        }
        while at > from && char_before(field.text, at) == Some('、') {
            at -= '、'.len_utf8();
        }
        let at = self.without_joint(field, from..at);
        let range = crate::document::clause::trim(field.text, from..at);
        let is_measured = self
            .not_measured
            .match_at(field.text, range.start)
            .is_none_or(|(len, ())| len != range.len());
        if is_measured { range } else { from..from }
    }

    /// The group at `range` with what it is to come to, where that ends the clause: `70%的` `行政村建成清洁乡村`.
    pub(crate) fn group(&self, field: &Field<'_>, range: &Range<usize>) -> Option<Range<usize>> {
        self.comes_to.match_at(field.text, range.end)?;
        let ends = field
            .glyphs
            .next(field.text, range.end, field.ceiling, BREAK);
        let end = ends.map_or(field.ceiling, |(at, _)| at);
        let is_whole = end < field.ceiling || end == field.text.len();
        let fits = !range.is_empty() && is_whole && end - range.start <= LONGEST_GROUP;
        fits.then_some(range.start..end)
    }

    /// Where the noun at `range` ends without a word that joins it to another (`10条客运航线和4条货运航线`); a noun that begins with
    /// one (`2处以及某平台`) is another's.
    fn without_joint(&self, field: &Field<'_>, range: Range<usize>) -> usize {
        let noun = &field.text[range.clone()];
        if ALSO.iter().any(|joint| noun.starts_with(joint)) {
            return range.start;
        }
        let counts_on = field.text[range.end..].starts_with(|c: char| c.is_ascii_digit());
        if counts_on && noun.starts_with(['和', '与', '及']) {
            return range.start;
        }
        let joint = JOINTS.iter().find(|joint| noun.ends_with(**joint));
        match joint.filter(|_| counts_on) {
            Some(joint) => range.end - joint.len(),
            None => range.end,
        }
    }

    /// Where short brackets inside a noun end (县（市）区级), when the noun goes on behind them.
    fn over_brackets(&self, field: &Field<'_>, at: usize) -> Option<usize> {
        let inside = field.text[at..].char_indices().take(10);
        let close = inside.into_iter().find(|(_, c)| matches!(c, '）' | ')'))?.0 + at;
        let after = close + char_at(field.text, close)?.len_utf8();
        let next = char_at(field.text, after)?;
        let goes_on = after < field.ceiling
            && field.glyphs.class(next) & BREAK == 0
            && !self.ends_noun(field, at, after);
        goes_on.then_some(after)
    }

    /// Whether the noun phrase that began at `from` ends before the character at `at`.
    fn ends_noun(&self, field: &Field<'_>, from: usize, at: usize) -> bool {
        if let Some('、' | '）' | ')' | '（' | '(' | '；' | '|' | '\t') = char_at(field.text, at)
        {
            return true;
        }
        let Some((len, is_predicate)) = self.predicate.match_at(field.text, at) else {
            return false;
        };
        let noun = at > from && self.openings.is_nominal(field.text, at + len);
        is_predicate && !noun
    }
}

/// The start of `range` behind the number of an item (`6.改造农村公路`, `（3）改造农村公路`).
fn behind_number(text: &str, range: Range<usize>) -> usize {
    let words = text[range.clone()].trim_start();
    let bracketed = words
        .strip_prefix(['（', '('])
        .and_then(|w| w.split_once(['）', ')']));
    if let Some((number, item)) = bracketed
        && number.chars().all(|c| c.is_numeric())
        && !number.is_empty()
    {
        return range.end - item.len();
    }
    let item = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = item.trim_start_matches(['.', '．']);
    let is_number = item.len() < words.len() && name.len() < item.len();
    match is_number && !name.starts_with(|c: char| c.is_ascii_digit()) {
        true => range.end - name.len(),
        false => range.start,
    }
}

/// The words before `end` in its clause, unstripped and without list marks.
pub(crate) fn clause_before(field: &Field<'_>, end: usize) -> Range<usize> {
    clause_start(field, end)..end
}

/// Start of the stretch before `end` that may hold a measure: after the last clause break, 、 or open bracket.
fn clause_start(field: &Field<'_>, end: usize) -> usize {
    let mut at = end;
    let mut depth = 0usize;
    while at > field.floor && end - at < REACH {
        let Some(c) = char_before(field.text, at) else {
            break;
        };
        match c {
            '）' | ')' | '”' | '》' => depth += 1,
            '（' | '(' | '“' | '《' if depth > 0 => depth -= 1,
            '（' | '(' | '“' => return at,
            '|' => return at,
            _ if depth == 0 && field.glyphs.class(c) & BREAK != 0 => return at,
            _ => {}
        }
        at -= c.len_utf8();
    }
    at
}
