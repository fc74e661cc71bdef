//! Gives several numbers to several measures: “A、B分别增长X%、Y%”, “城乡居民收入分别增长X%、Y%”.

use super::draft::Draft;
use crate::extract::background::is_letter;
use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Words for what a list of measures leaves out.
#[derive(Debug)]
pub(crate) struct Listed {
    /// A word that stands for several: 城乡 for 城镇 and 农村, 存贷款 for 存款 and 贷款.
    together: Vec<(String, Vec<String>)>,
    /// Halves of words of one kind, which share the other half (存、贷款).
    halves: Vec<String>,
    /// Heads of measures, which the last of a list has for all (`小麦、玉米种植面积`).
    heads: WordTable<()>,
    /// How names end that need none.
    complete: WordTable<()>,
    /// Words of one kind; where one stands alone, what follows another holds for it (`城镇、农村居民收入`).
    kinds: Vec<Vec<String>>,
}

/// A measure of a list: where it stands, and in full where the text shortens it.
#[derive(Debug, Clone)]
struct Member {
    place: Range<usize>,
    in_full: Option<String>,
}

impl Listed {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let together = lexicon.pairs("measures.together").iter();
        let split = |(word, parts): &(String, String)| {
            let parts = parts.split('、').map(str::to_owned);
            (word.clone(), parts.collect())
        };
        let kinds = ["contrast.residents", "contrast.trade", "contrast.level"];
        Self {
            halves: lexicon.words("measures.halves").to_vec(),
            heads: lexicon.finder("measures.list_heads"),
            complete: lexicon.finder("measures.complete_ends"),
            together: together.map(split).collect(),
            kinds: kinds.map(|kind| lexicon.words(kind).to_vec()).into(),
        }
    }

    /// Where the last draft completes a list of numbers for a list of measures (“A、B分别增长X%、Y%”, “A、B增长X%和Y%”),
    /// gives each number its own.
    pub(super) fn spread(&self, text: &str, drafts: &mut [Draft<'_>]) {
        let Some(last) = drafts.len().checked_sub(1) else {
            return;
        };
        if let [.., before, this] = drafts {
            this.joined = joined(text, before, this);
        }
        let joined = drafts.iter().rev().take_while(|d| d.joined);
        let run = joined.take(LONGEST_RUN).count();
        if run == 0 || run == LONGEST_RUN {
            return;
        }
        let first = last - run;
        if run > 1 && items(text, drafts[first].stated.clone()).len() == run {
            drafts[last].joined = false; // each has its number already: A、B分别达到2500家、1530家，39项成果……
            return;
        }
        let Some(members) = self.members(text, drafts, first) else {
            return;
        };
        let lead = drafts[first].approach.clone();
        for (draft, member) in drafts[first..].iter_mut().zip(members) {
            draft.measure = member.place;
            draft.in_full = member.in_full;
            draft.head = None;
            draft.approach.up = lead.up;
            draft.approach.down = lead.down;
            draft.approach.level = lead.level;
        }
    }

    /// The measures of the row of figures from `first` on; none where they share none.
    fn members(&self, text: &str, drafts: &[Draft<'_>], first: usize) -> Option<Vec<Member>> {
        let count = drafts.len() - first;
        let lead = &drafts[first];
        let row = first.checked_sub(count).map(|at| &drafts[at..first]);
        let row = row.filter(|_| lead.inherits);
        let each = lead.approach.each
            || row.is_some_and(|row| row[0].approach.each)
            || is_respective(text, lead.stated.start);
        if !(each || lead.figure.dimension.is_relative()) {
            return None;
        }
        let listed = items(text, lead.stated.clone());
        if listed.len() == count {
            return Some(self.in_full(text, listed));
        }
        if !each {
            return None;
        }
        if let Some(row) = row {
            return Some(row.iter().map(Member::of).collect());
        }
        let whole = Member::of(lead);
        let apart = self.apart(text, &whole.place, count);
        Some(apart.unwrap_or_else(|| vec![whole; count]))
    }

    /// The measures a word like 城乡 stands for, if they are `count`.
    fn apart(&self, text: &str, place: &Range<usize>, count: usize) -> Option<Vec<Member>> {
        let name = &text[place.clone()];
        self.together.iter().find_map(|(word, parts)| {
            let (before, behind) = name.split_once(word.as_str())?;
            let member = |part: &String| Member {
                place: place.clone(),
                in_full: Some(format!("{before}{part}{behind}")),
            };
            (parts.len() == count).then(|| parts.iter().map(member).collect())
        })
    }

    /// `places`, with what only the last of them says: `城镇、农村居民收入` and `城镇居民、农村居民收入` are 城镇居民收入 and
    /// 农村居民收入, `存、贷款余额` 存款余额 and 贷款余额, `农业、工业增加值` 农业增加值 and 工业增加值.
    fn in_full(&self, text: &str, places: Vec<Range<usize>>) -> Vec<Member> {
        let last = places.last().map_or("", |p| &text[p.clone()]);
        let shared = |name: &str| {
            let opening = |text: &'_ str, kind: &[String]| {
                let own = kind.iter().find(|w| text.starts_with(w.as_str()))?;
                Some(own.len())
            };
            let opened = |kind: &Vec<String>| Some((opening(name, kind)?, opening(last, kind)?));
            let (own, others) = self.kinds.iter().find_map(opened)?;
            let rest = last[others..].strip_prefix(&name[own..])?;
            (!rest.is_empty()).then(|| format!("{name}{rest}"))
        };
        let halved = |name: &str| {
            let is_half = |halves: &[String]| halves.iter().any(|h| name.ends_with(h.as_str()));
            let other = self
                .halves
                .iter()
                .find_map(|h| last.strip_prefix(h.as_str()));
            other
                .filter(|_| is_half(&self.halves))
                .map(|rest| format!("{name}{rest}"))
        };
        let head = self.heads.match_before(last, last.len());
        let headed = |name: &str| {
            let (length, ()) = head.filter(|(length, ())| *length < last.len())?;
            let needs =
                name.ends_with(is_letter) && self.complete.match_before(name, name.len()).is_none();
            let head = &last[last.len() - length..];
            needs.then(|| format!("{name}{}", without_overlap(name, head)))
        };
        let member = |place: Range<usize>| {
            let name = &text[place.clone()];
            let in_full = shared(name)
                .or_else(|| halved(name))
                .or_else(|| headed(name));
            Member { in_full, place }
        };
        places.into_iter().map(member).collect()
    }
}

