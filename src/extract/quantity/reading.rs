//! Reads a number with its unit at a place: numeral, range, unit, and what is no quantity although it has digits.

use crate::extract::glyph::{char_at, char_before, digit, skip_blanks};
use crate::extract::lexicon::Lexicon;
use crate::extract::numeral::{Numeral, Script, parse_numeral, scaled};
use crate::extract::quantity::approach::opens_name;
use crate::extract::quantity::unit::{Dimension, Unit, Units};
use crate::extract::words::WordTable;
use std::ops::Range;

/// A number with its unit, before what surrounds it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Numeral and unit.
    pub(crate) range: Range<usize>,
    /// The digits.
    pub(crate) literal: Range<usize>,
    /// The unit as written, with 万/亿.
    pub(crate) unit: Range<usize>,
    pub(crate) value: f64,
    pub(crate) value_hi: Option<f64>,
    pub(crate) decimals: u8,
    pub(crate) scale: f64,
    pub(crate) surplus: bool,
    pub(crate) base_unit: Box<str>,
    /// The unit it was written in, where `base_unit` is another, and how many of these one of it is.
    pub(crate) written_in: Option<(String, f64)>,
    pub(crate) dimension: Dimension,
}

/// What stands at a place that may begin a numeral.
#[derive(Debug)]
pub(crate) enum Found {
    /// A quantity.
    Figure(Figure),
    /// No quantity up to this byte.
    Nothing(usize),
}

/// Units and names, compiled.
#[derive(Debug)]
pub(crate) struct FigureReader {
    pub(crate) units: Units,
    names: WordTable<()>,
    not_after: WordTable<()>,
    not_before: WordTable<()>,
    fixed: WordTable<Fixed>,
}

/// A share or multiple said in words.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fixed {
    value: f64,
    base_value: f64,
    unit: &'static str,
    dimension: Dimension,
}

/// Longest name in quotation marks that begins with a number, in characters.
const QUOTED_NAME: usize = 14;

