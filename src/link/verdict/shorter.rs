//! Tells whether a clause has a thing in a shorter form: `津潍高铁` for `天津至潍坊段`, `6、7、8号线` for `7号线`.

use super::thing::holds;
use crate::link::runs::BREAK;

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

/// Whether `clause`, of folded characters, has the thing called `name` in a shorter form.
pub(super) fn is_shortened(name: &str, clause: &[char]) -> bool {
    is_line_between(name, clause)
        || is_counted_off(name, clause)
        || is_first_of_places(name, clause)
}

/// Whether the clause names the line by one character of each end.
fn is_line_between(name: &str, clause: &[char]) -> bool {
    let Some((from, to)) = name.split_once('至') else {
        return false;
    };
    let place = |c: &char| !NO_PLACE.contains(c) && !c.is_ascii();
    let from: Vec<char> = from.chars().rev().take(PLACE).filter(place).collect();
    let to: Vec<char> = to.chars().take(PLACE).filter(place).collect();
    let is_line = |rest: &[char]| {
        LINES.iter().any(|line| {
            line.chars().zip(rest).all(|(a, b)| a == *b) && rest.len() >= line.chars().count()
        })
    };
    (1..clause.len()).any(|i| {
        from.contains(&clause[i - 1]) && to.contains(&clause[i]) && is_line(&clause[i + 1..])
    })
}

/// Whether the clause counts the thing off with others of its kind: the number in a row of numbers before what is numbered.
fn is_counted_off(name: &str, clause: &[char]) -> bool {
    let digits: Vec<char> = name.chars().take_while(char::is_ascii_digit).collect();
    let kind: Vec<char> = name.chars().skip(digits.len()).collect();
    if digits.is_empty() || kind.len() < 2 {
        return false;
    }
    let numbers = |c: char| c.is_ascii_digit() || c == BREAK || c == '和';
    (0..clause.len()).any(|i| {
        let rest = &clause[i..];
        let alone = (i == 0 || !clause[i - 1].is_ascii_digit())
            && rest.starts_with(&digits)
            && rest.get(digits.len()).is_some_and(|c| !c.is_ascii_digit());
        let row = rest.iter().take_while(|&&c| numbers(c)).count();
        alone && rest[row..].starts_with(&kind)
    })
}

/// Whether the clause has the first of several places that the name joins with a dash.
fn is_first_of_places(name: &str, clause: &[char]) -> bool {
    let first = name.split_once(['-', '－', '—']);
    let first: Vec<char> = first.map_or_else(Vec::new, |(first, _)| first.chars().collect());
    first.len() >= FIRST && !first.iter().any(char::is_ascii) && holds(clause, &first)
}
