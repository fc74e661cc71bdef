//! Reads a time expression at a place: year, part of the year, and what 前、内、以来 make of it.

use super::lasting::iso_duration;
use super::word::{After, Point, after, in_year, pairs, point, span_of, year_ref};
use super::written::{after_char, calendar_year, connector, numeric_year, small};
use crate::extract::glyph::char_at;
use crate::extract::lexicon::Lexicon;
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

/// The words of `rules/lexicon/time.yaml`, compiled.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(super) years: WordTable<YearRef>,
    pub(super) months: WordTable<(i8, i8)>,
    pub(super) points: WordTable<Point>,
    pub(super) suffixes: WordTable<Option<Point>>,
    pub(super) plans: WordTable<(i16, i16)>,
    pub(super) blocked: WordTable<()>,
    pub(super) after: WordTable<After>,
    pub(super) as_of: WordTable<()>,
    pub(super) until: WordTable<()>,
    pub(super) lasting_year: WordTable<()>,
    pub(super) levels: WordTable<()>,
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
