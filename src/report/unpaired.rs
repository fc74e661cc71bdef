//! Says which plans and reviews were held against no other document because issuer or year do not tell, and what to write in `duban.yaml`.

use super::{Report, plain};
use crate::extract::Facts;
use crate::extract::issuer::root;
use crate::extract::part::PartRole;
use crate::location::DocId;
use std::collections::{BTreeMap, BTreeSet};

/// Files named before they are only counted.
const NAMED: usize = 5;

/// Each file with what keeps it from being compared, in Chinese; nothing where a single document leaves nothing to compare.
pub fn notes(report: &Report) -> Vec<(String, String)> {
    let promising: Vec<&Facts> = report.facts.iter().filter(|f| is_report(f)).collect();
    if promising.len() < 2 {
        return Vec::new();
    }
    let apart = Apart::of(report);
    let nameless = promising.iter().filter(|f| !apart.is_compared(f.doc));
    let nameless = nameless.filter_map(|f| Some((path(report, f), missing(f, &path(report, f))?)));
    let mut notes: Vec<(String, String)> = nameless.collect();
    notes.extend(apart.renamed(report));
    notes.extend(apart.doubled(report));
    if notes.is_empty() && promising.len() == 2 {
        notes.extend(apart.refused(report));
    }
    let left = notes.len().saturating_sub(NAMED);
    if left > 0 {
        notes.truncate(NAMED);
        let more = format!("另有 {left} 份同样没有与其他材料对照，见对照关系（-v 可见）");
        notes.push(("其他材料".to_owned(), more));
    }
    notes
}

fn is_report(facts: &Facts) -> bool {
    has(facts, PartRole::Plan) || has(facts, PartRole::Review)
}

fn has(facts: &Facts, role: PartRole) -> bool {
    facts.profile.parts.iter().any(|p| p.role == role)
}

fn path(report: &Report, facts: &Facts) -> String {
    let documents = report.documents.get(facts.doc.0 as usize);
    documents.map_or_else(String::new, |d| plain::line(&d.file.path))
}

/// What is not known of a document and how to say it.
fn missing(facts: &Facts, path: &str) -> Option<String> {
    let no_issuer = facts.profile.issuer.is_empty();
    let (what, fields) = match (no_issuer, facts.profile.year.is_none()) {
        (false, false) => return None,
        (true, false) => ("发文单位", "issuer: 单位名称"),
        (false, true) => ("年度", "year: 年度"),
        (true, true) => ("发文单位和年度", "issuer: 单位名称, year: 年度"),
    };
    Some(format!(
        "识别不出{what}，没有与其他材料对照；请在当前目录的 duban.yaml 写明：documents: [{{ path: {path}, {fields} }}]"
    ))
}

/// Documents by whether they were held against another one.
struct Apart {
    plans: BTreeSet<DocId>,
    reports: BTreeSet<DocId>,
}

impl Apart {
    fn of(report: &Report) -> Self {
        let made = report.linked.pairings.iter().filter(|p| p.accepted);
        let across = made.filter(|p| p.plan.doc != p.report.doc);
        let (plans, reports) = across.map(|p| (p.plan.doc, p.report.doc)).unzip();
        Self { plans, reports }
    }

    fn is_compared(&self, doc: DocId) -> bool {
        self.plans.contains(&doc) || self.reports.contains(&doc)
    }

    /// Plans and the next year's reports of a place whose name only changed its level: 青禾县, 青禾区.
    fn renamed(&self, report: &Report) -> Vec<(String, String)> {
        let key = |f: &Facts, ahead: i16| Some((stem(&f.profile.issuer)?, f.profile.year? + ahead));
        let reports = report.facts.iter();
        let reports = reports.filter(|f| is_report(f) && !self.reports.contains(&f.doc));
        let mut later: BTreeMap<(String, i16), &Facts> = BTreeMap::new();
        for facts in reports {
            if let Some(key) = key(facts, 0) {
                later.entry(key).or_insert(facts);
            }
        }
        let plans = report.facts.iter();
        let plans = plans.filter(|f| has(f, PartRole::Plan) && !self.plans.contains(&f.doc));
        let renamed = plans.filter_map(|plan| {
            let later = later.get(&key(plan, 1)?)?;
            let (before, now) = (&plan.profile.issuer, &later.profile.issuer);
            let (file, other) = (path(report, plan), path(report, later));
            let what = format!(
                "发文单位是“{before}”，下一年的 {other} 是“{now}”，没有对照；确为同一单位的，请在当前目录的 duban.yaml 写明：documents: [{{ path: {other}, issuer: {before} }}]"
            );
            Some((file, what))
        });
        renamed.collect()
    }

    /// Reports of one year of one place beside the one that the plan of the year before was held against.
    fn doubled(&self, report: &Report) -> Vec<(String, String)> {
        let mut used: BTreeMap<(String, Option<i16>), &Facts> = BTreeMap::new();
        let key = |f: &Facts| (root(&f.profile.issuer), f.profile.year);
        let reviews = report.facts.iter().filter(|f| has(f, PartRole::Review));
        for facts in reviews.clone().filter(|f| self.reports.contains(&f.doc)) {
            used.entry(key(facts)).or_insert(facts);
        }
        let others = reviews.filter(|f| !self.reports.contains(&f.doc));
        let doubled = others.filter_map(|other| {
            let used = used.get(&key(other)).filter(|used| used.doc != other.doc)?;
            let what = format!(
                "与 {} 是同一单位同一年度的材料，上年的承诺只与后者对照；要核对这一份的，请把另一份移出后再核对",
                path(report, used)
            );
            Some((path(report, other), what))
        });
        doubled.collect()
    }

    /// Of two documents alone, why they were not compared.
    fn refused(&self, report: &Report) -> Option<(String, String)> {
        let made = |p: &&crate::link::Pairing| !p.accepted && !self.is_compared(p.plan.doc);
        let refused = report.linked.pairings.iter().find(made)?;
        let place = report.place(refused.plan);
        let other = plain::line(&report.place(refused.report).file.path);
        let what = format!(
            "没有与 {other} 对照：{}；识别错了的，请在当前目录的 duban.yaml 的 documents 里写明 issuer 和 year",
            plain::line(&refused.reason)
        );
        Some((plain::line(&place.file.path), what))
    }
}

/// A place's name without its level.
fn stem(issuer: &str) -> Option<String> {
    let name = root(issuer);
    let stem = name.strip_suffix(['省', '市', '区', '县', '旗', '州', '盟'])?;
    (stem.chars().count() > 1).then(|| stem.to_owned())
}
