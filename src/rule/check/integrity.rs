//! Finds broken text: a lost character, a paragraph that stops short, figures run together, mojibake, hard wraps.

use super::text::is_han;
use super::{Kind, Slip};
use crate::document::{Block, BlockKind, Document, heading};
use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Characters a document must have before a missing one means anything.
const LONG: usize = 3000;

/// Word lists for broken text.
#[derive(Debug)]
pub struct Integrity {
    common: Vec<char>,
    phrases: Vec<String>,
    mojibake: WordTable<()>,
    headless: WordTable<()>,
}

impl Integrity {
    /// Reads the lists `integrity.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let letters = lexicon.words("integrity.function_characters").iter();
        let mojibake = lexicon.words("integrity.mojibake");
        let headless = lexicon.words("integrity.never_first").iter();
        let headless = headless.flat_map(|w| ["。", "；", "！"].map(|mark| format!("{mark}{w}")));
        Self {
            common: letters.flat_map(|w| w.chars()).collect(),
            phrases: lexicon.words("integrity.fixed_phrases").to_vec(),
            mojibake: WordTable::new(mojibake.iter().map(|w| (w, ()))),
            headless: WordTable::new(headless.map(|w| (w, ()))),
        }
    }

    /// Every break in the text of `document`, in order of place.
    pub fn find(&self, document: &Document) -> Vec<Slip> {
        let mut slips = self.lost_character_slips(document);
        slips.extend(self.mojibake(document));
        slips.extend(self.headless(document));
        slips.extend(glued_shares(document));
        slips.extend(short_ends(document));
        slips.extend(hard_wraps(document));
        slips.sort_by_key(|s| s.at.start);
        slips
    }

    /// The common characters a long document does not have at all.
    pub fn lost_characters(&self, document: &Document) -> Vec<char> {
        let text = document.text();
        if text.len() < 3 * LONG || text.chars().filter(|&c| is_han(c)).nth(LONG).is_none() {
            return Vec::new();
        }
        let lost = |c: &char| !text.contains(*c);
        self.common.iter().copied().filter(lost).collect()
    }

    fn lost_character_slips(&self, document: &Document) -> Vec<Slip> {
        let lost = self.lost_characters(document);
        lost.into_iter()
            .map(|c| self.lost_character(document, c))
            .collect()
    }

    /// Points at the set phrases that lack `c`, or at the title.
    fn lost_character(&self, document: &Document, c: char) -> Slip {
        let because = format!(
            "全文{}字，一个“{c}”字也没有，疑抄录或转换时丢字",
            document.text().chars().count()
        );
        let mut places = self
            .phrases
            .iter()
            .filter(|p| p.contains(c))
            .flat_map(|whole| {
                let broken: String = whole.chars().filter(|&x| x != c).collect();
                let hit = document
                    .text()
                    .find(&broken)
                    .filter(|_| broken.chars().count() >= 3);
                hit.map(|i| document.range.start + i..document.range.start + i + broken.len())
            });
        let first = places.next().or_else(|| document.title.clone());
        let slip = Slip::new(
            Kind::Certain,
            first.unwrap_or_else(|| head(document)),
            because,
        );
        places.fold(slip, |s, place| s.with(place, "同样缺字"))
    }

    /// `来之不易。些成绩的取得`: a sentence that begins with what no sentence begins with.
    fn headless(&self, document: &Document) -> Vec<Slip> {
        let base = document.range.start;
        let hits = self.headless.find(document.text());
        hits.map(|m| {
            let mark = document.text()[m.clone()].chars().next();
            let start = m.start + mark.map_or(0, char::len_utf8);
            let word = &document.text()[start..m.end];
            let because = format!("句子以“{word}”开头，前面疑缺字");
            Slip::new(Kind::Likely, base + start..base + m.end, because)
        })
        .collect()
    }

    fn mojibake(&self, document: &Document) -> Vec<Slip> {
        let base = document.range.start;
        let hit = self.mojibake.find(document.text()).next();
        let slip = hit.map(|m| {
            let because = format!("出现乱码“{}”", &document.text()[m.clone()]);
            Slip::new(Kind::Certain, base + m.start..base + m.end, because)
        });
        slip.into_iter().collect()
    }
}

/// The first character of `document`, the place of a slip that concerns all of it.
fn head(document: &Document) -> Range<usize> {
    let range = document
        .blocks
        .first()
        .map_or(document.range.clone(), |b| b.range.clone());
    let first = document.slice(range.clone()).chars().next();
    range.start..range.start + first.map_or(0, char::len_utf8)
}

