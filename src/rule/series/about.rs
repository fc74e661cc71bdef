//! Turns a row or a promise into what it is about, whatever figures, dates and verbs its words put beside that.

use super::pairs::{BREAK, Pair, codes, cut, pairs, quoted, share, sort};
use crate::document::Document;
use crate::extract::commitment::Commitment;
use crate::extract::progress::ProgressRow;
use crate::extract::words::WordTable;
use crate::extract::{Facts, Lexicon};
use crate::link::contrast::{Contrast, Qualifiers};
use crate::location::Span;
use std::ops::Range;

/// Likeness that an equal figure among the goals adds, and the most that such figures add together. Small figures are equal by
/// chance.
const EQUAL_GOAL: f64 = 0.2;
const EQUAL_GOALS: f64 = 0.3;
const LEAST_GOAL: f64 = 10.0;

/// Most figures of one text that are looked at.
const MOST_GOALS: usize = 8;

/// Likeness that being led by the same units adds.
const EQUAL_LEAD: f64 = 0.05;

/// What a row or a promise is about.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// Its name, letter by letter.
    pub(super) said: Vec<char>,
    /// Its name without figures, dates and common words, cut where these stood.
    pub(super) key: Vec<char>,
    /// The pairs of its name, in order.
    pub(super) name: Vec<Pair>,
    /// Those of its name and its goals, in order.
    pub(super) whole: Vec<Pair>,
    /// Those of names in quotes within its name, in order: “小巨人”.
    quoted: Vec<Pair>,
    /// Figures of its name and goals: unit and value.
    pub(super) goals: Vec<(String, f64)>,
    /// Who is responsible, as written; empty where nothing is said.
    owners: String,
    /// Numbers and letters that belong to the name: `G345`, `3`.
    codes: Vec<String>,
    qualifiers: Qualifiers,
}

impl About {
    /// How surely both are about one thing, 0 to 1 and above: how much of the name of each comes back in the other, and whether
    /// they set equal goals.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        if self.excludes(other) {
            return 0.0;
        }
        let (own, others) = (
            share(&self.name, &other.whole),
            share(&other.name, &self.whole),
        );
        let equal = self.equal_goals(other).filter(|goal| goal.1 >= LEAST_GOAL);
        let goals = (equal.count() as f64 * EQUAL_GOAL).min(EQUAL_GOALS);
        let is_led = !self.owners.is_empty() && self.owners == other.owners;
        let (more, less) = (f64::from(own.max(others)), f64::from(own.min(others)));
        let lead = if is_led { EQUAL_LEAD } else { 0.0 };
        more.mul_add(0.6, less * 0.4) + (goals + lead) * more.sqrt()
    }

    /// The goals that both set.
    pub(super) fn equal_goals<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = &'a (String, f64)> {
        let own = self.goals.iter();
        own.filter(|goal| other.goals.contains(goal))
    }

    /// Whether the names tell two things apart: 一期 and 二期, G345 and G347.
    fn excludes(&self, other: &Self) -> bool {
        let apart = !self.codes.is_empty()
            && !other.codes.is_empty()
            && !self.codes.iter().any(|code| other.codes.contains(code));
        apart || self.qualifiers.conflicts(&other.qualifiers) > 0
    }

    /// How much of the name, or of a name in quotes within it, stands in `text`, 0 to 1.
    pub(super) fn share_in(&self, text: &[Pair]) -> f32 {
        share(&self.name, text).max(share(&self.quoted, text))
    }
}

/// Reads what rows are about; built once from a lexicon.
#[derive(Debug)]
pub(super) struct AboutReader {
    /// Words that may be put otherwise or left out: 建设, 工程, 完成.
    common: WordTable<()>,
    contrast: Contrast,
}

