//! Turns `duban.yaml` into a valid `Config`.

pub mod word_lists;
pub mod written;

use crate::error::{RequestError, refusal};
use crate::finding::{Gate, Severity};
use crate::yaml;
use globset::{Glob, GlobMatcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
pub use written::{Written, WrittenKind};

/// The file's name, looked for in the checked folder and above it.
pub const FILE_NAME: &str = "duban.yaml";

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
    /// Numbers rules read.
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
            help: "请核对 --config 的路径；配置文件须为 UTF-8 文本".to_owned(),
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
                parameters: self.parameters.clone(),
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

/// The file a conversion reports errors about.
struct Conversion<'a> {
    shown: &'a str,
    text: &'a str,
    known_rules: &'a [&'a str],
}

impl Conversion<'_> {
    fn convert(&self, w: Written, path: &Path, folder: PathBuf) -> Result<Config, RequestError> {
        let all = |paths: &[String]| paths.iter().map(|p| folder.join(p)).collect();
        self.rules_exist(&w)?;
        Ok(Config {
            file: Some(path.to_owned()),
            documents: w
                .documents
                .into_iter()
                .map(|d| self.document(d))
                .collect::<Result<_, _>>()?,
            rule_folders: all(&w.rules.folders),
            lexicons: all(&w.lexicons),
            fail_on: w.gate.fail_on.unwrap_or_default(),
            escalate: w.gate.escalate.unwrap_or(true),
            first_listed_is_lead: w.lead.first_listed_is_lead,
            baseline: folder.join(w.baseline.as_deref().unwrap_or("duban-baseline.json")),
            waivers: folder.join(w.waivers.as_deref().unwrap_or("duban-waivers.yaml")),
            outputs: all(&w.outputs),
            off: w.rules.off,
            severity: w.rules.severity,
            parameters: w.rules.parameters,
            overrides: w
                .overrides
                .into_iter()
                .map(|o| self.local(o))
                .collect::<Result<_, _>>()?,
            folder,
        })
    }

    fn document(&self, d: written::WrittenDocument) -> Result<DocumentSetting, RequestError> {
        let glob = self.glob(&d.path)?;
        Ok(DocumentSetting {
            glob,
            issuer: d.issuer,
            year: d.year,
            kind: d.kind,
        })
    }

    fn local(&self, o: written::WrittenOverride) -> Result<Override, RequestError> {
        Ok(Override {
            glob: self.glob(&o.path)?,
            off: o.off,
            severity: o.severity,
        })
    }

    fn glob(&self, pattern: &str) -> Result<GlobMatcher, RequestError> {
        let glob = Glob::new(pattern).map_err(|_| {
            let help = "通配符写法：* 任意字符，** 任意层目录，{a,b} 任一，[0-9] 一个字符";
            self.error(
                pattern,
                format!("通配符“{pattern}”写法有误"),
                help.to_owned(),
            )
        })?;
        Ok(glob.compile_matcher())
    }

    /// Rules of one's own are not known yet while the configuration is read: ids are checked only without rule folders.
    fn rules_exist(&self, w: &Written) -> Result<(), RequestError> {
        let local = w
            .overrides
            .iter()
            .flat_map(|o| o.off.iter().chain(o.severity.keys()));
        let mut named = w
            .rules
            .off
            .iter()
            .chain(w.rules.severity.keys())
            .chain(local);
        let known = |id: &String| self.known_rules.contains(&id.as_str());
        match named.find(|id| w.rules.folders.is_empty() && !known(id)) {
            Some(id) => {
                let help = yaml::suggestion(id, self.known_rules);
                Err(self.error(id, format!("没有规则“{id}”"), help))
            }
            None => Ok(()),
        }
    }

    fn error(&self, value: &str, reason: String, help: String) -> RequestError {
        let start = self.text.find(value).unwrap_or(0);
        let end = (start + value.len()).min(self.text.len());
        yaml::error(self.shown, self.text, start..end, reason, help)
    }
}
