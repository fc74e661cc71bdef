//! Turns a stretch of text into the runs of characters it can be recognised by, other names of one thing folded together.

use super::stretch::longest;
use crate::extract::Lexicon;
use crate::extract::background::{hash, is_letter, pair_rarity};
use crate::extract::letters::Letters;
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// Stands between characters that do not belong to one run.
pub(super) const BREAK: char = '\0';

/// Characters of a clause that are looked at; comparing two clauses takes time by the product of their lengths.
const MOST_CHARS: usize = 1000;

/// What a run tells at least, in nats: a common word found again is still a word found again.
const ALWAYS: f32 = 0.3;

/// Characters an abbreviation has at least.
const SHORTEST_ABBREVIATION: usize = 3;

/// Characters an abbreviation has at most.
const LONGEST_ABBREVIATION: usize = 6;

/// Folds other names of one measure or object into one (规上 → 规模以上).
#[derive(Debug)]
pub struct Folder {
    names: AhoCorasick,
    meant: Vec<String>,
}

impl Folder {
    /// Reads `aliases.measures` and `aliases.objects`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let pairs = ["aliases.measures", "aliases.objects"]
            .into_iter()
            .flat_map(|name| lexicon.pairs(name));
        let (names, meant): (Vec<&str>, Vec<String>) =
            pairs.map(|(k, v)| (k.as_str(), v.clone())).unzip();
        let names = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names)
            .expect("a word list of ordinary size");
        Self { names, meant }
    }

    /// The wording of `text[range]`; the stretches in `numbers` (figures with their units) are left out.
    pub fn wording(&self, text: &str, range: Range<usize>, numbers: &[Range<usize>]) -> Wording {
        let mut chars = Vec::with_capacity(range.len() / 3 + 8);
        let mut at = range.start;
        for number in numbers {
            if number.start < at || number.end > range.end {
                continue;
            }
            self.fold(&text[at..number.start], &mut chars);
            chars.push(BREAK);
            at = number.end;
        }
        self.fold(&text[at..range.end], &mut chars);
        chars.truncate(MOST_CHARS);
        Wording::new(chars)
    }

    fn fold(&self, text: &str, chars: &mut Vec<char>) {
        let mut at = 0;
        for found in self.names.find_iter(text) {
            push(&text[at..found.start()], chars);
            push(&self.meant[found.pattern().as_usize()], chars);
            at = found.end();
        }
        push(&text[at..], chars);
    }
}

/// Quotation marks vanish, other marks separate.
fn push(text: &str, chars: &mut Vec<char>) {
    for c in text.chars() {
        match c {
            '“' | '”' | '"' | '‘' | '’' | '《' | '》' | ' ' | '\u{3000}' | '\n' | '\r' | '（'
            | '）' | '(' | ')' | '*' => {}
            c if is_letter(c) => chars.push(c),
            _ => chars.push(BREAK),
        }
    }
}

/// A run of characters and how much it tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// Its hash.
    pub hash: u32,
    /// Its rarity in nats.
    pub weight: f32,
}

/// Bits of a sieve.
const SIEVE_BITS: u32 = 2048;

/// A bit for every run of a wording, by the lower bits of its hash: most questions for a run end here.
#[derive(Clone)]
struct Sieve([u64; SIEVE_BITS as usize / 64]);

impl Sieve {
    fn new(runs: &[Run]) -> Self {
        let mut sieve = Self::default();
        for run in runs {
            let bit = run.hash % SIEVE_BITS;
            sieve.0[bit as usize / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    #[inline]
    fn may_hold(&self, hash: u32) -> bool {
        let bit = hash % SIEVE_BITS;
        self.0[bit as usize / 64] >> (bit % 64) & 1 == 1
    }
}

impl Default for Sieve {
    fn default() -> Self {
        Self([0; SIEVE_BITS as usize / 64])
    }
}

impl std::fmt::Debug for Sieve {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sieve")
    }
}

/// A stretch of text as the set of its runs of two to four characters.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Folded characters, with breaks.
    pub chars: Vec<char>,
    /// Runs, sorted by hash, each once.
    pub runs: Vec<Run>,
    /// Sum of the runs' rarities.
    pub total: f32,
    /// Rarity of each pair of neighbouring characters; 0 across a break.
    pub pairs: Vec<f32>,
    /// Which runs may be among `runs`.
    sieve: Sieve,
}

impl Wording {
    /// The wording of folded characters.
    pub fn new(chars: Vec<char>) -> Self {
        let rarity = |w: &[char]| {
            if w.contains(&BREAK) {
                0.0
            } else {
                pair_rarity(&[w[0], w[1]])
            }
        };
        let pairs: Vec<f32> = chars.windows(2).map(rarity).collect();
        let mut runs = Vec::with_capacity(chars.len() * 3);
        for width in 2..=4 {
            for (at, run) in chars.windows(width).enumerate() {
                if !run.contains(&BREAK) {
                    let mean = pairs[at..at + width - 1].iter().sum::<f32>() / (width - 1) as f32;
                    let weight = mean + ALWAYS;
                    runs.push(Run {
                        hash: hash(run),
                        weight,
                    });
                }
            }
        }
        runs.sort_unstable_by_key(|r| r.hash);
        runs.dedup_by_key(|r| r.hash);
        Self {
            total: runs.iter().map(|r| r.weight).sum(),
            sieve: Sieve::new(&runs),
            chars,
            runs,
            pairs,
        }
    }

