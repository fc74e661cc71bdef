//! Ranks questions by what an answer costs.

use crate::rule::scope::Field;

/// What an answer costs; of several questions the cheap ones are asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// A look at what was found before.
    Look,
    /// A search for words in a short text.
    Read,
    /// A search with expressions, or in other texts.
    Search,
}

impl Effort {
    /// Of reading one of a case's texts: those around the subject are longer than it is.
    pub fn of(field: Field) -> Self {
        match field {
            Field::Whole
            | Field::NextClause
            | Field::Matter
            | Field::Annual
            | Field::Due
            | Field::Target
            | Field::Progress
            | Field::Owners
            | Field::Status
            | Field::Title
            | Field::Opening
            | Field::Earlier
            | Field::EarlierItem
            | Field::Later
            | Field::LaterItem
            | Field::Evidence
            | Field::Heading => Self::Read,
            Field::Sentence
            | Field::NextSentence
            | Field::Paragraph
            | Field::NextParagraph
            | Field::Before
            | Field::After
            | Field::Column
            | Field::Document => Self::Search,
        }
    }
}
