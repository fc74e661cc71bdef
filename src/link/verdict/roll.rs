//! Says which of the things promised a review speaks of, and what that makes of the promise.

use super::reach::{Aim, Reached};
use super::{Judgement, Verdict};

/// Which things of a list the review speaks of, as the promise writes them.
#[derive(Debug, Default)]
pub(super) struct Roll {
    pub(super) found: Vec<String>,
    pub(super) missing: Vec<String>,
    /// Which reports name each thing found.
    pub(super) named: Vec<Vec<usize>>,
    /// Whether the report leaves open what became of the rest: it names none, or counts their kind, or speaks of other
    /// work on them.
    pub(super) open: bool,
    /// Whether it names some of many, so that the rest may be among them.
    pub(super) among_many: bool,
    /// Whether all that is missing is called by common words only, which stand for more than one thing (行动方案).
    pub(super) common_words: bool,
}

impl Roll {
    /// Which of the things promised the report shows, and which it does not.
    pub(super) fn told(&self, aim: Aim) -> String {
        let (found, missing) = (self.found.len(), self.missing.len());
        let promised = match aim {
            Aim::Effort => "承诺推进",
            Aim::Start => "承诺启动",
            Aim::Result => "承诺",
        };
        format!(
            "{promised}{}项，报告见到{found}项：{}；未见{missing}项：{}",
            found + missing,
            self.found.join("、"),
            self.missing.join("、")
        )
    }

    /// The verdict where some of the things promised have come as far as was promised, and others not yet.
    pub(super) fn come_apart(&self, aim: Aim, reached: &[Reached]) -> Option<Judgement> {
        let come = |named: &Vec<usize>| named.iter().filter_map(|&i| reached.get(i)).max().copied();
        let things = self.found.iter().zip(self.named.iter().map(come));
        let of = |behind: bool| -> Vec<&str> {
            let fits = |come: Option<Reached>| come.is_some() && aim.falls_short(come) == behind;
            let fitting = things.clone().filter(|(_, come)| fits(*come));
            fitting.map(|(thing, _)| thing.as_str()).collect()
        };
        let (there, behind) = (of(false), of(true));
        (!there.is_empty() && !behind.is_empty()).then(|| {
            let (there, behind) = (there.join("、"), behind.join("、"));
            let told = format!("承诺的{there}已到承诺的节点，{behind}还没有");
            Judgement::new(Verdict::Partial, told)
        })
    }
}
