//! Finds the stretches of a review that tell of several years at once (`五年来，…`), not of the year reviewed alone.

use crate::document::{BlockKind, Document, clause};
use crate::extract::Lexicon;
use crate::extract::part::{Part, PartRole, Profile};
use crate::extract::period::{Modifier, Time, TimeUse};
use crate::extract::words::WordTable;
use std::ops::Range;

/// Characters a clause may have before the words that say of which years it tells.
const BEFORE: usize = 8;

/// Characters a clause that only salutes has at most, less one (`各位代表`).
const SALUTATION: usize = 4;

/// From so many years on, what opens a paragraph holds for the paragraphs after it too.
const LASTING: i16 = 4;

/// How many years a stretch tells of: 1 for the year reviewed.
type Years = i16;

/// Words that open a stretch, compiled.
#[derive(Debug)]
pub(super) struct Spells {
    /// Words with the number of years they speak of.
    opening: WordTable<Years>,
    /// Words that close a clause which opens a stretch.
    ending: WordTable<Years>,
    headings: WordTable<()>,
    /// Words after which a year is no more than a point of comparison.
    compared: WordTable<()>,
    /// Words that end an expression for several years.
    closing: WordTable<()>,
    /// Words by which the name of a plan stands for its years.
    of_a_plan: WordTable<()>,
}

impl Spells {
    /// Reads `years.spells`, `years.spell_ends`, `years.compared`, `years.closing`, `years.of_a_plan` and `parts.range_heading`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let plain = |list: &str| WordTable::new(lexicon.words(list).iter().map(|w| (w, ())));
        let numbered = |list: &str| {
            let pairs = lexicon.pairs(list).iter();
            WordTable::new(pairs.filter_map(|(word, years)| Some((word, years.parse().ok()?))))
        };
        Self {
            opening: numbered("years.spells"),
            ending: numbered("years.spell_ends"),
            headings: plain("parts.range_heading"),
            compared: plain("years.compared"),
            closing: plain("years.closing"),
            of_a_plan: plain("years.of_a_plan"),
        }
    }

    /// The stretches of the review parts of `document` that tell of several years, in order.
    pub(super) fn find(
        &self,
        document: &Document,
        profile: &Profile,
        times: &[Time],
    ) -> Vec<Range<usize>> {
        let reviews = profile.parts.iter().filter(|p| p.role == PartRole::Review);
        let mut found = Vec::new();
        for part in reviews {
            self.of_part(document, part, times, &mut found);
        }
        found
    }

    fn of_part(
        &self,
        document: &Document,
        part: &Part,
        times: &[Time],
        found: &mut Vec<Range<usize>>,
    ) {
        let text = &document.file.text;
        let year = part.period.map_or(0, |p| p.end.year());
        let reads = Reads {
            spells: self,
            text,
            times,
            year,
        };
        let mut lasting: Years = 1;
        let mut set_by = u8::MAX;
        for block in document.blocks_in(part.span.range()) {
            match block.kind {
                BlockKind::Title | BlockKind::Heading(_) => {
                    let level = if let BlockKind::Heading(level) = block.kind {
                        level
                    } else {
                        0
                    };
                    match reads.heading(block.range.clone()) {
                        Some(years) => (lasting, set_by) = (years, level),
                        None if level <= set_by.min(1) => lasting = 1,
                        None => {}
                    }
                }
                BlockKind::Paragraph | BlockKind::Caption => {
                    let opened = reads.paragraph(block.range.clone(), lasting, found);
                    if let Some(years) = opened.filter(|&y| y == 1 || y >= LASTING) {
                        (lasting, set_by) = (years, u8::MAX);
                    }
                }
                BlockKind::Furniture => {}
            }
        }
    }
}

/// What a clause says it tells of.
#[derive(Debug, Clone, Copy)]
struct Told {
    years: Years,
    /// Whether a word says so (`一年来`), not a year.
    by_word: bool,
}

/// A review part being read.
struct Reads<'a> {
    spells: &'a Spells,
    text: &'a str,
    times: &'a [Time],
    /// The year reviewed.
    year: i16,
}

