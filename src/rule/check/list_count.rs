//! Compares a closed list with the number that counts it: `甲、乙、丙三家企业`, `三家企业（甲、乙、丙）`.
//!
//! A list that ends in 等 is open and never compared. Names that hold a 和 or 与 make the number of items a range;
//! only a count outside the range is a slip.

use super::text::{Cuts, Glyph, glyphs, is_han, span_of};
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use std::ops::Range;

/// The word lists by which lists and counts are told from other text.
#[derive(Debug, Clone)]
pub struct ListCount {
    classifiers: Vec<char>,
    places: Vec<char>,
    not_a_noun: Vec<Vec<char>>,
    not_an_item: Vec<Vec<char>>,
    openers: Vec<Vec<char>>,
    fixed: Vec<Vec<char>>,
    collectives: Vec<Vec<char>>,
    conjunctions: Vec<Vec<char>>,
    double_names: Vec<Vec<char>>,
    verb_or_noun: Vec<Vec<char>>,
    not_conjunctions: Vec<Vec<char>>,
}

/// A number with its classifier, as glyph indices.
#[derive(Debug, Clone, Copy)]
struct Count {
    start: usize,
    end: usize,
    value: usize,
}

/// A closed list with the number that counts it, in bytes of the file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The items, the first with what stands before it in its clause.
    pub items: Vec<Range<usize>>,
    /// The number, its classifier and up to four characters of the noun.
    pub count: Range<usize>,
}

/// The items of a list: how many there are at least and at most, and where.
struct Items {
    pieces: Vec<Range<usize>>,
    least: usize,
    most: usize,
    /// Numbers of items if the list begins later, behind a verb or a conjunction.
    shorter: Vec<usize>,
}

impl Items {
    fn allow(&self, value: usize) -> bool {
        (self.least..=self.most).contains(&value) || self.shorter.contains(&value)
    }
}

