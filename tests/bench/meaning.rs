//! Learns `src/extract/meaning.bin` from the corpus: which pairs of characters keep company with the same others.
//!
//! How much more often than by chance two pairs stand near each other (positive pointwise mutual information) makes a symmetric
//! matrix; its strongest axes, found by repeated multiplication, give each pair a direction. `cargo bench --bench meaning` writes
//! the table anew; without the corpus it says so and leaves the table alone.

#![allow(clippy::print_stdout)] // a program for a terminal

#[path = "table.rs"]
mod table;

use duban::extract::background::hash;
use duban::extract::meaning::AXES;
use std::collections::HashMap;
use std::path::Path;

/// Pairs that get a direction: the most used ones.
const PAIRS: usize = 16_000;

/// Pairs nearer than this stand near each other; neighbours that share a character do not count.
const NEAR: usize = 10;

/// Multiplications; the weakest axes no longer turn then.
const ROUNDS: usize = 30;

type Pair = [char; 2];

fn main() {
    let shared = std::env::var("DUBAN_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let sentences = sentences(&Path::new(&shared).join("corpus"));
    if sentences.is_empty() {
        println!("{shared}/corpus is not there; the table is left alone");
        return;
    }
    let used = most_used(&sentences);
    let matrix = Matrix::new(&sentences, &used);
    let axes = matrix.strongest_axes();
    let mut entries: Vec<(u32, [u8; 1 + AXES])> = used
        .iter()
        .zip(&axes)
        .map(|((pair, users), axes)| (hash(pair), entry(*users, sentences.len(), axes)))
        .collect();
    entries.sort_unstable();
    entries.dedup_by_key(|e| e.0);
    let bytes = table::layout([0, 0], &entries);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/extract");
    std::fs::write(folder.join("meaning.bin"), &bytes).expect("the table can be written");
    let (sentences, entries, bytes) = (sentences.len(), entries.len(), bytes.len());
    println!("meaning.bin: {sentences} sentences, {entries} pairs, {bytes} bytes");
}

/// The sentences of all texts below `corpus`, as the pairs of Chinese characters in them.
fn sentences(corpus: &Path) -> Vec<Vec<Pair>> {
    let files = walkdir::WalkDir::new(corpus)
        .sort_by_file_name()
        .into_iter();
    let texts = files
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "txt"));
    let mut sentences = Vec::new();
    for file in texts {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        let all = text.split(['。', '；', '\n']).map(pairs);
        sentences.extend(all.filter(|s| (4..400).contains(&s.len())));
    }
    sentences
}

fn pairs(sentence: &str) -> Vec<Pair> {
    let pieces = sentence.split(|c| !matches!(c, '\u{4e00}'..='\u{9fff}'));
    let of = |piece: &str| {
        let chars: Vec<char> = piece.chars().collect();
        chars
            .windows(2)
            .map(|w| [w[0], w[1]])
            .collect::<Vec<Pair>>()
    };
    pieces.flat_map(of).collect()
}

/// The most used pairs with the number of sentences that use them.
fn most_used(sentences: &[Vec<Pair>]) -> Vec<(Pair, u32)> {
    let mut users: HashMap<Pair, u32> = HashMap::new();
    for sentence in sentences {
        let mut each = sentence.clone();
        each.sort_unstable();
        each.dedup();
        for pair in each {
            *users.entry(pair).or_insert(0) += 1;
        }
    }
    let mut users: Vec<(Pair, u32)> = users.into_iter().collect();
    users.sort_unstable_by_key(|&(pair, n)| (std::cmp::Reverse(n), pair));
    users.truncate(PAIRS);
    users
}

/// What the pair tells, and its direction with the longest part at 127.
fn entry(users: u32, sentences: usize, axes: &[f32; AXES]) -> [u8; 1 + AXES] {
    let rarity = (sentences as f32 / (users as f32 + 1.0)).ln();
    let tells = (16.0 * (rarity - 2.0).max(0.1)).round() as u8;
    let length = axes.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-12);
    let mut entry = [tells; 1 + AXES];
    for (byte, axis) in entry[1..].iter_mut().zip(axes) {
        *byte = ((axis / length * 127.0).round() as i8).cast_unsigned();
    }
    entry
}

