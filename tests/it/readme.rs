//! The README's commands run, and what it shows is what they print.
//!
//! In a ```console block a line `$ …` is a command and the lines below it are its output; a line `……` stands for any lines.
//! Set `DUBAN_BLESS=1` to write what the commands print now into the README.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Stands for any number of lines.
const ELISION: &str = "……";

#[test]
fn every_command_in_the_readme_prints_what_the_readme_shows() {
    let readme = fs::read_to_string("README.md").unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy("seeds", &folder.path().join("seeds"));
    let mut wrong = Vec::new();
    let mut blessed = readme.clone();
    for (command, shown) in commands(&readme) {
        let Some(arguments) = arguments(&command) else {
            continue;
        };
        let output = Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(&arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let printed =
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        if !matches(shown.trim_end(), printed.trim_end()) {
            wrong.push(format!("$ {command}\nshown:\n{shown}\nprinted:\n{printed}"));
            if !shown.is_empty() {
                blessed = blessed.replace(&shown, &printed);
            }
        }
    }
    if std::env::var_os("DUBAN_BLESS").is_some() {
        fs::write("README.md", blessed).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Each command with the output shown below it.
fn commands(readme: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let (true, Some(command)) = (inside, line.strip_prefix("$ ")) {
            found.push((command.to_owned(), String::new()));
        } else if inside && let Some((_, output)) = found.last_mut() {
            *output += line;
            output.push('\n');
        }
    }
    found
}

/// The arguments of a `duban …` or `cargo run --release -- …` command; none for other programs.
fn arguments(command: &str) -> Option<Vec<String>> {
    let rest = command
        .strip_prefix("cargo run --release -- ")
        .or(command.strip_prefix("duban "))?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

/// Whether `printed` is what `shown` says; nothing shown means only that the command runs.
fn matches(shown: &str, printed: &str) -> bool {
    if shown.is_empty() {
        return true;
    }
    let mut rest = printed;
    for (i, piece) in shown
        .split(ELISION)
        .map(|p| p.trim_matches('\n'))
        .enumerate()
    {
        let found = if i == 0 {
            rest.starts_with(piece).then_some(0)
        } else {
            rest.find(piece)
        };
        let Some(at) = found else { return false };
        rest = &rest[at + piece.len()..];
    }
    shown.ends_with(ELISION) || rest.trim().is_empty()
}

fn copy(from: &str, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
