//! Decides which year a document plans for or reports on, and up to which day.

use crate::document::{BlockKind, Document};
use crate::extract::Lexicon;
use crate::extract::column::Column;
use crate::extract::period::Period;
use crate::extract::row::RowReader;
use crate::extract::tense::Tense;
use crate::extract::year::years;
use jiff::civil::{Date, date};

/// Bytes of the opening in which the day of the session is looked for.
const OPENING: usize = 2400;

/// The year of the plan part; the text's own words first, the file's name last.
pub(crate) fn find(document: &Document, lexicon: &Lexicon) -> Option<i16> {
    let tense = lexicon.compiled(Tense::new);
    if part_of_year(document) {
        return of_table(document);
    }
    let mut votes: Vec<(i16, u32)> = Vec::new();
    votes.extend(session(document).map(|y| (y, 4)));
    votes.extend(title_vote(document.title_text(), &tense));
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Heading(_)) {
            votes.extend(heading_vote(document.slice(block.range.clone()), &tense));
        }
    }
    best(&votes)
        .or_else(|| spoken_of(document))
        .or_else(|| named(&document.file.path))
}

/// Whether the title, or the line that says until when its figures run, limits the document to part of a year:
/// `2023年上半年工作总结`, `1-9月进展情况`, `（截至2024年10月31日）`.
fn part_of_year(document: &Document) -> bool {
    let title = titled_month(document.title_text());
    let said = || last_month(&until(document)?);
    title.or_else(said).is_some_and(|month| month < 12)
}

/// The months a report other than a yearly one looks back on, from its title.
pub(crate) fn reviewed_months(
    document: &Document,
    lexicon: &Lexicon,
    year: Option<i16>,
) -> Option<Period> {
    part_of_year(document).then(|| covered(document, lexicon, year))?
}

/// The year a table is about: the one in its title, else the one spoken of most.
pub(crate) fn of_table(document: &Document) -> Option<i16> {
    let titled = years(document.title_text()).map(|(y, _)| y).max();
    titled
        .or_else(|| most_spoken(document))
        .or_else(|| named(&document.file.path))
}

/// A title votes for its last year; one that only looks back, for the year after.
fn title_vote(title: &str, tense: &Tense) -> Option<(i16, u32)> {
    let mut named: Vec<i16> = years(title).map(|(y, _)| y).collect();
    named.sort_unstable();
    named.dedup();
    let reviews = named.len() == 1 && tense.of_heading(title, None).past > 0.0;
    named.last().map(|&y| (if reviews { y + 1 } else { y }, 3))
}

/// A heading with one year votes for it when it plans, and for the next when it looks back.
fn heading_vote(heading: &str, tense: &Tense) -> Option<(i16, u32)> {
    let mut named = years(heading).map(|(y, _)| y);
    let (year, None) = (named.next()?, named.next()) else {
        return None;
    };
    let past = tense.of_heading(heading, None).past;
    if past > 0.0 {
        Some((year + 1, 3))
    } else if past < 0.0 {
        Some((year, 3))
    } else {
        None
    }
}

fn best(votes: &[(i16, u32)]) -> Option<i16> {
    let sum = |year: i16| {
        votes
            .iter()
            .filter(|(y, _)| *y == year)
            .map(|(_, w)| w)
            .sum::<u32>()
    };
    votes.iter().map(|(y, _)| *y).max_by_key(|&y| (sum(y), y))
}

/// The year of the session the report was given at: a December session speaks about the next year.
fn session(document: &Document) -> Option<i16> {
    let opening = opening(document);
    let (year, at) = years(opening).next()?;
    let after = &opening[at.end + '年'.len_utf8()..];
    let month = after
        .split('月')
        .next()
        .filter(|m| m.len() <= 9)
        .and_then(month)?;
    Some(if month >= 11 { year + 1 } else { year })
}

fn opening(document: &Document) -> &str {
    let text = document.text();
    let mut end = text.len().min(OPENING);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let opening = &text[..end];
    opening.find("请予审议").map_or(opening, |i| &opening[..i])
}

fn month(text: &str) -> Option<u32> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let names = [
            "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
        ];
        names
            .iter()
            .position(|n| *n == text)
            .and_then(|i| u32::try_from(i + 1).ok())
    })
}

/// The year after the one the text speaks of most, since such a text looks back; or that year itself, when the next is not spoken of.
fn spoken_of(document: &Document) -> Option<i16> {
    let most = most_spoken(document)?;
    let next = years(document.text()).any(|(y, _)| y == most + 1);
    Some(if next { most + 1 } else { most })
}

