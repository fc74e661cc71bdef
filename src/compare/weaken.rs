//! Says how a commitment became weaker between two documents.

use super::{Sheet, align, threshold};
use crate::extract::Lexicon;
use crate::extract::commitment::{Commitment, Firmness};
use crate::extract::deadline::Deadline;
use crate::extract::numeral::parse_numeral;
use crate::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use crate::extract::words::WordTable;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Likeness of wording from which a total and an addition of the same measure are the same target (新增造林, 新造林).
const SAME_TARGET: f64 = 0.6;

/// Groups of `rules/lexicon/contrast.yaml` whose words exclude each other in a measure.
const MEASURES: [&str; 6] = [
    "contrast.residents",
    "contrast.trade",
    "contrast.industry",
    "contrast.unemployment",
    "contrast.size",
    "contrast.insurance",
];

/// A way in which a commitment became weaker.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Weakening {
    /// The target number moved the easy way.
    Number {
        /// As written before.
        from: String,
        /// As written now.
        to: String,
    },
    /// The number is gone.
    NumberGone {
        /// As written before.
        from: String,
    },
    /// An earlier stage is promised (完成 → 推进).
    Stage {
        /// The word before.
        from: String,
        /// The word now.
        to: String,
    },
    /// The deadline is later.
    Deadline {
        /// Before, ISO 8601.
        from: String,
        /// Now.
        to: String,
    },
    /// 力争 or 争取 was added.
    Hedged,
    /// Nobody is responsible any more.
    OwnerGone,
}

impl std::fmt::Display for Weakening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number { from, to } => write!(f, "目标由 {from} 调为 {to}"),
            Self::NumberGone { from } => write!(f, "不再写明数量（原为 {from}）"),
            Self::Stage { from, to } => write!(f, "承诺的程度由“{from}”改为“{to}”"),
            Self::Deadline { from, to } => write!(f, "时限由 {from} 推后到 {to}"),
            Self::Hedged => write!(f, "增加了“力争、努力”一类的词"),
            Self::OwnerGone => write!(f, "不再写明责任单位"),
        }
    }
}

/// What decides whether a change of a number makes a target easier.
#[derive(Debug)]
pub(super) struct Yardstick {
    /// Measures of which less is better.
    ceilings: WordTable<()>,
    /// Levels of recognition (省级, 国家级): targets of different levels are not held against each other.
    levels: WordTable<()>,
    /// Words that make one name two measures (登记失业率, 调查失业率), by what they tell apart.
    measures: [WordTable<()>; MEASURES.len()],
}

