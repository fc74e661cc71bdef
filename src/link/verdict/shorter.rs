//! Tells whether a clause has a thing in a shorter form: `津潍高铁` for `天津至潍坊段`, `6、7、8号线` for `7号线`.

use super::thing::holds;
use crate::link::runs::BREAK;
use crate::link::wording::Wording;

/// Characters of a place that may stand for it in the name of a line.
const PLACE: usize = 3;

/// Characters that stand for no place.
const NO_PLACE: [char; 12] = [
    '段', '路', '道', '线', '铁', '速', '区', '市', '县', '省', '新', '大',
];

/// What follows the two places of a line.
const LINES: [&str; 7] = ["高铁", "高速", "铁路", "城际", "公路", "客专", "线"];

/// Characters of the first of several places that are named with one mark between (旧大天然-金沙湾-调顺岛片区).
const FIRST: usize = 3;

/// The shorter forms a thing may have in a clause.
#[derive(Debug, Default)]
pub(super) struct Shorter {
    line: Option<LineBetween>,
    counted: Option<Counted>,
    /// The first of several places that the name joins with a dash.
    first: Option<Vec<char>>,
}

/// A line between two places.
#[derive(Debug)]
struct LineBetween {
    /// Characters that may stand for the place it begins at.
    from: Vec<char>,
    /// The same of the one it leads to.
    to: Vec<char>,
}

/// A thing that has a number.
#[derive(Debug)]
struct Counted {
    number: Vec<char>,
    kind: Vec<char>,
}

impl Shorter {
    /// Of the thing called `name`.
    pub(super) fn of(name: &str) -> Self {
        Self {
            line: LineBetween::of(name),
            counted: Counted::of(name),
            first: first_of_places(name),
        }
    }

    /// Whether `clause` has the thing in a shorter form.
    pub(super) fn stands_in(&self, clause: &Wording) -> bool {
        self.line.as_ref().is_some_and(|l| l.stands_in(clause))
            || self.counted.as_ref().is_some_and(|c| c.stands_in(clause))
            || self.first.as_ref().is_some_and(|f| holds(clause, f))
    }
}

impl LineBetween {
    fn of(name: &str) -> Option<Self> {
        let (from, to) = name.split_once('至')?;
        let place = |c: &char| !NO_PLACE.contains(c) && !c.is_ascii();
        Some(Self {
            from: from.chars().rev().take(PLACE).filter(place).collect(),
            to: to.chars().take(PLACE).filter(place).collect(),
        })
    }

    /// Whether the clause names the line by one character of each end.
    fn stands_in(&self, clause: &Wording) -> bool {
        let may_have = |places: &[char]| places.iter().any(|&c| clause.letters.may_hold(c));
        let is_line = |rest: &[char]| {
            LINES.iter().any(|line| {
                line.chars().zip(rest).all(|(a, b)| a == *b) && rest.len() >= line.chars().count()
            })
        };
        let chars = &clause.chars;
        may_have(&self.from)
            && may_have(&self.to)
            && (1..chars.len()).any(|i| {
                self.from.contains(&chars[i - 1])
                    && self.to.contains(&chars[i])
                    && is_line(&chars[i + 1..])
            })
    }
}

impl Counted {
    fn of(name: &str) -> Option<Self> {
        let number: Vec<char> = name.chars().take_while(char::is_ascii_digit).collect();
        let kind: Vec<char> = name.chars().skip(number.len()).collect();
        (!number.is_empty() && kind.len() >= 2).then_some(Self { number, kind })
    }

    /// Whether the clause counts the thing off with others of its kind: the number in a row of numbers before what is numbered.
    fn stands_in(&self, clause: &Wording) -> bool {
        let numbers = |c: char| c.is_ascii_digit() || c == BREAK || c == '和';
        let is_there = |i: usize| {
            let rest = &clause.chars[i..];
            let alone = (i == 0 || !clause.chars[i - 1].is_ascii_digit())
                && rest.starts_with(&self.number)
                && rest
                    .get(self.number.len())
                    .is_some_and(|c| !c.is_ascii_digit());
            let row = || rest.iter().take_while(|&&c| numbers(c)).count();
            alone && rest[row()..].starts_with(&self.kind)
        };
        clause.may_hold(&self.number)
            && clause.may_hold(&self.kind)
            && (0..clause.chars.len()).any(is_there)
    }
}

fn first_of_places(name: &str) -> Option<Vec<char>> {
    let (first, _) = name.split_once(['-', '－', '—'])?;
    let first: Vec<char> = first.chars().collect();
    (first.len() >= FIRST && !first.iter().any(char::is_ascii)).then_some(first)
}
