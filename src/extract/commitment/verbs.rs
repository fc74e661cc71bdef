//! Reads the adverbs and verbs a clause opens with.

use crate::extract::lexicon::Lexicon;
use crate::extract::words::WordTable;
use std::ops::Range;

/// What a verb promises to do with its object; the lists are `rules/lexicon/verbs.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbClass {
    /// 建成, 完成, 开通: the object will be there.
    Finish,
    /// 开工, 启动.
    Start,
    /// 编制, 出台: a document.
    Issue,
    /// 举办, 办好: an event.
    Hold,
    /// 争创, 申报: a title or an approval.
    Apply,
    /// 设立, 组建: an institution.
    Found,
    /// 新建, 改造.
    Build,
    /// 推进, 加快, 抓好.
    Advance,
    /// 实施, 开展, 打造, 支持.
    Act,
    /// 加强, 提升, 完善: a direction.
    Improve,
}

impl VerbClass {
    /// All classes with the key of their list.
    pub(crate) const ALL: [(Self, &str); 10] = [
        (Self::Finish, "finish"),
        (Self::Start, "start"),
        (Self::Issue, "issue"),
        (Self::Hold, "hold"),
        (Self::Apply, "apply"),
        (Self::Found, "found"),
        (Self::Build, "build"),
        (Self::Advance, "advance"),
        (Self::Act, "act"),
        (Self::Improve, "improve"),
    ];

    /// The key of its list.
    pub(crate) fn key(self) -> &'static str {
        let found = Self::ALL.iter().find(|(class, _)| *class == self);
        found.map_or("", |(_, key)| key)
    }
}

/// Whether a verb of this class can open a measure of its own in a list joined by `、`.
pub(crate) fn is_concrete(class: VerbClass) -> bool {
    match class {
        VerbClass::Finish
        | VerbClass::Start
        | VerbClass::Issue
        | VerbClass::Hold
        | VerbClass::Apply
        | VerbClass::Found
        | VerbClass::Build
        | VerbClass::Advance => true,
        VerbClass::Act | VerbClass::Improve => false,
    }
}

/// A verb and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verb {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// What it promises.
    pub(crate) class: VerbClass,
}

/// How a clause opens: `加快` `推进` | `地铁4号线建设`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Lead {
    /// Adverbs and time words before the verbs.
    pub(crate) adverbs: Vec<Range<usize>>,
    /// The verbs in order, at most four.
    pub(crate) verbs: Vec<Verb>,
    /// What follows them; the whole clause where there is no verb.
    pub(crate) body: Range<usize>,
}

/// The verb lists, compiled.
#[derive(Debug)]
pub(crate) struct Verbs {
    verbs: WordTable<VerbClass>,
    adverbs: WordTable<()>,
    /// Nouns that begin with a verb.
    nouns: WordTable<()>,
}

/// Verbs in a row that are read.
const MOST_VERBS: usize = 4;

impl Verbs {
    /// Compiles `verbs.*` and `adverbs.*`.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let of_class = |&(class, key): &(VerbClass, &str)| {
            let list = lexicon.words(&format!("verbs.{key}"));
            list.iter()
                .map(move |w| (w.clone(), class))
                .collect::<Vec<_>>()
        };
        let adverbs = ["manner", "time"].map(|key| lexicon.words(&format!("adverbs.{key}")));
        Self {
            verbs: WordTable::new(VerbClass::ALL.iter().flat_map(of_class)),
            adverbs: WordTable::new(adverbs.concat().into_iter().map(|w| (w, ()))),
            nouns: lexicon.finder("verbs.not_verbs"),
        }
    }

    /// How `text[range]` opens.
    pub(crate) fn lead(&self, text: &str, range: Range<usize>) -> Lead {
        let text = &text[..range.end];
        let mut lead = Lead::default();
        let mut at = self.skip_adverbs(text, range.start, &mut lead.adverbs);
        let mut body = range.start;
        while lead.verbs.len() < MOST_VERBS {
            let Some((length, class)) = self.verb(text, at) else {
                break;
            };
            lead.verbs.push(Verb {
                range: at..at + length,
                class,
            });
            body = behind_particle(text, at + length);
            at = self.next_verb(text, body, &mut lead.adverbs);
        }
        lead.body = if lead.verbs.is_empty() {
            at..range.end
        } else {
            body..range.end
        };
        self.govern_by_adverb(text, &mut lead);
        lead
    }

    /// `加快地铁4号线建设`: a word that stands before verbs elsewhere (加快推进) governs where no other verb does.
    fn govern_by_adverb(&self, text: &str, lead: &mut Lead) {
        let whole = |r: &Range<usize>| {
            let found = self.verbs.match_at(&text[..r.end], r.start)?;
            (found.0 == r.len()).then_some(found.1)
        };
        let last = lead.adverbs.last().filter(|_| lead.verbs.is_empty());
        if let Some(class) = last.and_then(whole) {
            let range = lead.adverbs.pop().unwrap_or_default();
            lead.verbs.push(Verb { range, class });
        }
    }

    /// The verb that begins at byte `at`.
    fn verb(&self, text: &str, at: usize) -> Option<(usize, VerbClass)> {
        let verb = self.verbs.match_at(text, at)?;
        let noun = self.nouns.match_at(text, at);
        noun.is_none_or(|(length, ())| length <= verb.0)
            .then_some(verb)
    }

    /// Where the next verb may begin: behind `和`, `并`, `、` or an adverb, if a verb follows there.
    fn next_verb(&self, text: &str, at: usize, adverbs: &mut Vec<Range<usize>>) -> usize {
        let joined = text[at..]
            .chars()
            .next()
            .filter(|c| matches!(c, '和' | '并' | '、'));
        let behind = at + joined.map_or(0, char::len_utf8);
        let mut more = Vec::new();
        let place = self.skip_adverbs(text, behind, &mut more);
        if place == at || self.verb(text, place).is_none() {
            return at;
        }
        adverbs.append(&mut more);
        place
    }

    /// Whether an adverb of one character may as well open a name: no verb or adverb follows it (新能源, 共同富裕, 再生水).
    fn may_open_a_name(&self, text: &str, adverb: Range<usize>) -> bool {
        let behind = adverb.end;
        text[adverb].chars().count() == 1
            && self.verb(text, behind).is_none()
            && self.adverbs.match_at(text, behind).is_none()
    }

    fn skip_adverbs(&self, text: &str, mut at: usize, found: &mut Vec<Range<usize>>) -> usize {
        loop {
            let word = self.adverbs.match_at(text, at).map(|(length, ())| length);
            let Some(length) = word.or_else(|| date_length(&text[at..])) else {
                return at;
            };
            if at + length >= text.len() || self.may_open_a_name(text, at..at + length) {
                return at;
            }
            found.push(at..at + length);
            at += length;
        }
    }
}

/// `at`, or behind a particle there that belongs to the verb before it (编制好“十四五”规划).
fn behind_particle(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let is_own = rest.starts_with('好') && !rest.starts_with("好转");
    at + if is_own { '好'.len_utf8() } else { 0 }
}

/// Bytes of a date that opens `text`: `2022年`, `8月底前`, `到2025年`.
fn date_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('到').unwrap_or(text);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return None;
    }
    let after = &rest[digits..];
    let unit = [
        "年底前",
        "年底",
        "年内",
        "年",
        "月底前",
        "月底",
        "月份",
        "月",
    ];
    let unit = unit.iter().find(|u| after.starts_with(**u))?;
    Some(text.len() - after.len() + unit.len())
}
