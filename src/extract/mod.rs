//! Turns a `Document` into `Facts`: parts, commitments, progress, quantities, times, owners.

mod annex;
pub mod background;
pub mod beginnings;
mod column;
pub mod commitment;
pub mod deadline;
mod divide;
pub mod figures;
mod glyph;
pub mod hashed;
pub mod issuer;
pub mod letters;
pub mod lexicon;
mod list_end;
mod listed_row;
pub mod meaning;
pub mod numeral;
pub mod owner;
pub mod part;
pub mod period;
mod plan_year;
mod profile;
pub mod progress;
pub mod quantity;
mod region;
mod row;
mod shared;
mod spell;
pub mod stage;
pub mod status;
mod tense;
pub(crate) mod words;
mod year;

pub use lexicon::Lexicon;
pub use shared::{Shared, SharedList};

use crate::document::Document;
use crate::extract::row::RowReader;
use crate::location::{DocId, Span};
use commitment::Commitment;
use figures::{FigureFinder, Figures, Setting};
use part::{Part, PartRole, Profile};
use period::{Time, Years};
use progress::{Progress, ProgressRow};
use quantity::{Quantity, QuantityRole};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Everything understood of one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Whose facts.
    #[serde(skip, default = "DocId::current")]
    pub doc: DocId,
    /// Issuer, year, parts.
    pub profile: Profile,
    /// Commitments, in order.
    pub commitments: SharedList<Commitment>,
    /// Rows of progress tables, in order.
    pub rows: Vec<ProgressRow>,
    /// Every quantity, in order.
    pub quantities: Vec<Quantity>,
    /// Every time expression, in order.
    pub times: Vec<Time>,
    /// Where the review tells of several years at once, in bytes, in order.
    pub spells: Vec<Range<usize>>,
    /// Text that was read but not understood, with the reason in Chinese.
    pub not_understood: Vec<(Span, String)>,
}

impl Facts {
    /// Whether what stands at byte `at` is told of several years at once.
    pub fn tells_of_years(&self, at: usize) -> bool {
        let next = self.spells.partition_point(|s| s.end <= at);
        self.spells.get(next).is_some_and(|s| s.start <= at)
    }

    /// The same without what only linking and judging look at: commitments, quantities, times and spells.
    #[must_use]
    pub fn outline(&self) -> Self {
        Self {
            doc: self.doc,
            profile: self.profile.clone(),
            rows: self.rows.clone(),
            not_understood: self.not_understood.clone(),
            ..Self::default()
        }
    }

    /// Drops what is not in the outline.
    #[must_use]
    pub fn into_outline(self) -> Self {
        Self {
            commitments: SharedList::default(),
            quantities: Vec::new(),
            times: Vec::new(),
            ..self
        }
    }
}

/// What the user says a document is, where its text does not say or says it wrongly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Issuing body.
    pub issuer: Option<String>,
    /// Year of the plan part, or of the table.
    pub year: Option<i16>,
    /// What the whole document does.
    pub role: Option<PartRole>,
}

/// Reads all facts of `document`.
pub fn extract(document: &Document, lexicon: &Lexicon) -> Facts {
    extract_as(document, lexicon, &Told::default())
}

/// Reads all facts of `document`, which is what `told` says.
pub fn extract_as(document: &Document, lexicon: &Lexicon, told: &Told) -> Facts {
    let profile = profile::profile(document, lexicon, told).as_told(told, document);
    let reader = lexicon.compiled(RowReader::new);
    let (mut rows, not_understood) = reader.tables(document);
    rows.extend(reader.lists(document, &profile));
    rows.sort_by_key(|row| row.span);
    let Figures { quantities, times } = figures(document, &profile, lexicon);
    let material = commitment::Material {
        document,
        profile: &profile,
        quantities: &quantities,
        times: &times,
        rows: &rows,
    };
    let reader = lexicon.compiled(commitment::Reader::new);
    let commitments = reader.commitments(&material).into();
    let spells = lexicon.compiled(spell::Spells::new);
    let spells = spells.find(document, &profile, &times);
    Facts {
        doc: document.id,
        profile,
        commitments,
        rows,
        quantities,
        times,
        spells,
        not_understood,
    }
}

/// Who issued `document`, which is what `told` says; the same as in its facts, without reading the rest.
pub fn issuer_of(document: &Document, lexicon: &Lexicon, told: &Told) -> String {
    profile::issuer(document, lexicon, told).name
}

/// The progress clauses of the review parts of `document`, in order. Following up reads the text itself; these are for people.
pub fn progress(document: &Document, facts: &Facts, lexicon: &Lexicon) -> Vec<Progress> {
    let material = commitment::Material {
        document,
        profile: &facts.profile,
        quantities: &facts.quantities,
        times: &facts.times,
        rows: &facts.rows,
    };
    let reader = lexicon.compiled(commitment::Reader::new);
    reader.progress(&material)
}

/// The figures of the whole document, each part read in its own year.
fn figures(document: &Document, profile: &Profile, lexicon: &Lexicon) -> Figures {
    let finder = lexicon.compiled(FigureFinder::new);
    let mut all = Figures::default();
    let mut at = document.range.start;
    for (range, part) in stretches(document, profile) {
        let range = range.start.max(at)..range.end.max(at);
        at = range.end;
        let found = finder.find(document, range, setting(document, profile, part));
        all.quantities.extend(found.quantities);
        all.times.extend(found.times);
    }
    all.quantities.shrink_to_fit();
    all.times.shrink_to_fit();
    all
}

/// The parts of a document and the stretches between them, in order, together the whole document.
fn stretches<'a>(
    document: &Document,
    profile: &'a Profile,
) -> Vec<(Range<usize>, Option<&'a Part>)> {
    let mut stretches = Vec::new();
    let mut at = document.range.start;
    for part in &profile.parts {
        let range = part.span.range();
        if range.start > at {
            stretches.push((at..range.start, None));
        }
        at = at.max(range.end);
        stretches.push((range, Some(part)));
    }
    stretches.push((at..document.range.end.max(at), None));
    stretches
}

/// The years and the role of figures in `part`.
fn setting(document: &Document, profile: &Profile, part: Option<&Part>) -> Setting {
    let year = profile.year.unwrap_or(1);
    let own = part.and_then(|p| p.period).map_or(year, |p| p.end.year());
    let spoken = document.title_text().contains("政府工作报告");
    Setting {
        years: Years {
            speaker: if spoken { year } else { own },
            part: own,
        },
        role: match part.map(|p| p.role) {
            Some(PartRole::Plan) => QuantityRole::Target,
            Some(PartRole::Review | PartRole::Table | PartRole::Other) | None => {
                QuantityRole::Actual
            }
        },
    }
}
