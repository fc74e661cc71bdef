//! Reads a time expression at a place: year, part of the year, and what 前、内、以来 make of it.

use crate::extract::glyph::{char_at, digit};
use crate::extract::lexicon::Lexicon;
use crate::extract::numeral::{Script, parse_numeral};
use crate::extract::period::calendar::{Within, YearRef};
use crate::extract::period::{Modifier, TimeUse, Years};
use crate::extract::words::WordTable;
use jiff::civil::{Date, date};
use std::ops::Range;

/// A time expression as read, before it has a span.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) range: Range<usize>,
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) duration: Option<String>,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) purpose: TimeUse,
}

/// A point within a year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    Start,
    Middle,
    End,
}

/// What a word after a time expression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Since,
    After,
    Before,
    Within,
    During,
    Nothing,
}

/// The words of `rules/lexicon/time.yaml`, compiled.
#[derive(Debug)]
pub(crate) struct Grammar {
    years: WordTable<YearRef>,
    months: WordTable<(i8, i8)>,
    points: WordTable<Point>,
    suffixes: WordTable<Option<Point>>,
    plans: WordTable<(i16, i16)>,
    blocked: WordTable<()>,
    after: WordTable<After>,
    as_of: WordTable<()>,
    until: WordTable<()>,
    lasting_year: WordTable<()>,
    levels: WordTable<()>,
}

