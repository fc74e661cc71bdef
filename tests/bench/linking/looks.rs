//! Turns the labelled commitments of a pair into rows to fit: candidates with their features and whether the labels link them.

use crate::labels::{Label, Pair, Place};
use duban::extract::commitment::Kind;
use duban::link::assign::{Candidate, candidates, weigh};
use duban::link::follow::Tools;
use duban::link::passage::Passage;
use duban::link::score::{Features, Weights};
use duban::link::subject::Subject;

/// A candidate clause of a labelled commitment.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) pair: usize,
    pub(crate) label: usize,
    pub(crate) kind: Kind,
    pub(crate) features: Features,
    /// Whether the labels say that the clause reports on the commitment.
    pub(crate) link: bool,
    /// Whether the label is this project's own.
    pub(crate) own: bool,
    /// The commitment and the clause, to be read.
    pub(crate) subject: String,
    pub(crate) clause: String,
}

/// What was seen of one pair: the candidates of every commitment, and which of them the labels speak of.
pub(crate) struct Looks {
    pair: usize,
    own: bool,
    kinds: Vec<Kind>,
    candidates: Vec<Vec<Candidate>>,
    /// The clauses as text.
    clauses: Vec<String>,
    labelled: Vec<Labelled>,
    subjects: Vec<String>,
}

/// A label, the commitment that answers it, and the clauses it is linked to.
struct Labelled {
    label: usize,
    subject: usize,
    links: Vec<usize>,
}

impl Looks {
    /// Looks for `subjects` among `passages`; `is_link` tells what the labels say of a clause.
    pub(crate) fn new(
        (number, pair): (usize, &Pair),
        (subjects, passages): (&[Subject], &[Passage]),
        tools: &Tools,
        is_link: impl Fn(&Label, Place) -> bool,
    ) -> Self {
        let spans: Vec<_> = subjects.iter().map(|s| s.commitment.span).collect();
        let plain = |text: &str| text.replace(['\n', '\t'], " ");
        let linked = |label: usize| -> Vec<usize> {
            let place = |p: usize| pair.review_chars(passages[p].span);
            let is_linked = |&p: &usize| is_link(&pair.labels[label], place(p));
            (0..passages.len()).filter(is_linked).collect()
        };
        let matched = pair.matched(&spans).into_iter();
        let labelled = matched.map(|(label, subject)| Labelled {
            label,
            subject,
            links: linked(label),
        });
        Self {
            pair: number,
            own: pair.own,
            kinds: subjects.iter().map(|s| s.commitment.kind).collect(),
            candidates: candidates(subjects, passages, &tools.weights),
            clauses: passages
                .iter()
                .map(|p| plain(pair.review().document.slice(p.span.range())))
                .collect(),
            labelled: labelled.collect(),
            subjects: spans
                .iter()
                .map(|s| plain(pair.plan().document.slice(s.range())))
                .collect(),
        }
    }

    /// The candidates of the labelled commitments, as they are seen with `weights`.
    pub(crate) fn rows(&self, weights: &Weights) -> Vec<Row> {
        let mut seen = self.candidates.clone();
        weigh(&mut seen, (&self.kinds, self.clauses.len()), weights);
        let row = |of: &Labelled, c: &Candidate| Row {
            pair: self.pair,
            label: of.label,
            kind: self.kinds[of.subject],
            features: c.features,
            link: of.links.contains(&c.passage),
            own: self.own,
            subject: self.subjects[of.subject].clone(),
            clause: self.clauses[c.passage].clone(),
        };
        let of = |l: &Labelled| -> Vec<Row> { seen[l.subject].iter().map(|c| row(l, c)).collect() };
        self.labelled.iter().flat_map(of).collect()
    }
}
