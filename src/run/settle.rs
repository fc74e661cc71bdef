//! Settles documents that may be compared with one another, and keeps of them what reports need: memory grows with what is
//! found, not with what was understood on the way.

use super::Extent;
use super::again::{Desk, Known};
use super::opened::Opened;
use super::ready::{Kept, Ready};
use super::skim::{Shelf, told_of};
use crate::cache::Cache;
use crate::config::Config;
use crate::document::Document;
use crate::extract::{Facts, Lexicon};
use crate::finding::{Finding, Severity};
use crate::judge::Cost;
use crate::link::Brief;
use crate::link::pair::families;
use crate::link::strand::Strand;
use crate::report::{Stage, Stages};
use crate::rule::RuleSet;
use crate::waiver::marker;
use jiff::civil::Date;
use rayon::prelude::*;

/// What all units of a run are settled with.
#[derive(Clone, Copy)]
pub(super) struct Office<'a> {
    pub(super) config: Option<&'a Config>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) today: Option<Date>,
    pub(super) cache: &'a Cache,
    pub(super) extent: Extent,
    /// Whether links and findings are wanted as bytes as well.
    pub(super) writes: bool,
}

/// Documents that may be compared with one another and with no others, in order.
#[derive(Default)]
pub(super) struct Unit {
    pub(super) documents: Vec<Document>,
    pub(super) facts: Vec<Facts>,
    /// Quantities in each document.
    pub(super) quantities: Vec<usize>,
    pub(super) shelf: Shelf,
    /// What is known of each document without looking into the cache; empty when nothing is.
    pub(super) known: Vec<Known>,
}

/// What is kept of a document.
pub(super) struct Settled {
    pub(super) document: Document,
    pub(super) facts: Facts,
    pub(super) quantities: usize,
    pub(super) strand: Strand,
    pub(super) briefs: Vec<Brief>,
    pub(super) findings: Vec<Finding>,
    /// Findings that were counted and not kept.
    pub(super) advice: usize,
    /// Links and findings as bytes, where wanted.
    pub(super) written: Known,
}

/// What came of one unit.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) settled: Vec<Settled>,
    pub(super) costs: Vec<Cost>,
    pub(super) stages: Stages,
    /// Whether anything had to be found that was not known.
    pub(super) is_anew: bool,
}

impl Outcome {
    /// The same with its share of the time on the clock, where each worker settles others of `units`.
    pub(super) fn among_workers(self, units: usize) -> Self {
        Self {
            stages: self.stages.shared(rayon::current_num_threads().min(units)),
            ..self
        }
    }
}

impl Unit {
    /// The documents in `files` with at least the outlines of their facts.
    pub(super) fn read(mut files: Vec<Opened>, office: &Office<'_>) -> Self {
        let facts = files.par_iter_mut().map(|file| {
            let told = file.documents.first();
            let told = told.map(|d| told_of(office.config, &d.file.path));
            file.facts(office.lexicon, &told.unwrap_or_default(), office.cache)
        });
        let grasped: Vec<_> = facts.collect();
        let mut unit = Self::default();
        for grasp in grasped.into_iter().flatten() {
            unit.quantities.push(grasp.quantities);
            unit.shelf.is_whole.push(grasp.is_whole);
            unit.facts.push(grasp.facts);
        }
        for file in files {
            let keys = (0..file.documents.len()).map(|nth| file.key_of(nth));
            unit.shelf.keys.extend(keys);
            unit.documents.extend(file.documents);
        }
        unit
    }

    /// The same documents by issuer: a unit each for those that may be compared with one another.
    pub(super) fn apart(self) -> Vec<Self> {
        let families = families(&[], &self.facts);
        let mut of = vec![0; self.facts.len()];
        for (number, family) in families.iter().enumerate() {
            family.members.iter().for_each(|&i| of[i] = number);
        }
        let mut units: Vec<Self> = families.iter().map(|_| Self::default()).collect();
        let documents = self.documents.into_iter().zip(self.facts);
        for ((document, facts), &unit) in documents.zip(&of) {
            units[unit].documents.push(document);
            units[unit].facts.push(facts);
        }
        let shelf = self.shelf.keys.into_iter().zip(self.shelf.is_whole);
        for (((key, is_whole), quantities), &unit) in shelf.zip(self.quantities).zip(&of) {
            units[unit].shelf.keys.push(key);
            units[unit].shelf.is_whole.push(is_whole);
            units[unit].quantities.push(quantities);
        }
        for (known, &unit) in self.known.into_iter().zip(&of) {
            units[unit].known.push(known);
        }
        units
    }

