//! Reads a numeral in Chinese characters: digits, powers of ten, neighbouring digits for a range, 几 and 数.

use super::{Numeral, Script, power, scaled, surplus, take_scale};
use crate::extract::glyph::char_at;
use std::ops::Range;

/// The Chinese numeral that begins at byte `at`.
pub(super) fn chinese(text: &str, at: usize, is_unit: impl Fn(usize) -> bool) -> Option<Numeral> {
    match char_at(text, at)? {
        c @ ('数' | '几') => vague(text, at, at + c.len_utf8(), &is_unit),
        '半' => Some(plain(at..at + '半'.len_utf8(), 0.5, Script::Chinese)),
        _ => spelled(text, at, &is_unit),
    }
}

fn chinese_digit(c: char) -> Option<f64> {
    Some(match c {
        '〇' | '零' => 0.0,
        '一' => 1.0,
        '二' | '两' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        _ => return None,
    })
}

/// What has been read of a Chinese numeral.
#[derive(Debug, Default)]
struct Sum {
    /// Finished sections, up to 亿.
    total: f64,
    /// The section being read, below 万.
    section: f64,
    /// The digit being read.
    digit: Option<f64>,
    /// The second of two neighbouring digits (`三四十`).
    digit_hi: Option<f64>,
    /// Value the upper end has more than the lower.
    spread: f64,
}

impl Sum {
    /// Takes a power of ten; false when it cannot stand here.
    fn power(&mut self, p: f64) -> bool {
        if p < 1e4 {
            let low = self.digit.take().unwrap_or(1.0);
            if let Some(high) = self.digit_hi.take() {
                self.spread += (high - low) * p;
            }
            self.section += low * p;
            return true;
        }
        if self.total > 0.0 && self.total < p {
            self.total *= p;
            return self.section == 0.0 && self.digit.is_none();
        }
        let mut section = self.section + self.digit.take().unwrap_or(0.0);
        if let Some(high) = self.digit_hi.take() {
            self.spread += high - (section % 10.0);
        }
        if section == 0.0 {
            section = 1.0;
        }
        self.total += section * p;
        self.spread *= p;
        self.section = 0.0;
        true
    }

    fn value(&self) -> f64 {
        self.total + self.section + self.digit.unwrap_or(0.0)
    }
}

/// 数十, 几百, 数十万: from one to ten of the named size.
fn vague(text: &str, at: usize, after: usize, is_unit: &impl Fn(usize) -> bool) -> Option<Numeral> {
    let c = char_at(text, after)?;
    let size = power(c).filter(|&p| p < 1e4 || !is_unit(after))?;
    let mut numeral = plain(at..after + c.len_utf8(), size, Script::Chinese);
    numeral.digits_hi = Some(size * 10.0);
    take_scale(text, &mut numeral, is_unit);
    Some(numeral)
}

/// 三十五, 两百, 十余, 百余, 万余, 三四十, 十几, 三点五.
fn spelled(text: &str, at: usize, is_unit: &impl Fn(usize) -> bool) -> Option<Numeral> {
    let mut sum = Sum::default();
    let mut stop = at;
    let (mut digits, mut powers, mut bulk) = (0u32, 0u32, at..at);
    while let Some(c) = char_at(text, stop) {
        if let Some(d) = chinese_digit(c) {
            if let Some(low) = sum.digit {
                if sum.digit_hi.is_some() || !(d == low + 1.0 || (low, d) == (3.0, 5.0)) {
                    return None;
                }
                sum.digit_hi = Some(d);
            } else if d > 0.0 {
                sum.digit = Some(d);
            }
            digits += 1;
            bulk = stop..stop;
        } else if c == '廿' {
            sum.section += 20.0;
            digits += 1;
        } else if let Some(p) = power(c) {
            if powers + digits > 0 && p < 1e4 && is_unit(stop) || !sum.power(p) {
                break;
            }
            powers += 1;
            if p >= 1e4 {
                let start = if bulk.end == stop && !bulk.is_empty() {
                    bulk.start
                } else {
                    stop
                };
                bulk = start..stop + c.len_utf8();
            }
        } else {
            break;
        }
        stop += c.len_utf8();
    }
    finish(text, at..stop, &sum, (digits > 0, bulk))
}

