//! Reads one numeral: Arabic, full-width or Chinese digits, with 万/亿 and an inner 余/多.

mod chinese;

use crate::extract::glyph::{char_at, digit, skip_blanks};
use chinese::chinese;
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
    let mut stop = after_surplus.unwrap_or_else(|| over_blanks(text, numeral.range.end, &is_unit));
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

/// Where 万 or 亿 and a unit stand behind blanks after `at` (`22.7 万人`); `at` itself otherwise.
fn over_blanks(text: &str, at: usize, is_unit: impl Fn(usize) -> bool) -> usize {
    let next = skip_blanks(text, at);
    match char_at(text, next) {
        Some(c @ ('万' | '亿')) if next > at && is_unit(next + c.len_utf8()) => next,
        _ => at,
    }
}

/// Where an inner 余/多/来 that begins at `at` stops.
fn surplus(text: &str, at: usize) -> Option<usize> {
    match char_at(text, at)? {
        c @ ('余' | '多') => Some(at + c.len_utf8()),
        _ => None,
    }
}