fn most_spoken(document: &Document) -> Option<i16> {
    let mut counts: Vec<(i16, u32)> = Vec::new();
    for (year, _) in years(document.text()) {
        match counts.iter_mut().find(|(y, _)| *y == year) {
            Some((_, n)) => *n += 1,
            None => counts.push((year, 1)),
        }
    }
    counts
        .into_iter()
        .filter(|&(_, n)| n > 1)
        .max_by_key(|&(y, n)| (n, y))
        .map(|(y, _)| y)
}

fn named(path: &str) -> Option<i16> {
    let name = path.rsplit('/').next()?;
    let digits = name
        .as_bytes()
        .windows(4)
        .find(|w| w.iter().all(u8::is_ascii_digit))?;
    std::str::from_utf8(digits)
        .ok()?
        .parse()
        .ok()
        .filter(|y| (1949..2100).contains(y))
}

/// Characters of a line that says no more than until when.
const LINE: usize = 30;

/// Characters behind 截至 in which the day stands.
const DAY: usize = 12;

/// The last day a table's figures run to: `截至3月底`, `1-3月份`, `一季度`, from the title, the lines before the first table and
/// the headers, but for those that say until when something is to be done: goals of the year and deadlines.
pub(crate) fn as_of(document: &Document, lexicon: &Lexicon, year: Option<i16>) -> Option<Date> {
    covered(document, lexicon, year).map(|p| p.end)
}

/// The months a table covers, from the same places.
pub(crate) fn covered(document: &Document, lexicon: &Lexicon, year: Option<i16>) -> Option<Period> {
    let columns = &lexicon.compiled(RowReader::new).columns;
    let is_due = |header: &&str| {
        let column = columns.one(header);
        matches!(column, Some(Column::Annual | Column::Deadline))
    };
    let headers = document.tables.iter().flat_map(|t| &t.header);
    let headers = headers.map(|c| document.slice(c.range.clone()));
    let headers = headers.filter(|h| last_month(h).is_some() && !is_due(h));
    let said = until(document).and_then(|day| last_month(&day));
    let titled = titled_month(document.title_text());
    let told = headers.filter_map(last_month).chain(said);
    let last = told.chain(titled).max()?;
    let end = date(year?, i8::try_from(last).ok()?, 1).last_of_month();
    Some(Period {
        start: date(year?, 1, 1),
        end,
    })
}

/// Bytes at the beginning of a text without tables in which it says until when its figures run.
const FIRST_LINES: usize = 240;

/// What stands behind 截至 before the first table, or in a line of its own under the title.
fn until(document: &Document) -> Option<String> {
    let text = document.text();
    let before = match document.tables.first() {
        Some(table) => text.get(..table.range.start.checked_sub(document.range.start)?)?,
        None => {
            let opening = &text[..text.floor_char_boundary(FIRST_LINES)];
            let lines = opening.lines().skip(1);
            let mut own =
                lines.filter(|line| line.contains("截至") && line.chars().count() <= LINE);
            own.next()?
        }
    };
    let at = before.rfind("截至").or_else(|| before.rfind("截止"))?;
    let behind = &before[at + "截至".len()..];
    Some(behind.chars().take(DAY).collect())
}

fn last_month(text: &str) -> Option<u32> {
    const QUARTERS: [(&str, u32); 6] = [
        ("一季度", 3),
        ("上半年", 6),
        ("二季度", 6),
        ("三季度", 9),
        ("四季度", 12),
        ("全年", 12),
    ];
    let quarter = QUARTERS
        .iter()
        .find(|(w, _)| text.contains(w))
        .map(|&(_, m)| m);
    months(text).map(|(month, _)| month).max().or(quarter)
}

/// The last month that a title names. The day of a session is none (`2017年1月9日…会议通过`), unless it says until when.
fn titled_month(title: &str) -> Option<u32> {
    let is_session = |behind: &str| {
        let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < behind.len() && rest.starts_with('日')
    };
    let by_day = !title.contains('截') && months(title).any(|(_, behind)| is_session(behind));
    (!by_day).then(|| last_month(title))?
}

/// The months that `text` names, each with what stands behind it.
fn months(text: &str) -> impl Iterator<Item = (u32, &str)> {
    text.match_indices('月').filter_map(|(at, mark)| {
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit);
        let month: u32 = text[at - digits.count()..at].parse().ok()?;
        let is_month = (1..=12).contains(&month);
        is_month.then_some((month, &text[at + mark.len()..]))
    })
}
