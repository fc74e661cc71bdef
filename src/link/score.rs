//! Says how sure it is that a clause reports on a commitment, and why.

use super::alignment::align;
use super::compare::{Comparison, compare, is_other_question};
use super::locality::Shared;
use super::name::{Fit, Name};
use super::passage::{Passage, Subject};
use super::piece::Piece;
use super::stretch::longest;
use super::wording::{Common, Wording};
use crate::extract::Lexicon;
use crate::extract::commitment::Kind;
use std::ops::Range;
use std::sync::Arc;

/// What is looked at, each between about -1 and 1. The weights stand in `rules/lexicon/weights.yaml`.
pub const FEATURES: [&str; 74] = [
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
    "item_cover",
    "item_back",
    "kept",
    "replaced",
    "other_end",
    "other_start",
    "missing",
    "rest_missing",
    "conflicts",
    "several_years",
    "single",
    "other_number",
    "flow_for_stock",
    "piece_name",
    "piece_back",
    "piece_weight",
    "other_question",
    "abbreviation",
    "local_amount",
    "local_rarest",
    "local_cover",
    "neighbours",
    "core_equal",
    "core_kept",
    "core_back",
    "core_opening",
    "core_ending",
    "kind_same",
    "kind_other",
    "act_same",
    "act_other",
    "far_above",
    "far_below",
    "any_echo",
    "task",
    "full_name",
    "name_conflicts",
    "meaning",
    "telling",
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
];

/// A stock is no answer to an addition, nor an addition to a stock.
const EXCLUDING: [usize; 2] = [at("stock_for_flow"), at("flow_for_stock")];

/// Where the acts promised begin, and the acts told, in the order of `name::ACTS`.
const ASKED: usize = at("asked_finish");
const TOLD: usize = at("told_finish");

/// What is left of the probability then.
const DOUBTED: f32 = 0.25;

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
    /// Directions below are not taken for commitments because they are reported.
    pub promoted: f32,
}