impl Yardstick {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.finder(name);
        Self {
            ceilings: list("ceilings.measures"),
            levels: list("contrast.level"),
            measures: MEASURES.map(list),
        }
    }

    /// All ways in which `new` is weaker than `old`; their wordings are alike by `likeness`.
    pub(super) fn weakenings(
        &self,
        old: (&Sheet<'_>, &Commitment),
        new: (&Sheet<'_>, &Commitment),
        likeness: f64,
    ) -> Vec<Weakening> {
        let words = (old.0.quote(old.1), new.0.quote(new.1));
        let mut found = Vec::new();
        if self.is_one_measure(words) {
            found.extend(self.number(words, (old.1, new.1), likeness));
        }
        found.extend(stage(old, new));
        let (old, new) = (old.1, new.1);
        if let (Some(a), Some(b)) = (date(old), date(new))
            && b > a
        {
            found.push(Weakening::Deadline {
                from: a.to_string(),
                to: b.to_string(),
            });
        }
        if old.firmness == Firmness::Firm && new.firmness == Firmness::Aspiring {
            found.push(Weakening::Hedged);
        }
        if !old.owners.is_empty() && new.owners.is_empty() {
            found.push(Weakening::OwnerGone);
        }
        found
    }

    /// Whether the two clauses count the same: things of one level, above one threshold, on one basis.
    fn is_one_measure(&self, (old, new): (&str, &str)) -> bool {
        let told_apart = |table: &WordTable<()>| {
            let (old, new) = (words_in(table, old), words_in(table, new));
            !old.is_empty() && !new.is_empty() && old != new
        };
        words_in(&self.levels, old) == words_in(&self.levels, new)
            && threshold::thresholds(old) == threshold::thresholds(new)
            && !self.measures.iter().any(told_apart)
    }

    /// The first target that is easier than before, or gone.
    fn number(
        &self,
        (clause, now): (&str, &str),
        (old, new): (&Commitment, &Commitment),
        likeness: f64,
    ) -> Option<Weakening> {
        let (olds, news) = (targets(old), targets(new));
        if news.is_empty() {
            let first = olds.first().filter(|first| !spells_out(now, first.value))?;
            return Some(Weakening::NumberGone {
                from: written(first),
            });
        }
        let mut left = news;
        for old in olds {
            let Some(at) = left.iter().position(|new| same_target(old, new, likeness)) else {
                continue;
            };
            let new = left.remove(at);
            if self.is_easier(clause, old, new) {
                return Some(Weakening::Number {
                    from: written(old),
                    to: written(new),
                });
            }
        }
        None
    }

    fn is_easier(&self, clause: &str, old: &Quantity, new: &Quantity) -> bool {
        let measure = old.measure.as_ref().map_or(clause, |m| &m.value);
        let ceiling = match old.bound {
            Bound::AtMost => true,
            Bound::AtLeast => false,
            Bound::Exactly | Bound::About | Bound::Between => self.ceilings.any(measure),
        };
        if ceiling && !old.falling {
            new.base_value > old.base_value
        } else {
            new.base_value < old.base_value
        }
    }
}

fn words_in<'t>(table: &WordTable<()>, text: &'t str) -> BTreeSet<&'t str> {
    table.find(text).map(|range| &text[range]).collect()
}

/// The figures that are to be reached.
fn targets(commitment: &Commitment) -> Vec<&Quantity> {
    let is_target = |q: &&Quantity| match q.role {
        QuantityRole::Target | QuantityRole::Growth => true,
        QuantityRole::Actual | QuantityRole::Baseline => false,
    };
    commitment.quantities.iter().filter(is_target).collect()
}

/// Whether the two say how much of the same is to be reached.
fn same_target(old: &Quantity, new: &Quantity, likeness: f64) -> bool {
    let relative = |q: &Quantity| matches!(q.basis, Basis::Growth | Basis::Rate);
    let amount = |q: &Quantity| matches!(q.basis, Basis::Total | Basis::Increase);
    let basis = old.basis == new.basis
        || relative(old) && relative(new)
        || amount(old) && amount(new) && likeness >= SAME_TARGET;
    old.base_unit == new.base_unit && old.falling == new.falling && basis
}

/// A stage word that stands for less than before.
fn stage(old: (&Sheet<'_>, &Commitment), new: (&Sheet<'_>, &Commitment)) -> Option<Weakening> {
    let (a, b) = (old.1.stage.as_ref()?, new.1.stage.as_ref()?);
    let (from, to) = (old.0.slice(a.span), new.0.slice(b.span));
    (b.rank < a.rank && align::letters(from) != align::letters(to)).then(|| Weakening::Stage {
        from: from.to_owned(),
        to: to.to_owned(),
    })
}

fn written(q: &Quantity) -> String {
    format!("{:.*}{}", usize::from(q.decimals), q.value, q.unit)
}

fn date(commitment: &Commitment) -> Option<Date> {
    match commitment.deadline.as_ref()? {
        Deadline::By(date, _) => Some(*date),
        Deadline::Within(_) | Deadline::Ongoing | Deadline::Unclear(_) => None,
    }
}

/// Whether `text` has the number in Chinese numerals (十件实事).
fn spells_out(text: &str, value: f64) -> bool {
    let numerals = text.char_indices().filter_map(|(at, c)| {
        let spelled = !c.is_ascii_digit();
        spelled.then(|| parse_numeral(text, at, text.len(), |_| false))?
    });
    numerals.into_iter().any(|n| n.value() == value)
}
