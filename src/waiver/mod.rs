//! Marks findings as exempted, and says which exemptions have expired, matched nothing or are too broad.

pub mod marker;
mod problem;
pub mod written;

use crate::error::{RequestError, refusal};
use crate::finding::{Acceptance, Finding, Statement, Waived};
use crate::yaml;
use globset::{Glob, GlobMatcher};
use jiff::civil::Date;
pub use problem::{Problem, ProblemKind};
use std::ops::Range;
use std::path::Path;
pub use written::{Reason, Written, WrittenWaiver};

/// A waiver without a fingerprint that exempts more findings than this is too broad.
const BROAD: usize = 10;

/// The exemptions and statements of a run.
#[derive(Debug, Default)]
pub struct Waivers {
    waivers: Vec<Waiver>,
    statements: Vec<(String, Statement)>,
}

/// An exemption.
#[derive(Debug)]
pub struct Waiver {
    /// What it covers.
    pub scope: Scope,
    /// Why.
    pub reason: Reason,
    /// Who approved.
    pub by: String,
    /// Last day it holds.
    pub until: Date,
    /// The document that proves it.
    pub evidence: Option<String>,
    /// The file it was written in, as shown to people.
    pub file: String,
    /// Where in that file, in bytes.
    pub place: Range<usize>,
}

/// What an exemption covers.
#[derive(Debug)]
pub enum Scope {
    /// One finding.
    Fingerprint(String),
    /// A rule, below the paths a glob matches, or everywhere.
    Rule {
        /// Its id.
        rule: String,
        /// Where.
        path: Option<GlobMatcher>,
    },
    /// A rule, in a stretch of one file (a marker in the text).
    Passage {
        /// Its id.
        rule: String,
        /// The file, as shown to people.
        file: String,
        /// The stretch, in bytes.
        range: Range<usize>,
    },
}

impl Waivers {
    /// Reads the file at `path`; a missing file holds nothing.
    ///
    /// # Errors
    /// When the file is there and cannot be opened or understood.
    pub fn read(path: &Path) -> Result<Self, RequestError> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let shown = path.to_string_lossy().replace('\\', "/");
        Self::parse(&shown, &Self::text(path)?)
    }

    /// The text of the file at `path`.
    ///
    /// # Errors
    /// When it cannot be opened or is no text.
    pub fn text(path: &Path) -> Result<String, RequestError> {
        std::fs::read_to_string(path).map_err(|e| RequestError::File {
            path: path.to_string_lossy().replace('\\', "/"),
            reason: format!("打不开豁免文件：{}", refusal(&e)),
            help: "豁免文件须为 UTF-8 文本".to_owned(),
        })
    }

    /// Reads `text`, shown to people as `file`.
    ///
    /// # Errors
    /// When it cannot be understood.
    pub fn parse(file: &str, text: &str) -> Result<Self, RequestError> {
        let text = text.trim_start_matches('\u{feff}');
        let written: Written = yaml::parse(file, text)?;
        let places = item_places(text, written.waivers.len());
        let valid = |(w, place): (WrittenWaiver, Range<usize>)| valid(w, file, text, place);
        let waivers = written
            .waivers
            .into_iter()
            .zip(places)
            .map(valid)
            .collect::<Result<_, _>>()?;
        let statement = |s: written::WrittenStatement| {
            (
                s.fingerprint,
                Statement {
                    conclusion: s.conclusion,
                    by: s.by,
                    text: s.text,
                },
            )
        };
        Ok(Self {
            waivers,
            statements: written.statements.into_iter().map(statement).collect(),
        })
    }

    /// Whether nothing is exempted and nothing was stated.
    pub fn is_empty(&self) -> bool {
        self.waivers.is_empty() && self.statements.is_empty()
    }

    /// Adds the exemptions written as markers in the text of a file.
    pub fn extend(&mut self, more: Vec<Waiver>) {
        self.waivers.extend(more);
    }

    /// Marks exempted findings and attaches statements; `path_of` names the file a finding is in. Returns what is wrong.
    pub fn apply(
        &self,
        findings: &mut [Finding],
        path_of: &dyn Fn(&Finding) -> String,
        today: Option<Date>,
    ) -> Vec<Problem> {
        let stated = match self.statements.is_empty() {
            true => &mut [],
            false => &mut *findings,
        };
        for finding in stated {
            let said = self
                .statements
                .iter()
                .rev()
                .find(|(f, _)| *f == finding.fingerprint);
            let said = said.map(|(_, s)| Box::new(s.clone()));
            finding.statement = said.or(finding.statement.take());
        }
        let covered: Vec<Vec<usize>> = self
            .waivers
            .iter()
            .map(|w| w.covered(findings, path_of))
            .collect();
        let each = || self.waivers.iter().zip(&covered);
        for (waiver, covered) in each().filter(|(w, _)| !w.is_over(today)) {
            waiver.accept(findings, covered);
        }
        each()
            .filter_map(|(w, covered)| w.wrong(findings, covered, today))
            .collect()
    }
}

