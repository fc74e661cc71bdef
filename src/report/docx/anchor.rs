//! Sets comment anchors into document.xml by inserting bytes, splitting runs where an anchor stands inside one.

use crate::ooxml::{Node, PackageError, Walk};
use crate::source::Stretch;
use std::collections::BTreeMap;
use std::ops::Range;

/// A comment to be placed, with its range in characters without white space.
#[derive(Debug, Clone)]
pub(super) struct Note {
    /// The characters it is about, counted without white space.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) text: String,
}

/// A comment that was placed.
#[derive(Debug)]
pub(super) struct Placed {
    /// Its number in the package.
    pub(super) id: usize,
    /// What it says.
    pub(super) text: String,
}

/// Counts the byte ranges of `notes` in characters of `text` without white space.
pub(super) fn dense(text: &str, notes: Vec<(Range<usize>, String)>) -> Vec<Note> {
    let mut wanted: BTreeMap<usize, usize> = BTreeMap::new();
    for (range, _) in &notes {
        wanted.insert(range.start, 0);
        wanted.insert(range.end, 0);
    }
    let (mut count, mut at) = (0, 0);
    for (&offset, target) in &mut wanted {
        count += text[at..offset]
            .chars()
            .filter(|c| !c.is_whitespace())
            .count();
        (*target, at) = (count, offset);
    }
    let note = |(range, text): (Range<usize>, String)| Note {
        range: wanted[&range.start]..wanted[&range.end],
        text,
    };
    notes.into_iter().map(note).collect()
}

/// The run and text element around a piece of character data, as byte ranges of the XML.
#[derive(Debug, Clone)]
struct Run {
    data: Range<usize>,
    open_text: Range<usize>,
    start: usize,
    properties: Range<usize>,
    /// Whether nothing stands between the run's properties and this text element.
    first: bool,
}

/// What is inserted at one byte of the XML.
#[derive(Debug, Default)]
struct Cut {
    ends: String,
    starts: String,
    /// The run to close before and open again after, when the place is inside one.
    split: Option<usize>,
}

/// `xml` with the anchors of `notes`, numbered from `first`, and the notes that found their place.
pub(super) fn anchored(
    xml: &str,
    stretches: &[Stretch],
    notes: &[Note],
    first: usize,
) -> Result<(String, Vec<Placed>), PackageError> {
    let runs = runs(xml)?;
    let (mut cuts, mut placed) = (BTreeMap::<usize, Cut>::new(), Vec::new());
    for note in notes {
        let from = position(xml, stretches, &runs, note.range.start, false);
        let to = position(
            xml,
            stretches,
            &runs,
            note.range.end.max(note.range.start + 1),
            true,
        );
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        let id = first + placed.len();
        let prefix = prefix(xml, &runs[from.1]);
        let start = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        let end = format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        );
        cut(xml, &mut cuts, &runs, from).starts.push_str(&start);
        cut(xml, &mut cuts, &runs, to).ends.push_str(&end);
        placed.push(Placed {
            id,
            text: note.text.clone(),
        });
    }
    Ok((spliced(xml, &runs, cuts), placed))
}

/// The byte of the XML before the character number `at` (or after the one before it), and the run it lies in.
fn position(
    xml: &str,
    stretches: &[Stretch],
    runs: &[Run],
    at: usize,
    after: bool,
) -> Option<(usize, usize)> {
    let wanted = at.checked_sub(usize::from(after))?;
    let mut index = stretches.partition_point(|s| s.before + s.count <= wanted);
    if after && stretches.get(index).is_none_or(|s| s.before > wanted) {
        index = index.checked_sub(1)?;
    }
    let stretch = stretches.get(index)?;
    let data = stretch.xml.clone()?;
    let run = runs
        .binary_search_by_key(&data.start, |r| r.data.start)
        .ok()?;
    let inside = wanted.saturating_sub(stretch.before) + usize::from(after);
    let counts = |c: char| !c.is_whitespace() && c != '\u{ad}';
    let raw = &xml[data.clone()];
    if raw.starts_with('&') {
        return Some((if inside == 0 { data.start } else { data.end }, run));
    }
    let mut visible = raw.char_indices().filter(|&(_, c)| counts(c));
    let place = match (inside, after) {
        (0, true) => 0,
        (n, true) => visible
            .nth(n - 1)
            .map_or(raw.len(), |(i, c)| i + c.len_utf8()),
        (n, false) => visible.nth(n).map_or(0, |(i, _)| i),
    };
    Some((data.start + place, run))
}

