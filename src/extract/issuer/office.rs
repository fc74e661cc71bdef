//! Finds the office that issues a document where no government does: in its title, in the line that says who filled it in, as what
//! its sentences begin with.

use super::{is_common, stated, voice};
use crate::document::Document;
use crate::extract::Lexicon;

/// An office named by its title, `科技局2020年工作总结`, or by `单位名称：`; with the region the text speaks of most.
pub(super) fn office(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let stated = stated(document, lexicon);
    let stated = stated.as_deref();
    let title = document.title_text();
    let titled = title
        .split(|c: char| c.is_ascii_digit())
        .find(|p| is_office(p, lexicon));
    let levelled = [
        "区政府",
        "市政府",
        "县政府",
        "省政府",
        "市直",
        "区直",
        "县直",
    ]
    .into_iter()
    .find(|w| title.contains(w));
    let (name, hint) = match (
        stated.filter(|s| is_office(s, lexicon)).or(titled),
        levelled,
    ) {
        (Some(name), _) => (
            name.trim_start_matches(['市', '区', '县', '省']).to_owned(),
            name.chars().next().or(title.chars().next()),
        ),
        (None, Some(word)) => (String::new(), word.chars().next()),
        (None, None) => return None,
    };
    if region_of_office(&name) {
        return Some(name);
    }
    let suffix = match hint {
        Some(c @ ('市' | '区' | '县' | '省')) => c,
        Some(_) | None => own_level(document.text()),
    };
    let place = most_named(document.text(), suffix, lexicon).unwrap_or_default();
    Some(format!("{place}{name}")).filter(|n| !n.is_empty())
}

fn region_of_office(name: &str) -> bool {
    name.char_indices()
        .any(|(i, c)| i >= 6 && matches!(c, '市' | '区' | '县' | '省'))
}

fn is_office(name: &str, lexicon: &Lexicon) -> bool {
    let name = name.trim();
    (2..=16).contains(&name.chars().count())
        && lexicon
            .words("issuers.office_endings")
            .iter()
            .any(|e| name.ends_with(e.as_str()))
}

/// The level a text speaks of as its own: `我区`, `全市`.
fn own_level(text: &str) -> char {
    let count = |c: char| {
        ["我", "全"]
            .iter()
            .map(|w| text.matches(&format!("{w}{c}")).count())
            .sum::<usize>()
    };
    ['区', '县', '市', '省']
        .into_iter()
        .rev()
        .max_by_key(|&c| count(c))
        .unwrap_or('市')
}

/// The place name ending in `suffix` that `text` uses most, at least twice.
fn most_named(text: &str, suffix: char, lexicon: &Lexicon) -> Option<String> {
    let ending = |(at, c): (usize, &str)| {
        let letters = if text[..at].ends_with('新') { 4 } else { 2 };
        let (start, _) = text[..at].char_indices().rev().nth(letters - 1)?;
        Some(&text[start..at + c.len()])
    };
    let is_hanzi = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let names = text.match_indices(suffix).filter_map(ending);
    most_frequent(names.filter(|n| !is_common(n, lexicon) && n.chars().all(is_hanzi)))
}

/// The name that comes most often, twice at least.
fn most_frequent<'t>(names: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let repeated = counts.iter().filter(|(_, count)| *count > 1);
    let most = repeated.max_by_key(|(_, count)| *count);
    most.map(|(name, _)| (*name).to_owned())
}

/// The organisation sentences begin with, at least twice.
pub(super) fn subject(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let text = voice(document);
    if text.contains("各位代表") {
        return None;
    }
    let sentences = text.split(['。', '\n', '！', '；']).map(str::trim);
    most_frequent(sentences.filter_map(|s| leading_office(s, lexicon)))
}

fn leading_office<'a>(sentence: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let limit = sentence
        .char_indices()
        .nth(14)
        .map_or(sentence.len(), |(i, _)| i);
    let head = &sentence[..limit];
    let head = head
        .split(|c: char| !matches!(c, '\u{4E00}'..='\u{9FFF}'))
        .next()?;
    let ends = lexicon.words("issuers.office_endings").iter();
    let found = ends.filter_map(|e| head.find(e.as_str()).map(|i| (i, i + e.len())));
    let (_, end) = found.min_by_key(|&(start, end)| (start, usize::MAX - end))?;
    (head[..end].chars().count() >= 5).then(|| &head[..end])
}
