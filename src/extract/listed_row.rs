//! Turns the items of numbered lists behind a report into `ProgressRow`s: completion lists and lists of 实事 with owners.
//!
//! Three shapes occur: `一、目标（某局负责）。实绩。` and `1.目标。实绩。（责任单位：某局；完成时限：年底）` in one paragraph, and a heading
//! followed by labelled lines (`年度目标：`, `牵头单位：`, `完成情况：`). In a paragraph that begins with a name (`1.某水库。计划投资16亿元，
//! 已完成12亿元。`) what is asked for ends where it begins to tell. An item that names nobody among many that do is a row as well.

mod telling;

pub(crate) use telling::Telling;

use crate::document::{Block, BlockKind, Document, clause, heading};
use crate::extract::column::Column;
use crate::extract::owner::{Owner, OwnerRole};
use crate::extract::part::{Part, PartRole, Profile};
use crate::extract::progress::ProgressRow;
use crate::extract::row::RowReader;
use crate::location::Spanned;
use std::ops::Range;

/// Longest label before a colon, in characters.
const LABEL_LIMIT: usize = 8;

/// Marks of emphasis around a label, at most.
const STARS: usize = 8;
/// Fewest items that make a list of rows.
const FEWEST: usize = 3;
impl RowReader {
    /// The rows of the lists in the annexes and closing sections of `document`.
    pub(crate) fn lists(&self, document: &Document, profile: &Profile) -> Vec<ProgressRow> {
        let parts = profile
            .parts
            .iter()
            .filter(|p| matches!(p.role, PartRole::Review | PartRole::Plan));
        parts.flat_map(|part| self.list(document, part)).collect()
    }

    fn list(&self, document: &Document, part: &Part) -> Vec<ProgressRow> {
        let inside = |b: &&Block| part.span.start <= b.range.start && b.range.end <= part.span.end;
        let blocks: Vec<&Block> = document.blocks.iter().filter(inside).collect();
        let starts: Vec<usize> = (0..blocks.len())
            .filter(|&i| heading::mark(document.slice(blocks[i].range.clone())).is_some())
            .collect();
        let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
        let items: Vec<&[&Block]> = starts
            .iter()
            .zip(ends)
            .map(|(&s, e)| &blocks[s..e])
            .collect();
        let rows: Vec<Option<ProgressRow>> = items
            .iter()
            .map(|item| self.item(document, item, part.role))
            .collect();
        let owned = rows.iter().flatten().count();
        if owned < FEWEST {
            return Vec::new();
        }
        let style =
            |item: &[&Block]| Some(heading::mark(document.slice(item[0].range.clone()))?.style);
        let found = items.iter().zip(&rows).find(|(_, row)| {
            let told = |row: &ProgressRow| row.progress.is_some() && row.owner_cell.is_some();
            row.as_ref().is_some_and(told)
        });
        let usual = found.and_then(|(item, _)| style(item));
        let alike = items
            .iter()
            .filter(|item| usual.is_some() && style(item) == usual)
            .count();
        let nearly_all = part.role == PartRole::Review && owned * 10 >= alike * 8;
        let rows = items.iter().zip(rows).map(|(item, row)| {
            let unowned = || {
                let is_one = nearly_all && usual.is_some() && style(item) == usual;
                is_one.then(|| self.unowned(document, item)).flatten()
            };
            row.or_else(unowned)
        });
        rows.flatten().collect()
    }

    /// The row of an item that does not name who is responsible.
    fn unowned(&self, document: &Document, item: &[&Block]) -> Option<ProgressRow> {
        let (mut row, paragraph) = opened(document, item)?;
        self.divide(document, paragraph, &mut row);
        row.progress.is_some().then_some(row)
    }

