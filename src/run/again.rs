//! Links and judges documents, taking what was concluded of the same documents before from the cache.

use super::settle::Office;
use crate::cache::{Cache, Key};
use crate::document::Document;
use crate::extract::Facts;
use crate::finding::Finding;
use crate::judge::{self, Cost, Judged};
use crate::link::Linked;
use crate::link::pair::{Pair, pairs, predecessor};
use crate::link::strand::{Strand, join, strands};
use crate::location::DocId;
use crate::report::{Stage, Stages};
use crate::rule::RuleSet;
use crate::rule::case::Papers;
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Documents that are compared with no others, with the names of what was made of them.
pub(super) struct Desk<'a> {
    pub(super) office: &'a Office<'a>,
    pub(super) rules: &'a RuleSet,
    pub(super) documents: &'a [Document],
    /// The names of the documents' facts; none where nothing may be kept.
    pub(super) keys: &'a [Option<Key>],
    /// What is known of each document without looking into the cache; empty when nothing is.
    pub(super) known: &'a [Known],
}

/// What was concluded of a document, as bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) links: Vec<u8>,
    pub(super) findings: Vec<u8>,
}

/// What was concluded of documents, each in their order.
pub(super) struct Concluded {
    pub(super) strands: Vec<Strand>,
    /// By the document a finding points at.
    pub(super) findings: Vec<Vec<Finding>>,
    pub(super) costs: Vec<Cost>,
    /// Links and findings as bytes, where wanted.
    pub(super) written: Vec<Known>,
}

/// How much of what was linked belongs to one document.
struct Lengths {
    matters: usize,
    successions: usize,
}

impl Lengths {
    fn of(strand: &Strand) -> Self {
        Self {
            matters: strand.matters.len(),
            successions: strand.successions.len(),
        }
    }
}

/// What was linked, by document again.
fn apart(linked: Linked, lengths: Vec<Lengths>) -> Vec<Strand> {
    let mut matters = linked.matters.into_iter();
    let mut successions = linked.successions.into_iter();
    let strand = |l: Lengths| Strand {
        matters: matters.by_ref().take(l.matters).collect(),
        successions: successions.by_ref().take(l.successions).collect(),
    };
    lengths.into_iter().map(strand).collect()
}

/// A result of every document, where it is known, with what it depends on.
struct Results<T> {
    kept: Vec<Kept>,
    known: Vec<Option<T>>,
}

/// What a result depends on, and its name.
struct Kept {
    places: Vec<usize>,
    among: Vec<DocId>,
    key: Option<Key>,
}