/// The cut at a place; moved out of the run where the place is at its very beginning or end.
fn cut<'c>(
    xml: &str,
    cuts: &'c mut BTreeMap<usize, Cut>,
    runs: &[Run],
    (at, run): (usize, usize),
) -> &'c mut Cut {
    let around = &runs[run];
    if around.first && at == around.open_text.end {
        return cuts.entry(around.start).or_default();
    }
    let prefix = prefix(xml, around);
    let closing = format!("</{prefix}t></{prefix}r>");
    if xml[at..].starts_with(&closing) {
        return cuts.entry(at + closing.len()).or_default();
    }
    let cut = cuts.entry(at).or_default();
    cut.split = Some(run);
    cut
}

fn spliced(xml: &str, runs: &[Run], cuts: BTreeMap<usize, Cut>) -> String {
    let mut inserts: BTreeMap<usize, String> = BTreeMap::new();
    for (at, cut) in cuts {
        let marks = cut.ends + &cut.starts;
        let Some(run) = cut.split.map(|run| &runs[run]) else {
            inserts.entry(at).or_default().push_str(&marks);
            continue;
        };
        let prefix = prefix(xml, run);
        let properties = &xml[run.properties.clone()];
        let split = format!(
            "</{prefix}t></{prefix}r>{marks}<{prefix}r>{properties}<{prefix}t xml:space=\"preserve\">"
        );
        inserts.entry(at).or_default().push_str(&split);
        if !xml[run.open_text.clone()].contains("xml:space") {
            inserts.insert(run.open_text.end - 1, " xml:space=\"preserve\"".to_owned());
        }
    }
    let mut out =
        String::with_capacity(xml.len() + inserts.values().map(String::len).sum::<usize>());
    let mut last = 0;
    for (at, insert) in inserts {
        out.push_str(&xml[last..at]);
        out.push_str(&insert);
        last = at;
    }
    out + &xml[last..]
}

/// The namespace prefix of a run, with its colon.
fn prefix<'x>(xml: &'x str, run: &Run) -> &'x str {
    let name = &xml[run.start + 1..];
    let end = name
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(0);
    name[..end]
        .split_once(':')
        .map_or("", |(prefix, _)| &name[..=prefix.len()])
}

/// Every piece of character data in a text element of a run, in order.
fn runs(xml: &str) -> Result<Vec<Run>, PackageError> {
    let mut runs = Vec::new();
    let mut walk = Walk::new(xml);
    // Open runs: start, properties, whether content was seen; nested ones belong to text boxes.
    let mut open: Vec<(usize, usize, Range<usize>, bool)> = Vec::new();
    let mut text: Option<(Range<usize>, usize, bool)> = None;
    while let Some((node, range)) = walk.step()? {
        let depth = walk.depth();
        match node {
            Node::Open(tag) => match tag.name() {
                "r" => open.push((depth, range.start, range.end..range.end, false)),
                "rPr" if open.last().is_some_and(|r| r.0 + 1 == depth && !r.3) => {
                    let end = end_of(&mut walk, range.end)?;
                    if let Some(run) = open.last_mut() {
                        run.2 = range.start..end;
                    }
                }
                "t" => {
                    let first = open.last().is_some_and(|r| !r.3);
                    open.iter_mut().rev().take(1).for_each(|r| r.3 = true);
                    text = Some((range, depth, first));
                }
                _ => open.iter_mut().rev().take(1).for_each(|r| r.3 = true),
            },
            Node::Text(_) => {
                if let (Some((open_text, _, first)), Some(run)) = (&text, open.last()) {
                    runs.push(Run {
                        data: range,
                        open_text: open_text.clone(),
                        start: run.1,
                        properties: run.2.clone(),
                        first: *first,
                    });
                }
            }
            Node::Close => {
                open.pop_if(|run| run.0 > depth);
                text = text.filter(|t| t.1 <= depth);
            }
        }
    }
    Ok(runs)
}

/// Skips the element just opened and returns where it ends.
fn end_of(walk: &mut Walk<'_>, opened: usize) -> Result<usize, PackageError> {
    let inside = walk.depth();
    let mut end = opened;
    while walk.depth() >= inside {
        let Some((_, range)) = walk.step()? else {
            break;
        };
        end = range.end;
    }
    Ok(end)
}
