//! Finds the years a text names.

use std::ops::Range;

/// Years named as `2019年`, `二〇一九年`, with the byte range of the numeral.
pub(super) fn years(text: &str) -> impl Iterator<Item = (i16, Range<usize>)> + '_ {
    text.match_indices('年')
        .filter_map(|(at, _)| arabic(text, at).or_else(|| chinese(text, at)))
}

/// Years a heading names without 年: `奋进2019`, `实干二〇二四`.
pub(super) fn bare_years(heading: &str) -> impl Iterator<Item = i16> + '_ {
    let starts = heading
        .match_indices("20")
        .map(|(at, _)| (at, 4))
        .chain(heading.match_indices("二〇").map(|(at, _)| (at, 12)));
    starts.filter_map(move |(at, len)| {
        let digits = heading.get(at..at + len)?;
        let next = heading[at + len..].chars().next();
        let counts =
            next.is_some_and(|c| c.is_ascii_digit() || "万亿千百个家项户亩公米吨名人".contains(c));
        let year = digits.chars().try_fold(0i16, |n, c| {
            Some(
                n * 10
                    + c.to_digit(10)
                        .and_then(|d| i16::try_from(d).ok())
                        .or_else(|| digit(c))?,
            )
        })?;
        (!counts && (1949..2100).contains(&year)).then_some(year)
    })
}

fn arabic(text: &str, at: usize) -> Option<(i16, Range<usize>)> {
    let start = at.checked_sub(4)?;
    let digits = text
        .get(start..at)
        .filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let joined = start > 0 && text.as_bytes()[start - 1].is_ascii_digit();
    let year = digits
        .parse()
        .ok()
        .filter(|y| (1949..2100).contains(y) && !joined)?;
    Some((year, start..at))
}

fn chinese(text: &str, at: usize) -> Option<(i16, Range<usize>)> {
    let start = at.checked_sub(12)?;
    let mut year = 0;
    for c in text.get(start..at)?.chars() {
        year = year * 10 + digit(c)?;
    }
    (1949..2100).contains(&year).then_some((year, start..at))
}

fn digit(c: char) -> Option<i16> {
    if matches!(c, '零' | '○' | 'Ｏ' | '０') {
        return Some(0);
    }
    let at = "〇一二三四五六七八九".chars().position(|d| d == c)?;
    i16::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn arabic_and_chinese_years_are_read_and_counts_are_not() {
        let text = "二○一九年、2020年与二〇二一年，2020万人次，12020年";
        let found: Vec<i16> = years(text).map(|(y, _)| y).collect();
        assert_eq!(found, [2019, 2020, 2021]);
    }
}
