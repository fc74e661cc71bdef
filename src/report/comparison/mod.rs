//! Turns a comparison of two documents into bytes: for a terminal, as JSON, as a web page.

mod html;
mod json;
mod terminal;

use super::{MARK, Report, View, plain, wording};
use crate::compare::{Fate, Pair};

/// Two reports and how their commitments compare.
#[derive(Debug)]
pub struct Comparison {
    /// The old side.
    pub old: Report,
    /// The new side.
    pub new: Report,
    /// Pairs, in the old document's order, then what is new.
    pub pairs: Vec<Pair>,
}

/// What a comparison can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// Side by side, for a person at a terminal.
    Terminal,
    /// One JSON object, schema `duban-diff/1`.
    Json,
    /// One self-contained page.
    Html,
}

impl Comparison {
    /// The comparison's bytes in `format`.
    pub fn write(&self, format: ComparisonFormat, view: &View) -> Vec<u8> {
        match format {
            ComparisonFormat::Terminal => terminal::write(self, view).into_bytes(),
            ComparisonFormat::Json => json::write(self).into_bytes(),
            ComparisonFormat::Html => html::write(self).into_bytes(),
        }
    }

    /// The bytes for a file in `format`; text ends with the [`MARK`], the others carry it inside.
    pub fn file(&self, format: ComparisonFormat, view: &View) -> Vec<u8> {
        let mut bytes = self.write(format, &view.for_file());
        match format {
            ComparisonFormat::Terminal => bytes.extend(format!("\n{MARK}\n").bytes()),
            ComparisonFormat::Json | ComparisonFormat::Html => {}
        }
        bytes
    }

    /// How many pairs met `fate`.
    pub fn count(&self, fate: Fate) -> usize {
        self.pairs.iter().filter(|p| p.fate == fate).count()
    }
}

/// What the fates mean when the two sides speak for different issuers, one each, or for different years; none where they do not.
fn between_sides(comparison: &Comparison) -> Option<String> {
    between_issuers(comparison).or_else(|| between_years(comparison))
}

fn between_years(comparison: &Comparison) -> Option<String> {
    let (old, new) = (year(&comparison.old)?, year(&comparison.new)?);
    (old != new).then(|| {
        format!("两份材料分属{old}年和{new}年：“取消”指后者既没有再列、也没有报告，“已有交代”指后者已经报告办理情况。")
    })
}

/// The one year for which something is promised.
fn year(report: &Report) -> Option<i16> {
    let promising = report.facts.iter().filter(|f| !f.commitments.is_empty());
    let mut years = promising.map(|f| f.profile.year);
    let first = years.next()??;
    years.all(|year| year == Some(first)).then_some(first)
}

fn between_issuers(comparison: &Comparison) -> Option<String> {
    let old = issuer(&comparison.old)?;
    let new = issuer(&comparison.new)?;
    (old != new).then(|| {
        format!("两份材料来自不同单位（{old}、{new}）：“取消”只见于前者，“新增”只见于后者，“削弱”是后者的要求低于前者。")
    })
}

/// The one issuer whose documents promise something.
fn issuer(report: &Report) -> Option<&str> {
    let promising = report.facts.iter().filter(|f| !f.commitments.is_empty());
    let mut names = promising.map(|f| f.profile.issuer.as_str());
    let first = names.next().filter(|name| !name.is_empty())?;
    names.all(|name| name == first).then_some(first)
}

/// All fates in the order people want to read them.
const ORDER: [Fate; 7] = [
    Fate::Weakened,
    Fate::Dropped,
    Fate::Reported,
    Fate::New,
    Fate::Reworded,
    Fate::Moved,
    Fate::Kept,
];

/// What the new side reports on a commitment it does not make again: `完成，12:3 “建成…”`, for people.
fn answer(comparison: &Comparison, pair: &Pair) -> Option<String> {
    let answer = pair.answer?;
    let place = comparison.new.place(answer.span);
    Some(format!(
        "{}，见新稿{}:{}“{}”",
        wording::verdict(answer.verdict),
        place.line,
        place.column,
        plain::line(&place.quote)
    ))
}

/// The fate in Chinese.
fn name(fate: Fate) -> &'static str {
    match fate {
        Fate::Kept => "保留",
        Fate::Reworded => "改写",
        Fate::Weakened => "削弱",
        Fate::Moved => "移位",
        Fate::Dropped => "取消",
        Fate::Reported => "已有交代",
        Fate::New => "新增",
    }
}