impl Weights {
    /// For reports: `weights.quantified`, `weights.named` and `weights.link`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self::of(lexicon, ["quantified", "named"], "threshold")
    }

    /// For promises made again: `weights.again` and `weights.link`.
    pub fn again(lexicon: &Lexicon) -> Self {
        Self::of(lexicon, ["again", "again"], "restated")
    }

    fn of(lexicon: &Lexicon, [quantified, named]: [&str; 2], threshold: &str) -> Self {
        let read = |list: &str, name: &str| {
            let pairs = lexicon.pairs(list);
            let value = pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v);
            value.and_then(|v| v.parse().ok()).unwrap_or(0.0)
        };
        let set = |list: &str| FEATURES.map(|name| read(&format!("weights.{list}"), name));
        Self {
            quantified: set(quantified),
            named: set(named),
            threshold: read("weights.link", threshold),
            promoted: read("weights.link", "promoted"),
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

/// What two clauses share, and what is known of them only from the documents they stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    /// What they share.
    pub(super) own: Common,
    /// What they share, weighed by how few clauses of the two documents have it.
    pub(super) shared: Shared,
    /// How near the passage's paragraph is to the commitment's: 1 for the nearest.
    pub(super) near: f32,
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

/// The features of `passage` as a report on `subject`; `margin` and `rival` are set by [`super::assign`].
pub(super) fn features(subject: &Subject, passage: &Passage, here: Here) -> Features {
    let own = here.own;
    let alone = Arc::ptr_eq(&subject.around, &subject.words)
        && Arc::ptr_eq(&passage.around, &passage.words);
    let around = if alone {
        own
    } else {
        subject.around.common(&passage.around)
    };
    let run = longest_in(&subject.words, &passage.words);
    let comparison = compare(subject, passage);
    let focus = focus(subject, passage, own);
    let clause = comparison.map_or(&*passage.words, |c| &c.item.words);
    let is_run = std::ptr::eq(clause, &*passage.words) && focus.is_of(subject);
    let shared = if is_run {
        run.clone()
    } else {
        longest_in(focus.name, clause)
    };
    let fate = align(focus.name, clause, shared);
    let named = named(subject, passage, comparison.as_ref());
    let has = |test: fn(&Comparison) -> bool| flag(comparison.as_ref().is_some_and(test));
    let of = |value: fn(&Comparison) -> f32| comparison.as_ref().map_or(0.0, value);
    let known = [
        1.0,
        share(own.weight, subject.words.total),
        share(own.weight, passage.words.total),
        (1.0 + own.weight).ln() / 5.0,
        own.rarest / 5.0,
        (run.0.len() as f32 / 8.0).min(1.5),
        focus.cover,
        focus.tail,
        share(around.weight, subject.around.total),
        has(|c| c.basis_equal),
        has(|c| !c.basis_equal),
        has(|c| c.unit_equal),
        flag(comparison.is_none()),
        of(|c| c.closeness),
        has(|c| c.echo),
        focus.share,
        0.0,
        0.0,
        flag(own.rarest < 1.5),
        focus.cover * focus.cover,
        has(|c| c.stock_for_flow),
        of(|c| c.cover),
        of(|c| c.cover_back),
        fate.kept,
        fate.replaced,
        fate.other_end,
        fate.other_start,
        (focus.name.total * (1.0 - focus.cover) / 20.0).min(2.0),
        rest_missing(subject, passage),
        (subject.qualifiers.conflicts(&passage.qualifiers) as f32).min(2.0),
        flag(passage.qualifiers.several_years && !subject.qualifiers.several_years),
        flag(subject.objects.len() < 2),
        flag(comparison.is_none() && !passage.items.is_empty()),
        has(|c| c.flow_for_stock),
        focus.piece.name,
        focus.piece.piece,
        (focus.piece.weight / 15.0).min(1.5),
        flag(is_other_question(subject, passage)),
        focus.abbreviation,
        (1.0 + here.shared.weight).ln() / 5.0,
        here.shared.rarest / 5.0,
        here.shared.cover,
        here.near,
        flag(named.fit.equal),
        named.fit.kept,
        named.fit.back,
        named.fit.opening,
        named.fit.ending,
        flag(named.kinds.0 & named.kinds.1 != 0),
        flag(named.kinds.0 != 0 && named.kinds.1 != 0 && named.kinds.0 & named.kinds.1 == 0),
        flag(subject.acts & passage.acts != 0),
        flag(subject.acts != 0 && passage.acts != 0 && subject.acts & passage.acts == 0),
        of(|c| c.excess.clamp(0.0, 2.0)),
        of(|c| (-c.excess).clamp(0.0, 2.0)),
        flag(is_echo(subject, passage)),
        flag(passage.task),
        full_name(subject, passage),
        named.conflicts.min(2.0),
        subject.meaning.nearness(&passage.meaning),
        flag(passage.telling),
    ];
    with_acts(known, subject.acts, passage.acts)
}

/// `known` and which of the acts of [`Namer::acts`](super::name::Namer::acts) are promised and told.
fn with_acts<const N: usize>(known: [f32; N], asked: u16, told: u16) -> Features {
    let mut all = [0.0; FEATURES.len()];
    all[..N].copy_from_slice(&known);
    for (n, (asked_of, told_of)) in (ASKED..TOLD).zip(TOLD..).enumerate() {
        all[asked_of] = flag(asked >> n & 1 == 1);
        all[told_of] = flag(told >> n & 1 == 1);
    }
    all
}

/// How the thing promised and the thing reported go together as names.
#[derive(Debug, Clone, Copy)]
struct Named {
    fit: Fit,
    kinds: (u16, u16),
    conflicts: f32,
}

/// The best fit of a name of the commitment with the item compared, or with a name of the passage.
fn named(subject: &Subject, passage: &Passage, comparison: Option<&Comparison>) -> Named {
    let others: &[Name] = match comparison {
        Some(c) => std::slice::from_ref(&c.item.name),
        None => &passage.names,
    };
    let mut best = Named {
        fit: Fit::default(),
        kinds: (0, 0),
        conflicts: 0.0,
    };
    for own in &subject.names {
        for other in others {
            if own.most(other) <= best.fit.strength() {
                continue;
            }
            let fit = own.fit(other);
            if fit.strength() > best.fit.strength() {
                best = Named {
                    fit,
                    kinds: (own.kind, other.kind),
                    conflicts: own.qualifiers.conflicts(&other.qualifiers) as f32,
                };
            }
        }
    }
    best
}

/// Whether a telling number of the commitment stands in the passage too.
fn is_echo(subject: &Subject, passage: &Passage) -> bool {
    let own = subject.figures.iter().map(|q| q.base_value);
    let reported = |value: f64| {
        let figures = passage.items.iter().map(|i| i.quantity.base_value);
        figures
            .into_iter()
            .any(|v| (v - value).abs() < 1e-9 * value.abs())
    };
    own.filter(|v| *v >= 5.0).any(reported)
}

/// How telling the best name in the passage is that the commitment abbreviates.
fn full_name(subject: &Subject, passage: &Passage) -> f32 {
    let names = subject.named().iter();
    let full = names.map(|n| passage.words.abbreviation(n));
    full.fold(0.0, f32::max)
}

/// The longest stretch both have, as ranges of their characters.
fn longest_in(one: &Wording, other: &Wording) -> (Range<usize>, Range<usize>) {
    longest(&one.chars, (other, 0..other.chars.len()))
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// How much of what the commitment says beside the names of its objects the passage does not say.
fn rest_missing(subject: &Subject, passage: &Passage) -> f32 {
    let rest = subject.rest.iter();
    let missing = rest.filter(|r| !passage.around.has(r.hash));
    let weight: f32 = missing.map(|r| r.weight).sum();
    (weight / 30.0).min(2.0)
}

/// How well the thing promised – the measure, or the best of the objects – is found in a passage.
#[derive(Debug, Clone, Copy)]
struct Focus<'s> {
    /// The measure, the best found object, or the whole clause.
    name: &'s Wording,
    /// Share of its telling runs that are found.
    cover: f32,
    /// Whether its last characters are found: in Chinese the head of a name.
    tail: f32,
    /// Share of the objects that are found.
    share: f32,
    /// How it fits the piece of the clause it fits best.
    piece: Piece,
    /// How telling an abbreviation of one of the names is found.
    abbreviation: f32,
}

impl Focus<'_> {
    /// Whether it is the whole clause of `subject`.
    fn is_of(&self, subject: &Subject) -> bool {
        std::ptr::eq(self.name, &*subject.words)
    }
}

