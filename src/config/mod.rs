//! Turns `duban.yaml` into a valid `Config`.

mod conversion;
pub mod word_lists;
pub mod written;

use crate::error::{RequestError, refusal};
use crate::extract::Lexicon;
use crate::extract::owner::FIRST_LEADS;
use crate::finding::{Gate, Severity};
use crate::yaml;
use conversion::Conversion;
use globset::GlobMatcher;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
pub use written::{Written, WrittenKind};

/// The file's name, looked for in the checked folder and above it.
pub const FILE_NAME: &str = "duban.yaml";

/// The table of tolerances that `parameters` changes.
const TOLERANCES: &str = "tolerance.link";

/// The settings of a run; paths are relative to the working directory.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it was read from; none for the built-in defaults.
    pub file: Option<PathBuf>,
    /// What files are, by glob; the first that matches wins.
    pub documents: Vec<DocumentSetting>,
    /// Folders with rule files.
    pub rule_folders: Vec<PathBuf>,
    /// Files or folders with word lists.
    pub lexicons: Vec<PathBuf>,
    /// Rules that do not run.
    pub off: Vec<String>,
    /// Severity by rule.
    pub severity: BTreeMap<String, Severity>,
    /// Tolerances by name, over those of `tolerance.link`.
    pub parameters: BTreeMap<String, f64>,
    /// Lowest severity that fails a run.
    pub fail_on: Gate,
    /// Whether findings that stay are raised.
    pub escalate: bool,
    /// Whether the unit listed first leads.
    pub first_listed_is_lead: bool,
    /// The baseline file.
    pub baseline: PathBuf,
    /// The waivers file.
    pub waivers: PathBuf,
    /// Reports written at every run.
    pub outputs: Vec<PathBuf>,
    /// Other settings by glob, in order; later ones win.
    pub overrides: Vec<Override>,
    /// Whether baseline and waivers are files the settings name themselves.
    pub names_baseline: bool,
    /// The same of the waivers.
    pub names_waivers: bool,
    /// The folder globs are relative to.
    folder: PathBuf,
}

/// What the files under a glob are.
#[derive(Debug)]
pub struct DocumentSetting {
    glob: GlobMatcher,
    /// Issuing body.
    pub issuer: Option<String>,
    /// Year of the plan part or table.
    pub year: Option<i16>,
    /// What the whole file is.
    pub kind: Option<WrittenKind>,
}

impl DocumentSetting {
    fn written(&self) -> written::WrittenDocument {
        written::WrittenDocument {
            path: self.glob.glob().to_string(),
            issuer: self.issuer.clone(),
            year: self.year,
            kind: self.kind,
        }
    }
}

impl Override {
    fn written(&self) -> written::WrittenOverride {
        written::WrittenOverride {
            path: self.glob.glob().to_string(),
            off: self.off.clone(),
            severity: self.severity.clone(),
        }
    }
}

/// Other settings for the files under a glob.
#[derive(Debug)]
pub struct Override {
    glob: GlobMatcher,
    off: Vec<String>,
    severity: BTreeMap<String, Severity>,
}

impl Config {
    /// The settings when there is no file: defaults, with baseline and waivers beside the checked `folder`.
    pub fn defaults(folder: &Path) -> Self {
        Self {
            escalate: true,
            baseline: plain(folder).join("duban-baseline.json"),
            waivers: plain(folder).join("duban-waivers.yaml"),
            folder: folder.to_owned(),
            ..Self::default()
        }
    }

    /// Reads the file at `path`; `known_rules` are the ids that may be named.
    ///
    /// # Errors
    /// When it cannot be opened, is not valid YAML, or names a rule or a glob that cannot be.
    pub fn read(path: &Path, known_rules: &[&str]) -> Result<Self, RequestError> {
        let shown = path.to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(path).map_err(|e| RequestError::File {
            path: shown.clone(),
            reason: format!("打不开配置文件：{}", refusal(&e)),
            help: match e.kind() {
                std::io::ErrorKind::InvalidData => "请用记事本等编辑器打开，另存为 UTF-8 编码",
                _ => "请核对 --config 的路径和权限",
            }
            .to_owned(),
        })?;
        let written: Written = yaml::parse(&shown, &text)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Conversion {
            shown: &shown,
            text: &text,
            known_rules,
        }
        .convert(written, path, folder)
    }

    /// Where word lists are: as set, and the folder `lexicon` beside one's own rules.
    pub fn word_lists(&self) -> Vec<PathBuf> {
        let beside = self
            .rule_folders
            .iter()
            .map(|f| f.join("lexicon"))
            .filter(|f| f.is_dir());
        self.lexicons.iter().cloned().chain(beside).collect()
    }

    /// The word lists of a run: the built-in ones, one's own, and what is set in numbers and conventions – so that their hash tells all of it.
    ///
    /// # Errors
    /// A path that is not there, or a file that is not a word list.
    pub fn lexicon(&self) -> Result<Lexicon, RequestError> {
        let mut lexicon = word_lists::load(&self.word_lists())?;
        self.settle(&mut lexicon);
        Ok(lexicon)
    }

