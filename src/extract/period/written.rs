//! Reads years, months and days as they are written, in Arabic and Chinese digits.

use crate::extract::glyph::{char_at, digit};
use crate::extract::numeral::parse_numeral;
use crate::extract::period::calendar::YearRef;

/// 2019年, 2019年度, 二〇一九年, 2018—2020年, 2018年至2020年: first and last year, where it stops.
pub(super) fn numeric_year(text: &str, at: usize) -> Option<((YearRef, YearRef), usize)> {
    let (first, stop) = calendar_year(text, at)?;
    let own = after_char(text, stop, "年");
    let last = connector(text, own.unwrap_or(stop)).and_then(|after| {
        let (last, stop) = calendar_year(text, after)?;
        Some((last, after_char(text, stop, "年")?))
    });
    let (last, stop) = match last {
        Some((last, stop)) if last > first => (last, stop),
        _ => (first, own?),
    };
    let stop = after_char(text, stop, "度").unwrap_or(stop);
    Some(((YearRef::Number(first), YearRef::Number(last)), stop))
}

/// Four digits, Arabic or Chinese, that can be a year of this or the last century.
pub(super) fn calendar_year(text: &str, at: usize) -> Option<(i16, usize)> {
    let mut year = 0i16;
    let mut stop = at;
    for _ in 0..4 {
        let c = char_at(text, stop)?;
        year = year * 10 + i16::from(digit(c).or_else(|| spelled_digit(c))?);
        stop += c.len_utf8();
    }
    let more = char_at(text, stop).and_then(|c| digit(c).or_else(|| spelled_digit(c)));
    ((1900..2100).contains(&year) && more.is_none()).then_some((year, stop))
}

fn spelled_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A whole number from 1 to `max`, Arabic or Chinese.
pub(super) fn small(text: &str, at: usize, max: i8) -> Option<(i8, usize)> {
    let mut stop = at;
    let mut value = 0i8;
    while let Some(d) = char_at(text, stop).and_then(digit) {
        value = value.checked_mul(10)?.checked_add(i8::try_from(d).ok()?)?;
        stop += char_at(text, stop)?.len_utf8();
    }
    if stop == at {
        let numeral = parse_numeral(text, at, text.len(), |_| false)?;
        let whole = numeral.digits_hi.is_none()
            && !numeral.surplus
            && numeral.decimals == 0
            && numeral.digits >= 1.0;
        value = whole.then_some(numeral.value()).filter(|v| *v <= 31.0)? as i8;
        stop = numeral.range.end;
    }
    (1..=max).contains(&value).then_some((value, stop))
}

/// Where a range connector that begins at `at` stops.
pub(super) fn connector(text: &str, at: usize) -> Option<usize> {
    let c = char_at(text, at)?;
    let stop = at + c.len_utf8();
    match c {
        '—' if text[stop..].starts_with('—') => Some(stop + c.len_utf8()),
        '-' | '－' | '–' | '—' | '─' | '~' | '～' | '至' | '到' | '―' | '﹣' => {
            Some(stop)
        }
        _ => None,
    }
}

pub(super) fn after_char(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
}
