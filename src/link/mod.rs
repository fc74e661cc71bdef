//! Joins the facts of many documents into `Matter`s and `Succession`s, each with its reasons.

mod admission;
mod again;
mod alignment;
mod along;
mod asked;
pub mod assign;
mod bare;
pub mod breadth;
pub mod candidate;
mod change;
pub mod compare;
pub mod contrast;
mod features;
mod floor;
mod focus;
pub mod fold;
pub mod follow;
pub mod identity;
mod item;
pub mod key;
mod locality;
mod lookalikes;
mod member;
pub mod name;
mod neighbours;
pub mod pair;
pub mod passage;
mod pegged;
pub mod piece;
mod planned;
pub mod prepared;
pub mod reason;
pub mod runs;
mod same;
pub mod score;
mod second_look;
mod size;
pub mod strand;
mod stretch;
pub mod subject;
mod succession;
pub mod summary;
mod summed;
mod surroundings;
pub mod thread;
pub mod verdict;
pub mod wording;

use crate::document::Document;
use crate::extract::commitment::Commitment;
use crate::extract::quantity::Quantity;
use crate::extract::{Facts, Lexicon, Shared, SharedList};
use crate::location::{DocId, Span};
use along::note_along;
use follow::{Tools, follow};
use prepared::Prepared;
use reason::Reasons;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use succession::promised_again_in;
use verdict::Verdict;

/// A passage that speaks of a commitment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The reporting clause.
    pub progress: Span,
    /// How sure, 0 to 1.
    pub score: f64,
    /// Why, in Chinese, strongest first.
    pub reasons: Reasons,
}

/// How sure a refused passage must be to be worth a reader's look.
const WORTH_A_LOOK: f64 = 0.1;

impl Link {
    /// Whether the passage, though refused, comes near enough to be shown to people.
    pub fn is_near(&self) -> bool {
        self.score >= WORTH_A_LOOK
    }
}

/// What was searched when nothing was found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Searched {
    /// The parts that were read through.
    pub parts: SharedList<Span>,
    /// The nearest passages, best first, at most three, all refused.
    pub nearest: Vec<Link>,
    /// The clause that says of the whole list of 实事 it belongs to that it was done.
    #[serde(default)]
    pub summary: Option<Span>,
}

/// A commitment and everything later said about it (事项).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    /// Short id, unique in a report: `M0001`, in order of place.
    pub id: String,
    /// Identity over periods: named stable hash of issuer and normalised commitment text.
    pub key: String,
    /// What was promised.
    pub commitment: Shared<Commitment>,
    /// Where it is promised again later (carried).
    pub restatements: Vec<Span>,
    /// Where it is reported.
    pub links: Vec<Link>,
    /// Where the progress tables of its year speak of it, one place of each, in order of the days they run to; but for a table
    /// that decides the verdict, which is among `links`.
    #[serde(default)]
    pub along: Vec<Link>,
    /// What was searched.
    pub searched: Searched,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether the verdict is shown, and not only likely.
    #[serde(default)]
    pub proven: bool,
    /// Why the verdict, in Chinese; arithmetic included.
    pub because: Vec<String>,
}

/// What counts and groups need of a matter when no more of it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// Its key as a number; none for a key that is no such number.
    pub key: Option<u64>,
    /// The document that promises it.
    #[serde(skip, default = "DocId::current")]
    pub doc: DocId,
    /// The bytes of the heading it stands under.
    pub section: Option<(u32, u32)>,
    /// What became of it.
    pub verdict: Verdict,
}

impl Brief {
    /// Of `matter`.
    pub fn of(matter: &Matter) -> Self {
        let bytes = |section: Span| {
            let start = u32::try_from(section.start).ok()?;
            Some((start, u32::try_from(section.end).ok()?))
        };
        Self {
            key: Self::number(&matter.key),
            doc: matter.commitment.span.doc,
            section: matter.commitment.section.and_then(bytes),
            verdict: matter.verdict,
        }
    }

    /// The heading.
    pub fn section(&self) -> Option<Span> {
        let (start, end) = self.section?;
        Some(Span::new(self.doc, start as usize..end as usize))
    }

    /// A key of sixteen hexadecimal digits as a number.
    pub fn number(key: &str) -> Option<u64> {
        u64::from_str_radix(key, 16).ok()
    }
}

/// How a deliverable moved from one year to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Promised again for the same or an earlier stage, or with a later date.
    Slipped,
    /// The same stage again, nothing reported.
    Repeated,
    /// The next stage.
    Advanced,
    /// Done; the next is another phase or object.
    DoneAndNew,
    /// 推进 promised again.
    Continuing,
    /// A lower number than before.
    Lowered,
    /// The same number as before.
    Flat,
    /// Not spoken of again.
    Dropped,
}

/// What the earlier passage of a succession does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Earlier {
    /// It promises: the move is from plan to plan.
    Promised,
    /// It reports: the move is from review to plan.
    Reported,
}

/// Two figures for one thing in successive years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Reported for the year before.
    pub earlier: Quantity,
    /// Planned for the year after.
    pub next: Quantity,
    /// Whether the plan of the year before had the same figure as the next.
    pub floor: bool,
}

/// What was reported or promised for one year, and what is promised for the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Succession {
    /// The earlier progress or commitment.
    pub earlier: Span,
    /// The next commitment; none for `Dropped`.
    pub next: Option<Span>,
    /// Whether the earlier passage promises or reports.
    pub from: Earlier,
    /// How it moved.
    pub change: Change,
    /// The two figures that were compared, where figures decided.
    pub figures: Option<Box<Figures>>,
    /// Why, in Chinese.
    pub because: Vec<String>,
}

/// A decision to compare two parts, or not to.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// The promising part.
    pub plan: Span,
    /// The reporting part.
    pub report: Span,
    /// Whether they are compared.
    pub accepted: bool,
    /// Why, in Chinese.
    pub reason: String,
}

/// Everything linking found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linked {
    /// Commitments with their follow-up, in order of place.
    pub matters: Vec<Matter>,
    /// Year-to-year moves, in order of place.
    pub successions: Vec<Succession>,
    /// Pairings made and refused.
    pub pairings: Vec<Pairing>,
}

/// Links the facts of all `documents`; `facts` is in the same order.
pub fn link(documents: &[Document], facts: &[Facts], lexicon: &Lexicon) -> Linked {
    let (pairs, pairings) = pair::pairs(documents, facts);
    let known = vec![None; documents.len()];
    strand::join(
        strand::strands((documents, facts), lexicon, &pairs, known),
        pairings,
    )
}

/// The matters of one plan – what became of them by its report, and the way there by the tables of its year – and how they
/// are promised again in the report's own plan. Ids and keys are not set.
pub fn follow_up(
    plan: &Prepared,
    (report, tables): (Option<&Prepared>, &[&Prepared]),
    tools: &Tools,
) -> (Vec<Matter>, Vec<Succession>) {
    let (mut matters, asked) = follow(plan, report, tools);
    for table in tables {
        note_along(&mut matters, plan, table, tools);
    }
    let moves = report.map(|next| promised_again_in(plan, next, (&mut matters, &asked), tools));
    matters.sort_by_key(|m| m.commitment.span);
    (matters, moves.unwrap_or_default())
}
