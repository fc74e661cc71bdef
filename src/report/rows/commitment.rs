//! Turns a commitment and its figures into rows.

use super::At;
use crate::extract::commitment::{Commitment, Firmness, Kind, Weight};
use crate::extract::owner::{Owner, OwnerRole};
use crate::extract::quantity::{Basis, Bound, Quantity, QuantityRole};
use crate::report::redact::redact;
use crate::report::{Report, wording};
use serde::Serialize;
use std::borrow::Cow;

/// A commitment.
#[derive(Debug, Serialize)]
pub struct CommitmentRow<'a> {
    #[serde(flatten)]
    at: At<'a>,
    kind: Kind,
    metric: Option<Cow<'a, str>>,
    objects: Vec<Cow<'a, str>>,
    firmness: Firmness,
    weight: Weight,
    quantities: Vec<QuantityRow<'a>>,
    deadline: Option<String>,
    owners: Vec<OwnerRow<'a>>,
}

#[derive(Debug, Serialize)]
struct OwnerRow<'a> {
    name: Cow<'a, str>,
    role: &'static str,
}

impl<'a> CommitmentRow<'a> {
    /// The row of commitment `c`.
    pub fn of(report: &'a Report, c: &'a Commitment) -> Self {
        let quantities = c.quantities.iter();
        Self {
            at: At::of(report, c.span),
            kind: c.kind,
            metric: metric(c).map(redact),
            objects: c.objects.iter().map(|o| redact(&o.value)).collect(),
            firmness: c.firmness,
            weight: c.weight,
            quantities: quantities.map(|q| QuantityRow::of(report, q)).collect(),
            deadline: c.deadline.as_ref().and_then(wording::deadline),
            owners: c.owners.iter().map(owner).collect(),
        }
    }
}

/// What a commitment is about: what its target counts, else its first object.
pub fn metric(c: &Commitment) -> Option<&str> {
    let measure = c.quantities.first().and_then(|q| q.measure.as_ref());
    measure.or(c.objects.first()).map(|m| m.value.as_str())
}

fn owner(owner: &Owner) -> OwnerRow<'_> {
    OwnerRow {
        name: redact(&owner.name.value),
        role: match owner.role {
            OwnerRole::Lead => "lead",
            OwnerRole::Support => "support",
            OwnerRole::Joint => "joint",
        },
    }
}

/// A quantity, as `check` and `extract` print it.
#[derive(Debug, Serialize)]
pub struct QuantityRow<'a> {
    start: usize,
    end: usize,
    value: f64,
    value_hi: Option<f64>,
    unit: &'a str,
    base_value: f64,
    base_value_hi: Option<f64>,
    base_unit: &'a str,
    comparator: Bound,
    basis: Basis,
    role: QuantityRole,
    is_growth: bool,
    metric: Option<Cow<'a, str>>,
}

impl<'a> QuantityRow<'a> {
    /// The row of quantity `q`.
    pub fn of(report: &'a Report, q: &'a Quantity) -> Self {
        let (start, end) = report.chars(q.span);
        let (base_unit, factor) = match &q.written_in {
            Some((unit, factor)) => (unit, *factor),
            None => (&q.base_unit, 1.0),
        };
        Self {
            start,
            end,
            value: q.value,
            value_hi: q.value_hi,
            unit: &q.unit,
            base_value: q.base_value / factor,
            base_value_hi: q.base_value_hi.map(|v| v / factor),
            base_unit,
            comparator: q.bound,
            basis: q.basis,
            role: q.role,
            is_growth: q.basis == Basis::Growth,
            metric: q.measure.as_ref().map(|m| redact(&m.value)),
        }
    }
}