    /// Takes the whole facts of the `needed` documents.
    pub(super) fn complete(&mut self, office: &Office<'_>, needed: impl Fn(usize) -> bool + Sync) {
        let (documents, facts) = (&self.documents, &mut self.facts);
        self.shelf.complete(documents, facts, office, needed);
    }

    /// Links the documents and puts `rules` to them, or takes what was settled of the same documents before.
    pub(super) fn settle(mut self, rules: &RuleSet, office: &Office<'_>) -> Outcome {
        let ready = Ready::of(&self, rules, office);
        if let Some((kept, costs)) = ready.as_ref().and_then(Ready::load) {
            return self.settled(kept, costs, office);
        }
        if office.extent == Extent::Facts {
            self.complete(office, |_| true);
        }
        let outcome = self.settle_anew(rules, office);
        if let Some(ready) = ready {
            ready.save(&outcome);
        }
        outcome
    }

    fn settle_anew(self, rules: &RuleSet, office: &Office<'_>) -> Outcome {
        let mut stages = Stages::default();
        let Self {
            documents,
            mut facts,
            quantities,
            shelf,
            known,
        } = self;
        let desk = Desk {
            office,
            rules,
            documents: &documents,
            keys: &shelf.keys,
            known: &known,
        };
        let mut is_anew = false;
        let concluded = desk.conclude(&mut facts, &mut stages, |needed, facts| {
            is_anew = needed.contains(&true);
            shelf.complete(&documents, facts, office, |i| needed[i]);
        });
        let parts = documents.into_iter().zip(facts).zip(quantities);
        let parts = parts.zip(concluded.strands).zip(concluded.findings);
        let settled = parts.zip(concluded.written);
        let settled = settled.map(
            |(((((document, facts), quantities), strand), findings), written)| Settled {
                document,
                facts,
                quantities,
                strand,
                findings,
                briefs: Vec::new(),
                advice: 0,
                written,
            },
        );
        let settled = settled.map(|s| s.sifted(office.extent).stripped(office.extent));
        Outcome {
            settled: settled.collect(),
            costs: concluded.costs,
            stages,
            is_anew,
        }
    }

    /// The documents with what was `kept` of each.
    fn settled(self, kept: Vec<Kept>, costs: Vec<Cost>, office: &Office<'_>) -> Outcome {
        let documents = self.documents.into_iter().zip(self.facts);
        let documents = documents.zip(self.quantities).zip(kept);
        let settled = documents.map(|(((document, facts), quantities), kept)| Settled {
            document,
            facts,
            quantities,
            briefs: kept.briefs,
            findings: kept.findings,
            advice: kept.advice,
            strand: Strand::default(),
            written: Known::default(),
        });
        Outcome {
            settled: settled.map(|s| s.stripped(office.extent)).collect(),
            costs,
            ..Outcome::default()
        }
    }
}

impl Settled {
    /// The same with no more of what was linked and found than `extent` says.
    fn sifted(mut self, extent: Extent) -> Self {
        if extent < Extent::Ledger {
            let strand = std::mem::take(&mut self.strand);
            self.briefs = strand.matters.iter().map(Brief::of).collect();
        }
        let may_be_raised = || !self.facts.rows.is_empty() || marker::is_in(&self.document.file);
        if extent < Extent::Findings && !may_be_raised() {
            let all = self.findings.len();
            self.findings.retain(|f| f.severity > Severity::Info);
            self.findings.shrink_to_fit();
            self.advice = all - self.findings.len();
        }
        self
    }

    /// The same with no more of what was understood than `extent` says.
    fn stripped(mut self, extent: Extent) -> Self {
        if extent < Extent::Facts {
            self.document.blocks = Vec::new();
            self.document.tables = Vec::new();
            self.facts = self.facts.into_outline();
        }
        self
    }
}

/// Settles `files`, whose documents may be compared with one another and with no others.
pub(super) fn settle<'r>(
    files: Vec<Opened>,
    rules: impl FnOnce() -> Option<&'r RuleSet>,
    office: &Office<'_>,
) -> Outcome {
    let mut stages = Stages::default();
    let unit = stages.time(Stage::Extract, || Unit::read(files, office));
    let Some(rules) = rules() else {
        return Outcome::default();
    };
    let mut outcome = unit.settle(rules, office);
    outcome.stages = Stages::sum([stages, outcome.stages]);
    outcome
}
