//! Turns the values of `rules/lexicon/time.yaml` into what its words mean.

use super::calendar::{Within, YearRef};
use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;

/// A point within a year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Start,
    Middle,
    End,
}

/// What a word after a time expression does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Since,
    After,
    Before,
    Within,
    During,
    Nothing,
}

pub(super) fn pairs<V: Copy>(
    lexicon: &Lexicon,
    list: &str,
    read: impl Fn(&str) -> Option<V>,
) -> WordTable<V> {
    let pairs = lexicon.pairs(list).iter();
    WordTable::new(pairs.filter_map(|(word, value)| Some((word.as_str(), read(value)?))))
}

pub(super) fn year_ref(value: &str) -> Option<YearRef> {
    let (anchor, delta) = value.split_once(' ')?;
    let delta = delta.parse().ok()?;
    match anchor {
        "今年" => Some(YearRef::FromSpeaker(delta)),
        "本期" => Some(YearRef::FromPart(delta)),
        _ => None,
    }
}

pub(super) fn span_of<N: std::str::FromStr>(value: &str) -> Option<(N, N)> {
    let (first, last) = value.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

pub(super) fn point(value: &str) -> Option<Point> {
    match value {
        "初" => Some(Point::Start),
        "中" => Some(Point::Middle),
        "底" => Some(Point::End),
        _ => None,
    }
}

pub(super) fn after(value: &str) -> Option<After> {
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

pub(super) fn in_year(point: Point) -> Within {
    match point {
        Point::Start => Within::Start(1),
        Point::Middle => Within::Months(6, 7),
        Point::End => Within::End(12),
    }
}
