//! Answers whether the progress stops at an earlier step than the target names.

use crate::document::clause;
use crate::extract::Lexicon;
use crate::location::Span;
use crate::rule::case::Case;
use crate::rule::condition::Ask;
use crate::rule::echo::Echo;
use crate::rule::evidence::Evidence;
use crate::rule::scope::{Field, Scope};
use crate::rule::template::Placeholder;
use crate::rule::wordlist::{WordList, words_of};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;
use std::ops::Range;

/// Longest clause that names a step and little else (通过省级评审), in characters: in its row it is of the matter.
const BARE_STEP: usize = 8;

/// Arguments of `behind_stage`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageArguments {
    /// 对象: the text that names the step to reach.
    #[serde(alias = "对象")]
    pub of: Field,
    /// 对照: the text that says what was reached.
    #[serde(rename = "in", alias = "对照")]
    pub within: Field,
    /// 阶梯: a table of step words with their rank, higher is later.
    #[serde(alias = "阶梯")]
    pub ladder: String,
    /// 未到: words (or lists) that say a step is still ahead (`正在`, `拟`).
    #[serde(alias = "未到")]
    pub pending: String,
    /// 同一事: least share of the target's clause that comes back, 0 to 1.
    #[serde(alias = "同一事")]
    pub same: f64,
}

/// The ladder, and which texts stand on it.
#[derive(Debug)]
pub struct BehindStage {
    arguments: StageArguments,
    steps: WordList,
    ranks: HashMap<String, u8>,
    pending: WordList,
}

/// A step word in a text.
struct Step<'t> {
    rank: u8,
    word: &'t str,
    pending: bool,
    clause: Range<usize>,
}

impl Step<'_> {
    /// Whether both name one step before the same body: 报市政府, 提交市政府.
    fn is_step(&self, other: &Self) -> bool {
        let tail = |s: &str| s.chars().rev().take(2).collect::<Vec<char>>();
        self.rank == other.rank && tail(self.word) == tail(other.word)
    }
}

impl Ask for BehindStage {
    type Arguments = StageArguments;
    const ON: &'static [Scope] = &[
        Scope::Row,
        Scope::Progress,
        Scope::Matter,
        Scope::Succession,
    ];
    const FILLS: &'static [Placeholder] = &[Placeholder::Expected, Placeholder::Actual];

    fn prepare(arguments: Self::Arguments, lexicon: &Lexicon) -> Result<Self, String> {
        let words = words_of(std::slice::from_ref(&arguments.ladder), lexicon)?;
        let pairs = lexicon.pairs(&arguments.ladder).iter();
        let ranks = pairs.filter_map(|(w, rank)| Some((w.clone(), rank.parse().ok()?)));
        let pending = words_of(std::slice::from_ref(&arguments.pending), lexicon)?;
        Ok(Self {
            steps: WordList::new(&words)?,
            ranks: ranks.collect(),
            pending: WordList::new(&pending)?,
            arguments,
        })
    }

    fn ask(&self, case: &Case<'_>) -> Vec<Evidence> {
        let Some((of, within)) = case.both(self.arguments.of, self.arguments.within) else {
            return Vec::new();
        };
        let echo = Echo::of(case.text(within));
        let text = &case.papers.document(of.doc).file.text;
        let reported = self.steps_of(case, within);
        let ahead = |step: &Step<'_>| reported.iter().any(|s| s.pending && s.is_step(step));
        let wanted = clause::clauses(text, of.range())
            .into_iter()
            .filter_map(|clause| {
                let share = echo.share([&text[clause.clone()]])?;
                let step = self
                    .steps_in(text, clause)
                    .into_iter()
                    .max_by_key(|s| s.rank)?;
                let bare = text[step.clause.clone()].chars().count() <= BARE_STEP;
                let same = share >= self.arguments.same || bare || ahead(&step);
                (same && !step.pending).then_some(step)
            });
        let Some(wanted) = wanted.max_by_key(|s| s.rank) else {
            return Vec::new();
        };
        self.short(&wanted, &reported, within, of)
            .into_iter()
            .collect()
    }
}

impl BehindStage {
    /// The last step the progress names, when it has not reached `wanted`.
    fn short(
        &self,
        wanted: &Step<'_>,
        steps: &[Step<'_>],
        within: Span,
        of: Span,
    ) -> Option<Evidence> {
        let reached = |s: &&Step<'_>| !s.pending;
        if steps.iter().filter(reached).any(|s| s.rank >= wanted.rank) {
            return None;
        }
        let ahead = |s: &&Step<'_>| s.pending && s.rank == wanted.rank;
        let last = steps.iter().rfind(ahead);
        let last = last.or_else(|| steps.iter().filter(reached).max_by_key(|s| s.rank))?;
        let target = Span::new(of.doc, wanted.clause.clone());
        let found = Evidence::at(Span::new(within.doc, last.clause.clone()))
            .related(target, "目标")
            .value(Placeholder::Expected, wanted.word)
            .value(Placeholder::Actual, last.word);
        Some(found)
    }

    fn steps_of<'t>(&self, case: &Case<'t>, span: Span) -> Vec<Step<'t>> {
        let text: &'t str = &case.papers.document(span.doc).file.text;
        let clauses = clause::clauses(text, span.range()).into_iter();
        clauses.flat_map(|c| self.steps_in(text, c)).collect()
    }

    fn steps_in<'t>(&self, text: &'t str, clause: Range<usize>) -> Vec<Step<'t>> {
        let inner = &text[clause.clone()];
        let hits = self.steps.find(inner);
        hits.filter_map(|hit| {
            let word = &inner[hit.clone()];
            let pending = self.pending.any(&inner[..hit.start]);
            let rank = *self.ranks.get(word)?;
            Some(Step {
                rank,
                word,
                pending,
                clause: clause.clone(),
            })
        })
        .collect()
    }
}
