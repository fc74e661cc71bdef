//! Finds commitments: what a document says will be done, in a form a reader could check.

mod added;
mod cut;
mod elided;
mod features;
mod figure;
mod holder;
mod kind;
mod livelihood;
mod marks;
mod material;
pub(crate) mod nouns;
pub(super) mod objects;
mod pieces;
mod principal;
mod rare;
mod said;
mod share;
mod sketch;
mod verbs;
mod weight;

pub use kind::Model;
pub use material::Material;

use crate::extract::Lexicon;
use crate::extract::deadline::{Deadline, DeadlineFinder};
use crate::extract::owner::Owner;
use crate::extract::part::{Part, Section};
use crate::extract::period::Period;
use crate::extract::quantity::Quantity;
use crate::extract::stage::Stages;
use crate::extract::status::Stage;
use crate::location::{Span, Spanned};
use features::View;
use objects::objects;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use share::shares;
use sketch::{Pencils, Sketch};
use std::ops::Range;
use weight::{Paragraph, Weights};

/// How checkable a commitment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A numeric target.
    Quantified,
    /// A named project, institution, document or event with a concrete verb.
    Named,
    /// A direction without a checkable deliverable.
    Qualitative,
}

/// How firmly it is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Firmness {
    /// 确保, 完成, or nothing said.
    Firm,
    /// 力争, 争取.
    Aspiring,
}

/// How much silence about it weighs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// A named project or direction.
    Ordinary,
    /// A quantified target.
    Quantified,
    /// ★ item.
    Starred,
    /// 民生实事.
    Livelihood,
    /// 主要预期目标.
    Headline,
}

/// One thing a document says will be done (承诺事项).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// The clause.
    pub span: Span,
    /// How checkable.
    pub kind: Kind,
    /// How sure that is: what its wording weighs beyond the threshold of [`Kind::Named`], negative for a direction; 0 where a figure decides.
    pub margin: f32,
    /// Its figures; the first is the target.
    pub quantities: Vec<Quantity>,
    /// Named objects (projects, bodies, documents), as written.
    pub objects: Vec<Spanned<String>>,
    /// The verb that governs it, possibly inherited from an earlier clause.
    pub verb: Option<Spanned<String>>,
    /// The stage it promises to reach.
    pub stage: Option<Stage>,
    /// 力争 or firm.
    pub firmness: Firmness,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// Who is responsible.
    pub owners: Vec<Owner>,
    /// How much silence weighs.
    pub weight: Weight,
    /// The heading it stands under.
    pub section: Option<Span>,
    /// The period it is promised for.
    pub period: Option<Period>,
}

/// A measure as the model sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The measure.
    pub span: Span,
    /// What it is taken for.
    pub kind: Kind,
    /// Whether it carries a promised figure or a measurable goal, so that no model is asked.
    pub measurable: bool,
    /// Commitments it makes: several where subjects share figures.
    pub copies: usize,
    /// Its features, the parts of a name joined by `|`.
    pub features: Vec<(String, f32)>,
}

/// Finds commitments; its word lists are compiled once.
#[derive(Debug)]
pub struct Reader {
    pub(super) pencils: Pencils,
    weights: Weights,
    pub(super) stages: Stages,
    due: DeadlineFinder,
    /// Tells named deliverables from directions.
    pub model: Model,
}

