//! Says how a commitment became weaker between two documents.

use crate::extract::commitment::{Commitment, Firmness};
use crate::extract::deadline::Deadline;
use crate::extract::quantity::{Bound, Quantity};
use jiff::civil::Date;
use serde::Serialize;

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
    Stage,
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
            Self::Stage => write!(f, "承诺的节点提前（如“完成”改为“推进”）"),
            Self::Deadline { from, to } => write!(f, "时限由 {from} 推后到 {to}"),
            Self::Hedged => write!(f, "增加了“力争、争取”一类的词"),
            Self::OwnerGone => write!(f, "不再写明责任单位"),
        }
    }
}

/// All ways in which `new` is weaker than `old`.
pub(super) fn weakenings(old: &Commitment, new: &Commitment) -> Vec<Weakening> {
    let mut found = Vec::new();
    found.extend(number(old.quantities.first(), new.quantities.first()));
    if let (Some(a), Some(b)) = (&old.stage, &new.stage)
        && b.rank < a.rank
    {
        found.push(Weakening::Stage);
    }
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

fn number(old: Option<&Quantity>, new: Option<&Quantity>) -> Option<Weakening> {
    let old = old?;
    let Some(new) = new else {
        return Some(Weakening::NumberGone { from: written(old) });
    };
    if old.base_unit != new.base_unit || old.basis != new.basis {
        return None;
    }
    let easier = match old.bound {
        Bound::AtMost => new.base_value > old.base_value,
        Bound::Exactly | Bound::AtLeast | Bound::About | Bound::Between => {
            new.base_value < old.base_value
        }
    };
    easier.then(|| Weakening::Number {
        from: written(old),
        to: written(new),
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
