//! What is kept between runs changes no result: not when it is whole, not when it is damaged, not when documents change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The formats that are complete, and the one for people.
pub(crate) const FORMATS: [&str; 6] = ["terminal", "json", "jsonl", "html", "markdown", "xlsx"];

/// A folder of documents and a folder for the cache.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let documents = place.path("docs");
        fs::create_dir(&documents).unwrap();
        let example = ["init", "--example", "docs/青禾县"];
        assert!(place.duban(&example).status.success());
        for entry in fs::read_dir("seeds").unwrap().flatten() {
            fs::copy(entry.path(), documents.join(entry.file_name())).unwrap();
        }
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn duban(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// What a check prints in `format`, with `how` it uses the cache.
    fn check(&self, format: &str, how: &[&str]) -> Vec<u8> {
        let fixed = ["check", "docs", "--today", "2026-04-10", "--format", format];
        let output = self.duban(&[&fixed, how].concat());
        assert_ne!(output.status.code(), Some(2), "{output:?}");
        output.stdout
    }

    /// Whether a check says the same in every format with the cache as without.
    fn says_the_same(&self, when: &str) {
        for format in FORMATS {
            let afresh = self.check(format, &["--no-cache"]);
            let again = self.check(format, &["--cache-dir", "cache"]);
            assert!(afresh == again, "{when}, {format}");
        }
    }

    fn entries(&self) -> Vec<PathBuf> {
        files(&self.path("cache"))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path if path.ends_with("CACHEDIR.TAG") => {}
            path => found.push(path),
        }
    }
    found.sort();
    found
}

#[test]
fn a_check_says_the_same_with_a_cold_a_warm_and_a_partly_warm_cache() {
    let place = Place::new();
    place.says_the_same("cold, then warm");
    let full = place.entries();
    assert!(!full.is_empty(), "nothing was kept");
    for path in full.iter().step_by(3) {
        fs::remove_file(path).unwrap();
    }
    place.says_the_same("a third missing");
    let again = place.entries();
    let is_old = |path: &PathBuf| full.contains(path);
    assert!(
        again.iter().all(is_old),
        "nothing is kept under another name"
    );
}

#[test]
fn a_changed_document_is_read_again_and_so_is_what_it_answers() {
    let place = Place::new();
    place.says_the_same("before");
    let report = place.path("docs/青禾县/2026年政府工作报告.txt");
    let text = fs::read_to_string(&report).unwrap();
    assert!(text.contains("增长3.2%"));
    fs::write(&report, text.replace("增长3.2%", "增长5.6%")).unwrap();
    place.says_the_same("after a figure was changed");
    fs::remove_file(&report).unwrap();
    place.says_the_same("after a report was taken away");
    fs::write(
        place.path("docs/duban.yaml"),
        "documents:\n  - { path: '000_*', issuer: 云溪区, year: 2020 }\n",
    )
    .unwrap();
    place.says_the_same("after the settings said what a document is");
}

#[test]
fn a_damaged_or_foreign_entry_is_passed_over_and_said() {
    let place = Place::new();
    let afresh = place.check("json", &["--no-cache"]);
    place.check("json", &["--cache-dir", "cache"]);
    for (i, path) in place.entries().iter().enumerate() {
        let mut bytes = fs::read(path).unwrap();
        match i % 4 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => *bytes.first_mut().unwrap() ^= 1,
            2 => bytes = b"not ours".to_vec(),
            _ => bytes.clear(),
        }
        fs::write(path, bytes).unwrap();
    }
    let how = ["check", "docs", "--today", "2026-04-10", "--format", "json"];
    let again = place.duban(&[&how[..], &["--cache-dir", "cache", "-v"]].concat());
    assert!(again.stdout == afresh);
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("缓存已损坏，不用它：cache/"), "{said}");
    let repaired = place.duban(&[&how[..], &["--cache-dir", "cache", "-v"]].concat());
    assert!(repaired.stdout == afresh);
    assert_eq!(String::from_utf8(repaired.stderr).unwrap(), "");
}

#[test]
fn several_processes_share_a_cache() {
    let place = Place::new();
    let afresh = place.check("json", &["--no-cache"]);
    std::thread::scope(|scope| {
        let run = || place.check("json", &["--cache-dir", "cache"]);
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        for run in runs {
            assert!(run.join().unwrap() == afresh);
        }
    });
    let unfinished = |p: &PathBuf| p.to_string_lossy().contains("new-");
    assert!(!place.entries().iter().any(unfinished));
}

#[test]
fn a_cache_that_cannot_be_written_to_changes_nothing() {
    let place = Place::new();
    fs::write(place.path("cache"), "a file, no folder").unwrap();
    place.says_the_same("no folder");
    let output = place.duban(&["check", "docs", "--cache-dir", "cache", "-v"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("缓存写不进去"), "{said}");
}

#[test]
fn extract_trace_and_diff_say_the_same_again() {
    let place = Place::new();
    let plans = [
        "docs/青禾县/2025年政府工作报告.txt",
        "docs/青禾县/2026年政府工作报告.txt",
    ];
    let commands = [
        vec!["extract", "docs", "--format", "jsonl"],
        vec!["extract", "docs"],
        vec!["trace", "--all", "docs", "--format", "json"],
        vec!["diff", plans[0], plans[1], "--format", "json"],
    ];
    place.check("json", &["--cache-dir", "cache"]);
    for command in commands {
        let afresh = place.duban(&[&command[..], &["--no-cache"]].concat());
        let again = place.duban(&[&command[..], &["--cache-dir", "cache"]].concat());
        assert!(afresh.stdout == again.stdout, "{command:?}");
        assert!(!again.stdout.is_empty(), "{command:?}");
    }
}

#[test]
fn a_small_run_leaves_nothing_in_the_users_cache() {
    let place = Place::new();
    Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["check", "docs", "--quiet"])
        .current_dir(place.folder.path())
        .env("XDG_CACHE_HOME", place.path("home"))
        .env("LOCALAPPDATA", place.path("home"))
        .env("HOME", place.path("home"))
        .output()
        .unwrap();
    assert!(!place.path("home").exists());
}
