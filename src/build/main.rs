//! Turns `rules/lexicon/*.yaml` and `rules/*.yaml` into Rust tables, so that nothing is parsed at start-up.

#![allow(
    clippy::print_stdout,
    reason = "a build script speaks to cargo through standard output"
)]

mod identity;
mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!(
        "cargo::rustc-env=DUBAN_BUILD={:016x}",
        identity::of_sources()
    );
    pack_addresses();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(
        out.join("lexicon.rs"),
        lexicon_tables(Path::new("rules/lexicon")),
    )
    .expect("OUT_DIR is writable");
    fs::write(out.join("rules.rs"), rule_texts(Path::new("rules"))).expect("OUT_DIR is writable");
    let known = list_names(Path::new("rules/lexicon"));
    let complaints = names::complaints(&known, Path::new("rules"), Path::new("src"));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Has the addresses that are fixed up at every start written as a bitmap (RELR): 1.2 MB less to store and to read. The C library
/// must be glibc 2.36 or later, which is no more than one year after what the program asks for anyhow.
fn pack_addresses() {
    let is = |key: &str, value: &str| env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The names of all lists and tables. A key that stands twice in a file stops the build.
fn list_names(folder: &Path) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for path in yaml_files(folder) {
        let text = fs::read_to_string(&path).expect("readable lexicon");
        let twice = names::repeated_keys(&text);
        assert!(
            twice.is_empty(),
            "{}: {twice:?} stand twice",
            path.display()
        );
        let entries: BTreeMap<String, Entry> =
            serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        all.extend(
            entries
                .into_keys()
                .map(|key| format!("{}.{key}", stem(&path))),
        );
    }
    all
}

/// A value of a lexicon file: words, or words with what they stand for.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Entry {
    Words(Vec<String>),
    Pairs(BTreeMap<String, serde_yaml::Value>),
}

/// Every list as one text, a word or a pair to a line, a tab inside a pair: each word by itself would have to be given its
/// address whenever the program starts.
fn lexicon_tables(folder: &Path) -> String {
    let mut lists = String::from("pub(super) static WORDS: &[(&str, &str)] = &[\n");
    let mut pairs = String::from("pub(super) static PAIRS: &[(&str, &str)] = &[\n");
    let mut hashed: [BTreeMap<String, String>; 2] = Default::default();
    for path in yaml_files(folder) {
        let file = stem(&path);
        let text = fs::read_to_string(&path).expect("readable lexicon");
        let entries: BTreeMap<String, Entry> =
            serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for (key, entry) in entries {
            let name = format!("{file}.{key}");
            let (table, hashed, lines) = match entry {
                Entry::Words(words) => (&mut lists, &mut hashed[0], words),
                Entry::Pairs(map) => {
                    let pair = |(word, value)| format!("{word}\t{}", plain(&value));
                    let lines = map.into_iter().map(pair).collect();
                    (&mut pairs, &mut hashed[1], lines)
                }
            };
            assert!(
                lines.iter().all(|line| !line.contains('\n')),
                "{name}: a word has a line end"
            );
            let text = lines.join("\n");
            writeln!(table, "    ({name:?}, {text:?}),").expect("a string grows");
            hashed.insert(name, text);
        }
    }
    let hash = hash_of(&hashed);
    format!("{lists}];\n{pairs}];\npub(super) const BLAKE3: &str = {hash:?};\n")
}

/// The hash over every list, as the program makes it where lists are added: of lists and of tables, each with its name.
fn hash_of(lists: &[BTreeMap<String, String>]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in lists.iter().flatten() {
        let words = text.lines().flat_map(|line| line.splitn(2, '\t'));
        for word in std::iter::once(name.as_str()).chain(words) {
            hasher.update(word.as_bytes()).update(&[0]);
        }
    }
    hasher.finalize().to_hex().to_string()
}

fn plain(value: &serde_yaml::Value) -> String {
    match value {
        serde_yaml::Value::String(s) => s.clone(),
        other => serde_yaml::to_string(other)
            .expect("a scalar prints")
            .trim()
            .to_owned(),
    }
}

/// The rules twice: as JSON without examples, cheap to read at start-up, and as the YAML that was written.
fn rule_texts(folder: &Path) -> String {
    let mut compiled = String::from("pub(super) static COMPILED: &[(&str, &str)] = &[\n");
    let mut texts = String::from("pub(super) static TEXTS: &[(&str, &str)] = &[\n");
    for path in yaml_files(folder) {
        let text = fs::read_to_string(&path).expect("readable rule");
        let mut rule: serde_json::Map<String, serde_json::Value> =
            serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        rule.remove("examples");
        let json = serde_json::to_string(&rule).expect("JSON of a map with string keys");
        writeln!(compiled, "    ({:?}, {json:?}),", stem(&path)).expect("a string grows");
        writeln!(texts, "    ({:?}, {text:?}),", stem(&path)).expect("a string grows");
    }
    format!("{compiled}];\n{texts}];\n")
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .and_then(|s| s.to_str())
        .expect("UTF-8 file name")
        .to_owned()
}
