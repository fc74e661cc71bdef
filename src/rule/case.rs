//! Holds what a rule is put to together with everything a question may look at.

mod item;

use crate::document::{Document, Row, clause};
use crate::extract::commitment::Commitment;
use crate::extract::part::PartRole;
use crate::extract::period::Time;
use crate::extract::progress::ProgressRow;
use crate::extract::quantity::Quantity;
use crate::extract::{Facts, Lexicon};
use crate::link::{Linked, Matter, Succession};
use crate::location::{DocId, Span};
use crate::rule::evidence::Evidence;
use crate::rule::layout::{Layout, Unit, part_place};
use crate::rule::scope::{Field, Place};
use jiff::civil::Date;

/// Everything read and linked in a run.
#[derive(Debug, Clone, Copy)]
pub struct Papers<'a> {
    /// The documents, in order: all of a run, or those that may be compared with one another.
    pub documents: &'a [Document],
    /// Their facts, same order.
    pub facts: &'a [Facts],
    /// Matters and successions.
    pub linked: &'a Linked,
    /// Word lists.
    pub lexicon: &'a Lexicon,
    /// The day the run takes for today.
    pub today: Option<Date>,
}

impl<'a> Papers<'a> {
    /// Where the document numbered `id` stands among these.
    ///
    /// # Panics
    /// When it is not among them: nothing of other documents is known here.
    pub fn place(&self, id: DocId) -> usize {
        let first = self.documents.first().map_or(0, |d| d.id.0);
        let near = id.0.wrapping_sub(first) as usize;
        match self.documents.get(near) {
            Some(document) if document.id == id => near,
            _ => self
                .documents
                .binary_search_by_key(&id, |d| d.id)
                .expect("findings and facts speak of documents at hand"),
        }
    }

    /// The document numbered `id`.
    pub fn document(&self, id: DocId) -> &'a Document {
        &self.documents[self.place(id)]
    }

    /// The facts of the document numbered `id`.
    pub fn facts_of(&self, id: DocId) -> &'a Facts {
        &self.facts[self.place(id)]
    }
}

