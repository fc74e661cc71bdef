//! Reads one numeral: Arabic, full-width or Chinese digits, with 万/亿 and an inner 余/多.

use crate::extract::glyph::{char_at, digit};
use std::ops::Range;

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// ASCII or full-width digits.
    Arabic,
    /// Chinese digits (`三十五`, `两百`, `半`).
    Chinese,
    /// A power of ten alone (`百余`, `万人`, `千亿`).
    Magnitude,
}

/// A numeral as written and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// Everything that belongs to it: digits, 万/亿, inner 余/多. Bytes.
    pub range: Range<usize>,
    /// The digits alone. Bytes.
    pub literal: Range<usize>,
    /// Value of the digits; [`Numeral::scale`] not multiplied in.
    pub digits: f64,
    /// Upper value where the numeral itself is a range (`三四十`, `数百`, `十几`).
    pub digits_hi: Option<f64>,
    /// What 万/亿 after the digits multiply by; 1 without.
    pub scale: f64,
    /// The 万/亿 as written, in bytes; empty without.
    pub scale_range: Range<usize>,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// Whether 余/多 says there is more.
    pub surplus: bool,
    /// How it is written.
    pub script: Script,
}

impl Numeral {
    /// The value with 万/亿 multiplied in.
    pub fn value(&self) -> f64 {
        scaled(self.digits, self.scale)
    }

    /// The upper value of a range, with 万/亿 multiplied in.
    pub fn value_hi(&self) -> Option<f64> {
        self.digits_hi.map(|hi| scaled(hi, self.scale))
    }
}

/// `value × scale`, without the noise a binary fraction leaves (`1.3 × 10⁴` is 13000).
pub fn scaled(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let rounded = product.round();
    if (product - rounded).abs() < 1e-6 * scale.max(1.0) && rounded.abs() < 9e15 {
        rounded
    } else {
        product
    }
}

/// The numeral that begins at byte `at` of `text[..end]`. `is_unit` says whether a unit begins at a place, so that the
/// 千 of 千瓦 is not taken for a thousand.
pub fn parse_numeral(
    text: &str,
    at: usize,
    end: usize,
    is_unit: impl Fn(usize) -> bool,
) -> Option<Numeral> {
    let text = &text[..end];
    match char_at(text, at)? {
        c if digit(c).is_some() => Some(arabic(text, at, is_unit)),
        _ => chinese(text, at, is_unit),
    }
}

fn arabic(text: &str, at: usize, is_unit: impl Fn(usize) -> bool) -> Numeral {
    let (value, decimals, stop) = decimal(text, at);
    let mut numeral = Numeral {
        range: at..stop,
        literal: at..stop,
        digits: value,
        digits_hi: None,
        scale: 1.0,
        scale_range: stop..stop,
        decimals,
        surplus: false,
        script: Script::Arabic,
    };
    take_scale(text, &mut numeral, is_unit);
    numeral
}

/// Digits with thousands separators and a fraction: value, decimals, where they stop.
fn decimal(text: &str, at: usize) -> (f64, u8, usize) {
    let mut plain = String::with_capacity(16);
    let mut stop = digits_into(text, at, &mut plain);
    let lead = plain.len();
    while lead <= 3 && is_thousands_group(text, stop) {
        stop = digits_into(text, stop + 1, &mut plain);
    }
    let mut decimals = 0;
    if let Some(point @ ('.' | '．')) = char_at(text, stop) {
        let after = stop + point.len_utf8();
        if char_at(text, after).and_then(digit).is_some() {
            plain.push('.');
            let whole = plain.len();
            stop = digits_into(text, after, &mut plain);
            decimals = u8::try_from(plain.len() - whole).unwrap_or(u8::MAX);
        }
    }
    (plain.parse().unwrap_or(f64::MAX), decimals, stop)
}

fn digits_into(text: &str, mut at: usize, plain: &mut String) -> usize {
    while let Some((c, d)) = char_at(text, at).and_then(|c| Some((c, digit(c)?))) {
        plain.push(char::from(b'0' + d));
        at += c.len_utf8();
    }
    at
}

/// Whether `,ddd` and no fourth digit stands at `at`.
fn is_thousands_group(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(at) == Some(&b',')
        && (1..=3).all(|i| bytes.get(at + i).is_some_and(u8::is_ascii_digit))
        && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
}

/// Value of a power of ten written as a character.
fn power(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

/// Reads 余/多, then 百/千/万/亿, then 余/多 after the digits.
fn take_scale(text: &str, numeral: &mut Numeral, is_unit: impl Fn(usize) -> bool) {
    let after_surplus = surplus(text, numeral.range.end);
    let mut stop = after_surplus.unwrap_or(numeral.range.end);
    let from = stop;
    while let Some((c, p)) = char_at(text, stop).and_then(|c| Some((c, power(c)?))) {
        if c == '十' || is_unit(stop) {
            break;
        }
        numeral.scale *= p;
        stop += c.len_utf8();
    }
    numeral.scale_range = from..stop;
    if stop > from || after_surplus.is_none() {
        numeral.range.end = stop;
        numeral.surplus = after_surplus.is_some();
    }
    if let Some(stop) = surplus(text, numeral.range.end) {
        numeral.surplus = true;
        numeral.range.end = stop;
    }
}

/// Where an inner 余/多/来 that begins at `at` stops.
fn surplus(text: &str, at: usize) -> Option<usize> {
    match char_at(text, at)? {
        c @ ('余' | '多') => Some(at + c.len_utf8()),
        _ => None,
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

fn chinese(text: &str, at: usize, is_unit: impl Fn(usize) -> bool) -> Option<Numeral> {
    match char_at(text, at)? {
        c @ ('数' | '几') => vague(text, at, at + c.len_utf8(), &is_unit),
        '半' => Some(plain(at..at + '半'.len_utf8(), 0.5, Script::Chinese)),
        _ => spelled(text, at, &is_unit),
    }
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
