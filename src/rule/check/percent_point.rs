//! Finds the change of a rate or share given in percent, where percentage points must be meant.

use super::line::{Line, Words, lines};
use super::text::Cuts;
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::quantity::Quantity;

/// The measures that are percentages themselves, and the words of change.
#[derive(Debug, Clone)]
pub struct PercentPoints {
    rates: Words,
    not_rates: Words,
    change: Words,
    lead: Words,
    reached: Words,
    noise: Words,
    /// 比, 较, and what a time ends with: 较7月, 比二季度.
    compared: Words,
    times: Words,
}

impl PercentPoints {
    /// Reads the lists `arithmetic.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            rates: Words::new(lexicon, &["arithmetic.rate_measures"]),
            not_rates: Words::new(lexicon, &["arithmetic.not_rates"]),
            change: Words::new(
                lexicon,
                &["arithmetic.growth_verbs", "arithmetic.fall_verbs"],
            ),
            lead: Words::new(lexicon, &["arithmetic.growth_lead", "arithmetic.yearly"]),
            reached: Words::new(lexicon, &["arithmetic.growth_tail"]),
            noise: Words::new(lexicon, &["arithmetic.measure_noise"]),
            compared: Words::new(lexicon, &["arithmetic.base_lead"]),
            times: Words::new(lexicon, &["arithmetic.time_ends"]),
        }
    }

    /// Every rate in `document` that grows or falls by percent.
    pub fn find(&self, document: &Document, (quantities, cuts): (&[Quantity], &Cuts)) -> Vec<Slip> {
        let mut slips = Vec::new();
        for line in lines(document, quantities, cuts.sentences(document)) {
            slips.extend((0..line.figures.len()).filter_map(|i| self.check(&line, i)));
        }
        slips
    }

    /// The measure without the verbs that lead up to it.
    fn named<'t>(&self, measure: &'t str) -> &'t str {
        let mut name = measure;
        while let Some(rest) = self.noise.strip(name) {
            name = rest;
        }
        name
    }

    /// `达线率增长53%`; `i` is the change.
    fn check(&self, line: &Line<'_>, i: usize) -> Option<Slip> {
        if line.figures[i].base_unit != "%" || line.figures[i].value_hi.is_some() {
            return None;
        }
        let written = line.before(i);
        let gap = written.trim_end();
        let clause = gap
            .rsplit(['，', '、', '；', ',', '（', '：'])
            .next()
            .unwrap_or(gap)
            .trim_start();
        let mut rest = self.change.strip_end(clause)?;
        while let Some(shorter) = self.lead.strip_end(rest) {
            rest = shorter;
        }
        let compared = match self.compared.strip(clause) {
            _ if rest.is_empty() => clause.starts_with(['比', '较', '同']),
            Some(_) => self.times.strip_end(rest).is_some() && !rest.contains('的'),
            None => false,
        };
        let measure = match compared {
            true => self.level_before(line, i)?,
            false => self.rates.strip_end(rest).map(|_| rest)?,
        };
        if self.not_rates.strip_end(measure).is_some() || measure.chars().count() < 2 {
            return None;
        }
        let space = written.len() - gap.len();
        let from = line.figures[i].span.start - space - clause.len();
        let shown = line.shown(i);
        let because = format!(
            "“{}”本身是百分数，变化{shown}，请核对是否应为{:.*}个百分点",
            self.named(measure),
            usize::from(line.figures[i].decimals),
            line.figures[i].value
        );
        Some(Slip::new(
            Kind::Likely,
            from..line.figures[i].span.end,
            because,
        ))
    }

    /// The rate whose level the clause before gives: `覆盖率达到87%，比上年末提高12%`; `i` is the change.
    fn level_before<'t>(&self, line: &Line<'t>, i: usize) -> Option<&'t str> {
        let level = i.checked_sub(1)?;
        let only = line.before(i).trim_start().matches(['，', ',']).count() == 1;
        let behind = line.before(i).trim_start().starts_with(['，', ',']);
        if line.figures[level].base_unit != "%" || !only || !behind {
            return None;
        }
        let clause = line
            .before(level)
            .rsplit(['，', '、', '；', ',', '（', '：'])
            .next()?;
        let name = self
            .reached
            .strip_end(clause.trim())
            .unwrap_or(clause.trim());
        self.rates.strip_end(name).map(|_| name)
    }
}
