//! Finds for each old commitment the new one that speaks of the same thing.

use super::Sheet;
use crate::extract::commitment::{Commitment, Kind};
use std::collections::BTreeMap;

/// Least likeness of wording for two commitments to be the same.
const ALIKE: f64 = 0.5;
/// Least likeness of two directions: their verbs and nouns are everyone's, so that half of them is nothing.
const ALIKE_DIRECTIONS: f64 = 0.7;
/// Least likeness where both count the same measure in the same unit.
const ALIKE_WITH_MEASURE: f64 = 0.3;

/// For each old commitment its partner's index and how alike they are. One to one; the best pairs first.
pub(super) fn align(old: &Sheet<'_>, new: &Sheet<'_>) -> Vec<Option<(usize, f64)>> {
    let olds = fingerprints(old);
    let news = fingerprints(new);
    let mut candidates = Vec::new();
    for (i, j) in sharing(&olds, &news) {
        let likeness = dice_of(&olds[i].grams, &news[j].grams);
        let (a, b) = (old.commitments[i], new.commitments[j]);
        let measured = same_measure(a, b);
        if likeness >= needed(a, b, measured) {
            let rank = likeness + if measured { 0.2 } else { 0.0 };
            candidates.push((rank, likeness, i, j));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut partners = vec![None; olds.len()];
    let mut taken = vec![false; news.len()];
    for (_, likeness, i, j) in candidates {
        if partners[i].is_none() && !taken[j] {
            partners[i] = Some((j, likeness));
            taken[j] = true;
        }
    }
    partners
}

/// Least likeness for the two to be the same.
fn needed(old: &Commitment, new: &Commitment, measured: bool) -> f64 {
    match (old.kind, new.kind) {
        _ if measured => ALIKE_WITH_MEASURE,
        (Kind::Qualitative, Kind::Qualitative) => ALIKE_DIRECTIONS,
        (Kind::Quantified | Kind::Named | Kind::Qualitative, _) => ALIKE,
    }
}

/// Letters and digits of `text`, without numerals' values mattering: `12所` and `20所` are alike.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Share of character pairs two texts have in common, 0 to 1.
pub(super) fn dice(a: &str, b: &str) -> f64 {
    dice_of(&grams(a), &grams(b))
}

struct Fingerprint {
    grams: Vec<[char; 2]>,
}

fn fingerprints(sheet: &Sheet<'_>) -> Vec<Fingerprint> {
    let words = |c: &Commitment| -> String {
        letters(sheet.quote(c))
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .collect()
    };
    sheet
        .commitments
        .iter()
        .map(|c| Fingerprint {
            grams: grams(&words(c)),
        })
        .collect()
}

fn grams(text: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = text.chars().collect();
    let mut grams: Vec<[char; 2]> = chars.windows(2).map(|w| [w[0], w[1]]).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

fn dice_of(a: &[[char; 2]], b: &[[char; 2]]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
        }
    }
    let total = a.len() + b.len();
    if total == 0 {
        1.0
    } else {
        f64::from(2 * common) / total as f64
    }
}

/// Pairs that share at least three character pairs that are not everywhere.
fn sharing(olds: &[Fingerprint], news: &[Fingerprint]) -> Vec<(usize, usize)> {
    let mut holders: BTreeMap<[char; 2], Vec<usize>> = BTreeMap::new();
    for (j, f) in news.iter().enumerate() {
        for gram in &f.grams {
            holders.entry(*gram).or_default().push(j);
        }
    }
    let common = news.len() / 4 + 8;
    let mut pairs = Vec::new();
    for (i, f) in olds.iter().enumerate() {
        let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
        let lists = f
            .grams
            .iter()
            .filter_map(|g| holders.get(g))
            .filter(|l| l.len() <= common);
        for &j in lists.flatten() {
            *shared.entry(j).or_default() += 1;
        }
        let enough = |(j, n): (usize, u32)| (n >= 3 || f.grams.len() < 6).then_some((i, j));
        pairs.extend(shared.into_iter().filter_map(enough));
    }
    pairs
}

fn same_measure(old: &Commitment, new: &Commitment) -> bool {
    let (Some(a), Some(b)) = (old.quantities.first(), new.quantities.first()) else {
        return false;
    };
    let (Some(ma), Some(mb)) = (&a.measure, &b.measure) else {
        return false;
    };
    a.base_unit == b.base_unit && a.basis == b.basis && dice(&ma.value, &mb.value) >= 0.6
}