/// `分别下降19%13%`: two shares with nothing between them.
fn glued_shares(document: &Document) -> Vec<Slip> {
    let text = document.text();
    let bytes = text.as_bytes();
    let mut slips = Vec::new();
    for (i, _) in text.match_indices('%') {
        let digits = |j: usize, step: isize| number_length(bytes, j, step);
        let (left, right) = (digits(i, -1), digits(i + 1, 1));
        let closed = bytes.get(i + 1 + right) == Some(&b'%');
        if left > 0 && right > 0 && closed {
            let at = document.range.start + i - left..document.range.start + i + right + 2;
            let because = format!(
                "“{}”两个数连写，疑缺“和”或顿号",
                &text[i - left..i + right + 2]
            );
            slips.push(Slip::new(Kind::Likely, at, because));
        }
    }
    slips
}

/// Length of the number right of `from` (step 1), or left of it (step -1).
fn number_length(bytes: &[u8], from: usize, step: isize) -> usize {
    let is_number = |b: &u8| b.is_ascii_digit() || *b == b'.';
    match step {
        1 => bytes[from..].iter().take_while(|b| is_number(b)).count(),
        _ => bytes[..from]
            .iter()
            .rev()
            .take_while(|b| is_number(b))
            .count(),
    }
}

/// Paragraphs that stop in the middle: after a bare number, or without a closing mark before a new section.
fn short_ends(document: &Document) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (i, block) in document.blocks.iter().enumerate() {
        let text = document.slice(block.range.clone());
        if block.kind != BlockKind::Paragraph || !text.contains('。') || text.chars().count() < 60
        {
            continue;
        }
        let Some(last) = text.chars().next_back() else {
            continue;
        };
        let last_line = text.rsplit('\n').next().unwrap_or(text);
        if last_line.chars().count() < 12 && last_line.len() < text.len() {
            continue;
        }
        let next = document.blocks.get(i + 1);
        let kind = match last {
            '0'..='9' => Kind::Certain,
            '，' | '、' if starts_afresh(document, next) => Kind::Likely,
            c if is_han(c) && starts_section(document, next) => Kind::Likely,
            _ => continue,
        };
        let at = last_clause(text, block.range.clone());
        let because = format!("段末停在“{}”，没有说完", document.slice(at.clone()));
        slips.push(Slip::new(kind, at, because));
    }
    slips
}

/// Whether the next block begins something new, so that a paragraph ending in a comma is cut off.
fn starts_afresh(document: &Document, next: Option<&Block>) -> bool {
    next.is_none() || starts_section(document, next)
}

fn starts_section(document: &Document, next: Option<&Block>) -> bool {
    next.is_some_and(|b| match b.kind {
        BlockKind::Heading(_) | BlockKind::Title => true,
        BlockKind::Paragraph => {
            let text = document.slice(b.range.clone());
            text.starts_with('（')
                || text.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九'])
                    && text.chars().nth(1) == Some('、')
        }
        BlockKind::Caption | BlockKind::Furniture => false,
    })
}

fn last_clause(text: &str, range: Range<usize>) -> Range<usize> {
    let body = text.trim_end_matches(['，', '、']);
    let from = body.rfind(['，', '。', '；', ',', '、']).map_or(0, |i| {
        i + body[i..].chars().next().map_or(0, char::len_utf8)
    });
    range.start + from..range.end
}

/// Paragraphs broken by line ends in the middle of a sentence, as one piece of advice.
fn hard_wraps(document: &Document) -> Option<Slip> {
    let breaks: Vec<Range<usize>> = document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Paragraph)
        .flat_map(|b| wraps_in(document, b))
        .collect();
    let (first, rest) = breaks.split_first()?;
    let because = format!("{}处句子被硬换行断开，已按连续文字阅读", breaks.len());
    let slip = Slip::new(Kind::Advice, first.clone(), because);
    Some(
        rest.iter()
            .take(20)
            .fold(slip, |s, r| s.with(r.clone(), "同样断行")),
    )
}

/// Whether what stands `before` a line end goes on `after` it: behind a comma or inside a word. An annex, a numbered item and a
/// line with a label begin something of their own.
fn breaks_off(before: &str, after: &str) -> bool {
    let labelled = after.chars().take(8).any(|c| matches!(c, '：' | ':'));
    let annex = after.starts_with("附件") || after.starts_with("附录");
    let begins = labelled || annex || heading::mark(after).is_some();
    let joins = |c: char| is_han(c) || matches!(c, '“' | '《' | '（');
    let inside = before.ends_with(is_han) && after.starts_with(joins);
    before.ends_with(['，', '、', ',']) || inside && !begins
}

/// The wraps of one block: from the character before each line end to the one after it.
fn wraps_in(document: &Document, block: &Block) -> Vec<Range<usize>> {
    let text = document.slice(block.range.clone());
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(i) = text[from..].find('\n').map(|i| i + from) {
        let before = text[..i].trim_end();
        let after = text[i..].trim_start();
        let start = before.char_indices().next_back().map_or(0, |(j, _)| j);
        let skip = text.len() - after.len();
        let end = skip + after.chars().next().map_or(0, char::len_utf8);
        if breaks_off(before, after) {
            out.push(block.range.start + start..block.range.start + end);
        }
        from = skip.max(i + 1);
    }
    out
}