impl Grammar {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let plain =
            |list: &str| WordTable::new(lexicon.words(list).iter().map(|w| (w.as_str(), ())));
        let suffixes = lexicon
            .pairs("time.suffixes")
            .iter()
            .map(|(w, v)| (w, point(v)));
        let not_suffix = lexicon.words("time.not_suffix").iter().map(|w| (w, None));
        Self {
            years: pairs(lexicon, "time.years", year_ref),
            months: pairs(lexicon, "time.months", span_of),
            points: pairs(lexicon, "time.points", point),
            suffixes: WordTable::new(suffixes.chain(not_suffix)),
            plans: pairs(lexicon, "time.plans", span_of),
            blocked: plain("time.blocked"),
            after: pairs(lexicon, "time.after", after),
            as_of: plain("time.as_of"),
            until: plain("time.until"),
            lasting_year: plain("time.lasting_year"),
            levels: plain("time.levels"),
        }
    }

    /// Words an expression can begin with.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.years
            .words()
            .chain(self.months.words())
            .chain(self.points.words())
            .chain(self.plans.words())
    }

    /// The time expression that begins at byte `at` of `text[..end]`, relative words counted from `years`.
    pub(crate) fn parse(&self, text: &str, at: usize, end: usize, years: Years) -> Option<Reading> {
        let text = &text[..end];
        if self.blocked.match_at(text, at).is_some() {
            return None;
        }
        let mut reading = iso_date(text, at)
            .or_else(|| self.plan(text, at))
            .or_else(|| self.dated(text, at, years))
            .or_else(|| self.lasting(text, at, years))?;
        self.place(text, at, &mut reading);
        Some(reading)
    }

    /// “十四五”, 十四五末.
    fn plan(&self, text: &str, at: usize) -> Option<Reading> {
        let (len, (first, last)) = self.plans.match_at(text, at)?;
        let mut stop = at + len;
        let (mut start, end) = (date(first, 1, 1), date(last, 12, 31));
        let mut modifier = None;
        let quote = text[stop..].starts_with('”');
        let after = stop + if quote { '”'.len_utf8() } else { 0 };
        if text[after..].starts_with('末') {
            (start, modifier, stop) = (end, Some(Modifier::End), after + '末'.len_utf8());
        }
        Some(Reading {
            modifier,
            ..dated(at..stop, start, end)
        })
    }

    /// An expression anchored in a year: 2019年3月底前, 今年以来, 上半年, 3月.
    fn dated(&self, text: &str, at: usize, years: Years) -> Option<Reading> {
        let year = numeric_year(text, at).or_else(|| {
            let (len, year) = self.years.match_at(text, at)?;
            Some(((year, year), at + len))
        });
        let ((first, last), after_year) =
            year.unwrap_or(((YearRef::FromPart(0), YearRef::FromPart(0)), at));
        let sub = self.within(text, after_year, year.is_some());
        let (within, stop) = match (year, sub) {
            (None, None) => return None,
            (_, Some(found)) => found,
            (Some(_), None) => (Within::Year, after_year),
        };
        let start = within.days(first.resolve(years))?.start;
        let end = within.days(last.resolve(years))?.end;
        let modifier = match within {
            Within::End(_) => Some(Modifier::End),
            Within::Start(_) => Some(Modifier::Start),
            Within::Year | Within::Months(..) | Within::Third(..) | Within::Day(..) => None,
        };
        let mut reading = dated(at..stop, start, end);
        reading.modifier = modifier;
        reading.duration = self
            .lasting_year
            .match_at(text, at)
            .map(|_| iso_duration(1.0, 'Y'));
        let inside = text[at..stop].ends_with("年内") || modifier == Some(Modifier::End);
        if inside {
            reading.purpose = TimeUse::Deadline;
        }
        self.bend(text, &mut reading);
        Some(reading)
    }

    /// The part of a year that begins at `at`; single characters (底) only after a year.
    fn within(&self, text: &str, at: usize, after_year: bool) -> Option<(Within, usize)> {
        let at = if after_year && text[at..].starts_with('的') {
            at + '的'.len_utf8()
        } else {
            at
        };
        if let Some((len, (first, last))) = self.months.match_at(text, at) {
            return Some((Within::Months(first, last), at + len));
        }
        if let Some((len, point)) = self.points.match_at(text, at) {
            return Some((in_year(point), at + len));
        }
        if after_year && let Some((len, Some(point))) = self.suffixes.match_at(text, at) {
            return Some((in_year(point), at + len));
        }
        self.month(text, at)
    }

    /// 3月, 3月底, 3月上旬, 3月31日, 1-10月份, 1月至10月.
    fn month(&self, text: &str, at: usize) -> Option<(Within, usize)> {
        let (first, mut stop) = small(text, at, 12)?;
        let mut last = first;
        if let Some(after) = connector(text, stop) {
            (last, stop) = small(text, after, 12)?;
        }
        stop = after_char(text, stop, "月")?;
        if last == first
            && let Some(after) = connector(text, stop)
            && let Some((to, after)) = small(text, after, 12)
            && let Some(after) = after_char(text, after, "月")
        {
            (last, stop) = (to, after);
        }
        if last == first
            && let Some((within, stop)) = self.in_month(text, first, stop)
        {
            return Some((within, stop));
        }
        let stop = after_char(text, stop, "份").unwrap_or(stop);
        Some((Within::Months(first.min(last), first.max(last)), stop))
    }

    /// What follows a single month: a day, a third, 底 or 初.
    fn in_month(&self, text: &str, month: i8, at: usize) -> Option<(Within, usize)> {
        for (third, word) in (1i8..).zip(["上旬", "中旬", "下旬"]) {
            if text[at..].starts_with(word) {
                return Some((Within::Third(month, third), at + word.len()));
            }
        }
        if let Some((len, Some(point))) = self.suffixes.match_at(text, at) {
            let within = match point {
                Point::Start | Point::Middle => Within::Start(month),
                Point::End => Within::End(month),
            };
            return Some((within, at + len));
        }
        let (day, stop) = small(text, at, 31)?;
        let stop = after_char(text, stop, "日").or_else(|| after_char(text, stop, "号"))?;
        Some((Within::Day(month, day), stop))
    }

    /// 三年, 3个月, 100天, 三年内, 五年来.
    fn lasting(&self, text: &str, at: usize, years: Years) -> Option<Reading> {
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

    /// Applies 以来, 前, 内, 后 after a dated expression.
    fn bend(&self, text: &str, reading: &mut Reading) {
        let Some((len, after)) = self.after.match_at(text, reading.range.end) else {
            return;
        };
        match after {
            After::Since => (reading.end, reading.modifier) = (None, Some(Modifier::Since)),
            After::After => reading.modifier = Some(Modifier::After),
            After::Before => {
                reading.modifier = Some(if reading.modifier == Some(Modifier::End) {
                    Modifier::End
                } else {
                    Modifier::Before
                });
                reading.purpose = TimeUse::Deadline;
            }
            After::Within => reading.purpose = TimeUse::Deadline,
            After::During => {}
            After::Nothing => return,
        }
        reading.range.end += len;
    }

    /// Looks at the words before: 截至 makes a cut-off date, 到 a target year.
    fn place(&self, text: &str, at: usize, reading: &mut Reading) {
        if self.as_of.match_before(text, at).is_some() {
            reading.purpose = TimeUse::AsOf;
        } else if reading.end.is_some()
            && reading.duration.is_none()
            && self.until.match_before(text, at).is_some()
        {
            reading.purpose = TimeUse::Deadline;
        }
    }
}