impl FigureReader {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let plain =
            |list: &str| WordTable::new(lexicon.words(list).iter().map(|w| (w.as_str(), ())));
        let fixed = lexicon.pairs("figures.fixed").iter();
        Self {
            units: Units::new(lexicon),
            names: plain("names_with_digits.names"),
            not_after: plain("names_with_digits.not_after"),
            not_before: plain("names_with_digits.not_before"),
            fixed: WordTable::new(fixed.filter_map(|(w, v)| Some((w.as_str(), fixed_value(v)?)))),
        }
    }

    /// What stands at byte `at` of `text[..end]`, where a digit or a Chinese numeral character is.
    pub(crate) fn read(&self, text: &str, at: usize, end: usize) -> Found {
        let text = &text[..end];
        let first = char_at(text, at).map_or(1, char::len_utf8);
        if let Some((len, fixed)) = self.fixed.match_at(text, at) {
            return Found::Figure(fixed_figure(at..at + len, fixed));
        }
        if let Some((len, ())) = self.names.match_at(text, at) {
            return Found::Nothing(at + len);
        }
        if let Some(figure) = self.fraction(text, at) {
            return Found::Figure(figure);
        }
        let is_unit = |i: usize| {
            self.units
                .match_at(text, i)
                .is_some_and(|(_, u)| !u.scaled_only)
        };
        let Some(numeral) = parse_numeral(text, at, end, is_unit) else {
            return Found::Nothing(at + first);
        };
        let stop = numeral.range.end;
        if self.is_name(text, &numeral) {
            return Found::Nothing(self.chain_end(text, stop));
        }
        match self.with_unit(text, numeral) {
            Some(figure) => Found::Figure(figure),
            None => Found::Nothing(stop),
        }
    }

    /// Whether the numeral is part of a name, an ordinal or a code.
    fn is_name(&self, text: &str, numeral: &Numeral) -> bool {
        let at = numeral.range.start;
        let before = char_before(text, at);
        let code = numeral.script == Script::Arabic
            && before.is_some_and(|c| {
                c.is_ascii_alphabetic() || matches!(c, '+' | '＋' | '×' | '№' | '*' | '∶')
            });
        let quoted = if numeral.script == Script::Arabic {
            opens_name(text, at)
        } else {
            within_quotes(text, at)
        };
        let quoted = quoted && text[at..].chars().take(QUOTED_NAME).any(closes_quote);
        let lone_date = numeral.script == Script::Arabic && before == Some(':');
        code || quoted
            || lone_date && self.units.match_at(text, numeral.range.end).is_none()
            || self.not_after.match_before(text, at).is_some()
    }

    /// Where a chain such as 1+3+N or 20＋8 ends.
    fn chain_end(&self, text: &str, mut at: usize) -> usize {
        while let Some(c @ ('+' | '＋' | '×' | '/')) = char_at(text, at) {
            at += c.len_utf8();
            while let Some(c) =
                char_at(text, at).filter(|&c| digit(c).is_some() || c.is_ascii_alphabetic())
            {
                at += c.len_utf8();
            }
        }
        at
    }

    /// The numeral with a range's second numeral and the unit.
    fn with_unit(&self, text: &str, numeral: Numeral) -> Option<Figure> {
        if let Some(figure) = self.range(text, &numeral) {
            return Some(figure);
        }
        let (unit, found) = self.unit_after(text, &numeral)?;
        Some(figure(text, &numeral, unit, found))
    }

    /// 10—15%, 3至5家, 5000元-8000元, 30%~40%.
    fn range(&self, text: &str, low: &Numeral) -> Option<Figure> {
        let low_unit = self.unit_after(text, low);
        let after_low = low_unit
            .as_ref()
            .map_or(low.range.end, |(unit, _)| unit.end);
        let c = char_at(text, after_low)?;
        if !matches!(
            c,
            '-' | '－' | '–' | '—' | '~' | '～' | '至' | '到' | '﹣' | '―' | '─'
        ) {
            return None;
        }
        let mut from = after_low + c.len_utf8();
        if text[from..].starts_with('—') {
            from += '—'.len_utf8();
        }
        let is_unit = |i: usize| self.units.match_at(text, i).is_some();
        let high =
            parse_numeral(text, from, text.len(), is_unit).filter(|h| h.digits_hi.is_none())?;
        let (unit, found) = self.unit_after(text, &high)?;
        if let Some((low_unit, low_found)) = &low_unit
            && (low_found.name != found.name || low_unit.is_empty())
        {
            return None;
        }
        let low_scale = if low.scale > 1.0 || low_unit.is_some() {
            low.scale
        } else {
            high.scale
        };
        let (low_value, high_value) = (scaled(low.digits, low_scale), high.value());
        if low_value >= high_value || (low.script == Script::Magnitude) {
            return None;
        }
        let mut whole = figure(text, &high, unit, found);
        whole.range.start = low.range.start;
        whole.literal.start = low.range.start;
        whole.value = scaled(low_value, 1.0 / high.scale);
        whole.value_hi = Some(high.digits);
        whole.decimals = low.decimals.max(high.decimals);
        Some(whole)
    }

    /// The unit after a numeral: its place from 万/亿 on, and what it is.
    fn unit_after(&self, text: &str, numeral: &Numeral) -> Option<(Range<usize>, &Unit)> {
        let stop = numeral.range.end;
        let arabic = numeral.script == Script::Arabic;
        let at = if arabic {
            skip_blanks(text, stop)
        } else {
            stop
        };
        let is_scaled = numeral.scale > 1.0;
        if arabic
            && !is_scaled
            && self.not_before.match_at(text, at).is_some_and(|(len, ())| {
                self.units
                    .match_at(text, at)
                    .is_none_or(|(unit, _)| unit < len)
            })
        {
            return None;
        }
        let Some((len, unit)) = self.units.match_at(text, at) else {
            let bare = || ends_bare(text, stop).then(|| self.units.bare());
            let unit = self
                .units
                .person_at(text, at)
                .or_else(bare)
                .filter(|_| is_scaled)?;
            return Some((numeral.scale_range.start..stop, unit));
        };
        let allowed =
            (arabic || is_scaled || !unit.arabic_only) && (is_scaled || !unit.scaled_only);
        let ascii = text[at..at + len].ends_with(|c: char| c.is_ascii_alphabetic())
            && char_at(text, at + len).is_some_and(|c| c.is_ascii_alphanumeric());
        if !allowed || ascii {
            return None;
        }
        let end = at + len + self.units.per_length(text, at + len);
        let start = if is_scaled {
            numeral.scale_range.start
        } else {
            at
        };
        Some((start..end, unit))
    }

    /// 百分之五, 千分之三, 三分之一.
    fn fraction(&self, text: &str, at: usize) -> Option<Figure> {
        let base = parse_numeral(text, at, text.len(), |_| false)?;
        let from = base.range.end + "分之".len();
        if !text[base.range.end..].starts_with("分之") {
            return None;
        }
        let part = parse_numeral(text, from, text.len(), |_| false)?;
        let whole = base.value();
        if whole < 2.0 {
            return None;
        }
        let percent = whole == 100.0 || whole == 1000.0;
        let value = if percent {
            part.value() * 100.0 / whole
        } else {
            part.value() / whole
        };
        let range = at..part.range.end;
        Some(Figure {
            literal: range.clone(),
            unit: range.end..range.end,
            range,
            value,
            value_hi: None,
            decimals: part.decimals,
            scale: 1.0,
            surplus: part.surplus,
            base_unit: if percent { "%" } else { "比例" }.into(),
            written_in: None,
            dimension: if percent {
                Dimension::Percent
            } else {
                Dimension::Ratio
            },
        })
    }
}

