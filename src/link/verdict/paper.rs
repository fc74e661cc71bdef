//! Decides what became of a paper that was promised, where the report tells only of the work it is about.

use super::{Judgement, Verdict};
use crate::extract::Lexicon;
use crate::extract::words::WordTable;

/// Characters of a paper's name, from its end, by which a report is known to speak of the paper itself.
const NAME: usize = 6;

/// Words by which papers are promised and reported.
#[derive(Debug)]
pub(super) struct Papers {
    /// Verbs for bringing a paper about.
    drawn_up: WordTable<()>,
    /// What a paper is called.
    heads: WordTable<()>,
    /// Words that say a paper is being drawn up.
    drafting: WordTable<()>,
}

impl Papers {
    /// Reads `verdict.promised_paper`, `verdict.reported_drafting` and `verdict.papers`.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            drawn_up: lexicon.finder("verdict.promised_paper"),
            heads: lexicon.finder("verdict.papers"),
            drafting: lexicon.finder("verdict.reported_drafting"),
        }
    }

    /// The verdict where a paper was promised and none of the `reports` speaks of drawing it up: it is there when it is carried
    /// out by its name, and work on the same matter (推进, 加快) does not show that it is not.
    pub(super) fn judge<'t>(
        &self,
        promise: &str,
        mut reports: impl Iterator<Item = &'t str> + Clone,
    ) -> Option<Judgement> {
        let name = promise.trim_end_matches(['”', '》', '）']);
        let verb = self.drawn_up.find(name).next()?;
        let drawn = &name[verb.end..];
        if self.heads.match_before(drawn, drawn.len()).is_none()
            || reports.clone().any(|report| self.drafting.any(report))
        {
            return None;
        }
        let start = drawn.char_indices().rev().nth(NAME - 1);
        let own = start.map_or(drawn, |(at, _)| &drawn[at..]);
        if reports.any(|report| report.contains(own)) {
            let why = "承诺拿出文件，报告已在照着做".to_owned();
            return Some(Judgement::new(Verdict::Met, why));
        }
        let open = Judgement::new(Verdict::Delayed, "承诺完成，报告仍在推进".to_owned());
        Some(open.likely("报告说的是同一方面的工作，没有说到这份文件"))
    }
}
