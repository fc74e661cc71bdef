//! Reads the closed list that a number counts: how many items it has at least and at most.

use super::count::{Count, Counting, chinese_digit, words};
use super::pieces::{ends_with, further_quotes, outside_quotes, pieces_before, starts_with};
use crate::extract::Lexicon;
use crate::rule::check::text::{Glyph, is_han};
use std::ops::Range;

/// The items of a list: how many there are at least and at most, and where.
pub(super) struct Items {
    /// The pieces between the marks.
    pub(super) pieces: Vec<Range<usize>>,
    /// How many items there are at least.
    pub(super) least: usize,
    /// How many there are at most.
    pub(super) most: usize,
    /// Numbers of items if the list begins later, behind a verb or a conjunction.
    shorter: Vec<usize>,
}

impl Items {
    /// Whether the list may have `value` items.
    pub(super) fn allow(&self, value: usize) -> bool {
        (self.least..=self.most).contains(&value) || self.shorter.contains(&value)
    }
}

/// The word lists by which items are told from other text.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    pub(super) counting: Counting,
    not_an_item: Vec<Vec<char>>,
    openers: Vec<Vec<char>>,
    conjunctions: Vec<Vec<char>>,
    double_names: Vec<Vec<char>>,
    verb_or_noun: Vec<Vec<char>>,
    not_conjunctions: Vec<Vec<char>>,
}

impl Listing {
    /// Reads the lists `lists.*` of `lexicon`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| words(lexicon, name);
        Self {
            counting: Counting::new(lexicon),
            not_an_item: words("lists.not_an_item"),
            openers: words("lists.list_openers"),
            conjunctions: words("lists.conjunctions"),
            double_names: words("lists.double_names"),
            verb_or_noun: words("lists.verb_or_noun"),
            not_conjunctions: words("lists.not_conjunctions"),
        }
    }

    /// The closed list that ends where `count` begins.
    pub(super) fn list_before(&self, g: &[Glyph], count: Count) -> Option<Items> {
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
    pub(super) fn list_in_brackets(&self, g: &[Glyph], count: Count) -> Option<Items> {
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
                && (self.counting.counts_by(w[1])
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
