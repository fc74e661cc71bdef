//! Decides which plan is answered by which report: same issuer, the plan's year, published later; until then by the latest progress table of
//! the year. The tables before it show the way there.

use super::Pairing;
use crate::document::Document;
use crate::extract::Facts;
use crate::extract::issuer::{root, same};
use crate::extract::part::{Part, PartRole};
use crate::extract::period::Period;
use crate::location::Span;
use std::collections::BTreeMap;

/// A plan and the report that answers it, as indexes of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The document that promises.
    pub plan: usize,
    /// The later one that reports; none when there is none yet.
    pub report: Option<usize>,
    /// The progress tables of the plan's year, but for one that is the report, in order of the days they run to.
    pub tables: Vec<usize>,
}

impl Pair {
    /// The plan with each document that speaks of it.
    pub fn answers(&self) -> impl Iterator<Item = (usize, usize)> {
        let answers = self.tables.iter().copied().chain(self.report);
        answers.map(|answer| (self.plan, answer))
    }
}

/// The pairs to follow up, in order of the promising documents, and why each was made or refused.
pub fn pairs(documents: &[Document], facts: &[Facts]) -> (Vec<Pair>, Vec<Pairing>) {
    let mut by_issuer: BTreeMap<(String, i16), Vec<usize>> = BTreeMap::new();
    for (i, f) in facts.iter().enumerate() {
        if let (Some(year), false) = (f.profile.year, f.profile.issuer.is_empty()) {
            by_issuer
                .entry((root(&f.profile.issuer), year))
                .or_default()
                .push(i);
        }
    }
    let of = |plan: usize, year: i16| {
        let found = by_issuer.get(&(root(&facts[plan].profile.issuer), year));
        found.map_or(&[][..], Vec::as_slice)
    };
    let mut pairs = Vec::new();
    let mut pairings = Vec::new();
    let plans = (0..facts.len()).filter_map(|i| Some((i, part(&facts[i], PartRole::Plan)?)));
    for (plan, promised) in plans {
        let year = facts[plan].profile.year;
        let yearly = year.and_then(|y| yearly_report(facts, (plan, y), of(plan, y + 1)));
        let mut tables = year.map_or_else(Vec::new, |y| tables_of(facts, plan, of(plan, y)));
        let report = yearly.or_else(|| tables.pop());
        pairs.push(Pair {
            plan,
            report,
            tables,
        });
        let reason = report.zip(year).map(|(report, year)| {
            let named = format!("同为{}，{year}年的", facts[plan].profile.issuer);
            match yearly {
                Some(_) => format!("{named}计划由{}年报告的回顾部分检验", year + 1),
                None => format!(
                    "{named}报告尚未纳入，计划先与{}的进展表对照",
                    until(&facts[report])
                ),
            }
        });
        let told = report.and_then(|report| reporting(&facts[report]).next());
        match told.zip(reason) {
            Some((told, reason)) => pairings.push(Pairing {
                plan: promised.span,
                report: told.span,
                accepted: true,
                reason,
            }),
            None => pairings.extend(refusal(plan, documents, facts)),
        }
    }
    pairings.extend(facts.iter().flat_map(within));
    (pairs, pairings)
}

/// The report that looks back on the year of `plan`, among documents of the year after and the same root.
fn yearly_report(
    facts: &[Facts],
    (plan, year): (usize, i16),
    of_next_year: &[usize],
) -> Option<usize> {
    let own = &facts[plan].profile.issuer;
    let mut reports = of_next_year.iter().copied();
    reports.find(|&i| i != plan && same(own, &facts[i].profile.issuer) && answers(&facts[i], year))
}

/// The progress tables that tell of the year that `plan` is for, among documents of that year and root, in order of the days
/// they run to.
fn tables_of(facts: &[Facts], plan: usize, of_year: &[usize]) -> Vec<usize> {
    let own = &facts[plan].profile.issuer;
    let tables = of_year.iter().copied().filter(|&i| {
        i != plan
            && same(own, &facts[i].profile.issuer)
            && part(&facts[i], PartRole::Plan).is_none()
            && is_progress_table(&facts[i])
            && facts[i].profile.as_of.is_some()
    });
    let mut tables: Vec<usize> = tables.collect();
    tables.sort_by_key(|&i| facts[i].profile.as_of);
    tables
}

/// The progress tables that tell of the year that the document at `plan` is for, in order of the days they run to.
pub fn tables_of_year(facts: &[Facts], plan: usize) -> Vec<usize> {
    let year = facts[plan].profile.year;
    let of_year = |&i: &usize| year.is_some() && facts[i].profile.year == year;
    let of_year: Vec<usize> = (0..facts.len()).filter(of_year).collect();
    tables_of(facts, plan, &of_year)
}

/// Whether `report` tells of the year of `plan` before it is over.
pub(super) fn is_interim(plan: &Facts, report: &Facts) -> bool {
    report.profile.year == plan.profile.year
}

/// The day a table's figures run to, in Chinese.
fn until(facts: &Facts) -> String {
    facts.profile.as_of.map_or_else(String::new, |day| {
        format!("截至{}年{}月{}日", day.year(), day.month(), day.day())
    })
}