/// How much more often than by chance pairs stand near each other: for each the others, with the logarithm.
struct Matrix {
    rows: Vec<Vec<(u16, f32)>>,
}

impl Matrix {
    fn new(sentences: &[Vec<Pair>], used: &[(Pair, u32)]) -> Self {
        let numbers = used.iter().zip(0u16..).map(|(&(pair, _), i)| (pair, i));
        let number: HashMap<Pair, u16> = numbers.collect();
        let mut counts: Vec<HashMap<u16, u32>> = vec![HashMap::new(); used.len()];
        for sentence in sentences {
            let known: Vec<Option<u16>> = sentence.iter().map(|p| number.get(p).copied()).collect();
            for (i, a) in known.iter().enumerate() {
                for b in known.iter().take(i + NEAR).skip(i + 2) {
                    if let (Some(a), Some(b)) = (a, b)
                        && a != b
                    {
                        *counts[*a as usize].entry(*b).or_insert(0) += 1;
                        *counts[*b as usize].entry(*a).or_insert(0) += 1;
                    }
                }
            }
        }
        Self::of(counts)
    }

    fn of(counts: Vec<HashMap<u16, u32>>) -> Self {
        let company: Vec<f32> = counts
            .iter()
            .map(|c| c.values().sum::<u32>() as f32)
            .collect();
        let damped: Vec<f32> = company.iter().map(|n| n.powf(0.75)).collect();
        let all: f32 = damped.iter().sum();
        let row = |(a, others): (usize, HashMap<u16, u32>)| {
            let by_chance = |b: u16| company[a] * damped[b as usize] / all;
            let mut row: Vec<(u16, f32)> = others
                .into_iter()
                .map(|(b, n)| (b, (n as f32 / by_chance(b)).ln()))
                .filter(|&(_, more)| more > 0.0)
                .collect();
            row.sort_unstable_by_key(|&(b, _)| b);
            row
        };
        let rows = counts.into_iter().enumerate().map(row).collect();
        Self { rows }
    }

    /// Orthogonal axes that multiplication by the matrix stretches most, as the part of each pair in each.
    fn strongest_axes(&self) -> Vec<[f32; AXES]> {
        let scattered = |i: usize, axis: usize| {
            let mixed = (i * AXES + axis + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (mixed >> 40) as f32 / 8_388_608.0 - 1.0
        };
        let start = |i| std::array::from_fn(|axis| scattered(i, axis));
        let mut axes: Vec<[f32; AXES]> = (0..self.rows.len()).map(start).collect();
        for _ in 0..ROUNDS {
            axes = self.rows.iter().map(|row| combined(row, &axes)).collect();
            make_orthogonal(&mut axes);
        }
        axes
    }
}

/// The sum of the axes of the others in `row`, each as often as it counts.
fn combined(row: &[(u16, f32)], axes: &[[f32; AXES]]) -> [f32; AXES] {
    let mut sum = [0f32; AXES];
    for &(other, weight) in row {
        for (s, a) in sum.iter_mut().zip(&axes[other as usize]) {
            *s += weight * a;
        }
    }
    sum
}

/// Makes every axis of length 1 and at right angles to those before it.
fn make_orthogonal(axes: &mut [[f32; AXES]]) {
    for axis in 0..AXES {
        for before in 0..axis {
            let shared: f64 = axes.iter().map(|a| f64::from(a[axis] * a[before])).sum();
            axes.iter_mut()
                .for_each(|a| a[axis] -= shared as f32 * a[before]);
        }
        let length: f64 = axes.iter().map(|a| f64::from(a[axis] * a[axis])).sum();
        let length = length.sqrt().max(1e-12) as f32;
        axes.iter_mut().for_each(|a| a[axis] /= length);
    }
}
