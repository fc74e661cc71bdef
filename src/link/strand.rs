//! Follows up each document by itself, so that what is known of one need not be found again.

use super::floor::note_floors;
use super::follow::Tools;
use super::key::matter_key;
use super::pair::{Family, Pair, families};
use super::passage::Source;
use super::planned::planned_after;
use super::prepared::{Prepared, Wanted};
use super::{Linked, Matter, Pairing, Succession, follow_up, key};
use crate::document::Document;
use crate::extract::part::PartRole;
use crate::extract::{Facts, Lexicon};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Documents of one issuer that are prepared at a time, or more where there are more workers: what is prepared takes far more
/// room than what comes of it.
const AT_ONCE: usize = 4;

/// What following up one document gave. It depends on this document and on those that answer its plan, on no other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Strand {
    /// The matters of its plan, with keys and without ids.
    pub matters: Vec<Matter>,
    /// How they are promised again in the plan of the answering document, and what it plans after what it reports, in
    /// order of place.
    pub successions: Vec<Succession>,
}

/// The strand of every document, in order: as known, or found now.
///
/// One issuer's documents are prepared and linked at a time, so that memory does not grow with the number of issuers.
pub fn strands(
    (documents, facts): (&[Document], &[Facts]),
    lexicon: &Lexicon,
    pairs: &[Pair],
    known: Vec<Option<Strand>>,
) -> Vec<Strand> {
    let found: Vec<Vec<(usize, Strand)>> = families(pairs, facts)
        .par_iter()
        .map(|family| {
            let is_missing = |i: &usize| known[*i].is_none();
            let missing: Vec<usize> = family.members.iter().copied().filter(is_missing).collect();
            if missing.is_empty() {
                return Vec::new();
            }
            let tools = lexicon.compiled(Tools::new);
            found_in(family, &missing, (documents, facts), &tools)
        })
        .collect();
    let mut strands = known;
    for (i, strand) in found.into_iter().flatten() {
        strands[i] = Some(strand);
    }
    strands.into_iter().map(Option::unwrap_or_default).collect()
}

/// The strands of the `missing` documents of one family.
fn found_in(
    family: &Family,
    missing: &[usize],
    (documents, facts): (&[Document], &[Facts]),
    tools: &Tools,
) -> Vec<(usize, Strand)> {
    let pairs: BTreeMap<usize, &Pair> = family.pairs.iter().map(|(_, p)| (p.plan, p)).collect();
    let kin = Kin {
        pairs,
        documents,
        facts,
        tools,
    };
    let answering: BTreeSet<usize> = missing.iter().flat_map(|&i| kin.answers(i)).collect();
    let at_once = AT_ONCE.max(2 * rayon::current_num_threads());
    let chunks: Vec<&[usize]> = missing.chunks(at_once).collect();
    let last_use: BTreeMap<usize, usize> = chunks
        .iter()
        .enumerate()
        .flat_map(|(nth, some)| kin.needed(some).into_iter().map(move |i| (i, nth)))
        .collect();
    let mut strands = Vec::with_capacity(missing.len());
    let mut prepared = BTreeMap::new();
    for (nth, some) in chunks.into_iter().enumerate() {
        prepared.retain(|i, _| last_use.get(i).is_some_and(|&last| last >= nth));
        let mut new = kin.needed(some);
        new.retain(|i| !prepared.contains_key(i));
        let prepare = |&i: &usize| (i, kin.prepare(i, answering.contains(&i)));
        prepared.par_extend(new.par_iter().map(prepare));
        strands.par_extend(some.par_iter().map(|&i| (i, kin.strand(i, &prepared))));
    }
    strands
}

/// The documents of one family, and which answers which.
struct Kin<'k> {
    /// The pairs by the documents that promise.
    pairs: BTreeMap<usize, &'k Pair>,
    documents: &'k [Document],
    facts: &'k [Facts],
    tools: &'k Tools,
}

impl<'k> Kin<'k> {
    /// The documents that speak of the plan of the one at `i`.
    fn answers(&self, i: usize) -> impl Iterator<Item = usize> {
        let pair = self.pairs.get(&i).copied().into_iter();
        pair.flat_map(Pair::answers).map(|(_, answer)| answer)
    }

    /// Some documents with those that answer them.
    fn needed(&self, some: &[usize]) -> BTreeSet<usize> {
        let answers = some.iter().flat_map(|&i| self.answers(i));
        answers.chain(some.iter().copied()).collect()
    }

    /// The document at `i`, ready for what it is compared with; `tables` where it answers another.
    fn prepare(&self, i: usize, tables: bool) -> Prepared<'k> {
        let source = Source {
            document: &self.documents[i],
            facts: &self.facts[i],
        };
        let reviews = tables || plans_on(source.facts);
        let wanted = Wanted {
            plans: reviews || self.answers(i).next().is_some(),
            reviews,
            tables,
        };
        Prepared::of(source, &self.tools.reader, wanted)
    }

    /// The strand of the document at `i`.
    fn strand(&self, i: usize, prepared: &BTreeMap<usize, Prepared>) -> Strand {
        let own = || planned_after(&prepared[&i], self.tools);
        let pair = || {
            let pair = self.pairs.get(&i)?;
            let tables: Vec<&Prepared> = pair.tables.iter().map(|t| &prepared[t]).collect();
            let report = pair.report.map(|report| &prepared[&report]);
            Some(follow_up(&prepared[&i], (report, &tables), self.tools))
        };
        let (followed, own) = rayon::join(pair, own);
        let (mut matters, mut successions) = followed.unwrap_or_default();
        for matter in &mut matters {
            let text = self.documents[i].slice(matter.commitment.span.range());
            matter.key = matter_key(&self.facts[i].profile.issuer, text);
        }
        successions.extend(own);
        successions.sort_by_key(|s| (s.earlier, s.next));
        Strand {
            matters,
            successions,
        }
    }
}

/// Whether a document can be compared with itself: what it reports with what it plans.
fn plans_on(facts: &Facts) -> bool {
    let mut parts = facts.profile.parts.iter();
    !facts.commitments.is_empty() && parts.any(|p| p.role == PartRole::Review)
}

/// All `strands`, in order of the documents, as one.
pub fn join(strands: Vec<Strand>, pairings: Vec<Pairing>) -> Linked {
    let sum = |count: fn(&Strand) -> usize| strands.iter().map(count).sum();
    let mut matters = Vec::with_capacity(sum(|s| s.matters.len()));
    let mut successions = Vec::with_capacity(sum(|s| s.successions.len()));
    for strand in strands {
        matters.extend(strand.matters);
        successions.extend(strand.successions);
    }
    note_floors(&matters, &mut successions);
    key::number(&mut matters);
    Linked {
        matters,
        successions,
        pairings,
    }
}
