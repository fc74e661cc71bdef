//! Turns a comparison of two documents into bytes: for a terminal, as JSON, as a web page.

mod html;
mod json;
mod terminal;

use super::{Report, View};
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

    /// How many pairs met `fate`.
    pub fn count(&self, fate: Fate) -> usize {
        self.pairs.iter().filter(|p| p.fate == fate).count()
    }
}

/// All fates in the order people want to read them.
const ORDER: [Fate; 6] = [
    Fate::Weakened,
    Fate::Dropped,
    Fate::New,
    Fate::Reworded,
    Fate::Moved,
    Fate::Kept,
];

/// The fate in Chinese.
fn name(fate: Fate) -> &'static str {
    match fate {
        Fate::Kept => "保留",
        Fate::Reworded => "改写",
        Fate::Weakened => "削弱",
        Fate::Moved => "移位",
        Fate::Dropped => "取消",
        Fate::New => "新增",
    }
}
