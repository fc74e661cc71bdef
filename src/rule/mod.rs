//! Turns rule files into a `RuleSet`.
//!
//! A rule file is read as written ([`file`]), checked and compiled ([`load`]) into a [`Rule`], and put by `judge` to every
//! subject of its [`scope`]. Its [`condition`] is made of questions ([`question`]), which answer with [`evidence`].

mod answering;
pub mod case;
pub mod check;
pub mod condition;
pub mod echo;
pub mod effort;
pub mod evidence;
pub mod example;
pub mod file;
pub mod kinship;
pub mod layout;
pub mod likeness;
pub mod load;
pub mod manual;
pub mod question;
pub mod scope;
pub mod series;
pub mod shorthand;
pub mod survey;
pub mod template;
pub mod wordlist;

use crate::extract::Lexicon;
use crate::finding::{Line, RuleInfo, Severity};
use condition::Condition;
use file::Once;
use scope::{Field, Scope};
use template::Template;

/// The rules of a run.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// Rules in order of id; a rule put to several things stands here once for each.
    pub rules: Vec<Rule>,
    /// blake3 over the rule files of the user's folders, lower-case hexadecimal.
    pub written: String,
}

/// A valid rule.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case id, the file's name.
    pub id: String,
    /// Name in Chinese.
    pub title: String,
    /// Group of the catalogue; may be empty.
    pub group: String,
    /// Severity unless a grade says otherwise.
    pub severity: Severity,
    /// Raised when the meaning changes.
    pub version: u32,
    /// What it is put to.
    pub on: Scope,
    /// When it reports.
    pub when: Condition,
    /// The first that holds sets the severity.
    pub grade: Vec<(Severity, Condition)>,
    /// How often it reports about one subject.
    pub once: Once,
    /// The place a finding points at.
    pub point_at: Field,
    /// Further places shown with a finding, each with its label.
    pub related: Vec<(Field, String)>,
    /// What does not meet.
    pub message: Template,
    /// Words under the marked place.
    pub label: Template,
    /// What to do.
    pub help: Template,
    /// `help` as written, for lists of rules and for findings it says the same of.
    pub help_line: Line,
    /// Why the rule exists.
    pub why: String,
}

impl RuleSet {
    /// The ids of the rules that come with the program, in order.
    pub fn built_in_ids() -> Vec<&'static str> {
        let texts = load::built_in_texts().iter();
        texts.map(|(id, _)| *id).collect()
    }

    /// What formats need to know of each rule.
    pub fn infos(&self) -> Vec<RuleInfo> {
        let info = |rule: &Rule| RuleInfo {
            id: rule.id.clone(),
            title: rule.title.clone(),
            severity: rule.severity,
            version: rule.version,
            why: rule.why.clone(),
            help: rule.help_line.to_string(),
            across: match rule.on {
                Scope::Matter | Scope::Succession => true,
                Scope::Document
                | Scope::Table
                | Scope::Row
                | Scope::Progress
                | Scope::Commitment
                | Scope::Sentence
                | Scope::Clause => false,
            },
        };
        let mut infos: Vec<RuleInfo> = self.rules.iter().map(info).collect();
        infos.dedup_by(|a, b| a.id == b.id);
        infos
    }

    /// The rules that come with the program.
    ///
    /// # Panics
    /// Never: a test loads every built-in rule.
    pub fn built_in(lexicon: &Lexicon) -> Self {
        load::built_in(lexicon).expect("built-in rules are valid")
    }

    /// The rule called `id`; the first, when it is put to several things.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }
}
