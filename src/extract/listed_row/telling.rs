//! Cuts the paragraph of a listed item into what is asked for and what is told.

use super::label;
use crate::document::{Document, clause};
use crate::extract::Lexicon;
use crate::extract::column::Column;
use crate::extract::progress::ProgressRow;
use crate::extract::row::RowReader;
use crate::extract::words::WordTable;
use std::ops::Range;

/// Longest name of a project that stands as a sentence of its own, in characters.
const LONGEST_NAME: usize = 24;

/// The words that tell what is asked for from what has happened; compiled from the lexicon.
#[derive(Debug)]
pub(crate) struct Telling {
    /// 截至, 目前, 已: from here on it is told what has happened.
    tells: WordTable<()>,
    /// 计划, 任务: this is still what is asked for.
    asks: WordTable<()>,
}

impl Telling {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            tells: lexicon.finder("listed.tells"),
            asks: lexicon.finder("listed.asks"),
        }
    }
}

impl RowReader {
    /// `目标。实绩。`, `名称。目标。实绩。`: the first sentence is the matter; behind a name what is asked for goes on as far as the
    /// first clause that tells, or through a sentence that speaks of a plan. How large the whole thing is is not asked for.
    pub(super) fn divide(&self, document: &Document, whole: Range<usize>, row: &mut ProgressRow) {
        let text = &document.file.text;
        let sentences = clause::sentences(text, whole.clone());
        let Some(first) = sentences.first() else {
            return;
        };
        row.matter = Some(document.span(first.clone()));
        let start = sentences.get(1).map_or(whole.end, |s| s.start);
        let name = &text[first.clone()];
        let is_name = name.chars().count() <= LONGEST_NAME && !name.contains(['，', '：']);
        let told = match is_name {
            true => self.told_from(document, start..whole.end),
            false => start,
        };
        let mut described = clause::clauses(text, start..told).into_iter();
        let asked = described.find(|c| self.telling.asks.any(&text[c.clone()]));
        if let Some(asked) = asked {
            let asked = clause::trim(text, asked.start..told);
            let end = asked.start + without_mark(&text[asked.clone()]);
            let asked = self.content(document, asked.start..end);
            row.annual = Some(document.span(asked));
        }
        self.told(document, clause::trim(text, told..whole.end), row);
    }

    /// Where in `behind`, what stands behind a name, it begins to tell what has happened.
    fn told_from(&self, document: &Document, behind: Range<usize>) -> usize {
        let text = &document.file.text;
        let tells = |clause: &Range<usize>| {
            let said = &text[clause.clone()];
            let labelled = label(said).and_then(|l| self.columns.one(l));
            self.telling.tells.match_at(said, 0).is_some()
                || opens_with_months(said)
                || labelled == Some(Column::Progress)
        };
        let mut clauses = clause::clauses(text, behind.clone()).into_iter();
        if let Some(clause) = clauses.find(tells) {
            return clause.start;
        }
        let sentences = clause::sentences(text, behind.clone());
        match &sentences[..] {
            [asked, told, ..] => {
                let only_asks = self.telling.asks.any(&text[asked.clone()])
                    && !text[asked.clone()].contains('%')
                    && text[asked.start..told.start].contains('。');
                if only_asks { told.start } else { behind.start }
            }
            [] | [_] => behind.start,
        }
    }
}

/// Length of `text` without the mark it ends with.
fn without_mark(text: &str) -> usize {
    text.trim_end_matches(['。', '，', '；', '：', ',']).len()
}

/// Whether `text` begins with some months of the year: 1—9月.
fn opens_with_months(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let rest = text[first..].trim_start_matches(['—', '-', '－', '–', '至', '~', '～']);
    let last = digits(rest);
    first > 0 && last > 0 && rest.len() < text.len() - first && rest[last..].starts_with('月')
}
