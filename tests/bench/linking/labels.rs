//! Reads labelled pairs, and the two reports of each.

use duban::document::Document;
use duban::extract::{Facts, Lexicon, extract};
use duban::link::passage::Source;
use duban::location::{DocId, Span};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Start and end in code points.
pub(crate) type Place = (usize, usize);

/// A labelled commitment.
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) quote: String,
    pub(crate) links: Vec<Place>,
    pub(crate) carried: Option<Place>,
    pub(crate) verdict: String,
}

/// A plan, the report that answers it, and the labels.
pub(crate) struct Pair {
    plan: (Document, Facts),
    review: (Document, Facts),
    /// Whether the labels are this project's own.
    pub(crate) own: bool,
    /// The part of the plan that was labelled completely, in code points.
    region: Place,
    pub(crate) labels: Vec<Label>,
}

impl Pair {
    pub(crate) fn plan(&self) -> Source<'_> {
        Source {
            document: &self.plan.0,
            facts: &self.plan.1,
        }
    }

    pub(crate) fn review(&self) -> Source<'_> {
        Source {
            document: &self.review.0,
            facts: &self.review.1,
        }
    }

    /// Whether `span` of the plan begins in the labelled part.
    pub(crate) fn in_region(&self, span: Span) -> bool {
        (self.region.0..self.region.1).contains(&chars(&self.plan.0, span).0)
    }

    /// A place of the report in code points.
    pub(crate) fn review_chars(&self, span: Span) -> Place {
        chars(&self.review.0, span)
    }

    /// Labels and the commitments that answer them, best overlap first, each once: pairs of indexes, by label.
    pub(crate) fn matched(&self, commitments: &[Span]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (l, label) in self.labels.iter().enumerate() {
            for (c, span) in commitments.iter().enumerate() {
                let place = chars(&self.plan.0, *span);
                if overlap(label.place, place) {
                    pairs.push((shared(label.place, place), l, c));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let mut matched: Vec<(usize, usize)> = Vec::new();
        for (_, l, c) in pairs {
            if matched.iter().all(|m| m.0 != l && m.1 != c) {
                matched.push((l, c));
            }
        }
        matched.sort_unstable();
        matched
    }
}

/// Labels of this project: places only, the texts are below `shared`.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/labels/pairs");

/// The labelled pairs below `shared`, by name, then those of this project.
pub(crate) fn load(shared: &Path, lexicon: &Lexicon) -> Vec<Pair> {
    let given = files(&shared.join("eval/pairs"));
    let given = given.iter().map(|f| pair(shared, f, lexicon));
    let mut pairs: Vec<Pair> = given.collect();
    if !pairs.is_empty() {
        let own = files(Path::new(OWN));
        pairs.extend(own.iter().map(|f| Pair {
            own: true,
            ..pair(shared, f, lexicon)
        }));
    }
    pairs
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    files.sort();
    files
}

fn pair(shared: &Path, file: &Path, lexicon: &Lexicon) -> Pair {
    let text = std::fs::read_to_string(file).expect("labels are readable");
    let mut lines = text
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("labels are JSON"));
    let head = lines.next().expect("a first line");
    let read = |key: &str, id: u32| {
        let name = head[key].as_str().expect("a path");
        let mut document = duban::source::read(&shared.join(name), name)
            .documents
            .remove(0);
        document.id = DocId(id);
        let facts = extract(&document, lexicon);
        (document, facts)
    };
    Pair {
        plan: read("plan_file", 0),
        review: read("review_file", 1),
        own: false,
        region: region(&head).expect("a labelled region"),
        labels: lines.map(|l| label(&l)).collect(),
    }
}

fn label(row: &Value) -> Label {
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let links = row["links"].as_array().into_iter().flatten();
    Label {
        id: text("id"),
        place: place(row).expect("a commitment has a place"),
        quote: text("quote"),
        links: links.filter_map(place).collect(),
        carried: place(&row["carried"]),
        verdict: text("verdict"),
    }
}

fn region(head: &Value) -> Option<Place> {
    let limit = |i: usize| usize::try_from(head["region"][i].as_u64()?).ok();
    Some((limit(0)?, limit(1)?))
}

fn place(value: &Value) -> Option<Place> {
    let number = |key: &str| usize::try_from(value[key].as_u64()?).ok();
    let start = number("start")?;
    let quoted = || Some(start + value["quote"].as_str()?.chars().count());
    Some((start, number("end").or_else(quoted)?))
}

fn chars(document: &Document, span: Span) -> Place {
    (
        document.file.char_offset(span.start),
        document.file.char_offset(span.end),
    )
}

/// Whether a label and a place found speak of the same clause, as the scoring script decides it.
pub(crate) fn overlap(label: Place, found: Place) -> bool {
    let inter = label.1.min(found.1) as f64 - label.0.max(found.0) as f64;
    let (la, lb) = ((label.1 - label.0) as f64, (found.1 - found.0) as f64);
    inter > 0.0 && la / 4.0 <= lb && lb <= 3.0 * la + 40.0 && inter / la.min(lb).max(1.0) >= 0.5
}

/// Whether `found` is one of the places the label links to.
pub(crate) fn hits(label: &Label, found: Place) -> bool {
    label.links.iter().any(|l| overlap(*l, found))
}

fn shared(a: Place, b: Place) -> f64 {
    let inter = a.1.min(b.1) as f64 - a.0.max(b.0) as f64;
    inter.max(0.0) / (a.1.max(b.1) - a.0.min(b.0)).max(1) as f64
}