/// Turns what was read into a numeral: fraction, 几 after 十, 余/多, and 万/亿 as scale.
fn finish(
    text: &str,
    range: Range<usize>,
    sum: &Sum,
    (has_digits, bulk): (bool, Range<usize>),
) -> Option<Numeral> {
    if range.is_empty() || sum.value() == 0.0 {
        return None;
    }
    let script = if has_digits {
        Script::Chinese
    } else {
        Script::Magnitude
    };
    let mut numeral = plain(range.clone(), sum.value(), script);
    let spread = match sum.digit_hi {
        Some(high) => high - sum.digit.unwrap_or(0.0),
        None => sum.spread,
    };
    numeral.digits_hi = (spread > 0.0).then_some(numeral.digits + spread);
    if bulk.end == range.end && !bulk.is_empty() && bulk.start > range.start {
        scale_out(text, &mut numeral, bulk);
    } else if let Some((value, decimals, stop)) = chinese_fraction(text, range.end) {
        numeral.digits += value;
        numeral.decimals = decimals;
        numeral.literal.end = stop;
        numeral.range.end = stop;
        numeral.scale_range = stop..stop;
        take_scale(text, &mut numeral, |_| false);
    } else if char_at(text, range.end) == Some('几') && numeral.digits % 10.0 == 0.0 {
        numeral.digits_hi = Some(numeral.digits + 9.0);
        numeral.digits += 1.0;
        numeral.range.end += '几'.len_utf8();
        numeral.literal.end = numeral.range.end;
        take_scale(text, &mut numeral, |_| false);
    } else if let Some(stop) = surplus(text, range.end) {
        numeral.surplus = true;
        numeral.range.end = stop;
        if numeral.digits % 10.0 == 0.0 {
            let from = numeral.range.end;
            take_scale(text, &mut numeral, |_| false);
            numeral.scale_range.start = numeral.scale_range.start.max(from);
            numeral.surplus = true;
        }
    }
    Some(numeral)
}

/// Moves the trailing 万/亿 of `bulk` from the digits to the scale.
fn scale_out(text: &str, numeral: &mut Numeral, bulk: Range<usize>) {
    let scale: f64 = text[bulk.clone()].chars().filter_map(power).product();
    numeral.digits = scaled(numeral.digits, 1.0 / scale);
    numeral.digits_hi = numeral.digits_hi.map(|hi| scaled(hi, 1.0 / scale));
    numeral.scale = scale;
    numeral.literal.end = bulk.start;
    numeral.scale_range = bulk;
    if let Some(stop) = surplus(text, numeral.range.end) {
        numeral.surplus = true;
        numeral.range.end = stop;
    }
}

/// 点五, 点二五 after a Chinese numeral: value, decimals, where it stops.
fn chinese_fraction(text: &str, at: usize) -> Option<(f64, u8, usize)> {
    let mut stop = at + char_at(text, at).filter(|&c| c == '点')?.len_utf8();
    let (mut value, mut unit, mut decimals) = (0.0, 0.1, 0u8);
    while let Some(d) = char_at(text, stop).and_then(chinese_digit) {
        value += d * unit;
        unit /= 10.0;
        decimals = decimals.saturating_add(1);
        stop += char_at(text, stop)?.len_utf8();
    }
    (decimals > 0).then_some((value, decimals, stop))
}

fn plain(range: Range<usize>, digits: f64, script: Script) -> Numeral {
    let end = range.end;
    Numeral {
        literal: range.clone(),
        range,
        digits,
        digits_hi: None,
        scale: 1.0,
        scale_range: end..end,
        decimals: 0,
        surplus: false,
        script,
    }
}
