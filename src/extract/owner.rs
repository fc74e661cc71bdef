//! Reads who is responsible: the lead and the supporting units.

use crate::document::Document;
use crate::extract::Lexicon;
use crate::location::Spanned;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The word list that is not empty where the unit listed first leads (列第一位的为牵头单位).
pub const FIRST_LEADS: &str = "owners.first_leads";

/// The part a unit plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnerRole {
    /// 牵头, or the only unit named.
    Lead,
    /// 配合.
    Support,
    /// One of several named without a lead (`分别办理`, `分别牵头`, a bare list): nobody leads.
    Joint,
}

/// A responsible unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Owner {
    /// Its name as written.
    pub name: Spanned<String>,
    /// Its part.
    pub role: OwnerRole,
}

/// What a group of names is said to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Duty {
    Jointly,
    Leads,
    Supports,
    Unsaid,
}

/// The words that assign work, compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct OwnerReader {
    duties: Vec<(String, Duty)>,
    general: Vec<String>,
    first_leads: bool,
}

impl OwnerReader {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let lists = [
            ("owners.joint", Duty::Jointly),
            ("owners.lead", Duty::Leads),
            ("owners.support", Duty::Supports),
        ];
        let words = |(list, duty)| {
            lexicon
                .words(list)
                .iter()
                .map(move |w: &String| (w.clone(), duty))
        };
        let mut duties: Vec<(String, Duty)> = lists.into_iter().flat_map(words).collect();
        duties.sort_by_key(|(word, _)| usize::MAX - word.len());
        Self {
            duties,
            general: lexicon.words("owners.general").to_vec(),
            first_leads: !lexicon.words(FIRST_LEADS).is_empty(),
        }
    }

    /// The units named in `range`, a cell or the words of a bracket.
    ///
    /// Names are parallel at `、` and line ends and ranked at commas: `A牵头，B、C配合`; `A，B` is a lead and a supporter,
    /// `A、B` and `A、B分别办理` have none that leads – the first of `A、B` does where that is the convention.
    pub(crate) fn read(&self, document: &Document, range: Range<usize>) -> Vec<Owner> {
        let mut owners: Vec<Owner> = Vec::new();
        for group in pieces(document, range, &['，', ',', '；', ';', '。']) {
            let (names, duty) = self.duty(document, group);
            let names = pieces(document, names, &['、', '\n', '\r', '\u{3000}', '\t']);
            let several = names.len() > 1;
            for name in names {
                let (name, own) = self.own_duty(document, name);
                let duty = own.unwrap_or(duty);
                let several = several && own.is_none();
                let text = document.slice(name.clone()).to_owned();
                let general = self.general.iter().any(|g| text.starts_with(g.as_str()));
                let leads = self.first_leads && owners.is_empty() && duty == Duty::Unsaid;
                let role = match leads && !general {
                    true => OwnerRole::Lead,
                    false => role(duty, several, general, &owners),
                };
                owners.push(Owner {
                    name: Spanned::new(text, document.span(name)),
                    role,
                });
            }
        }
        support_a_lead(&mut owners);
        owners
    }

    /// A name without the bracket behind it that says what the unit does (`县教育局（牵头）`), and what that is.
    fn own_duty(&self, document: &Document, name: Range<usize>) -> (Range<usize>, Option<Duty>) {
        let text = document.slice(name.clone());
        let Some((bare, said)) = text
            .strip_suffix(['）', ')'])
            .and_then(|inner| inner.rsplit_once(['（', '(']))
        else {
            return (name, None);
        };
        let said = said.strip_suffix("单位").unwrap_or(said);
        let known = self.duties.iter().find(|(word, _)| word == said);
        match known {
            Some((_, duty)) if !bare.is_empty() => {
                (name.start..name.start + bare.len(), Some(*duty))
            }
            Some(_) | None => (name, None),
        }
    }

    /// The units named in `range`, which is headed 牵头单位: where several are, each is said to lead.
    pub(crate) fn leading(&self, document: &Document, range: Range<usize>) -> Vec<Owner> {
        let mut owners = self.read(document, range);
        if owners.iter().all(|o| o.role != OwnerRole::Lead) {
            let named = owners.iter_mut().filter(|o| o.role == OwnerRole::Joint);
            named.for_each(|o| o.role = OwnerRole::Lead);
        }
        owners
    }

    /// The names of a group without the words that assign work, and what those say.
    fn duty(&self, document: &Document, group: Range<usize>) -> (Range<usize>, Duty) {
        let text = document.slice(group.clone());
        let open = text.matches(['（', '(']).count();
        let text = match text.matches(['）', ')']).count() > open {
            true => text.trim_end_matches(['）', ')']),
            false => text,
        };
        if let Some((label, names)) = text.split_once(['：', ':']) {
            let said = label.strip_suffix("单位").unwrap_or(label);
            if let Some((_, duty)) = self.duties.iter().find(|(word, _)| word == said) {
                let end = group.start + text.len();
                return (end - names.len()..end, *duty);
            }
        }
        let start = group.start
            + ["由", "责任单位：", "责任单位:"]
                .iter()
                .find_map(|p| text.starts_with(p).then_some(p.len()))
                .unwrap_or(0);
        let found = self
            .duties
            .iter()
            .find_map(|(word, duty)| text.strip_suffix(word.as_str()).map(|rest| (rest, *duty)));
        let (names, duty) = found.unwrap_or((text, Duty::Unsaid));
        let names = ["等部门", "等单位", "等"]
            .iter()
            .find_map(|w| names.strip_suffix(w))
            .unwrap_or(names);
        (start..(group.start + names.len()).max(start), duty)
    }
}

/// Beside a unit that leads, those of which nothing is said support it.
fn support_a_lead(owners: &mut [Owner]) {
    if owners.iter().any(|o| o.role == OwnerRole::Lead) {
        let beside = owners.iter_mut().filter(|o| o.role == OwnerRole::Joint);
        beside.for_each(|o| o.role = OwnerRole::Support);
    }
}

fn role(duty: Duty, several: bool, general: bool, before: &[Owner]) -> OwnerRole {
    match duty {
        Duty::Supports => OwnerRole::Support,
        Duty::Jointly if before.iter().any(|o| o.role == OwnerRole::Lead) => OwnerRole::Support,
        Duty::Jointly => OwnerRole::Joint,
        Duty::Leads | Duty::Unsaid if general => OwnerRole::Support,
        Duty::Leads if several => OwnerRole::Joint,
        Duty::Leads => OwnerRole::Lead,
        Duty::Unsaid if before.iter().any(|o| o.role == OwnerRole::Lead) => OwnerRole::Support,
        Duty::Unsaid if several || !before.is_empty() => OwnerRole::Joint,
        Duty::Unsaid => OwnerRole::Lead,
    }
}

/// `range` cut at `separators` outside brackets, without white space; empty pieces go.
fn pieces(document: &Document, range: Range<usize>, separators: &[char]) -> Vec<Range<usize>> {
    let text = document.slice(range.clone());
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0usize);
    let mut push = |piece: Range<usize>| {
        let piece = crate::document::clause::trim(
            &document.file.text,
            range.start + piece.start..range.start + piece.end,
        );
        if !piece.is_empty() {
            found.push(piece);
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && separators.contains(&c) => {
                push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    push(start..text.len());
    found
}