impl Waiver {
    fn covered(&self, findings: &[Finding], path_of: &dyn Fn(&Finding) -> String) -> Vec<usize> {
        let all = 0..findings.len();
        all.filter(|&i| self.covers(&findings[i], path_of))
            .collect()
    }

    fn is_over(&self, today: Option<Date>) -> bool {
        today.is_some_and(|today| today > self.until)
    }

    fn accept(&self, findings: &mut [Finding], covered: &[usize]) {
        for &i in covered {
            findings[i].accepted = Some(Acceptance::Waived(Box::new(Waived {
                reason: self.reason.text().to_owned(),
                by: self.by.clone(),
                until: self.until.to_string(),
                evidence: self.evidence.clone(),
            })));
        }
    }

    /// What is wrong once all that hold are applied: an entry that is over and was renewed by another is not.
    fn wrong(
        &self,
        findings: &[Finding],
        covered: &[usize],
        today: Option<Date>,
    ) -> Option<Problem> {
        if covered.is_empty() {
            return Some(self.problem(ProblemKind::Unused, "豁免没有对应的问题".to_owned()));
        }
        if self.is_over(today) {
            let is_renewed =
                |&i: &usize| matches!(findings[i].accepted, Some(Acceptance::Waived(_)));
            let message = format!("豁免已于 {} 到期，问题仍在", self.until);
            let stands = !covered.iter().all(is_renewed);
            return stands.then(|| self.problem(ProblemKind::Expired, message));
        }
        let broad = covered.len() > BROAD && !matches!(self.scope, Scope::Fingerprint(_));
        let message = || format!("一条豁免覆盖了 {} 个问题，范围过宽", covered.len());
        broad.then(|| self.problem(ProblemKind::TooBroad, message()))
    }

    fn covers(&self, finding: &Finding, path_of: &dyn Fn(&Finding) -> String) -> bool {
        match &self.scope {
            Scope::Fingerprint(f) => finding.fingerprint == *f,
            Scope::Rule { rule, path } => {
                finding.rule == *rule && path.as_ref().is_none_or(|p| p.is_match(path_of(finding)))
            }
            Scope::Passage { rule, file, range } => {
                let at = finding.primary;
                finding.rule == *rule
                    && at.start < range.end
                    && range.start < at.end
                    && path_of(finding) == *file
            }
        }
    }

    fn problem(&self, kind: ProblemKind, message: String) -> Problem {
        Problem {
            kind,
            file: self.file.clone(),
            place: self.place.clone(),
            message,
            rule: match &self.scope {
                Scope::Rule { rule, .. } | Scope::Passage { rule, .. } => Some(rule.clone()),
                Scope::Fingerprint(_) => None,
            },
        }
    }
}

fn valid(
    w: WrittenWaiver,
    file: &str,
    text: &str,
    place: Range<usize>,
) -> Result<Waiver, RequestError> {
    let wrong = |reason: &str, help: &str| {
        yaml::error(
            file,
            text,
            place.clone(),
            reason.to_owned(),
            help.to_owned(),
        )
    };
    let scope = match (w.fingerprint, w.rule, w.path) {
        (Some(f), _, _) => Scope::Fingerprint(f),
        (None, Some(rule), path) => Scope::Rule {
            rule,
            path: path
                .map(|p| Glob::new(&p).map(|g| g.compile_matcher()))
                .transpose()
                .map_err(|_| wrong("path 的通配符写法有误", "例：reports/2026*.docx"))?,
        },
        (None, None, _) => {
            let help = "请写 fingerprint（问题清单里的指纹），或写 rule 和 path";
            return Err(wrong("这条豁免没有说豁免什么", help));
        }
    };
    if w.by.trim().is_empty() {
        return Err(wrong("这条豁免没有批准人", "请在 by 写明批准人"));
    }
    Ok(Waiver {
        scope,
        reason: w.reason,
        by: w.by,
        until: w.until,
        evidence: w.evidence,
        file: file.to_owned(),
        place,
    })
}

/// Byte ranges of the first `count` list items (`- …`) below the key that holds the exemptions, first line only.
fn item_places(text: &str, count: usize) -> Vec<Range<usize>> {
    let (mut at, mut inside) = (0, false);
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        let code = line.trim();
        if line.starts_with(|c: char| c.is_alphabetic()) {
            inside = ["waivers:", "豁免:"].iter().any(|k| line.starts_with(k));
        }
        if inside && code.starts_with("- ") && places.len() < count {
            let start = at + line.len() - line.trim_start().len();
            places.push(start..start + code.len());
        }
        at += line.len();
    }
    places.resize(count, 0..0);
    places
}
