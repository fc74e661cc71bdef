//! Names of word lists: those that stand in `rules/lexicon/` against those that rules and code ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What follows the dot in names of files, which are no lists.
const EXTENSIONS: &[&str] = &["yaml", "yml", "json", "jsonl", "rs", "md", "txt", "bin"];

/// The keys of a lexicon file that stand in it twice; YAML would let the second win in silence.
pub(crate) fn repeated_keys(text: &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once(':')?.0))
        .filter(|key| !seen.insert(*key))
        .collect()
}

/// Complaints about names that rules or code ask for and no file has, and about lists nobody asks for.
pub(crate) fn complaints(known: &BTreeSet<String>, rules: &Path, code: &Path) -> Vec<String> {
    let mut asked: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut quoted: BTreeSet<String> = BTreeSet::new();
    for path in files(rules, "yaml") {
        let text = fs::read_to_string(&path).expect("readable rule");
        for name in names(&text, |c: char| !is_part(c) && c != '.') {
            asked.entry(name.to_owned()).or_insert_with(|| path.clone());
        }
    }
    for path in files(code, "rs") {
        let text = fs::read_to_string(&path).expect("readable source");
        for name in names(&text, |c: char| c == '"') {
            asked.entry(name.to_owned()).or_insert_with(|| path.clone());
        }
        quoted.extend(
            text.split('"')
                .filter(|s| s.chars().all(is_part))
                .map(str::to_owned),
        );
    }
    let groups: BTreeSet<&str> = known
        .iter()
        .filter_map(|n| Some(n.split_once('.')?.0))
        .collect();
    let of_group = |name: &String| {
        name.split_once('.')
            .is_some_and(|(g, _)| groups.contains(g))
    };
    let missing = asked
        .iter()
        .filter(|(name, _)| of_group(name) && !known.contains(*name));
    let mut complaints: Vec<String> = missing
        .map(|(name, path)| format!("{}: there is no word list {name}", path.display()))
        .collect();
    let composed = |name: &str| {
        name.split_once('.')
            .is_some_and(|(_, list)| quoted.contains(list))
    };
    let idle = known
        .iter()
        .filter(|name| !asked.contains_key(*name) && !composed(name));
    complaints.extend(idle.map(|name| format!("nobody asks for the word list {name}")));
    complaints
}

/// The pieces of `text` between separators that look like `group.list`.
fn names(text: &str, separator: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(separator).filter(|piece| {
        piece.split_once('.').is_some_and(|(group, list)| {
            let word = |s: &str| s.len() > 1 && s.chars().all(is_part);
            word(group) && word(list) && !EXTENSIONS.contains(&list)
        })
    })
}

fn is_part(c: char) -> bool {
    c.is_ascii_lowercase() || c == '_'
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        entries.map(|e| e.path()).partition(|p| p.is_dir());
    let wanted = |p: &PathBuf| p.extension().is_some_and(|e| e == extension);
    let mut found: Vec<PathBuf> = files.into_iter().filter(wanted).collect();
    for folder in folders.iter().filter(|f| !f.ends_with("lexicon")) {
        found.extend(self::files(folder, extension));
    }
    found.sort();
    found
}
