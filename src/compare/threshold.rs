//! Finds what something must reach to be counted: `2000万元以上` in `投资2000万元以上项目40个`.

use std::collections::BTreeSet;

/// Words that end a threshold.
const ENDS: [&str; 2] = ["及以上", "以上"];

/// The thresholds in `clause`, figure and unit; a bound at the end (`增长6%以上`) is none, nothing is counted after it.
pub(super) fn thresholds(clause: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for end in ENDS {
        for (at, _) in clause.match_indices(end) {
            let rest = &clause[at + end.len()..];
            if let Some(figure) = figure_before(&clause[..at]).filter(|_| counts_something(rest)) {
                found.insert(figure);
            }
        }
    }
    found
}

/// The figure with its unit at the end of `text`: at most four characters after the last digit.
fn figure_before(text: &str) -> Option<&str> {
    let text = text.strip_suffix('及').unwrap_or(text);
    let digit = text.rfind(|c: char| c.is_ascii_digit())?;
    let unit = text[digit + 1..].chars().count();
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let start = text[..=digit].trim_end_matches(is_number).len();
    (unit <= 4).then(|| &text[start..])
}

/// Whether `rest` goes on with a thing and a figure of it.
fn counts_something(rest: &str) -> bool {
    let thing = rest.find(|c: char| c.is_ascii_digit());
    let thing = thing.map_or("", |figure| &rest[..figure]);
    !thing.is_empty() && thing.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

#[cfg(test)]
mod tests {
    use super::thresholds;

    #[test]
    fn only_what_is_counted_has_a_threshold() {
        let all = |clause| thresholds(clause).into_iter().collect::<Vec<_>>();
        assert_eq!(all("新开工投资2000万元以上项目40个"), ["2000万元"]);
        assert_eq!(all("引进5亿元及以上工业项目3个"), ["5亿元"]);
        assert!(all("地区生产总值增长6%以上").is_empty());
        assert!(all("增长6%以上，新建幼儿园3所").is_empty());
    }
}