/// Documents that are compared with one another and with no others.
#[derive(Debug, Default)]
pub struct Family {
    /// Indexes of the documents, in order.
    pub members: Vec<usize>,
    /// Their pairs, each with its place among all pairs.
    pub pairs: Vec<(usize, Pair)>,
}

/// Sorts all documents into families, in order of their first documents: those of one issuer belong together.
pub fn families(pairs: &[Pair], facts: &[Facts]) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    let mut by_issuer: BTreeMap<String, usize> = BTreeMap::new();
    let mut of = vec![0; facts.len()];
    for (i, f) in facts.iter().enumerate() {
        let next = families.len();
        let family = match f.profile.issuer.as_str() {
            "" => next,
            issuer => *by_issuer.entry(root(issuer)).or_insert(next),
        };
        if family == next {
            families.push(Family::default());
        }
        families[family].members.push(i);
        of[i] = family;
    }
    for (order, pair) in pairs.iter().enumerate() {
        families[of[pair.plan]].pairs.push((order, pair.clone()));
    }
    families
}

/// The progress table of the period before: same issuer, same year, its figures run to the last day before those of `document`.
pub fn predecessor(facts: &[Facts], document: usize) -> Option<usize> {
    let own = &facts[document];
    let day = own.profile.as_of.filter(|_| is_progress_table(own))?;
    let earlier = facts.iter().enumerate().filter(|(_, f)| {
        f.profile.year == own.profile.year
            && f.profile.as_of.is_some_and(|then| then < day)
            && same(&f.profile.issuer, &own.profile.issuer)
            && is_progress_table(f)
    });
    let last = earlier.max_by_key(|(_, f)| f.profile.as_of)?;
    Some(last.0)
}

/// Whether a document is a table of a known issuer; told from its profile alone.
fn is_progress_table(facts: &Facts) -> bool {
    !facts.profile.issuer.is_empty() && part(facts, PartRole::Table).is_some()
}

/// What one document lets be compared with itself: its review with its plan, the rows of its tables cell by cell.
fn within(facts: &Facts) -> Vec<Pairing> {
    let reason = |text: &str| text.to_owned();
    let mut made = Vec::new();
    if let (Some(review), Some(plan)) = (part(facts, PartRole::Review), part(facts, PartRole::Plan))
    {
        made.push(Pairing {
            plan: plan.span,
            report: review.span,
            accepted: true,
            reason: reason("同一份材料，回顾部分的实绩与计划部分的目标衔接对照"),
        });
    }
    let compared = facts.rows.iter().any(|row| row.progress.is_some());
    if let Some(table) = part(facts, PartRole::Table).filter(|_| compared) {
        made.push(Pairing {
            plan: table.span,
            report: table.span,
            accepted: true,
            reason: reason("同一张表，逐行对照目标与完成情况"),
        });
    }
    made
}

/// Whether a later document speaks of what was done in `year`: it looks back, or its table covers part of that year.
fn answers(facts: &Facts, year: i16) -> bool {
    reporting(facts).any(|part| match part.role {
        PartRole::Review => true,
        PartRole::Table => part.period.is_none_or(|p| p.overlaps(Period::year(year))),
        PartRole::Plan | PartRole::Other => false,
    })
}

/// The parts of a document in which progress is looked for.
pub fn reporting(facts: &Facts) -> impl Iterator<Item = &Part> {
    facts
        .profile
        .parts
        .iter()
        .filter(|p| matches!(p.role, PartRole::Review | PartRole::Table))
}

fn part(facts: &Facts, role: PartRole) -> Option<&Part> {
    facts.profile.parts.iter().find(|p| p.role == role)
}

/// Why the document next to a plan that has no report does not answer it.
fn refusal(plan: usize, documents: &[Document], facts: &[Facts]) -> Option<Pairing> {
    let next = (plan + 1..documents.len()).find(|&i| reporting(&facts[i]).next().is_some())?;
    let (own, other) = (&facts[plan].profile, &facts[next].profile);
    let reason = if own.issuer.is_empty() || other.issuer.is_empty() {
        let unknown = |i: usize| facts[i].profile.issuer.is_empty();
        let names = [plan, next].into_iter().filter(|&i| unknown(i));
        let names: Vec<&str> = names.map(|i| documents[i].file.path.as_str()).collect();
        format!("识别不出发文单位：{}", names.join("、"))
    } else if !same(&own.issuer, &other.issuer) {
        format!("发文单位不同：{}与{}", own.issuer, other.issuer)
    } else if own.year.is_some() && own.year == other.year {
        "进展表没有写明数据截至哪一天".to_owned()
    } else if own.year.is_some_and(|y| other.year == Some(y + 1)) {
        "后一年的材料没有回顾这一年".to_owned()
    } else {
        let year = |y: Option<i16>| y.map_or_else(|| "年份不明".to_owned(), |y| format!("{y}年"));
        format!(
            "不是相接的两年：计划为{}，报告为{}",
            year(own.year),
            year(other.year)
        )
    };
    let span = |f: &Facts, role: PartRole| part(f, role).map(|p| p.span);
    let report: Span = reporting(&facts[next]).next()?.span;
    Some(Pairing {
        plan: span(&facts[plan], PartRole::Plan)?,
        report,
        accepted: false,
        reason,
    })
}
