//! Every folder in `tests/cases` with a `case.toml` is a behaviour: commands run over `in/`, `out.txt` is exactly what a user sees.
//!
//! Set `DUBAN_BLESS=1` to write what the commands print now; read the difference before keeping it.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The behaviour, as a sentence.
    #[allow(dead_code, reason = "read by people")]
    why: String,
    step: Vec<Step>,
    /// Files of so many spaces, too large to be kept.
    #[serde(default)]
    large: BTreeMap<String, usize>,
}

/// One command and how it ends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// Arguments of duban, split at spaces.
    run: String,
    /// The exit code.
    #[serde(default)]
    exit: i32,
}

#[test]
fn every_case_prints_what_its_out_file_shows() {
    let mut wrong = Vec::new();
    for folder in case_folders() {
        let case: Case =
            toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap()).unwrap();
        let printed = run(&folder, &case, &mut wrong);
        let out = folder.join("out.txt");
        if std::env::var_os("DUBAN_BLESS").is_some() {
            fs::write(&out, &printed).unwrap();
        }
        if fs::read_to_string(&out)
            .unwrap_or_default()
            .replace("\r\n", "\n")
            != printed
        {
            wrong.push(format!("{}\n{printed}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn case_folders() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/cases")
        .unwrap()
        .flatten()
        .map(|e| e.path());
    let mut folders: Vec<PathBuf> = entries.filter(|p| p.join("case.toml").is_file()).collect();
    folders.sort();
    folders
}

/// What all commands print, each below a line that names it.
fn run(folder: &Path, case: &Case, wrong: &mut Vec<String>) -> String {
    let place = tempfile::tempdir().unwrap();
    copy(&folder.join("in"), place.path());
    for (name, bytes) in &case.large {
        fs::write(place.path().join(name), " ".repeat(*bytes)).unwrap();
    }
    let mut printed = String::new();
    for step in &case.step {
        let output = Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(step.run.split_whitespace())
            .current_dir(place.path())
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        let code = output.status.code().unwrap_or(-1);
        if code != step.exit {
            wrong.push(format!(
                "{}: `duban {}` ended with {code}",
                folder.display(),
                step.run
            ));
        }
        printed += &format!("$ duban {}\n", step.run);
        printed += &String::from_utf8(output.stdout).unwrap();
        printed += &String::from_utf8(output.stderr).unwrap();
    }
    printed
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
