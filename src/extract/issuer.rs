//! Recognises who issues a document: `国务院`, `浙江省`, `青岛市崂山区`, `市南区科技局`.

use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::region::{government, region};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Bytes of the opening that are searched.
const OPENING: usize = 2400;

/// The level of government an issuer belongs to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 国务院.
    National,
    /// 省, 自治区.
    Province,
    /// 地级市, 自治州, 盟.
    City,
    /// 区, 县, 旗, 县级市.
    County,
    /// A bureau, a company, a park: an office rather than a government.
    Office,
    /// Not recognised.
    #[default]
    Unknown,
}

/// What the issuer was recognised from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The title.
    Title,
    /// The opening: session, speaker, salutation.
    Opening,
    /// The names the text uses most.
    Body,
    /// Folder or file name, the text being silent.
    Path,
    /// The user's configuration.
    Config,
    /// Nothing.
    #[default]
    Nothing,
}

/// An issuer and where it was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Issuer {
    /// Normalised name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// What it was recognised from.
    pub from: Evidence,
}

impl Issuer {
    /// The issuer the user names.
    pub(super) fn told(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            level: level(name),
            from: Evidence::Config,
        }
    }
}

/// A way to find the name, and what it is found in.
type Way<'a> = (&'a dyn Fn() -> Option<String>, Evidence);

/// Who issues `document`. A table names many bodies in its cells, none of which need be the one: its title, the line that says
/// who filled it in, what stands around it and the file's name come first; its cells only tell where an office is at home.
pub fn find(document: &Document, lexicon: &Lexicon) -> Issuer {
    let spoken: Way<'_> = (&|| government(opening(document)), Evidence::Opening);
    let entitled: Way<'_> = (&|| government(document.title_text()), Evidence::Title);
    let office: Way<'_> = (&|| office(document, lexicon), Evidence::Title);
    let subject: Way<'_> = (&|| subject(document, lexicon), Evidence::Body);
    let filed: Way<'_> = (&|| from_path(&document.file.path), Evidence::Path);
    let titled: Way<'_> = (&|| titled(document, lexicon), Evidence::Title);
    let stated: Way<'_> = (&|| stated_region(document, lexicon), Evidence::Opening);
    let named: Way<'_> = (&|| named(&document.file.path, lexicon), Evidence::Path);
    let ways = match document.is_tabular() {
        true => vec![
            titled, entitled, stated, spoken, named, office, subject, filed,
        ],
        false => vec![spoken, entitled, office, subject, filed, titled],
    };
    let mut ways = ways.into_iter();
    let found = ways.find_map(|(name, from)| name().map(|n| (n, from)));
    found.map_or_else(Issuer::default, |(name, from)| Issuer {
        level: level(&name),
        name,
        from,
    })
}

/// What `document` says in its own voice: a table's cells are not that.
fn voice(document: &Document) -> Cow<'_, str> {
    match document.is_tabular() {
        true => document
            .around_tables()
            .map(|r| document.slice(r))
            .concat()
            .into(),
        false => document.text().into(),
    }
}

/// The words behind `填报单位：`, outside the cells of a table.
fn stated(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let opening = opening(document);
    let behind = |label: &String| {
        let (_, rest) = opening.split_once(label.as_str())?;
        let rest = rest.trim_start_matches(['：', ':', ' ', '\u{3000}', '\t', '|', ',']);
        rest.split(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | '，' | '；' | '）'))
            .next()
    };
    let mut labels = lexicon.words("issuers.stated").iter();
    labels.find_map(behind).map(str::to_owned)
}

/// The region in the line that says who filled in a table: `填报单位：青禾市人民政府督查室`.
fn stated_region(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let stated = stated(document, lexicon)?;
    government(&stated).or_else(|| region(&stated))
}

/// A region that a title begins with, before its year: `青禾县2026年重点工作一季度推进情况`.
fn titled(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let title = document.title_text();
    let name = region(&title[..title.find(|c: char| c.is_ascii_digit())?])?;
    (!is_common(&name, lexicon)).then_some(name)
}

/// A region that the file's own name begins with.
fn named(path: &str, lexicon: &Lexicon) -> Option<String> {
    let name = region_in(file_name(path)?)?;
    (!is_common(&name, lexicon)).then_some(name)
}

/// Whether a name that ends like a region's is none: 各县区, 城区.
fn is_common(name: &str, lexicon: &Lexicon) -> bool {
    let mut common = lexicon.words("issuers.common_places").iter();
    common.any(|w| name.ends_with(w.as_str()))
}

/// The level a name stands for.
pub fn level(name: &str) -> Level {
    let governments = [
        ("省", Level::Province),
        ("自治区", Level::Province),
        ("市", Level::City),
        ("州", Level::City),
        ("盟", Level::City),
        ("区", Level::County),
        ("县", Level::County),
        ("旗", Level::County),
    ];
    if name == "国务院" {
        return Level::National;
    }
    let level = governments
        .iter()
        .find(|(suffix, _)| name.ends_with(suffix))
        .map_or(Level::Office, |&(_, l)| l);
    let below_city = name
        .char_indices()
        .filter(|&(i, c)| c == '市' && i + c.len_utf8() < name.len())
        .count()
        > 0;
    if level == Level::City && below_city {
        Level::County
    } else {
        level
    }
}

