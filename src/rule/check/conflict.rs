//! Finds statements about one thing that exclude each other.

use super::text::{Cuts, paragraphs};
use super::{Kind, Slip};
use crate::document::Document;
use crate::extract::Lexicon;
use crate::extract::letters::Letters;
use std::ops::Range;

/// Characters two paragraphs must share in one piece to speak of the same thing.
const SHARED: usize = 8;

/// Pairs of words that exclude each other.
#[derive(Debug, Clone)]
pub struct Conflicts {
    all_good: Vec<Word>,
    not_good: Vec<Word>,
    scopes: Vec<Word>,
    stages: Vec<(String, String)>,
    same_sentence: Vec<(Word, String)>,
    organisations: Vec<String>,
    persons: Vec<Word>,
    not_companies: Vec<Word>,
}

/// A word with its letters, so that most texts need not be looked through for it.
#[derive(Debug, Clone)]
struct Word {
    letters: Letters,
    word: String,
}

impl Word {
    fn new(word: &str) -> Self {
        Self {
            letters: Letters::of(word.chars()),
            word: word.to_owned(),
        }
    }
}

impl Conflicts {
    /// Reads the lists `conflicts.*` of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let list = |name: &str| lexicon.words(name).iter().map(|w| Word::new(w)).collect();
        let pairs = lexicon.pairs("conflicts.same_sentence").iter();
        Self {
            all_good: list("conflicts.all_good"),
            not_good: list("conflicts.not_good"),
            scopes: list("conflicts.scope_words"),
            stages: lexicon.pairs("conflicts.stages").to_vec(),
            same_sentence: pairs
                .map(|(all, not)| (Word::new(all), not.clone()))
                .collect(),
            organisations: lexicon.words("conflicts.organisation_ends").to_vec(),
            persons: list("conflicts.person_counts"),
            not_companies: list("conflicts.not_companies"),
        }
    }

    /// Every contradiction in `document`.
    pub fn find(&self, document: &Document, cuts: &Cuts) -> Vec<Slip> {
        let mut slips = Vec::new();
        for range in cuts.full_sentences(document) {
            let sentence = document.slice(range.clone());
            let letters = Letters::of(sentence.chars());
            slips.extend(self.trend((sentence, letters), range.start));
            slips.extend(self.in_one_sentence((sentence, letters), range.start));
            if letters.may_hold_all(&Letters::of("其中".chars())) {
                slips.extend(negated_category(sentence, range.start));
                slips.extend(self.other_category((sentence, letters), range.start));
            }
            slips.extend(self.counted_as_persons((sentence, letters), range.start));
        }
        slips.extend(self.stages(document));
        slips.sort_by_key(|s| s.at.start);
        slips
    }

    /// `各项经济指标稳中有进，财政收入与去年同期基本持平`.
    fn trend(&self, (sentence, letters): (&str, Letters), base: usize) -> Option<Slip> {
        let scope = first((sentence, letters), &self.scopes)?;
        let good = first((&sentence[scope.end..], letters), &self.all_good)?;
        let good = scope.end + good.start..scope.end + good.end;
        let bad = first((&sentence[good.end..], letters), &self.not_good)?;
        let bad = good.end + bad.start..good.end + bad.end;
        if good.start - scope.end > 40 {
            return None;
        }
        let because = format!(
            "先称“{}”，后称“{}”",
            &sentence[scope.start..good.end],
            &sentence[bad.clone()]
        );
        Some(Slip::new(
            Kind::Likely,
            base + scope.start..base + bad.end,
            because,
        ))
    }

    fn in_one_sentence(&self, (sentence, letters): (&str, Letters), base: usize) -> Option<Slip> {
        let held = |(all, _): &&(Word, String)| letters.may_hold_all(&all.letters);
        self.same_sentence
            .iter()
            .filter(held)
            .find_map(|(all, not)| {
                let all = all.word.as_str();
                let a = sentence.find(all)?;
                let b = sentence.find(not.as_str())?;
                if sentence[b + not.len()..].starts_with('的') {
                    return None;
                }
                let because = format!("同一句既称“{all}”，又称“{not}”");
                let at = base + a.min(b)..base + (a + all.len()).max(b + not.len());
                Some(Slip::new(Kind::Certain, at, because))
            })
    }

    /// `引进企业12家，其中…行业协会2家`.
    fn other_category(&self, (sentence, letters): (&str, Letters), base: usize) -> Option<Slip> {
        let inner = sentence.find("其中")?;
        let whole = sentence[..inner].rfind("企业").filter(|i| inner - i < 40)?;
        let counted = sentence[whole + "企业".len()..inner]
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_digit());
        let tail = &sentence[inner..];
        let end = tail.find(['。', '；']).unwrap_or(tail.len());
        let other = first((&tail[..end], letters), &self.not_companies)?;
        let figure = tail[other.end..]
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_digit());
        if !counted || !figure {
            return None;
        }
        let because = format!("总数数的是企业，其中却有{}", &tail[other.clone()]);
        Some(Slip::new(
            Kind::Advice,
            base + whole..base + inner + other.end,
            because,
        ))
    }

    /// `推荐某某控股、某某等19名人才`: companies counted as persons.
    fn counted_as_persons(
        &self,
        (sentence, letters): (&str, Letters),
        base: usize,
    ) -> Option<Slip> {
        let count = first((sentence, letters), &self.persons)?;
        let number = sentence[..count.start].trim_end_matches(|c: char| c.is_ascii_digit());
        let list = number.strip_suffix('等')?;
        let marks = list.char_indices().rev();
        let mut marks = marks.filter(|(_, c)| matches!(c, '，' | '。' | '；' | ','));
        let from = marks.next().map_or(0, |(i, c)| i + c.len_utf8());
        let items = &list[from..];
        let company = items.split('、').any(|item| {
            self.organisations
                .iter()
                .any(|w| item.ends_with(w.as_str()))
        });
        if !company {
            return None;
        }
        let because = format!("列举的是单位，却以“{}”计数", &sentence[count.clone()]);
        Some(Slip::new(
            Kind::Advice,
            base + from..base + count.end,
            because,
        ))
    }

    /// Two paragraphs about one thing, one saying it goes on, the other that it is done.
    fn stages(&self, document: &Document) -> Vec<Slip> {
        let text = document.text();
        let mut slips = Vec::new();
        for (open, done) in &self.stages {
            if !text.contains(open.as_str()) || !text.contains(done.as_str()) {
                continue;
            }
            let all = paragraphs(document);
            let with = |w: &str| -> Vec<(Range<usize>, Range<usize>)> {
                let hit = |p: &Range<usize>| {
                    let i = document.slice(p.clone()).find(w)?;
                    Some((p.clone(), p.start + i..p.start + i + w.len()))
                };
                all.iter().filter_map(hit).take(20).collect()
            };
            for (p, a) in with(open) {
                let other = with(done).into_iter().find(|(q, _)| {
                    *q != p && share_piece(clause_text(document, &p), clause_text(document, q))
                });
                if let Some((_, b)) = other {
                    let because = format!("一处称“{open}”，另一处称“{done}”");
                    let at = to_clause_end(document, a);
                    slips.push(
                        Slip::new(Kind::Likely, at, because)
                            .with(to_clause_end(document, b), "另一处"),
                    );
                }
            }
        }
        slips
    }
}

