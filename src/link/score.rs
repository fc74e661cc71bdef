//! Says how sure it is that a clause reports on a commitment, and why.

use super::compare::{Comparison, compare};
use super::passage::{Passage, Subject};
use super::wording::Wording;
use crate::extract::Lexicon;
use crate::extract::commitment::Kind;

/// What is looked at, each between about -1 and 1. The weights stand in `rules/lexicon/weights.yaml`.
pub const FEATURES: [&str; 21] = [
    "bias",
    "cover",
    "cover_back",
    "amount",
    "rarest",
    "longest",
    "focus",
    "focus_tail",
    "around",
    "basis_equal",
    "basis_conflict",
    "unit_equal",
    "no_number",
    "number_close",
    "number_echo",
    "object_share",
    "margin",
    "rival",
    "plain_only",
    "focus_squared",
    "stock_for_flow",
];

/// Values of [`FEATURES`], in order.
pub type Features = [f32; FEATURES.len()];

/// Weights of the features, one set for targets with figures and one for named objects.
#[derive(Debug, Clone)]
pub struct Weights {
    /// For targets with figures.
    pub quantified: Features,
    /// For named objects.
    pub named: Features,
    /// Links below are refused.
    pub threshold: f32,
}

impl Weights {
    /// Reads `weights.quantified`, `weights.named` and `weights.link`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let read = |list: &str, name: &str| {
            let pairs = lexicon.pairs(list);
            let value = pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v);
            value.and_then(|v| v.parse().ok()).unwrap_or(0.0)
        };
        let set = |list: &str| FEATURES.map(|name| read(list, name));
        Self {
            quantified: set("weights.quantified"),
            named: set("weights.named"),
            threshold: read("weights.link", "threshold"),
        }
    }

    /// The probability that the features are those of a link.
    pub fn score(&self, kind: Kind, features: &Features) -> f32 {
        let set = match kind {
            Kind::Quantified => &self.quantified,
            Kind::Named | Kind::Qualitative => &self.named,
        };
        let sum: f32 = set.iter().zip(features).map(|(w, f)| w * f).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The features of `passage` as a report on `subject`; `margin` and `rival` are set by [`super::assign`].
pub fn features(subject: &Subject, passage: &Passage) -> Features {
    let own = subject.words.common(&passage.words);
    let around = subject.around.common(&passage.around);
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let run = subject.words.longest_common(&passage.words);
    let focus = focus(subject, passage);
    let comparison = subject
        .target()
        .and_then(|target| compare(target, subject, passage));
    let has =
        |test: fn(&Comparison) -> bool| f32::from(u8::from(comparison.as_ref().is_some_and(test)));
    [
        1.0,
        share(own.weight, subject.words.total),
        share(own.weight, passage.words.total),
        (1.0 + own.weight).ln() / 5.0,
        own.rarest / 5.0,
        (run.len() as f32 / 8.0).min(1.5),
        focus.cover,
        focus.tail,
        share(around.weight, subject.around.total),
        has(|c| c.basis_equal),
        has(|c| !c.basis_equal),
        has(|c| c.unit_equal),
        f32::from(u8::from(comparison.is_none())),
        comparison.as_ref().map_or(0.0, |c| c.closeness),
        has(|c| c.echo),
        focus.share,
        0.0,
        0.0,
        f32::from(u8::from(own.rarest < 1.5)),
        focus.cover * focus.cover,
        has(|c| c.stock_for_flow),
    ]
}

/// How well the thing promised – the measure, or the best of the objects – is found in a passage.
#[derive(Debug, Clone, Copy, Default)]
pub struct Focus {
    /// Share of its telling runs that are found.
    pub cover: f32,
    /// Whether its last characters are found: in Chinese the head of a name.
    pub tail: f32,
    /// Share of the objects that are found.
    pub share: f32,
}

fn focus(subject: &Subject, passage: &Passage) -> Focus {
    let cover = |name: &Wording| {
        let common = name.common(&passage.words).weight;
        if name.total > 0.0 {
            common / name.total
        } else {
            0.0
        }
    };
    let names: Vec<&Wording> = match (&subject.measure, subject.objects.is_empty()) {
        (Some(measure), _) => vec![measure],
        (None, false) => subject.objects.iter().collect(),
        (None, true) => vec![&subject.words],
    };
    let covers: Vec<f32> = names.iter().map(|name| cover(name)).collect();
    let (best, &at) = covers
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1))
        .expect("there is always a name");
    let found = covers.iter().filter(|&&c| c >= 0.5).count();
    Focus {
        cover: at,
        tail: tail(names[best], &passage.words),
        share: found as f32 / names.len() as f32,
    }
}

/// Whether the last two (half) and four (whole) characters of `name` stand in `words`.
fn tail(name: &Wording, words: &Wording) -> f32 {
    let end = name.chars.len();
    let found = |width: usize| {
        end >= width
            && words
                .chars
                .windows(width)
                .any(|w| w == &name.chars[end - width..])
    };
    match (found(2), found(4.min(end.max(2)))) {
        (true, true) => 1.0,
        (true, false) => 0.5,
        (false, _) => 0.0,
    }
}