/// Whether two normalised names mean the same body: equal, or one written without the city above it or in its short form.
pub fn same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || root(long) != root(short) {
        return false;
    }
    long.ends_with(short) || long.ends_with("自治州") && short.ends_with('州')
}

/// What all ways to write one body's name share: its last region (`崂山区` for `青岛市崂山区`) with the office below it; `凉山州` for
/// `凉山彝族自治州`. Bodies that are not the same may share it too; [`same`] decides.
pub fn root(name: &str) -> String {
    let own = |(i, c): &(usize, char)| {
        let below = &name[i + c.len_utf8()..];
        let is_region = match c {
            '省' | '市' => true,
            '州' => !below.starts_with('市'), // 广州市 is one name
            _ => false,
        };
        is_region && !below.is_empty()
    };
    let above = name
        .char_indices()
        .filter(own)
        .map(|(i, c)| i + c.len_utf8())
        .next_back();
    let own = &name[above.unwrap_or(0)..];
    match own.strip_suffix("自治州") {
        Some(stem) => stem.chars().take(2).chain(['州']).collect(),
        None => own.to_owned(),
    }
}

/// The beginning of `document`; of a table what stands before its header.
fn opening(document: &Document) -> &str {
    let text = match document.is_tabular() {
        true => {
            let [before, _] = document.around_tables();
            document.slice(before)
        }
        false => document.text(),
    };
    let mut end = text.len().min(OPENING);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let opening = &text[..end];
    opening.find("请予审议").map_or(opening, |i| &opening[..i])
}

/// An office named by its title, `科技局2020年工作总结`, or by `单位名称：`; with the region the text speaks of most.
fn office(document: &Document, lexicon: &Lexicon) -> Option<String> {
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
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (at, c) in text.match_indices(suffix) {
        let end = at + c.len();
        let letters = if text[..at].ends_with('新') { 4 } else { 2 };
        let Some(start) = text[..at]
            .char_indices()
            .rev()
            .nth(letters - 1)
            .map(|(i, _)| i)
        else {
            continue;
        };
        let name = &text[start..end];
        if is_common(name, lexicon) || !name.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) {
            continue;
        }
        match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, n)) => *n += 1,
            None => counts.push((name, 1)),
        }
    }
    counts
        .iter()
        .filter(|(_, n)| *n > 1)
        .max_by_key(|(_, n)| *n)
        .map(|(n, _)| (*n).to_owned())
}

/// The organisation sentences begin with, at least twice.
fn subject(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let text = voice(document);
    if text.contains("各位代表") {
        return None;
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for sentence in text.split(['。', '\n', '！', '；']).map(str::trim) {
        let Some(name) = leading_office(sentence, lexicon) else {
            continue;
        };
        match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, n)) => *n += 1,
            None => counts.push((name, 1)),
        }
    }
    counts
        .iter()
        .filter(|(_, n)| *n > 1)
        .max_by_key(|(_, n)| *n)
        .map(|(n, _)| (*n).to_owned())
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

/// A region named by the file's name or else by a folder around it.
fn from_path(path: &str) -> Option<String> {
    let folders = path.rsplit('/').skip(1);
    let mut names = file_name(path).into_iter().chain(folders);
    names.find_map(region_in)
}

/// The file's name up to its first digit.
fn file_name(path: &str) -> Option<&str> {
    let file = path.rsplit('/').next()?;
    file.split(|c: char| c.is_ascii_digit()).next()
}

/// The region that the name of a file or folder gives.
fn region_in(name: &str) -> Option<String> {
    let name = name.trim_end_matches("人民政府");
    match name == "国务院" {
        true => Some(name.to_owned()),
        false => region(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, level, same};

    #[test]
    fn a_body_is_the_same_with_and_without_the_city_above_it() {
        assert!(same("青岛市即墨区", "即墨区"));
        assert!(same("凉山州", "凉山彝族自治州"));
        assert!(same("青岛市市南区科技局", "市南区科技局"));
        for (a, b) in [
            ("南京市鼓楼区", "徐州市鼓楼区"),
            ("青岛市", "青岛市即墨区"),
            ("市南区", "市南区科技局"),
            ("", "青岛市"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_level_is_told_by_the_last_region() {
        assert_eq!(level("国务院"), Level::National);
        assert_eq!(level("浙江省"), Level::Province);
        assert_eq!(level("黔南布依族苗族自治州"), Level::City);
        assert_eq!(level("青岛市胶州市"), Level::County);
        assert_eq!(level("市南区科技局"), Level::Office);
    }
}