impl Reader {
    /// Compiles the word lists of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            pencils: Pencils::new(lexicon),
            weights: Weights::new(lexicon),
            stages: Stages::new(lexicon),
            due: DeadlineFinder::new(lexicon),
            model: Model::new(lexicon),
        }
    }

    /// The commitments of the plan parts and tables, in order.
    pub fn commitments(&self, material: &Material<'_>) -> Vec<Commitment> {
        let mut found: Vec<Commitment> = Vec::new();
        for part in &material.profile.parts {
            let blocks = material.blocks(part);
            if !blocks.is_empty() {
                self.of_part((material, part, &blocks), &mut found);
            }
        }
        for commitment in &mut found {
            material.own(commitment);
        }
        if !found.is_sorted_by_key(|c| c.span) {
            found.sort_by_key(|c| c.span); // takes as much room again
        }
        found
    }

    /// Every measure of `part` with its features, for fitting the model.
    pub fn cases(&self, material: &Material<'_>, part: &Part) -> Vec<Case> {
        let text = &material.document.file.text;
        let planned = (material.quantities, part.period.map(|p| p.end.year()));
        let sketches = &self.pencils.sketches(text, &material.blocks(part), planned);
        let case = |index: usize| {
            let view = View {
                text,
                sketches,
                index,
                pencils: &self.pencils,
            };
            let mut found = Vec::new();
            view.features(&mut |name, value| found.push((name.join("|"), value)));
            Case {
                span: material.document.span(sketches[index].range.clone()),
                kind: self.model.kind(view).0,
                measurable: sketches[index].is_measurable(),
                copies: shares(material.document, &sketches[index], material.quantities).len(),
                features: found,
            }
        };
        let near = (0..sketches.len()).filter(|&i| !sketches[i].is_distant);
        near.map(case).collect()
    }

    /// Adds to `found` those of a part, which stands in `blocks`.
    fn of_part(
        &self,
        (material, part, blocks): (&Material<'_>, &Part, &[Range<usize>]),
        found: &mut Vec<Commitment>,
    ) {
        let text = &material.document.file.text;
        let planned = (material.quantities, part.period.map(|p| p.end.year()));
        let sketches = &self.pencils.sketches(text, blocks, planned);
        found.reserve(sketches.len());
        let lists = self.weights.lists(material.document, part);
        let mut paragraph: Option<Paragraph> = None;
        for (index, sketch) in sketches.iter().enumerate() {
            let view = View {
                text,
                sketches,
                index,
                pencils: &self.pencils,
            };
            let (kind, margin) = self.model.kind(view);
            let figure = sketch.figures.first().map(|&i| &material.quantities[i]);
            let hopes = figure.is_some_and(|f| self.weights.only_hopes(text, &sketch.range, f));
            if hopes || kind == Kind::Qualitative && sketch.lead.verbs.is_empty() {
                continue;
            }
            let at = sketch.range.start;
            let paragraph = match &paragraph {
                Some(known) if known.range.contains(&at) => known,
                _ => paragraph.insert(self.weights.paragraph(text, at)),
            };
            let weight = self.weights.weight(kind, (paragraph, at), &lists);
            for mut shared in shares(material.document, sketch, material.quantities) {
                self.pencils.added.carry(text, sketch, &mut shared);
                found.push(self.commitment(
                    (material, part),
                    (sketch, (kind, margin), weight),
                    &shared,
                ));
            }
        }
    }

    fn commitment(
        &self,
        (material, part): (&Material<'_>, &Part),
        (sketch, (kind, margin), weight): (&Sketch, (Kind, f32), Weight),
        quantities: &[Quantity],
    ) -> Commitment {
        let document = material.document;
        let text = &document.file.text;
        let section = innermost(part, sketch.range.start);
        let verb = sketch.lead.verbs.last().map(|v| v.range.clone());
        let verb = verb.or(sketch.inherited.as_ref().map(|(range, _)| range.clone()));
        let numbers: Vec<Range<usize>> = quantities.iter().map(|q| q.span.range()).collect();
        Commitment {
            span: document.span(sketch.range.clone()),
            kind,
            margin,
            quantities: quantities.to_vec(),
            objects: objects(
                document,
                self.pencils.nouns.name(text, sketch.lead.body.clone()),
                (&numbers, material.times),
                &self.pencils,
            ),
            verb: verb.map(|r| Spanned::new(text[r.clone()].to_owned(), document.span(r))),
            stage: self
                .stages
                .promised(document.id, text, sketch.range.clone()),
            firmness: self.weights.firmness(&text[sketch.range.clone()]),
            deadline: self.due.find(
                document,
                clause_from(text, sketch),
                (material.times, part.period),
            ),
            owners: Vec::new(),
            weight,
            section: section.map(|s| document.span(s.heading.clone())),
            period: part.period,
        }
    }
}

/// The measure with the opening of its clause, where the date may stand.
fn clause_from(text: &str, sketch: &Sketch) -> Range<usize> {
    let near = sketch.range.start.saturating_sub(MOST_BEFORE);
    let start = text.floor_char_boundary(near);
    start.max(sketch.clause.range.start)..sketch.range.end
}

/// Bytes of a clause that are looked at before a measure.
const MOST_BEFORE: usize = 600;

/// The innermost section that holds byte `at`.
pub(super) fn innermost(part: &Part, at: usize) -> Option<&Section> {
    let around = part.sections.iter().filter(|s| s.range.contains(&at));
    around.max_by_key(|s| s.heading.start)
}
