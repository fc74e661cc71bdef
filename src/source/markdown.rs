//! Turns Markdown into a layout: headings, paragraphs, list items with their numbers, tables; marks of emphasis vanish.

use super::{Rendering, cell_name};
use crate::document::builder::{Builder, Slot};
use crate::location::Origin;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads decoded text.
pub(super) fn read(text: &str) -> Rendering {
    let mut reader = Reader::new(text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_line();
    Rendering::new("markdown", reader.builder.finish())
}

#[derive(Default)]
struct Reader {
    builder: Builder,
    /// Byte offset of each line start in the Markdown.
    starts: Vec<usize>,
    line: String,
    at: usize,
    level: Option<u8>,
    lists: Vec<Option<u64>>,
    grid: Vec<Vec<Slot>>,
    tables: u32,
    in_table: bool,
    deleted: u32,
}

impl Reader {
    fn new(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(i, _)| i + 1);
        Self {
            starts: std::iter::once(0).chain(ends).collect(),
            ..Self::default()
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range.start),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.deleted == 0 => {
                if self.line.is_empty() {
                    self.at = range.start;
                }
                self.line.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.line.push('\n'),
            Event::Rule => self.end_line(),
            Event::InlineHtml(html) if html.starts_with("<br") => self.line.push('\n'),
            Event::Text(_)
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_line();
                self.level = Some(*level as u8);
            }
            Tag::List(first) => {
                self.end_line();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_line();
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.at = at;
                    self.line = format!("{number}. ");
                    *number += 1;
                }
            }
            Tag::Table(_) => {
                self.end_line();
                self.in_table = true;
                self.tables += 1;
            }
            Tag::TableHead | Tag::TableRow => self.grid.push(Vec::new()),
            Tag::Strikethrough => self.deleted += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock => {
                self.end_line()
            }
            TagEnd::List(_) => {
                self.end_line();
                self.lists.pop();
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => {
                self.in_table = false;
                self.builder.table(std::mem::take(&mut self.grid));
            }
            TagEnd::Strikethrough => self.deleted = self.deleted.saturating_sub(1),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        if self.in_table {
            return;
        }
        let line = self.starts.partition_point(|&s| s <= self.at);
        let origin = Origin::Line(u32::try_from(line).unwrap_or(u32::MAX));
        let text = std::mem::take(&mut self.line);
        self.builder.line(&text, self.level.take(), Some(origin));
    }

    fn end_cell(&mut self) {
        let table = format!("表{}", self.tables);
        let number = self.grid.len();
        if let Some(row) = self.grid.last_mut() {
            let cell = cell_name(row.len(), number);
            let text = std::mem::take(&mut self.line);
            row.push(Slot::Own(text, Some(Origin::Cell { table, cell })));
        }
    }
}
