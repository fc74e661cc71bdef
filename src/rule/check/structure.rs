//! Compares what a document announces about its own structure with the structure it has.

use super::list_count::{ListCount, Listed};
use super::text::Cuts;
use super::{Kind, Slip};
use crate::document::{Block, BlockKind, Document};
use crate::extract::Lexicon;
use memchr::memmem;
use std::collections::BTreeSet;
use std::ops::Range;

/// How far behind an announcement its first section may begin, in bytes.
const REACH: usize = 40;

/// Tasks that a headline lists at least; of sections there must be one more for one to be left over.
const FEWEST_TASKS: usize = 3;

/// The words that announce sections.
#[derive(Debug, Clone)]
pub struct Structure {
    announcers: Vec<String>,
    verbs: Vec<String>,
    headline: Vec<String>,
    symbols: Vec<char>,
    legend: Vec<String>,
    lists: ListCount,
}

impl Structure {
    /// Reads the lists `structure.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.words(name).to_vec();
        Self {
            announcers: list("structure.announcers"),
            verbs: list("structure.announce_verbs"),
            headline: list("structure.headline_tasks"),
            symbols: list("structure.symbols")
                .iter()
                .flat_map(|w| w.chars())
                .collect(),
            legend: list("structure.legend_words"),
            lists: ListCount::new(lexicon),
        }
    }

    /// Every announcement in `document` its sections do not keep.
    pub fn find(&self, document: &Document, cuts: &Cuts) -> Vec<Slip> {
        let mut slips = self.announced_counts(document);
        slips.extend(self.headline_tasks(document, cuts));
        slips.extend(self.unexplained_symbol(document));
        slips.extend(odd_heading(document));
        slips.sort_by_key(|s| s.at.start);
        slips
    }

    /// `重点做好七个方面工作：（一）…（六）…`.
    fn announced_counts(&self, document: &Document) -> Vec<Slip> {
        let text = document.text();
        let mut slips = Vec::new();
        for style in STYLES {
            let mut from = 0;
            while let Some(first) = style.find(text, from, 1) {
                from = first.end;
                let Some((at, stated)) = self.announcement(text, first.start) else {
                    continue;
                };
                let mut count = 1;
                let mut end = first.end;
                let again = style
                    .find(text, first.end, 1)
                    .map_or(text.len(), |r| r.start);
                while let Some(next) = style.find(&text[..again], end, count + 1) {
                    count += 1;
                    end = next.end;
                }
                if count >= 3 && count != stated && stated.abs_diff(count) <= 2 {
                    let base = document.range.start;
                    let because = format!(
                        "文中称{stated}个方面，其下列{count}项（{}至{}）",
                        style.write(1),
                        style.write(count)
                    );
                    let slip = Slip::new(Kind::Likely, base + at.start..base + at.end, because);
                    slips.push(slip.with(base + first.start..base + first.end, "第一项"));
                }
            }
        }
        slips
    }

    /// The announcement that ends right before `at`: its place and the number it gives.
    fn announcement(&self, text: &str, at: usize) -> Option<(Range<usize>, usize)> {
        let head = text[..at]
            .trim_end()
            .trim_end_matches(['：', ':', '。', '，', '；']);
        if at - head.len() > REACH {
            return None;
        }
        let words = self
            .announcers
            .iter()
            .find(|w| head.ends_with(w.as_str()))?;
        let before = &head[..head.len() - words.len()];
        let digits: String = before.chars().rev().take_while(|c| numeral(*c)).collect();
        let digits: String = digits.chars().rev().collect();
        let lead = &before[..before.len() - digits.len()];
        let said = self.verbs.iter().any(|v| lead.ends_with(v.as_str()));
        let stated = number(&digits)?;
        (said && (2..=20).contains(&stated)).then_some((lead.len()..head.len(), stated))
    }

    /// `甲、乙、丙三大重点任务` above sections that treat 甲, 乙, 丙 and one more.
    fn headline_tasks(&self, document: &Document, cuts: &Cuts) -> Vec<Slip> {
        let heads = run_in_heads(document);
        let mut slips = Vec::new();
        if heads.len() <= FEWEST_TASKS {
            return slips;
        }
        for list in self.lists.counted(document, cuts) {
            let counted = document.slice(list.count.clone());
            let noun = counted.trim_start_matches(numeral);
            let tasks = self.headline.iter().any(|w| noun.starts_with(w.as_str()));
            if tasks && list.items.len() >= FEWEST_TASKS {
                slips.extend(extra_section(document, &list, &heads));
            }
        }
        slips
    }

    /// A mark like ★ that is used but never explained.
    fn unexplained_symbol(&self, document: &Document) -> Option<Slip> {
        let text = document.text();
        for symbol in &self.symbols {
            let places: Vec<usize> = text.match_indices(*symbol).map(|(i, _)| i).collect();
            let explained = places.iter().any(|&i| {
                let after: String = text[i..].chars().skip(1).take(2).collect();
                let before: String = text[..i].chars().rev().take(6).collect();
                self.legend.iter().any(|w| after.starts_with(w.as_str()))
                    || before.contains('注')
                    || before.contains('带')
            });
            if places.len() >= 2 && !explained && !document.tables.is_empty() {
                let at = document.range.start + places[0];
                let because = format!("“{symbol}”出现{}次，全文没有说明含义", places.len());
                return Some(Slip::new(Kind::Advice, at..at + symbol.len_utf8(), because));
            }
        }
        None
    }
}

/// A way of numbering sections.
struct Style {
    open: &'static str,
    close: &'static str,
}