impl Desk<'_> {
    /// Links the documents and puts the rules to them. `facts` may be outlines; `complete` is told of which documents the
    /// whole is needed.
    pub(super) fn conclude(
        &self,
        facts: &mut [Facts],
        stages: &mut Stages,
        complete: impl FnOnce(&[bool], &mut [Facts]),
    ) -> Concluded {
        let (pairs, _) = pairs(self.documents, facts);
        let (links, findings) = rayon::join(|| self.links(&pairs), || self.findings(&pairs, facts));
        let mut needed = vec![false; self.documents.len()];
        links.need(&mut needed);
        findings.need(&mut needed);
        complete(&needed, facts);
        let (lexicon, rules) = (self.office.lexicon, &self.rules.rules);
        let find = |known| strands((self.documents, facts), lexicon, &pairs, known);
        let (strands, links) = stages.time(Stage::Link, || links.fill(self, find));
        let lengths = strands.iter().map(Lengths::of).collect();
        let linked = join(strands, Vec::new());
        let papers = Papers {
            documents: self.documents,
            facts,
            linked: &linked,
            lexicon,
            today: self.office.today,
        };
        let ((findings, costs), found) = stages.time(Stage::Judge, || {
            let mut times = Vec::new();
            let find = |known| {
                let judged = judge::each(&papers, rules, known).into_iter();
                let (found, spent): (_, Vec<Vec<Duration>>) =
                    judged.map(|j| (j.findings, j.times)).unzip();
                times = spent;
                found
            };
            let (found, written) = findings.fill(self, find);
            let judged = found.into_iter().zip(times);
            let judged = judged.map(|(findings, times)| Judged { findings, times });
            (judge::join(&papers, rules, judged.collect()), written)
        });
        let written = links.into_iter().zip(found);
        let written = written.map(|(links, findings)| Known { links, findings });
        Concluded {
            written: written.collect(),
            strands: apart(linked, lengths),
            findings,
            costs,
        }
    }

    /// What following up each document gave: it depends on those that answer its plan.
    fn links(&self, pairs: &[Pair]) -> Results<Strand> {
        let answers = pairs.iter().flat_map(Pair::answers);
        self.results("links", self.places(answers), (&[], |known| &known.links))
    }

    /// What was found in each document: it depends on those that answer its plan, on those whose plans it answers, and on
    /// the table of the period before.
    fn findings(&self, pairs: &[Pair], facts: &[Facts]) -> Results<Vec<Finding>> {
        let today = self
            .office
            .today
            .map_or(String::new(), |day| day.to_string());
        let circumstances = [self.rules.written.as_bytes(), today.as_bytes()];
        let forth = pairs.iter().flat_map(Pair::answers);
        let back = pairs.iter().flat_map(Pair::answers);
        let back = back.map(|(plan, answer)| (answer, plan));
        let series = (0..facts.len()).filter_map(|i| Some((i, predecessor(facts, i)?)));
        let places = self.places(forth.chain(back).chain(series));
        self.results(
            "findings",
            places,
            (&circumstances, |known| &known.findings),
        )
    }

    fn results<T: DeserializeOwned + Send>(
        &self,
        stage: &str,
        places: Vec<Vec<usize>>,
        (circumstances, of): (&[&[u8]], fn(&Known) -> &[u8]),
    ) -> Results<T> {
        let kept = places.into_iter();
        let kept = kept.map(|places| self.kept(stage, places, circumstances));
        let kept: Vec<Kept> = kept.collect();
        let known = kept
            .par_iter()
            .enumerate()
            .map(|(i, kept)| match self.known.get(i) {
                Some(known) => kept.read(of(known)),
                None => kept.load(self.office.cache),
            });
        Results {
            known: known.collect(),
            kept,
        }
    }

    /// Each document with those it is compared with.
    fn places(&self, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
        let mut places: Vec<Vec<usize>> = (0..self.documents.len()).map(|i| vec![i]).collect();
        for (document, other) in pairs {
            places[document].push(other);
        }
        places
    }

    fn kept(&self, stage: &str, places: Vec<usize>, circumstances: &[&[u8]]) -> Kept {
        let among = places.iter().map(|&i| self.documents[i].id).collect();
        let keys = places.iter().map(|&i| self.keys.get(i).copied()?);
        let key = keys.collect::<Option<Vec<Key>>>().map(|keys| {
            let keys = keys.iter().map(Key::as_bytes);
            let parts: Vec<&[u8]> = keys.chain(circumstances.iter().copied()).collect();
            Key::of(stage, &parts)
        });
        Kept { places, among, key }
    }
}

impl<T: Serialize + Sync> Results<T> {
    /// Marks the documents that are looked into for what is not known.
    fn need(&self, needed: &mut [bool]) {
        let missing = self
            .kept
            .iter()
            .zip(&self.known)
            .filter(|(_, known)| known.is_none());
        for place in missing.flat_map(|(kept, _)| &kept.places) {
            needed[*place] = true;
        }
    }

    /// All results, those not known found by `find` and kept; and all as bytes, where wanted.
    fn fill(
        self,
        desk: &Desk<'_>,
        find: impl FnOnce(Vec<Option<T>>) -> Vec<T>,
    ) -> (Vec<T>, Vec<Vec<u8>>) {
        let is_new: Vec<bool> = self.known.iter().map(Option::is_none).collect();
        let all = find(self.known);
        let results = all.par_iter().zip(&self.kept).zip(is_new);
        let written = results.map(|((result, kept), is_new)| {
            let is_kept = is_new && kept.key.is_some();
            let bytes = (is_kept || desk.office.writes)
                .then(|| kept.write(result))
                .flatten();
            if let (true, Some(key), Some(bytes)) = (is_kept, &kept.key, &bytes) {
                desk.office.cache.save(key, bytes.clone());
            }
            bytes.filter(|_| desk.office.writes).unwrap_or_default()
        });
        let written = written.collect();
        (all, written)
    }
}

impl Kept {
    fn load<T: DeserializeOwned>(&self, cache: &Cache) -> Option<T> {
        let key = self.key.as_ref()?;
        let read = self.read(&cache.load(key)?);
        if read.is_none() {
            cache.distrust(key);
        }
        read
    }

    fn read<T: DeserializeOwned>(&self, bytes: &[u8]) -> Option<T> {
        DocId::among(&self.among, || postcard::from_bytes(bytes)).ok()
    }

    fn write<T: Serialize>(&self, result: &T) -> Option<Vec<u8>> {
        DocId::among(&self.among, || postcard::to_stdvec(result)).ok()
    }
}
