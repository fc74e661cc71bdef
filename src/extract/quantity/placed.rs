//! Makes a quantity of a draft: where it stands, on what basis it counts, what it measures in words.

use super::draft::Draft;
use super::{Basis, Dimension, Quantity, QuantityRole};
use crate::document::Document;
use crate::extract::numeral::scaled;
use crate::location::Spanned;

impl Draft<'_> {
    /// The quantity, with its places in `document`; `role` is what figures of this part are when nothing else is said.
    pub(crate) fn place(self, document: &Document, role: QuantityRole) -> Quantity {
        let text = &document.file.text;
        let figure = self.figure;
        let basis = self.basis(text);
        let measure = (!self.measure.is_empty()).then(|| {
            let words = self.words(text);
            Spanned::new(words, document.span(self.measure.clone()))
        });
        Quantity {
            span: document.span(figure.range.clone()),
            literal: document.span(figure.literal.clone()),
            value: figure.value,
            value_hi: figure.value_hi,
            decimals: figure.decimals,
            unit: text[figure.unit.clone()].trim().to_owned(),
            base_value: scaled(figure.value, figure.scale),
            base_value_hi: figure.value_hi.map(|v| scaled(v, figure.scale)),
            base_unit: figure.base_unit.to_string(),
            written_in: figure.written_in.clone(),
            bound: self.bound,
            basis,
            falling: self.approach.down,
            role: if self.baseline {
                QuantityRole::Baseline
            } else if basis == Basis::Growth {
                QuantityRole::Growth
            } else {
                role
            },
            measure,
        }
    }

    /// The measure as words, with a depending word before or after it (人均 + 地区生产总值).
    fn words(&self, text: &str) -> String {
        let measure = self.in_full.as_deref();
        let measure = measure.unwrap_or(&text[self.measure.clone()]);
        match &self.head {
            None => measure.to_owned(),
            Some((head, true)) => format!("{}{measure}", &text[head.clone()]),
            Some((head, false)) => format!("{measure}{}", &text[head.clone()]),
        }
    }

    fn basis(&self, text: &str) -> Basis {
        let measure = &text[self.measure.clone()];
        let changes = self.approach.changes();
        let relative = self.figure.dimension.is_relative();
        let named_growth = ["增速", "增长率", "增幅", "涨幅", "降幅", "增长"];
        if relative && (changes || named_growth.iter().any(|w| measure.ends_with(w))) {
            return Basis::Growth;
        }
        if !relative && (self.approach.added || changes || self.sum == Some(true)) {
            return Basis::Increase;
        }
        if !relative && (self.approach.cumulative || self.sum == Some(false)) {
            return Basis::Cumulative;
        }
        if self.figure.dimension != Dimension::Percent && self.figure.base_unit.as_ref() != "比例"
        {
            return Basis::Total;
        }
        let share = ["占比", "比重", "份额", "比例"];
        if self.approach.share || share.iter().any(|w| measure.contains(w)) {
            Basis::Share
        } else {
            Basis::Rate
        }
    }
}