/// Whether a number with 万/亿 and no unit ends here: before a mark, a bound or the end of the text.
fn ends_bare(text: &str, at: usize) -> bool {
    char_at(text, at).is_none_or(|c| "，。；、）,;)！：\n 以左".contains(c))
}

fn closes_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '》' | '＂' | '"')
}

/// Whether a quotation that is still open begins shortly before `at`.
fn within_quotes(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().take(QUOTED_NAME);
    before
        .take_while(|&c| !closes_quote(c) || c == '"')
        .any(|c| matches!(c, '“' | '‘' | '「' | '《' | '＂' | '"'))
}

/// A number in a unit; what is rarely counted in one unit and mostly in another (公顷) is held in the other (亩), but for
/// figures per something.
fn figure(text: &str, numeral: &Numeral, unit: Range<usize>, found: &Unit) -> Figure {
    let is_per = text[unit.clone()].contains(['/', '／', '每']);
    let held = found.counted_in.as_ref().filter(|_| !is_per);
    let (base_unit, factor) = held.map_or((&found.name, 1.0), |(other, factor)| (other, *factor));
    Figure {
        range: numeral.range.start..unit.end,
        literal: numeral.literal.clone(),
        unit,
        value: numeral.digits,
        value_hi: numeral.digits_hi,
        decimals: numeral.decimals,
        scale: numeral.scale * factor,
        surplus: numeral.surplus,
        base_unit: base_unit.clone(),
        written_in: held.map(|_| (found.name.to_string(), factor)),
        dimension: found.dimension,
    }
}

fn fixed_figure(range: Range<usize>, fixed: Fixed) -> Figure {
    Figure {
        literal: range.clone(),
        unit: range.end..range.end,
        range,
        value: fixed.value,
        value_hi: None,
        decimals: 0,
        scale: fixed.base_value / fixed.value,
        surplus: false,
        base_unit: fixed.unit.into(),
        written_in: None,
        dimension: fixed.dimension,
    }
}

/// `0.5 比例`, `2 倍`: the value and unit a fixed expression stands for.
fn fixed_value(value: &str) -> Option<Fixed> {
    let (number, unit) = value.split_once(' ')?;
    let number: f64 = number.parse().ok()?;
    let unit = match unit {
        "比例" => "比例",
        "倍" => "倍",
        "%" => "%",
        _ => return None,
    };
    Some(Fixed {
        value: number,
        base_value: number,
        unit,
        dimension: if unit == "%" {
            Dimension::Percent
        } else {
            Dimension::Ratio
        },
    })
}
