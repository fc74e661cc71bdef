//! Recognises who issues a document: `国务院`, `浙江省`, `青岛市崂山区`, `市南区科技局`.

mod name;
mod office;

pub use name::{level, root, same};

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
    let office: Way<'_> = (&|| office::office(document, lexicon), Evidence::Title);
    let subject: Way<'_> = (&|| office::subject(document, lexicon), Evidence::Body);
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
