//! Keeps what was settled of a unit ready for the next run, which then needs neither its links nor what was found in passing.

use super::Extent;
use super::settle::{Office, Outcome, Settled, Unit};
use crate::cache::Key;
use crate::finding::Finding;
use crate::judge::Cost;
use crate::link::Brief;
use crate::location::DocId;
use crate::rule::RuleSet;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Where what was settled of a unit is kept.
pub(super) struct Ready<'a> {
    key: Key,
    /// The documents of the unit.
    ids: Vec<DocId>,
    rules: &'a RuleSet,
    office: &'a Office<'a>,
}

/// What was settled of one document.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) advice: usize,
    pub(super) briefs: Vec<Brief>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Ready<'a> {
    /// For `unit`; none where more is asked for than is kept, or a document may not be kept.
    pub(super) fn of(unit: &Unit, rules: &'a RuleSet, office: &'a Office<'a>) -> Option<Self> {
        if office.extent > Extent::Findings || office.writes {
            return None;
        }
        let keys: Option<Vec<&Key>> = unit.shelf.keys.iter().map(Option::as_ref).collect();
        let keys = keys.filter(|keys| !keys.is_empty())?;
        let today = office.today.map_or(String::new(), |day| day.to_string());
        let gravest = [u8::from(office.extent < Extent::Findings)];
        let circumstances = [rules.written.as_bytes(), today.as_bytes(), &gravest];
        let keys = keys.into_iter().map(Key::as_bytes);
        let parts: Vec<&[u8]> = keys.chain(circumstances).collect();
        Some(Self {
            key: Key::of("unit", &parts),
            ids: unit.documents.iter().map(|d| d.id).collect(),
            rules,
            office,
        })
    }

    /// What was settled of each document, and what it cost this time.
    pub(super) fn load(&self) -> Option<(Vec<Kept>, Vec<Cost>)> {
        let bytes = self.office.cache.load(&self.key)?;
        let read = self.read(&bytes);
        if read.is_none() {
            self.office.cache.distrust(&self.key);
        }
        read
    }

    /// Keeps what `outcome` says.
    pub(super) fn save(&self, outcome: &Outcome) {
        if let Some(bytes) = self.write(outcome) {
            self.office.cache.save(&self.key, bytes);
        }
    }

    fn read(&self, bytes: &[u8]) -> Option<(Vec<Kept>, Vec<Cost>)> {
        let (found, mut rest) = postcard::take_from_bytes::<Vec<usize>>(bytes).ok()?;
        let read = |&id: &DocId| {
            let read = || postcard::take_from_bytes::<Kept>(rest);
            let (kept, after) = DocId::among(&self.from(id), read).ok()?;
            rest = after;
            Some(kept)
        };
        let kept: Option<Vec<Kept>> = self.ids.iter().map(read).collect();
        let rules = self.rules.rules.iter();
        let cost = |(rule, findings): (&crate::rule::Rule, usize)| Cost {
            rule: rule.id.clone(),
            findings,
            time: Duration::ZERO,
        };
        Some((kept?, rules.zip(found).map(cost).collect()))
    }

    fn write(&self, outcome: &Outcome) -> Option<Vec<u8>> {
        let found: Vec<usize> = outcome.costs.iter().map(|cost| cost.findings).collect();
        let mut bytes = postcard::to_stdvec(&found).ok()?;
        for settled in &outcome.settled {
            let Settled {
                advice,
                briefs,
                findings,
                ..
            } = settled;
            let write =
                || postcard::to_extend(&(advice, briefs, findings), std::mem::take(&mut bytes));
            bytes = DocId::among(&self.from(settled.document.id), write).ok()?;
        }
        Some(bytes)
    }

    /// The documents of the unit, `first` before the others: that is where a brief belongs.
    fn from(&self, first: DocId) -> Vec<DocId> {
        let others = self.ids.iter().copied().filter(|id| *id != first);
        std::iter::once(first).chain(others).collect()
    }
}
