//! Joins the findings of a rule on one thing that a plan promises in two places: it is said once, with both.

use crate::extract::quantity::Quantity;
use crate::finding::{Finding, Related};
use crate::location::Span;
use crate::rule::Rule;
use crate::rule::case::Papers;
use crate::rule::likeness::essence;
use crate::rule::scope::Scope;
use rustc_hash::{FxHashMap, FxHashSet};

/// Most places of one promise that are told, and most promises of one figure that are compared.
const MOST: usize = 16;

/// Characters by which what is counted is known wherever it is promised; a shorter name is known in the same words only.
const TELLING: usize = 3;

/// A promise as far as it is the same wherever it stands.
type Promise = (usize, String, u64, String, u8);

/// The findings without those on a promise that another finding of the same rule is on, for `rules` put to matters.
pub(super) fn join(papers: &Papers<'_>, rules: &[Rule], findings: Vec<Finding>) -> Vec<Finding> {
    let is_of_matters = |r: &&Rule| matches!(r.on, Scope::Matter | Scope::Succession);
    let of_matters: FxHashSet<&str> = rules.iter().filter(is_of_matters).map(|r| &*r.id).collect();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut known: FxHashMap<(String, Option<Span>, Promise), Vec<usize>> = FxHashMap::default();
    for mut finding in findings {
        let found = of_matters
            .contains(&*finding.rule)
            .then(|| promised(papers, &finding));
        let Some((place, answer, promise)) = found.flatten() else {
            kept.push(finding);
            continue;
        };
        let same = known
            .entry((finding.rule.clone(), answer, promise))
            .or_default();
        let is_same = |&&at: &&usize| {
            let first = promised(papers, &kept[at]);
            first.is_some_and(|(first, _, _)| first != place && goes_on_alike(papers, first, place))
        };
        let Some(&at) = same.iter().take(MOST).find(is_same) else {
            same.push(kept.len());
            kept.push(finding);
            continue;
        };
        let first = &mut kept[at];
        if finding.severity > first.severity {
            std::mem::swap(first, &mut finding);
        }
        let again = promised(papers, &finding).map_or(place, |(place, _, _)| place);
        let other = Related {
            span: again,
            label: "又一处".to_owned(),
        };
        if first.related.len() < MOST && !first.related.contains(&other) {
            first.related.push(other);
        }
    }
    kept
}

/// Where a finding has the promise it is on, what answers it, and what it promises; none where there is no figure.
fn promised(papers: &Papers<'_>, finding: &Finding) -> Option<(Span, Option<Span>, Promise)> {
    let year = |span: Span| papers.facts_of(span.doc).profile.year;
    let earlier = finding.related.iter().map(|r| r.span);
    let promise = earlier
        .filter(|s| s.doc != finding.primary.doc)
        .find(|s| year(*s) < year(finding.primary));
    let place = promise.unwrap_or(finding.primary);
    let answer = promise.map(|_| finding.primary);
    let figure = figures(papers, place).first()?;
    let measure = figure.measure.as_ref()?.value.clone();
    let is_telling = measure.chars().nth(TELLING - 1).is_some();
    let name = if is_telling {
        measure
    } else {
        let text = papers.documents[papers.place(place.doc)].slice(place.range());
        essence(text).into_iter().collect()
    };
    let money = matches!(figure.base_unit.as_str(), "元" | "美元");
    let value = figure.base_value.to_bits();
    let unit = figure.base_unit.clone();
    (is_telling || !money).then(|| {
        let promise = (
            papers.place(place.doc),
            name,
            value,
            unit,
            figure.basis as u8,
        );
        (place, answer, promise)
    })
}

fn figures<'p>(papers: &Papers<'p>, place: Span) -> &'p [Quantity] {
    let all = &papers.facts_of(place.doc).quantities;
    let start = all.partition_point(|q| q.span.start < place.start);
    let end = all.partition_point(|q| q.span.start < place.end);
    &all[start..end.max(start)]
}

/// Whether what follows the figure says the same in both places, or nothing in one.
fn goes_on_alike(papers: &Papers<'_>, one: Span, other: Span) -> bool {
    let rest = |place: Span| {
        let end = figures(papers, place)
            .first()
            .map_or(place.end, |q| q.span.end);
        let document = &papers.documents[papers.place(place.doc)];
        essence(document.slice(end.min(place.end)..place.end))
    };
    let (one, other) = (rest(one), rest(other));
    one.starts_with(&other) || other.starts_with(&one)
}
