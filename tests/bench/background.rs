//! Learns `src/extract/background.bin` and `pairs.bin` from the corpus: how many issuers use each short run of characters.
//!
//! `cargo bench --bench background` writes the table anew; without the corpus it says so and leaves the table alone.

#![allow(clippy::print_stdout)] // a program for a terminal

#[path = "table.rs"]
mod table;

use duban::extract::background::hash;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Entries of the table at most: three bytes each.
const MOST_ENTRIES: usize = 96_000;

fn main() {
    let shared = std::env::var("DUBAN_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let issuers = issuers(&Path::new(&shared).join("corpus"));
    if issuers.is_empty() {
        println!("{shared}/corpus is not there; the table is left alone");
        return;
    }
    write("background.bin", &issuers, 2..=4);
    write("pairs.bin", &issuers, 2..=2);
}

/// Counts the runs of these `widths` and writes the table `name`.
fn write(name: &str, issuers: &[PathBuf], widths: std::ops::RangeInclusive<usize>) {
    let mut users: HashMap<u32, u8> = HashMap::new();
    for issuer in issuers {
        for run in runs_of(issuer, widths.clone()) {
            let n = users.entry(run).or_insert(0);
            *n = n.saturating_add(1);
        }
    }
    let (threshold, table) = most_used(users);
    let all = u16::try_from(issuers.len()).expect("few issuers");
    let bytes = table::layout([all, threshold], &table);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/extract");
    std::fs::write(folder.join(name), &bytes).expect("the table can be written");
    println!(
        "{name}: {} issuers, {} runs used by at least {threshold}, {} bytes",
        issuers.len(),
        table.len(),
        bytes.len()
    );
}

/// Folders that hold texts: one per issuer, and the national one.
fn issuers(corpus: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = walkdir::WalkDir::new(corpus)
        .into_iter()
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "txt"))
        .filter_map(|e| e.path().parent().map(Path::to_path_buf))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

fn runs_of(issuer: &Path, widths: std::ops::RangeInclusive<usize>) -> HashSet<u32> {
    let mut runs = HashSet::new();
    for file in std::fs::read_dir(issuer).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        for piece in text.split(|c: char| !c.is_alphanumeric()) {
            let chars: Vec<char> = piece.chars().collect();
            for width in widths.clone() {
                runs.extend(chars.windows(width).map(hash));
            }
        }
    }
    runs
}

/// The most used runs, and the fewest users one of them has.
fn most_used(users: HashMap<u32, u8>) -> (u16, Vec<(u32, [u8; 1])>) {
    let mut threshold = 2;
    while users.values().filter(|&&n| n >= threshold).count() > MOST_ENTRIES {
        threshold += 1;
    }
    let kept = users.into_iter().filter(|&(_, n)| n >= threshold);
    let mut kept: Vec<(u32, [u8; 1])> = kept.map(|(run, n)| (run, [n])).collect();
    kept.sort_unstable();
    (u16::from(threshold), kept)
}
