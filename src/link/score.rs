//! Turns what is seen of two clauses into how sure it is that the one reports on the other.

use crate::extract::Lexicon;
use crate::extract::commitment::Kind;

/// What is looked at, each between about -1 and 1. The weights stand in `rules/lexicon/weights.yaml`.
pub const FEATURES: [&str; 87] = [
    // what the words share
    "bias",
    "cover",
    "cover_back",
    "amount",
    "rarest",
    "longest",
    "around",
    "plain_only",
    "rest_missing",
    "local_amount",
    "local_rarest",
    "local_cover",
    "neighbours",
    "meaning",
    "telling",
    "task",
    // the thing promised
    "focus",
    "focus_tail",
    "object_share",
    "focus_squared",
    "kept",
    "replaced",
    "other_end",
    "other_start",
    "missing",
    "single",
    "piece_name",
    "piece_back",
    "piece_weight",
    "abbreviation",
    "full_name",
    "task_named",
    // the figures
    "basis_equal",
    "basis_conflict",
    "unit_equal",
    "no_number",
    "number_close",
    "number_echo",
    "stock_for_flow",
    "item_cover",
    "item_back",
    "other_number",
    "flow_for_stock",
    "other_question",
    "far_above",
    "far_below",
    "any_echo",
    "far_named",
    "rate_close",
    "rate_above",
    "rate_below",
    "summed_up",
    "other_size",
    // names, qualifiers and acts
    "conflicts",
    "several_years",
    "core_equal",
    "core_kept",
    "core_back",
    "core_opening",
    "core_ending",
    "kind_same",
    "kind_other",
    "act_same",
    "act_other",
    "name_conflicts",
    // beside other clauses and commitments
    "margin",
    "rival",
    // acts promised and told
    "asked_finish",
    "asked_start",
    "asked_issue",
    "asked_hold",
    "asked_award",
    "asked_found",
    "asked_bring",
    "told_finish",
    "told_start",
    "told_issue",
    "told_hold",
    "told_award",
    "told_found",
    "told_bring",
    // what a first look showed
    "sure",
    "sure_elsewhere",
    "sure_ahead",
    "sure_margin",
    "surest",
    "sure_beside",
];

/// Where the features begin that are known after a first look only; [`super::second_look`] sets them.
pub(super) const SECOND: usize = at("sure");

/// A stock is no answer to an addition, nor an addition to a stock, nor things of one size to those of another.
const EXCLUDING: [usize; 3] = [at("stock_for_flow"), at("flow_for_stock"), at("other_size")];

/// Where the acts promised begin, and the acts told, in the order of `name::ACTS`.
pub(super) const ASKED: usize = at("asked_finish");
pub(super) const TOLD: usize = at("told_finish");

/// What is left of the probability then.
const DOUBTED: f32 = 0.25;

/// Values of [`FEATURES`], in order.
pub type Features = [f32; FEATURES.len()];

/// Weights of the features, one set for targets with figures and one for named objects.
#[derive(Debug, Clone)]
pub struct Sets {
    /// For targets with figures.
    pub quantified: Features,
    /// For named objects.
    pub named: Features,
}

/// What tells a link from its features.
#[derive(Debug, Clone)]
pub struct Weights {
    /// For a first look, at each clause by itself.
    pub first: Sets,
    /// For a second look, when it is known how sure the others are.
    pub second: Option<Sets>,
    /// Links below are refused.
    pub threshold: f32,
    /// Directions below are not taken for commitments because they are reported.
    pub promoted: f32,
}

impl Weights {
    /// For reports: `weights.first_…`, `weights.quantified`, `weights.named` and `weights.link`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            first: Sets::read(lexicon, ["first_quantified", "first_named"]),
            second: Some(Sets::read(lexicon, ["quantified", "named"])),
            threshold: value(lexicon, "link", "threshold"),
            promoted: value(lexicon, "link", "promoted"),
        }
    }

    /// For promises made again, where one look does: `weights.again` and `weights.link`.
    pub fn again(lexicon: &Lexicon) -> Self {
        Self {
            first: Sets::read(lexicon, ["again", "again"]),
            second: None,
            threshold: value(lexicon, "link", "restated"),
            promoted: value(lexicon, "link", "promoted"),
        }
    }
}

impl Sets {
    fn read(lexicon: &Lexicon, [quantified, named]: [&str; 2]) -> Self {
        let set = |list: &str| FEATURES.map(|name| value(lexicon, list, name));
        Self {
            quantified: set(quantified),
            named: set(named),
        }
    }

    /// The probability that the features are those of a link.
    pub fn score(&self, kind: Kind, features: &Features) -> f32 {
        let set = match kind {
            Kind::Quantified => &self.quantified,
            Kind::Named | Kind::Qualitative => &self.named,
        };
        let sum: f32 = set.iter().zip(features).map(|(w, f)| w * f).sum();
        let sure = 1.0 / (1.0 + (-sum).exp());
        if EXCLUDING.iter().any(|&at| features[at] > 0.0) {
            sure * DOUBTED
        } else {
            sure
        }
    }
}

/// The number beside `name` in `weights.LIST`; 0 where there is none.
fn value(lexicon: &Lexicon, list: &str, name: &str) -> f32 {
    let pairs = lexicon.pairs(&format!("weights.{list}"));
    let value = pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v);
    value.and_then(|v| v.parse().ok()).unwrap_or(0.0)
}

/// Where the feature `name` stands among [`FEATURES`]; a name that is not among them does not compile.
pub(super) const fn at(name: &str) -> usize {
    let mut at = 0;
    while !is_same(FEATURES[at].as_bytes(), name.as_bytes()) {
        at += 1;
    }
    at
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}
