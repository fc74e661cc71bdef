//! Compares a stated share or completion rate with the part and the whole it should come from.

use super::interval::{Interval, is_firm};
use super::line::{Line, Words, lines};
use super::text::Cuts;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;
use std::collections::BTreeMap;

/// How far, relative to the stated share, a computed one may be away and still be meant to be the same.
const NEAR: f64 = 0.15;
/// Most figures before a part among which its whole is looked for.
const MOST_WHOLES: usize = 32;

/// The words that say share or completion rate.
#[derive(Debug, Clone)]
pub struct Shares {
    share: Words,
    rate: Words,
    goal: Words,
    reached: Words,
    among: Words,
    part_of: Words,
}

/// A share, the part it belongs to and the wholes it may be taken of.
struct Claim {
    share: usize,
    part: usize,
    wholes: Vec<usize>,
}

impl Shares {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| Words::new(lexicon, &[name]);
        Self {
            share: words("arithmetic.share_words"),
            rate: words("arithmetic.rate_words"),
            goal: words("arithmetic.goal_words"),
            reached: words("arithmetic.growth_tail"),
            among: words("arithmetic.among_words"),
            part_of: words("arithmetic.part_of_words"),
        }
    }

    /// Every share in `document` that no whole of its sentence explains, and groups of shares of unequal precision.
    pub fn find(&self, document: &Document, (quantities, cuts): (&[Quantity], &Cuts)) -> Vec<Slip> {
        let mut slips = Vec::new();
        for line in lines(document, quantities, cuts.full_sentences(document)) {
            let claims: Vec<Claim> = (1..line.figures.len())
                .filter_map(|i| self.claim(&line, i))
                .collect();
            let settled = settled_whole(&line, &claims);
            slips.extend(claims.iter().filter_map(|c| unexplained(&line, c, settled)));
            slips.extend(claims.iter().filter_map(|c| self.above_the_whole(&line, c)));
            slips.extend(mixed_precision(&line, &claims, settled));
        }
        slips
    }

    /// The share at figure `i` with its part and the wholes it may be taken of.
    fn claim(&self, line: &Line<'_>, i: usize) -> Option<Claim> {
        let q = &line.figures[i];
        if q.base_unit != "%" || !is_firm(q) || q.value <= 0.0 {
            return None;
        }
        self.goal_claim(line, i)
            .or_else(|| self.stated_base_claim(line, i))
            .or_else(|| self.share_claim(line, i))
            .or_else(|| self.counted_claim(line, i))
    }

    /// `38个…（占比24.4%）`, `完工2262项，完工率91.43%`.
    fn share_claim(&self, line: &Line<'_>, i: usize) -> Option<Claim> {
        let gap = line.before(i).trim();
        let left = self
            .share
            .strip_end(gap)
            .or_else(|| self.rate.strip_end(gap))?;
        let left = left.trim_end_matches(['，', '（', '(', ',', '、']);
        let part = i - 1;
        let bare = left.chars().count() <= 16 && !left.contains(['。', '；', '，', '、']);
        let counted = !matches!(
            line.figures[part].base_unit.as_str(),
            "%" | "个百分点" | "倍"
        );
        if !bare || !counted || !is_firm(&line.figures[part]) {
            return None;
        }
        let bigger = |&j: &usize| {
            line.comparable(j, part) && line.figures[j].base_value > line.figures[part].base_value
        };
        let near = part.saturating_sub(MOST_WHOLES)..part;
        let wholes: Vec<usize> = near.filter(bigger).collect();
        (!wholes.is_empty()).then_some(Claim {
            share: i,
            part,
            wholes,
        })
    }

    /// `11.73万名，完成年度任务（6万名）的195.5%`.
    fn goal_claim(&self, line: &Line<'_>, i: usize) -> Option<Claim> {
        let whole = i.checked_sub(1)?;
        let part = whole.checked_sub(1)?;
        let bracket = line.before(i).trim();
        let closed =
            bracket.starts_with(['）', ')']) && bracket.trim_start_matches(['）', ')']) == "的";
        let opened = line
            .before(whole)
            .trim_end()
            .strip_suffix(['（', '('])
            .is_some_and(|t| self.goal.strip_end(t).is_some());
        let fits = closed && opened && line.comparable(whole, part);
        fits.then(|| Claim {
            share: i,
            part,
            wholes: vec![whole],
        })
    }

    /// `完成投资9.7亿元，占总投资12.4亿元的78.2%`: the base stands before the share.
    fn stated_base_claim(&self, line: &Line<'_>, i: usize) -> Option<Claim> {
        let whole = i.checked_sub(1)?;
        let part = whole.checked_sub(1)?;
        let noun = line.before(i).trim().strip_suffix('的')?;
        let (subject, base) = last_clause(line.before(whole));
        let named = base.chars().count() <= 14 && !base.contains(['、', '（', '(']);
        let of_base = self.share.strip(base).is_some() && named;
        let plain = |words: &str| words.chars().count() <= 8 && !has_mark(words);
        let fits = of_base && plain(noun) && plain(subject) && line.comparable(whole, part);
        fits.then(|| Claim {
            share: i,
            part,
            wholes: vec![whole],
        })
    }

    /// `1286个建制村中已有1274个通客车，通客车率99.1%`: a count out of a count, and their rate.
    fn counted_claim(&self, line: &Line<'_>, i: usize) -> Option<Claim> {
        let part = i.checked_sub(1)?;
        let whole = part.checked_sub(1)?;
        let (subject, rate) = last_clause(line.before(i).trim());
        let rate = self.reached.strip_end(rate).unwrap_or(rate);
        let named = rate.ends_with('率') && (2..=8).contains(&rate.chars().count());
        let out_of = line.before(part);
        let near = out_of.chars().count() <= 16 && !has_mark(out_of);
        let verb = rate.strip_suffix('率').unwrap_or(rate);
        let among = near && (self.among.stand_in(out_of) || out_of.trim_end().ends_with(verb));
        let plain = subject.chars().count() <= 12 && !has_mark(subject);
        let value = |j: usize| line.figures[j].base_value;
        let fits = named && among && plain && line.comparable(whole, part);
        (fits && value(whole) >= value(part)).then(|| Claim {
            share: i,
            part,
            wholes: vec![whole],
        })
    }

    /// `占线路全长386公里的106.7%`: a part that is more than the whole it is a part of. Of a task or of money more may be done.
    fn above_the_whole(&self, line: &Line<'_>, claim: &Claim) -> Option<Slip> {
        let &[whole] = &claim.wholes[..] else {
            return None;
        };
        let noun = line.before(claim.share).trim();
        let (_, base) = last_clause(line.before(whole));
        let of_task = [noun, base].iter().any(|words| self.goal.stand_in(words));
        let is_part = self.part_of.strip(base).is_some() && noun.ends_with('的');
        let is_money = line.figures[whole].base_unit.ends_with('元');
        let (part, total) = (&line.figures[claim.part], &line.figures[whole]);
        let above = Interval::of(part).lo > Interval::of(total).hi;
        if !is_part || of_task || is_money || !above {
            return None;
        }
        let because = format!(
            "{}多于{base}{}，占比不会超过100%",
            line.shown(claim.part),
            line.shown(whole)
        );
        let slip = Slip::new(Kind::Certain, line.span(claim.part, claim.share), because);
        Some(slip.with(total.span.range(), "总数"))
    }
}

