//! Puts every rule to every fact and matter and returns the findings, sorted.

mod report;
mod subjects;
mod traces;
mod twice;

use crate::extract::Facts;
use crate::extract::issuer::root;
use crate::finding::{Finding, Related, fingerprint};
use crate::location::Span;
use crate::rule::Rule;
use crate::rule::case::{Case, Papers};
use crate::rule::file::Once;
use crate::rule::layout::Layout;
use crate::rule::scope::Scope;
use crate::rule::survey::Survey;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;
use std::time::{Duration, Instant};
use subjects::Subjects;
use traces::Traces;

/// What judging gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judgement {
    /// Findings, sorted by document, offset and rule.
    pub findings: Vec<Finding>,
    /// What each rule cost, in the order of the rules.
    pub costs: Vec<Cost>,
}

/// What a rule cost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cost {
    /// The rule's id.
    pub rule: String,
    /// Its findings.
    pub findings: usize,
    /// Processor time over all documents; differs from run to run, for `--stats` only.
    pub time: Duration,
}

/// What judging one document gave. It depends on this document, the one that answers its plan, those whose plans it answers
/// and the table of the period before, on no other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    /// Its findings, sorted, with the fingerprints they have when no other document has the like.
    pub findings: Vec<Finding>,
    /// Processor time by rule; nothing where the findings were known.
    pub times: Vec<Duration>,
}

/// Puts `rules` to `papers`.
pub fn judge(papers: &Papers<'_>, rules: &[Rule]) -> Judgement {
    let known = vec![None; papers.documents.len()];
    let (documents, costs) = join(papers, rules, each(papers, rules, known));
    Judgement {
        findings: documents.into_iter().flatten().collect(),
        costs,
    }
}

/// What `rules` find in every document, in order: as known, or found now.
pub fn each(papers: &Papers<'_>, rules: &[Rule], known: Vec<Option<Vec<Finding>>>) -> Vec<Judged> {
    let wanted: Vec<bool> = known.iter().map(Option::is_none).collect();
    let subjects = Subjects::by_document(papers, &wanted);
    let judged = subjects.into_par_iter().zip(known);
    judged
        .map(|(subjects, known)| match known {
            Some(findings) => Judged {
                findings,
                ..Judged::default()
            },
            None => judge_document(papers, rules, &subjects),
        })
        .collect()
}

/// What was found in all of `papers`, apart by the document it points at, and what it cost.
pub fn join(
    papers: &Papers<'_>,
    rules: &[Rule],
    judged: Vec<Judged>,
) -> (Vec<Vec<Finding>>, Vec<Cost>) {
    let mut costs: Vec<Cost> = rules.iter().map(|r| cost(&r.id)).collect();
    for document in &judged {
        for (cost, time) in costs.iter_mut().zip(&document.times) {
            cost.time += *time;
        }
    }
    let mut families = by_family(papers.facts, by_place(papers, judged));
    families
        .par_iter_mut()
        .for_each(|(_, family)| number(papers, family));
    let mut places: Vec<Vec<Finding>> = vec![Vec::new(); papers.facts.len()];
    for (members, family) in families {
        for (i, found) in members.into_iter().zip(family) {
            places[i] = found;
        }
    }
    count(&mut costs, places.iter().flatten());
    (places, costs)
}

/// The findings sorted, apart by the document they point at: a rule about one document may point at another.
fn by_place(papers: &Papers<'_>, judged: Vec<Judged>) -> Vec<Vec<Finding>> {
    let mut pieces: Vec<Vec<Vec<Finding>>> = vec![Vec::new(); papers.documents.len()];
    for mut rest in judged.into_iter().map(|j| j.findings) {
        while let Some(last) = rest.last() {
            let doc = last.primary.doc;
            let start = rest.partition_point(|f| f.primary.doc < doc);
            pieces[papers.place(doc)].push(rest.split_off(start));
        }
    }
    let sorted = pieces.into_par_iter().map(|mut pieces| {
        if pieces.len() == 1 {
            return pieces.swap_remove(0);
        }
        let mut whole: Vec<Finding> = pieces.into_iter().flatten().collect();
        sort(&mut whole);
        whole
    });
    sorted.collect()
}

/// The findings of each issuer's documents, with the numbers of these. Equal findings are counted among them: those of
/// different issuers are about different matters.
fn by_family(facts: &[Facts], places: Vec<Vec<Finding>>) -> Vec<(Vec<usize>, Vec<Vec<Finding>>)> {
    let mut families: BTreeMap<String, (Vec<usize>, Vec<Vec<Finding>>)> = BTreeMap::new();
    for (i, found) in places.into_iter().enumerate() {
        let family = families.entry(root(&facts[i].profile.issuer)).or_default();
        family.0.push(i);
        family.1.push(found);
    }
    families.into_values().collect()
}

fn cost(rule: &str) -> Cost {
    Cost {
        rule: rule.to_owned(),
        ..Cost::default()
    }
}

fn sort(findings: &mut [Finding]) {
    findings
        .sort_by(|a, b| (a.primary, &a.rule, &a.message).cmp(&(b.primary, &b.rule, &b.message)));
}

/// Counts the findings of each rule; of a rule with several lines, at the first.
fn count<'a>(costs: &mut [Cost], findings: impl Iterator<Item = &'a Finding>) {
    let mut found: FxHashMap<&str, usize> = FxHashMap::default();
    for finding in findings {
        *found.entry(&finding.rule).or_default() += 1;
    }
    for cost in costs {
        cost.findings = found.remove(cost.rule.as_str()).unwrap_or(0);
    }
}

