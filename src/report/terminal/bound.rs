//! Decides what a person gets to see: at most three findings per item, absences grouped by section, advice counted.

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::link::Brief;
use crate::location::Span;
use crate::report::Report;
use std::collections::{BTreeMap, HashMap};

/// Findings shown of one item (事项).
pub const PER_ITEM: usize = 3;
/// The rule whose warnings and advice are grouped by section: annual reports are selective by nature.
const GROUPED: &str = "commitment-dropped";

/// One thing the terminal or a 通报 shows.
#[derive(Debug)]
pub enum Entry<'a> {
    /// A finding.
    Finding(&'a Finding),
    /// The findings of one item beyond [`PER_ITEM`].
    More(Vec<&'a Finding>),
    /// Promises of one section without a word in the report.
    Section(Silence<'a>),
}

/// The promises of a section that the report does not speak of.
#[derive(Debug)]
pub struct Silence<'a> {
    /// The section's heading; none for promises that stand under none.
    pub heading: Option<Span>,
    /// How many promises the section makes.
    pub promised: usize,
    /// The findings, in order.
    pub findings: Vec<&'a Finding>,
}

/// What to show of `report`, in order of place; `least` is the lightest severity shown.
pub fn entries(report: &Report, least: Severity) -> Vec<Entry<'_>> {
    let open = |f: &&Finding| f.accepted.is_none() && f.severity >= least;
    let findings: Vec<&Finding> = report.findings.iter().filter(open).collect();
    let sections = Sections::of(report);
    let chosen = chosen(&findings);
    let mut entries = Vec::new();
    let mut silences: BTreeMap<SectionKey, usize> = BTreeMap::new();
    for (i, &finding) in findings.iter().enumerate() {
        if is_grouped(finding) {
            let (key, promised) = sections.section(finding);
            let at = *silences.entry(key).or_insert_with(|| {
                entries.push(Entry::Section(Silence {
                    heading: key.1,
                    promised,
                    findings: Vec::new(),
                }));
                entries.len() - 1
            });
            if let Entry::Section(silence) = &mut entries[at] {
                silence.findings.push(finding);
            }
            continue;
        }
        match &chosen[i] {
            Choice::Shown => entries.push(Entry::Finding(finding)),
            Choice::Last(more) => {
                entries.extend([Entry::Finding(finding), Entry::More(more.clone())]);
            }
            Choice::Hidden => {}
        }
    }
    entries
}

fn is_grouped(finding: &Finding) -> bool {
    finding.rule == GROUPED && finding.severity < Severity::Error
}

/// What happens to a finding among those of its item.
enum Choice<'a> {
    Shown,
    /// Shown, and the last of its item; the others follow as a count.
    Last(Vec<&'a Finding>),
    Hidden,
}

/// For each finding whether it is among the gravest [`PER_ITEM`] of its item.
fn chosen<'a>(findings: &[&'a Finding]) -> Vec<Choice<'a>> {
    let mut items: HashMap<(u32, &str), Vec<usize>> = HashMap::new();
    for (i, f) in findings.iter().enumerate() {
        if !f.matter_key.is_empty() && !is_grouped(f) {
            let item = (f.primary.doc.0, f.matter_key.as_str());
            items.entry(item).or_default().push(i);
        }
    }
    let mut choices: Vec<Choice<'_>> = findings.iter().map(|_| Choice::Shown).collect();
    for mut members in items.into_values().filter(|m| m.len() > PER_ITEM) {
        members.sort_by_key(|&i| (std::cmp::Reverse(findings[i].severity), i));
        let mut hidden = members.split_off(PER_ITEM);
        hidden.sort_unstable();
        let more = hidden.iter().map(|&i| findings[i]).collect();
        for i in hidden {
            choices[i] = Choice::Hidden;
        }
        if let Some(&last) = members.iter().max() {
            choices[last] = Choice::Last(more);
        }
    }
    choices
}

/// Document and heading of a section.
type SectionKey = (u32, Option<Span>);

/// Which section each promise stands in, and how many stand in each.
#[derive(Default)]
struct Sections<'a> {
    by_key: HashMap<(u32, &'a str), Option<Span>>,
    /// In order of documents; a few are looked through where one is asked for.
    briefs: &'a [Brief],
    sizes: BTreeMap<SectionKey, usize>,
}

impl<'a> Sections<'a> {
    fn of(report: &'a Report) -> Self {
        let mut sections = Self {
            briefs: &report.briefs,
            ..Self::default()
        };
        for matter in &report.linked.matters {
            let (doc, section) = (matter.commitment.span.doc.0, matter.commitment.section);
            sections.by_key.insert((doc, &matter.key), section);
            *sections.sizes.entry((doc, section)).or_insert(0) += 1;
        }
        for brief in &report.briefs {
            let place = (brief.doc.0, brief.section());
            *sections.sizes.entry(place).or_insert(0) += 1;
        }
        sections
    }

    /// The brief matter with `key` in a document, the last of several.
    fn brief(&self, doc: u32, key: &str) -> Option<&Brief> {
        let number = Brief::number(key)?;
        let start = self.briefs.partition_point(|b| b.doc.0 < doc);
        let end = self.briefs.partition_point(|b| b.doc.0 <= doc);
        let mut own = self.briefs[start..end].iter().rev();
        own.find(|b| b.key == Some(number))
    }

    fn section(&self, finding: &Finding) -> (SectionKey, usize) {
        let (doc, key) = (finding.primary.doc.0, finding.matter_key.as_str());
        let section = match self.by_key.get(&(doc, key)) {
            Some(section) => *section,
            None => self.brief(doc, key).and_then(Brief::section),
        };
        let key = (doc, section);
        (key, self.sizes.get(&key).copied().unwrap_or(0))
    }
}

impl Silence<'_> {
    /// What the group is called: its heading, else the document's title or file.
    pub fn name<'d>(&self, document: &'d Document) -> &'d str {
        let title = || match document.title_text() {
            "" => document.file.path.as_str(),
            title => title,
        };
        self.heading
            .filter(|h| h.doc == document.id)
            .map_or_else(title, |h| document.slice(h.range()))
    }
}