impl Member {
    fn of(draft: &Draft<'_>) -> Self {
        Self {
            place: draft.measure.clone(),
            in_full: draft.in_full.clone(),
        }
    }
}

/// Whether 分别 stands before a list that begins at `at` (`分别建设省级、市级示范村26个、100个`).
fn is_respective(text: &str, at: usize) -> bool {
    let ends = ['，', ',', '。', '；', '、', '\n'];
    let near = text.floor_char_boundary(at.saturating_sub(MOST_BEFORE));
    let clause = text[near..at].rsplit(ends).next();
    clause.is_some_and(|before| before.contains("分别"))
}

/// Whether nothing but a list mark stands between two numbers; a level reached from the one before (`22%提高到30%`) is no
/// second member.
fn joined(text: &str, a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let marks = ['、', '和', '与', '及', ' ', '，', ','];
    let gap = &text[a.end..b.approach.start.max(a.end)];
    gap.trim_matches(marks).is_empty()
        && !(gap.is_empty() && b.approach.level)
        && a.figure.dimension == b.figure.dimension
        && !b.approach.changes()
}

/// The items of a list such as `A、B和C`, in order, without white space.
fn items(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = range.start;
    let mut depth = 0usize;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            '及' if text[..at].ends_with(WORDS_WITH_A_JOINT) => {}
            '、' | '和' | '与' | '及' if depth == 0 => {
                items.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(start..range.end);
    items
        .into_iter()
        .map(|r| crate::document::clause::trim(text, r))
        .filter(|r| !r.is_empty())
        .collect()
}

/// Bytes before a list that are looked through for what is said of all of it.
const MOST_BEFORE: usize = 600;

/// Numbers in a row from which on they belong to no list of measures.
const LONGEST_RUN: usize = 100;

/// What stands before 及 where it joins nothing (普及率).
const WORDS_WITH_A_JOINT: [char; 4] = ['普', '涉', '推', '波'];

/// `head` without what `name` ends in already (高新技术产业 + 产业增加值).
fn without_overlap<'h>(name: &str, head: &'h str) -> &'h str {
    let cuts = head.char_indices().rev().map(|(at, _)| at);
    let shared = cuts.into_iter().find(|&at| name.ends_with(&head[..at]));
    &head[shared.unwrap_or(0)..]
}