impl Reads<'_> {
    /// How many years a heading speaks of; one where it names the year beside others.
    fn heading(&self, range: Range<usize>) -> Option<Years> {
        let text = &self.text[range.clone()];
        let several = self.spells.headings.any(text);
        let one = self.times_in(range).any(|t| self.years_of(t) == Some(1));
        match (several, one) {
            (_, true) => Some(1),
            (true, false) => Some(LASTING + 1),
            (false, false) => None,
        }
    }

    /// Adds what a paragraph tells of several years, and says what it opens with, or what its last sentence introduces
    /// (`过去五年，是不平凡的五年。`). A year named amid several holds for its sentence (`2022年，…达到…`), `一年来` for what
    /// follows.
    fn paragraph(
        &self,
        range: Range<usize>,
        lasting: Years,
        found: &mut Vec<Range<usize>>,
    ) -> Option<Years> {
        let (mut opened, mut last) = (None, None);
        let mut held = lasting;
        let mut begins = true;
        for sentence in clause::sentences(self.text, range) {
            let counts = self.text[sentence.clone()].contains(|c: char| c.is_ascii_digit());
            let mut introduced = None;
            let mut now = held;
            let mut leads = true;
            for part in clause::clauses(self.text, sentence) {
                if let Some(told) = self.opening(part.clone()) {
                    now = told.years;
                    if begins {
                        opened = Some(now);
                    }
                    if begins || leads && now > 1 || now == 1 && told.by_word {
                        held = now;
                    }
                    introduced = (leads && told.by_word && !counts).then_some(now);
                }
                let salutes = self.text[part.clone()].chars().nth(SALUTATION).is_none();
                (begins, leads) = (begins && salutes, leads && salutes);
                if now > 1 {
                    add(found, part);
                }
            }
            last = introduced;
        }
        last.or(opened)
    }

    /// How many years a clause says near its beginning that it tells of.
    fn opening(&self, part: Range<usize>) -> Option<Told> {
        let clause = &self.text[part.clone()];
        let reach = clause
            .char_indices()
            .nth(BEFORE)
            .map_or(clause.len(), |(at, _)| at);
        let mut places = clause[..reach].char_indices();
        let word = places.find_map(|(at, _)| {
            let (_, years) = self.spells.opening.match_at(clause, at)?;
            Some((
                part.start + at,
                Told {
                    years,
                    by_word: true,
                },
            ))
        });
        let near = part.start..part.start + reach;
        let time = self.times_in(near).find_map(|t| {
            let years = self.years_of(t)?;
            Some((
                t.span.start,
                Told {
                    years,
                    by_word: false,
                },
            ))
        });
        let ending = self.spells.ending.match_before(clause, clause.len());
        let ending = ending.map(|(length, years)| {
            let told = Told {
                years,
                by_word: true,
            };
            (part.end - length, told)
        });
        let first = word.into_iter().chain(time).chain(ending);
        let first = first.min_by_key(|(at, _)| *at);
        first.map(|(_, told)| told)
    }

    fn times_in(&self, range: Range<usize>) -> impl Iterator<Item = &Time> {
        let first = self.times.partition_point(|t| t.span.start < range.start);
        self.times[first..]
            .iter()
            .take_while(move |t| t.span.start < range.end)
    }

    /// How many years a time expression covers; none where it says nothing of what is told.
    fn years_of(&self, time: &Time) -> Option<Years> {
        let before = &self.text[..time.span.start];
        let compared = self
            .spells
            .compared
            .match_before(before, before.len())
            .is_some();
        if time.purpose != TimeUse::Date || compared || time.modifier == Some(Modifier::End) {
            return None;
        }
        let start = time.start?.year();
        let last = time.end.map_or(self.year, |end| end.year());
        if last == start {
            return (start == self.year).then_some(1);
        }
        let told = &self.text[time.span.range()];
        let behind = self.text[time.span.end..].trim_start_matches('”');
        let closes = self.spells.closing.match_before(told, told.len()).is_some()
            || self.spells.of_a_plan.match_at(behind, 0).is_some()
            || behind.starts_with('，');
        (last > start && closes).then_some(last - start + 1)
    }
}

/// Adds `part`, joined to the stretch before where only a mark stands between.
fn add(found: &mut Vec<Range<usize>>, part: Range<usize>) {
    match found.last_mut() {
        Some(last) if last.end + MARK >= part.start => last.end = part.end,
        _ => found.push(part),
    }
}

/// Bytes of the mark between two clauses.
const MARK: usize = 3;
