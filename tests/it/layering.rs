//! Every module uses only what the table in `src/lib.rs` allows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_module_uses_only_the_modules_its_row_allows() {
    let table = allowed_uses();
    let mut wrong = Vec::new();
    for (module, allowed) in &table {
        let mut unused = allowed.clone();
        for file in files_of(module) {
            let text = fs::read_to_string(&file).unwrap();
            if text.contains("use crate::{") {
                wrong.push(format!(
                    "{} uses several modules in one line",
                    file.display()
                ));
            }
            for used in crate_paths(&text) {
                unused.retain(|m| *m != used);
                let known = table.contains_key(&used);
                if known && used != *module && !allowed.contains(&used) {
                    wrong.push(format!("{module} uses {used} ({})", file.display()));
                }
            }
        }
        if !matches!(module.as_str(), "run" | "cli") {
            wrong.extend(
                unused
                    .iter()
                    .map(|m| format!("{module} need not be allowed {m}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_names_only_rows_above_it() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let mut above: Vec<String> = Vec::new();
    for (module, uses) in rows(&lib) {
        let below = uses.iter().filter(|m| !above.contains(m));
        assert_eq!(below.collect::<Vec<_>>(), [""; 0], "{module}");
        above.push(module);
    }
}

#[test]
fn every_module_has_a_row() {
    let table = allowed_uses();
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let declared = lib.lines().filter_map(|l| {
        l.trim_start_matches("pub ")
            .strip_prefix("mod ")?
            .strip_suffix(';')
    });
    let missing: Vec<&str> = declared.filter(|m| !table.contains_key(*m)).collect();
    assert!(
        missing.is_empty(),
        "no row in the module table of src/lib.rs: {missing:?}"
    );
}

fn allowed_uses() -> BTreeMap<String, Vec<String>> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    rows(&lib).into_iter().collect()
}

/// The modules of the table in `lib`, in order, each with those it may use.
fn rows(lib: &str) -> Vec<(String, Vec<String>)> {
    let mut table: Vec<(String, Vec<String>)> = Vec::new();
    for line in lib.lines().filter_map(|l| l.strip_prefix("//! |")) {
        let cells: Vec<&str> = line
            .trim_end_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        let [module, _, uses] = cells[..] else {
            continue;
        };
        if module == "module" || module.starts_with('-') {
            continue;
        }
        let uses = match uses {
            "all of the above" => table.iter().map(|(name, _)| name.clone()).collect(),
            list => {
                let names = list.split(',').map(|m| m.trim().to_owned());
                names.filter(|m| !m.is_empty()).collect()
            }
        };
        table.push((module.to_owned(), uses));
    }
    table
}

fn files_of(module: &str) -> Vec<PathBuf> {
    let single = PathBuf::from(format!("src/{module}.rs"));
    let mut files: Vec<PathBuf> = single.is_file().then_some(single).into_iter().collect();
    collect(Path::new("src").join(module).as_path(), &mut files);
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The first name after every `crate::` outside comments.
fn crate_paths(text: &str) -> Vec<String> {
    let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
    let name = |rest: &str| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    code.flat_map(|l| l.split("crate::").skip(1))
        .map(name)
        .collect()
}