impl ListCount {
    /// Reads the lists `lists.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| -> Vec<Vec<char>> {
            let list = lexicon.words(name).iter();
            list.map(|w| w.chars().collect()).collect()
        };
        let letters = |name: &str| words(name).concat();
        Self {
            classifiers: letters("lists.classifiers"),
            places: letters("lists.counted_places"),
            not_a_noun: words("lists.not_a_noun"),
            not_an_item: words("lists.not_an_item"),
            openers: words("lists.list_openers"),
            fixed: words("lists.fixed_counts"),
            collectives: words("lists.collectives"),
            conjunctions: words("lists.conjunctions"),
            double_names: words("lists.double_names"),
            verb_or_noun: words("lists.verb_or_noun"),
            not_conjunctions: words("lists.not_conjunctions"),
        }
    }

    /// Every closed list in `document` whose stated count lies outside the number of its items.
    pub fn find(&self, document: &Document, cuts: &Cuts) -> Vec<Slip> {
        let text = &document.file.text;
        let mut slips = Vec::new();
        for sentence in cuts.sentences(document) {
            let piece = &text[sentence.clone()];
            if (piece.contains('、') || piece.contains("”“")) && self.may_count(piece) {
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
            if !piece.contains('、') || !self.may_count(piece) {
                continue;
            }
            let g = glyphs(text, sentence.clone());
            for count in self.counts(&g) {
                let Some(items) = self.list_before(&g, count) else {
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

    /// Whether a number with a classifier or a counted place right behind it stands in `text`: without one nothing is counted.
    fn may_count(&self, text: &str) -> bool {
        let mut follows_number = false;
        text.chars().filter(|c| !c.is_whitespace()).any(|c| {
            let counts = || self.classifiers.contains(&c) || self.places.contains(&c);
            let found = follows_number && counts();
            follows_number = is_numeral(c) || chinese_digit(c).is_some();
            found
        })
    }

    fn check(&self, g: &[Glyph], slips: &mut Vec<Slip>) {
        for count in self.counts(g) {
            let list = self
                .list_before(g, count)
                .or_else(|| self.list_in_brackets(g, count));
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

    /// Numbers from 2 to 99 with a classifier and a noun behind, or with a counted place.
    fn counts(&self, g: &[Glyph]) -> Vec<Count> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < g.len() {
            let end = numeral_end(g, i);
            if end == i {
                i += 1;
                continue;
            }
            if let Some(value) = numeral_value(&g[i..end])
                && (2..100).contains(&value)
                && let Some(after) = self.classifier_end(g, end)
            {
                out.push(Count {
                    start: i,
                    end: after,
                    value,
                });
            }
            i = end;
        }
        out
    }

    /// Where the classifier that begins at `i` ends, if what follows can be counted.
    fn classifier_end(&self, g: &[Glyph], i: usize) -> Option<usize> {
        let c = g.get(i)?.1;
        let rest = &g[i + 1..];
        let starts = |w: &Vec<char>| starts_with(rest, w);
        let noun = rest.first().is_some_and(|&(_, n)| {
            is_han(n) || matches!(n, '“' | '《' | '（' | '(') || n.is_ascii_alphabetic()
        }) && !self.not_a_noun.iter().any(starts);
        if self.classifiers.contains(&c) && noun {
            return Some(i + 1);
        }
        let place = self.places.contains(&c) && rest.first().is_none_or(|&(_, n)| !is_han(n));
        place.then_some(i + 1)
    }

    /// The closed list that ends where `count` begins.
    fn list_before(&self, g: &[Glyph], count: Count) -> Option<Items> {
        let mut end = count.start;
        if end > 0 && g[end - 1].1 == '“' {
            let close = g[count.end..].iter().position(|&(_, c)| c == '”')?;
            let inner = &g[count.end..count.end + close];
            if inner.is_empty()
                || !inner
                    .iter()
                    .all(|&(_, c)| is_han(c) && chinese_digit(c).is_none())
            {
                return None;
            }
            end -= 1;
        }
        if end > 0 && matches!(g[end - 1].1, '共' | '这') {
            end -= 1;
        }
        if end == 0 || self.ends_like_no_item(g, end) {
            return None;
        }
        let pieces = match g[end - 1].1 {
            '”' => self.quoted_list(g, end),
            _ => None,
        };
        let pieces = match pieces {
            Some(pieces) => pieces,
            None => pieces_before(g, end)?,
        };
        let last = &g[pieces.last()?.clone()];
        if self
            .verb_or_noun
            .iter()
            .any(|w| last.len() == w.len() && starts_with(last, w))
        {
            return None;
        }
        self.items(g, pieces)
    }

    /// A list that stands as a whole in the quotes that end at `end`: `“登高、升规、晋位、上市”四大工程`.
    fn quoted_list(&self, g: &[Glyph], end: usize) -> Option<Vec<Range<usize>>> {
        let open = g[..end - 1].iter().rposition(|&(_, c)| c == '“')?;
        let alone = open == 0 || !matches!(g[open - 1].1, '”' | '、' | '和' | '与' | '及');
        let inside = pieces_before(g, end - 1)?;
        (alone && inside.len() >= 2 && inside[0].start == open + 1).then_some(inside)
    }

    /// The list in brackets right behind `count` and its noun: `4家(甲、乙、丙、丁)`.
    fn list_in_brackets(&self, g: &[Glyph], count: Count) -> Option<Items> {
        let noun = g[count.end..]
            .iter()
            .take(12)
            .take_while(|&&(_, c)| is_han(c))
            .count();
        let open = count.end + noun;
        if !matches!(g.get(open)?.1, '（' | '(') {
            return None;
        }
        let close = open
            + g[open..]
                .iter()
                .position(|&(_, c)| matches!(c, '）' | ')'))?;
        let inner = &g[open + 1..close];
        let foreign = |&(_, c): &Glyph| matches!(c, '，' | ',' | '：' | ':' | '；' | '（' | '(');
        if inner.iter().any(foreign) {
            return None;
        }
        let pieces = pieces_before(g, close)?;
        self.items(g, pieces)
    }

    /// Whether `g[..end]` ends in a word that shows that the count has its own object.
    fn ends_like_no_item(&self, g: &[Glyph], end: usize) -> bool {
        let last = g[end - 1].1;
        if !(is_han(last)
            || last.is_alphanumeric()
            || matches!(last, '”' | '》' | '）' | ')' | '+'))
        {
            return true;
        }
        let own = self.not_an_item.iter().chain(&self.conjunctions);
        own.into_iter().any(|w| ends_with(&g[..end], w))
    }

    /// Counts the pieces of a list; none where it is open, holds counts of its own, or has fewer than two items.
    fn items(&self, g: &[Glyph], pieces: Vec<Range<usize>>) -> Option<Items> {
        let odd = |p: &Range<usize>| p.len() < 2 || self.is_foreign(&g[p.clone()]);
        if pieces.len() < 2 || pieces.iter().any(odd) || self.ends_generic(g, &pieces) {
            return None;
        }
        let joined = pieces
            .iter()
            .map(|p| {
                self.joints(&g[p.clone()])
                    + self.doubles(&g[p.clone()])
                    + further_quotes(&g[p.clone()])
            })
            .sum::<usize>();
        let last = &g[pieces[pieces.len() - 1].clone()];
        let sure = usize::from(joined == 1 && self.joins_alike(last));
        let mut shorter = Vec::new();
        for (i, piece) in pieces[..pieces.len() - 1].iter().enumerate() {
            let piece = &g[piece.clone()];
            let rest = pieces.len() - i;
            if i > 0 && (self.joints(piece) > 0 || self.opens_list(piece)) {
                shorter.extend([rest, rest + self.joints(last)]);
            } else if self.joints(piece) > 0 {
                shorter.push(rest);
            }
        }
        Some(Items {
            least: pieces.len() + sure,
            most: pieces.len() + joined,
            pieces,
            shorter,
        })
    }

    /// Whether the last conjunction is followed by a bare noun that the count alone belongs to (`甲、乙及片区5条道路`).
    fn ends_generic(&self, g: &[Glyph], pieces: &[Range<usize>]) -> bool {
        let last = outside_quotes(&g[pieces[pieces.len() - 1].clone()]);
        let tail = (1..last.len()).rev().find_map(|i| {
            let word = self
                .conjunctions
                .iter()
                .find(|w| last[i..].starts_with(w))?;
            Some(last.len() - i - word.len())
        });
        let shortest = pieces[1..pieces.len() - 1].iter().map(Range::len).min();
        tail.is_some_and(|n| n <= 2 && shortest.is_none_or(|s| s > 2 * n)) && last.len() > 4
    }

    /// Whether a list may begin inside `piece`, behind a verb.
    fn opens_list(&self, piece: &[Glyph]) -> bool {
        (0..piece.len()).any(|i| self.openers.iter().any(|w| starts_with(&piece[i..], w)))
    }

    /// Whether a piece cannot be an item of a plain list: it has a count, a share or an open end of its own.
    fn is_foreign(&self, piece: &[Glyph]) -> bool {
        let bare = outside_quotes(piece);
        let open_end = bare.iter().any(|&c| c == '等' || c == '%' || c == '％');
        let counted = bare.windows(2).any(|w| {
            (w[0].is_ascii_digit() || chinese_digit(w[0]).is_some())
                && (self.classifiers.contains(&w[1])
                    || self.places.contains(&w[1])
                    || matches!(w[1], '万' | '亿' | '元' | '年' | '月' | '余' | '多'))
        });
        open_end || counted || self.has_slogan(piece)
    }

    /// Whether a piece quotes a numbered slogan (`“四个意识”`), which is an object, not an item.
    fn has_slogan(&self, piece: &[Glyph]) -> bool {
        let inside = |w: &[Glyph]| w[0].1 == '“' && chinese_digit(w[1].1).is_some();
        piece.windows(2).any(inside)
    }

    /// How many conjunctions a piece holds outside quotes and brackets.
    fn joints(&self, piece: &[Glyph]) -> usize {
        let bare = outside_quotes(piece);
        let mut n = 0;
        let mut i = 1;
        while i + 1 < bare.len() {
            let whole =
                |w: &Vec<char>| (0..w.len()).any(|k| i >= k && bare[i - k..].starts_with(w));
            let hit = self
                .conjunctions
                .iter()
                .find(|w| bare[i..].starts_with(w))
                .filter(|_| !self.not_conjunctions.iter().any(whole));
            n += usize::from(hit.is_some());
            i += hit.map_or(1, Vec::len);
        }
        n
    }

    /// One if the piece names two things in one word (`上下河街`).
    fn doubles(&self, piece: &[Glyph]) -> usize {
        usize::from(self.double_names.iter().any(|w| starts_with(piece, w)))
    }

    /// Whether both sides of the one conjunction in `piece` end alike, so that it surely joins two items.
    fn joins_alike(&self, piece: &[Glyph]) -> bool {
        let bare: Vec<char> = piece.iter().map(|&(_, c)| c).collect();
        self.conjunctions.iter().any(|w| {
            let at = (1..bare.len()).find(|&i| bare[i..].starts_with(w));
            at.is_some_and(|i| bare[i - 1] == bare[bare.len() - 1] && i >= 3)
        })
    }
}

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

/// Splits what stands before `end` into list pieces, back to the clause's beginning. None for unmatched brackets.
fn pieces_before(g: &[Glyph], end: usize) -> Option<Vec<Range<usize>>> {
    let mut pieces = Vec::new();
    let (mut i, mut piece_end) = (end, end);
    while i > 0 {
        let c = g[i - 1].1;
        match c {
            '）' | ')' | '”' | '》' | '】' | '’' => {
                let open = opening(c);
                i = g[..i - 1].iter().rposition(|&(_, o)| o == open)?;
                let adjacent = matches!(c, '”' | '》') && i > 0 && matches!(g[i - 1].1, '”' | '》');
                if adjacent {
                    pieces.push(i..piece_end);
                    piece_end = i;
                }
            }
            '、' => {
                pieces.push(i..piece_end);
                i -= 1;
                piece_end = i;
            }
            '（' | '(' | '“' | '《' | '【' | '‘' | '，' | '：' | ':' | '。' | '；' | '？'
            | '！' | '\t' | '*' | '#' | '|' => break,
            ',' if !between_digits(g, i - 1) => break,
            '—' if i > 1 && g[i - 2].1 == '—' => break,
            _ => i -= 1,
        }
    }
    pieces.push(i..piece_end);
    pieces.reverse();
    Some(pieces)
}

/// Quotes in a piece beyond the first: a 、 may be missing before each (`“清洁乡村”巩固“厕所革命”推进`).
fn further_quotes(piece: &[Glyph]) -> usize {
    let quotes = piece.iter().filter(|&&(_, c)| c == '“').count();
    quotes.saturating_sub(1)
}

fn between_digits(g: &[Glyph], i: usize) -> bool {
    let digit = |j: usize| g.get(j).is_some_and(|&(_, c)| c.is_ascii_digit());
    i > 0 && digit(i - 1) && digit(i + 1)
}

fn opening(close: char) -> char {
    match close {
        '）' => '（',
        ')' => '(',
        '”' => '“',
        '》' => '《',
        '】' => '【',
        _ => '‘',
    }
}

fn outside_quotes(piece: &[Glyph]) -> Vec<char> {
    let mut depth = 0usize;
    let mut out = Vec::new();
    for &(_, c) in piece {
        match c {
            '“' | '《' | '（' | '(' | '【' => depth += 1,
            '”' | '》' | '）' | ')' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn starts_with(g: &[Glyph], word: &[char]) -> bool {
    g.len() >= word.len() && g.iter().zip(word).all(|(&(_, a), &b)| a == b)
}

fn ends_with(g: &[Glyph], word: &[char]) -> bool {
    g.len() >= word.len()
        && g[g.len() - word.len()..]
            .iter()
            .zip(word)
            .all(|(&(_, a), &b)| a == b)
}

/// Where the numeral that begins at `i` ends; `i` itself if none begins there.
fn numeral_end(g: &[Glyph], i: usize) -> usize {
    let run = |is: fn(char) -> bool| g[i..].iter().take_while(|&&(_, c)| is(c)).count();
    let digits = run(is_numeral);
    if digits > 0 {
        return i + digits;
    }
    i + run(|c| chinese_digit(c).is_some())
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '%')
}

fn numeral_value(numeral: &[Glyph]) -> Option<usize> {
    let digits: String = numeral.iter().map(|&(_, c)| c).collect();
    if let Ok(n) = digits.parse() {
        return Some(n);
    }
    let mut total = 0;
    let mut one = None;
    for c in digits.chars() {
        match chinese_digit(c)? {
            10 => total += 10 * one.take().unwrap_or(1),
            d if one.is_none() => one = Some(d),
            _ => return None,
        }
    }
    Some(total + one.unwrap_or(0))
}

fn chinese_digit(c: char) -> Option<usize> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}
