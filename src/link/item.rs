//! Divides the figures of a clause among the things it lists: `高新技术企业3187家、小微企业10539家`, `A、B分别增长7%、8%`.

use super::contrast::Flow;
use super::passage::{Item, Reader, Source};
use super::runs::BREAK;
use super::wording::Wording;
use crate::extract::quantity::Quantity;
use std::ops::Range;

/// Says that the figures after it belong to the names before it, in their order.
const RESPECTIVELY: &str = "分别";

/// The figures of a clause, each with the words of its place in the list. An addition said of the first (新增) holds for
/// those after it that do not say otherwise.
pub(super) fn items<'a>(
    source: Source<'a>,
    range: &Range<usize>,
    reader: &Reader,
) -> Vec<Item<'a>> {
    let text = &source.document.file.text;
    let quantities = source.quantities(range);
    if let Some(items) = respectively(source, range, reader) {
        return items;
    }
    let mut items: Vec<Item<'a>> = Vec::with_capacity(quantities.len());
    let mut start = range.start;
    let opens_with_years = reader.contrast.opens_with_years(&text[range.clone()]);
    for (i, quantity) in quantities.iter().enumerate() {
        let end = end_of_item(text, quantity.span.end, &quantities[i + 1..], range.end);
        let said = reader
            .contrast
            .flow(&text[start.min(quantity.span.start)..quantity.span.start]);
        let flow = match (said, items.last().map(|i| i.flow)) {
            (Flow::Unsaid, Some(Flow::Added)) => Flow::Added,
            _ => said,
        };
        let before = &text[start.min(quantity.span.start)..quantity.span.start];
        let words = source.wording(&reader.folder, start.min(quantity.span.start)..end);
        items.push(Item {
            of_years: opens_with_years || reader.contrast.of_years(before),
            name: reader.namer.name(&words.chars, &reader.contrast),
            words,
            quantity,
            flow,
        });
        start = end;
    }
    items
}

/// Where the item ends whose figure ends at `end`: at a mark, or before the next figure that is not one of its own words
/// (`10个30亿元级项目`).
fn end_of_item(text: &str, mut end: usize, later: &[Quantity], clause_end: usize) -> usize {
    let own = later.iter().take_while(|q| {
        let touches = q.span.start <= end;
        end = end.max(if touches { q.span.end } else { 0 });
        touches
    });
    let limit = later.get(own.count()).map_or(clause_end, |q| q.span.start);
    let after = &text[end..limit.max(end)];
    let cut = after.find(['、', '，', ',', '和', '；']);
    end + cut.unwrap_or(after.len())
}

/// The figures after 分别, each with the measure in its place; none unless they are of several measures.
fn respectively<'a>(
    source: Source<'a>,
    range: &Range<usize>,
    reader: &Reader,
) -> Option<Vec<Item<'a>>> {
    let text = &source.document.file.text;
    let at = range.start + text[range.clone()].find(RESPECTIVELY)?;
    let figures = source.quantities(&(at..range.end));
    let measures: Option<Vec<&str>> = figures
        .iter()
        .map(|q| q.measure.as_ref().map(|m| m.value.as_str()))
        .collect();
    let measures = measures.filter(|m| m.iter().any(|name| *name != m[0]))?;
    if !source.quantities(&(range.start..at)).is_empty() {
        return None;
    }
    let flow = reader
        .contrast
        .flow(&text[range.start..figures.first()?.span.start]);
    let of_years = reader
        .contrast
        .of_years(&text[range.start..figures.first()?.span.start]);
    let mut verb = "";
    let mut last: Option<&Quantity> = None;
    let item = |(measure, quantity): (&str, &'a Quantity)| {
        if last.is_none_or(|last| last.basis != quantity.basis) {
            let from = last.map_or(at, |last| last.span.end);
            let said = text[from..quantity.span.start.max(from)].trim_matches(JOINTS);
            verb = said.strip_prefix(RESPECTIVELY).unwrap_or(said);
        }
        last = Some(quantity);
        let mut chars = Vec::new();
        for part in [measure, verb] {
            chars.extend(reader.folder.chars(part, 0..part.len(), &[]));
            chars.push(BREAK);
        }
        Item {
            name: reader.namer.name(&chars, &reader.contrast),
            words: Wording::new(chars),
            quantity,
            flow,
            of_years,
        }
    };
    Some(measures.into_iter().zip(figures).map(item).collect())
}

/// What stands between the figures of a list.
const JOINTS: [char; 8] = ['、', '和', '及', '与', '，', ',', ' ', '；'];
