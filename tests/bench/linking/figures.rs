//! Counts how well links and verdicts agree with the labels, the way the scoring scripts count.

use crate::labels::{Label, Pair, hits, overlap};
use duban::link::Matter;
use duban::link::verdict::Verdict;
use std::collections::BTreeMap;
use std::fmt;

/// What is counted.
#[derive(Default)]
pub(crate) struct Figures {
    labels: usize,
    found: usize,
    right_links: usize,
    wrong_links: usize,
    missed_links: usize,
    decided: usize,
    /// Verdicts by group: label, program.
    cells: BTreeMap<(Group, Group), usize>,
    /// `not_mentioned` said rightly and wrongly.
    absent: (usize, usize),
    /// Restatements: right, found, labelled.
    carried: (usize, usize, usize),
    complaints: Vec<String>,
}

/// The four groups verdicts are scored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Kept,
    Short,
    Underway,
    Absent,
}

impl Figures {
    pub(crate) fn add(&mut self, pair: &Pair, matters: &[Matter]) {
        let spans: Vec<_> = matters.iter().map(|m| m.commitment.span).collect();
        let matched = pair.matched(&spans);
        self.labels += pair.labels.len();
        self.found += matched.len();
        self.missed_links += pair.labels.iter().map(|l| l.links.len()).sum::<usize>();
        for (l, m) in matched {
            self.add_matter(pair, &pair.labels[l], &matters[m]);
        }
    }

    fn add_matter(&mut self, pair: &Pair, label: &Label, matter: &Matter) {
        let chosen: Vec<_> = matter
            .links
            .iter()
            .map(|l| pair.review_chars(l.progress))
            .collect();
        let reached = label
            .links
            .iter()
            .filter(|g| chosen.iter().any(|c| overlap(**g, *c)))
            .count();
        self.right_links += reached;
        self.missed_links -= reached;
        self.wrong_links += chosen.iter().filter(|c| !hits(label, **c)).count();
        let decided = if label.links.is_empty() {
            chosen.is_empty()
        } else {
            reached > 0
        };
        self.decided += usize::from(decided);
        let (want, said) = (of_label(&label.verdict), of_verdict(matter.verdict));
        *self.cells.entry((want, said)).or_default() += 1;
        if said == Group::Absent {
            let count = if want == Group::Absent {
                &mut self.absent.0
            } else {
                &mut self.absent.1
            };
            *count += 1;
        }
        self.carried.1 += matter.restatements.len();
        self.carried.2 += usize::from(label.carried.is_some());
        let again = matter.restatements.iter().any(|r| {
            label
                .carried
                .is_some_and(|c| overlap(c, pair.review_chars(*r)))
        });
        self.carried.0 += usize::from(again);
        if !decided || want != said {
            self.complain(pair, label, matter);
        }
    }

    fn complain(&mut self, pair: &Pair, label: &Label, matter: &Matter) {
        let review = pair.review().document;
        let text: Vec<char> = review.file.text.chars().collect();
        let wanted: Vec<String> = label
            .links
            .iter()
            .map(|l| text[l.0..l.1].iter().collect())
            .collect();
        let shown = |links: &[duban::link::Link]| {
            links
                .iter()
                .map(|l| format!("{:.2} {}", l.score, review.slice(l.progress.range())))
                .collect::<Vec<_>>()
        };
        let (took, near) = (shown(&matter.links), shown(&matter.searched.nearest));
        let first = &matter.commitment.quantities.first().map(|q| {
            (
                q.base_value,
                q.unit.as_str(),
                q.basis,
                q.measure.as_ref().map(|m| m.value.as_str()),
            )
        });
        let objects: Vec<&str> = matter
            .commitment
            .objects
            .iter()
            .map(|o| o.value.as_str())
            .collect();
        self.complaints.push(format!(
            "{} {} -> {:?} | {} | {first:?} {objects:?}\n    want {wanted:?}\n    took {took:?} near {near:?}\n    {:?}",
            label.id, label.verdict, matter.verdict, label.quote, matter.because
        ));
    }

    /// Lists what went wrong.
    pub(crate) fn show(&self) {
        for complaint in &self.complaints {
            println!("{complaint}");
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let p = share(self.right_links, self.right_links + self.wrong_links);
        let r = share(self.right_links, self.right_links + self.missed_links);
        let count = |test: &dyn Fn(Group, Group) -> bool| {
            self.cells
                .iter()
                .filter(|((a, b), _)| test(*a, *b))
                .map(|(_, n)| n)
                .sum::<usize>()
        };
        let groups = [Group::Kept, Group::Short, Group::Underway, Group::Absent];
        let by_group = groups.map(|g| {
            2.0 * share(
                count(&|a, b| a == g && b == g),
                count(&|a, _| a == g) + count(&|_, b| b == g),
            )
        });
        writeln!(
            f,
            "{} of {} labelled commitments found",
            self.found, self.labels
        )?;
        writeln!(
            f,
            "  links P {p:.3} R {r:.3} F1 {:.3}, decision {:.3}",
            2.0 * p * r / (p + r),
            share(self.decided, self.found)
        )?;
        writeln!(
            f,
            "  verdict {:.3}, macro-F1 {:.3} {by_group:.2?}, absent right {} wrong {}",
            share(count(&|a, b| a == b), self.found),
            by_group.iter().sum::<f64>() / 4.0,
            self.absent.0,
            self.absent.1
        )?;
        writeln!(
            f,
            "  carried: right {} of {} found, {} labelled",
            self.carried.0, self.carried.1, self.carried.2
        )?;
        write!(f, "  {:?}", self.cells)
    }
}

fn of_label(verdict: &str) -> Group {
    match verdict {
        "exceeded" | "met" => Group::Kept,
        "partial" | "missed" | "delayed" => Group::Short,
        "in_progress" => Group::Underway,
        _ => Group::Absent,
    }
}

fn of_verdict(verdict: Verdict) -> Group {
    match verdict {
        Verdict::Exceeded | Verdict::Met => Group::Kept,
        Verdict::Partial | Verdict::Missed | Verdict::Delayed => Group::Short,
        Verdict::InProgress => Group::Underway,
        Verdict::NotMentioned | Verdict::NotDue => Group::Absent,
    }
}