    /// A row, when the item names who is responsible.
    fn item(&self, document: &Document, item: &[&Block], role: PartRole) -> Option<ProgressRow> {
        let (mut row, paragraph) = opened(document, item)?;
        if role == PartRole::Review && self.bracketed(document, paragraph, &mut row) {
            return Some(row);
        }
        for block in &item[1..] {
            if block.kind != BlockKind::Furniture {
                for line in self.labelled_lines(document, block.range.clone()) {
                    self.labelled(document, line, &mut row);
                }
            }
        }
        row.owner_cell.is_some().then_some(row)
    }

    /// `目标（某局负责）。实绩。` or `目标。实绩。（责任单位：某局）`: splits the paragraph at the bracket, or before it at the first
    /// sentence.
    fn bracketed(&self, document: &Document, text: Range<usize>, row: &mut ProgressRow) -> bool {
        let paragraph = document.slice(text.clone());
        let Some((open, close)) = responsible(paragraph) else {
            return false;
        };
        let inner = text.start + open + '（'.len_utf8()..text.start + close;
        row.matter = Some(document.span(text.start..text.start + open));
        self.responsible(document, inner, row);
        let rest = &paragraph[close..];
        let skipped = rest.len()
            - rest
                .trim_start_matches(['）', ')', '。', '：', '；', ' '])
                .len();
        let behind = clause::trim(&document.file.text, text.start + close + skipped..text.end);
        match behind.is_empty() {
            true => self.divide(document, text.start..text.start + open, row),
            false => self.told(document, behind, row),
        }
        true
    }

    /// What has happened, with the status word it opens with.
    pub(super) fn told(&self, document: &Document, progress: Range<usize>, row: &mut ProgressRow) {
        let progress = self.content(document, progress);
        if !progress.is_empty() {
            let opening = self.status.opening(document, progress.clone());
            row.status = opening.or_else(|| self.status.told(document, progress.clone()));
            row.progress = Some(document.span(progress));
        }
    }

    /// `text` without the label it begins with (`工程进展：`).
    pub(super) fn content(&self, document: &Document, text: Range<usize>) -> Range<usize> {
        let said = document.slice(text.clone());
        let named = label(said).filter(|l| self.columns.one(l).is_some());
        let colon = named.and_then(|_| said.find(['：', ':']));
        let behind = colon.and_then(|at| Some(at + said[at..].chars().next()?.len_utf8()));
        clause::trim(
            &document.file.text,
            text.start + behind.unwrap_or(0)..text.end,
        )
    }

    /// Who is responsible, from a bracket that may say other things too: `责任单位：某局；完成时限：年底`.
    fn responsible(&self, document: &Document, inner: Range<usize>, row: &mut ProgressRow) {
        let text = document.slice(inner.clone());
        let mut labelled: Vec<(&str, Range<usize>)> = Vec::new();
        let mut start = inner.start;
        for piece in text.split_inclusive(['；', ';']) {
            let own = piece.trim_end_matches(['；', ';']);
            labelled.push((own, start..start + own.len()));
            start += piece.len();
        }
        if labelled.iter().all(|(piece, _)| label(piece).is_none()) {
            row.owners = self.owners.read(document, inner.clone());
            row.owner_cell = Some(document.span(inner));
            return;
        }
        for (piece, range) in labelled {
            let column = label(piece).and_then(|l| self.columns.one(l));
            if let Some(Column::Owner | Column::Lead | Column::Support | Column::Deadline) = column
            {
                self.labelled(document, range, row);
            }
        }
    }

    /// `range` cut before each line that begins with a label: a block may hold several.
    fn labelled_lines(&self, document: &Document, range: Range<usize>) -> Vec<Range<usize>> {
        let text = document.slice(range.clone());
        let begins = |at: &usize| {
            let line = text[*at..].trim_start();
            label(line).is_some_and(|l| self.columns.one(l).is_some())
        };
        let ends = text.match_indices('\n').map(|(at, _)| at).filter(begins);
        let mut cuts: Vec<usize> = ends.collect();
        cuts.push(text.len());
        let mut from = 0;
        let mut lines = Vec::new();
        for cut in cuts {
            let line = range.start + from..range.start + cut;
            lines.push(clause::trim(&document.file.text, line));
            from = cut;
        }
        lines
    }