/// Findings and time of each rule in one document.
fn judge_document(papers: &Papers<'_>, rules: &[Rule], subjects: &Subjects<'_>) -> Judged {
    let (document, facts) = (
        &papers.documents[subjects.document],
        &papers.facts[subjects.document],
    );
    let layout = Layout::new(document, facts);
    let survey = Survey::of(document, facts, &layout);
    let one = |rule: &Rule| {
        let start = Instant::now();
        let traces = Traces::of(rule, document, &survey);
        let is_put_to_text = matches!(rule.on, Scope::Sentence | Scope::Clause);
        if is_put_to_text && traces.are_none() {
            return (Vec::new(), start.elapsed());
        }
        let cases = subjects
            .of(rule.on, facts, &layout)
            .into_iter()
            .map(|subject| Case {
                papers,
                document,
                facts,
                layout: &layout,
                subject,
                found: None,
            })
            .filter(|case| traces.may_hold(case.whole()));
        let found: Vec<Finding> = cases.flat_map(|case| judge_case(rule, &case)).collect();
        let found = match rule.once {
            Once::Subject | Once::Evidence => each_once(found),
            Once::Sentence => one_per_sentence(found, &layout),
        };
        (found, start.elapsed())
    };
    let mut judged: Vec<(Vec<Finding>, Duration)> = rules.par_iter().map(one).collect();
    drop_repeats(rules, &mut judged);
    let (found, times): (Vec<Vec<Finding>>, _) = judged.into_iter().unzip();
    let mut findings = found.concat();
    sort(&mut findings);
    let mut documents = [twice::join(papers, rules, findings)];
    number(papers, &mut documents);
    let [findings] = documents;
    Judged { findings, times }
}

/// A rule put to several things reports a place once: what a later line finds where an earlier one reported is dropped.
fn drop_repeats(rules: &[Rule], judged: &mut [(Vec<Finding>, Duration)]) {
    for lines in chunks_of_one_rule(rules) {
        let mut places: Vec<Span> = Vec::new();
        for (found, _) in &mut judged[lines] {
            found.retain(|f| !places.iter().any(|p| p.overlaps(f.primary)));
            places.extend(found.iter().map(|f| f.primary));
        }
    }
}

/// Where the lines of one rule stand, for rules of more than one line.
fn chunks_of_one_rule(rules: &[Rule]) -> Vec<Range<usize>> {
    let mut at = 0;
    let chunks = rules.chunk_by(|a, b| a.id == b.id).map(|chunk| {
        at += chunk.len();
        at - chunk.len()..at
    });
    chunks.filter(|lines| lines.len() > 1).collect()
}

fn judge_case(rule: &Rule, case: &Case<'_>) -> Vec<Finding> {
    let found = rule.when.ask(case);
    let kept = match rule.once {
        Once::Subject => found.len().min(1),
        Once::Evidence | Once::Sentence => found.len(),
    };
    let findings = found[..kept]
        .iter()
        .map(|evidence| report::finding(rule, case, evidence));
    findings.collect()
}

/// What says the very same of the very same place is said once, with the reasons of both (`A、B分别增长7%、8%` are two promises).
fn each_once(found: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    let mut places: FxHashMap<(Span, String), usize> = FxHashMap::default();
    for finding in found {
        let place = (finding.primary, finding.message.clone());
        if let Some(&at) = places.get(&place) {
            let first = &mut kept[at];
            add_new(&mut first.because, finding.because);
            add_new(&mut first.related, finding.related);
            first.severity = first.severity.max(finding.severity);
        } else {
            places.insert(place, kept.len());
            kept.push(finding);
        }
    }
    kept
}

/// Adds to `known` what it does not have.
fn add_new<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !known.contains(&one) {
            known.push(one);
        }
    }
}

/// The gravest finding of every sentence, the first of them; the places of the others become related places.
fn one_per_sentence(found: Vec<Finding>, layout: &Layout) -> Vec<Finding> {
    let mut kept: BTreeMap<usize, Finding> = BTreeMap::new();
    for mut finding in found {
        let at = finding.primary.start;
        let sentence = layout.sentence(at).map_or(at, |s| s.range.start);
        let Some(first) = kept.get_mut(&sentence) else {
            kept.insert(sentence, finding);
            continue;
        };
        if finding.severity > first.severity {
            std::mem::swap(first, &mut finding);
            first.related.append(&mut finding.related);
        }
        if first.primary != finding.primary {
            first.related.push(Related {
                span: finding.primary,
                label: "同句".to_owned(),
            });
        }
    }
    kept.into_values().collect()
}

/// Gives every finding its fingerprint; equal ones are counted in order of place. The first of its kind keeps the one it has.
fn number(papers: &Papers<'_>, documents: &mut [Vec<Finding>]) {
    let mut seen: FxHashMap<(&str, &str, Option<i16>, Option<i8>), usize> = FxHashMap::default();
    let ordinals = documents.iter().flatten().map(|finding| {
        let profile = &papers.facts_of(finding.primary.doc).profile;
        let month = profile.as_of.map(|day| day.month());
        let kind = (&*finding.rule, &*finding.matter_key, profile.year, month);
        let ordinal = seen.entry(kind).or_default();
        *ordinal += 1;
        *ordinal
    });
    let ordinals: Vec<usize> = ordinals.collect();
    for (finding, ordinal) in documents.iter_mut().flatten().zip(ordinals) {
        if ordinal > 1 || finding.fingerprint.is_empty() {
            let profile = &papers.facts_of(finding.primary.doc).profile;
            let year = profile.year.map_or(String::new(), |y| y.to_string());
            let month = profile.as_of.map(|day| day.month().to_string());
            let period = format!("{year}/{}", month.unwrap_or_default());
            finding.fingerprint = fingerprint(&finding.rule, &finding.matter_key, &period, ordinal);
        }
    }
}
