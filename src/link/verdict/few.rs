//! Tells whether reports that give no count name fewer things than were promised.

use super::{Judgement, Verdict};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::{Basis, Quantity};
use crate::extract::words::WordTable;
use crate::link::compare::{Family, family};
use crate::link::passage::Passage;
use crate::link::subject::Subject;

/// So many things a report can be expected to name or to count.
const COUNTED_OUT: std::ops::RangeInclusive<f64> = 3.0..=30.0;

/// Opens a number of order, which names one thing of many.
const ORDINAL: char = '第';

/// What joins several things.
const JOINTS: [char; 5] = ['、', '和', '与', '及', '暨'];

/// Words that say that there are more than are named.
#[derive(Debug)]
pub(super) struct Few {
    /// False for words that only look like them (全国).
    many: WordTable<bool>,
    /// What a clause says of how something is done before it names it (稳步推进).
    manner: WordTable<()>,
}

impl Few {
    /// Reads `verdict.reported_many`, `verdict.not_many`, `adverbs.manner` and `verdict.promised_effort`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let manner = ["adverbs.manner", "verdict.promised_effort"];
        let manner = manner.into_iter().flat_map(|n| lexicon.words(n));
        let many = [("verdict.reported_many", true), ("verdict.not_many", false)];
        let many = many.iter().flat_map(|(list, is_many)| {
            let words = lexicon.words(list).iter();
            words.map(|w| (w, *is_many))
        });
        Self {
            many: WordTable::new(many),
            manner: WordTable::new(manner.map(|w| (w, ()))),
        }
    }

    /// The verdict where so many were promised, and the reports only name fewer (`3条高速公路建成通车` – `威围高速建成通车`).
    pub(super) fn judge(
        &self,
        (plan, subject): (&Document, &Subject),
        (review, reports): (&Document, &[&Passage]),
    ) -> Option<Judgement> {
        let target = subject.target()?;
        let texts = || reports.iter().map(|p| review.slice(p.span.range()));
        let counts = reports.iter().any(|p| !p.items.is_empty());
        let says_many = |told: &str| self.many.find_values(told).any(|(_, is_many)| is_many);
        if counts || !is_count_of_things(plan, subject, target) || texts().any(says_many) {
            return None;
        }
        let promise = plan.slice(subject.commitment.span.range());
        let pieces = texts().flat_map(|t| t.split(JOINTS));
        let names = pieces.filter(|piece| piece.chars().nth(1).is_some());
        let named = names.clone().count();
        let promised = target.base_value;
        let names_ones = names
            .clone()
            .all(|piece| is_name_of_one(self.named(piece), promise, subject));
        (named > 0 && names_ones && (named as f64) < promised).then(|| {
            let told = format!("承诺{promised}个，报告只点名{named}个，没有说总数");
            Judgement::new(Verdict::Partial, told)
        })
    }

    /// `piece` from where it names something.
    fn named<'t>(&self, mut piece: &'t str) -> &'t str {
        while let Some((length, ())) = self.manner.match_at(piece, 0) {
            piece = &piece[length..];
        }
        piece
    }
}

/// Whether the figure counts all the things promised, and not some beside others (某隧道和8条线路).
fn is_count_of_things(plan: &Document, subject: &Subject, target: &Quantity) -> bool {
    let range = subject.commitment.span.range();
    let before = plan.slice(range.start.min(target.span.start)..target.span.start);
    let after = plan.slice(target.span.end..range.end.max(target.span.end));
    family(target) == Family::Counted
        && matches!(target.basis, Basis::Total | Basis::Increase)
        && COUNTED_OUT.contains(&target.base_value)
        && !before.ends_with(JOINTS)
        && !after.contains(JOINTS)
}

/// Whether a piece of a report names one of the things: an object of the promise, or what the promise has no word of. The kind
/// alone names none (海上风电项目).
fn is_name_of_one(piece: &str, promise: &str, subject: &Subject) -> bool {
    let objects = &subject.commitment.objects;
    let listed = objects.len() > 1 && objects.iter().any(|o| piece.contains(o.value.as_str()));
    let opening: Vec<char> = piece.chars().take(2).collect();
    listed || piece.contains(ORDINAL) || !opening.iter().any(|&c| promise.contains(c))
}