    /// `年度目标：…`, `牵头单位：…`, `完成情况：…`; text without a label is the target.
    fn labelled(&self, document: &Document, line: Range<usize>, row: &mut ProgressRow) {
        let text = document.slice(line.clone());
        let label = label(text);
        let content = label.map_or(line.clone(), |_| {
            let colon = text.find(['：', ':']).unwrap_or(0);
            let len = text[colon..].chars().next().map_or(0, char::len_utf8);
            clause::trim(&document.file.text, line.start + colon + len..line.end)
        });
        match label.and_then(|l| self.columns.one(l)) {
            Some(Column::Lead) => {
                row.owner_cell = Some(document.span(content.clone()));
                row.owners
                    .splice(0..0, self.owners.leading(document, content));
            }
            Some(Column::Owner | Column::Support) if row.owner_cell.is_some() => {
                let read = self.owners.read(document, content).into_iter();
                row.owners.extend(read.map(|o| Owner {
                    role: OwnerRole::Support,
                    ..o
                }));
            }
            Some(Column::Owner | Column::Support) => {
                row.owner_cell = Some(document.span(content.clone()));
                row.owners = self.owners.read(document, content);
            }
            Some(Column::Progress) => {
                row.status = self.status.opening(document, content.clone());
                row.progress = Some(document.span(content));
            }
            Some(Column::Leader) => row.leader = Some(document.span(content)),
            Some(Column::Deadline) => row.due = Some(document.span(content)),
            Some(Column::Annual | Column::Target | Column::Matter) | None
                if row.target.is_none() =>
            {
                row.target = Some(document.span(content))
            }
            Some(_) | None => {}
        }
    }
}

/// The row of an item as far as its heading tells it, and its paragraph behind the number.
fn opened(document: &Document, item: &[&Block]) -> Option<(ProgressRow, Range<usize>)> {
    let head = item.first()?;
    let end = item.last()?.range.end;
    let mark = heading::mark(document.slice(head.range.clone()))?;
    let matter = clause::trim(
        &document.file.text,
        head.range.start + mark.len..head.range.end,
    );
    let row = ProgressRow {
        span: document.span(head.range.start..end),
        number: Some(Spanned::new(
            mark.number.to_string(),
            document.span(head.range.start..head.range.start + mark.len),
        )),
        matter: Some(document.span(matter.clone())),
        annual: None,
        target: None,
        progress: None,
        due: None,
        before: None,
        rate: None,
        owner_cell: None,
        owners: Vec::new(),
        leader: None,
        status: None,
        starred: document.slice(matter.clone()).starts_with('★'),
    };
    Some((row, matter.start..paragraph_end(document, item)))
}

/// The short label `line` begins with, before its colon.
fn label(line: &str) -> Option<&str> {
    let near = line.char_indices().nth(LABEL_LIMIT + STARS);
    let opening = near.map_or(line, |(end, _)| &line[..end]);
    let (label, _) = opening.split_once(['：', ':'])?;
    let label = label.trim_matches('*');
    label.chars().nth(LABEL_LIMIT).is_none().then_some(label)
}

/// Where the paragraph ends that the item's first block is or opens.
fn paragraph_end(document: &Document, item: &[&Block]) -> usize {
    let mut end = item[0].range.end;
    for block in &item[1..] {
        if document.slice(end..block.range.start).contains('\n') {
            break;
        }
        end = block.range.end;
    }
    end
}

/// Byte offsets of the bracket that says who is responsible.
fn responsible(paragraph: &str) -> Option<(usize, usize)> {
    let says = |inner: &str| {
        ["负责", "牵头", "承办", "办理", "主办", "责任单位"]
            .iter()
            .any(|w| inner.contains(w))
    };
    paragraph.match_indices('（').find_map(|(open, _)| {
        let close = open + paragraph[open..].find('）')?;
        says(&paragraph[open..close]).then_some((open, close))
    })
}