fn clause_text<'a>(document: &'a Document, paragraph: &Range<usize>) -> &'a str {
    let text = document.slice(paragraph.clone());
    let end = text.char_indices().nth(600).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

fn to_clause_end(document: &Document, at: Range<usize>) -> Range<usize> {
    let rest = &document.file.text[at.end..];
    let end = rest.find(['，', '。', '；', ',', '\n']).unwrap_or(0);
    at.start..at.end + end
}

/// Whether both texts hold the same piece of [`SHARED`] characters without a mark in it.
fn share_piece(a: &str, b: &str) -> bool {
    let chars: Vec<(usize, char)> = a.char_indices().collect();
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    chars.windows(SHARED).any(|w| {
        let end = w[SHARED - 1].0 + w[SHARED - 1].1.len_utf8();
        w.iter().all(|&(_, c)| han(c)) && b.contains(&a[w[0].0..end])
    })
}

/// `工业项目156个，其中…非工业项目11个`: a part that is by name no part of the whole.
fn negated_category(sentence: &str, base: usize) -> Option<Slip> {
    let inner = sentence.find("其中非")?;
    let from = inner + "其中非".len();
    let name: String = sentence[from..]
        .chars()
        .take_while(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        .take(4)
        .collect();
    let whole = (name.chars().count() >= 4)
        .then(|| sentence[..inner].find(&name))
        .flatten()?;
    let negated = sentence[..whole].ends_with('非');
    if negated {
        return None;
    }
    let because = format!("总数数的是“{name}”，其中却有“非{name}”");
    let end = from + name.len();
    Some(
        Slip::new(Kind::Likely, base + inner..base + end, because)
            .with(base + whole..base + whole + name.len(), "总数"),
    )
}

/// The first of `words` in `text`, the longest of those that begin together; `letters` are at least those of the text.
fn first((text, letters): (&str, Letters), words: &[Word]) -> Option<Range<usize>> {
    let held = words.iter().filter(|w| letters.may_hold_all(&w.letters));
    let places = held.filter_map(|w| text.find(&w.word).map(|i| i..i + w.word.len()));
    places.min_by_key(|r| (r.start, std::cmp::Reverse(r.len())))
}
