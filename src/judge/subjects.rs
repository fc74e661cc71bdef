//! Lists what the rules are put to, document by document.

use crate::extract::Facts;
use crate::link::{Matter, Succession};
use crate::rule::case::{Papers, Subject};
use crate::rule::layout::Layout;
use crate::rule::scope::Scope;

/// The subjects of one document that do not come from its own facts.
#[derive(Debug, Default)]
pub(super) struct Subjects<'a> {
    /// Index of the document.
    pub(super) document: usize,
    matters: Vec<&'a Matter>,
    successions: Vec<&'a Succession>,
}

impl<'a> Subjects<'a> {
    /// One entry per document. A succession belongs to the document of its later passage, or the earlier if there is none.
    /// Empty for a document that is not `wanted`.
    pub(super) fn by_document(papers: &Papers<'a>, wanted: &[bool]) -> Vec<Self> {
        let empty = |document| Self {
            document,
            ..Self::default()
        };
        let mut all: Vec<Self> = (0..papers.documents.len()).map(empty).collect();
        for matter in &papers.linked.matters {
            let document = papers.place(matter.commitment.span.doc);
            if wanted[document] {
                all[document].matters.push(matter);
            }
        }
        for succession in &papers.linked.successions {
            let place = succession.next.unwrap_or(succession.earlier);
            let document = papers.place(place.doc);
            if wanted[document] {
                all[document].successions.push(succession);
            }
        }
        all
    }

    /// What a rule put to `scope` is put to.
    pub(super) fn of(
        &self,
        scope: Scope,
        facts: &'a Facts,
        layout: &'a Layout,
    ) -> Vec<Subject<'a>> {
        let rows = facts.rows.iter();
        match scope {
            Scope::Document => vec![Subject::Document],
            Scope::Table => {
                let tables = layout.tables.iter();
                tables
                    .map(|t| Subject::Table(&facts.rows[t.clone()]))
                    .collect()
            }
            Scope::Row => rows.map(Subject::Row).collect(),
            Scope::Progress => {
                let reported = rows.filter(|r| r.progress.is_some_and(|p| !p.is_empty()));
                reported.map(Subject::Progress).collect()
            }
            Scope::Commitment => facts.commitments.iter().map(Subject::Commitment).collect(),
            Scope::Matter => self.matters.iter().copied().map(Subject::Matter).collect(),
            Scope::Succession => {
                let successions = self.successions.iter().copied();
                successions.map(Subject::Succession).collect()
            }
            Scope::Sentence => layout.sentences.iter().map(Subject::Text).collect(),
            Scope::Clause => layout.clauses.iter().map(Subject::Text).collect(),
        }
    }
}
