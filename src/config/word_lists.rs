//! Turns the word lists users keep into a `Lexicon`: the built-in lists, extended.
//!
//! A file `status.yaml` with a key `green` adds words to `status.green`, or makes that list.

use crate::error::{RequestError, refusal};
use crate::extract::Lexicon;
use crate::yaml;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A value of a word-list file: words, or words with what they stand for.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "词表的取值应是词的列表，或一词一行、写明对应的表"
)]
enum Entry {
    Words(Vec<String>),
    Pairs(BTreeMap<String, Meaning>),
}

/// What a word stands for: another word, or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Meaning {
    Word(String),
    Number(serde_yaml::Number),
}

impl Meaning {
    fn text(self) -> String {
        match self {
            Self::Word(word) => word,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// The built-in lists, extended by the files of `paths` and the files in the folders among them.
///
/// # Errors
/// A path that is not there, or a file that is not a word list.
pub fn load(paths: &[PathBuf]) -> Result<Lexicon, RequestError> {
    let mut lexicon = Lexicon::built_in();
    for path in paths {
        for file in files(path)? {
            extend(&mut lexicon, &file)?;
        }
    }
    Ok(lexicon)
}

fn extend(lexicon: &mut Lexicon, path: &Path) -> Result<(), RequestError> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    let entries: BTreeMap<String, Entry> = yaml::parse(&shown, &text)?;
    let stem = path
        .file_stem()
        .map_or(String::new(), |s| s.to_string_lossy().into_owned());
    for (key, entry) in entries {
        let name = format!("{stem}.{key}");
        match entry {
            Entry::Words(words) => lexicon.add_words(name, words),
            Entry::Pairs(pairs) => {
                let pairs = pairs.into_iter().map(|(word, to)| (word, to.text()));
                lexicon.add_pairs(name, pairs.collect());
            }
        }
    }
    Ok(())
}

/// The YAML files of a folder in order, or the file itself.
fn files(path: &Path) -> Result<Vec<PathBuf>, RequestError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|e| unreadable(path, &e))?;
    let is_yaml = |p: &PathBuf| p.extension().is_some_and(|e| e == "yaml" || e == "yml");
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|e| e.path())
        .filter(is_yaml)
        .collect();
    files.sort();
    Ok(files)
}

fn unreadable(path: &Path, error: &std::io::Error) -> RequestError {
    RequestError::File {
        path: path.display().to_string(),
        reason: format!("打不开词表：{}", refusal(error)),
        help: "请核对 duban.yaml 里 lexicons 的路径".to_owned(),
    }
}