fn pairs<V: Copy>(lexicon: &Lexicon, list: &str, read: impl Fn(&str) -> Option<V>) -> WordTable<V> {
    let pairs = lexicon.pairs(list).iter();
    WordTable::new(pairs.filter_map(|(word, value)| Some((word.as_str(), read(value)?))))
}

fn year_ref(value: &str) -> Option<YearRef> {
    let (anchor, delta) = value.split_once(' ')?;
    let delta = delta.parse().ok()?;
    match anchor {
        "今年" => Some(YearRef::FromSpeaker(delta)),
        "本期" => Some(YearRef::FromPart(delta)),
        _ => None,
    }
}

fn span_of<N: std::str::FromStr>(value: &str) -> Option<(N, N)> {
    let (first, last) = value.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn point(value: &str) -> Option<Point> {
    match value {
        "初" => Some(Point::Start),
        "中" => Some(Point::Middle),
        "底" => Some(Point::End),
        _ => None,
    }
}

fn after(value: &str) -> Option<After> {
    Some(match value {
        "since" => After::Since,
        "after" => After::After,
        "before" => After::Before,
        "within" => After::Within,
        "during" => After::During,
        "none" => After::Nothing,
        _ => return None,
    })
}

fn in_year(point: Point) -> Within {
    match point {
        Point::Start => Within::Start(1),
        Point::Middle => Within::Months(6, 7),
        Point::End => Within::End(12),
    }
}

fn dated(range: Range<usize>, start: Date, end: Date) -> Reading {
    Reading {
        range,
        start: Some(start),
        end: Some(end),
        duration: None,
        modifier: None,
        purpose: TimeUse::Date,
    }
}

/// 2021-06-04, 2021.6.4, 2021/6/4.
fn iso_date(text: &str, at: usize) -> Option<Reading> {
    let (year, stop) = calendar_year(text, at)?;
    let separator = char_at(text, stop).filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, stop) = small(text, stop + 1, 12)?;
    let stop = after_char(text, stop, separator.encode_utf8(&mut [0; 4]))?;
    let (day, stop) = small(text, stop, 31)?;
    let day = Date::new(year, month, day).ok()?;
    Some(dated(at..stop, day, day))
}

/// 2019年, 2019年度, 二〇一九年, 2018—2020年, 2018年至2020年: first and last year, where it stops.
fn numeric_year(text: &str, at: usize) -> Option<((YearRef, YearRef), usize)> {
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
fn calendar_year(text: &str, at: usize) -> Option<(i16, usize)> {
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
    "〇一二三四五六七八九"
        .chars()
        .chain("零".chars())
        .zip((0..10).chain(0..1))
        .find_map(|(d, v)| (d == c).then_some(v))
}

/// A whole number from 1 to `max`, Arabic or Chinese.
fn small(text: &str, at: usize, max: i8) -> Option<(i8, usize)> {
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
fn connector(text: &str, at: usize) -> Option<usize> {
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

fn after_char(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
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

fn iso_duration(value: f64, unit: char) -> String {
    match unit {
        'Y' if value == 0.5 => "P6M".to_owned(),
        'Q' => format!("P{}M", value * 3.0),
        _ => format!("P{value}{unit}"),
    }
}