impl AboutReader {
    /// Reads `series.common`, the verbs and the tails of names.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let lists = [
            "series.common",
            "tails.verbal",
            "tails.work",
            "verbs.finish",
            "verbs.start",
            "verbs.issue",
            "verbs.hold",
            "verbs.apply",
            "verbs.build",
            "verbs.advance",
            "verbs.act",
        ];
        let words = lists.iter().flat_map(|list| lexicon.words(list));
        Self {
            common: WordTable::new(words.map(|word| (word, ()))),
            contrast: Contrast::new(lexicon),
        }
    }

    /// What each row of `document` is about.
    pub(super) fn rows(&self, document: &Document, facts: &Facts) -> Vec<About> {
        let of_row = |row: &ProgressRow| {
            let goals = [row.annual, row.target];
            let owners = row
                .owner_cell
                .map_or("", |cell| document.slice(cell.range()));
            About {
                owners: owners.to_owned(),
                ..self.read(document, facts, (row.matter, &goals))
            }
        };
        facts.rows.iter().map(of_row).collect()
    }

    /// What `commitment` promises.
    pub(super) fn promise(
        &self,
        document: &Document,
        facts: &Facts,
        commitment: &Commitment,
    ) -> About {
        self.read(document, facts, (Some(commitment.span), &[]))
    }

    /// The pairs of a text of which nothing but common words is left out, in order.
    pub(super) fn pairs(&self, text: &str) -> Vec<Pair> {
        pairs(&cut(text, &self.common.find(text).collect::<Vec<_>>()))
    }

    fn read(
        &self,
        document: &Document,
        facts: &Facts,
        (name, goals): (Option<Span>, &[Option<Span>]),
    ) -> About {
        let Some(span) = name else {
            return About::default();
        };
        let text = document.slice(span.range());
        let numbers = numbers(facts, span);
        let bare = cut(text, &numbers);
        let key = self.without_common(text, &numbers);
        let mut name = pairs(&key);
        if name.is_empty() {
            name = pairs(&bare);
        }
        let mut whole = name.clone();
        let mut set = figures(facts, span);
        for goal in goals.iter().copied().flatten() {
            whole.extend(pairs(&self.without_common(
                document.slice(goal.range()),
                &self::numbers(facts, goal),
            )));
            set.extend(figures(facts, goal));
        }
        sort(&mut whole);
        About {
            said: bare.iter().copied().filter(|&c| c != BREAK).collect(),
            codes: codes(&bare),
            qualifiers: self.contrast.qualifiers(text),
            owners: String::new(),
            quoted: quoted(text),
            goals: set,
            key,
            name,
            whole,
        }
    }

    fn without_common(&self, text: &str, numbers: &[Range<usize>]) -> Vec<char> {
        let mut out: Vec<Range<usize>> = numbers.to_vec();
        out.extend(self.common.find(text));
        out.sort_unstable_by_key(|r| r.start);
        cut(text, &out)
    }
}

/// Where figures and times stand in `span`, counted from its start.
fn numbers(facts: &Facts, span: Span) -> Vec<Range<usize>> {
    let figures = within(&facts.quantities, span, |q| q.span);
    let times = within(&facts.times, span, |t| t.span);
    let places = figures.iter().map(|q| q.span);
    let places = places.chain(times.iter().map(|t| t.span));
    let mut places: Vec<Range<usize>> = places
        .map(|p| p.start - span.start..p.end - span.start)
        .collect();
    places.sort_unstable_by_key(|r| r.start);
    places
}

fn figures(facts: &Facts, span: Span) -> Vec<(String, f64)> {
    let figures = within(&facts.quantities, span, |q| q.span).iter();
    figures
        .take(MOST_GOALS)
        .map(|q| (q.base_unit.clone(), q.base_value))
        .collect()
}

/// The items of the ordered list `all` that lie inside `span`.
pub(super) fn within<T>(all: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let first = all.partition_point(|x| place(x).start < span.start);
    let count = all[first..].partition_point(|x| place(x).end <= span.end);
    &all[first..first + count]
}