    /// Both wordings as one.
    pub fn joined(&self, other: &Self) -> Self {
        let runs = merged(&self.runs, &other.runs);
        Self {
            total: runs.iter().map(|r| r.weight).sum(),
            sieve: Sieve::new(&runs),
            chars: Vec::new(),
            runs,
            pairs: Vec::new(),
        }
    }

    /// Whether the run with `hash` is among them.
    #[inline]
    pub fn has(&self, hash: u32) -> bool {
        self.sieve.may_hold(hash) && self.runs.binary_search_by_key(&hash, |r| r.hash).is_ok()
    }

    /// What the two have in common: summed rarity, and the rarest single run.
    pub fn common(&self, other: &Self) -> Common {
        let mut common = Common::default();
        for run in other.runs.iter().filter(|r| self.has(r.hash)) {
            common.weight += run.weight;
            common.rarest = common.rarest.max(run.weight);
        }
        common
    }

    /// The piece between two marks of `clause` that has most in common with this name, as shares of rarity.
    pub fn best_piece(&self, clause: &Self) -> Piece {
        let own: f32 = self.pairs.iter().sum();
        let mut best = Piece::default();
        let mut start = 0;
        for end in 0..=clause.chars.len() {
            let ends = clause
                .chars
                .get(end)
                .is_none_or(|&c| c == BREAK || c == '等');
            if !ends {
                continue;
            }
            let (mut all, mut shared) = (0.0, 0.0);
            for at in start..end.saturating_sub(1) {
                let weight = clause.pairs[at];
                all += weight;
                if weight > 0.0 && self.has(hash(&clause.chars[at..at + 2])) {
                    shared += weight;
                }
            }
            let piece = Piece {
                name: share(shared, own),
                piece: share(shared, all),
                weight: shared,
            };
            if piece.fit() > best.fit() {
                best = piece;
            }
            start = end + 1;
        }
        best
    }

    /// How telling the best abbreviation of this name in `clause` is, about 0 to 1: characters that stand in a row in the
    /// clause and in the same order, but not in a row, in the name (`省运会` for `省第十六届运动会`).
    pub fn abbreviation(&self, clause: &Self) -> f32 {
        let mut best = 0f32;
        let own = Letters::of(self.chars.iter().copied());
        for (start, opening) in clause.chars.windows(SHORTEST_ABBREVIATION).enumerate() {
            if !opening.iter().all(|&c| own.may_hold(c)) {
                continue;
            }
            let length = self.in_order(&clause.chars[start..]);
            let short = &clause.chars[start..start + length];
            if length < SHORTEST_ABBREVIATION || self.chars.windows(length).any(|w| w == short) {
                continue;
            }
            let rarity: f32 = clause.pairs[start..start + length - 1].iter().sum();
            let opens = f32::from(u8::from(self.chars.first() == short.first()));
            best = best.max(rarity * opens / 20.0 + length as f32 / 20.0);
        }
        best.min(1.5)
    }

    /// How many of the first characters of `chars` this name has in that order; at most [`LONGEST_ABBREVIATION`].
    fn in_order(&self, chars: &[char]) -> usize {
        let mut wanted = chars.iter().take(LONGEST_ABBREVIATION).peekable();
        let mut found = 0;
        for c in &self.chars {
            match wanted.peek() {
                Some(&&BREAK) | None => break,
                Some(&w) if w == c => {
                    wanted.next();
                    found += 1;
                }
                Some(_) => {}
            }
        }
        found
    }

    /// The longest stretch of characters both have, as a range of `self.chars`.
    pub fn longest_common(&self, other: &Self) -> Range<usize> {
        longest(&self.chars, &other.chars).0
    }
}

/// The runs of both, sorted by hash, each once.
fn merged(one: &[Run], other: &[Run]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(one.len() + other.len());
    let mut rest = other;
    for run in one {
        let before = rest.iter().take_while(|r| r.hash < run.hash).count();
        runs.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        if rest.first().is_some_and(|r| r.hash == run.hash) {
            rest = &rest[1..];
        }
        runs.push(*run);
    }
    runs.extend_from_slice(rest);
    runs
}

/// What two wordings share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Common {
    /// Summed rarity of the shared runs.
    pub weight: f32,
    /// Rarity of the rarest shared run.
    pub rarest: f32,
}

/// How a name and a piece of a clause fit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Piece {
    /// Share of the name found in the piece.
    pub name: f32,
    /// Share of the piece found in the name.
    pub piece: f32,
    /// Rarity of what they share.
    pub weight: f32,
}

impl Piece {
    /// Whether the piece is the name, whole or shortened.
    pub fn is_name(self) -> bool {
        self.name >= 0.5 || self.piece >= 0.6 && self.weight >= 3.0
    }

    fn fit(self) -> f32 {
        self.name * self.piece * self.weight.min(10.0)
    }
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