/// What a rule is put to.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The document itself.
    Document,
    /// The rows of one table.
    Table(&'a [ProgressRow]),
    /// A row.
    Row(&'a ProgressRow),
    /// A row, seen from its progress.
    Progress(&'a ProgressRow),
    /// A commitment.
    Commitment(&'a Commitment),
    /// A commitment with its follow-up.
    Matter(&'a Matter),
    /// Two successive passages.
    Succession(&'a Succession),
    /// A sentence or clause.
    Text(&'a Unit),
}

/// One subject before one rule.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Everything else.
    pub papers: &'a Papers<'a>,
    /// The document the subject stands in.
    pub document: &'a Document,
    /// Its facts.
    pub facts: &'a Facts,
    /// Its sentences, clauses and tables.
    pub layout: &'a Layout,
    /// The subject.
    pub subject: Subject<'a>,
    /// What the condition found; only while the severity is graded.
    pub found: Option<&'a Evidence>,
}

impl<'a> Case<'a> {
    /// The subject's main text.
    pub fn whole(&self) -> Span {
        match self.subject {
            Subject::Document => self.document.span(self.document.range.clone()),
            Subject::Table(rows) => self.table_span(rows),
            Subject::Row(row) => row.span,
            Subject::Progress(row) => row.progress.unwrap_or(row.span),
            Subject::Commitment(commitment) => commitment.span,
            Subject::Matter(matter) => matter.commitment.span,
            Subject::Succession(succession) => succession.next.unwrap_or(succession.earlier),
            Subject::Text(unit) => self.document.span(unit.range.clone()),
        }
    }

    fn table_span(&self, rows: &[ProgressRow]) -> Span {
        let first = rows.first().map_or(0, |r| r.span.start);
        let last = rows.last().map_or(first, |r| r.span.end);
        self.document.span(first..last)
    }

    /// The row the subject is, or stands in.
    pub fn row(&self) -> Option<&'a ProgressRow> {
        match self.subject {
            Subject::Row(row) | Subject::Progress(row) => Some(row),
            Subject::Text(unit) => unit.row.map(|i| &self.facts.rows[i]),
            Subject::Document
            | Subject::Table(_)
            | Subject::Commitment(_)
            | Subject::Matter(_)
            | Subject::Succession(_) => None,
        }
    }

    /// Two of the subject's texts, when it has both.
    pub fn both(&self, one: Field, other: Field) -> Option<(Span, Span)> {
        self.field(one).zip(self.field(other))
    }

    /// The commitment the subject is, or follows.
    pub fn commitment(&self) -> Option<&'a Commitment> {
        match self.subject {
            Subject::Commitment(commitment) => Some(commitment),
            Subject::Matter(matter) => Some(&matter.commitment),
            Subject::Document
            | Subject::Table(_)
            | Subject::Row(_)
            | Subject::Progress(_)
            | Subject::Succession(_)
            | Subject::Text(_) => None,
        }
    }

    /// What kind of place the subject stands in.
    pub fn place(&self) -> Place {
        match self.subject {
            Subject::Text(unit) => unit.place,
            Subject::Progress(_) => Place::Progress,
            Subject::Row(row) => match part_place(self.facts, row.span.start) {
                Place::Other => Place::Cell,
                part => part,
            },
            Subject::Table(_) => Place::Cell,
            Subject::Commitment(_) | Subject::Matter(_) | Subject::Succession(_) => Place::Plan,
            Subject::Document => Place::Other,
        }
    }

    /// The status of the row as written; a sign or a yes says nothing without the header that asks for it.
    pub fn status_said(&self) -> Option<String> {
        let span = self.field(Field::Status)?;
        let said = self.text(span);
        let header = self.column(span).filter(|_| said.chars().count() < 2);
        let asked = header.map(|header| self.text(header).split_whitespace().collect::<String>());
        Some(asked.map_or(said.to_owned(), |asked| format!("{asked}：{said}")))
    }

    /// The place of one of the subject's texts; none where there is no such text.
    pub fn field(&self, field: Field) -> Option<Span> {
        let here = self.whole().start;
        let unit = |unit: &Unit| self.document.span(unit.range.clone());
        match field {
            Field::Whole => Some(self.whole()),
            Field::Evidence => self.found?.spans.first().copied(),
            Field::Matter => self.row()?.matter,
            Field::Annual => self.row()?.annual,
            Field::Due => self.row()?.due,
            Field::Target => self.row()?.target,
            Field::Progress => self.row()?.progress,
            Field::Owners => self.row()?.owner_cell,
            Field::Status => self.row()?.status.as_ref().map(|s| s.span),
            Field::Sentence => self.layout.sentence(here).map(unit),
            Field::NextClause => self.layout.next_clause(here).map(unit),
            Field::NextSentence => self.layout.next_sentence(here).map(unit),
            Field::Paragraph => {
                let paragraph = self.layout.sentence(here)?.paragraph.clone();
                Some(self.document.span(paragraph))
            }
            Field::Before => {
                let sentence = self.layout.sentence(here)?;
                let before = sentence.paragraph.start..sentence.range.start;
                Some(self.document.span(before))
            }
            Field::After => {
                let sentence = self.layout.sentence(here)?;
                let after = sentence.range.end..sentence.paragraph.end;
                Some(self.document.span(after))
            }
            Field::NextParagraph => {
                let next = self.layout.next_paragraph(here)?;
                Some(self.document.span(next))
            }
            Field::Heading => self.heading(here),
            Field::Column => self.column(self.whole()),
            Field::Document => Some(self.document.span(self.document.range.clone())),
            Field::Opening => self.opening(),
            Field::Title => self.document.title.clone().map(|r| self.document.span(r)),
            Field::Earlier => self.earlier(),
            Field::EarlierItem => self.earlier_item(),
            Field::Later => self.later(),
            Field::LaterItem => self.later_item(),
        }
    }

    /// The heading of the innermost section around byte `at`.
    fn heading(&self, at: usize) -> Option<Span> {
        let sections = self.facts.profile.parts.iter().flat_map(|p| &p.sections);
        let around = sections.filter(|s| s.range.contains(&at));
        let inner = around.min_by_key(|s| s.range.len())?;
        Some(self.document.span(inner.heading.clone()))
    }

    /// The header above `cell`, or the label before it in its line (`年度目标：`).
    pub fn column(&self, cell: Span) -> Option<Span> {
        let at = cell.range().start;
        let mut tables = self.document.tables.iter();
        if let Some(table) = tables.find(|table| table.range.contains(&at)) {
            let holds = |row: &Row| row.cells.iter().position(|c| c.range.contains(&at));
            let header = table.header.get(table.rows.iter().find_map(holds)?)?;
            return Some(self.document.span(header.range.clone()));
        }
        let text = &self.document.file.text;
        let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let label = text[line..at].trim_end().strip_suffix(['：', ':'])?;
        Some(self.document.span(line..line + label.len()))
    }

    /// The line the first plan part begins with; where the document is a table without progress, the line after its title.
    fn opening(&self) -> Option<Span> {
        let plan = self
            .facts
            .profile
            .parts
            .iter()
            .find(|p| p.role == PartRole::Plan);
        let listed =
            !self.facts.rows.is_empty() && self.facts.rows.iter().all(|r| r.progress.is_none());
        let start = match plan {
            Some(part) => part.span.start,
            None if listed => self.document.title.clone()?.end,
            None => return None,
        };
        let text = &self.document.file.text[start..self.document.range.end];
        let lead = text.len() - text.trim_start().len();
        let line = text[lead..].split(['\n', '。', '，', ',']).next()?;
        let line = line.split("  ").next()?;
        let line = start + lead..start + lead + line.len();
        Some(
            self.document
                .span(clause::trim(&self.document.file.text, line)),
        )
    }

    fn earlier(&self) -> Option<Span> {
        match self.subject {
            Subject::Matter(matter) => Some(matter.commitment.span),
            Subject::Succession(succession) => Some(succession.earlier),
            Subject::Document
            | Subject::Table(_)
            | Subject::Row(_)
            | Subject::Progress(_)
            | Subject::Commitment(_)
            | Subject::Text(_) => None,
        }
    }

    fn later(&self) -> Option<Span> {
        match self.subject {
            Subject::Matter(matter) => matter.links.first().map(|l| l.progress),
            Subject::Succession(succession) => succession.next,
            Subject::Document
            | Subject::Table(_)
            | Subject::Row(_)
            | Subject::Progress(_)
            | Subject::Commitment(_)
            | Subject::Text(_) => None,
        }
    }

    /// The text at `span`, of whichever document.
    pub fn text(&self, span: Span) -> &'a str {
        self.papers.document(span.doc).slice(span.range())
    }

    /// The text of `field`; empty where there is none.
    pub fn text_of(&self, field: Field) -> &'a str {
        self.field(field).map_or("", |span| self.text(span))
    }

    /// The quantities inside `span`, in order.
    pub fn quantities(&self, span: Span) -> &'a [Quantity] {
        let all = &self.papers.facts_of(span.doc).quantities;
        within(all, span, |q| q.span)
    }

    /// The time expressions inside `span`, in order.
    pub fn times(&self, span: Span) -> &'a [Time] {
        let all = &self.papers.facts_of(span.doc).times;
        within(all, span, |t| t.span)
    }
}

/// The items of the ordered list `all` that lie inside `span`.
fn within<T>(all: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let first = all.partition_point(|x| place(x).start < span.start);
    let count = all[first..].partition_point(|x| place(x).end <= span.end);
    &all[first..first + count]
}
