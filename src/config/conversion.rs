//! Turns `duban.yaml` as written into a valid `Config`, or into an error that points into it.

use super::{Config, DocumentSetting, Override, TOLERANCES, Written, written};
use crate::error::RequestError;
use crate::extract::Lexicon;
use crate::yaml;
use globset::{Glob, GlobMatcher};
use std::path::{Path, PathBuf};

/// The file a conversion reports errors about.
pub(super) struct Conversion<'a> {
    /// Its path, as shown to people.
    pub(super) shown: &'a str,
    /// Its text.
    pub(super) text: &'a str,
    /// Ids of the built-in rules.
    pub(super) known_rules: &'a [&'a str],
}

impl Conversion<'_> {
    /// `w`, read from `path`; globs and paths in it are relative to `folder`.
    pub(super) fn convert(
        &self,
        w: Written,
        path: &Path,
        folder: PathBuf,
    ) -> Result<Config, RequestError> {
        let all = |paths: &[String]| paths.iter().map(|p| folder.join(p)).collect();
        self.rules_exist(&w, &folder)?;
        self.parameters_exist(&w)?;
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
            names_baseline: w.baseline.is_some(),
            names_waivers: w.waivers.is_some(),
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

    /// Rules of one's own are known by the names of their files.
    fn rules_exist(&self, w: &Written, folder: &Path) -> Result<(), RequestError> {
        let own: Vec<String> = w
            .rules
            .folders
            .iter()
            .flat_map(|f| ids_in(&folder.join(f)))
            .collect();
        let known: Vec<&str> = self
            .known_rules
            .iter()
            .copied()
            .chain(own.iter().map(String::as_str))
            .collect();
        let local = w
            .overrides
            .iter()
            .flat_map(|o| o.off.iter().chain(o.severity.keys()));
        let named = w.rules.off.iter().chain(w.rules.severity.keys());
        match named.chain(local).find(|id| !known.contains(&id.as_str())) {
            Some(id) => {
                let help = yaml::suggestion(id, &known);
                Err(self.error(id, format!("没有规则“{id}”"), help))
            }
            None => Ok(()),
        }
    }

    fn parameters_exist(&self, w: &Written) -> Result<(), RequestError> {
        if w.rules.parameters.is_empty() {
            return Ok(());
        }
        let lexicon = Lexicon::built_in();
        let known = lexicon.pairs(TOLERANCES).iter();
        let known: Vec<&str> = known.map(|(name, _)| name.as_str()).collect();
        for (name, value) in &w.rules.parameters {
            if !known.contains(&name.as_str()) {
                let help = yaml::suggestion(name, &known);
                return Err(self.error(name, format!("没有参数“{name}”"), help));
            }
            if !(value.is_finite() && *value >= 0.0) {
                let help = "参数是容差，写 0 或正数，例：about_points: 0.5";
                return Err(self.error(
                    name,
                    format!("参数“{name}”不能取 {value}"),
                    help.to_owned(),
                ));
            }
        }
        Ok(())
    }

    fn error(&self, value: &str, reason: String, help: String) -> RequestError {
        let start = self.text.find(value).unwrap_or(0);
        let end = (start + value.len()).min(self.text.len());
        yaml::error(self.shown, self.text, start..end, reason, help)
    }
}

/// Names of the rule files in `folder`, without their ends; a folder that is not there is told of when its rules are read.
fn ids_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_yaml = |p: &PathBuf| p.extension().is_some_and(|e| e == "yaml" || e == "yml");
    let files = entries.map(|e| e.path()).filter(is_yaml);
    files
        .filter_map(|p| Some(p.file_stem()?.to_string_lossy().into_owned()))
        .collect()
}