    /// Writes tolerances and conventions into `lexicon`, where readers and rules look for them.
    pub fn settle(&self, lexicon: &mut Lexicon) {
        let set = self.parameters.iter();
        let set: Vec<_> = set.map(|(n, v)| (n.clone(), v.to_string())).collect();
        if !set.is_empty() {
            lexicon.add_pairs(TOLERANCES.to_owned(), set);
        }
        if self.first_listed_is_lead {
            lexicon.add_words(FIRST_LEADS.to_owned(), vec!["列第一位".to_owned()]);
        }
    }

    /// Every tolerance with the value it has here.
    fn tolerances(&self) -> BTreeMap<String, f64> {
        let built_in = Lexicon::built_in();
        let known = built_in.pairs(TOLERANCES).iter();
        let known = known.filter_map(|(name, value)| Some((name.clone(), value.parse().ok()?)));
        known.chain(self.parameters.clone()).collect()
    }

    /// The effective settings as YAML, to be read by a person.
    pub fn to_yaml(&self) -> String {
        let shown = |p: &PathBuf| p.to_string_lossy().replace('\\', "/");
        let from = self
            .file
            .as_ref()
            .map_or("没有设置文件，全部为默认".to_owned(), shown);
        let written = Written {
            documents: self
                .documents
                .iter()
                .map(DocumentSetting::written)
                .collect(),
            rules: written::WrittenRules {
                folders: self.rule_folders.iter().map(shown).collect(),
                off: self.off.clone(),
                severity: self.severity.clone(),
                parameters: self.tolerances(),
            },
            lexicons: self.lexicons.iter().map(shown).collect(),
            gate: written::WrittenGate {
                fail_on: Some(self.fail_on),
                escalate: Some(self.escalate),
            },
            lead: written::WrittenLead {
                first_listed_is_lead: self.first_listed_is_lead,
            },
            baseline: Some(shown(&self.baseline)),
            waivers: Some(shown(&self.waivers)),
            outputs: self.outputs.iter().map(shown).collect(),
            overrides: self.overrides.iter().map(Override::written).collect(),
        };
        let yaml = serde_yaml::to_string(&written).expect("plain data prints as YAML");
        format!("# 来自：{from}\n{yaml}")
    }

    /// The nearest `duban.yaml` at or above `start`.
    pub fn find(start: &Path) -> Option<PathBuf> {
        let absolute = start.canonicalize().ok()?;
        let found = absolute
            .ancestors()
            .map(|f| f.join(FILE_NAME))
            .find(|f| f.is_file())?;
        let up = absolute
            .ancestors()
            .position(|a| Some(a) == found.parent())?;
        let relative = (0..up).fold(start.to_owned(), |p, _| p.join(".."));
        let here = start == Path::new(".");
        Some(if up == 0 && here {
            PathBuf::from(FILE_NAME)
        } else if up == 0 {
            start.join(FILE_NAME)
        } else {
            relative.join(FILE_NAME)
        })
    }

    /// The first setting whose glob matches `file` (as shown to people).
    pub fn document(&self, file: &str) -> Option<&DocumentSetting> {
        self.documents
            .iter()
            .find(|d| d.glob.is_match(self.relative(file)))
    }

    /// The globs of `documents` that match none of `files`.
    pub fn unmatched<'a>(&'a self, files: &[&str]) -> Vec<&'a str> {
        let matches = |d: &&DocumentSetting| {
            let is_match = |file: &&str| d.glob.is_match(self.relative(file));
            !files.iter().any(is_match)
        };
        let unmatched = self.documents.iter().filter(matches);
        unmatched.map(|d| d.glob.glob().glob()).collect()
    }

    /// Whether everything beside and below the settings file is below one of `paths`.
    pub fn is_within(&self, paths: &[PathBuf]) -> bool {
        let whole = |path: &Path| match path.as_os_str().is_empty() {
            true => Path::new(".").canonicalize(),
            false => path.canonicalize(),
        };
        let Ok(folder) = whole(&self.folder) else {
            return false;
        };
        let covers = |p: &PathBuf| whole(p).is_ok_and(|p| folder.starts_with(p));
        paths.iter().any(covers)
    }

    /// Whether every rule runs everywhere with its own severity.
    pub fn leaves_severities(&self) -> bool {
        self.off.is_empty() && self.severity.is_empty() && self.overrides.is_empty()
    }

    /// The severity `rule` has in `file`: none when it is off there, else `default` or what is set.
    pub fn severity(&self, rule: &str, file: &str, default: Severity) -> Option<Severity> {
        let local: Vec<&Override> = self
            .overrides
            .iter()
            .filter(|o| o.glob.is_match(self.relative(file)))
            .collect();
        if self
            .off
            .iter()
            .chain(local.iter().flat_map(|o| &o.off))
            .any(|r| r == rule)
        {
            return None;
        }
        let set = local.iter().rev().find_map(|o| o.severity.get(rule));
        Some(
            set.or_else(|| self.severity.get(rule))
                .copied()
                .unwrap_or(default),
        )
    }

    fn relative<'a>(&self, file: &'a str) -> &'a str {
        let folder = self.folder.to_string_lossy().replace('\\', "/");
        let inside = file
            .strip_prefix(folder.as_str())
            .map(|f| f.trim_start_matches('/'));
        inside.unwrap_or(file).trim_start_matches("./")
    }
}

/// `folder` without a leading `./`.
fn plain(folder: &Path) -> &Path {
    folder.strip_prefix(".").unwrap_or(folder)
}
