//! Compares parts with their whole: closed partitions with the sum, parts with the total above them.
//!
//! A partition counts as closed only where the text says so: bracketed parts of a 共计, 剩余/其余, 完成 and 未完成, 合计.
//! Behind 其中 a list is open; there a part may only not exceed its whole.

use super::interval::{Interval, is_firm, plain};
use super::line::{Line, Words, lines};
use super::text::{Cuts, bracketed_tallies};
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;

/// How far, as a share of the whole, an unequal sum may be away and still be meant as the whole.
const NEAR: f64 = 0.12;
/// Bracketed parts that make at least this share of the whole are meant to be all of it.
const MOSTLY: f64 = 0.6;
/// Most figures a sum is looked for in.
pub(super) const MOST_PARTS: usize = 64;

/// The words that open, close and total a list of parts.
#[derive(Debug, Clone)]
pub struct Parts {
    total: Words,
    sum: Words,
    open: Words,
    pub(super) rest: Words,
    pub(super) inner: Words,
    pub(super) achieved: Words,
    daily: Words,
    more: Words,
    added: Words,
    complements: Vec<(String, String)>,
    opposites: Vec<(String, String)>,
}

impl Parts {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            total: words("arithmetic.total_words"),
            sum: words("arithmetic.sum_words"),
            open: words("arithmetic.open_words"),
            rest: words("arithmetic.hard_rest_words"),
            inner: words("arithmetic.inner_words"),
            achieved: words("arithmetic.achieved_words"),
            daily: words("arithmetic.daily"),
            more: words("arithmetic.more_parts"),
            added: words("arithmetic.added_words"),
            complements: lexicon.pairs("arithmetic.complements").to_vec(),
            opposites: lexicon.pairs("arithmetic.opposites").to_vec(),
        }
    }

    /// Every closed partition in `document` whose parts do not make its whole.
    pub fn find(&self, document: &Document, (quantities, cuts): (&[Quantity], &Cuts)) -> Vec<Slip> {
        let mut slips = Vec::new();
        for line in lines(document, quantities, cuts.sentences(document)) {
            for i in 0..line.figures.len() {
                let slip = self
                    .in_brackets(&line, i)
                    .or_else(|| self.summed_up(&line, i))
                    .or_else(|| self.exceeding(&line, i))
                    .or_else(|| self.exceeding_together(&line, i));
                slips.extend(slip);
            }
        }
        for line in lines(document, quantities, cuts.full_sentences(document)) {
            for i in 0..line.figures.len() {
                slips.extend(self.with_rest(&line, i));
                slips.extend(self.done_and_undone(&line, i));
            }
        }
        slips.extend(self.left_of_the_task(document, (quantities, cuts)));
        slips.extend(section_tallies(document, quantities));
        slips
    }

    /// Whether `words` behind a list say that there is more of it: 另有1项.
    pub(super) fn goes_on(&self, words: &str) -> bool {
        let words = words.trim_start_matches(['，', '、', ',', '；']);
        self.more.strip(words).is_some() || self.rest.strip(words).is_some()
    }

    /// `共计12家（孵化器8家、众创空间4家）`; `i` is the whole.
    fn in_brackets(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let gap = line.after(i);
        let open = gap.find(['（', '('])?;
        let noun = &gap[..open];
        if noun.chars().count() > 12
            || noun.contains(['，', '、', '。', '；', ',', '：', '）', ')'])
        {
            return None;
        }
        let start = line.figures[i].span.end + open;
        let end = start + line.text[start..line.range.end].find(['）', ')'])?;
        let parts: Vec<usize> = (i + 1..line.figures.len())
            .take_while(|&j| line.figures[j].span.end <= end)
            .collect();
        let all = parts.len() >= 2 && parts.iter().all(|&j| line.comparable(i, j));
        let text = &line.text[start..end];
        if !all || self.open.stand_in(text) && !starts_closed(text) {
            return None;
        }
        let signalled = self.total.strip_end(line.before(i).trim()).is_some();
        let sum: f64 = parts.iter().map(|&j| line.figures[j].base_value).sum();
        let share = sum / line.figures[i].base_value;
        let covers = (MOSTLY..=1.0 / MOSTLY).contains(&share);
        self.unequal(line, i, &parts, signalled || covers)
    }

    /// `甲3个，乙4个，共计8个`; `i` is the sum.
    fn summed_up(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let gap = line.before(i).trim();
        let before = self.sum.strip_end(gap)?;
        if !before.is_empty() && !before.ends_with(['，', '、', ',', '（', '(']) {
            return None;
        }
        let first = (i.saturating_sub(MOST_PARTS)..i)
            .rev()
            .take_while(|&j| line.comparable(i, j) && line.depth(j) == line.depth(i))
            .last()?;
        let parts: Vec<usize> = (first..i).collect();
        let small = parts
            .iter()
            .all(|&j| line.figures[j].base_value < line.figures[i].base_value);
        let open = parts
            .iter()
            .skip(1)
            .any(|&j| self.open.stand_in(line.before(j)));
        if parts.len() < 2 || !small || open {
            return None;
        }
        let sum: f64 = parts.iter().map(|&j| line.figures[j].base_value).sum();
        let total = Interval::of(&line.figures[i]);
        let miscounted = total.lo == total.hi && (sum - total.lo).abs() <= 1.0;
        self.unequal(line, i, &parts, miscounted)
    }

    /// `626项，完成609项、未完成17项`; `i` is the undone part.
    fn done_and_undone(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let done = i.checked_sub(1)?;
        let opposite = self.complements.iter().any(|(yes, no)| {
            line.before(i).contains(no.as_str())
                && line.before(done).contains(yes.as_str())
                && !line.before(done).contains(no.as_str())
        });
        if !opposite || !line.comparable(i, done) {
            return None;
        }
        let bigger = |&j: &usize| {
            line.comparable(i, j)
                && line.figures[j].base_value > line.figures[done].base_value
                && line.figures[j].base_value > line.figures[i].base_value
        };
        let whole = (0..done).rev().find(bigger)?;
        self.unequal(line, whole, &[done, i], false)
    }

    /// The whole of figure `i`, where that is the first part behind 其中 of a whole that is counted once: `12家，其中…15家`. A rate
    /// between them is no whole: `3.36万人，完成率70%，其中…`.
    fn whole_of_first(&self, line: &Line<'_>, i: usize) -> Option<usize> {
        let gap = line.before(i);
        let inner = self.inner.last_in(gap)?;
        let whole = (0..i).rev().find(|&j| line.figures[j].base_unit != "%")?;
        let between = gap[..inner.start].trim_end_matches(['，', '、', ',', '（', '(', '：']);
        let near = between.chars().count() <= 14 && !between.contains(['）', ')', '，', '、']);
        let words = &gap[inner.end..];
        let clean = words.chars().count() <= 24 && !words.contains(['，', '；', '。']);
        let counted = !matches!(
            line.figures[i].base_unit.as_str(),
            "%" | "倍" | "个百分点" | "元" | "个月"
        );
        let whole_gap = line.before(whole);
        let added = self.added.stand_in(whole_gap) || self.daily.stand_in(whole_gap);
        (near && clean && counted && !added && line.comparable(i, whole)).then_some(whole)
    }

    /// `19.5公里，其中甲8.2公里、乙6.7公里、丙5.6公里`: parts that together make a little more than their whole; `i` is the
    /// first. Parts that make much more overlap (`省外160万人、脱贫人口123万人`) and are not meant to be added; so may two that
    /// are not of one kind.
    fn exceeding_together(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let first_whole = self.whole_of_first(line, i)?;
        let joined = |j: &usize| {
            let gap = line.before(*j);
            gap.starts_with('、') && !gap.contains(['，', '；', '（']) && line.comparable(i, *j)
        };
        let more = (i + 1..line.figures.len()).take_while(joined);
        let parts: Vec<usize> = std::iter::once(i).chain(more).collect();
        let last = *parts.last()?;
        let whole = Interval::of(&line.figures[first_whole]);
        let sum = parts
            .iter()
            .map(|&j| Interval::of(&line.figures[j]))
            .reduce(Interval::plus)?;
        let open = line.after(last).starts_with(['等', '左']);
        let kind_of = |j: usize| line.before(j).trim_end().chars().next_back();
        let apart = || {
            let words = parts.iter().map(|&j| line.before(j));
            self.opposites.iter().any(|(one, other)| {
                let held = words.clone().filter(|w| w.contains(one.as_str())).count();
                held == 1 && words.clone().any(|w| w.contains(other.as_str()))
            })
        };
        let alike = parts.iter().all(|&j| kind_of(j) == kind_of(i)) || apart();
        let enough = parts.len() > 2 || parts.len() == 2 && alike;
        if !enough || open || sum.lo <= whole.hi {
            return None;
        }
        let slip = self.unequal(line, first_whole, &parts, false)?;
        let kind = if alike { slip.kind } else { Kind::Likely };
        Some(Slip { kind, ..slip })
    }

    /// `12家，其中…15家`: a part greater than its whole; `i` is the part.
    fn exceeding(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        let whole = self.whole_of_first(line, i)?;
        let (part, total) = (&line.figures[i], &line.figures[whole]);
        let (a, b) = (Interval::of(part), Interval::of(total));
        if a.lo <= b.hi {
            return None;
        }
        let because = format!("其中{} > {}", line.shown(i), line.shown(whole));
        Some(Slip::new(Kind::Likely, line.span(whole, i), because))
    }

    /// A slip if `parts` do not add up to `whole` although they are meant to.
    pub(super) fn unequal(
        &self,
        line: &Line<'_>,
        whole: usize,
        parts: &[usize],
        signalled: bool,
    ) -> Option<Slip> {
        let total = Interval::of(&line.figures[whole]);
        let sum = parts
            .iter()
            .map(|&j| Interval::of(&line.figures[j]))
            .reduce(Interval::plus)?;
        if sum.meets(total) || !is_firm(&line.figures[whole]) {
            return None;
        }
        let apart = (sum.middle() - total.middle()).abs() / total.middle();
        if apart > NEAR && !signalled {
            return None;
        }
        let terms: Vec<&str> = parts.iter().map(|&j| line.shown(j)).collect();
        let unit = &line.figures[whole].unit;
        let scale = line.figures[whole].scale();
        let because = format!(
            "{} = {}{unit}，文中总数{}，不相等",
            terms.join("＋"),
            plain(sum.middle() / scale),
            line.shown(whole)
        );
        let last = parts.iter().copied().max().unwrap_or(whole).max(whole);
        let first = parts.iter().copied().min().unwrap_or(whole).min(whole);
        let slip = Slip::new(Kind::Certain, line.span(last, last), because);
        Some(slip.with(line.span(first, first), "另一端"))
    }
}

