//! Reads how long something takes or took: 三年, 100天内, 五年来.

use super::Years;
use super::grammar::{Grammar, Reading};
use super::word::After;
use super::{Modifier, TimeUse};
use crate::extract::numeral::{Script, parse_numeral};
use jiff::civil::date;

impl Grammar {
    /// 三年, 3个月, 100天, 三年内, 五年来.
    pub(super) fn lasting(&self, text: &str, at: usize, years: Years) -> Option<Reading> {
        let numeral = parse_numeral(text, at, text.len(), |_| false)?;
        if numeral.digits_hi.is_some()
            || numeral.scale != 1.0
            || numeral.script == Script::Magnitude && numeral.digits > 10.0
        {
            return None;
        }
        let value = numeral.value();
        let (unit, len) = duration_unit(&text[numeral.range.end..])?;
        let stop = numeral.range.end + len;
        let limited = self
            .after
            .match_at(text, stop)
            .is_some_and(|(_, after)| after != After::Nothing);
        if !limited && text[at..stop].ends_with(['年', '月', '天', '周']) && self.is_level(text, at)
        {
            return None;
        }
        let mut reading = Reading {
            range: at..numeral.range.end + len,
            start: None,
            end: None,
            duration: Some(iso_duration(value, unit)),
            modifier: numeral.surplus.then_some(Modifier::Approx),
            purpose: TimeUse::Date,
        };
        let Some((len, after)) = self.after.match_at(text, reading.range.end) else {
            return Some(reading);
        };
        let count = value as i16;
        let whole_years = unit == 'Y' && (1..100).contains(&count) && value.fract() == 0.0;
        match after {
            After::Within => {
                reading.purpose = TimeUse::Deadline;
                reading.range.end += len;
                if whole_years {
                    reading.start = Some(date(years.part.clamp(1, 9800), 1, 1));
                    reading.end = Some(date(years.part.clamp(1, 9800) + count - 1, 12, 31));
                }
            }
            After::Since => {
                reading.range.end += len;
                if whole_years {
                    reading.start = Some(date(years.part.clamp(200, 9800) - count + 1, 1, 1));
                    reading.end = Some(date(years.part.clamp(200, 9800), 12, 31));
                }
            }
            After::After | After::Before | After::During | After::Nothing => {}
        }
        Some(reading)
    }

    /// Whether a level that is reached stands before (压缩至3天): a quantity, not a time.
    fn is_level(&self, text: &str, at: usize) -> bool {
        self.levels.match_before(text, at).is_some()
            && self
                .until
                .match_before(text, at)
                .is_none_or(|(len, ())| len <= '到'.len_utf8())
    }
}

/// ISO 8601 letter of the duration unit that begins `rest`, and its length.
fn duration_unit(rest: &str) -> Option<(char, usize)> {
    const UNITS: [(&str, char); 11] = [
        ("周年", 'Y'),
        ("个年头", 'Y'),
        ("个月", 'M'),
        ("个季度", 'Q'),
        ("个星期", 'W'),
        ("年", 'Y'),
        ("周岁", '-'),
        ("周末", '-'),
        ("周", 'W'),
        ("天", 'D'),
        ("日内", 'D'),
    ];
    let &(word, unit) = UNITS.iter().find(|(word, _)| rest.starts_with(word))?;
    let len = if word == "日内" {
        "日".len()
    } else {
        word.len()
    };
    (unit != '-').then_some((unit, len))
}

pub(super) fn iso_duration(value: f64, unit: char) -> String {
    match unit {
        'Y' if value == 0.5 => "P6M".to_owned(),
        'Q' => format!("P{}M", value * 3.0),
        _ => format!("P{value}{unit}"),
    }
}
