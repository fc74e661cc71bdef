//! Divides the figures of a clause among the things it lists: `高新技术企业3187家、小微企业10539家`, `A、B分别增长7%、8%`.

use super::contrast::Flow;
use super::passage::{Item, Reader, Source};
use super::runs::BREAK;
use super::wording::Wording;
use crate::extract::quantity::Quantity;
use std::ops::Range;

/// Says itself that the figures after it belong to the names before it, in their order.
const RESPECTIVELY: &str = "分别";

/// The figures of a clause, each with the words of its place in the list. An addition said of the first (新增) holds for
/// those after it that do not say otherwise.
pub(super) fn items<'a>(
    source: Source<'a>,
    range: &Range<usize>,
    reader: &Reader,
) -> Vec<Item<'a>> {
    let Some(at) = respectively(source, range) else {
        return one_by_one(source, range, reader);
    };
    let mut items = one_by_one(source, &(range.start..at), reader);
    items.extend(in_order(source, (range.start, at..range.end), reader));
    items
}

/// The figures of a list in which each stands by what it counts.
fn one_by_one<'a>(source: Source<'a>, range: &Range<usize>, reader: &Reader) -> Vec<Item<'a>> {
    let text = &source.document.file.text;
    let quantities = source.quantities(range);
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
        let own = source.chars(&reader.folder, start.min(quantity.span.start)..end);
        let words = Wording::new(match told_before(quantity, start) {
            Some(measure) if reader.namer.is_bare(&own) => named(measure, own, reader),
            _ => own,
        });
        items.push(Item {
            of_years: opens_with_years || reader.contrast.of_years(before),
            name: reader.namer.name(&words.chars, &reader.contrast),
            acts: reader.namer.acts(&words),
            words,
            quantity,
            flow,
        });
        start = end;
    }
    items
}

/// What `quantity` measures, if that stands before byte `start`: `社会消费品零售总额135亿元，增长2%`.
fn told_before(quantity: &Quantity, start: usize) -> Option<&str> {
    let measure = quantity.measure.as_ref()?;
    (measure.span.end <= start).then_some(&measure.value)
}

/// The characters of `measure`, then `own`.
fn named(measure: &str, own: Vec<char>, reader: &Reader) -> Vec<char> {
    let mut chars = reader.folder.chars(measure, 0..measure.len(), &[]);
    chars.push(BREAK);
    chars.extend(own);
    chars
}

/// Figures among the words of one that is counted, at most.
const MOST_OWN: usize = 8;

/// Where the item ends whose figure ends at `end`: at a mark, or before the next figure that is not one of its own words
/// (`10个30亿元级项目`).
fn end_of_item(text: &str, mut end: usize, later: &[Quantity], clause_end: usize) -> usize {
    let own = later.iter().take(MOST_OWN).take_while(|q| {
        let touches = q.span.start <= end;
        end = end.max(if touches { q.span.end } else { 0 });
        touches
    });
    let limit = later.get(own.count()).map_or(clause_end, |q| q.span.start);
    let after = &text[end..limit.max(end)];
    let cut = after.find(['、', '，', ',', '和', '；']);
    end + cut.unwrap_or(after.len())
}

/// Where the words before a row of figures end that are of several measures told before all of them:
/// `城镇和农村居民收入增长3%和7.7%`, `A100亿元、B20亿元，分别增长5%、6%`.
fn respectively(source: Source, range: &Range<usize>) -> Option<usize> {
    let figures = source.quantities(range);
    let mut row = None;
    let mut told = range.start;
    for (first, figure) in figures.iter().enumerate().rev() {
        let Some(measure) = &figure.measure else {
            break;
        };
        told = told.max(measure.span.end);
        if told <= figure.span.start {
            row = Some((first, told));
        }
    }
    let (first, told) = row?;
    let mut names = figures[first..].iter().map(measure);
    let one = names.next();
    let behind = first
        .checked_sub(1)
        .map_or(range.start, |at| figures[at].span.end);
    names
        .any(|name| Some(name) != one)
        .then_some(told.max(behind))
}

fn measure(quantity: &Quantity) -> Option<&str> {
    quantity.measure.as_ref().map(|m| m.value.as_str())
}

/// The row of figures in `range` of a clause that begins at `start`, each with the measure in its place.
fn in_order<'a>(
    source: Source<'a>,
    (start, range): (usize, Range<usize>),
    reader: &Reader,
) -> Vec<Item<'a>> {
    let text = &source.document.file.text;
    let (at, figures) = (range.start, source.quantities(&range));
    let before = figures.first().map_or("", |q| &text[start..q.span.start]);
    let (flow, of_years) = (
        reader.contrast.flow(before),
        reader.contrast.of_years(before),
    );
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
        let words = Wording::new(chars);
        Item {
            name: reader.namer.name(&words.chars, &reader.contrast),
            acts: reader.namer.acts(&words),
            words,
            quantity,
            flow,
            of_years,
        }
    };
    let named = figures.iter().filter_map(|q| Some((measure(q)?, q)));
    named.map(item).collect()
}

/// What stands between the figures of a list.
const JOINTS: [char; 8] = ['、', '和', '及', '与', '，', ',', ' ', '；'];