/// `own` is what the whole clause shares with the passage.
fn focus<'s>(subject: &'s Subject, passage: &Passage, own: Common) -> Focus<'s> {
    let names = subject.named();
    let mut found = 0;
    let mut abbreviation = 0f32;
    let mut best: Option<(f32, &Wording, f32, Piece)> = None;
    for name in names {
        let common = if std::ptr::eq(name, &*subject.words) {
            own
        } else {
            name.common(&passage.words)
        };
        let cover = share(common.weight, name.total);
        // Without a common run there is no common pair.
        let piece = if common.weight > 0.0 {
            name.best_piece(&passage.words)
        } else {
            Piece::default()
        };
        let strength = cover + piece.name + piece.piece * (piece.weight / 5.0).min(1.0);
        if best.is_none_or(|(most, ..)| strength.total_cmp(&most).is_ge()) {
            best = Some((strength, name, cover, piece));
        }
        found += usize::from(piece.is_name());
        abbreviation = abbreviation.max(name.abbreviation(&passage.words));
    }
    let (_, name, cover, piece) = best.expect("there is always a name");
    Focus {
        abbreviation,
        name,
        cover,
        tail: tail(name, &passage.words),
        share: found as f32 / names.len() as f32,
        piece,
    }
}

/// Whether the last two (half) and four (whole) characters of `name` stand in `words`.
fn tail(name: &Wording, words: &Wording) -> f32 {
    let end = name.chars.len();
    let found = |width: usize| {
        let tail = &name.chars[end.saturating_sub(width)..];
        tail.len() == width
            && tail.iter().all(|&c| words.letters.may_hold(c))
            && words.chars.windows(width).any(|w| w.iter().eq(tail))
    };
    if !found(2) {
        return 0.0;
    }
    if found(4.min(end)) { 1.0 } else { 0.5 }
}