const STYLES: [Style; 4] = [
    Style {
        open: "（",
        close: "）",
    },
    Style {
        open: "(",
        close: ")",
    },
    Style {
        open: "",
        close: "、",
    },
    Style {
        open: "",
        close: "是",
    },
];

impl Style {
    /// The mark of the n-th section.
    fn write(&self, n: usize) -> String {
        format!("{}{}{}", self.open, chinese(n), self.close)
    }

    /// The next mark of the n-th section from byte `from`.
    fn find(&self, text: &str, from: usize, n: usize) -> Option<Range<usize>> {
        let mark = self.write(n);
        let mut start = from;
        let next = |start: usize| memmem::find(&text.as_bytes()[start..], mark.as_bytes());
        while let Some(i) = next(start).map(|i| start + i) {
            let before = text[..i].chars().next_back();
            let stands_alone = before.is_none_or(|c| {
                c.is_whitespace() || matches!(c, '。' | '：' | ':' | '；' | '！' | '*' | '”')
            });
            if stands_alone {
                return Some(i..i + mark.len());
            }
            start = i + mark.len();
        }
        None
    }
}

const DIGITS: [&str; 11] = [
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
];

fn chinese(n: usize) -> String {
    match n {
        0..=10 => DIGITS[n].to_owned(),
        11..=19 => format!("十{}", DIGITS[n - 10]),
        _ => format!(
            "{}十{}",
            DIGITS[n / 10 % 10],
            if n.is_multiple_of(10) {
                ""
            } else {
                DIGITS[n % 10]
            }
        ),
    }
}

fn numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '两' || DIGITS.iter().any(|d| d.starts_with(c))
}

fn number(text: &str) -> Option<usize> {
    if let Ok(n) = text.parse() {
        return Some(n);
    }
    (1..=30)
        .find(|&n| chinese(n) == text)
        .or((text == "两").then_some(2))
}

/// Short first sentences of paragraphs that go on with `一是`: sections without headings.
fn run_in_heads(document: &Document) -> Vec<Range<usize>> {
    let paragraphs = document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Paragraph);
    let head = |b: &Block| {
        let text = document.slice(b.range.clone());
        let (first, rest) = text.split_once('。')?;
        let short = (6..=36).contains(&first.chars().count());
        (short && rest.starts_with("一是")).then(|| b.range.start..b.range.start + first.len())
    };
    paragraphs.filter_map(head).collect()
}

/// The sections behind a list of tasks, if every task has one and there is one section more.
fn extra_section(document: &Document, list: &Listed, heads: &[Range<usize>]) -> Option<Slip> {
    let after: Vec<&Range<usize>> = heads.iter().filter(|h| h.start > list.count.end).collect();
    let text = |r: &Range<usize>| document.slice(r.clone());
    let matches = |item: &Range<usize>| after.iter().position(|h| alike(text(item), text(h)));
    let met: BTreeSet<usize> = list.items.iter().filter_map(matches).collect();
    if met.len() < list.items.len() || after.len() <= met.len() || after.len() > met.len() + 2 {
        return None;
    }
    let extra = (0..after.len()).find(|i| !met.contains(i))?;
    let because = format!(
        "前文列{}项任务，正文有{}个板块，“{}”不在其中",
        list.items.len(),
        after.len(),
        text(after[extra])
    );
    let from = list.items.first()?.start;
    Some(Slip::new(Kind::Likely, after[extra].clone(), because).with(from..list.count.end, "任务"))
}

/// Whether most two-character pieces of `item` stand in `head`.
fn alike(item: &str, head: &str) -> bool {
    let chars: Vec<char> = item.chars().collect();
    let pairs: Vec<String> = chars.windows(2).map(|w| w.iter().collect()).collect();
    let shared = pairs.iter().filter(|p| head.contains(p.as_str())).count();
    pairs.len() >= 4 && shared * 10 >= pairs.len() * 6
}

/// Among at least four short headings that begin with one character, the one that lost it.
fn odd_heading(document: &Document) -> Option<Slip> {
    let heads: Vec<Range<usize>> = document
        .blocks
        .iter()
        .filter(|b| is_short_head(document, b))
        .map(|b| b.range.clone())
        .collect();
    let first = |r: &Range<usize>| document.slice(r.clone()).chars().next();
    for &start in &['以', '在'] {
        let same: Vec<&Range<usize>> = heads.iter().filter(|r| first(r) == Some(start)).collect();
        let Some(shared) = shared_piece(document, &same).filter(|_| same.len() >= 3) else {
            continue;
        };
        let odd = heads
            .iter()
            .find(|r| first(r) != Some(start) && document.slice((*r).clone()).contains(&shared));
        if let Some(odd) = odd {
            let because = format!(
                "其余{}个标题均为“{start}……{shared}……”，此处缺“{start}”",
                same.len()
            );
            return Some(
                Slip::new(Kind::Advice, odd.clone(), because).with(same[0].clone(), "同级标题"),
            );
        }
    }
    None
}

fn is_short_head(document: &Document, block: &Block) -> bool {
    let text = document.slice(block.range.clone());
    let kind = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph);
    kind && text.chars().count() <= 40 && !text.contains('\n')
}

/// Three characters that stand in every one of `heads`.
fn shared_piece(document: &Document, heads: &[&Range<usize>]) -> Option<String> {
    let (first, rest) = heads.split_first()?;
    let chars: Vec<char> = document.slice((*first).clone()).chars().collect();
    let pieces = chars.windows(3).map(|w| w.iter().collect::<String>());
    let in_all = |p: &String| {
        rest.iter()
            .all(|r| document.slice((*r).clone()).contains(p.as_str()))
    };
    pieces.into_iter().find(in_all)
}
