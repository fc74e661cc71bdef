//! Divides the figures of a measure among its subjects: `A、B分别增长10%、15%` are two, `A、B均增长8%` as well.

use super::cut::joints;
use super::sketch::Sketch;
use crate::document::Document;
use crate::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use crate::location::Spanned;
use std::ops::Range;

/// Copies of one measure, at most.
const MOST_SUBJECTS: usize = 8;

/// The figures of each commitment in `sketch`, its own figure first; one list where nothing is shared.
pub(crate) fn shares(
    document: &Document,
    sketch: &Sketch,
    quantities: &[Quantity],
) -> Vec<Vec<Quantity>> {
    let text = &document.file.text;
    let measure = &text[sketch.range.clone()];
    let own: Vec<Quantity> = sketch
        .figures
        .iter()
        .map(|&i| quantities[i].clone())
        .collect();
    let Some(first) = own.first() else {
        return vec![stated(document, sketch).into_iter().collect()];
    };
    if measure.contains("分别") && own.len() >= 2 {
        let first = |n: usize| [&own[n..=n], &own[..n], &own[n + 1..]].concat();
        // 分别从80元、100元提高到110元、130元: what was before is an aim only where no other is read.
        let is_aim = |n: &usize| own[*n].role != QuantityRole::Baseline;
        let any = (0..own.len()).any(|n| is_aim(&n));
        let aims = (0..own.len()).filter(|n| !any || is_aim(n));
        return aims.take(MOST_SUBJECTS).map(first).collect();
    }
    let before = &text[sketch.range.start..first.span.start];
    let each = before.rfind(['均', '各']);
    let each = each.filter(|&at| {
        let behind = &before[at + '各'.len_utf8()..];
        at > 0 && before.len() - at <= NEAR_FIGURE && !behind.starts_with(OF_KINDS)
    });
    let subjects = each.unwrap_or(before.len());
    if each.is_none() && !(first.basis == Basis::Growth && is_list_of_measures(&before[..subjects]))
    {
        return vec![own];
    }
    let subjects = behind_lead(text, sketch)..sketch.range.start + subjects;
    let names = names(text, subjects).into_iter().take(MOST_SUBJECTS);
    let of = |name: Range<usize>| {
        let mut own = own.clone();
        if text[name.clone()].chars().count() >= LEAST_NAME {
            let words = text[name.clone()].to_owned();
            own[0].measure = Some(Spanned::new(words, document.span(name)));
        }
        own
    };
    names.map(of).collect()
}

/// Where the subjects begin: behind the adverbs and verbs the measure opens with (`确保受污染耕地、污染地块安全利用率均达93%`).
fn behind_lead(text: &str, sketch: &Sketch) -> usize {
    let body = sketch.lead.body.start;
    let is_noun = text[body..].starts_with(NOUNS_OF_VERBS);
    if is_noun { sketch.range.start } else { body }
}

/// What makes a noun of the verb before it (完成率).
const NOUNS_OF_VERBS: [char; 8] = ['率', '量', '额', '值', '数', '度', '面', '性'];

/// Letters of a name that can stand alone; a shorter one only opens the one that ends the list (`城镇、农村居民收入`).
const LEAST_NAME: usize = 4;

/// The names of a list, cut at its joints.
fn names(text: &str, list: Range<usize>) -> Vec<Range<usize>> {
    let joints = joints(text, list.clone());
    let behind = joints.iter().map(|(at, mark)| at + mark.len_utf8());
    let starts = std::iter::once(list.start).chain(behind);
    let ends = joints.iter().map(|(at, _)| *at).chain([list.end]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// What follows 各 where it means kinds, not each (各类人才).
const OF_KINDS: [char; 6] = ['类', '种', '级', '地', '界', '项'];

/// Bytes between 均 and the figure, at most.
const NEAR_FIGURE: usize = 12;

/// Whether every item of `list` ends like a measure (`到位资金、实际利用外资保持`), so that the figure behind it holds for each.
fn is_list_of_measures(list: &str) -> bool {
    let measure =
        |item: &str| item.ends_with(['率', '额', '量', '值', '资', '入', '金', '积', '数', '比']);
    let mut items: Vec<&str> = list.split('、').collect();
    items.pop().is_some() && !items.is_empty() && items.into_iter().all(measure)
}

/// The quantity a promised state stands for: `清洁村庄全覆盖` is 100 %.
fn stated(document: &Document, sketch: &Sketch) -> Option<Quantity> {
    let goal = sketch.goal.as_ref()?;
    let value = f64::from(goal.value?);
    let unit = if value > 0.0 { "%" } else { "" };
    let core = &sketch.noun.core;
    let before = core.start..goal.range.start.min(core.end);
    let measure = if before.len() > 3 {
        before
    } else {
        goal.range.end.min(core.end)..core.end
    };
    let span = document.span(goal.range.clone());
    Some(Quantity {
        span,
        literal: span,
        value,
        value_hi: None,
        decimals: 0,
        unit: unit.to_owned(),
        base_value: value,
        base_value_hi: None,
        written_in: None,
        base_unit: unit.to_owned(),
        bound: Bound::Exactly,
        basis: if value > 0.0 {
            Basis::Rate
        } else {
            Basis::Total
        },
        role: QuantityRole::Target,
        falling: false,
        measure: Some(Spanned::new(
            document.slice(measure.clone()).to_owned(),
            document.span(measure),
        )),
    })
}
