//! Reads the labelled pairs, and matches predictions with labels as the scoring script does.

use duban::document::Document;
use duban::extract::Facts;
use duban::extract::part::{Part, PartRole, Profile};
use duban::extract::quantity::Quantity;
use duban::location::{DocId, Span};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A commitment a reader labelled.
pub(crate) struct Label {
    /// Place in code points.
    pub(crate) span: (usize, usize),
    /// Its text; empty in this project's labels, which hold places only.
    pub(crate) quote: String,
    /// Whether it is a numeric target.
    pub(crate) quantified: bool,
}

/// A labelled plan.
pub(crate) struct Pair {
    /// `qingdao-2019`.
    pub(crate) name: String,
    /// Whether the labels are this project's: read by others, who take more for a commitment.
    pub(crate) own: bool,
    /// The plan.
    pub(crate) document: Document,
    /// The stretch that was labelled completely, in code points.
    pub(crate) region: (usize, usize),
    /// Its commitments.
    pub(crate) labels: Vec<Label>,
}

/// Where corpus and labels are.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(std::env::var("DUBAN_SHARED").unwrap_or_else(|_| "../shared".to_owned()))
}

/// Labels of this project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/labels/pairs");

/// The given pairs, by name, then those of this project.
pub(crate) fn pairs() -> Vec<Pair> {
    let given = files(&folder().join("eval/pairs"));
    let own = if given.is_empty() {
        Vec::new()
    } else {
        files(Path::new(OWN))
    };
    let given = given.iter().map(|f| read(f, false));
    given.chain(own.iter().map(|f| read(f, true))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    files.sort();
    files
}

fn read(file: &Path, own: bool) -> Pair {
    let text = std::fs::read_to_string(file).expect("readable labels");
    let rows: Vec<Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).expect("a label"))
        .collect();
    let plan = rows[0]["plan_file"].as_str().expect("plan_file");
    let mut reading = duban::source::read(&folder().join(plan), plan);
    Pair {
        own,
        name: rows[0]["pair"].as_str().unwrap_or_default().to_owned(),
        document: reading.documents.remove(0),
        region: (number(&rows[0]["region"][0]), number(&rows[0]["region"][1])),
        labels: rows[1..].iter().map(label).collect(),
    }
}

fn label(row: &Value) -> Label {
    let quote = row["quote"].as_str().unwrap_or_default().to_owned();
    let start = number(&row["start"]);
    let end = match &row["end"] {
        Value::Null => start + quote.chars().count(),
        end => number(end),
    };
    Label {
        span: (start, end),
        quantified: row["kind"] == "quantified",
        quote,
    }
}

fn number(value: &Value) -> usize {
    value
        .as_u64()
        .and_then(|n| usize::try_from(n).ok())
        .expect("an offset")
}

impl Pair {
    /// The plan part that holds the region; the region itself where none was recognised.
    pub(crate) fn part(&self, profile: &Profile) -> Part {
        let bytes = |at: usize| {
            let text = &self.document.file.text;
            text.char_indices().nth(at).map_or(text.len(), |(i, _)| i)
        };
        let middle = bytes(usize::midpoint(self.region.0, self.region.1));
        let holds = |p: &&Part| p.role == PartRole::Plan && p.span.range().contains(&middle);
        profile
            .parts
            .iter()
            .find(holds)
            .cloned()
            .unwrap_or_else(|| Part {
                role: PartRole::Plan,
                span: Span::new(DocId(0), bytes(self.region.0)..bytes(self.region.1)),
                period: None,
                sections: Vec::new(),
            })
    }

    /// The quantities of the plan.
    pub(crate) fn quantities(&self, facts: &Facts) -> Vec<Quantity> {
        facts.quantities.clone()
    }

    /// `span` in code points.
    pub(crate) fn chars(&self, span: Span) -> (usize, usize) {
        let file = &self.document.file;
        (file.char_offset(span.start), file.char_offset(span.end))
    }
}

/// Pairs (label, prediction): overlap of at least half the shorter and lengths within bounds, one to one, best
/// intersection over union first.
pub(crate) fn matching(labels: &[Label], spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (s, &span) in spans.iter().enumerate() {
            if let Some((iou, overlap)) = closeness(label.span, span) {
                pairs.push((iou, overlap, l, s));
            }
        }
    }
    pairs.sort_by(|a, b| b.partial_cmp(a).expect("finite"));
    let (mut taken, mut used) = (vec![false; labels.len()], vec![false; spans.len()]);
    let mut found = Vec::new();
    for (_, _, l, s) in pairs {
        if !taken[l] && !used[s] {
            (taken[l], used[s]) = (true, true);
            found.push((l, s));
        }
    }
    found
}

fn closeness(label: (usize, usize), span: (usize, usize)) -> Option<(f64, f64)> {
    let (from, to) = (label.0.max(span.0), label.1.min(span.1));
    let (long, short) = (label.1 - label.0, span.1.saturating_sub(span.0));
    if from >= to || short * 4 < long || short > 3 * long + 40 {
        return None;
    }
    let shared = (to - from) as f64;
    let overlap = shared / long.min(short) as f64;
    let union = (label.1.max(span.1) - label.0.min(span.0)) as f64;
    (overlap >= 0.5).then_some((shared / union, overlap))
}
