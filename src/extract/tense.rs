//! Weighs whether a passage looks back, ahead to the year's end, or further ahead.

use crate::extract::Lexicon;
use crate::extract::words::WordTable;
use crate::extract::year::{bare_years, years};

/// Bytes of a passage that are weighed; enough to tell, and bounded.
const WEIGHED: usize = 900;
/// Largest weight of one passage either way.
const LIMIT: f32 = 4.0;

/// Words with weights, compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct Tense {
    /// Each word with its place in `weights`.
    words: WordTable<usize>,
    weights: Vec<(f32, f32)>,
    review: WordTable<()>,
    plan: WordTable<()>,
    outlook: WordTable<()>,
    near: WordTable<()>,
}

/// What speaks for the parts: `past` above zero for a review, below for a plan; `far` above zero for years beyond the planned one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Leaning {
    /// Review against plan.
    pub(crate) past: f32,
    /// Outlook against plan.
    pub(crate) far: f32,
}

impl Tense {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let number = |s: &String| s.parse::<f32>().unwrap_or(0.0);
        let (past, far) = (lexicon.pairs("parts.tense"), lexicon.pairs("parts.horizon"));
        let mut words: Vec<&String> = past.iter().chain(far).map(|(w, _)| w).collect();
        words.sort();
        words.dedup();
        let weight = |list: &[(String, String)], word: &String| {
            list.iter()
                .find(|(w, _)| w == word)
                .map_or(0.0, |(_, v)| number(v))
        };
        let weights = words
            .iter()
            .map(|w| (weight(past, w), weight(far, w)))
            .collect();
        let table = |name: &str| WordTable::new(lexicon.words(name).iter().map(|w| (w, ())));
        Self {
            words: WordTable::new(words.into_iter().zip(0..)),
            weights,
            review: table("parts.review_heading"),
            plan: table("parts.plan_heading"),
            outlook: table("parts.outlook_heading"),
            near: table("parts.near_heading"),
        }
    }

    /// Weighs running text; every word counts once.
    pub(crate) fn of_text(&self, text: &str) -> Leaning {
        let mut end = text.len().min(WEIGHED);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut seen = vec![false; self.weights.len()];
        let mut sum = Leaning::default();
        for (_, word) in self.words.find_values(&text[..end]) {
            if !std::mem::replace(&mut seen[word], true) {
                sum.past += self.weights[word].0;
                sum.far += self.weights[word].1;
            }
        }
        Leaning {
            past: sum.past.clamp(-LIMIT, LIMIT),
            far: sum.far.clamp(-LIMIT, LIMIT),
        }
    }

    /// Weighs a heading in a report for `year`: a year in it, or its words, decide.
    pub(crate) fn of_heading(&self, heading: &str, year: Option<i16>) -> Leaning {
        let named: Vec<i16> = years(heading)
            .map(|(y, _)| y)
            .chain(bare_years(heading))
            .collect();
        let has = |wanted: i16| named.contains(&wanted);
        let this = year.is_some_and(has) || self.near.any(heading);
        let last = year.is_some_and(|y| has(y - 1));
        let looks_back = self.review.any(heading);
        let looks_far = self.outlook.any(heading);
        let plans = self.plan.any(heading);
        let past = match (looks_back, last, this) {
            (true, _, _) | (false, true, false) => 8.0,
            (false, _, true) => -8.0,
            (false, false, false) if plans || looks_far => -5.0,
            (false, false, false) => 0.0,
        };
        let far = match (looks_far && !looks_back, this) {
            (_, true) => -8.0,
            (true, false) => 8.0,
            (false, false) if plans => -3.0,
            (false, false) => 0.0,
        };
        Leaning { past, far }
    }
}
