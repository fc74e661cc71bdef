//! Fits the weights that tell named deliverables from directions, and scores what is found: fitted, and with each pair left out.
//!
//! `cargo bench --bench commitments` prints both; with `-- --write` the weights are written to `rules/lexicon`;
//! `SHOW=1` lists what is missed and what is found too much with its pair left out.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod labels;
mod logistic;

use duban::extract::commitment::{Material, Reader};
use duban::extract::{Lexicon, extract};
use labels::{Label, Pair};
use logistic::{Row, Weights};
use std::collections::BTreeMap;

/// Strength of the pull towards zero; between 1 and 8 it hardly moves the score with each pair left out.
const RIDGE: f64 = 2.0;

/// How much a row of this project's labels counts beside one of those the scores go by; between 0.3 and 1 it hardly matters.
const OWN: f64 = 0.4;

/// Feature of every row of this project's labels: their readers take more for a commitment than those the scores go by. It is
/// fitted with the others and then left away.
const OWN_READERS: &str = "own";

/// Its value: large, so that the pull towards zero hardly weakens it.
const OWN_VALUE: f32 = 3.0;

/// Weights smaller than this are not written.
const LEAST: f64 = 0.02;

/// A measure of a labelled plan part.
struct Case {
    span: (usize, usize),
    text: String,
    measurable: bool,
    copies: usize,
    features: Vec<(String, f32)>,
}

struct Sample {
    pair: Pair,
    cases: Vec<Case>,
    /// Label of each case, if it is matched when everything is predicted.
    gold: Vec<bool>,
}

fn main() {
    let samples: Vec<Sample> = labels::pairs().into_iter().map(sample).collect();
    if samples.is_empty() {
        println!("no labels under {}", labels::folder().display());
        return;
    }
    let rows: Vec<Vec<Row>> = samples.iter().map(rows).collect();
    let fit = |skip: Option<usize>| {
        let used = rows.iter().enumerate().filter(|(i, _)| Some(*i) != skip);
        let mut weights = logistic::fit(&used.flat_map(|(_, r)| r).collect::<Vec<_>>(), RIDGE);
        let part = samples.iter().enumerate().filter(|(i, _)| Some(*i) != skip);
        let given = part.map(|(_, s)| s).filter(|s| !s.pair.own);
        weights.of.remove(OWN_READERS);
        weights.threshold = best_threshold(&given.collect::<Vec<_>>(), &weights);
        weights
    };
    let fitted = fit(None);
    let left: Vec<Weights> = (0..samples.len()).map(|i| fit(Some(i))).collect();
    let given = samples.iter().filter(|s| !s.pair.own).count();
    for (whose, range) in [
        ("", 0..given),
        (", this project's labels", given..samples.len()),
    ] {
        report(&format!("fitted{whose}"), &samples[range.clone()], |_| {
            &fitted
        });
        let left = &left[range.clone()];
        report(
            &format!("leave one pair out{whose}"),
            &samples[range],
            |i| &left[i],
        );
    }
    if std::env::var("SHOW").is_ok() {
        samples.iter().zip(&left).for_each(|(s, w)| show(s, w));
    }
    if std::env::args().any(|a| a == "--write") {
        write(&fitted);
    }
}

fn sample(pair: Pair) -> Sample {
    let lexicon = Lexicon::built_in();
    let reader = Reader::new(&lexicon);
    let facts = extract(&pair.document, &lexicon);
    let part = pair.part(&facts.profile);
    let quantities = pair.quantities(&facts);
    let material = Material {
        document: &pair.document,
        profile: &facts.profile,
        quantities: &quantities,
        times: &facts.times,
        rows: &facts.rows,
    };
    let cases = reader.cases(&material, &part);
    let cases: Vec<Case> = cases
        .into_iter()
        .map(|c| Case {
            span: pair.chars(c.span),
            text: pair.document.slice(c.span.range()).to_owned(),
            measurable: c.measurable,
            copies: c.copies,
            features: c.features,
        })
        .filter(|c| pair.region.0 <= c.span.0 && c.span.0 < pair.region.1)
        .collect();
    let all: Vec<usize> = (0..cases.len()).collect();
    let mut gold = vec![false; cases.len()];
    for (_, case) in matched(&pair.labels, &cases, &all) {
        gold[case] = true;
    }
    Sample { pair, cases, gold }
}

/// What is learned from: measures without a figure, but none that a reader took together with another one.
fn rows(sample: &Sample) -> Vec<Row> {
    let within = |c: &Case| {
        let mut labels = sample.pair.labels.iter();
        labels.any(|l| l.span.0 <= c.span.0 && c.span.1 <= l.span.1)
    };
    let judged = sample
        .cases
        .iter()
        .zip(&sample.gold)
        .filter(|(c, gold)| !c.measurable && (**gold || !within(c)));
    judged
        .map(|(c, gold)| row(c, (*gold, sample.pair.own)))
        .collect()
}

fn row(case: &Case, (positive, own): (bool, bool)) -> Row {
    let mut features = case.features.clone();
    features.extend(own.then(|| (OWN_READERS.to_owned(), OWN_VALUE)));
    Row {
        features,
        positive,
        weight: if own { OWN } else { 1.0 },
    }
}