/// The words before the last comma of `gap` and those behind it.
fn last_clause(gap: &str) -> (&str, &str) {
    gap.rsplit_once(['，', ',']).unwrap_or((gap, ""))
}

fn has_mark(words: &str) -> bool {
    words.contains(['，', ',', '、', '；', '。', '：', '（', '）', '(', ')'])
}

fn computed(line: &Line<'_>, part: usize, whole: usize) -> Interval {
    Interval::of(&line.figures[part]).share_of(Interval::of(&line.figures[whole]))
}

fn fits(line: &Line<'_>, claim: &Claim, whole: usize) -> bool {
    let stated = Interval::of(&line.figures[claim.share]);
    stated.meets(computed(line, claim.part, whole))
}

/// The whole that explains the most shares of the sentence.
fn settled_whole(line: &Line<'_>, claims: &[Claim]) -> Option<usize> {
    let mut explained: BTreeMap<usize, usize> = BTreeMap::new();
    for claim in claims {
        for &whole in claim.wholes.iter().filter(|&&w| fits(line, claim, w)) {
            *explained.entry(whole).or_default() += 1;
        }
    }
    let most = explained.into_iter().max_by_key(|&(whole, n)| (n, whole));
    most.map(|(whole, _)| whole)
}

fn unexplained(line: &Line<'_>, claim: &Claim, settled: Option<usize>) -> Option<Slip> {
    if claim.wholes.iter().any(|&w| fits(line, claim, w)) {
        return None;
    }
    let stated = &line.figures[claim.share];
    let distance =
        |w: usize| (computed(line, claim.part, w).middle() - stated.value).abs() / stated.value;
    let nearest = claim
        .wholes
        .iter()
        .copied()
        .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))?;
    let whole = settled
        .filter(|w| claim.wholes.contains(w))
        .unwrap_or(nearest);
    if settled.is_none() && distance(whole) > NEAR {
        return None;
    }
    let found = computed(line, claim.part, whole);
    let cut = Interval::cut_off(stated.value, stated.decimals).meets(found);
    let kind = if cut { Kind::Advice } else { Kind::Certain };
    let decimals = usize::from(stated.decimals) + 1;
    let because = format!(
        "{}÷{} = {:.decimals$}%，文中称{}，不相容",
        line.shown(claim.part),
        line.shown(whole),
        found.middle(),
        line.shown(claim.share)
    );
    let slip = Slip::new(
        kind,
        line.span(claim.part.min(claim.share), claim.share),
        because,
    );
    Some(slip.with(line.figures[whole].span.range(), "总数"))
}

/// Shares of one whole, some with decimals and some without.
fn mixed_precision(line: &Line<'_>, claims: &[Claim], settled: Option<usize>) -> Option<Slip> {
    let whole = settled?;
    let group: Vec<&Claim> = claims
        .iter()
        .filter(|c| c.wholes.contains(&whole))
        .collect();
    let decimals = |c: &Claim| line.figures[c.share].decimals;
    let finest = group.iter().map(|c| decimals(c)).max()?;
    let coarse = group.iter().find(|c| decimals(c) < finest)?;
    let rounded = computed(line, coarse.part, whole).middle();
    let digits = usize::from(finest);
    let written = format!("{rounded:.digits$}%");
    if group.len() < 2
        || written.trim_end_matches('%').parse() == Ok(line.figures[coarse.share].value)
    {
        return None;
    }
    let because = format!(
        "同组占比有的保留{finest}位小数，{}按同样精度应写作{written}",
        line.shown(coarse.share)
    );
    let other = group.iter().find(|c| decimals(c) == finest)?;
    let slip = Slip::new(Kind::Advice, line.span(coarse.share, coarse.share), because);
    Some(slip.with(line.figures[other.share].span.range(), "同组占比"))
}