/// A bracket that repeats 其中 or 含 is open, one that begins with 即 or 分别为 is closed.
fn starts_closed(text: &str) -> bool {
    let inner = text.trim_start_matches(['（', '(']);
    inner.starts_with('即') || inner.starts_with("分别")
}

/// `46项民生工作。…（10项）…（9项）…`: section headings that carry their tallies.
fn section_tallies(document: &Document, quantities: &[Quantity]) -> Vec<Slip> {
    let mut slips = Vec::new();
    for group in bracketed_tallies(document, quantities) {
        let [first, .., last] = &group[..] else {
            continue;
        };
        let unit = &quantities[*first].base_unit;
        let from = quantities[*first].span.start;
        let near = quantities[..*first].iter().rev();
        let mut near = near.take_while(|q| from.saturating_sub(q.span.end) < 600);
        let whole = near.find(|q| &q.base_unit == unit);
        let Some(whole) = whole.filter(|q| is_firm(q)) else {
            continue;
        };
        let sum: f64 = group.iter().map(|&j| quantities[j].base_value).sum();
        let apart = (sum - whole.base_value).abs() / whole.base_value;
        if sum == whole.base_value || apart > NEAR {
            continue;
        }
        let terms: Vec<String> = group
            .iter()
            .map(|&j| plain(quantities[j].base_value))
            .collect();
        let because = format!(
            "{} = {}{unit}，文中总数{}{unit}，不相等",
            terms.join("＋"),
            plain(sum),
            plain(whole.base_value)
        );
        let slip = Slip::new(Kind::Certain, whole.span.range(), because);
        slips.push(
            slip.with(quantities[*first].span.range(), "第一项")
                .with(quantities[*last].span.range(), "最后一项"),
        );
    }
    slips
}