/// Pairs (label, case) of the official matching: overlap of half the shorter, one to one, by intersection over union.
fn matched(labels: &[Label], cases: &[Case], chosen: &[usize]) -> Vec<(usize, usize)> {
    let copies = chosen
        .iter()
        .flat_map(|&c| std::iter::repeat_n(c, cases[c].copies));
    let spans: Vec<(usize, (usize, usize))> = copies.map(|c| (c, cases[c].span)).collect();
    let only: Vec<(usize, usize)> = spans.iter().map(|s| s.1).collect();
    let found = labels::matching(labels, &only);
    found.into_iter().map(|(l, s)| (l, spans[s].0)).collect()
}

fn chosen(sample: &Sample, weights: &Weights) -> Vec<usize> {
    let taken = |c: &Case| c.measurable || weights.margin(&c.features) > 0.0;
    (0..sample.cases.len())
        .filter(|&i| taken(&sample.cases[i]))
        .collect()
}

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    predicted: usize,
    labels: usize,
    quantified: usize,
    quantified_right: usize,
}

impl Count {
    fn of(sample: &Sample, weights: &Weights) -> Self {
        let chosen = chosen(sample, weights);
        let pairs = matched(&sample.pair.labels, &sample.cases, &chosen);
        let quantified = |l: &usize| sample.pair.labels[*l].quantified;
        Self {
            right: pairs.len(),
            predicted: chosen.iter().map(|&c| sample.cases[c].copies).sum(),
            labels: sample.pair.labels.len(),
            quantified: sample.pair.labels.iter().filter(|l| l.quantified).count(),
            quantified_right: pairs.iter().filter(|(l, _)| quantified(l)).count(),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            predicted: self.predicted + other.predicted,
            labels: self.labels + other.labels,
            quantified: self.quantified + other.quantified,
            quantified_right: self.quantified_right + other.quantified_right,
        }
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.predicted + self.labels).max(1) as f64
    }
}

fn report<'w>(name: &str, samples: &[Sample], weights: impl Fn(usize) -> &'w Weights) {
    let counts: Vec<Count> = samples
        .iter()
        .enumerate()
        .map(|(i, s)| Count::of(s, weights(i)))
        .collect();
    let sum = counts.iter().fold(Count::default(), |a, b| a.plus(*b));
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    println!(
        "{name}: found F1 {:.4} (P {:.3} R {:.3}), quantified recall {:.3}, {} labels, {} predicted",
        sum.f1(),
        share(sum.right, sum.predicted),
        share(sum.right, sum.labels),
        share(sum.quantified_right, sum.quantified),
        sum.labels,
        sum.predicted,
    );
    let each: Vec<String> = samples
        .iter()
        .zip(&counts)
        .map(|(s, c)| format!("{} {:.3}", s.pair.name, c.f1()))
        .collect();
    println!("  {}", each.join(", "));
}

fn best_threshold(samples: &[&Sample], weights: &Weights) -> f64 {
    let f1 = |threshold: f64| {
        let weights = Weights {
            threshold,
            ..weights.clone()
        };
        samples
            .iter()
            .map(|s| Count::of(s, &weights))
            .fold(Count::default(), Count::plus)
            .f1()
    };
    let steps = (-8..=4).map(|n| f64::from(n) * 0.1);
    steps
        .map(|t| (t, f1(t)))
        .fold((0.0, 0.0), |a, b| if b.1 > a.1 { b } else { a })
        .0
}

fn show(sample: &Sample, weights: &Weights) {
    let chosen = chosen(sample, weights);
    let pairs = matched(&sample.pair.labels, &sample.cases, &chosen);
    for (l, label) in sample.pair.labels.iter().enumerate() {
        if !pairs.iter().any(|p| p.0 == l) {
            println!(
                "MISSED {} {} {}",
                sample.pair.name,
                if label.quantified { "Q" } else { "N" },
                label.quote
            );
        }
    }
    for &c in &chosen {
        let case = &sample.cases[c];
        if !pairs.iter().any(|p| p.1 == c) {
            let kind = if case.measurable { "Q" } else { "N" };
            println!(
                "EXTRA {} {kind} {:.2} {}",
                sample.pair.name,
                weights.margin(&case.features),
                case.text
            );
        }
    }
}

fn write(weights: &Weights) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rules/lexicon/commitment_weights.yaml");
    let sorted: BTreeMap<&String, &f64> = weights
        .of
        .iter()
        .filter(|(_, w)| w.abs() >= LEAST)
        .collect();
    let mut text = String::from(
        "# 判断一条措施是不是“点名的事项”（而不是方向）的权重，由 tests/bench/commitments 拟合。\n# 左边是特征，各部分以 | 隔开；各特征的权重乘以特征值相加，超过 threshold 的是点名的事项。\nnamed:\n",
    );
    text += &format!("  threshold: {:.3}\n", weights.threshold - weights.bias);
    for (name, weight) in sorted {
        text += &format!("  \"{name}\": {weight:.3}\n");
    }
    std::fs::write(&path, text).expect("the weights can be written");
    println!("wrote {}", path.display());
}
