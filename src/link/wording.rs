//! Turns a stretch of text into the runs of characters it can be recognised by, other names of one thing folded together.

use super::stretch::longest;
use crate::extract::Lexicon;
use crate::extract::background::{Hash, hash, is_letter, pair_rarity};
use crate::extract::letters::Letters;
use crate::extract::words::WordTable;
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
    /// Each name with its place in `meant`.
    names: WordTable<usize>,
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
        Self {
            names: WordTable::new(names.into_iter().zip(0..)),
            meant,
        }
    }

    /// The wording of `text[range]`; the stretches in `numbers` (figures with their units) are left out.
    pub fn wording(&self, text: &str, range: Range<usize>, numbers: &[Range<usize>]) -> Wording {
        Wording::new(self.chars(text, range, numbers))
    }

    /// The characters of that wording.
    pub(super) fn chars(
        &self,
        text: &str,
        range: Range<usize>,
        numbers: &[Range<usize>],
    ) -> Vec<char> {
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
        chars
    }

    fn fold(&self, text: &str, chars: &mut Vec<char>) {
        let mut at = 0;
        for (found, meant) in self.names.find_values(text) {
            push(&text[at..found.start], chars);
            push(&self.meant[meant], chars);
            at = found.end;
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
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Run {
    /// Its hash.
    pub hash: u32,
    /// Its rarity in nats.
    pub weight: f32,
}

/// Two neighbouring characters.
#[derive(Debug, Clone, Copy)]
struct Pair {
    hash: u32,
    /// Its rarity in nats; 0 across a break.
    rarity: f32,
}

impl Pair {
    fn new(chars: &[char]) -> Self {
        let hash = hash(chars);
        let rarity = if chars.contains(&BREAK) {
            0.0
        } else {
            pair_rarity(hash)
        };
        Self { hash, rarity }
    }
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
    /// Each pair of neighbouring characters.
    pairs: Vec<Pair>,
    /// Which characters may be among `chars`.
    pub(super) letters: Letters,
    /// Which runs may be among `runs`.
    sieve: Sieve,
}

impl Wording {
    /// The wording of folded characters.
    pub fn new(chars: Vec<char>) -> Self {
        let pairs: Vec<Pair> = chars.windows(2).map(Pair::new).collect();
        let mut runs = runs(&chars, &pairs);
        runs.sort_unstable_by_key(|r| r.hash);
        runs.dedup_by_key(|r| r.hash);
        Self {
            total: runs.iter().map(|r| r.weight).sum(),
            sieve: Sieve::new(&runs),
            letters: Letters::of(chars.iter().copied()),
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
            letters: Letters::default(),
            runs,
            pairs: Vec::new(),
        }
    }

    /// Whether the run with `hash` is among them.
    #[inline]
    pub fn has(&self, hash: u32) -> bool {
        self.position(hash).is_some()
    }

    /// Where the run with `hash` is among them.
    #[inline]
    pub(super) fn position(&self, hash: u32) -> Option<usize> {
        if !self.sieve.may_hold(hash) {
            return None;
        }
        self.runs.binary_search_by_key(&hash, |r| r.hash).ok()
    }

    /// What the two have in common: summed rarity, and the rarest single run.
    pub fn common(&self, other: &Self) -> Common {
        let mut common = Common::default();
        for run in other.runs.iter().filter(|r| self.has(r.hash)) {
            common.add(run.weight);
        }
        common
    }

    /// The piece between two marks of `clause` that has most in common with this name, as shares of rarity.
    pub fn best_piece(&self, clause: &Self) -> Piece {
        let own: f32 = self.pairs.iter().map(|p| p.rarity).sum();
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
            for pair in clause
                .pairs
                .get(start..end.saturating_sub(1))
                .unwrap_or(&[])
            {
                all += pair.rarity;
                if pair.rarity > 0.0 && self.has(pair.hash) {
                    shared += pair.rarity;
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
        if self.chars.len() < SHORTEST_ABBREVIATION {
            return best;
        }
        for (start, opening) in clause.chars.windows(SHORTEST_ABBREVIATION).enumerate() {
            if !opening.iter().all(|&c| self.letters.may_hold(c)) {
                continue;
            }
            let length = self.in_order(&clause.chars[start..]);
            let short = &clause.chars[start..start + length];
            if length < SHORTEST_ABBREVIATION || self.chars.windows(length).any(|w| w == short) {
                continue;
            }
            let pairs = &clause.pairs[start..start + length - 1];
            let rarity: f32 = pairs.iter().map(|p| p.rarity).sum();
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
        longest(&self.chars, (&other.chars, &other.letters)).0
    }
}

/// Every run of two to four characters, the shorter first. What a run tells is the mean of its `pairs`.
fn runs(chars: &[char], pairs: &[Pair]) -> Vec<Run> {
    let room = |at: usize| {
        let letters = chars[at..].iter().take(4).take_while(|&&c| c != BREAK);
        letters.count()
    };
    let mut next = [0; 4];
    for width in (0..chars.len()).map(room).filter(|width| *width > 1) {
        (1..width).for_each(|i| next[i] += 1);
    }
    let all = next[1] + next[2] + next[3];
    next = [0, 0, next[1], next[1] + next[2]];
    let mut runs = vec![Run::default(); all];
    for at in 0..chars.len() {
        let mut hash = Hash::default().with(chars[at]);
        let mut sum = 0.0;
        for i in 1..room(at) {
            hash = hash.with(chars[at + i]);
            sum += pairs[at + i - 1].rarity;
            runs[next[i]] = Run {
                hash: hash.value(),
                weight: sum / i as f32 + ALWAYS,
            };
            next[i] += 1;
        }
    }
    runs
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

impl Common {
    /// Adds a shared run of `weight`.
    pub(super) fn add(&mut self, weight: f32) {
        self.weight += weight;
        self.rarest = self.rarest.max(weight);
    }
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
